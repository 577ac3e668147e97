"""What results mean, against the four fields of a table that is filled in by hand."""

import math

import numpy as np
import pytest

from ketlessons.models.assault.results import Counts, expected_counts, false_omission_rate, positive_predictive_value


@pytest.mark.parametrize(
    ("a", "b", "c", "d"),  # with the thing: positive, negative; without it: positive, negative
    [(90, 10, 90, 810), (69, 31, 12, 88), (3, 5, 23, 77), (1, 0, 0, 1), (375, 625, 2340, 7660)],
)
def test_shares_are_those_of_a_table_with_four_fields(a, b, c, d):
    shares = (a / (a + b), d / (c + d), (a + b) / (a + b + c + d))
    assert positive_predictive_value(*shares) == pytest.approx(a / (a + c), rel=1e-12)
    assert false_omission_rate(*shares) == pytest.approx(b / (b + d), rel=1e-12, abs=1e-15)


def test_simulated_results_agree():
    chance = np.random.default_rng(8)
    having = chance.random(400_000) < 0.15
    positive = np.where(having, chance.random(400_000) < 0.69, chance.random(400_000) < 0.121)
    assert positive_predictive_value(0.69, 0.879, 0.15) == pytest.approx(having[positive].mean(), abs=0.005)
    assert false_omission_rate(0.69, 0.879, 0.15) == pytest.approx(having[~positive].mean(), abs=0.003)


def test_a_test_that_tells_nothing_leaves_the_prevalence_and_a_perfect_one_leaves_no_doubt():
    for prevalence in (0.02, 0.3, 0.9):
        assert positive_predictive_value(0.4, 0.6, prevalence) == pytest.approx(prevalence)
        assert false_omission_rate(0.4, 0.6, prevalence) == pytest.approx(prevalence)
        assert positive_predictive_value(1, 1, prevalence) == 1
        assert false_omission_rate(1, 1, prevalence) == 0


def test_the_commoner_the_thing_the_more_a_positive_result_says():
    values = [positive_predictive_value(0.69, 0.879, p) for p in (0.01, 0.05, 0.2, 0.5, 0.9)]
    assert values == sorted(values)
    assert values[0] < 0.06 < 0.95 < values[-1]


def test_where_there_are_no_such_results_there_is_no_share_of_them():
    with pytest.raises(ValueError, match="no result can be positive"):
        positive_predictive_value(0, 1, 0.3)
    with pytest.raises(ValueError, match="no result can be negative"):
        false_omission_rate(1, 0, 0.3)


@pytest.mark.parametrize("total", [1, 7, 100, 1000])
def test_whole_counts_add_up_and_lie_next_to_the_expected(total):
    for s in (0, 0.375, 0.69, 1):
        for c in (0.766, 0.879, 1):
            for p in (0, 0.02, 0.03, 0.15, 0.22, 1):
                found = expected_counts(s, c, p, total)
                assert sum(found) == total
                assert min(found) >= 0
                assert abs(found.having - total * p) <= 0.5 + 1e-6
                assert abs(found.found - found.having * s) <= 0.5 + 1e-6
                assert abs(found.false_alarms - (total - found.having) * (1 - c)) <= 0.5 + 1e-6


def test_counts_know_their_sums():
    counts = Counts(21, 9, 117, 853)
    assert (counts.positive, counts.negative, counts.having) == (138, 862, 30)


@pytest.mark.parametrize("function", [positive_predictive_value, false_omission_rate, expected_counts])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("bad", [-0.01, 1.01, 69, math.nan, math.inf, "0.5", None, True, [0.1, 0.2]])
def test_what_is_no_share_is_refused_by_its_name(function, place, bad):
    given = [0.5, 0.5, 0.5]
    given[place] = bad
    with pytest.raises(ValueError, match=("sensitivity", "specificity", "prevalence")[place]):
        function(*given)


@pytest.mark.parametrize("bad", [0, -1, 1.5, "10", None, True, 2_000_000])
def test_what_is_no_number_of_tests_is_refused(bad):
    with pytest.raises(ValueError, match="total"):
        expected_counts(0.5, 0.5, 0.5, bad)
