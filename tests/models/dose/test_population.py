"""Virtual patients: the same people for the same seed, and the variances and covariances that were asked for."""

import numpy as np
import pytest

from ketlessons.models.dose.population import draw_deviations, log_variance

OMEGA = np.array([[0.084177, 0.02261], [0.02261, 0.026048]])


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    first, again, other = (draw_deviations(OMEGA, 50, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)


def test_a_larger_group_begins_with_the_same_people():
    few, many = draw_deviations(OMEGA, 10, 5), draw_deviations(OMEGA, 1000, 5)
    np.testing.assert_allclose(few, many[:, :10], rtol=1e-12)


def test_the_group_has_the_variances_and_the_covariance_asked_for():
    found = np.cov(draw_deviations(OMEGA, 100_000, 1))
    # With n = 1e5 the standard error of a variance is 0.45 % of it.
    np.testing.assert_allclose(found, OMEGA, rtol=0.03)


def test_the_typical_person_is_the_median():
    factors = np.exp(draw_deviations(OMEGA, 100_000, 1))
    np.testing.assert_allclose(np.median(factors, axis=1), 1.0, atol=0.01)


@pytest.mark.parametrize("cv", [0.0, 0.162, 0.296, 1.32])
def test_log_variance_gives_back_the_coefficient_of_variation(cv):
    assert np.sqrt(np.expm1(log_variance(cv))) == pytest.approx(cv, abs=1e-12)


def test_log_variance_is_the_spread_of_a_log_normal_sample():
    rng = np.random.default_rng(1)
    sample = np.exp(rng.normal(0.0, np.sqrt(log_variance(0.296)), 400_000))
    assert sample.std() / sample.mean() == pytest.approx(0.296, rel=0.01)
