"""Where the tables are, in a checkout and in an installed wheel, and what the data package says of them.

The tables lie at the top of the checkout, where a reader looks for them; a wheel carries a copy inside the
package. The rest of the evidence asks here and need not know which of the two it reads.
"""

import re
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from .cells import Column
from .files import parse_json, read_text, whole_text
from .slips import TableError, read_once

#: The file that describes all the others.
DESCRIPTOR = "datapackage.json"

_ENTRY = re.compile(r"@(\w+)\s*[{(]\s*([^\s,]+)\s*,")


@lru_cache(maxsize=1)
def data_path() -> Traversable:
    """Return the folder that holds the tables.

    Returns
    -------
    Traversable
        The copy inside the installed package, or ``data/`` at the top of the checkout.

    Raises
    ------
    FileNotFoundError
        If neither holds a ``datapackage.json``.
    """
    packed = resources.files("ketlessons") / "_data"
    checkout = Path(__file__).resolve().parents[4] / "data"
    for folder in (packed, checkout):
        if (folder / DESCRIPTOR).is_file():
            return folder
    raise FileNotFoundError(f"no datapackage.json in {packed} or {checkout}; is ketlessons installed whole?")


def table_text(file_name: str) -> str:
    """Return the text of a table; a damaged character is left for the reader, who knows its cell."""
    return read_text(data_path() / file_name, file_name)


def file_text(file_name: str) -> str:
    """Return the text of a file of the data that is no table, such as ``"structures/molecules.json"``."""
    return whole_text(data_path().joinpath(*file_name.split("/")), file_name)


@read_once
def descriptor() -> dict[str, Any]:
    """Return the data package's own description of itself.

    Raises
    ------
    TableError
        If ``datapackage.json`` is not whole, or describes no tables.
    """
    found: dict[str, Any] = parse_json(whole_text(data_path() / DESCRIPTOR, DESCRIPTOR), DESCRIPTOR)
    try:
        if all(isinstance(resource["name"], str) for resource in found["resources"]) and found["resources"]:
            return found
    except (KeyError, TypeError):
        pass
    cure = "restore it from the repository"
    raise TableError("does not name each of its tables", cure, DESCRIPTOR, column="resources")


def _described(file_name: str) -> tuple[Any, str]:
    """Return the schema of a table and the file that holds it: several tables may share one, by its path."""
    described = [resource for resource in descriptor()["resources"] if resource.get("path") == file_name]
    if len(described) != 1:
        times = "twice" if described else "nowhere"
        cure = "keep one description" if described else "restore its description from the repository"
        raise TableError(f"describes {file_name} {times}", cure, DESCRIPTOR)
    schema = described[0].get("schema")
    if not isinstance(schema, str):
        return schema, DESCRIPTOR
    return parse_json(file_text(schema), schema), schema


def described_in(file_name: str) -> str:
    """Return which file describes the columns of a table."""
    return _described(file_name)[1]


@read_once
def columns(file_name: str) -> tuple[Column, ...]:
    """Return the columns of a table as the data package describes them; those of its primary key are unique.

    Raises
    ------
    TableError
        If the table is not described once and whole.
    """
    schema, file = _described(file_name)
    found, part = [], "schema"
    try:
        for number, field in enumerate(schema["fields"], start=1):
            part = f"fields, {number}"
            part = field["name"]
            column = Column(field, tuple(schema.get("missingValues", [""])))
            column.unique = column.unique or part in schema.get("primaryKey", ())
            found.append(column)
        if found:
            return tuple(found)
    except TableError as slip:
        raise TableError(f"{slip.problem} ({file_name})", slip.cure, file, column=str(part)) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    cure = "give each field a name and a type, as the other tables have"
    raise TableError(f"the description of {file_name} is not whole", cure, file, column=str(part))


@read_once
def foreign_keys(file_name: str) -> tuple[tuple[str, str, str], ...]:
    """Return which columns name a row of another table: the column, the other file, and its column.

    Raises
    ------
    TableError
        If a key is not described as one column that names one column of a table of the package.
    """
    schema, file = _described(file_name)
    files = {resource["name"]: resource.get("path") for resource in descriptor()["resources"]}
    try:
        keys = []
        for key in schema.get("foreignKeys", ()):
            (column,), (there,) = key["fields"], key["reference"]["fields"]
            keys.append((column, files[key["reference"]["resource"]], there))
        return tuple(keys)
    except (KeyError, TypeError, ValueError, AttributeError):
        cure = "name one column here, and the table and the column that it points to"
        raise TableError(f"a key of {file_name} cannot be followed", cure, file, column="foreignKeys") from None


@read_once
def bibliography() -> str:
    """Return the text of ``references.bib``."""
    return whole_text(data_path() / "references.bib", "references.bib")


@read_once
def source_keys() -> frozenset[str]:
    """Return the keys of ``references.bib``, found without reading the entries, which takes ten times as long."""
    found = _ENTRY.findall(bibliography())
    return frozenset(key for kind, key in found if kind.lower() not in ("comment", "preamble", "string"))
