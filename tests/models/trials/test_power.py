"""Power against simulated trials, and what an interval leaves open."""

import numpy as np
import pytest
from scipy import stats

from ketlessons.models import verdict
from ketlessons.models.trials.power import (
    power_two_means,
    power_two_proportions,
    smallest_risk_difference,
    smallest_smd,
)


@pytest.mark.parametrize(("smd", "n", "n_control"), [(0.3, 20, 20), (0.8, 47, 25), (1.5, 9, 8)])
def test_power_of_means_is_the_share_of_simulated_trials(smd, n, n_control):
    draw = np.random.default_rng(7)
    # The samplers take the shape of many trials at once.
    found = stats.power(
        stats.ttest_ind,
        (lambda size: draw.normal(smd, 1, size), lambda size: draw.normal(0, 1, size)),
        (n, n_control),
        significance=0.05,
        n_resamples=20_000,
        vectorized=True,
    )
    assert power_two_means(smd, n, n_control) == pytest.approx(float(found.power), abs=0.012)


@pytest.mark.parametrize(
    ("risk", "control", "n", "m"), [(0.64, 0.28, 47, 25), (0.45, 0.30, 65, 62), (0.30, 0.22, 300, 320)]
)
def test_power_of_shares_is_near_that_of_the_exact_binomials(risk, control, n, m):
    a, c = np.arange(n + 1)[:, None], np.arange(m + 1)
    mean = (a + c) / (n + m)
    with np.errstate(all="ignore"):
        z = (a / n - c / m) / np.sqrt(mean * (1 - mean) * (1 / n + 1 / m))
    chance = stats.binom.pmf(a, n, risk) * stats.binom.pmf(c, m, control)
    exact = chance[np.abs(np.nan_to_num(z)) > stats.norm.ppf(0.975)].sum()
    assert power_two_proportions(risk, control, n, m) == pytest.approx(exact, abs=0.025)


def test_cohens_table():
    # Cohen 1988: 64 people an arm see a medium effect with a power of 0.80, and 26 a large one.
    assert power_two_means(0.5, 64, 64) == pytest.approx(0.80, abs=0.005)
    assert power_two_means(0.8, 26, 26) == pytest.approx(0.81, abs=0.005)
    assert smallest_smd(64, 64) == pytest.approx(0.5, abs=0.005)


@pytest.mark.parametrize("alpha", [0.001, 0.05, 0.2])
def test_without_an_effect_power_is_the_level_of_the_test(alpha):
    assert power_two_means(0.0, 30, 12, alpha) == pytest.approx(alpha)
    assert power_two_proportions(0.3, 0.3, 40, 50, alpha) == pytest.approx(alpha, rel=0.05)


def test_power_rises_with_effect_and_people_up_to_one():
    smd = np.linspace(0, 20, 400)
    for n in (2, 5, 40, 1000, 1_000_000):
        power = power_two_means(smd, n, n)
        assert ((power >= 0) & (power <= 1)).all()
        assert (np.diff(power) >= -1e-7).all()
    assert (np.diff(power_two_means(0.4, np.arange(2, 400), 50)) > 0).all()
    assert (np.diff(power_two_proportions(np.linspace(0.3, 1, 100), 0.3, 40, 40)) >= 0).all()


def test_shares_that_cannot_vary_are_certain():
    assert power_two_proportions(0.0, 0.0, 20, 20) == 0.0
    assert power_two_proportions(1.0, 1.0, 20, 20) == 0.0
    assert power_two_proportions(1.0, 0.0, 20, 20) == pytest.approx(1.0)


@pytest.mark.parametrize(("n", "n_control", "power"), [(20, 20, 0.8), (3, 3, 0.9), (65, 62, 0.5), (500, 500, 0.99)])
def test_the_smallest_effects_have_just_that_power(n, n_control, power):
    assert power_two_means(smallest_smd(n, n_control, power), n, n_control) == pytest.approx(power)
    gap = smallest_risk_difference(0.2, n, n_control, power)
    if gap is not None:
        assert power_two_proportions(0.2 + gap, 0.2, n, n_control) == pytest.approx(power)


def test_a_trial_that_could_see_nothing_says_so():
    assert smallest_risk_difference(0.9, 10, 10) is None
    assert smallest_risk_difference(1.0, 10, 10) is None
    with pytest.raises(ValueError, match=r"power must be within reach of 2 and 2 people, got 0\.9999"):
        smallest_smd(2, 2, 0.9999, alpha=1e-6)


@pytest.mark.parametrize(
    ("interval", "word"),
    [
        ((6.5, 9.0), "worthwhile"),
        ((0.64, 4.0, 7.31), "some effect"),
        ((0.5, 2.0), "some effect"),
        ((-1.64, 5.82, 13.3), "cannot tell"),
        ((-0.45, 3.2, 6.0), "cannot tell"),
        ((-2.0, 0.5, 3.0), "at most small"),
        ((0.0, 3.0), "at most small"),
        ((-4.0, -1.0), "worse"),
    ],
)
def test_not_significant_is_two_different_findings(interval, word):
    assert verdict(interval, worthwhile=6.0) == word
