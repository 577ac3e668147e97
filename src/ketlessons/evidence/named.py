"""How is a row found by its name? The row, or an error that names the nearest; what nobody has checked is refused."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Protocol, TypeVar

from .facts import Noted, UnknownFact, refuse_unusable


class Named(Noted, Protocol):
    """Any row that has a name and says how it was checked."""

    @property
    def id(self) -> str:
        """Its name, which stands once in its table."""


Row = TypeVar("Row", bound=Named)


def named(rows: Iterable[Row] | Mapping[str, Row], what: str, id: str, where: str = "") -> Row:
    """Return the row of this name, if it may be drawn or quoted.

    Parameters
    ----------
    rows : iterable of Row, or mapping of str to Row
        All rows, the unverified ones too; a mapping has them by name.
    what : str
        What a row is called in an error, such as ``"finding"``.
    id : str
        The name that is looked for.
    where : str, optional
        Where it was looked for, in an error.

    Raises
    ------
    UnknownFact
        If no row has this name; the message gives the nearest ones.
    UnverifiedFact
        If nobody has checked the row.
    """
    found = rows if isinstance(rows, Mapping) else {row.id: row for row in rows}
    if id not in found:
        near = get_close_matches(str(id), found, n=3, cutoff=0.4)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        raise UnknownFact(f"no {what} {id!r}{f' in {where}' if where else ''}{hint}")
    refuse_unusable(found[id], id)
    return found[id]


def one_of_few(rows: Iterable[Row], what: str, id: str) -> Row:
    """Return the row of this name out of so few that an error can list them all.

    Parameters
    ----------
    rows, what, id
        As for `named`.

    Raises
    ------
    UnknownFact
        If no row has this name; the message lists those there are.
    UnverifiedFact
        If nobody has checked the row.
    """
    found = {row.id: row for row in rows}
    if id not in found:
        raise UnknownFact(f"no {what} {id!r}; there are {', '.join(found)}")
    refuse_unusable(found[id], f"{what} {id}")
    return found[id]
