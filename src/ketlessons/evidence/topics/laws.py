"""What do a few laws say, where, and since when? Each with the month it was looked up.

Laws change, and no row here is advice. A law that was passed and may not yet be in force says so in a column of its
own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..display import Table, typeset
from ..facts import REPORTED_MARK, Checked, UnknownFact, legend_of, refuse_unusable, usable
from ..reading.reader import read_records
from ..reading.slips import read_once


@dataclass(frozen=True)
class Law(Checked):
    """One law, in our words.

    Parameters
    ----------
    id : str
        Name of the row.
    country : str
        Country, or part of one.
    topic : str
        "consent", "giving a substance" or "ketamine itself"; "elsewhere" for the first two in places beside the few.
    says : str
        What it says.
    instrument : str
        Act, order or rule.
    state : str
        "in force"; "in force, date of the text" where the day of its start is not known; or "passed, start not
        confirmed".
    date : str
        Since when; a year or a day.
    max_years : int or None
        Longest prison term, in years.
    sources : tuple of str
        Keys of ``references.bib``.
    status, depth : str
        How the row was checked; those of the fact tables.
    checked_on : str
        Year and month of the look-up.
    note : str
        What was read.
    """

    tells = ("says", "max_years")

    id: str
    country: str
    topic: str
    says: str
    instrument: str
    state: str
    date: str
    max_years: int | None
    sources: tuple[str, ...]
    status: str
    depth: str
    checked_on: str
    note: str


#: How a date is told, by the state of the law.
_SINCE = {
    "in force": "since {}",
    "in force, date of the text": "in force; text of {}",
    "passed, start not confirmed": "passed {}; start not confirmed",
}


@read_once
def _by_id() -> dict[str, Law]:
    return {one.id: one for one in read_records("law.csv", Law)}


def laws() -> tuple[Law, ...]:
    """Return the laws that may be shown, in the order of the table."""
    return usable(_by_id().values())


def law(id: str) -> Law:
    """Return one law by its name, such as ``"law_ew_consent"``.

    Raises
    ------
    UnknownFact
        If there is none of this name.
    UnverifiedFact
        If nobody has checked it.

    Examples
    --------
    >>> law("law_us_violence").max_years
    20
    """
    if id not in _by_id():
        raise UnknownFact(f"no law {id!r}; there are {', '.join(_by_id())}")
    found = _by_id()[id]
    refuse_unusable(found, id)
    return found


def law_table(ids: Iterable[str], caption: str) -> Table:
    """Lay laws out as a table that a notebook shows, with where, since when, and the month of the look-up.

    Parameters
    ----------
    ids : iterable of str
        Names of rows, in the order to show.
    caption : str
        What the table is about.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `law`.
    """
    rows = [law(id) for id in ids]
    cells = []
    for one in rows:
        longest = f" At most {one.max_years} years in prison." if one.max_years else ""
        since = _SINCE[one.state].format(one.date)
        mark = REPORTED_MARK if one.reported else ""
        cells.append((f"{one.country}: {typeset(one.says)}{longest}{mark}", one.instrument, since, one.checked_on))
    return Table(caption, ("What it says", "Law", "Since", "Looked up"), tuple(cells), legend_of(rows))
