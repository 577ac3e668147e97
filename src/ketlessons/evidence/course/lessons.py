"""Which lessons are there, what does each ask, and which are written?"""

from dataclasses import dataclass

from ..reading.reader import read_rows
from ..reading.slips import read_once


@dataclass(frozen=True)
class Lesson:
    """One lesson of the map.

    Parameters
    ----------
    number : str
        Its place, such as ``"02"``.
    file : str
        Name of the notebook, without its ending.
    title : str
        What it is called.
    asks : str
        The question it answers.
    minutes : int or None
        How long it takes; None while it is planned.
    level : str
        For whom it is.
    needs : tuple of str
        Numbers of the lessons to do first.
    reviewed : str
        Year and month of the last review; empty if there was none.
    written : bool
        Whether there is a notebook, or only the plan of one.
    """

    number: str
    file: str
    title: str
    asks: str
    minutes: int | None
    level: str
    needs: tuple[str, ...]
    reviewed: str
    written: bool


@read_once
def lessons() -> tuple[Lesson, ...]:
    """Return all lessons in reading order, those not yet written too.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> first = lessons()[0]
    >>> first.number, first.written
    ('00', True)
    """
    return tuple(
        Lesson(
            number=row["number"],
            file=row["file"],
            title=row["title"],
            asks=row["asks"],
            minutes=row["minutes"],
            level=row["level"],
            needs=tuple(filter(None, row["needs"].split(";"))),
            reviewed=row["reviewed"],
            written=row["status"] == "written",
        )
        for row in read_rows("lessons.csv")
    )
