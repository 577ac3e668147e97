"""What the picture of waking says, lists and draws, against the rows and against intervals worked out another way."""

import re
from math import sqrt

import pytest

from ketlessons.evidence import value
from ketlessons.published.identity.waking import wakings

ROWS = [one.name for one in wakings()]


def wilson(events, people, z=1.959964):
    """Wilson's interval as the two roots of its quadratic."""
    share = events / people
    a, b, c = 1 + z**2 / people, -(2 * share + z**2 / people), share**2
    root = sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def test_shares_are_those_of_the_table():
    assert [one.share for one in wakings()] == [
        value(id)
        for id in (
            "white_emergence_s",
            "white_emergence_racemate",
            "white_emergence_r",
            "emergence_label",
            "emergence_adults_alone",
            "emergence_adults_midazolam",
            "emergence_children_any",
            "emergence_children_important",
        )
    ]


def test_every_share_is_said_and_one_without_a_denominator_has_no_interval(figure, cell):
    for row in ROWS:
        for intervals in (False, True):
            told = figure.update(row=row, intervals=intervals)
            one = next(found for found in wakings() if found.name == row)
            assert f"{100 * one.share:.0f} %" in told.sentence or f"{100 * one.share:.1f} %" in told.sentence
            assert ("What fits the count" in told.sentence) == (intervals and one.people is not None)
            if row.startswith("white"):
                assert re.search(rf"\b{one.counted} of {one.people}\b", told.sentence)
    told = figure.update(row="label", intervals=True)
    assert "no denominator" in told.sentence
    assert cell(told, "Read out: Older US label", 2) == "none printed"
    assert cell(told, "Read out: Older US label", 3) == "cannot be told"


def test_the_share_that_is_read_out_stands_first_and_the_others_in_their_order(figure):
    for now in wakings():
        heads = [row[0] for row in figure.update(row=now.name, intervals=False).rows]
        others = [one.who for one in wakings() if one.name != now.name]
        assert heads == [f"Read out: {now.who}", *others, "Adults, alone less with midazolam"]


@pytest.mark.parametrize(
    ("row", "events", "people"), [("white_s", 1, 20), ("white_racemate", 3, 20), ("white_r", 7, 19)]
)
def test_intervals_of_the_three_groups(figure, row, events, people):
    one = next(found for found in wakings() if found.name == row)
    assert (one.counted, one.people) == (events, people)
    low, high = wilson(events, people)
    assert one.interval.low == pytest.approx(low, abs=1e-6)
    assert one.interval.high == pytest.approx(high, abs=1e-6)
    figure.update(row=row, intervals=True)
    bar = figure.moving["what fits"]
    level = len(ROWS) - 1 - ROWS.index(row)
    drawn = [x for x, y in zip(bar.get_xdata(), bar.get_ydata(), strict=True) if y == level]
    assert drawn[:2] == pytest.approx([100 * low, 100 * high], abs=1e-4)
    figure.update(row=row, intervals=False)
    assert len(bar.get_xdata()) == 0


def test_the_difference_is_told_in_points_with_its_interval(figure):
    for row in ("adults_alone", "adults_midazolam"):
        told = figure.update(row=row, intervals=False)
        assert "17 percentage points (6 to 28)" in told.sentence
        assert "182 adults" in told.sentence
