"""What is a lesson meant to teach, and what goes wrong on the way? Objectives, core concepts, misconceptions.

Three tables by which questions are tagged. The core concepts are those of the education section of the International
Union of Basic and Clinical Pharmacology (IUPHAR); objectives and misconceptions are of this course.
"""

from dataclasses import dataclass

from .facts import Checked, usable
from .reader import read_records, read_rows
from .slips import read_once


@dataclass(frozen=True)
class Concept(Checked):
    """One core concept; the columns of ``core_concepts.csv``."""

    id: str
    label: str
    part: str
    about: str
    left_out: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str


@dataclass(frozen=True)
class Misconception:
    """What a wrong answer stands for; the columns of ``misconceptions.csv``.

    `concept` is the core concept it belongs to; empty where it is of none.
    """

    id: str
    kind: str
    believed: str
    holds: str
    concept: str


@dataclass(frozen=True)
class Objective:
    """One thing that learners of a lesson will be able to do; the columns of ``objectives.csv``."""

    id: str
    lesson: str
    text: str


@dataclass(frozen=True)
class Pair:
    """What asks before a lesson, and what after it; the columns of ``pairs.csv``. Both are ids of questions."""

    lesson: str
    before: str
    after: str


@read_once
def pairs() -> dict[str, Pair]:
    """Return the questions before and after, by lesson. A lesson that keeps no answers has none.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> pairs()["02"].before
    '02-predict-no-glutamate'
    """
    return {row["lesson"]: Pair(row["lesson"], row["before"], row["after"]) for row in read_rows("pairs.csv")}


@read_once
def core_concepts() -> dict[str, Concept]:
    """Return the core concepts of pharmacology that were checked, by id.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> core_concepts()["cc_half_life"].label
    'Drug half-life'
    """
    return {one.id: one for one in usable(read_records("core_concepts.csv", Concept))}


@read_once
def misconceptions() -> dict[str, Misconception]:
    """Return what wrong answers stand for, by id.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> misconceptions()["mis_plateau_by_volume"].concept
    'cc_steady_state'
    """
    return {
        row["id"]: Misconception(row["id"], row["kind"], row["believed"], row["holds"], row["concept"])
        for row in read_rows("misconceptions.csv")
    }


@read_once
def objectives() -> dict[str, Objective]:
    """Return the objectives of all lessons, by id.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> objectives()["02-explain"].lesson
    '02'
    """
    return {row["id"]: Objective(row["id"], row["lesson"], row["text"]) for row in read_rows("objectives.csv")}
