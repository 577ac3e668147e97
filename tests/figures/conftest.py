"""What the figure tests share: every explorer swept once, beside what `tests/support/drawing/pictures.py` holds."""

import itertools
import random
import re
import warnings
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from xml.etree.ElementTree import ParseError

import pytest
from pictures import Seen, contrast_of, luminance_of, read_svg, seen  # noqa: F401

from ketlessons.explorers import EXPLORERS, Explorer
from ketlessons.explorers.register import LIVE
from ketlessons.stage.live_figure import Frame, LiveFigure


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


def built(name: str) -> LiveFigure:
    """Return a figure of its own, which nobody has moved or saved; explorers share theirs."""
    return getattr(import_module(f"ketlessons.figures.{LIVE[name]}.{name}"), name)()


@dataclass(frozen=True)
class Swept:
    """One explorer and what it showed at every setting of its sweep."""

    name: str
    size_px: tuple[int, int]
    stage: str
    shown: list[tuple[dict, Frame]]
    troubles: list[tuple[dict, str]]
    warned: list[str]

    @cached_property
    def read(self) -> tuple[list[tuple[dict, Seen]], list[tuple[dict, str]]]:
        """What each markup holds, read once for all rules, and which cannot be read; the first is the stage."""
        found, malformed = [], []
        for setting, markup in [({}, self.stage), *((setting, frame.svg) for setting, frame in self.shown)]:
            try:
                found.append((setting, seen(markup)))
            except ParseError as fault:
                malformed.append((setting, str(fault)))
        return found, malformed

    @cached_property
    def seen(self) -> list[tuple[dict, Seen]]:
        """What the stage holds, and then each frame that is well formed."""
        return self.read[0]

    @cached_property
    def another(self) -> LiveFigure:
        """A second figure of this explorer."""
        return built(self.name)

    @cached_property
    def again(self) -> list[tuple[dict, Frame, Frame]]:
        """The sweep in another order, by another figure that was saved before: setting, frame then and frame now."""
        self.another.png(self.shown[0][0])
        order = list(self.shown)
        random.Random(1).shuffle(order)
        return [(setting, frame, self.another.frame(setting)) for setting, frame in [*order, self.shown[0]]]


@pytest.fixture(scope="session", params=sorted(EXPLORERS))
def swept(request):
    shown, troubles = [], []
    # Inside a figure a warning stops nothing, whatever pytest was told; so it is looked for.
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        figure = built(request.param)
        draw, drawn = figure.frame, []
        figure.frame = lambda values: drawn.append(draw(values)) or drawn[-1]
        explorer = Explorer(figure)
        for setting in settings(explorer):
            explorer.set(**setting)
            if explorer.last_error:
                troubles.append((setting, explorer.last_error))
            else:
                # What the explorer has just drawn: to draw it once more would double the sweep.
                shown.append((setting, drawn[-1]))
    warned = [str(one.message) for one in told if not issubclass(one.category, DeprecationWarning)]
    return Swept(request.param, explorer.figure.size_px, explorer.figure.stage(), shown, troubles, warned)


@pytest.fixture(scope="session")
def built_anew():
    return built


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
