"""Leads between forty minutes and eight weeks, against the comparisons and the fits: drawn once, and said."""

import itertools
import re

import numpy as np
import pytest
from drawn import every_setting, grid, heights, points, reading
from printed import digits_of

from ketlessons import published
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.onset import hours_and_weeks as axis
from ketlessons.figures.onset.time_axis import SCALES, STOPS
from ketlessons.published.trials.comparison import CONTROLS
from ketlessons.stage.words import signed


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["hours_and_weeks"]()


def left_out(without, one):
    """By the label, which the figure never looks at."""
    return {
        "nothing": False,
        "given away": one.given_away,
        "wilkinson": "Wilkinson" in one.label,
        "cochrane": "Cochrane" in one.label,
    }[without]


def said(one, scale):
    """The lead of one comparison, in standard deviations with the decimals of its row."""
    return signed(one.value, digits_of(*one.rows) if scale == "smd" else {"points": 1, "response": 0}[scale])


@pytest.mark.parametrize("scale", SCALES)
def test_every_comparison_is_drawn_once_at_its_height_and_near_its_time(explorer, scale):
    step, drawn = SCALES[scale].step, explorer.figure.moving
    for control, without in itertools.product(("all", *CONTROLS), axis.WITHOUT):
        reading(explorer, control=control, scale=scale, without=without)
        wanted = [one for one in published.comparisons(scale) if control in ("all", one.control)
                  and not left_out(without, one)]  # fmt: skip
        for name in CONTROLS:
            for artist, hollow in ((drawn[name], False), (drawn[f"{name}, tentative"], True)):
                mine = [one for one in wanted if one.control == name and one.tentative is hollow]
                assert sorted(heights(artist)) == pytest.approx(sorted(one.value / step for one in mine))
                for x, y in points(artist):
                    near = [one for one in mine if one.value / step == pytest.approx(y)]
                    assert any(abs(np.log10(x / one.time_h)) < 0.21 for one in near), (x, y)
                    assert -1.25 <= y <= 2.5
        assert all(-1.25 <= y <= 2.5 for y in heights(drawn["intervals"]))


@pytest.mark.parametrize("scale", SCALES)
def test_no_curve_runs_where_there_are_no_numbers(explorer, scale):
    reading(explorer, control="all", scale=scale, without="nothing")
    mean, guess = (points(explorer.figure.moving[name]) for name in ("mean of trials", "guess between"))
    if scale == "smd":
        assert not mean
        assert guess[0] == pytest.approx((168, 0.29 / 3), rel=1e-3)
        assert guess[-1] == pytest.approx((1008, 0.29), rel=1e-3)
    elif scale == "points":
        assert [x for x, _ in mean] == [4, 648]
        assert [10 * y for _, y in mean] == pytest.approx([published.fit("nasal_esketamine").parameters["size"]] * 2)
        assert not guess
    else:
        assert not mean
        assert not guess


def test_every_sentence_counts_what_stands_at_the_stop_and_names_the_ends(explorer):
    for scale, time_h in itertools.product(SCALES, grid(explorer, "time_h")):
        told = reading(explorer, control="all", scale=scale, without="nothing", time_h=time_h)
        (stop,) = [stop for stop in STOPS if stop.time_h == time_h]
        here = [one for one in published.comparisons(scale) if stop.first_h <= one.time_h <= stop.last_h]
        if not here:
            assert "no rating is drawn here" in told.sentence
            continue
        many = "one comparison" if len(here) == 1 else f"{len(here)} comparisons"
        assert told.sentence.startswith(f"{stop.words}, {many}, ")
        assert told.numbers["here"] == len(here) == len(told.rows)
        for name in {one.control for one in here}:
            mine = [one for one in here if one.control == name]
            values = [one.value for one in mine]
            ends = (told.numbers[f"least against {name}"], told.numbers[f"most against {name}"])
            assert ends == (min(values), max(values))
            least, most = (said(end(mine, key=lambda one: one.value), scale) for end in (min, max))
            if least != most and len({one.control for one in here}) < 3 and len(values) == 2:
                # Two that can be followed by ear are both said, each with its interval.
                assert re.search(rf"{re.escape(least)} .+ and {re.escape(most)} ", told.sentence)
            elif least != most:
                assert f"{least} to {most}" in told.sentence
        for end in (min, max):
            assert said(end(here, key=lambda one: one.value), scale) in told.sentence
        assert ("reported" in told.sentence) == any(one.reported for one in here)
        assert ("not told apart" in told.sentence) >= all(one.tells_nothing_apart for one in here)


def test_every_cell_carries_the_lead_and_its_interval(explorer):
    for scale, time_h in itertools.product(SCALES, grid(explorer, "time_h")):
        told = reading(explorer, control="all", scale=scale, without="nothing", time_h=time_h)
        by_label = {one.label: [] for one in published.comparisons(scale)}
        for one in published.comparisons(scale):
            by_label[one.label].append((one.value,) if one.low is None else (one.value, one.low, one.high))
        for head, cell, _ in told.rows if told.case == "here" else ():
            assert any(cell.values in found for label, found in by_label.items() if head.startswith(label)), head
            assert (len(cell.values) == 1) == ("no interval is given" in cell)


def test_a_cell_prints_its_numbers_rounded_once(explorer):
    told = reading(explorer, control="saline", scale="smd", without="nothing", time_h=24)
    assert [str(cell) for _, cell, _ in told.rows] == ["0.87 SD (0.48 to 1.26)", "1.8 SD (1.4 to 2.2)"]
    told = reading(explorer, control="placebo pill", time_h=168)
    assert [str(cell) for _, cell, _ in told.rows] == ["0.1 SD, no interval is given"]


@pytest.mark.parametrize(
    ("scale", "without", "told", "values"),
    [
        ("smd", "nothing", "saline 0.87 SD (0.48 to 1.26) and 1.8 SD (1.4 to 2.2), whose intervals do not meet.",
         (0.87, 1.8)),
        ("smd", "wilkinson", "Against saline 0.87 SD (0.48 to 1.26).", (0.87, 0.87)),
        ("smd", "cochrane", "Against saline 1.8 SD (1.4 to 2.2).", (1.8, 1.8)),
        ("response", "nothing", "Against saline 19 more of 100 (4 to 40) and 45 more of 100.", (18.6, 45.0)),
        ("response", "wilkinson", "Against saline 19 more of 100 (4 to 40).", (18.6, 18.6)),
    ],
)  # fmt: skip
def test_two_poolings_against_saline_disagree_and_either_can_be_left_out(explorer, scale, without, told, values):
    found = reading(explorer, control="saline", scale=scale, without=without, time_h=24)
    assert told.removesuffix(".") in found.sentence
    assert (found.numbers["least against saline"], found.numbers["most against saline"]) == pytest.approx(values)


def test_intervals_that_do_not_meet_are_said_to_and_others_are_not(explorer):
    for setting in every_setting(explorer):
        told = reading(explorer, **setting)
        if "do not meet" in told.sentence:
            pairs = [cell.values for _, cell, _ in told.rows if len(cell.values) == 3]
            assert any(one[2] < other[1] for one, other in itertools.permutations(pairs, 2)), told.sentence


def test_shares_that_nobody_counted_are_marked_in_the_table(explorer):
    told = reading(explorer, control="all", scale="response", without="nothing", time_h=24)
    asides = {head.split(":")[0]: aside for head, _, aside in told.rows}
    assert "shares estimated by a model" in asides["Wilkinson 2019"]
    assert "by an odds ratio, from an assumed share" in asides["Cochrane 2021"]
    assert asides["Murrough 2013"] == "midazolam"


def test_every_comparison_belongs_to_one_stop_and_stops_do_not_overlap():
    for one, other in itertools.pairwise(STOPS):
        assert one.last_h < other.first_h
    for scale in SCALES:
        for one in published.comparisons(scale):
            assert sum(stop.first_h <= one.time_h <= stop.last_h for stop in STOPS) == 1, one


def test_leaving_out_what_people_can_tell_leaves_no_saline(explorer):
    told = reading(explorer, control="all", scale="smd", without="given away", time_h=24)
    assert not re.search(r"gainst saline \d", told.sentence)
    assert "least against saline" not in told.numbers
    told = reading(explorer, control="saline")
    assert told.numbers == {"all": len(published.comparisons("smd"))}
    assert "none of the 29 comparisons is left" in told.sentence


def test_every_case_is_reached_and_one_comparison_and_one_time_are_said_as_one(explorer):
    seen = set()
    for setting in every_setting(explorer):
        told = reading(explorer, **setting)
        seen.add(told.case)
        words = " ".join([told.sentence, *(cell for row in told.rows for cell in row)])
        assert not re.search(r"\b1 comparisons", words), words
        assert "the one comparisons" not in words
        between = re.search(r"between (.+) and (.+)\.$", told.sentence)
        assert not between or between.group(1) != between.group(2), words
        assert not re.search(r"(?<![\d.−])(−?[\d.]+) to \1(?![\d.])", words), words
    assert seen == set(axis._SENTENCES)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"control": "saline", "scale": "points"}, "The 2 comparisons shown lie at 15 days."),
        ({"control": "saline", "scale": "response"}, "The 2 comparisons shown lie at 24 h."),
        ({"control": "saline", "scale": "response", "without": "cochrane"}, "The one comparison shown lies at 24 h."),
        ({"control": "anaesthesia", "scale": "points"}, "The one comparison shown lies at 1 to 3 days."),
        ({"control": "all", "scale": "smd"}, "The 29 comparisons shown lie between 40 min and about 8 weeks."),
    ],
)
def test_where_nothing_stands_it_says_where_the_marks_are(explorer, setting, told):
    found = reading(explorer, **{"without": "nothing", "time_h": 8, **setting})
    assert found.sentence.endswith(told)
    assert found.rows[0][2].value == found.numbers.get("drawn", 1)


#: At 24 h, and at day 25 or 28, as printed; two doses of Janik averaged.
TWICE = {"Canuso": (7.2, 4.5), "Chen": (3.3, 2.0), "Janik": (3.6, 5.95)}


def test_trials_that_rated_the_spray_twice_are_linked_and_the_pooled_analysis_apart(explorer):
    drawn = explorer.figure.moving
    for setting in every_setting(explorer):
        told = reading(explorer, **setting)
        links = [round(10 * y, 2) for y in heights(drawn["trials rated twice"]) if not np.isnan(y)]
        pooling = [round(10 * y, 2) for y in heights(drawn["pooling rated twice"]) if not np.isnan(y)]
        if setting["scale"] == "points" and setting["control"] in ("all", "placebo spray"):
            assert links == pytest.approx([value for pair in TWICE.values() for value in pair])
            assert pooling == [3.25, 2.99]
        else:
            assert not links
            assert not pooling
            assert told.case != "rated twice"


@pytest.mark.parametrize("time_h", [24, 648])
@pytest.mark.parametrize("control", ["all", "placebo spray"])
def test_where_some_were_rated_twice_the_same_trials_are_told(explorer, control, time_h):
    """The means: test_rated_twice.py. Of the three one grew."""
    told = reading(explorer, control=control, scale="points", without="nothing", time_h=time_h)
    assert told.case == "rated twice"
    assert told.sentence.endswith(
        "Three trials of the spray rated the lead both at 24 h and at 3 to 4 weeks. Their mean is 3.7 points (2.3 to "
        "5.1), then 4.1 points (1.6 to 6.7): in one of them the lead grew, in two it shrank."
    )
    place, other = (1, "at 3 to 4 weeks") if time_h == 24 else (0, "at 24 h")
    marked = {head.split()[0]: aside for head, _, aside in told.rows if other in aside}
    assert set(marked) == {*TWICE, "Pooled"}
    for name, pair in TWICE.items():
        assert marked[name].endswith(f"; {other} {signed(pair[place], 1)}") or name == "Janik"
    assert marked["Janik"].endswith("6.0" if place else "3.6")


@pytest.mark.parametrize("time_h", [2, 4, 168, 336])
def test_where_none_of_them_was_rated_twice_nothing_is_said_of_it(explorer, time_h):
    told = reading(explorer, control="placebo spray", scale="points", without="nothing", time_h=time_h)
    assert "then" not in told.sentence
    assert not any("3 to 4 weeks" in aside for *_, aside in told.rows)
