"""What the figures of lesson 06 say and draw, against numbers worked out again from the rows by plain formulas."""

import re
from math import exp, log, sqrt

import numpy as np
import pytest
from matplotlib.lines import Line2D
from scipy.optimize import brentq
from scipy.stats import t

from ketlessons.evidence import effect_points, reference, timecourse, timeline, trials, value
from ketlessons.explorers import EXPLORERS
from ketlessons.published.trials.approvals import events
from ketlessons.published.trials.counted import counted

NAMES = ("forest_plot", "one_trial_many_numbers", "the_control_decides", "small_trials", "timeline_walk")
ROWS = {row.id: row for row in timecourse()}


@pytest.fixture(scope="module")
def shown():
    return {name: EXPLORERS[name]() for name in NAMES}


def numbers(text):
    return [float(found.replace("−", "-")) for found in re.findall(r"(?<![\w.])−?\d+(?:\.\d+)?", text)]


def cell(explorer, pattern, column=1):
    (found,) = [row[column] for row in explorer.table[1:] if re.search(pattern, row[0])]
    return found


def steps(explorer):
    rest = {control.name: control.value for control in explorer.controls}
    for control in explorer.controls:
        for step in getattr(control, "grid", None) or control.sweep():
            yield {**rest, control.name: step}


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_too_long_to_be_heard(shown, name):
    told = [shown[name].figure.update(**setting).sentence.split() for setting in steps(shown[name])]
    assert max(map(len, told)) <= 70
    assert np.mean([len(words) for words in told]) <= 56


@pytest.mark.parametrize("name", NAMES)
def test_every_moving_point_lies_inside_its_axes(shown, name, settings_of):
    explorer = shown[name]
    for setting in [*settings_of(explorer), *steps(explorer)]:
        explorer.set(**setting)
        for artist in explorer.figure.artists:
            if not isinstance(artist, Line2D) or artist.get_marker() in ("None", None):
                continue
            (left, right), (low, high) = artist.axes.get_xlim(), artist.axes.get_ylim()
            for x, y in zip(*artist.get_data(), strict=True):
                assert left <= x <= right, (setting, x)
                assert low <= y <= high, (setting, y)


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_wider_than_a_projector_shows(shown, name):
    width, height = shown[name].figure.figure.get_size_inches()
    assert width <= 9.0
    assert height <= 4.9


# A forest plot ------------------------------------------------------------------------------------------------------

SPANS = {"4 h": (0, 4), "24 h": (24, 24), "day 25 to 28": (600, 648)}


def by_hand(when):
    """Trials at one time: name, year, mean of the doses and its error with half a correlation."""
    low, high = SPANS[when]
    rows = [
        row
        for row in ROWS.values()
        if row.measure == "mean_diff" and row.series in ("esk_nasal_mdsi", "esk_nasal_trd", "esk_nasal_trd_mono")
    ]
    rows = [row for row in rows if row.trial != "Daly 2018" and low <= row.time_h <= high]
    found = []
    for trial in dict.fromkeys(row.trial for row in rows):
        own = [row for row in rows if row.trial == trial]
        se = np.array([(row.high - row.low) / (2 * 1.959964) for row in own])
        error = sqrt(0.5 * se.sum() ** 2 + 0.5 * (se**2).sum()) / len(own)
        year = min(int(reference(key).year) for row in own for key in row.sources)
        found.append((trial, year, -np.mean([row.value for row in own]), error, any(row.reported for row in own)))
    return sorted(found, key=lambda one: one[1])


def pooled_by_hand(y, s, method):
    """Mean, limits and tau squared, by Paule and Mandel with the limits of Hartung and Knapp, or for one effect."""

    def spread(tau2):
        w = 1 / (s**2 + tau2)
        return w @ (y - w @ y / w.sum()) ** 2

    few = len(y) - 1
    tau2 = brentq(lambda x: spread(x) - few, 0, 100) if method != "fixed" and few and spread(0) > few else 0.0
    w = 1 / (s**2 + tau2)
    mean, error = w @ y / w.sum(), 1 / sqrt(w.sum())
    if method == "fixed" or not few:
        return mean, 1.959964 * error, tau2, w / w.sum(), error
    error *= sqrt(max(1.0, spread(tau2) / few))
    return mean, t.ppf(0.975, few) * error, tau2, w / w.sum(), error


@pytest.mark.parametrize("when", SPANS)
@pytest.mark.parametrize("method", ["fixed", "paule_mandel"])
@pytest.mark.parametrize("left_out", ["none", "most", "least"])
def test_the_forest_says_what_the_rows_give(shown, when, method, left_out):
    explorer, every = shown["forest_plot"], by_hand(when)
    for count in range(1, 8):
        explorer.set(when=when, trials=count, left_out=left_out, method=method)
        first = every[:count]
        if left_out != "none" and len(first) > 1:
            order = sorted(first, key=lambda one: one[2])
            out = order[-1] if left_out == "most" else order[0]
            assert f"{out[0]} left out" in explorer.sentence
            first = [one for one in first if one is not out]
        y, s = np.array([one[2] for one in first]), np.array([one[3] for one in first])
        mean, reach, tau2, weights, error = pooled_by_hand(y, s, method)
        together = numbers(cell(explorer, "^Together"))
        assert together == pytest.approx([mean, mean - reach, mean + reach], abs=0.0501)
        assert numbers(cell(explorer, "^Together", 2)) == [100]
        for (name, *_, reported), weight in zip(first, weights, strict=True):
            assert numbers(cell(explorer, rf"^{name}\b", 2)) == pytest.approx([100 * weight], abs=0.501)
            assert ("reported" in cell(explorer, rf"^{name}\b", 0)) == reported
        inside = {one[0] for one in first}
        assert all(cell(explorer, rf"^{one[0]}\b", 2) == "not in" for one in every if one[0] not in inside)
        ahead = cell(explorer, "further trial")
        if method == "fixed" or len(first) < 3:
            assert ahead == "not to be said"
        else:
            far = t.ppf(0.975, len(first) - 2) * sqrt(tau2 + error**2)
            assert numbers(ahead) == pytest.approx([mean - far, mean + far], abs=0.0501)
            assert ahead in explorer.sentence
        assert f"{numbers(cell(explorer, '^Together'))[0]:.1f} points better" in explorer.sentence
        assert ("as reported" in explorer.sentence) == any(one[4] for one in first)


def test_squares_are_as_large_as_their_weights(shown):
    explorer = shown["forest_plot"]
    explorer.set(when="day 25 to 28", trials=7, left_out="none", method="fixed")
    (squares,) = [a for a in explorer.figure.artists if type(a).__name__ == "PathCollection"]
    s = np.array([one[3] for one in by_hand("day 25 to 28")])
    weights = 1 / s**2 / (1 / s**2).sum()
    sizes = squares.get_sizes()
    assert np.argsort(sizes).tolist() == np.argsort(weights).tolist()
    assert np.corrcoef(sizes, weights)[0, 1] == pytest.approx(1)


# One trial, many numbers --------------------------------------------------------------------------------------------

COUNTS = {"murrough": (30, 47, 7, 25), "escape": (91, 336, 60, 340), "sustain": (24, 90, 39, 86),
          "lii": (12, 20, 10, 20), "daly": (5, 12, 1, 33)}  # fmt: skip


def assert_ratio(text, ends):
    """From ten on ratios are said in whole numbers."""
    for said, exact in zip(numbers(text), ends, strict=True):
        assert said == pytest.approx(exact, abs=0.051 if exact < 9.95 else 0.51), text


def wilson(k, n):
    z = 1.959964
    middle, half = (k / n + z**2 / 2 / n) / (1 + z**2 / n), z * sqrt(k / n * (1 - k / n) / n + z**2 / 4 / n**2)
    return middle - half / (1 + z**2 / n), middle + half / (1 + z**2 / n)


@pytest.mark.parametrize("name", COUNTS)
def test_counts_are_those_of_the_rows_and_measures_those_of_plain_formulas(shown, name):
    explorer, (a, n, c, m) = shown["one_trial_many_numbers"], COUNTS[name]
    assert counted(name).counts == (a, n, c, m)
    explorer.set(trial=name, measure="percent", control_percent=0)
    p, q = a / n, c / m
    (l1, u1), (l2, u2) = wilson(a, n), wilson(c, m)
    low, high = p - q - sqrt((p - l1) ** 2 + (u2 - q) ** 2), p - q + sqrt((u1 - p) ** 2 + (q - l2) ** 2)
    said = numbers(cell(explorer, "^Risk difference"))
    assert said == pytest.approx([100 * (p - q), 100 * low, 100 * high], abs=0.501)
    rr, se = p / q, sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    ends = [rr, rr * exp(-1.96 * se), rr * exp(1.96 * se)]
    assert_ratio(cell(explorer, "^Risk ratio"), ends)
    odds, se = a * (m - c) / c / (n - a), sqrt(1 / a + 1 / (n - a) + 1 / c + 1 / (m - c))
    ends = [odds, exp(log(odds) - 1.96 * se), exp(log(odds) + 1.96 * se)]
    assert_ratio(cell(explorer, "^Odds ratio$"), ends)
    told = cell(explorer, "^Number needed")
    assert numbers(told)[0] == pytest.approx(1 / abs(p - q), abs=0.51 if abs(p - q) < 0.1 else 0.051)
    assert ("through no difference" in told) == (low < 0 < high)
    if low < 0 < high:
        assert numbers(told)[1:] == pytest.approx([1 / high, 1 / -low], abs=0.051)


def test_only_one_paper_prints_an_odds_ratio_that_was_read(shown):
    row = next(row for row in trials() if row.trial == "Murrough 2013")
    assert "odds ratio printed as 2.18" in row.also
    explorer = shown["one_trial_many_numbers"]
    for name in COUNTS:
        explorer.set(trial=name, measure="odds_ratio", control_percent=0)
        assert ("The paper prints 2.18, which does not fit its counts." in explorer.sentence) == (name == "murrough")


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("percent", [0, 2, 50, 90])
def test_a_hundred_people_stand_in_each_field(shown, name, percent):
    explorer, (a, n, c, m) = shown["one_trial_many_numbers"], COUNTS[name]
    explorer.set(trial=name, control_percent=percent)
    fields = [axes for axes in explorer.figure.figure.axes[:2]]
    q = percent / 100 or c / m
    odds = a * (m - c) / c / (n - a)
    p = odds * q / (1 - q + odds * q) if percent else a / n
    one, two = round(100 * p), round(100 * q)
    counts = [[len(line.get_xdata()) for line in axes.lines] for axes in fields]
    # In order of drawing: rings, with the event, the difference.
    assert sorted(counts[0]) == sorted([100 - max(one, two), min(one, two), abs(one - two)])
    assert sorted(counts[1]) == sorted([100 - two, two, 0])
    places = {(x, y) for line in fields[0].lines for x, y in zip(*line.get_data(), strict=True)}
    assert len(places) == 100


def test_a_supposed_control_says_that_it_is_supposed(shown):
    explorer = shown["one_trial_many_numbers"]
    explorer.set(trial="murrough", measure="needed", control_percent=2)
    assert "supposing that 2 of 100" in explorer.sentence
    assert "supposed" in cell(explorer, "with midazolam")


# The control decides ------------------------------------------------------------------------------------------------


def test_arms_are_those_of_the_rows_and_reported_where_they_are(shown):
    explorer = shown["the_control_decides"]
    ids = {
        "saline": (
            "wilkinson2019_ketamine_against_saline_response_24h",
            "wilkinson2019_saline_response_24h",
            "point_wilkinson2019_saline_24h",
        ),
        "midazolam": (
            "wilkinson2019_ketamine_against_midazolam_response_24h",
            "wilkinson2019_midazolam_response_24h",
            "point_wilkinson2019_midazolam_24h",
        ),
        "murrough": (
            "murrough2013_ketamine_response_24h",
            "murrough2013_midazolam_response_24h",
            "point_murrough2013_24h",
        ),
        "cochrane": (
            "cochrane2021_ketamine_response_24h",
            "cochrane2021_midazolam_response_24h",
            "point_cochrane2021_24h",
        ),
        "karma": ("karma_ketamine_response_4wk", "karma_midazolam_response_4wk", "point_karma_4wk"),
        "lii": ("lii2023_ketamine_response_1d", "lii2023_saline_response_1d", "point_lii2023_1d"),
    }
    points = {point.id: point for point in effect_points()}
    for name, (drug, control, point) in ids.items():
        explorer.set(comparison=name, show="all")
        one, two, smd = ROWS[drug], ROWS[control], points[point]
        assert one.arm == "treatment"
        assert two.arm == "control"
        assert one.trial == two.trial
        assert f"{one.value:g} %" in explorer.sentence
        assert f"{two.value:g} %" in explorer.sentence
        assert f"{smd.smd:.2f}" in explorer.sentence
        assert explorer.sentence.startswith("As reported") == one.reported
        assert ("by raw ratings" in explorer.sentence) == ("not adjusted for the baselines" in smd.note)
    assert cell(explorer, "^From the least") == "45 to 64 %"
    assert cell(explorer, "^From the least", 2) == "1 to 50 %"
    assert f"{100 * value('masking_lii_right'):.1f} % guessed" in explorer.sentence


def test_what_is_hidden_is_neither_drawn_nor_told(shown):
    explorer = shown["the_control_decides"]
    explorer.set(comparison="saline", show="drug")
    assert "1 %" not in explorer.sentence
    assert "1.80" not in explorer.sentence
    assert {row[2] for row in explorer.table[1:]} == {"hidden"}
    circles = [a for a in explorer.figure.artists if isinstance(a, Line2D) and a.get_marker() == "o"]
    assert len(circles) == 2
    assert all(len(circle.get_xdata()) == 0 for circle in circles)


def test_what_was_worked_out_or_is_raw_is_drawn_hollow(shown):
    explorer = shown["the_control_decides"].set(comparison="cochrane", show="all")
    hollow = {a.get_marker(): list(a.get_xdata()) for a in explorer.figure.artists
              if isinstance(a, Line2D) and a.get_markerfacecolor() == "#ffffff"}  # fmt: skip
    assert hollow == {
        "s": [ROWS["cochrane2021_ketamine_response_24h"].value],
        "o": [ROWS["cochrane2021_midazolam_response_24h"].value],
        "D": [0.42],
    }
    assert "would respond, by its odds ratio" in explorer.sentence
    assert "by raw ratings" in explorer.set(comparison="lii").sentence
    assert "of unequal arms; its own model: 5.8 points (−1.6 to 13.3)" in cell(explorer, "Lii 2023", 3)


def test_the_forest_shows_the_printed_limits_of_a_single_dose(shown):
    explorer = shown["forest_plot"].set(when="day 25 to 28", trials=7, left_out="none", method="paule_mandel")
    assert cell(explorer, "^TRANSFORM-3") == "3.6 (−0.1 to 7.2)"


def test_the_health_services_of_the_uk_are_two(shown):
    explorer = shown["timeline_walk"]
    order = [event.id for event in events()]
    for id, told in (("event_fda_mdsi", "not read"), ("event_smc", "licensed; Scotland yes"),
                     ("event_nice", "licensed; Scotland yes, NICE no")):  # fmt: skip
        assert cell(explorer.set(event=order.index(id) + 1, region="UK"), "^UK: .*with an antidepressant") == told
    assert {
        cell(explorer.set(event=place, region="all"), "^US: Ketamine itself") for place in range(1, len(order) + 1)
    } == {"not approved, reported"}


# Small trials -------------------------------------------------------------------------------------------------------


def test_a_hundred_trials_are_drawn_and_each_on_its_side(shown):
    explorer = shown["small_trials"]
    for setting in steps(explorer):
        explorer.set(**setting)
        marks = {a.get_marker(): a for a in explorer.figure.artists if isinstance(a, Line2D)}
        counts = {mark: len(marks[mark].get_xdata()) for mark in "sox"}
        assert sum(counts.values()) == 100, setting
        (edge,) = {x for a in explorer.figure.artists if isinstance(a, Line2D) and a.get_linestyle() == "--"
                   for x in a.get_xdata()}  # fmt: skip
        assert all(x > edge for x in marks["s"].get_xdata())
        assert all(x < edge for mark in "ox" for x in marks[mark].get_xdata())
        share = numbers(cell(explorer, "^Significant in favour"))[0]
        assert counts["s"] == pytest.approx(share, abs=1.01), setting
        others = counts["o"] + counts["x"]
        assert counts["o"] == pytest.approx(setting["published"] * others, abs=1.0)
        assert explorer.sentence.startswith("Thought experiment")


def test_the_real_numbers_beside_it_are_those_of_the_table(shown):
    said = numbers(cell(shown["small_trials"], "^For comparison"))
    assert said == [value("trad_smd_published"), value("trad_smd_unpublished"), value("trad_smd_all")]


# A walk through the dates -------------------------------------------------------------------------------------------


def test_every_dated_event_is_walked_once_and_in_order(shown):
    assert [event.id for event in events()] == [row.id for row in timeline() if row.kind == "event"]
    assert [event.date for event in events()] == sorted(event.date for event in events())


def test_what_is_reported_is_said_to_be_and_ketamine_itself_is_never_approved(shown):
    explorer = shown["timeline_walk"]
    for place, event in enumerate(events(), 1):
        for region in ("all", "US", "EU", "UK"):
            explorer.set(event=place, region=region)
            assert (", as reported: " in explorer.sentence) == event.reported
            assert event.event in explorer.sentence
            assert "reported)" in explorer.sentence
            itself = [row[1] for row in explorer.table[1:] if "Ketamine itself" in row[0]]
            assert len(itself) == 3
            assert not any("approved" in text and "not" not in text for text in itself)
            assert ("not shown to prevent suicide" in explorer.sentence) == (event.id == "event_fda_mdsi")


@pytest.mark.parametrize(
    ("use", "first"),
    [
        ("US: .*as an anaesthetic", "event_ketalar"),
        ("US: .*with an antidepressant", "event_fda_trd"),
        ("EU: .*with an antidepressant", "event_eu_trd"),
        ("US: .*acute crisis", "event_fda_mdsi"),
        ("EU: .*acute crisis", "event_eu_emergency"),
        ("US: .*spray alone", "event_fda_alone"),
    ],
)
def test_nothing_is_approved_before_its_date(shown, use, first):
    explorer = shown["timeline_walk"]
    begins = [event.id for event in events()].index(first) + 1
    for place in range(1, len(events()) + 1):
        explorer.set(event=place, region="all")
        assert cell(explorer, use).startswith("approved") == (place >= begins), place


def test_the_recommendation_is_told_apart_from_the_licence(shown):
    explorer = shown["timeline_walk"]
    explorer.set(event=len(events()), region="UK")
    assert "does not recommend" in explorer.sentence
    assert "is licensed" in explorer.sentence
    assert "licensed, but not recommended" in next(row.note for row in timeline() if row.id == "event_nice")


def test_what_is_left_of_all_trials_adds_up_and_the_drawer_has_its_mean(shown):
    explorer = shown["small_trials"].set(people=20, smd=0, published=0)
    assert cell(explorer, "^Significant in favour") == "2.5 %"
    assert cell(explorer, "^Not significant in favour") == "97.5 %"
    assert "97.5 % do not" in explorer.sentence
    explorer.set(people=150, smd=0.3, published=0.3)
    assert "the published mean is 0.33" in explorer.sentence
    assert cell(explorer, "^Mean of those not significant") == "0.16"
    assert cell(explorer.set(people=200, smd=1), "^Mean of those not significant") == "hardly any are left"


def test_people_spared_the_event_are_drawn_hollow(shown):
    explorer = shown["one_trial_many_numbers"]
    for trial, colour in (("murrough", "#00694f"), ("sustain", "#ffffff")):
        explorer.set(trial=trial, measure="percent", control_percent=0)
        (diamonds,) = [a for a in explorer.figure.artists if isinstance(a, Line2D) and a.get_marker() == "D"
                       and len(a.get_xdata()) > 1]  # fmt: skip
        assert diamonds.get_markerfacecolor() == colour
    assert cell(explorer, "^In whom") == "176 in stable remission, of 297 randomised"
