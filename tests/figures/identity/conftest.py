"""What the tests of the figures of lesson 01 share: an explorer's figure, and the cell of a table."""

import re

import pytest

from ketlessons.explorers import EXPLORERS


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
