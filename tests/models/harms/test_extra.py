"""Extra cases and the two curves, against sums over people and against the logistic distribution of scipy."""

import numpy as np
import pytest
from scipy.stats import logistic

from ketlessons.models.harms.extra import extra_cases
from ketlessons.models.harms.margin import harmed_where_helped, place_of, reached


@pytest.mark.parametrize(("one", "other", "users", "people"), [(30, 24, 5.8, 1000), (5, 15, 40, 500), (7, 7, 100, 90)])
def test_extra_cases_are_all_cases_less_those_without_use(one, other, users, people):
    using = people * users / 100
    cases = using * one / 100 + (people - using) * other / 100
    assert extra_cases(one, other, users, people) == pytest.approx(cases - people * other / 100)


def test_nobody_extra_where_nobody_uses_it_and_all_where_all_do():
    assert extra_cases(30, 24, 0, 1000) == 0
    assert extra_cases(30, 24, 100, 1000) == pytest.approx(60)


@pytest.mark.parametrize("spread", [0.2, 0.7])
def test_a_curve_is_the_logistic_distribution_and_its_place_turns_it_round(spread):
    for x in np.linspace(-2, 4, 13):
        assert reached(float(x), 1.0, spread) == pytest.approx(logistic(1.0, spread).cdf(x))
    for share in (0.05, 0.5, 0.9):
        assert place_of(share, 1.0, spread) == pytest.approx(logistic(1.0, spread).ppf(share))


def test_more_unlike_people_are_harmed_more_though_the_middles_stay():
    far = [harmed_where_helped(0.75, 3.0, spread) for spread in (0.2, 0.4, 0.7, 1.5)]
    assert far == sorted(far)
    assert harmed_where_helped(0.75, 0.0, 0.4) == pytest.approx(0.75)
