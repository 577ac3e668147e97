"""Which rows does the text of a table hold, and which cell belongs to which column?

Commas, semicolons and tabs are read, whichever the heads are separated by. Columns are known by their heads, so that
their order does not matter. Blank rows and columns are what a spreadsheet leaves behind, and are read past; a cell that
has no head, or a head that has no cell, is refused, since a row that has slipped by one says something false.
"""

import csv
import re
from collections.abc import Iterator
from difflib import get_close_matches
from io import StringIO

from .slips import TableError

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}


def read_sheet(text: str, file: str, names: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table.

    Parameters
    ----------
    text : str
        The file's text.
    file : str
        What messages call it.
    names : tuple of str
        The columns, each of which must be there.

    Yields
    ------
    tuple of int and list of str
        The row's number as a spreadsheet shows it, and its cells in the order of `names`.

    Raises
    ------
    TableError
        If heads and columns are not the same, a row has too few or too many cells, or quotes are not balanced.
    """
    separator = _separator(text, names)
    records = _records(text, file, separator)
    number, heads = next(records, (1, [""]))
    if not any(heads):
        raise TableError("is empty", "restore it from the repository", file)
    while not heads[-1].strip():
        heads.pop()
    _compare(heads, file, names, number, separator)
    places = [heads.index(name) for name in names]
    width, plain = len(heads), places == list(range(len(heads)))
    empty = True
    for number, cells in records:
        if len(cells) < width:
            problem = f"has {len(cells)} cells, and the heads are {width}"
            cure = f"separate all cells by one {_SEPARATORS[separator]}, also the empty ones"
            raise TableError(problem, cure, file, number, name=cells[places[0]] if places[0] < len(cells) else "")
        if len(cells) > width or not plain:
            _refuse_headless(heads, cells, file, number, separator)
        empty = False
        yield number, cells[:width] if plain else [cells[place] for place in places]
    if empty:
        raise TableError("holds heads and no rows", "restore it from the repository", file)


def _separator(text: str, names: tuple[str, ...]) -> str:
    """Return the sign that separates the first line of words into the most of the heads."""
    first = next(re.finditer(r"^.*\w.*$|\Z", text, re.MULTILINE))[0].replace('"', "")
    return max(_SEPARATORS, key=lambda sign: len(set(names).intersection(first.split(sign))))


def _records(text: str, file: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every row that is not blank, with its number."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(StringIO(text), delimiter=separator, strict=True), start=1):
            if any(map(str.strip, cells)):
                yield number, cells
    except csv.Error:
        cure = 'close each straight double quotation mark, and write one within a cell as ""'
        raise TableError("quotation marks are not balanced", cure, file, number + 1) from None


def _compare(heads: list[str], file: str, names: tuple[str, ...], number: int, separator: str) -> None:
    """Refuse heads that are not those of the table."""
    missing = [name for name in names if name not in heads]
    strange = [head for head in heads if head.strip() and head not in names]
    if len(missing) == len(names):
        cure = f"let the first row be {','.join(names)}"
        raise TableError("does not begin with the heads of this table", cure, file, number)
    if missing:
        near = get_close_matches(missing[0], strange, n=1, cutoff=0.4) or strange[:1]
        problem = f"there is no such head, but {near[0]!r}" if near else "there is no such head"
        cure = f"write {missing[0]}" if near else f"put the column back; there must be {', '.join(names)}"
        if near and any(sign in near[0] for sign in _SEPARATORS):
            cure = f"separate all heads by one {_SEPARATORS[separator]}"
        raise TableError(problem, cure, file, number, missing[0])
    if strange:
        cure = "delete the column, or describe it in datapackage.json"
        raise TableError("is not described", cure, file, number, strange[0])
    for head in names:
        if heads.count(head) > 1:
            raise TableError("stands twice among the heads", "keep one of the columns", file, number, head)


def _refuse_headless(heads: list[str], cells: list[str], file: str, number: int, separator: str) -> None:
    """Refuse a cell that says something and has no head."""
    for place, cell in enumerate(cells):
        if cell.strip() and (place >= len(heads) or not heads[place].strip()):
            sign = _SEPARATORS[separator]
            problem = f"cell {place + 1}, {cell[:40]!r}, has no head"
            cure = f'put a cell that holds a {sign} in straight double quotation marks ("...")'
            if place < len(heads):
                cure = "delete that column"
            raise TableError(problem, cure, file, number, name=cells[0][:40])
