"""What the tests of the figures of assault share: an explorer, all that it can be set to, and the cell of a table."""

import itertools
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


@pytest.fixture(scope="session")
def whole_grid():
    """Yield every setting of a figure."""

    def settings(figure):
        grids = {control.name: getattr(control, "grid", None) or control.sweep() for control in figure.panel.controls}
        for values in itertools.product(*grids.values()):
            yield dict(zip(grids, values, strict=True))

    return settings
