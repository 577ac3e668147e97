"""How one infusion wears off, against the rows of the tables and a straight line through logarithms."""

import numpy as np
import pytest
from drawn import every_setting, grid, points, reading

from ketlessons.evidence import fact, timecourse
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.onset import wearing_off as fading


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["wearing_off"]()


def cells(told):
    return {row[0]: row[1] for row in told.rows}


def test_responders_are_the_rows_on_their_days_and_nothing_is_said_after_the_last(explorer):
    seen = {name: {row.time_h / 24: row.value for row in timecourse(trial=trial, measure="response_pct",
                                                                    arm="treatment") if row.at_one_time}
            for name, trial in (("response_pooled", "Han 2016"), ("response_zarate", "Zarate 2006"))}  # fmt: skip
    for day in grid(explorer, "day"):
        told = reading(explorer, who="both", day=day)
        for name, values in seen.items():
            cell = cells(told)[f"Responders, {fading.ARMS[name]}"]
            said, kept = str(cell), told.numbers.get(fading.NAMES[name])
            if day in values:
                assert cell.values[0] == kept == values[day]
                assert said.startswith(f"{values[day]:.0f} of 100")
                said = f"{values[day]:.0f} of 100"
            elif day > 7:
                assert (said, kept) == ("no number is drawn after day 7", None)
            elif name == "response_zarate":
                assert (said, kept) == ("no number is drawn between day 1 and day 7", None)
            else:
                assert said.startswith("about ")
                assert cell.value == kept
            assert said in told.sentence
    drawn = explorer.figure.moving
    lines = ("curve of pooled trials", "gap of one trial", "intervals", *fading.NAMES.values())
    assert max(x for x, _ in points(*(drawn[name] for name in lines))) <= 7


def test_the_marks_are_the_rows_and_one_set_alone_hides_the_other(explorer):
    for name, trial in (("response_pooled", "Han 2016"), ("response_zarate", "Zarate 2006")):
        told = reading(explorer, who=name, day=1)
        rows = [row for row in timecourse(trial=trial, measure="response_pct", arm="treatment") if row.at_one_time]
        for other, artist in ((other, explorer.figure.moving[other]) for other in fading.NAMES.values()):
            wanted = [(row.time_h / 24, row.value) for row in rows] if other == fading.NAMES[name] else []
            assert points(artist) == wanted
        assert set(fading.NAMES.values()) & told.numbers.keys() == {fading.NAMES[name]}


def test_half_of_the_responders_are_lost_when_a_straight_line_through_the_logarithms_says_so(explorer):
    told = reading(explorer, who="both", day=1)
    for name in fading.ARMS:
        cell = cells(told)[f"Time until half of the responders are lost, {fading.ARMS[name]}"]
        rows = fading._rows(name)
        slope = np.polyfit([one.time_h / 24 for one in rows], np.log([one.value for one in rows]), 1)[0]
        assert cell.values == (pytest.approx(np.log(2) / -slope), len(rows), 7)
        assert cell.startswith(f"{np.log(2) / -slope:.0f} days")


def test_the_bars_end_on_the_days_of_the_rows(explorer):
    until = [fact(f"ketamine_effect_{id}").value for id in ("3d_diazgranados", "3d_zarate", "7d_zarate2006", "7d_han",
                                                            "7d_kryst")]  # fmt: skip
    lost = fact("ketamine_effect_lost")
    moving = [*explorer.figure.moving["now"]]
    bars = [line for line in explorer.figure.figure.axes[1].lines if line not in moving]
    heights = sorted({line.get_ydata()[0] for line in bars}, reverse=True)
    ends = [sorted(tuple(line.get_xdata()) for line in bars if line.get_ydata()[0] == y) for y in heights]
    assert [source[0][1] for source in ends] == [*until, lost.low]
    # The last one is lost within a span: a second, dotted bar.
    assert [source[1:] for source in ends] == [[]] * 5 + [[(lost.low, lost.high)]]
    no_longer = "no longer tell the arms apart"
    for day, still in (
        (1, "6 tell the arms apart."),
        (3, "6 tell the arms apart."),
        (4, f"4 tell the arms apart, 2 {no_longer}."),
        (7, f"4 tell the arms apart, 2 {no_longer}."),
        (8, f"1 tells the arms apart, 2 {no_longer}, 3 give no later day."),
        (11, f"1 is losing the difference, 2 {no_longer}, 3 give no later day."),
        (14, f"3 {no_longer}, 3 give no later day."),
    ):
        assert still in reading(explorer, day=day).sentence, day


def test_the_sources_are_counted_by_what_they_say(explorer):
    for day in grid(explorer, "day"):
        told = reading(explorer, day=day)
        counts = {case: told.numbers.get(case.name.lower(), 0) for case in fading.Difference}
        said = [row[1] for row in told.rows if row[0].startswith("Drug and control, ")]
        assert counts == {case: said.count(case.value[0]) for case in fading.Difference}
        assert sum(counts.values()) == told.numbers["sources"] == len(fading.seen()) == 6
        # Three of the six hold the three others: they are no six votes.
        assert told.numbers["pools"] == sum(", pooled" in row[0] for row in told.rows[1:7]) == 3
        assert "of six sources, three of them poolings that hold the others, " in told.sentence


def test_every_case_is_reached_by_some_setting(explorer):
    responds, differences = set(), set()
    for setting in every_setting(explorer):
        assert reading(explorer, **setting).case in fading._SENTENCES
        moment = fading._Moment(setting["day"], tuple(fading.ARMS))
        responds |= {moment.case(name)[0] for name in fading.ARMS}
        differences |= {one.at(setting["day"]) for one in fading.seen()}
    assert responds == set(fading.Responds)
    assert differences == set(fading.Difference)


def test_remission_is_said_on_the_days_that_have_a_number(explorer):
    for day in grid(explorer, "day"):
        cell = cells(reading(explorer, who="both", day=day))["In remission, ketamine arms of pooled trials"]
        rows = [row for row in timecourse(trial="Han 2016", measure="remission_pct") if row.time_h == 24 * day]
        assert cell.values == (rows[0].value,) if rows else cell == "no number on this day"
