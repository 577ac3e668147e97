"""What tests of pictures share: contrast, and SVG read back as XML."""

import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

SVG = "{http://www.w3.org/2000/svg}"


def parse_svg(markup):
    """Parse recorded markup, a fragment, as the child of one SVG element."""
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{markup}</svg>')


@dataclass(frozen=True)
class Seen:
    """What the markup of a picture holds, read once for all that ask: boxes of words, paints, shapes by their names."""

    words: list[tuple[str, float, float, float, float]]
    paints: set[str]
    shapes: dict[str, list[dict[str, str]]]


def seen(markup):
    """Read recorded markup. A box of words is (words, left, top, right, bottom), in pixels."""
    words, paints, shapes = [], set(), {}
    for element in parse_svg(markup).iter():
        paints.update((element.get("fill"), element.get("stroke")))
        if name := element.get("id"):
            shapes.setdefault(name, []).append(dict(element.items()))
        if element.tag == f"{SVG}text":
            words.append(_box(element))
    return Seen(words, paints - {None, "none"}, shapes)


def _box(text):
    x, y, size, width = (float(text.get(key)) for key in ("x", "y", "font-size", "textLength"))
    # Digits and capitals rise about 0.73 of the size above the base line; tails hang about 0.2 below it.
    up, down = 0.73 * size, 0.2 * size
    turn = text.get("transform")
    if turn is None:
        return text.text, x, y - up, x + width, y + down
    assert turn.startswith("rotate(-90 "), turn
    return text.text, x - up, y - width, x + down, y


_TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)


def words_in(markup):
    """Return the boxes of all words of recorded markup that is well formed; the rest of it is not read."""
    return [_box_of(text) for text in _TEXT.findall(markup)]


@cache
def _box_of(text):
    return _box(ET.fromstring(text))


def overlaps(boxes, still=()):
    """Yield which words run into one another: of these boxes, and of these and what stands still."""
    for one, other in itertools.chain(itertools.combinations(boxes, 2), itertools.product(still, boxes)):
        wide = min(one[3], other[3]) - max(one[1], other[1])
        high = min(one[4], other[4]) - max(one[2], other[2])
        if wide > 2 and high > 2:
            yield one[0], other[0], round(wide), round(high)


def luminance(hex_colour):
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


@cache
def _measuring(width, height, dpi):
    """A renderer that only measures: it remembers how wide words are, so that a sweep measures each of them once."""
    return RendererAgg(width, height, dpi)


def word_boxes(figure):
    """Boxes of all words that a matplotlib figure shows, in pixels: (words, box)."""
    renderer = _measuring(*np.ceil(figure.get_size_inches() * figure.dpi).astype(int), figure.dpi)
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    texts = [text for text in texts if text.axes is None or text.axes.axison or text in text.axes.texts]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


@pytest.fixture(scope="session")
def read_svg():
    return parse_svg


@pytest.fixture(scope="session")
def contrast_of():
    return contrast


@pytest.fixture(scope="session")
def luminance_of():
    return luminance
