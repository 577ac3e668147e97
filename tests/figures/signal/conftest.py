"""What the tests of the figures on the signal share besides what all figures' tests do: the rows as files hold them."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="session")
def rows_of():
    """Return the rows of a table as its file holds them."""

    def read(name):
        with (DATA / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return read
