"""The trials behind the forest plot: which, in what order, and pooled with limits that few trials deserve."""

import numpy as np
import pytest
from scipy.stats import t

from ketlessons.evidence import timecourse
from ketlessons.models import pool
from ketlessons.published import nasal_trials, pool_forest, pooled_nasal
from ketlessons.published.trials import nasal
from ketlessons.published.trials.forest import TIMES


@pytest.mark.parametrize("when", TIMES)
def test_the_trials_are_those_of_the_pooled_mean(when):
    chosen = nasal_trials(when)
    assert pool_forest(chosen, "fixed").value == pytest.approx(pooled_nasal(when, "fixed").value)
    assert pool_forest(chosen, "paule_mandel").value == pytest.approx(pooled_nasal(when).value)
    assert len({one.trial for one in chosen}) == len(chosen)


def test_order_of_publication_and_what_is_reported():
    late = nasal_trials("day 25 to 28")
    assert [one.year for one in late] == sorted(one.year for one in late)
    assert [one.trial for one in late] == [
        *("Canuso 2018", "TRANSFORM-2", "TRANSFORM-1", "TRANSFORM-3"),
        *("Takahashi 2021", "Chen 2023", "Janik 2025"),
    ]
    assert [one.trial for one in late if one.reported] == ["TRANSFORM-1"]
    assert {one.trial: one.doses for one in late if one.doses > 1} == {
        "TRANSFORM-1": 2, "Takahashi 2021": 3, "Janik 2025": 2}  # fmt: skip


def test_doses_of_one_trial_are_brought_together_with_the_correlation_that_the_arms_give():
    """86 and 95 people share 197 on placebo: each difference has two variances, of which they share one."""
    (janik,) = [one for one in nasal_trials("day 25 to 28") if one.trial == "Janik 2025"]
    rows = {row.id: row for row in timecourse(trial="Janik 2025", measure="mean_diff")}
    own = [rows[id] for id in janik.ids]
    assert len(own) == 2
    se = [(row.high - row.low) / 2 / 1.959964 for row in own]
    assert janik.effect.value == pytest.approx(-np.mean([row.value for row in own]))
    rho = (1 / 197) / np.sqrt((1 / 86 + 1 / 197) * (1 / 95 + 1 / 197))
    assert rho == pytest.approx(0.31, abs=0.005)
    assert janik.effect.se == pytest.approx(np.sqrt(se[0] ** 2 + se[1] ** 2 + 2 * rho * se[0] * se[1]) / 2, rel=1e-6)


def test_the_diamond_and_the_further_trial_as_another_program_gives_them():
    """metafor 3.8-1 on the same trials, with the correlations of the arm sizes."""
    found = pool_forest(nasal_trials("day 25 to 28"), "paule_mandel")
    assert list(found.interval) == pytest.approx([1.7, 3.5, 5.3], abs=0.05)
    assert (found.prediction.low, found.prediction.high) == pytest.approx((0.3, 6.7), abs=0.05)
    assert found.tau2 == pytest.approx(1.01, abs=0.006)
    assert found.i2 == pytest.approx(0.36, abs=0.005)


@pytest.mark.parametrize(
    ("method", "low", "high"),
    [("paule_mandel", 0.3, 6.7), ("reml", -0.5, 7.4), ("dersimonian_laird", -0.2, 7.2)],
)
def test_whether_a_further_trial_clears_nought_is_a_choice_of_method(method, low, high):
    """metafor 3.8-1 gives the same ends; so no question of the lesson may rest on one of them."""
    value, se, _ = zip(*(one.effect for one in nasal_trials("day 25 to 28")), strict=True)
    found = pool(value, se, method, "hartung_knapp_wider").prediction
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.055)


def test_with_a_correlation_of_a_half_for_all_doses_the_ends_move_again(monkeypatch):
    """The choice of earlier editions: metafor 3.8-1 gives 0.7 to 6.4 and, by REML, -0.1 to 7.1."""

    def half(rows, rating):
        alike = np.array([[one == two for two in rating] for one in rating])
        return np.where(np.eye(len(rows)), 1.0, 0.5 * alike)

    monkeypatch.setattr(nasal, "doses_together", half)
    value, se, _ = zip(*(one.effect for one in nasal_trials("day 25 to 28")), strict=True)
    ends = {method: pool(value, se, method, "hartung_knapp_wider").prediction for method in ("paule_mandel", "reml")}
    assert (ends["paule_mandel"].low, ends["paule_mandel"].high) == pytest.approx((0.7, 6.4), abs=0.05)
    assert (ends["reml"].low, ends["reml"].high) == pytest.approx((-0.1, 7.1), abs=0.08)


def test_without_an_added_antidepressant_it_is_twice_the_rest():
    trials = nasal_trials("day 25 to 28")
    (janik,) = [one for one in trials if one.trial == "Janik 2025"]
    rest = pool_forest(tuple(one for one in trials if one is not janik), "paule_mandel")
    assert janik.effect.value == pytest.approx(5.95, abs=0.005)
    assert list(rest.interval) == pytest.approx([0.94, 2.74, 4.54], abs=0.01)
    assert rest.value == pytest.approx(2.7, abs=0.06)
    assert rest.tau2 == 0.0


def test_limits_by_hand():
    """Hartung and Knapp, written out, and never narrower than the standard errors say."""
    chosen = nasal_trials("day 25 to 28")
    found = pool_forest(chosen, "paule_mandel")
    y, s = np.array([one.effect.value for one in chosen]), np.array([one.effect.se for one in chosen])
    w = 1 / (s**2 + found.tau2)
    mean = w @ y / w.sum()
    seen = max(1.0, w @ (y - mean) ** 2 / (len(y) - 1))
    reach = t.ppf(0.975, len(y) - 1) * np.sqrt(seen / w.sum())
    assert list(found.interval) == pytest.approx([mean - reach, mean, mean + reach])
    assert found.prediction.low < found.interval.low


def test_two_trials_leave_nearly_everything_open_and_one_keeps_its_own_limits():
    two = nasal_trials("4 h")
    wide, normal = pool_forest(two, "paule_mandel").interval, pool_forest(two, "fixed").interval
    assert wide.high - wide.low > 6 * (normal.high - normal.low)
    assert list(pool_forest(two[:1], "paule_mandel").interval) == pytest.approx(list(two[0].interval))


def test_other_words_are_refused():
    with pytest.raises(ValueError, match=r"^when must be"):
        nasal_trials("week 1")
    with pytest.raises(ValueError, match=r"^method must be"):
        pool_forest(nasal_trials("4 h"), "dersimonian_laird")
