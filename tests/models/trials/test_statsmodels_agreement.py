"""Effects, power and pooling against statsmodels, which was written on its own."""

import numpy as np
import pytest

from ketlessons.models import hedges_g, mean_difference, pool, proportion, risk_difference
from ketlessons.models.trials.power import power_two_means, power_two_proportions, smallest_smd

pytest.importorskip("statsmodels", reason="statsmodels is in the extra `test`")

from statsmodels.stats import meta_analysis, power, weightstats
from statsmodels.stats import proportion as proportions

POINTS = {
    "differ": ([5.3, 0.2, 2.65, 8.1, 4.6, -1.0], [2.1, 1.1, 1.6, 1.2, 0.7, 1.4]),
    "alike": ([3.8, 3.9, 3.3, 3.6], [1.395, 1.401, 1.020, 1.100]),
}
KINDS = {"dersimonian_laird": "chi2", "paule_mandel": "iterated"}


# Theirs lets DerSimonian and Laird's tau squared fall below 0, which alike trials would make it do.
@pytest.mark.parametrize(
    ("points", "method"),
    [("differ", "dersimonian_laird"), ("differ", "paule_mandel"), ("alike", "paule_mandel")],
)
def test_random_effects(points, method):
    y, se = map(np.array, POINTS[points])
    theirs = meta_analysis.combine_effects(y, se**2, method_re=KINDS[method], use_t=False, alpha=0.05)
    ours = pool(y, se, method)
    assert ours.tau2 == pytest.approx(theirs.tau2, rel=1e-4, abs=1e-9)
    assert ours.q == pytest.approx(theirs.q)
    assert ours.i2 == pytest.approx(max(theirs.i2, 0.0), abs=1e-9)
    *_, hartung_knapp = theirs.conf_int(use_t=True)
    knapp = pool(y, se, method, "hartung_knapp")
    assert (knapp.interval.low, knapp.interval.high) == pytest.approx(hartung_knapp, rel=1e-4)
    fixed, mixed, _, _ = theirs.conf_int(use_t=False)
    assert (ours.interval.low, ours.interval.high) == pytest.approx(mixed, rel=1e-4)
    ours = pool(y, se, "fixed")
    assert (ours.interval.low, ours.interval.high) == pytest.approx(fixed)
    assert ours.value == pytest.approx(theirs.mean_effect_fe)


def test_newcombe_and_wilson():
    for a, n, c, m in ((30, 47, 7, 25), (11, 14, 0, 15), (1, 200, 3, 180)):
        low, high = proportions.confint_proportions_2indep(a, n, c, m, method="newcomb", compare="diff")
        found = risk_difference(a, n, c, m)
        assert (found.low, found.high) == pytest.approx((low, high))
        low, high = proportions.proportion_confint(a, n, method="wilson")
        assert (proportion(a, n).low, proportion(a, n).high) == pytest.approx((low, high))


def test_power_of_means():
    solver = power.TTestIndPower()
    for smd, n, m in ((0.2, 20, 30), (0.5, 64, 64), (0.9, 12, 7)):
        theirs = solver.power(smd, n, 0.05, ratio=m / n)
        assert power_two_means(smd, n, m) == pytest.approx(theirs)
    assert smallest_smd(47, 25) == pytest.approx(solver.solve_power(None, 47, 0.05, 0.8, 25 / 47))


def test_power_of_shares():
    for one, two, n, m in ((0.64, 0.28, 47, 25), (0.3, 0.22, 300, 320)):
        theirs = proportions.power_proportions_2indep(one - two, two, n, ratio=m / n, alpha=0.05, return_results=False)
        assert power_two_proportions(one, two, n, m) == pytest.approx(theirs, abs=2e-4)


def test_effects_of_scores():
    draw = np.random.default_rng(2)
    one, two = draw.normal(20, 9, 31), draw.normal(25, 6, 19)
    arms = (one.mean(), one.std(ddof=1), 31, two.mean(), two.std(ddof=1), 19)
    compared = weightstats.CompareMeans.from_data(one, two)
    found = mean_difference(*arms).interval()
    assert (found.low, found.high) == pytest.approx(compared.tconfint_diff(usevar="unequal"))
    # Theirs corrects by the usual approximation and leaves the correction out of the last term of the variance.
    value, variance = meta_analysis.effectsize_smd(*arms)
    assert hedges_g(*arms).value == pytest.approx(value, rel=2e-4)
    assert hedges_g(*arms).se ** 2 == pytest.approx(variance, rel=0.04)
