"""Two arms of a trial: counts and scores into effects, against published examples and formulas written out here."""

from math import exp, inf, log, pi, sqrt

import numpy as np
import pytest
from scipy import stats

from ketlessons.models import (
    hedges_g,
    mean_difference,
    number_needed,
    odds_ratio,
    proportion,
    risk_difference,
    risk_ratio,
)
from ketlessons.models.quantities import Interval
from ketlessons.models.trials.conversions import (
    odds_ratio_from_smd,
    risk_from_odds_ratio,
    se_from_limits,
    smd_from_odds_ratio,
    superiority,
)
from ketlessons.models.trials.number_needed import NumberNeeded
from ketlessons.models.trials.score_effects import Effect

Z = 1.959963984540054

# Counts: literature ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "total", "low", "high"), [(12, 17, 46.9, 86.7), (6, 17, 17.3, 58.7), (1, 11, 1.6, 37.7)]
)
def test_wilson_gives_the_intervals_of_the_tables(events, total, low, high):
    found = proportion(events, total)
    assert [round(100 * found.low, 1), round(100 * found.high, 1)] == [low, high]


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Newcombe 1998, table II, method 10.
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 20), 0.6791, 1.0),
    ],
)
def test_newcombe_gives_his_own_examples(counts, low, high):
    found = risk_difference(*counts)
    assert [found.low, found.high] == pytest.approx([low, high], abs=1.01e-4)


def test_murrough_gives_the_crude_ratios_of_the_notes():
    assert [round(part, 2) for part in odds_ratio(30, 47, 7, 25)] == [1.58, 4.54, 13.05]
    assert round(risk_ratio(30, 47, 7, 25).value, 2) == 2.28


def test_altman_reads_an_interval_that_holds_no_difference_through_infinity():
    # BMJ 1998;317:1309: a reduction of 10 %, -5 % to 25 %, is NNTB 10 (NNTH 20 to infinity to NNTB 4).
    needed = NumberNeeded(Interval(-0.05, 0.10, 0.25))
    assert str(needed) == "NNTB 10 (NNTH 20 to infinity to NNTB 4)"
    assert needed.through_infinity
    assert needed.benefit == pytest.approx((4, inf))
    assert needed.harm == pytest.approx((20, inf))


# Counts: numerical ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("events", "total"), [(0, 8), (8, 8), (5, 9), (40, 1000)])
def test_wilson_limits_are_where_the_score_test_is_just_significant(events, total):
    found = proportion(events, total)
    for end in (found.low, found.high):
        if 0 < end < 1:
            assert abs(events / total - end) / sqrt(end * (1 - end) / total) == pytest.approx(Z)
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_ratios_follow_their_formulas():
    a, n, c, m = 21, 50, 11, 48
    error = sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    centre = log((a / n) / (c / m))
    expected = [exp(centre - Z * error), exp(centre), exp(centre + Z * error)]
    assert list(risk_ratio(a, n, c, m)) == pytest.approx(expected)
    error = sqrt(1 / a + 1 / (n - a) + 1 / c + 1 / (m - c))
    centre = log(a * (m - c) / ((n - a) * c))
    expected = [exp(centre - Z * error), exp(centre), exp(centre + Z * error)]
    assert list(odds_ratio(a, n, c, m)) == pytest.approx(expected)


def test_swapping_the_arms_turns_every_effect_over():
    one, two = (21, 50, 11, 48), (11, 48, 21, 50)
    there, back = risk_difference(*one), risk_difference(*two)
    assert list(there) == pytest.approx([-back.high, -back.value, -back.low])
    for ratio in (risk_ratio, odds_ratio):
        there, back = ratio(*one), ratio(*two)
        assert list(there) == pytest.approx([1 / back.high, 1 / back.value, 1 / back.low])


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.99])
def test_more_confidence_is_a_wider_interval(level):
    for effect in (risk_difference, risk_ratio, odds_ratio):
        inner, outer = effect(21, 50, 11, 48, level), effect(21, 50, 11, 48, level + 0.005)
        assert outer.low < inner.low < inner.value < inner.high < outer.high


@pytest.mark.parametrize(
    ("counts", "risk", "odds"),
    [
        ((0, 10, 3, 10), 0.0, 0.0),
        ((11, 14, 0, 15), inf, inf),
        ((0, 9, 0, 9), np.nan, np.nan),
        ((9, 9, 9, 9), 1.0, np.nan),
    ],
)
def test_a_ratio_without_a_standard_error_has_no_limits(counts, risk, odds):
    for found, value in ((risk_ratio(*counts), risk), (odds_ratio(*counts), odds)):
        np.testing.assert_equal(found.value, value)
        assert np.isnan(found.low)
        assert np.isnan(found.high)
    difference = risk_difference(*counts)
    assert -1 <= difference.low < difference.high <= 1


def test_all_against_none_is_a_ratio_without_limits_and_a_difference_with_them():
    assert np.isnan(odds_ratio(10, 10, 3, 10).low)
    assert risk_ratio(10, 10, 3, 10).low > 1
    assert risk_difference(14, 14, 0, 15).high == pytest.approx(1.0)


# Number needed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((0.1, 0.2, 0.4), "NNTB 5 (NNTB 2.5 to 10)"),
        ((-0.4, -0.2, -0.1), "NNTH 5 (NNTH 2.5 to 10)"),
        ((-0.25, -0.10, 0.05), "NNTH 10 (NNTH 4 to infinity to NNTB 20)"),
        ((0.0, 0.1, 0.25), "NNTB 10 (NNTB 4 to infinity)"),
        ((-0.25, -0.1, 0.0), "NNTH 10 (NNTH 4 to infinity)"),
        ((-0.5, 0.0, 0.5), "no difference (NNTH 2 to infinity to NNTB 2)"),
        ((0.0, 0.0, 0.0), "no difference"),
    ],
)
def test_every_kind_of_number_needed_is_said_honestly(ends, words):
    needed = NumberNeeded(Interval(*ends))
    assert str(needed) == words
    assert needed.through_infinity == (ends[0] <= 0 <= ends[2])


def test_a_value_never_lies_outside_its_own_ranges():
    for treated in range(0, 26):
        needed = number_needed(treated, 25, 12, 25)
        ranges = [part for part in (needed.benefit, needed.harm) if part]
        assert any(least <= needed.value <= most for least, most in ranges)
        assert needed.helps == (treated > 12)


def test_an_unwanted_event_turns_benefit_into_harm():
    gain, harm = number_needed(20, 25, 6, 25), number_needed(20, 25, 6, 25, wanted=False)
    assert gain.benefit == harm.harm
    assert gain.harm is harm.benefit is None


# Scores ---------------------------------------------------------------------------------------------


def test_borenstein_worked_example_of_g():
    # Introduction to Meta-Analysis 2009, chapter 4: d = 0.5970, J = 0.9923, g = 0.5924, variance 0.0411.
    found = hedges_g(103.0, 5.5, 50, 100.0, 4.5, 50)
    assert found.value == pytest.approx(0.5924, abs=5e-5)
    assert found.se**2 == pytest.approx(0.0411, abs=5e-5)


def test_g_follows_its_formula_and_the_usual_approximation():
    m, s, n, m2, s2, n2 = 25.1, 9.0, 20, 29.9, 7.0, 19
    pooled = sqrt(((n - 1) * s**2 + (n2 - 1) * s2**2) / (n + n2 - 2))
    d = (m - m2) / pooled
    found = hedges_g(m, s, n, m2, s2, n2)
    assert found.value == pytest.approx(d * (1 - 3 / (4 * (n + n2 - 2) - 1)), rel=2e-4)
    shrink = found.value / d
    assert found.se == pytest.approx(shrink * sqrt(1 / n + 1 / n2 + d**2 / (2 * (n + n2))))


def test_g_is_free_of_the_unit_and_tends_to_d():
    assert hedges_g(10.0, 2.0, 15, 8.0, 3.0, 17).value == pytest.approx(hedges_g(100.0, 20.0, 15, 80.0, 30.0, 17).value)
    assert hedges_g(1.0, 1.0, 1e6, 0.0, 1.0, 1e6).value == pytest.approx(1.0, abs=1e-6)


def test_mean_difference_is_what_scipy_finds_in_raw_scores():
    draw = np.random.default_rng(4)
    one, two = draw.normal(20, 9, 31), draw.normal(25, 6, 19)
    found = mean_difference(one.mean(), one.std(ddof=1), 31, two.mean(), two.std(ddof=1), 19)
    test = stats.ttest_ind(one, two, equal_var=False)
    assert found.df == pytest.approx(test.df)
    assert found.value / found.se == pytest.approx(test.statistic)
    interval = found.interval(0.9)
    assert (interval.low, interval.high) == pytest.approx(tuple(test.confidence_interval(0.9)))


def test_scores_work_on_arrays():
    one = hedges_g([1.0, 2.0], 1.0, 20, 0.0, 1.0, 20)
    assert one.value.shape == one.se.shape == (2,)
    assert one.value[1] == pytest.approx(hedges_g(2.0, 1.0, 20, 0.0, 1.0, 20).value)
    assert mean_difference([1.0, 2.0], 1.0, 20, 0.0, 1.0, 20).interval().low.shape == (2,)
    assert Effect(0.0, 1.0).interval() == pytest.approx((-Z, 0.0, Z))


# Conversions ----------------------------------------------------------------------------------------


def test_printed_interval_gives_the_printed_standard_error():
    assert se_from_limits(-7.31, -0.64) == pytest.approx(1.69, abs=0.015)  # TRANSFORM-2
    assert se_from_limits(-6.56, -1.09) == pytest.approx(1.39, abs=0.01)  # ASPIRE I
    assert se_from_limits(2.0, 8.0, ratio=True) == pytest.approx(log(4) / (2 * Z))
    back = Effect(1.0, 0.25).interval(0.8)
    assert se_from_limits(back.low, back.high, 0.8) == pytest.approx(0.25)


def test_odds_ratios_at_forty_percent_give_the_shares_of_the_notes():
    assert np.round(100 * risk_from_odds_ratio([2.13, 1.37], 0.40), 1).tolist() == [58.7, 47.7]


@pytest.mark.parametrize("smd", [-1.2, 0.0, 0.29, 3.0])
def test_smd_and_odds_ratio_go_there_and_back(smd):
    ratio = odds_ratio_from_smd(smd)
    assert log(ratio) == pytest.approx(smd * pi / sqrt(3))
    assert smd_from_odds_ratio(ratio) == pytest.approx(smd, abs=1e-12)


def test_logistic_scores_cut_anywhere_have_the_odds_ratio_of_their_distance():
    ratio, spread = odds_ratio_from_smd(0.5), sqrt(3) / pi
    for cut in (-1.0, 0.0, 2.0):
        control, treated = stats.logistic.sf(cut, 0, spread), stats.logistic.sf(cut, 0.5, spread)
        assert treated / (1 - treated) / (control / (1 - control)) == pytest.approx(ratio)
        assert risk_from_odds_ratio(ratio, control) == pytest.approx(treated)


def test_superiority_is_the_share_of_pairs():
    draw = np.random.default_rng(1)
    better = draw.normal(0.8, 1, 200_000) > draw.normal(0, 1, 200_000)
    assert superiority(0.8) == pytest.approx(better.mean(), abs=0.005)
    assert superiority(0.0) == 0.5
