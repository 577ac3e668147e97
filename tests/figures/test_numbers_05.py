"""What the figures of lesson 05 say and draw, against the rows of the tables and plain arithmetic."""

import itertools
import re

import numpy as np
import pytest

from ketlessons import published
from ketlessons.evidence import fact, timecourse
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.onset import both_arms as pair
from ketlessons.figures.onset import hours_and_weeks as axis
from ketlessons.figures.onset import target_and_effect as target
from ketlessons.figures.onset import wearing_off as fading
from ketlessons.stage.words import signed

NAMES = ("both_arms", "hours_and_weeks", "target_and_effect", "wearing_off")


@pytest.fixture(scope="module")
def shown():
    return {name: EXPLORERS[name]() for name in NAMES}


def grid(explorer, name):
    (control,) = [control for control in explorer.controls if control.name == name]
    return control.sweep() if control.kind in ("choice", "switch") else control.grid


def points(lines):
    """Return every finite point that these lines draw."""
    found = []
    for line in lines:
        found += [(float(x), float(y)) for x, y in zip(*line.get_data(), strict=True) if np.isfinite(x + y)]
    return found


def marks(axes, hollow):
    paper = "#ffffff"
    return [line for line in axes.lines if line.get_marker() not in ("None", None, "")
            and (line.get_markerfacecolor() == paper) is hollow]  # fmt: skip


# Both arms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trial", pair.TRIALS)
@pytest.mark.parametrize("measure", pair.MEASURES)
def test_bars_stand_as_high_as_the_arms_and_the_hidden_one_is_nowhere(shown, trial, measure):
    explorer, unit = shown["both_arms"], {"points": 1.0, "response": 4.0}[measure]
    axes = explorer.figure.figure.axes[0]
    ratings = published.arms(trial, measure)
    drug, frame = (next(line for line in axes.lines if line.get_linewidth() == width) for width in (30, 28))
    for show in pair.SHOWS:
        explorer.set(trial=trial, measure=measure, show=show)
        tops = [y for _, y in points([drug])[1::2]]
        assert tops == pytest.approx([] if show == "gap" else [one.drug / unit for one in ratings])
        tops = [y for _, y in points([frame])[1::2]]
        assert tops == pytest.approx([one.control / unit for one in ratings] if show == "both" else [])
        words = explorer.sentence + " ".join(" ".join(row[1:]) for row in explorer.table[1:])
        if not ratings:
            assert "not read on this measure" in explorer.sentence
            continue
        digits = 1 if measure == "points" else 0
        if show == "drug":
            assert "The control arm is hidden." in explorer.sentence
            for one in ratings:  # neither the table nor the picture gives it away
                assert all(row[2] == row[3] == row[4] == "hidden" for row in explorer.table[1:]), one
        else:
            for one in (ratings[0], ratings[-1]):
                assert signed(one.gap, digits) in words
                if one.model and show == "both":
                    assert f"by the trial's model {signed(one.model[0], digits)}" in explorer.sentence
                assert any(f"{one.people[0]} people" in row[1] for row in explorer.table[1:]) or (
                    show == "gap" or one.people[0] is None)  # fmt: skip
        first, last = ratings[0], ratings[-1]
        if show == "both":
            assert all(signed(value, digits) in explorer.sentence for value in (first.drug, last.control))
        assert ("reported" in explorer.sentence) == (first.reported or last.reported)


def test_the_interval_of_the_model_is_drawn_where_the_row_has_it(shown):
    explorer = shown["both_arms"].set(trial="transform2", measure="points", show="gap")
    axes = explorer.figure.figure.axes[0]
    (ring,) = marks(axes, hollow=True)
    assert [y for _, y in points([ring])] == [4.0]
    (reach,) = [line for line in axes.lines if line.get_linewidth() == 1.8 and line.get_marker() == "None"]
    assert [y for _, y in points([reach])] == [0.64, 7.31]


# Hours and weeks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", published.SCALES)
def test_every_comparison_is_drawn_once_at_its_height_and_near_its_time(shown, scale):
    explorer, unit = shown["hours_and_weeks"], axis._UNIT[scale]
    axes = explorer.figure.figure.axes[0]
    for control, masked in itertools.product(("all", *published.CONTROLS), (False, True)):
        explorer.set(control=control, scale=scale, masked=masked)
        wanted = [one for one in published.comparisons(scale) if control in ("all", one.control)
                  and not (masked and one.given_away)]  # fmt: skip
        for hollow in (False, True):
            drawn = sorted(y for _, y in points(marks(axes, hollow)))
            assert drawn == pytest.approx(sorted(one.value / unit for one in wanted
                                                 if one.hollow is hollow))  # fmt: skip
        for x, y in points([*marks(axes, True), *marks(axes, False)]):
            near = [one for one in wanted if one.value / unit == pytest.approx(y)]
            assert any(abs(np.log10(x / one.time_h)) < 0.21 for one in near), (x, y)
            assert -1.25 <= y <= 2.5
        for _, y in points([line for line in axes.lines if line.get_linewidth() == 1.4]):
            assert -1.25 <= y <= 2.5


@pytest.mark.parametrize("scale", published.SCALES)
def test_no_curve_runs_where_nothing_was_read(shown, scale):
    explorer = shown["hours_and_weeks"].set(control="all", scale=scale, masked=False)
    lines = explorer.figure.figure.axes[0].lines
    (sure,) = (line for line in lines if line.get_linewidth() == 2.2)
    (sketch,) = [line for line in lines if line.get_linewidth() == 1.6 and line.get_marker() == "None"]
    times = [x for x, _ in points([sure])]
    if scale == "smd":
        assert not times
        dashed = points([sketch])
        assert dashed[0] == pytest.approx((168, 0.29 / 3), rel=1e-3)
        assert dashed[-1] == pytest.approx((1008, 0.29), rel=1e-3)
    elif scale == "points":
        assert (min(times), max(times)) == (4, 648)
        (height,) = {round(10 * y, 6) for _, y in points([sure])}
        assert height == pytest.approx(published.fit("nasal_esketamine").parameters["size"])
    else:
        assert not times
        assert not points([sketch])


def test_every_sentence_counts_what_stands_at_the_stop_and_names_the_ends(shown):
    explorer = shown["hours_and_weeks"]
    for scale, time_h in itertools.product(published.SCALES, grid(explorer, "time_h")):
        explorer.set(control="all", scale=scale, masked=False, time_h=time_h)
        (stop,) = [stop for stop in axis.STOPS if stop[1] == time_h]
        here = [one for one in published.comparisons(scale) if stop[2] <= one.time_h <= stop[3]]
        if not here:
            assert "no rating is drawn here" in explorer.sentence
            continue
        many = "one comparison" if len(here) == 1 else f"{len(here)} comparisons"
        assert explorer.sentence.startswith(f"{stop[0]}, {many}, ")
        digits = {"smd": 2, "points": 1, "response": 0}[scale]
        for end in (min, max):
            assert signed(end(one.value for one in here), digits) in explorer.sentence
        assert len(explorer.table) == len(here) + 1
        assert ("reported" in explorer.sentence) == any(one.reported for one in here)
        assert ("not told apart" in explorer.sentence) >= all(one.tells_nothing_apart for one in here)


def test_every_comparison_belongs_to_one_stop_and_stops_do_not_overlap():
    for one, other in itertools.pairwise(axis.STOPS):
        assert one[3] < other[2]
    for scale in published.SCALES:
        for one in published.comparisons(scale):
            assert sum(first <= one.time_h <= last for _, _, first, last in axis.STOPS) == 1, one


def test_leaving_out_what_people_can_tell_leaves_no_saline(shown):
    explorer = shown["hours_and_weeks"].set(control="all", scale="smd", masked=True, time_h=24)
    assert not re.search(r"gainst saline \d", explorer.sentence)
    explorer.set(control="saline")
    assert "none of the 28 comparisons is left" in explorer.sentence


# Target and effect --------------------------------------------------------------------------------------------------


def test_what_is_held_and_the_lead_are_those_of_rows_and_models(shown):
    explorer = shown["target_and_effect"]
    course = published.trace("iv_infusion", "venous", grid(explorer, "time_h")[:11])
    for place, time_h in enumerate(grid(explorer, "time_h")):
        explorer.set(time_h=time_h, drug="both", control="saline")
        if time_h <= 336:
            held = published.channel_occupancy(course.ketamine_ng_ml[place], course.norketamine_ng_ml[place]).value
            found = re.search(r"Ketamine: (under )?([\d.]+) % of channel sites", explorer.sentence)
            if found.group(1):
                assert 100 * held < 0.1
            else:
                assert float(found.group(2)) == pytest.approx(100 * held, abs=0.51 if 100 * held > 9.9 else 0.06)
        else:
            assert "no sites held" in explorer.sentence
        here = [
            one for one in published.comparisons("smd")
            if one.control in ("saline", "mixed") and "Repeated" not in one.label and 0.8 <= one.time_h / time_h <= 1.25
        ]  # fmt: skip
        assert bool(here) == bool(re.search(r"Ketamine: .* held; lead over control", explorer.sentence))
        for one in here:
            assert any(signed(one.value, 2) in row[1] for row in explorer.table[1:])


def test_scans_are_told_at_the_time_they_were_made_and_nowhere_else(shown):
    explorer = shown["target_and_effect"].set(drug="ssri", control="saline")
    told = {4: ("69 to 78 %", "45 %"), 48: ("53 to 58 %",), 672: ("76 to 85 %",)}
    for time_h in grid(explorer, "time_h"):
        explorer.set(time_h=time_h)
        for words in told.get(time_h, ("no scan at this time",)):
            assert words in explorer.sentence
    for id, _, _ in target.TRANSPORTERS:
        row = fact(id)
        assert row.status == "primary"
        ends = (row.value,) if row.value is not None else (row.low, row.high)
        assert all(f"{100 * end:.0f}" in str(told) for end in ends)


def test_no_lead_of_pills_is_said_before_the_first_week(shown):
    explorer = shown["target_and_effect"].set(drug="ssri")
    for time_h in (time for time in grid(explorer, "time_h") if time < 168):
        explorer.set(time_h=time_h)
        assert "no lead read before 1 week" in explorer.sentence
    (curve,) = [line for line in explorer.figure.figure.axes[1].lines if line.get_linewidth() == 1.8]
    times = [x for x, _ in points([curve])]
    assert (min(times), max(times)) == pytest.approx((168, 1008))


# Wearing off --------------------------------------------------------------------------------------------------------


def test_responders_are_the_rows_on_their_days_and_nothing_is_said_after_the_last(shown):
    explorer = shown["wearing_off"].set(who="both")
    read = {name: {row.time_h / 24: row.value for row in timecourse(trial=trial, measure="response_pct",
                                                                    arm="treatment") if row.at_one_time}
            for name, trial in (("response_pooled", "Han 2016"), ("response_zarate", "Zarate 2006"))}  # fmt: skip
    for day in grid(explorer, "day"):
        explorer.set(day=day)
        for (name, values), row in zip(read.items(), explorer.table[8:10], strict=True):
            assert fading.ARMS[name] in row[0]
            if day in values:
                assert row[1].startswith(f"{values[day]:.0f} of 100")
                row = (row[0], f"{values[day]:.0f} of 100")
            elif day > 7:
                assert row[1] == "nothing read after day 7"
            elif name == "response_zarate":
                assert row[1] == "nothing read between day 1 and day 7"
            else:
                assert row[1].startswith("about ")
            assert row[1] in explorer.sentence
    axes = explorer.figure.figure.axes[0]
    assert max(x for x, _ in points(line for line in axes.lines if line.get_linestyle() != "--"
                                    and line.get_linewidth() != 1.2)) <= 7  # fmt: skip


def test_half_of_the_responders_are_lost_when_a_straight_line_through_the_logarithms_says_so(shown):
    explorer = shown["wearing_off"].set(who="both", day=1)
    for name, row in zip(fading.ARMS, explorer.table[11:13], strict=True):
        rows = fading._rows(name)
        slope = np.polyfit([one.time_h / 24 for one in rows], np.log([one.value for one in rows]), 1)[0]
        assert row[1].startswith(f"{np.log(2) / -slope:.0f} days")


def test_the_bars_end_on_the_days_of_the_rows(shown):
    explorer = shown["wearing_off"]
    until = [fact(f"ketamine_effect_{id}").value for id in ("3d_diazgranados", "3d_zarate", "7d_zarate2006", "7d_han",
                                                            "7d_kryst")]  # fmt: skip
    lost = fact("ketamine_effect_lost")
    strip = explorer.figure.figure.axes[1]
    ends = [line.get_xdata()[1] for line in strip.lines if line.get_linewidth() == 7]
    assert ends == [*until, lost.low]
    dotted = [tuple(line.get_xdata()) for line in strip.lines if line.get_linewidth() == 3]
    assert dotted == [(lost.low, lost.high)]
    no_longer = "no longer tell the arms apart"
    for day, still in (
        (1, "6 tell the arms apart."),
        (3, "6 tell the arms apart."),
        (4, f"4 tell the arms apart, 2 {no_longer}."),
        (7, f"4 tell the arms apart, 2 {no_longer}."),
        (8, f"1 tells the arms apart, 2 {no_longer}, 3 have no later day that was read."),
        (11, f"1 is losing the difference, 2 {no_longer}, 3 have no later day that was read."),
        (14, f"3 {no_longer}, 3 have no later day that was read."),
    ):
        assert still in explorer.set(day=day).sentence, day
