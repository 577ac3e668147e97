"""How long does each part of a lesson take, and in which order may a teacher take them? Parts, tasks and plans.

The minutes of rounds are those that the lessons themselves print. What is done at home, and each single task, is an
estimate of ours that no class has tried; a column says which of the two it is.
"""

from dataclasses import dataclass

from ..reading.reader import read_rows
from ..reading.slips import TableError, read_once


@dataclass(frozen=True)
class Part:
    """One part of a lesson; the columns of ``parts.csv``.

    Parameters
    ----------
    id, lesson : str
        Its name, and the number of its lesson.
    kind : str
        ``open``, ``round``, ``build``, ``last``, ``look_back``, ``close``, ``home``, ``tasks`` or ``other``.
    title : str
        Its heading in the lesson.
    place : str
        ``class`` or ``home``.
    minutes : int
        How long it takes.
    basis : str
        ``lesson`` if the lesson says so, ``estimate`` if we do.
    questions : tuple of str
        Ids of the questions that are asked there.
    teacher, students : str
        What they do; empty for what is done at home.
    """

    id: str
    lesson: str
    kind: str
    title: str
    place: str
    minutes: int
    basis: str
    questions: tuple[str, ...]
    teacher: str
    students: str


@dataclass(frozen=True)
class Task:
    """One task under a figure; the columns of ``task_minutes.csv``. `place` may be ``spare``: if there is time."""

    id: str
    part: str
    figure: str
    task: int
    place: str
    does: str
    minutes: float


@dataclass(frozen=True)
class Step:
    """One row of a plan; the columns of ``plans.csv``.

    `session` is the week of a term. `place` is ``class``, or ``before`` and ``after`` for what is done at home and not
    counted. Where `parts` is empty the row says itself what is done.
    """

    id: str
    plan: str
    session: int
    place: str
    kind: str
    parts: tuple[str, ...]
    minutes: int
    questions: tuple[str, ...]
    teacher: str
    students: str


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


@read_once
def parts() -> dict[str, Part]:
    """Return the parts of all lessons by id, in the order in which a lesson has them.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> parts()["part_02_round_3"].minutes
    11
    """
    return {row["id"]: Part(**{**row, "questions": _several(row["questions"])}) for row in read_rows("parts.csv")}


@read_once
def tasks() -> tuple[Task, ...]:
    """Return the tasks under figures, each with its minutes.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> sum(one.minutes for one in tasks() if one.part == "part_02_round_3")
    7.0
    """
    return tuple(Task(**row) for row in read_rows("task_minutes.csv"))


@read_once
def plans() -> dict[str, tuple[Step, ...]]:
    """Return the steps of each plan, in order.

    Raises
    ------
    TableError
        If the table cannot be trusted, names a part that is none, or counts other minutes than its parts.

    Examples
    --------
    >>> sum(step.minutes for step in plans()["hour"] if step.place == "class")
    60
    """
    found: dict[str, tuple[Step, ...]] = {}
    for row in read_rows("plans.csv"):
        named = _several(row["parts"])
        for name in named:
            if name not in parts():
                raise row.slip("parts", f"parts.csv has no row {name!r}", "correct the name, or add the row")
        if named and (held := sum(parts()[name].minutes for name in named)) != row["minutes"]:
            raise row.slip("minutes", f"its parts take {held}, not {row['minutes']}", "write what they take")
        if not named and not (row["teacher"] and row["students"]):
            raise row.slip("teacher", "a row without parts says what is done", "fill in teacher and students")
        step = Step(**{**row, "parts": named, "questions": _several(row["questions"])})
        found[step.plan] = (*found.get(step.plan, ()), step)
    if not found:
        raise TableError("holds no plan", "restore it from the repository", "plans.csv")
    return found
