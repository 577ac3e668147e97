"""What is a lesson meant to teach, and what goes wrong on the way? Objectives, core concepts, misconceptions.

Three tables by which questions are tagged. The core concepts are those of the education section of the International
Union of Basic and Clinical Pharmacology (IUPHAR); objectives and misconceptions are of this course.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TypeVar

from ..facts import Checked, usable
from ..reading.reader import read_records, read_rows
from ..reading.slips import read_once


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


Kind = TypeVar("Kind", Misconception, Objective, Pair)


def _keyed(file_name: str, kind: type[Kind], key: str = "id") -> dict[str, Kind]:
    """Return the rows of one table by what stands in a column; every field of `kind` is a column."""
    make: Callable[..., Kind] = kind
    names = [field.name for field in fields(kind)]
    return {row[key]: make(**{name: row[name] for name in names}) for row in read_rows(file_name)}


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
    return _keyed("pairs.csv", Pair, key="lesson")


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
    return _keyed("misconceptions.csv", Misconception)


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
    return _keyed("objectives.csv", Objective)
