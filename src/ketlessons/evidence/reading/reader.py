"""Which rows does a table hold, now that every cell was checked?

The one way from a CSV file into the lessons. The description in ``datapackage.json`` says what each column may hold;
what no description of one column can say is checked here: names that stand once, sources that exist, values within
their range. One wrong cell stops the whole table, because the next one may be wrong in a way that cannot be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from ..facts import DEPTHS_OF, USABLE
from .cells import Column
from .package import columns, described_in, foreign_keys, source_keys, table_text
from .sheet import read_sheet
from .slips import TableError

_KINDS = {"number": float, "integer": int}
#: The columns that lie between ``low`` and ``high`` where a table has these.
_BETWEEN = ("value", "smd")

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


class Row(dict[str, Any]):
    """One row by the names of its columns, checked: texts, numbers, and None for a number that is not given.

    Parameters
    ----------
    file : str
        The table.
    number : int
        The row as a spreadsheet shows it.
    cells : iterable of tuple of str and object
        The columns and what they hold.
    """

    def __init__(self, file: str, number: int, cells: Iterable[tuple[str, Any]]):
        super().__init__(cells)
        self.file, self.number = file, number

    def __missing__(self, name: str) -> Any:
        """Blame the description for a column that the lessons need and it has not."""
        problem = f"{self.file} has no such column, and the lessons need it"
        raise TableError(problem, "put it back", described_in(self.file), column=name)

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys in its ``source``."""
        return tuple(filter(None, self["source"].split(";")))

    def slip(self, column: str, problem: str, cure: str) -> TableError:
        """Return the error that points to a cell of this row."""
        return TableError(problem, cure, self.file, self.number, column, str(next(iter(self.values())))[:40])


def read_rows(file_name: str) -> list[Row]:
    """Return the rows of one table of the data package.

    Parameters
    ----------
    file_name : str
        Such as ``"receptor.csv"``.

    Returns
    -------
    list of Row
        In the order of the file.

    Raises
    ------
    TableError
        If any cell of the table, its references or its description cannot be trusted.
    """
    described = columns(file_name)
    names = tuple(column.name for column in described)
    sheet = list(read_sheet(table_text(file_name), file_name, names))
    once: dict[int, dict[str, int]] = {place: {} for place, column in enumerate(described) if column.unique}
    rows = []
    for number, cells in sheet:
        values = []
        for column, cell in zip(described, cells, strict=True):
            try:
                values.append(column.read(cell))
            except TableError as slip:
                cure = slip.cure + _example(column, sheet, len(values))
                raise TableError(slip.problem, cure, file_name, number, column.name, cells[0][:40]) from None
        row = Row(file_name, number, zip(names, values, strict=True))
        for place, seen in once.items():
            if (first := seen.setdefault(cells[place], number)) != number:
                raise row.slip(names[place], f"{cells[place]!r} stands in row {first} too", "give each row its own")
        _check(row)
        rows.append(row)
    for key, other, there in foreign_keys(file_name):
        known = {row[there] for row in read_rows(other)}
        for row in rows:
            if row[key] and row[key] not in known:
                near = get_close_matches(row[key], known, n=1)
                cure = f"write {near[0]}, or add the row" if near else "add the row, or correct the name"
                raise row.slip(key, f"{other} has no row {row[key]!r}", cure)
    return rows


def _example(column: Column, sheet: Sequence[tuple[int, list[str]]], place: int) -> str:
    """Return how another row writes what must keep to a pattern; empty if it need not, or none does."""
    if column.type in ("date", "yearmonth") or any(said.startswith("written as") for _, said, _ in column.limits):
        for number, cells in sheet:
            try:
                if column.read(cells[place]):
                    return f", as row {number} has {cells[place]!r}"
            except TableError:
                continue
    return ""


def _check(row: Row) -> None:
    """Refuse a row whose cells are right one by one and wrong together."""
    low, high = row.get("low"), row.get("high")
    if low is not None and high is not None and low > high:
        raise row.slip("low", f"{low:g} is above the high end, {high:g}", "look both up, and swap or correct them")
    for name in _BETWEEN:
        value = row.get(name)
        if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
            ends = " to ".join("open" if end is None else f"{end:g}" for end in (low, high))
            raise row.slip(
                name, f"{value:g} lies outside its range, {ends}", "look it up, and correct the value or the range"
            )
    if "source" not in row:
        return
    for key in row.sources:
        if key not in source_keys():
            near = get_close_matches(key, source_keys(), n=1)
            cure = f"write {near[0]}, or add the entry" if near else "add the entry, or correct the key"
            raise row.slip("source", f"references.bib has no entry {key!r}", cure)
    if not row.sources and row["status"] in USABLE:
        raise row.slip("source", f"a row without a source cannot be {row['status']!r}", "name it, or write unverified")
    if "depth" in row and row["status"] in DEPTHS_OF and row["depth"] not in (deep := DEPTHS_OF[row["status"]]):
        said = f"{row['depth']!r} does not go" if row["depth"] else "is empty and does not go"
        raise row.slip("depth", f"{said} with the status {row['status']!r}", f"write {' or '.join(deep)}")


def read_records(
    file_name: str, kind: type[Record], empty: Mapping[str, Any] = MappingProxyType({}), join: str = "", **given: Any
) -> tuple[Record, ...]:
    """Return the rows of one table as objects.

    Parameters
    ----------
    file_name : str
        Such as ``"receptor.csv"``.
    kind : type
        A dataclass whose fields are columns of the table; ``sources`` is read from ``source``.
    empty : mapping of str to object
        What a field of numbers holds where its cell is empty, if not None.
    join : str
        A column that names a row of another table, as a foreign key says; the columns of that row are fields, too.
    **given : object
        What a field holds that is no column.

    Returns
    -------
    tuple
        One `kind` a row, in the order of the file.

    Raises
    ------
    TableError
        As `read_rows`; also if a column is described as another type than the lessons compute with.
    """
    described = {column.name: (column, file_name) for column in columns(file_name)}
    others: dict[str, Row] = {}
    for key, other, there in foreign_keys(file_name):
        if key == join:
            others = {row[there]: row for row in read_rows(other)}
            described = {column.name: (column, other) for column in columns(other)} | described
    names = [field.name for field in fields(kind) if field.name not in ("sources", *given)]
    for field in fields(kind):
        if field.name in described:
            column, file = described[field.name]
            held = _KINDS.get(column.type, str)
            surely = held is str or column.required or field.name in empty
            if field.type not in ((held, held | None) if surely else (held | None,)):
                problem = f"{file} must hold {field.type} here, not {column.type}{'' if surely else ' or nothing'}"
                raise TableError(problem, "correct its type or constraints", described_in(file), column=field.name)
    made = []
    make: Callable[..., Record] = kind  # which fields it has was compared with the columns just now
    for row in read_rows(file_name):
        if join:
            row = Row(row.file, row.number, {**others[row[join]], **row}.items())
        cells = {name: row[name] for name in names}
        cells.update((name, held) for name, held in empty.items() if cells[name] is None)
        made.append(make(sources=row.sources, **cells, **given))
    return tuple(made)
