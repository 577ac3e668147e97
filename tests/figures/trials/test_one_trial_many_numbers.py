"""What one trial's numbers are, against plain formulas on its counts, and a hundred people drawn in each arm."""

from math import exp, log, sqrt

import pytest

from ketlessons.evidence import trials
from ketlessons.models.quantities import Interval
from ketlessons.published.trials.counted import counted
from ketlessons.stage.trial_words import ratio

COUNTS = {
    "murrough": (30, 47, 7, 25),
    "escape": (91, 336, 60, 340),
    "sustain": (24, 90, 39, 86),
    "lii": (12, 20, 10, 20),
    "daly": (5, 12, 1, 33),
}
AS_FOUND = {"measure": "percent", "control_percent": 0}


def wilson(k, n):
    z = 1.959964
    middle, half = (k / n + z**2 / 2 / n) / (1 + z**2 / n), z * sqrt(k / n * (1 - k / n) / n + z**2 / 4 / n**2)
    return middle - half / (1 + z**2 / n), middle + half / (1 + z**2 / n)


@pytest.mark.parametrize("name", COUNTS)
def test_counts_are_those_of_the_rows_and_measures_those_of_plain_formulas(figure, cell, name):
    a, n, c, m = COUNTS[name]
    assert counted(name).counts == (a, n, c, m)
    told = figure.update(trial=name, **AS_FOUND)
    assert [told.numbers[one] for one in "ancm"] == [a, n, c, m]
    p, q = a / n, c / m
    (l1, u1), (l2, u2) = wilson(a, n), wilson(c, m)
    assert cell(told, f"with {told_words(name)[0]}$").values == pytest.approx([p, l1, u1, a, n], abs=1e-6)
    assert cell(told, f"with {told_words(name)[1]}$").values == pytest.approx([q, l2, u2, c, m], abs=1e-6)
    low, high = p - q - sqrt((p - l1) ** 2 + (u2 - q) ** 2), p - q + sqrt((u1 - p) ** 2 + (q - l2) ** 2)
    assert cell(told, "^Risk difference").values == pytest.approx([100 * (p - q), 100 * low, 100 * high], abs=1e-4)
    rr, se = p / q, sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    ends = [rr, rr * exp(-1.959964 * se), rr * exp(1.959964 * se)]
    assert cell(told, "^Risk ratio").values == pytest.approx(ends, rel=1e-5)
    odds, se = a * (m - c) / c / (n - a), sqrt(1 / a + 1 / (n - a) + 1 / c + 1 / (m - c))
    ends = [odds, exp(log(odds) - 1.959964 * se), exp(log(odds) + 1.959964 * se)]
    assert cell(told, "^Odds ratio$").values == pytest.approx(ends, rel=1e-5)
    needed = cell(told, "^Number needed")
    assert needed.values[0] == pytest.approx(1 / abs(p - q))
    assert ("through no difference" in needed) == (low < 0 < high)
    if low < 0 < high:
        assert needed.values[1:] == pytest.approx([1 / high, 1 / -low], rel=1e-5)


def told_words(name):
    """How drug and control are called in the table."""
    return {
        "murrough": ("ketamine", "midazolam"),
        "escape": ("esketamine spray", "quetiapine"),
        "sustain": ("esketamine spray kept on", "a switch to placebo spray"),
        "lii": ("ketamine under anaesthesia", "saline under anaesthesia"),
        "daly": ("esketamine spray", "placebo spray"),
    }[name]


@pytest.mark.parametrize("name", COUNTS)
def test_the_sentence_says_each_measure_as_the_table_does(figure, cell, name):
    for measure, row in {
        "difference": "^Risk difference",
        "risk_ratio": "^Risk ratio",
        "odds_ratio": "^Odds ratio$",
        "needed": "^Number needed",
    }.items():
        for percent in (0, 30):
            told = figure.update(trial=name, measure=measure, control_percent=percent)
            assert cell(told, row) in told.sentence


def test_only_one_paper_is_known_to_print_an_odds_ratio(figure, cell):
    row = next(row for row in trials() if row.trial == "Murrough 2013")
    assert "odds ratio printed as 2.18" in row.also
    for name in COUNTS:
        told = figure.update(trial=name, measure="odds_ratio", control_percent=0)
        one = name == "murrough"
        assert ("The paper prints 2.18, which does not fit its counts." in told.sentence) == one
        assert (told.case == "odds_ratio, misprinted") == one
        assert [row[1] for row in told.rows if row[0] == "Odds ratio printed in the paper"] == ["2.18"] * one


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("percent", [0, 2, 50, 90])
def test_a_hundred_people_stand_in_each_field(figure, name, percent):
    a, n, c, m = COUNTS[name]
    told = figure.update(trial=name, measure="percent", control_percent=percent)
    q = percent / 100 or c / m
    odds = a * (m - c) / c / (n - a)
    p = odds * q / (1 - q + odds * q) if percent else a / n
    one, two = round(100 * p), round(100 * q)
    assert (told.numbers["one"], told.numbers["two"]) == (one, two)
    parts = ("with the event", "the difference", "without the event")
    drawn = {arm: [figure.moving[f"{arm}, {part}"] for part in parts] for arm in ("drug", "control")}
    counts = {arm: [len(artist.get_xdata()) for artist in field] for arm, field in drawn.items()}
    assert counts["drug"] == [min(one, two), abs(one - two), 100 - max(one, two)]
    assert counts["control"] == [two, 0, 100 - two]
    for field in drawn.values():
        assert len({(x, y) for artist in field for x, y in zip(*artist.get_data(), strict=True)}) == 100


def test_a_supposed_control_says_that_it_is_supposed(figure, cell):
    told = figure.update(trial="murrough", measure="needed", control_percent=2)
    assert "supposing that 2 of 100" in told.sentence
    assert "supposed" in cell(told, "with midazolam")


def test_people_spared_the_event_are_drawn_hollow(figure, cell):
    for trial, colour in (("murrough", "#00694f"), ("sustain", "#ffffff")):
        told = figure.update(trial=trial, **AS_FOUND)
        assert len(figure.moving["drug, the difference"].get_xdata()) > 1
        assert figure.moving["drug, the difference"].get_markerfacecolor() == colour
    whom = cell(told, "^In whom")
    assert whom == "176 in stable remission, of 297 randomised"
    assert whom.values == (176, 297)


def test_the_line_of_the_gain_is_the_risk_difference_turned_to_the_better(figure, cell):
    for trial, turn in (("murrough", 1), ("sustain", -1)):
        value, low, high = cell(figure.update(trial=trial, **AS_FOUND), "^Risk difference").values
        assert list(figure.moving["gain"].get_xdata()) == pytest.approx([turn * value])
        assert sorted(figure.moving["interval of the gain"].get_xdata()) == pytest.approx(
            sorted((turn * low, turn * high))
        )


def test_no_interval_of_a_ratio_has_two_equal_ends(figure, cell, whole_grid):
    """It once said 1.1 (1.1 to 1.1), where placebo helps 90 of 100."""
    for setting in whole_grid(figure):
        told = figure.update(**setting)
        for row in ("^Risk ratio", "^Odds ratio$"):
            ends = cell(told, row).partition("(")[2].rstrip(")").split(" to ")
            assert len(set(ends)) == 2, setting
    told = figure.update(trial="daly", measure="risk_ratio", control_percent=90)
    assert "a risk ratio of 1.11 (1.06 to 1.11)" in told.sentence
    assert ratio(Interval(1.2, 1.6, 2.1)) == "1.6 (1.2 to 2.1)"
