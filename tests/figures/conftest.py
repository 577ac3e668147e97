"""What the figure tests share: contrast, SVG read back as XML, and every explorer swept once."""

import itertools
import warnings
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pytest

from ketlessons.explorers import EXPLORERS
from ketlessons.figures.canvas import Frame

SVG = "{http://www.w3.org/2000/svg}"


def parse_svg(markup):
    """Parse recorded markup, a fragment, as the child of one SVG element."""
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{markup}</svg>')


def luminance(hex_colour):
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


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
def read_svg():
    return parse_svg


@pytest.fixture(scope="session")
def contrast_of():
    return contrast


@pytest.fixture(scope="session")
def luminance_of():
    return luminance


@pytest.fixture(scope="session")
def settings_of():
    return settings
