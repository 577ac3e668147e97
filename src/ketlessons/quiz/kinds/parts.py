"""Does what a file of questions holds have these parts, and no others? What every kind of question is checked with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ketlessons.evidence.reading.slips import TableError

#: The tag of a question that is of none of the core concepts, but of how studies, tests, laws or lessons are read.
BEYOND = "beyond"


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


@dataclass(frozen=True)
class Tags:
    """By which words a question may be tagged, and which it must have.

    Parameters
    ----------
    objectives
        The lesson of each objective, by its id.
    concepts
        Core concepts, and `BEYOND`.
    misconceptions
        What a wrong answer can stand for.
    """

    objectives: Mapping[str, str]
    concepts: frozenset[str]
    misconceptions: frozenset[str]

    must = frozenset({"lesson", "objective", "concept"})
    may = frozenset({"kept"})

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the tags of a question, or raise TableError for one that is not known."""
        objective, lesson = row["objective"], row["lesson"]
        if objective not in self.objectives:
            raise TableError(f"{objective!r} is no objective", "write an id of objectives.csv", column="objective")
        if self.objectives[objective] != lesson:
            problem = f"{lesson!r} is not the lesson of the objective {objective!r}"
            raise TableError(problem, f"write {self.objectives[objective]!r}", column="lesson")
        if row["concept"] not in self.concepts:
            cure = f"write an id of core_concepts.csv, or {BEYOND!r}"
            raise TableError(f"{row['concept']!r} is no core concept", cure, column="concept")
        return {"lesson": lesson, "objective": objective, "concept": row["concept"], "kept": row.get("kept", True)}

    def misconception(self, name: Any, what: str) -> str:
        """Return the id of a misconception, or raise TableError for what is none."""
        if name not in self.misconceptions:
            problem = f"{name!r} of {what} is no misconception"
            raise TableError(problem, "write an id of misconceptions.csv", column="misconception")
        return str(name)


def option_from(row: Any, what: str, tags: Tags) -> Option:
    """Build one option from what its file holds; a wrong one says what it stands for.

    Raises
    ------
    TableError
        If a part is missing, unknown or of the wrong kind.
    """
    parts(row, {"text", "feedback"}, {"key", "misconception"}, what)
    key, misconception = row.get("key", False), row.get("misconception", "")
    if misconception or key is False:
        tags.misconception(misconception, what)
    return Option(row["text"], key, row["feedback"], misconception)
