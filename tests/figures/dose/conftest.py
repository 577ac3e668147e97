"""What the tests of the dose figures share: how to find a cell of a table."""

import re

import pytest


@pytest.fixture(scope="session")
def cell():
    """Return the one cell of a table whose row has such a head."""

    def find(told, pattern):
        (found,) = [text for head, text in told.rows if re.search(pattern, head)]
        return found

    return find
