"""What tests of pictures share: contrast, and SVG read back as XML."""

import xml.etree.ElementTree as ET
from functools import cache

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

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
