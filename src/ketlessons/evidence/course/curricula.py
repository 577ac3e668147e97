"""Where is a core concept taught, and what do curricula ask for that an objective meets?

Two tables for teachers. What a curriculum calls a thing stands there in its own words, as far as they were read; how
far an objective meets it is a judgement of ours.
"""

from dataclasses import dataclass

from ..facts import Checked, usable
from ..reading.reader import read_records, read_rows
from ..reading.slips import read_once


@dataclass(frozen=True)
class Taught:
    """Where a core concept is taught; the columns of ``taught.csv``. `how` is ``built``, ``moved`` or ``told``."""

    id: str
    concept: str
    objective: str
    part: str
    how: str


@dataclass(frozen=True)
class Item(Checked):
    """One item of a curriculum; the columns of ``curricula.csv``.

    `concept` is empty where the item is of no core concept; `fit` is ``whole`` or ``part``.
    """

    id: str
    profession: str
    body: str
    code: str
    item: str
    concept: str
    objective: str
    fit: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str


@read_once
def taught() -> tuple[Taught, ...]:
    """Return where core concepts are taught.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> [one.part for one in taught() if one.concept == "cc_absorption"]
    ['part_04_round_1']
    """
    return tuple(Taught(**row) for row in read_rows("taught.csv"))


@read_once
def all_items() -> tuple[Item, ...]:
    """Return every item of a curriculum, also what nobody has checked.

    Raises
    ------
    TableError
        If the table cannot be trusted.
    """
    return read_records("curricula.csv", Item)


def items() -> tuple[Item, ...]:
    """Return the items of curricula that were read.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> {one.profession for one in items()} == {"medicine", "pharmacy", "nursing", "anaesthesia"}
    True
    """
    return usable(all_items())
