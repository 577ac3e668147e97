"""What is wrong in a file of the data, where, and what mends it: the one error of everything that reads.

A table that cannot be trusted is not read in part. Whoever reads one raises a `TableError`, which says in one sentence
where to look and what to do. What was read before is forgotten with it, because the file to mend may be one of those.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

_FORGETTERS: list[Callable[[], None]] = []
#: The readers that are at work, one within another.
_AT_WORK: list[str] = []


class TableError(ValueError):
    """A file of the data holds something that must not be read, or is not there.

    Parameters
    ----------
    problem : str
        What was found.
    cure : str
        What to do about it, as a request.
    file : str
        The file's name within the data folder, such as ``"receptor.csv"``.
    row : int, optional
        The row as a spreadsheet numbers it, the heads being row 1; in other files the line.
    column : str
        The head of the column, or the name of the part; empty where it is none in particular.
    name : str
        What the row calls itself, such as its id.
    """

    def __init__(
        self, problem: str, cure: str, file: str = "", row: int | None = None, column: str = "", name: str = ""
    ):
        super().__init__(problem, cure, file, row, column, name)
        self.problem, self.cure, self.file, self.row, self.column, self.name = self.args

    def __str__(self) -> str:
        """Say it in one sentence: where, what and the cure."""
        unit = "row" if self.file.endswith(".csv") else "line"
        place = [self.file] if self.file else []
        if self.row is not None:
            place.append(f"{unit} {self.row} ({self.name})" if self.name else f"{unit} {self.row}")
        if self.column:
            place.append(f"{'column' if self.file.endswith('.csv') else 'part'} {self.column}")
        return f"{', '.join(place)}: {self.problem}; {self.cure}"


def read_once(read: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """Decorate a function that reads files, so that it reads them once and keeps what it found.

    A `TableError` is not kept, and empties what all such functions keep: once the file is mended, the next call reads
    afresh, and needs no new Python. `forget` empties them too.
    """
    keeping = cache(read)
    _FORGETTERS.append(keeping.cache_clear)
    kept: Callable[..., Found] = keeping

    @wraps(read)
    def reading(*args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        _AT_WORK.append(read.__name__)
        try:
            return kept(*args, **kwargs)
        except TableError:
            forget()
            raise
        finally:
            _AT_WORK.pop()

    return reading


def being_read() -> bool:
    """Return whether a file is being read, or what was read is being built, rather than what it says being used."""
    return bool(_AT_WORK)


def forget() -> None:
    """Empty what the readers keep, so that each reads its files again."""
    for empty in _FORGETTERS:
        empty()
