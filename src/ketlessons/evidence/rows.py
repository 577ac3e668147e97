"""Which facts there are, and which of them may be used.

Reads the fact tables under ``data/`` once and hands out their rows by id. A row that is not verified is
refused here, so that no figure, model or sentence above this floor can lean on it.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from .display import Table, typeset
from .facts import Fact, UnknownFact, UnverifiedFact
from .package import descriptor, read_rows

#: The columns of every fact table, in order.
FACT_COLUMNS = ("id", "quantity", "value", "unit", "low", "high", "conditions", "source", "status", "note")


def tables() -> tuple[str, ...]:
    """Return the names of the fact tables, in the order of the data package."""
    return tuple(
        resource["name"]
        for resource in descriptor()["resources"]
        if tuple(field["name"] for field in resource.get("schema", {}).get("fields", ())) == FACT_COLUMNS
    )


def _number(text: str) -> float | None:
    """Read a cell that may be empty."""
    return float(text) if text else None


@cache
def all_rows(name: str) -> tuple[Fact, ...]:
    """Return every row of a table, the unverified ones too.

    For audits and tests. Lessons use `table`, which leaves out what is not verified.

    Parameters
    ----------
    name : str
        One of `tables()`.

    Returns
    -------
    tuple of Fact
        In the order of the file.

    Raises
    ------
    UnknownFact
        If no fact table has this name.
    """
    if name not in tables():
        raise UnknownFact(f"no fact table {name!r}; there are {', '.join(tables())}")
    return tuple(
        Fact(
            id=row["id"],
            quantity=row["quantity"],
            value=_number(row["value"]),
            unit=row["unit"],
            low=_number(row["low"]),
            high=_number(row["high"]),
            conditions=row["conditions"],
            sources=tuple(key for key in row["source"].split(";") if key),
            status=row["status"],
            note=row["note"],
            table=name,
        )
        for row in read_rows(f"{name}.csv")
    )


def table(name: str) -> tuple[Fact, ...]:
    """Return the usable rows of a table: all but the unverified ones.

    Parameters
    ----------
    name : str
        One of `tables()`.

    Returns
    -------
    tuple of Fact
        In the order of the file.

    Raises
    ------
    UnknownFact
        If no fact table has this name.
    """
    return tuple(row for row in all_rows(name) if row.status != "unverified")


@cache
def _by_id() -> dict[str, Fact]:
    """Index every row of every table by its id."""
    return {row.id: row for name in tables() for row in all_rows(name)}


def fact(id: str) -> Fact:
    """Return one fact.

    Parameters
    ----------
    id : str
        The row's name, such as ``"ketamine_ic50_human"``.

    Returns
    -------
    Fact
        The row. If its status is "secondary", a sentence that uses it has to say "reported".

    Raises
    ------
    UnknownFact
        If no table has this id; the message names the nearest ones.
    UnverifiedFact
        If nobody has checked the row; the message says what would.

    Examples
    --------
    >>> fact("ketamine_ic50_human").unit
    'uM'
    """
    rows = _by_id()
    if id not in rows:
        near = get_close_matches(str(id), rows, n=3, cutoff=0.4)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        raise UnknownFact(f"no fact {id!r} in {', '.join(tables())}{hint}")
    row = rows[id]
    if row.status == "unverified":
        raise UnverifiedFact(f"{id} is not verified, so it can be neither drawn nor quoted. {row.note}")
    return row


def value(id: str) -> float:
    """Return the number of one fact, in the unit that its row states.

    Parameters
    ----------
    id : str
        The row's name.

    Returns
    -------
    float
        The value.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `fact`.
    ValueError
        If the row holds only a range or only words.

    Examples
    --------
    >>> value("ketamine_ic50_human")
    0.71
    """
    row = fact(id)
    if row.value is None:
        raise ValueError(f"{id} has no single value, only: {row.text()}")
    return row.value


def fact_table(ids: Iterable[str], caption: str, digits: int | None = None) -> Table:
    """Lay facts out as a table that a notebook shows.

    Parameters
    ----------
    ids : iterable of str
        The rows, in the order to show.
    caption : str
        What the table is about.
    digits : int, optional
        Significant digits, as in `Fact.text`.

    Returns
    -------
    Table
        With the columns quantity, value, conditions and how checked.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `fact`.
    """
    cells = []
    for row in map(fact, ids):
        # A row of words already says its finding as its quantity; a dash keeps it from being read twice.
        said = "–" if row.text() == row.quantity else row.text(digits)
        cells.append((typeset(row.quantity), said, typeset(row.conditions), row.status_text))
    return Table(caption, ("Quantity", "Value", "Conditions", "How checked"), tuple(cells))
