"""A record the learner owns: what was answered, built, shown and thought, in one file on this machine.

No name, no network. Questions and checks write to it through the functions here; the learner's own side (to see,
export, erase it) is `ketlessons.my_record`. What a learner does in a lesson of `KEEPS_NOTHING` is never written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ketlessons.record import telling
from ketlessons.record.journal import Journal
from ketlessons.record.lines import Entry
from ketlessons.record.places import place

#: Lessons on what people may have lived through: neither answers nor code nor pictures of theirs are written.
KEEPS_NOTHING = ("08",)

_Answer = TypeVar("_Answer")
_open: list[Journal] = []


def journal() -> Journal:
    """Return this kernel's journal; the record's place is looked for once."""
    if not _open:
        _open.append(Journal(place()))
    return _open[0]


def close() -> None:
    """Forget the journal, as a kernel does that ends; the next one looks for its place again."""
    _open.clear()


def add(what: str, lesson: str, **fields: Any) -> str:
    """Write an entry down; return when the disk holds it.

    Parameters
    ----------
    what : {"answer", "built", "reflection", "picture"}
        What the learner did.
    lesson : str
        The number of the lesson, such as ``"02"``; empty where it belongs to none.
    **fields
        What else there is to say, as JSON can hold it: `of` (the id of the question, the name of the check), `asked`,
        `said` and `right`, with which `ketlessons.record.results` works, and others.

    Returns
    -------
    str
        Why it is not saved, a sentence for the learner; empty if it is, or if nothing is to be kept.
    """
    if lesson in KEEPS_NOTHING:
        return ""
    return _whatever_happens(lambda: journal().add(what, lesson=lesson, **fields), telling.broken)


def entries() -> tuple[Entry, ...]:
    """Return all entries, the oldest first."""
    return _whatever_happens(lambda: journal().entries(), lambda _: ())


def last(what: str, of: str) -> Entry | None:
    """Return the newest entry of a kind on a question or a check, or None."""
    return _whatever_happens(lambda: journal().last(what, of), lambda _: None)


def settle() -> str:
    """Try again to write what could not be written; return why it cannot, or nothing."""
    return _whatever_happens(lambda: journal().settle(), telling.broken)


def news() -> str:
    """Return what the learner should be told of the record and was not, once; empty if there is nothing."""
    return _whatever_happens(lambda: journal().news(), telling.broken)


def _whatever_happens(does: Callable[[], _Answer], otherwise: Callable[[Exception], _Answer]) -> _Answer:
    """Let a lesson go on, also over a mistake in these modules."""
    try:
        return does()
    except Exception as error:
        return otherwise(error)
