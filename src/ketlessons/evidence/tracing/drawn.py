"""Which rows stand behind what a lesson shows? Looked up in the record that `python -m ketlessons.publish drawn` makes.

The record is made by building every figure and running every cell, and is not written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..reading.files import parse_json
from ..reading.package import file_text
from ..reading.slips import TableError, read_once

#: The record, beside the tables.
FILE = "drawn.json"
_CURE = "run python -m ketlessons.publish drawn"


@dataclass(frozen=True)
class Shown:
    """Something in a lesson that shows numbers: a figure, a table, or lines that a cell prints.

    Parameters
    ----------
    lesson : str
        The lesson's notebook, without its ending.
    cell : str
        The id of the cell that shows it.
    label : str
        What it is called.
    figures : tuple of str
        The explorers in it.
    rows : tuple of str
        The names of all its rows.
    """

    lesson: str
    cell: str
    label: str
    figures: tuple[str, ...]
    rows: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """By which name a page of facts knows it."""
        return f"shown-{self.lesson[:2]}-{self.cell}"


@read_once
def _record() -> Mapping[str, Any]:
    found = parse_json(file_text(FILE), FILE)
    if not isinstance(found, dict) or not {"figures", "cells"} <= set(found):
        raise TableError("is not whole", _CURE, FILE)
    return MappingProxyType(found)


def drawn_by(figure: str) -> tuple[str, ...]:
    """Return the names of the rows that an explorer draws or says at any of its settings.

    Parameters
    ----------
    figure : str
        Its name, such as ``"block_curve"``.

    Returns
    -------
    tuple of str
        Empty for a figure that draws no number of the tables, and for one that is not recorded.

    Raises
    ------
    TableError
        If the record is damaged.

    Examples
    --------
    >>> drawn_by("hundred_channels")[-2:]
    ('ketamine_ic50_human', 'ketamine_voltage_human')
    """
    return tuple(_record()["figures"].get(figure, ()))


@read_once
def shown() -> tuple[Shown, ...]:
    """Return all that lessons show of the rows, in the order of the lessons.

    Raises
    ------
    TableError
        If the record is damaged.
    """
    found = []
    for lesson, cells in _record()["cells"].items():
        for cell, one in cells.items():
            rows = [row for figure in one["figures"] for row in drawn_by(figure)]
            every = tuple(dict.fromkeys((*rows, *one["rows"])))
            found.append(Shown(lesson, cell, one["label"], tuple(one["figures"]), every))
    return tuple(found)


def lessons_of() -> dict[str, tuple[str, ...]]:
    """Return for each row that a lesson shows the numbers of these lessons, in their order."""
    found: dict[str, list[str]] = {}
    for one in shown():
        for row in one.rows:
            numbers = found.setdefault(row, [])
            if one.lesson[:2] not in numbers:
                numbers.append(one.lesson[:2])
    return {row: tuple(numbers) for row, numbers in found.items()}
