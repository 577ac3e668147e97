"""Marks: each looks as it is asked to, in colours of the palette, and begins empty."""

import pytest
from matplotlib.colors import to_hex

from ketlessons.stage import marks, style
from ketlessons.stage.style import colour


@pytest.fixture
def axes():
    return style.figure(4, 3).add_axes((0, 0, 1, 1))


def test_a_line_is_whole_or_dashed_and_a_cursor_is_dotted(axes):
    whole, dashed, cursor = marks.line(axes, "blue"), marks.line(axes, "blue", 2, marks.DASHED), marks.cursor(axes)
    assert [one.is_dashed() for one in (whole, dashed, cursor)] == [False, True, True]
    assert (to_hex(whole.get_color()), to_hex(cursor.get_color())) == (colour("blue"), colour("soft-ink"))
    assert all(len(one.get_xdata()) == 0 for one in (whole, dashed, cursor))


def test_a_bar_ends_at_its_data(axes):
    bar = marks.bar(axes, "orange", 12, [0, 3], [1, 1])
    assert bar.get_solid_capstyle() == "butt"
    assert list(bar.get_xdata()) == [0, 3]


def test_points_are_full_and_hollow_ones_are_not(axes):
    full, ring = marks.points(axes, "green", "D", 9), marks.hollow(axes, "green", "s", 7, rim=1.6)
    assert to_hex(full.get_markerfacecolor()) == colour("green")
    assert to_hex(full.get_markeredgecolor()) == colour("paper")
    assert to_hex(ring.get_markerfacecolor()) == colour("paper")
    assert (to_hex(ring.get_markeredgecolor()), ring.get_markeredgewidth()) == (colour("green"), 1.6)
    assert {full.get_linestyle(), ring.get_linestyle()} == {"None"}


def test_a_band_is_washed_and_an_outline_is_not(axes):
    band, outline = marks.band(axes, "purple"), marks.outline(axes)
    assert to_hex(band.get_facecolor()) == colour("purple-wash")
    assert outline.get_facecolor()[3] == 0
    assert to_hex(outline.get_edgecolor()) == colour("gold")


def test_words_have_three_sizes_and_a_place(axes):
    small, head = marks.words(axes, 0.1, 0.2, "low"), marks.words(axes.figure, 0.5, 0.9, "top", size="head", bold=True)
    assert (small.get_fontsize(), head.get_fontsize()) == (style.SMALL_PT, 12.0)
    assert (small.get_position(), head.get_position()) == ((0.1, 0.2), (0.5, 0.9))
    assert (small.get_fontweight(), head.get_fontweight()) == ("normal", "bold")
    with pytest.raises(KeyError, match="huge"):
        marks.words(axes, 0, 0, size="huge")


def test_ticks_say_their_words_at_their_values(axes):
    marks.ticks(axes, x={0.25: "a quarter", 1: "all"}, y={})
    assert [label.get_text() for label in axes.get_xticklabels()] == ["a quarter", "all"]
    assert not axes.get_yticklabels()


def test_a_key_names_the_marks_it_is_given_in_their_order(axes):
    one, two = marks.line(axes, "blue", label="one"), marks.line(axes, "orange", dash=marks.DASHED, label="two")
    key = marks.key(axes, [two, one], columns=2)
    assert [text.get_text() for text in key.get_texts()] == ["two", "one"]
    assert {to_hex(text.get_color()) for text in key.get_texts()} == {colour("ink")}
    assert not key.get_frame_on()


def test_axes_without_heights_have_neither_ticks_nor_a_line_at_their_side(axes):
    marks.no_heights(axes)
    assert list(axes.get_yticks()) == []
    assert not axes.spines["left"].get_visible()
