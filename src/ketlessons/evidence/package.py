"""Where the tables are, in a checkout and in an installed wheel.

The tables lie at the top of the checkout, where a reader looks for them; a wheel carries a copy inside the
package. The rest of the evidence asks here and need not know which of the two it reads.
"""

import csv
import json
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


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
    checkout = Path(__file__).resolve().parents[3] / "data"
    for folder in (packed, checkout):
        if (folder / "datapackage.json").is_file():
            return folder
    raise FileNotFoundError(f"no datapackage.json in {packed} or {checkout}; is ketlessons installed whole?")


@lru_cache(maxsize=1)
def descriptor() -> dict:
    """Return the data package's own description of itself."""
    return json.loads((data_path() / "datapackage.json").read_text(encoding="utf-8"))


def read_rows(file_name: str) -> list[dict[str, str]]:
    """Return the rows of one CSV file of the data package, as text."""
    with (data_path() / file_name).open("r", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))
