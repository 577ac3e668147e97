"""From which rows was a row worked out? The steps back from a derived number to those that were read."""

from __future__ import annotations

from ..reading.reader import read_rows
from ..reading.slips import read_once


@read_once
def _parts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in read_rows("worked_out.csv"):
        pair = row["row"], row["part"]
        if (first := seen.setdefault(pair, row.number)) != row.number:
            raise row.slip("part", f"{row['part']!r} stands in row {first} too", "delete one of the two")
        found.setdefault(row["row"], []).append(row["part"])
    return {row: tuple(parts) for row, parts in found.items()}


def parts_of(id: str) -> tuple[str, ...]:
    """Return the names of the rows that a row was worked out from, in the order of the table.

    Parameters
    ----------
    id : str
        Name of a row of any table.

    Returns
    -------
    tuple of str
        Empty for a row that was read, and for one that was worked out from what its source prints.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> parts_of("antidepressant_total_um")
    ('antidepressant_total_ng_ml', 'ketamine_molar_mass')
    """
    return _parts().get(id, ())
