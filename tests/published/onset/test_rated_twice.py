"""Trials rated at 24 h and weeks later, against the printed numbers and a pooling that is written out again."""

import numpy as np
import pytest
from scipy.optimize import brentq

from ketlessons.evidence import time_point
from ketlessons.published import change_of_lead, lead_of_the_same, pooled_nasal
from ketlessons.published.onset.rated_twice import TIMES, rated_twice

#: Lead and interval as printed, benefit positive: at 24 h, and at day 25 or 28.
PRINTED = {
    "Canuso 2018": ([(7.2, 1.61, 12.79)], [(4.5, -1.65, 10.65)]),
    "Chen 2023": ([(3.3, 1.33, 5.33)], [(2.0, -0.55, 4.64)]),
    "Janik 2025": ([(3.8, 1.22, 6.29), (3.4, 1.0, 5.89)], [(5.1, 2.33, 7.91), (6.8, 4.07, 9.48)]),
}
#: Two doses of Janik share 197 people on placebo; 86 and 95 had the doses.
ARMS = (86, 95, 197)


def brought_together(leads):
    """Mean and standard error of one trial at one time, by generalised least squares."""
    value = np.array([lead for lead, *_ in leads])
    se = np.array([(high - low) / (2 * 1.959964) for _, low, high in leads])
    if len(leads) == 1:
        return value[0], se[0]
    one, two, placebo = ARMS
    r = (1 / placebo) / np.sqrt((1 / one + 1 / placebo) * (1 / two + 1 / placebo))
    covariance = np.outer(se, se) * np.array([[1, r], [r, 1]])
    # Doses are averaged, and not weighed against each other.
    return value.mean(), np.sqrt(covariance.sum()) / 2


def paule_mandel(value, se):
    """Mean and its standard error at the spread between trials for which Q is its expected value."""

    def mean(tau2):
        weights = 1 / (se**2 + tau2)
        return (weights * value).sum() / weights.sum(), weights

    def beyond(tau2):
        middle, weights = mean(tau2)
        return (weights * (value - middle) ** 2).sum() - (len(value) - 1)

    tau2 = brentq(beyond, 0, 100, xtol=1e-12) if beyond(0) > 0 else 0.0
    middle, weights = mean(tau2)
    return middle, weights.sum() ** -0.5


@pytest.mark.parametrize("place", [0, 1])
def test_the_mean_of_the_same_trials_is_that_of_the_printed_leads(place):
    value, se = np.array([brought_together(leads[place]) for leads in PRINTED.values()]).T
    middle, error = paule_mandel(value, se)
    pooled = lead_of_the_same(TIMES[place])
    assert pooled.interval == pytest.approx((middle - 1.959964 * error, middle, middle + 1.959964 * error), abs=0.02)
    assert pooled.trials == 3
    assert pooled.value == pytest.approx((3.7, 4.1)[place], abs=0.05)


def test_the_change_takes_each_trial_against_itself():
    ends = np.array([[brought_together(leads[place]) for place in (0, 1)] for leads in PRINTED.values()])
    grew, (first, later) = ends[:, 1, 0] - ends[:, 0, 0], ends[:, :, 1].T
    middle, error = paule_mandel(grew, np.sqrt(first**2 + later**2 - 2 * 0.7 * first * later))
    found = change_of_lead()
    assert found.interval == pytest.approx((middle - 1.959964 * error, middle, middle + 1.959964 * error), abs=0.02)
    assert [one.change for one in rated_twice() if not one.pooling] == pytest.approx(grew, abs=1e-9)
    # A method that allows for how little three trials tell has limits more than twice as wide.
    wide = change_of_lead("hartung_knapp_wider").interval
    assert wide.high - wide.low > 2 * (found.interval.high - found.interval.low)


@pytest.mark.parametrize("together", [0.3, 0.5, 0.85])
def test_the_assumed_correlation_decides_nothing(together):
    trials = [one for one in rated_twice() if not one.pooling]
    se = np.array([np.sqrt(a * a + b * b - 2 * together * a * b) for a, b in (one.ses for one in trials)])
    middle, error = paule_mandel(np.array([one.change for one in trials]), se)
    assert abs(middle) < 0.5
    assert middle - 1.96 * error < 0 < middle + 1.96 * error


def test_each_trial_stands_at_both_times_by_rows_of_its_own_name():
    for one in rated_twice():
        assert {time_point(id).trial for ids in one.rows for id in ids} == {one.name}
        hours = [{time_point(id).time_h for id in ids} for ids in one.rows]
        assert hours[0] == {24}
        assert hours[1] <= {600, 648}


def test_the_pooled_analysis_stands_beside_them_and_enters_no_mean():
    *_, pooling = rated_twice()
    assert pooling.pooling
    assert [lead.value for lead in pooling.leads] == [3.25, 2.99]
    assert not any(one.pooling for one in rated_twice()[:-1])


def test_means_of_all_that_rated_a_time_hold_other_trials():
    """What the comparison of two means hides: of five and of seven trials three are the same."""
    assert (pooled_nasal("24 h").trials, pooled_nasal("day 25 to 28").trials) == (5, 7)
    assert lead_of_the_same(TIMES[0]).trials == lead_of_the_same(TIMES[1]).trials == 3


def test_a_pooling_with_a_lead_that_shrinks_is_above_every_larger_trial_at_24_h():
    """As printed: 9.96 (8.97 to 10.95) at 24 h, 4.09 (2.18 to 6.00) at 28 days."""
    first, later = (time_point(f"an2021_nasal_lead_{when}").benefit for when in ("24h", "28d"))
    assert first == (9.96, 8.97, 10.95)
    assert later == (4.09, 2.18, 6.0)
    assert first[1] > max(one.leads[0].value for one in rated_twice())
    assert later[1] < lead_of_the_same(TIMES[1]).value < later[2]
