"""None of so many: the exact upper end against statsmodels, the binomial itself, and the rule of three."""

import pytest

from ketlessons.models.identity.none_seen import rule_of_three, upper_when_none

pytest.importorskip("statsmodels", reason="statsmodels is in the extra `test`")

from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint


@pytest.mark.parametrize("total", [1, 8, 30, 401, 530, 8282])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_it_is_the_interval_of_clopper_and_pearson(total, confidence):
    low, high = proportion_confint(0, total, alpha=1 - confidence, method="beta")
    assert low == 0
    assert upper_when_none(total, confidence) == pytest.approx(high, rel=1e-9)


@pytest.mark.parametrize("total", [1, 30, 401, 530])
def test_at_the_one_sided_limit_seeing_none_is_as_rare_as_it_says(total):
    assert binom.pmf(0, total, upper_when_none(total, two_sided=False)) == pytest.approx(0.05)


def test_the_shares_that_the_lesson_prints():
    assert round(100 * upper_when_none(401), 1) == 0.9
    assert round(100 * upper_when_none(530), 1) == 0.7
    assert round(100 * rule_of_three(401), 2) == 0.75


@pytest.mark.parametrize("total", [30, 100, 401, 10**6])
def test_the_rule_of_three_lies_a_little_above_the_one_sided_limit(total):
    exact = upper_when_none(total, two_sided=False)
    assert exact < rule_of_three(total) < 1.06 * exact
