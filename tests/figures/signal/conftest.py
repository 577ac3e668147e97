"""What the tests of the figures on the signal share: the figure of the module's name, and the cell of a table."""

import csv
import re
from pathlib import Path

import pytest

from ketlessons.explorers import EXPLORERS

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def figure(request):
    """Return the figure of the explorer that a module is about, by the name of the module."""
    return EXPLORERS[request.module.__name__.rpartition("test_")[2]]().figure


@pytest.fixture(scope="session")
def cell():
    """Return the one cell of a table whose row has such a head."""

    def find(reading, pattern, column=1):
        (found,) = [row[column] for row in reading.rows if re.search(pattern, row[0])]
        return found

    return find


@pytest.fixture(scope="session")
def rows_of():
    """Return the rows of a table as its file holds them."""

    def read(name):
        with (DATA / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return read
