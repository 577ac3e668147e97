"""What holds for every figure of trials: words that can be heard, cells that carry what they print, marks inside."""

import importlib
import re
from math import isfinite

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ketlessons.explorers import EXPLORERS
from ketlessons.explorers.register import LIVE
from ketlessons.stage.saying import Printed

NAMES = ("forest_plot", "one_trial_many_numbers", "what_goes_with_the_control", "small_trials", "timeline_walk")
NUMBER = re.compile(r"(?<![\w.])−?\d+(?:\.\d+)?")


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def figure(name):
    return EXPLORERS[name]().figure


@pytest.fixture(scope="module")
def told(figure, whole_grid):
    """Return every reading of the whole grid."""
    return [figure.update(**setting) for setting in whole_grid(figure)]


def usual_and_each_control(figure):
    usual = {control.name: control.value for control in figure.panel.controls}
    for control in figure.panel.controls:
        for step in getattr(control, "grid", None) or control.sweep():
            yield usual | {control.name: step}


def test_no_sentence_is_too_long_to_be_heard(figure):
    told = [figure.update(**setting).sentence.split() for setting in usual_and_each_control(figure)]
    assert max(map(len, told)) <= 70
    assert np.mean([len(words) for words in told]) <= 56


def test_every_moving_point_lies_inside_its_axes(name, figure, settings_of):
    for setting in [*settings_of(EXPLORERS[name]()), *usual_and_each_control(figure)]:
        figure.update(**setting)
        for artist in figure.artists:
            if not isinstance(artist, Line2D) or artist.get_marker() in ("None", None):
                continue
            (left, right), (low, high) = artist.axes.get_xlim(), artist.axes.get_ylim()
            for x, y in zip(*artist.get_data(), strict=True):
                assert left <= x <= right, (setting, x)
                assert low <= y <= high, (setting, y)


def test_no_figure_is_wider_than_a_projector_shows(figure):
    width, height = figure.figure.get_size_inches()
    assert width <= 9.0
    assert height <= 4.9


def test_every_sentence_of_the_figure_is_said_at_some_setting(name, told):
    module = importlib.import_module(f"ketlessons.figures.{LIVE[name]}.{name}")
    assert {reading.case for reading in told} == set(module._SENTENCES)
    if hasattr(module, "Case"):
        assert set(module.Case) == set(module._SENTENCES)


def test_every_cell_carries_the_numbers_that_it_prints(told):
    """One for one, in their order, rounded to the digit that is shown; a share of one is shown as percent."""
    cells = {cell for reading in told for row in reading.rows for cell in row if isinstance(cell, Printed)}
    assert cells
    for cell in cells:
        shown = NUMBER.findall(cell.replace("percentage points", ""))
        carried = [value for value in cell.values if isfinite(value)]
        assert len(shown) == len(carried), cell
        for text, value in zip(shown, carried, strict=True):
            half = 0.5 * 10.0 ** -len(text.partition(".")[2]) + 1e-6
            number = float(text.replace("−", "-"))
            assert min(abs(number - value), abs(number - 100 * value)) <= half, (cell, text, value)


def test_every_number_of_a_table_is_carried_by_its_cell(name, told):
    """But for names of trials, dates and the words of an event."""
    words = {"Trial", "Event", "Region in the sentence", "Said in the sentence as"}
    for reading in told:
        for head, *cells in reading.rows:
            for cell in cells:
                assert head in words or isinstance(cell, Printed) or not NUMBER.search(cell), (name, head, cell)


def test_nothing_is_said_of_our_reading(figure, told, whole_grid):
    said = {text for reading in told for text in (reading.sentence, *reading.columns, *sum(reading.rows, ()))}
    said |= {text for control in figure.panel.controls for text in getattr(control, "texts", ())}
    for setting in whole_grid(figure):
        figure.update(**setting)
        said |= {text.get_text() for text in figure.figure.findobj(Text)}
    assert len(said) > 40
    assert [text for text in said if re.search(r"\bread\b|in the tables", text)] == []


def test_plurals_and_ends_of_intervals_come_out_right(told):
    said = {text for reading in told for text in (reading.sentence, *sum(reading.rows, ()))}
    faults = re.compile(r"(?<![\d.−])1 (?:trials|doses|points|percentage points|standard deviations)\b")
    equal = re.compile(r"(?:\(|between )(−?[\d.]+) (?:to|and) \1(?![\d.]*\d)")
    assert [text for text in said if faults.search(text) or equal.search(text)] == []
