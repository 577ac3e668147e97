"""What the figure tests share: every explorer swept once, beside what `tests/support/pictures.py` holds."""

import itertools
import re
import warnings
from dataclasses import dataclass

import pytest
from pictures import contrast_of, luminance_of, read_svg  # noqa: F401

from ketlessons.explorers import EXPLORERS
from ketlessons.stage.live_figure import Frame


def settings(explorer):
    """Every control over its sweep alone, and every pair of controls at their extremes."""
    default = {control.name: control.value for control in explorer.controls}

    def extremes(control):
        values = control.sweep()
        return values if control.kind in ("choice", "switch") else (values[0], values[-1])

    found = [default, *({**default, c.name: value} for c in explorer.controls for value in c.sweep())]
    for one, other in itertools.combinations(explorer.controls, 2):
        pairs = itertools.product(extremes(one), extremes(other))
        found += [{**default, one.name: a, other.name: b} for a, b in pairs]
    return list({tuple(setting.items()): setting for setting in found}.values())


@dataclass(frozen=True)
class Swept:
    """One explorer and what it showed at every setting of its sweep."""

    name: str
    size_px: tuple[int, int]
    stage: str
    shown: list[tuple[dict, Frame]]
    troubles: list[tuple[dict, str]]
    warned: list[str]


@pytest.fixture(scope="session", params=sorted(EXPLORERS))
def swept(request):
    shown, troubles = [], []
    # Inside a figure a warning stops nothing, whatever pytest was told; so it is looked for.
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        explorer = EXPLORERS[request.param]()
        for setting in settings(explorer):
            explorer.set(**setting)
            if explorer.last_error:
                troubles.append((setting, explorer.last_error))
            else:
                shown.append((setting, explorer.figure.frame(setting)))
    warned = [str(one.message) for one in told if not issubclass(one.category, DeprecationWarning)]
    return Swept(request.param, explorer.figure.size_px, explorer.figure.stage(), shown, troubles, warned)


@pytest.fixture(scope="session")
def settings_of():
    return settings


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
