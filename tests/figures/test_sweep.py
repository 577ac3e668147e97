"""Every figure of the lessons, over every control alone and every pair of controls at their extremes."""

import itertools
import random
import re

import pytest
from frames import grids
from pictures import overlaps, words_in

from ketlessons.explorers import EXPLORERS, five_states
from ketlessons.stage import style

# A hyphen inside a name, as in MK-801, is no minus sign.
NOT_A_MINUS = re.compile(r"(?<![A-Za-z\d])-\s?\d")
UNREADABLE = re.compile(r"\bnan\b|\binf\b|\binfinity\b|None|  |\de[+-]\d|\d\.\d{4,}| [.,;]")


def percents(text):
    return [float(number) for number in re.findall(r"(\d+(?:\.\d+)?) %", text)]


# What it says -------------------------------------------------------------------------------------------------------


def test_no_setting_makes_trouble(swept):
    assert swept.troubles == []
    assert swept.warned == []


@pytest.mark.parametrize("name", sorted(EXPLORERS))
def test_settings_drawn_by_lot_make_no_trouble(name):
    """Beyond the sweep: a number that is missing in one place of the grid is refused by the reading, and found here."""
    explorer, lot = EXPLORERS[name](), random.Random(name)
    for _ in range(120):
        explorer.figure.update(**{control: lot.choice(values) for control, values in grids(explorer).items()})


def test_the_sweep_reaches_every_value_a_control_must_show(swept):
    explorer = EXPLORERS[swept.name]()
    for control in explorer.controls:
        assert {setting[control.name] for setting, _ in swept.shown} >= set(control.sweep())


def test_every_sentence_can_be_read_aloud(swept):
    for setting, frame in swept.shown:
        sentence = frame.reading.sentence
        assert sentence.endswith("."), setting
        assert re.search(r"\d", sentence), setting
        assert sentence == sentence.strip(), setting
        assert "\n" not in sentence, setting
        assert not UNREADABLE.search(sentence), (setting, sentence)
        assert not NOT_A_MINUS.search(sentence), (setting, sentence)
        assert re.match(r"[A-Z\d]", sentence), (setting, sentence)


def test_every_number_of_a_percentage_stands_apart_from_its_sign(swept):
    for setting, frame in swept.shown:
        table = " ".join(cell for row in frame.reading.rows for cell in row)
        assert not re.search(r"\d%", frame.reading.sentence + table), setting


def test_every_table_is_a_table(swept):
    for setting, frame in swept.shown:
        reading = frame.reading
        assert len(reading.columns) >= 2, setting
        assert reading.rows, setting
        for row in reading.rows:
            assert len(row) == len(reading.columns), (setting, row)
            assert all(isinstance(cell, str) and cell.strip() for cell in row), (setting, row)
            assert not any(UNREADABLE.search(cell) or NOT_A_MINUS.search(cell) for cell in row), (
                setting,
                row,
            )
        heads = [row[0] for row in reading.rows]
        assert len(set(heads)) == len(heads), (setting, heads)


def test_every_percentage_of_the_sentence_stands_in_the_table(swept):
    for setting, frame in swept.shown:
        in_table = percents(" ".join(cell for row in frame.reading.rows for cell in row))
        for percent in percents(frame.reading.sentence):
            # Both are rounded: the sentence to whole percents, the table to tenths.
            assert min(abs(percent - other) for other in in_table) <= 0.55, (setting, percent, in_table)


def test_percentages_are_percentages(swept):
    for setting, frame in swept.shown:
        cells = " ".join(cell for row in frame.reading.rows for cell in row)
        for percent in percents(frame.reading.sentence + " " + cells):
            assert 0 <= percent <= 101, (setting, percent)


def test_moving_a_control_changes_what_is_said(swept):
    """A control that changes nothing, anywhere in the sweep, is not a control."""
    explorer = EXPLORERS[swept.name]()
    for control in explorer.controls:
        groups = {}
        for setting, frame in swept.shown:
            rest = tuple((name, value) for name, value in setting.items() if name != control.name)
            groups.setdefault(rest, set()).add((frame.reading.sentence, frame.svg))
        assert max(len(seen) for seen in groups.values()) > 1, control.name


# What it draws ------------------------------------------------------------------------------------------------------


def test_stage_and_frames_are_well_formed(swept):
    found, malformed = swept.read
    assert malformed == []
    assert len(found) == 1 + len(swept.shown)


def test_no_coordinate_is_missing_or_endless(swept):
    assert not re.search(r'"[^"]*\b(nan|inf)\b[^"]*"', swept.stage)
    for setting, frame in swept.shown:
        assert not re.search(r'"[^"]*\b(nan|inf)\b[^"]*"', frame.svg), setting


def test_every_colour_follows_the_theme_and_falls_back_to_its_light_value(swept):
    for paint in set().union(*(picture.paints for _, picture in swept.seen)):
        role, light = re.fullmatch(r"var\(--kl-([\w-]+),(#[0-9a-f]{6})\)", paint).groups()
        assert style.PALETTE[role].light == light


def test_one_move_stays_a_small_message(swept):
    assert max(len(frame.svg) for _, frame in swept.shown) < 40_000


def test_shared_shapes_are_known_by_their_content(swept):
    """Two pictures in one page may use one id only for one shape."""
    shapes = {}
    for _, picture in swept.seen:
        for name, looks in picture.shapes.items():
            assert all(shapes.setdefault(name, look) == look for look in looks), name


def test_words_stay_inside_the_picture(swept):
    width, height = swept.size_px
    for setting, picture in swept.seen:
        for words, left, top, right, bottom in picture.words:
            assert 0 <= left < right <= width, (setting, words, left, right)
            assert 0 <= top < bottom <= height, (setting, words, top, bottom)


def test_words_do_not_run_into_each_other(swept):
    (_, stage), *frames = swept.seen
    assert not list(overlaps(stage.words))
    for setting, picture in frames:
        assert not list(overlaps(picture.words, stage.words)), setting


@pytest.mark.parametrize("name", EXPLORERS)
def test_words_do_not_run_into_each_other_along_a_whole_slider(name):
    """The longest slider from end to end, at each end of every other control alone."""
    explorer = EXPLORERS[name]()
    controls = {control.name: control for control in explorer.controls}
    stage = words_in(explorer.figure.stage())
    assert not list(overlaps(stage))
    default = {control.name: control.value for control in explorer.controls}
    width, height = explorer.figure.size_px
    found = []
    slider = max(controls.values(), key=lambda control: len(getattr(control, "grid", ())))
    others = [{other.name: end} for other in controls.values() if other is not slider for end in other.sweep()]
    for other, value in itertools.product(others or [{}], getattr(slider, "grid", slider.sweep())):
        words = words_in(explorer.figure.frame({**default, **other, slider.name: value}).svg)
        found += [(other, value, *pair) for pair in overlaps(words, stage)]
        found += [
            (other, value, text, "leaves the picture")
            for text, left, top, right, bottom in words
            if not (0 <= left < right <= width and 0 <= top < bottom <= height)
        ]
    assert found == []


@pytest.mark.parametrize("name", EXPLORERS)
def test_lines_of_one_plot_differ_by_more_than_colour(name):
    explorer = EXPLORERS[name]()
    for axes in explorer.figure.figure.axes:
        if not axes.axison or axes.name != "rectilinear":
            continue
        looks = [
            (line.get_linestyle(), str(line._dash_pattern), line.get_marker(), line.get_linewidth(),
             line.get_markerfacecolor() == style.colour("paper"))  # a hollow mark is no filled one
            for line in axes.lines
        ]  # fmt: skip
        assert len(set(looks)) == len(looks), (name, looks)


# Purity -------------------------------------------------------------------------------------------------------------


def test_the_same_controls_give_the_same_frame_in_any_order_and_after_a_still_copy(swept):
    """Visit the sweep again, in another order, with another figure, of which a notebook has saved a still copy.

    Nothing may depend on where it came from, and not a point may move by a tenth of a pixel: frames recorded before
    and after a notebook was saved must be the same bytes.
    """
    assert [setting for setting, then, now in swept.again if then != now] == []
    assert swept.another.stage() == swept.stage


#: Still copies are drawn small: what is asked of them holds at any size, and the saved lessons hold the size of theirs.
SMALL_DPI = 40


@pytest.mark.parametrize("name", EXPLORERS)
def test_still_copies_are_the_same_bytes_and_leave_frames_alone(name, settings_of, built_anew):
    explorer = EXPLORERS[name]()
    figure = explorer.figure
    first, second = settings_of(explorer)[0], settings_of(explorer)[-1]
    frame = figure.frame(first)
    png, reading = figure.png(first, SMALL_DPI)
    assert reading == frame.reading
    figure.frame(second)
    assert figure.png(second, SMALL_DPI)[0] != png
    assert figure.png(first, SMALL_DPI)[0] == png
    assert figure.frame(first) == frame
    assert built_anew(name).png(first, SMALL_DPI)[0] == png


# Five states --------------------------------------------------------------------------------------------------------


def test_the_five_states_are_drawn_named_and_numbered():
    picture = five_states()
    assert picture.sentence.startswith("Five ")
    assert picture.sentence.endswith(".")
    boxes = words_in(picture.figure.stage())
    words = " ".join(text for text, *_ in boxes)
    for number in range(1, 6):
        assert f"{number}. " in words
        assert re.search(rf"\b{number} [a-z]", picture.sentence)
    width, height = picture.figure.size_px
    assert all(0 <= left < right <= width and 0 <= top < bottom <= height for _, left, top, right, bottom in boxes)
    assert not list(overlaps(boxes))
