"""Quantiles and tails against `scipy.stats`, which the models themselves do without."""

import numpy as np
import pytest
from scipy import stats
from scipy.stats.contingency import odds_ratio as scipys_odds_ratio
from scipy.stats.contingency import relative_risk

from ketlessons.models import _distributions as ours
from ketlessons.models import _spreads, odds_ratio, proportion, risk_ratio
from ketlessons.models._spreads import density_at, share_above, share_below
from ketlessons.models.trials.selection import mean_in_favour, mean_published

SHARES = np.linspace(0.0005, 0.9995, 61)
VALUES = np.linspace(-9, 9, 61)
DF = np.array([[1.0], [2.0], [17.5], [38.0], [998.0], [2e6]])


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (ours.normal_share(VALUES), stats.norm.cdf(VALUES)),
        (ours.t_quantile(SHARES, DF), stats.t.ppf(SHARES, DF)),
        (ours.chi2_beyond(np.abs(VALUES) * 5, DF), stats.chi2.sf(np.abs(VALUES) * 5, DF)),
        (ours.chi2_quantile(SHARES, 1), stats.chi2.ppf(SHARES, 1)),
    ],
    ids=["normal share", "t quantile", "chi squared beyond", "chi squared quantile"],
)
def test_the_same_to_the_last_bit(mine, theirs):
    np.testing.assert_array_equal(mine, theirs)


def test_the_normal_quantile_is_that_of_scipy():
    shares = [*SHARES, 5e-7, 1.0 - 5e-7]
    found = [ours.normal_quantile(float(share)) for share in shares]
    np.testing.assert_allclose(found, stats.norm.ppf(shares), rtol=4e-15, atol=1e-16)


@pytest.mark.parametrize("df", [6.0, 38.0, 998.0])
@pytest.mark.parametrize("shift", [0.0, 0.9, 4.0, 20.0])
def test_the_noncentral_t_is_that_of_scipy(df, shift):
    values = shift + np.linspace(-3, 3, 25)
    np.testing.assert_allclose(ours.shifted_t_share(values, df, shift), stats.nct.cdf(values, df, shift), rtol=1e-12)
    back = ours.shifted_t_share(ours.shifted_t_quantile(SHARES, df, shift), df, shift)
    # Before SciPy 1.16 the search for a quantile stops a little early; the hundred trials it places stand 0.01 apart.
    np.testing.assert_allclose(back, SHARES, atol=1e-4)


def test_the_points_and_weights_of_gauss_and_legendre_are_those_of_numpy():
    points, weights = np.polynomial.legendre.leggauss(_spreads._POINTS)
    ours_at, ours_weigh = _spreads._legendre()
    np.testing.assert_allclose(ours_at, points, atol=1e-15)
    np.testing.assert_allclose(ours_weigh, weights, rtol=1e-10)  # numpy's own are off by 1e-11 at the ends
    for power in range(0, 2 * _spreads._POINTS, 2):  # what such a rule must do without any error
        assert (ours_weigh * ours_at**power).sum() == pytest.approx(2 / (power + 1), rel=1e-12)


@pytest.mark.parametrize("df", [6.0, 38.0, 998.0])
@pytest.mark.parametrize("shift", [0.0, 0.9, 4.0])
def test_the_shares_of_a_noncentral_t_are_those_of_scipy_where_it_keeps_its_digits(df, shift):
    values = np.linspace(-3, 5, 33)
    np.testing.assert_allclose(share_above(values, df, shift), stats.nct.sf(values, df, shift), atol=1e-12)
    np.testing.assert_allclose(share_below(values, df, shift), stats.nct.cdf(values, df, shift), atol=1e-12)
    step = 1e-4  # SciPy's own density overflows at many degrees of freedom
    slope = (stats.nct.cdf(values + step, df, shift) - stats.nct.cdf(values - step, df, shift)) / (2 * step)
    np.testing.assert_allclose(density_at(values, df, shift), slope, atol=1e-7)


def test_the_mean_of_the_significant_trials_has_the_density_of_scipy_over_its_whole_range():
    n, smd = np.arange(4.0, 501.0, 7.0)[:, None], np.linspace(0, 2, 21)
    f, delta = 2 * n - 2, smd * np.sqrt(n / 2)
    edge = stats.t.ppf(0.975, f)
    gammas = ours.gamma_ratio((f - 2) / 2, (f - 1) / 2) * np.sqrt((f - 2) / 2)
    part = delta * stats.nct.sf(edge * np.sqrt((f - 1) / f), f - 1, delta)
    part += gammas * stats.nct.pdf(edge * np.sqrt((f - 2) / f), f - 2, delta)
    expected = np.sqrt(2 / n) * part / stats.nct.sf(edge, f, delta)
    np.testing.assert_allclose(mean_in_favour(smd, n), expected, rtol=1e-10)
    assert np.isfinite(mean_published(smd, n, 0.3)).all()


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95, 0.999])
@pytest.mark.parametrize(("a", "n", "c", "m"), [(30, 47, 7, 25), (1, 11, 10, 12), (499, 500, 1, 900), (12, 17, 6, 17)])
def test_intervals_of_counts_are_those_of_scipy(a, n, c, m, confidence):
    wilson = stats.binomtest(a, n).proportion_ci(confidence, method="wilson")
    katz = relative_risk(a, n, c, m)
    woolf = scipys_odds_ratio([[a, n - a], [c, m - c]], kind="sample")
    assert proportion(a, n, confidence) == pytest.approx((wilson.low, a / n, wilson.high), rel=1e-14)
    limits = katz.confidence_interval(confidence)
    expected = (limits.low, katz.relative_risk, limits.high)
    assert risk_ratio(a, n, c, m, confidence) == pytest.approx(expected, rel=1e-14)
    limits = woolf.confidence_interval(confidence)
    assert odds_ratio(a, n, c, m, confidence) == pytest.approx((limits.low, woolf.statistic, limits.high), rel=1e-14)


@pytest.mark.parametrize("total", [1, 7, 40])
def test_wilson_ends_at_nobody_and_everybody(total):
    assert proportion(0, total).low == 0.0
    assert proportion(total, total).high == 1.0
    for events in (0, total):
        low, high = stats.binomtest(events, total).proportion_ci(method="wilson")
        assert proportion(events, total)[::2] == pytest.approx((low, high), rel=1e-14, abs=0)
