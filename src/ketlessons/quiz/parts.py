"""Does what a file of questions holds have these parts, and no others? What every kind of question is checked with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ketlessons.evidence.slips import TableError


@dataclass(frozen=True)
class Option:
    """One answer.

    Parameters
    ----------
    text
        Its words.
    key
        Whether it is right.
    feedback
        What to say to a learner who picks it.
    misconception
        Which misconception of `data/misconceptions.csv` it stands for; empty for a key, and for a slip that is none.
    """

    text: str
    key: bool
    feedback: str
    misconception: str = ""

    @property
    def stands_for(self) -> tuple[str, ...]:
        """The misconception, if there is one."""
        return (self.misconception,) if self.misconception else ()


def parts(held: Any, must: set[str], may: set[str], what: str, apart: tuple[str, ...] = ()) -> None:
    """Refuse what is not a pair of braces with these parts, each in words; an unknown part is a misspelt one.

    Parameters
    ----------
    held
        What the file holds there.
    must, may
        The names of the parts.
    what
        How a message calls it.
    apart
        Parts that are no words, and are checked by whoever asks.

    Raises
    ------
    TableError
        With the part as its column.
    """
    if not isinstance(held, dict):
        raise TableError(f"{what} is not a pair of braces", f"write {{...}} with {', '.join(sorted(must))}")
    for name in (*sorted(must - set(held)), *sorted(set(held) - must - may)):
        problem, cure = ("is missing", "add it") if name in must else ("is not read", "delete it, or correct its name")
        raise TableError(f"{problem} in {what}", cure, column=name)
    for name in sorted(must - set(apart)):
        if not isinstance(held[name], str):
            raise TableError(f"{held[name]!r} in {what} is not text", "put it in quotation marks", column=name)


def listed(held: Any, name: str, what: str) -> list[Any]:
    """Return a part that is a list, or raise TableError."""
    if not isinstance(held, list):
        raise TableError(f"of {what} are not a list", "write them in square brackets", column=name)
    return held
