"""Egger's test against ordinary least squares, and how often it finds what is there and what is not."""

import numpy as np
import pytest
import statsmodels.api as sm

from ketlessons.models import egger
from ketlessons.published import nasal_trials


def test_it_is_the_regression_of_the_scaled_effect_on_precision():
    draw = np.random.default_rng(2)
    for trials in (3, 4, 7, 30):
        se = draw.uniform(0.1, 2.0, trials)
        y = draw.normal(0.5, se) + 0.7 * se
        fit = sm.OLS(y / se, sm.add_constant(1 / se)).fit()
        found = egger(y, se)
        assert tuple(found) == pytest.approx((fit.params[0], fit.bse[0], fit.pvalues[0]), rel=1e-7)


def test_a_lean_is_found_with_many_trials_and_seldom_with_seven():
    """Each trial leans by one standard error; without a lean the test is wrong one time in twenty."""
    draw = np.random.default_rng(9)

    def found(trials, lean):
        hits = 0
        for _ in range(400):
            se = draw.uniform(0.5, 2.0, trials)
            hits += egger(draw.normal(3.0 + lean * se, se), se).p_value < 0.05
        return hits / 400

    assert found(7, 1.0) < 0.3
    assert found(60, 1.0) > 0.75
    assert found(7, 0.0) == pytest.approx(0.05, abs=0.035)


def test_the_seven_trials_of_the_spray_show_no_lean():
    """By scipy on the same numbers, 0.57; weighted with the spread between trials other programs give about 0.7."""
    value, se, _ = zip(*(one.effect for one in nasal_trials("day 25 to 28")), strict=True)
    found = egger(value, se)
    assert found.p_value == pytest.approx(0.57, abs=0.005)
    assert found.intercept < 0
