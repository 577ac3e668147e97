"""What holds for every figure of a dose: where lines and points lie, and how numbers and words are written."""

import re

import numpy as np
import pytest
from drawn import reading
from matplotlib.lines import Line2D
from pictures import word_boxes

from ketlessons.explorers import EXPLORERS, body_map
from ketlessons.stage.saying import Printed

NAMES = (
    *("route_race", "parent_metabolite", "liver_and_route", "three_models"),
    *("virtual_patients", "plasma_to_channel", "after_a_day"),
)
TOKEN = re.compile(r"(under )?(\d+(?:\.\d+)?)(?: (%|min|h|days))?")
#: By how much a number is multiplied before it is printed in a unit. A number alone takes the unit of the one after it.
TIMES = {"%": (100,), "min": (60,), "h": (1,), "days": (1 / 24, 1), None: (1, 100)}
#: "read a half-life off the curve" and "readers" are for learners; that something "was not read" is not.
OF_OUR_READING = re.compile(r"\bread\b(?! off)|\bunread\b", re.IGNORECASE)


def is_rounded(below, digits, exact):
    """Whether a printed number is this one, rounded at its last digit; "under 0.1" is every positive one below."""
    if below:
        return 0 < exact < float(digits)
    return abs(float(digits) - exact) <= 0.5 * 10 ** -len(digits.partition(".")[2]) + 1e-5 * abs(exact)


def lines_through_words(explorer):
    """Upright lines that move, and the words that they cross."""
    boxes = word_boxes(explorer.figure.figure)
    for line in explorer.figure.artists:
        if not isinstance(line, Line2D) or len(line.get_xdata()) != 2 or len(set(line.get_xdata())) != 1:
            continue
        (x, low), (_, high) = line.axes.transData.transform(np.column_stack(line.get_data()))
        for words, box in boxes:
            if box.x0 + 1 < x < box.x1 - 1 and min(high, box.y1) - max(low, box.y0) > 1.5:
                yield words


@pytest.fixture(scope="module", params=NAMES)
def explorer(request):
    return EXPLORERS[request.param]()


def test_no_line_that_marks_the_time_runs_through_words(explorer):
    slider = max(explorer.controls, key=lambda c: c.name.startswith(("time", "conc")))
    choices = [control for control in explorer.controls if control.kind == "choice"]
    found = []
    for time in slider.grid:
        for control in choices[:1] or [slider]:
            for option in control.sweep() if choices else [time]:
                reading(explorer, **{slider.name: time, control.name: option})
                found += [(time, option, words) for words in lines_through_words(explorer)]
    assert found == []


def test_every_moving_point_lies_inside_its_axes(explorer, settings_of):
    for setting in settings_of(explorer):
        reading(explorer, **setting)
        for artist in explorer.figure.artists:
            if not isinstance(artist, Line2D) or artist.get_marker() in ("None", None):
                continue
            (left, right), (low, high) = artist.axes.get_xlim(), artist.axes.get_ylim()
            for x, y in zip(*artist.get_data(), strict=True):
                assert left <= x <= right, (setting, x)
                assert low <= y <= high, (setting, y)


def test_a_cell_carries_the_numbers_that_it_prints_and_no_others(explorer, settings_of):
    cells = {
        text for setting in settings_of(explorer) for row in explorer.figure.update(**setting).rows for text in row
    }
    carriers = [text for text in cells if isinstance(text, Printed) and text.values]
    assert len(carriers) > 20
    for text in carriers:
        tokens = TOKEN.findall(text)
        # Equal ends of a range are printed once.
        equal_ends = len(text.values) - len(tokens)
        assert equal_ends in (0, 1), (text, text.values)
        printed = tokens + tokens[-1:] * equal_ends
        for (below, digits, unit), exact in zip(printed, text.values, strict=True):
            scaled = [times * exact for times in TIMES[unit or None]]
            assert any(is_rounded(below, digits, one) for one in scaled), (text, text.values)


def test_no_words_tell_of_our_reading(explorer, settings_of):
    said = {control.label for control in explorer.controls}
    for setting in settings_of(explorer):
        told = explorer.figure.update(**setting)
        said |= {told.sentence, *(text for row in (told.columns, *told.rows) for text in row)}
        said |= {words for words, _ in word_boxes(explorer.figure.figure)}
    assert len(said) > 50
    assert not [words for words in said if OF_OUR_READING.search(words)]


def test_no_words_of_the_map_tell_of_our_reading():
    picture = body_map()
    assert not [words for words, _ in word_boxes(picture.figure.figure) if OF_OUR_READING.search(words)]
    assert not OF_OUR_READING.search(picture.sentence)
