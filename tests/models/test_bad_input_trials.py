"""Bad numbers of trials and of onset are answered with the argument's name, the value and the allowed range."""

import inspect

import numpy as np
import pytest
from refusals import not_held

from ketlessons.models import (
    fit_curve,
    hedges_g,
    lead_in_sd,
    mean_difference,
    number_needed,
    odds_ratio,
    onset,
    pool,
    proportion,
    risk_difference,
    risk_ratio,
    trials,
    verdict,
)
from ketlessons.models.onset import curves, fitting, simple_fits
from ketlessons.models.onset.fit import Fit
from ketlessons.models.onset.simple_fits import compare_constant, fit_log_decay, solve_approach
from ketlessons.models.quantities import Interval
from ketlessons.models.trials import (
    clusters,
    conversions,
    drawer,
    effects,
    pooling,
    power,
    score_effects,
    selection,
    verdicts,
)
from ketlessons.models.trials.clusters import by_trial, shared_control
from ketlessons.models.trials.funnel import egger
from ketlessons.models.trials.number_needed import NumberNeeded
from ketlessons.models.trials.score_effects import Effect

NAN, INF = float("nan"), float("inf")
COUNTS = {"events": 30, "total": 47, "events_control": 7, "total_control": 25}
SCORES = {"mean": -16.0, "sd": 12.0, "n": 47, "mean_control": -12.0, "sd_control": 11.0, "n_control": 25}
LEAD = {"change": -16.0, "change_control": -12.0, "sd": 8.0}
SHARES = {"risk": 0.64, "risk_control": 0.28, "n": 47, "n_control": 25}
MEANS = {"smd": 0.5, "n": 47, "n_control": 25}
SIZE = {"n": 47, "n_control": 25, "power": 0.8, "alpha": 0.05}
TRIALS = {"value": [1.0, 2.0, 4.0], "se": [0.5, 0.6, 0.7]}
GROUPS = TRIALS | {"trial": ["A", "A", "B"], "correlation": 0.5}
POINTS = {"time_h": [24.0, 48.0, 168.0], "value": [1.0, 0.9, 0.4], "se": [0.2, 0.2, 0.2]}
CURVE = POINTS | {"curve": "decay"}
BOW = {"time_h": 4.0, "size": 1.0, "tau_on_h": 0.7, "tau_off_h": 130.0}
DRAWN = {"estimate": [0.1, 0.9], "n": 20, "share_published": 0.5}
SMALL = {"smd": 0.3, "n": 20}
NEEDED = {"difference": Interval(0.1, 0.2, 0.3)}
RISING = {"time_h": 168.0, "tau_h": 489.0, "end_h": 1008.0}
FALLING = {"time_h": [24.0, 168.0], "value": [71.0, 35.0]}
SHARE = {"time_h": 168.0, "share": 1 / 3, "end_h": 1008.0}
PLAIN = {
    "curve": curves.constant,
    "parameters": {"size": 1.0},
    "limits": {},
    "time_h": [24.0, 48.0],
    "observed": [1.0, 1.1],
}
FIT = Fit(**PLAIN)
SCORE = "from -10000 to 10000"
SPREAD = "more than 0 and at most 10000"
TAU = "from 0.001 to 1e+06 h"

CASES = [
    (proportion, {"events": 12, "total": 17}, "events", 18, "18", "from 0 to 17"),
    (proportion, {"events": 12, "total": 17}, "total", 0, "0", "from 1 to 1000000"),
    (proportion, {"events": 12, "total": 17}, "confidence", 95, "95", "from 0.5 to 0.9999"),
    *[
        (effect, COUNTS, *bad)
        for effect in (risk_difference, risk_ratio, odds_ratio, number_needed)
        for bad in (
            ("events", -1, "-1", "from 0 to 47"),
            ("events", 0.64, "0.64", "from 0 to 47"),
            ("total", 2_000_000, "2000000", "from 1 to 1000000"),
            ("events_control", 26, "26", "from 0 to 25"),
            ("total_control", None, "None", "from 1 to 1000000"),
            ("confidence", NAN, "nan", "from 0.5 to 0.9999"),
        )
    ],
    (
        NumberNeeded,
        {"difference": Interval(0.1, 0.2, 0.3)},
        "difference",
        (0.3, 0.2, 0.1),
        "[0.3, 0.2, 0.1]",
        "low, value",
    ),
    (NumberNeeded, NEEDED, "difference", (10, 20, 30), "10", "from -1 to 1"),
    (NumberNeeded, NEEDED, "difference", (0.1, 0.2), "(2,)", "a row of 3"),
    *[
        (effect, SCORES, *bad)
        for effect in (mean_difference, hedges_g)
        for bad in (
            ("mean", 1e5, "100000", SCORE),
            ("sd", 0.0, "0", SPREAD),
            ("n", 1, "1", "from 2 to 1e+06"),
            ("mean_control", "-12", "'-12'", SCORE),
            ("sd_control", -1.0, "-1", SPREAD),
            ("n_control", NAN, "nan", "from 2 to 1e+06"),
        )
    ],
    (lead_in_sd, LEAD, "change", NAN, "nan", SCORE),
    (lead_in_sd, LEAD, "change_control", "-12", "'-12'", SCORE),
    (lead_in_sd, LEAD, "sd", 0.0, "0", SPREAD),
    (Effect(1.0, 0.5).interval, {}, "confidence", 0.0, "0", "from 0.5 to 0.9999"),
    (conversions.se_from_limits, {"low": 1.0, "high": 2.0}, "low", INF, "inf", SCORE),
    (conversions.se_from_limits, {"low": 1.0, "high": 2.0}, "high", 0.5, "0.5", "above low"),
    (conversions.se_from_limits, {"low": 1.0, "high": 2.0, "ratio": True}, "low", -1.0, "-1", "from 1e-06 to 1e+06"),
    (conversions.odds_ratio_from_smd, {"smd": 0.5}, "smd", 21, "21", "from -20 to 20"),
    (conversions.smd_from_odds_ratio, {"ratio": 2.0}, "ratio", 0.0, "0", "from 1e-06 to 1e+06"),
    (conversions.risk_from_odds_ratio, {"ratio": 2.0, "risk_control": 0.4}, "risk_control", 40, "40", "from 0 to 1"),
    (conversions.risk_from_odds_ratio, {"ratio": 2.0, "risk_control": 0.4}, "ratio", -2, "-2", "from 1e-06 to 1e+06"),
    (conversions.superiority, {"smd": 0.5}, "smd", NAN, "nan", "from -20 to 20"),
    (power.power_two_proportions, SHARES, "risk", 64, "64", "from 0 to 1"),
    (power.power_two_proportions, SHARES, "risk_control", -0.1, "-0.1", "from 0 to 1"),
    (power.power_two_proportions, SHARES, "n", 1, "1", "from 2 to 1e+06"),
    (power.power_two_proportions, SHARES, "alpha", 0.0, "0", "from 1e-06 to 0.5"),
    (power.power_two_means, MEANS, "smd", INF, "inf", "from -20 to 20"),
    (power.power_two_means, MEANS, "n_control", 0, "0", "from 2 to 1e+06"),
    (power.smallest_smd, SIZE, "power", 0.04, "0.04", "above alpha"),
    (power.smallest_smd, SIZE, "n", 1, "1", "from 2 to 1e+06"),
    (power.smallest_risk_difference, SIZE | {"risk_control": 0.3}, "risk_control", 30, "30", "from 0 to 1"),
    (power.smallest_risk_difference, SIZE | {"risk_control": 0.3}, "power", 80, "80", "from 0.01 to 0.9999"),
    (verdict, {"interval": (-1.0, 3.0), "worthwhile": 2.0}, "interval", (3.0, -1.0), "[3.0, -1.0]", "low and high"),
    (verdict, {"interval": (-1.0, 3.0), "worthwhile": 2.0}, "interval", (1.0,), "[1.0]", "low and high"),
    (verdict, {"interval": (-1.0, 3.0), "worthwhile": 2.0}, "worthwhile", 0.0, "0", SPREAD),
    (pool, TRIALS, "value", [1.0, NAN, 2.0], "nan", SCORE),
    (pool, TRIALS, "value", [], "(0,)", "a row of at least one number"),
    (pool, TRIALS, "se", [0.5, 0.6], "(2,)", "a row of 3"),
    (pool, TRIALS, "se", [0.5, 0.6, 0.0], "0", SPREAD),
    (pool, TRIALS, "method", "huber", "'huber'", "paule_mandel, dersimonian_laird, reml, fixed"),
    (pool, TRIALS, "limits", "t", "'t'", "normal, hartung_knapp, hartung_knapp_wider"),
    (pool, {"value": [1.0], "se": [0.5]}, "limits", "hartung_knapp", "'hartung_knapp'", "normal for one trial"),
    (selection.smallest_significant, {"n": 20}, "n", 3, "3", "from 4 to 500"),
    (selection.share_in_favour, SMALL, "smd", -0.1, "-0.1", "from 0 to 2"),
    (selection.mean_in_favour, SMALL, "n", NAN, "nan", "from 4 to 500"),
    (selection.mean_published, SMALL | {"published": 0.5}, "published", 50, "50", "from 0 to 1"),
    (drawer.in_the_drawer, DRAWN, "share_published", 50, "50", "from 0 to 1"),
    (drawer.mean_not_in_favour, SMALL, "smd", INF, "inf", "from 0 to 2"),
    (
        egger,
        {"value": [1.0, 2.0, 3.0], "se": [0.5, 0.6, 0.7]},
        "se",
        [0.5, 0.5, 0.5],
        "[0.5, 0.5, 0.5]",
        "not all alike",
    ),
    (egger, {"value": [1.0, 2.0, 3.0], "se": [0.5, 0.6, 0.7]}, "se", [0.5, 0.6], "(2,)", "a row of 3"),
    (egger, {"value": [1.0, 2.0, 3.0], "se": [0.5, 0.6, 0.7]}, "value", [1.0, NAN, 2.0], "nan", SCORE),
    (by_trial, GROUPS, "trial", ["A", "B"], "['A', 'B']", "3 names"),
    (by_trial, GROUPS, "trial", "AAB", "'AAB'", "3 names"),
    (by_trial, GROUPS, "trial", [1, 1, 2], "[1, 1, 2]", "3 names"),
    (by_trial, GROUPS, "correlation", 1.5, "1.5", "from 0 to 1"),
    (by_trial, GROUPS, "correlation", [0.5, 0.5], "(2,)", "3 by 3 and symmetric"),
    (by_trial, GROUPS, "correlation", [[1, 0.2, 0], [0.3, 1, 0], [0, 0, 1]], "(3, 3)", "3 by 3 and symmetric"),
    (shared_control, {"people": [86, 95], "people_control": 197}, "people", [86, 0], "0", "from 2 to 1e+06"),
    (shared_control, {"people": [86, 95], "people_control": 197}, "people_control", 1, "1", "from 2 to 1e+06"),
    (shared_control, {"people": [86, 95], "people_control": 197}, "people", 86, "()", "a row of at least one number"),
    (by_trial, GROUPS, "se", [1.0, -1.0, 1.0], "-1", SPREAD),
    (curves.constant, {"time_h": 4.0, "size": 1.0}, "size", NAN, "nan", SCORE),
    (curves.rise_and_fall, BOW, "time_h", -1.0, "-1", "from 0 to 100000 h"),
    (curves.rise_and_fall, BOW, "tau_on_h", 0.0, "0", TAU),
    (curves.rise_and_fall, BOW, "tau_off_h", -5.0, "-5", TAU),
    (curves.rise_and_fall, BOW, "tau_off_h", NAN, "nan", TAU),
    (
        curves.approach,
        {"time_h": 168.0, "tau_h": 489.0, "end_h": 1008.0},
        "end_h",
        0.0,
        "0",
        "more than 0 and at most 100000 h",
    ),
    (
        curves.approach,
        {"time_h": 168.0, "tau_h": 489.0, "end_h": 1008.0},
        "time_h",
        1344.0,
        "1344",
        "from 0 to end_h 1008 h",
    ),
    (curves.decay, {"time_h": 168.0, "size": 54.7, "tau_h": 528.0}, "tau_h", INF, "inf", TAU),
    (fit_curve, CURVE, "curve", "peak", "'peak'", "constant, rise, rise_and_fall, decay"),
    (fit_curve, CURVE, "time_h", [0.0, 48.0, 168.0], "0", "more than 0 and at most 100000 h"),
    (fit_curve, CURVE, "value", [1.0, 0.9], "(2,)", "a row of 3"),
    (fit_curve, CURVE, "se", None, "None", SPREAD),
    (fit_curve, CURVE, "confidence", 1.0, "1", "from 0.5 to 0.9999"),
    (
        fit_log_decay,
        {"time_h": [24.0, 168.0], "value": [71.0, 35.0]},
        "value",
        [35.0, 71.0],
        "[35.0, 71.0]",
        "fall with time",
    ),
    (fit_log_decay, FALLING, "value", [71.0, 0.0], "0", SPREAD),
    (
        fit_log_decay,
        {"time_h": [24.0, 168.0], "value": [71.0, 35.0]},
        "time_h",
        [24.0, 24.0],
        "[24.0, 24.0]",
        "two different",
    ),
    (solve_approach, SHARE, "share", 0.1, "0.1", "between time_h / end_h = 0.166667 and 1"),
    (solve_approach, SHARE, "share", 33, "33", "from 0 to 1"),
    (solve_approach, SHARE, "time_h", 2000.0, "2000", "more than 0 and at most 1008 h"),
    (compare_constant, POINTS, "size", INF, "inf", SCORE),
    (compare_constant, POINTS, "se", None, "None", SPREAD),
    (Fit, PLAIN, "observed", [1.0], "(1,)", "a row of 2"),
    (Fit, PLAIN, "se", [0.0, 1.0], "0", SPREAD),
    (FIT.supported, {"time_h": 30.0}, "time_h", -1.0, "-1", "from 0 to 100000 h"),
    (FIT.at, {"time_h": 30.0}, "time_h", 49.0, "49", "from 24 to 48 h"),
]


@pytest.mark.parametrize(
    ("function", "good", "name", "bad", "shown", "allowed"),
    CASES,
    ids=[f"{function.__name__}-{name}-{shown}" for function, _, name, _, shown, _ in CASES],
)
def test_the_message_names_argument_value_and_range(refuses, function, good, name, bad, shown, allowed):
    refuses(function, good, name, bad, shown, allowed)


@pytest.mark.parametrize("wing", [onset, trials])
def test_everything_of_the_wing_that_takes_values_is_held_above(wing):
    assert not_held(wing, CASES) == set()


def test_fewer_points_than_parameters_are_refused():
    with pytest.raises(ValueError, match="time_h must hold at least 3 times for rise_and_fall, got 2"):
        fit_curve("rise_and_fall", [24.0, 48.0], [1.0, 1.0], [0.1, 0.1])


def test_shapes_that_do_not_fit_are_named():
    with pytest.raises(ValueError, match=r"mean \(2,\), .* n_control \(3,\)"):
        hedges_g([1.0, 2.0], 1.0, 20, 0.0, 1.0, [20, 21, 22])
    with pytest.raises(ValueError, match=r"time_h \(2,\), size \(3,\)"):
        curves.constant([1.0, 2.0], [1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    "module", [clusters, conversions, effects, curves, fitting, pooling, power, score_effects, simple_fits, verdicts]
)
def test_every_function_says_what_it_takes_and_gives(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            for heading in ("Parameters", "Returns", "Examples"):
                assert f"\n{heading}\n---" in inspect.getdoc(function), (name, heading)


def test_single_numbers_come_back_as_floats():
    for result in (
        hedges_g(**SCORES).value,
        conversions.superiority(0.5),
        power.power_two_means(**MEANS),
        power.power_two_proportions(**SHARES),
        curves.rise_and_fall(**BOW),
        FIT.at(30.0),
    ):
        assert type(result) is float
    assert type(FIT.supported(30.0)) is bool
    assert isinstance(FIT.at([30.0]), np.ndarray)
