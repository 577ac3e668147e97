"""Which facts there are, and which of them may be used.

Reads the fact tables under ``data/`` once and hands out their rows by id. A row that is not verified is
refused here, so that no figure, model or sentence above this floor can lean on it.
"""

from collections.abc import Iterable

from .display import Table, typeset
from .facts import Fact, UnknownFact, legend_of, usable
from .named import named
from .reading.package import columns, described_in, descriptor
from .reading.reader import read_records, read_rows
from .reading.slips import TableError, read_once

#: The columns of every fact table, in order.
FACT_COLUMNS = ("id", "quantity", "value", "unit", "low", "high", "conditions", "source", "status", "depth", "note")


@read_once
def tables() -> tuple[str, ...]:
    """Return the names of the fact tables, in the order of the data package.

    Raises
    ------
    TableError
        If the data package is not whole, or describes a fact table with other columns than `FACT_COLUMNS`.
    """
    found = []
    for resource in descriptor()["resources"]:
        name = resource["name"]
        if resource.get("type") == "table":
            described = {column.name for column in columns(f"{name}.csv")}
            if described == set(FACT_COLUMNS):
                found.append(name)
            elif "quantity" in described:
                wrong = ", ".join(sorted(described.symmetric_difference(FACT_COLUMNS)))
                cure = f"describe the columns {', '.join(FACT_COLUMNS)}"
                raise TableError(f"the fact table {name} differs in: {wrong}", cure, described_in(f"{name}.csv"))
    return tuple(found)


@read_once
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
    TableError
        If the table cannot be trusted; the message names row, column and cure.
    """
    if name not in tables():
        raise UnknownFact(f"no fact table {name!r}; there are {', '.join(tables())}")
    return read_records(f"{name}.csv", Fact, table=name)


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
    TableError
        If a fact table cannot be trusted, or an id stands in two of them.
    """
    rows = all_rows(name)
    _by_id()
    return usable(rows)


@read_once
def _by_id() -> dict[str, Fact]:
    """Index every row of every table by its id, and refuse an id that stands in two tables."""
    found: dict[str, Fact] = {}
    for name in tables():
        for row in all_rows(name):
            if row.id in found:
                first, second = (
                    next(kept for kept in read_rows(f"{table}.csv") if kept["id"] == row.id)
                    for table in (found[row.id].table, name)
                )
                where = f"{row.id!r} stands in {first.file}, row {first.number}, too"
                raise second.slip("id", where, "give each row its own id, or delete one")
            found[row.id] = row
    return found


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
    TableError
        If a fact table cannot be trusted, or an id stands in two of them.

    Examples
    --------
    >>> fact("ketamine_ic50_human").unit
    'uM'
    """
    return named(_by_id(), "fact", id, ", ".join(tables()))


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
    return fact(id).number


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
        With the columns quantity, value, conditions and how checked. What is reported by others has a mark, and
        a line under the table explains it.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `fact`.
    """
    rows = [fact(id) for id in ids]
    cells = []
    for row in rows:
        # A row of words already says its finding as its quantity; a dash keeps it from being read twice.
        said = "–" if row.text() == row.quantity else row.text(digits)
        cells.append((typeset(row.quantity), said, typeset(row.conditions), row.how_checked))
    return Table(caption, ("Quantity", "Value", "Conditions", "How checked"), tuple(cells), legend_of(rows))
