"""Occupancy: never more than all, monotone, the law of mass action at equilibrium, and an honest span."""

import numpy as np
import pytest
from scipy.optimize import brentq

from ketlessons.models.dose.occupancy import competitive_occupancy, nmda_occupancy, sert_occupancy

FREE, KETAMINE, NORKETAMINE = (0.5, 0.55, 0.9), (0.99, 1.42, 2.14), (5.87, 9.11, 13.7)


def test_it_is_the_equilibrium_of_drugs_that_compete_for_one_site():
    """Solved from the mass balance of the free sites instead of the closed form."""
    conc, half = np.array([2.0, 5.0, 0.3]), np.array([1.42, 9.11, 0.05])

    def too_many(free_share):
        return free_share + (free_share * conc / half).sum() - 1.0

    free_share = brentq(too_many, 0, 1, xtol=1e-15)
    assert competitive_occupancy(conc, half) == pytest.approx(1 - free_share, abs=1e-12)


@pytest.mark.parametrize("conc", [0.0, 1e-9, 1.0, 1e3, 1e6])
def test_it_never_passes_one(conc):
    share = competitive_occupancy([conc, conc], [1e-6, 1e-6])
    assert 0 <= share <= 1
    interval = nmda_occupancy(conc, conc, FREE, KETAMINE, NORKETAMINE)
    assert 0 <= interval.low <= interval.value <= interval.high <= 1


def test_two_drugs_hold_more_than_one_and_less_than_their_sum():
    one, other = competitive_occupancy([1.0, 0.0], [1.42, 9.11]), competitive_occupancy([0.0, 8.0], [1.42, 9.11])
    both = competitive_occupancy([1.0, 8.0], [1.42, 9.11])
    assert max(one, other) < both < one + other


def test_half_at_the_half_concentration():
    assert competitive_occupancy([1.42], [1.42]) == 0.5
    assert nmda_occupancy(1.42 / 0.55, 0.0, FREE, KETAMINE, NORKETAMINE).value == pytest.approx(0.5)


def test_the_span_holds_every_combination_inside_it():
    rng = np.random.default_rng(3)
    low, _, high = nmda_occupancy(0.78, 0.4, FREE, KETAMINE, NORKETAMINE)
    for _ in range(300):
        free, one, two = (rng.uniform(ends[0], ends[2]) for ends in (FREE, KETAMINE, NORKETAMINE))
        share = competitive_occupancy([0.78 * free, 0.4 * free], [one, two])
        assert low <= share <= high
    corners = [competitive_occupancy([0.78 * f, 0.4 * f], [a, b]) for f in FREE for a in KETAMINE for b in NORKETAMINE]
    assert (min(corners), max(corners)) == (pytest.approx(low), pytest.approx(high))


def test_whole_courses_at_once():
    conc = np.linspace(0, 5, 12).reshape(3, 4)
    interval = nmda_occupancy(conc, conc / 2, FREE, KETAMINE, NORKETAMINE)
    assert interval.value.shape == (3, 4)
    assert (np.diff(interval.value.ravel()) > 0).all()
    assert interval.value[1, 2] == pytest.approx(
        nmda_occupancy(conc[1, 2], conc[1, 2] / 2, FREE, KETAMINE, NORKETAMINE).value
    )


def test_total_drug_instead_of_free_would_say_too_much():
    total = nmda_occupancy(0.78, 0.0, (1.0, 1.0, 1.0), KETAMINE, NORKETAMINE).value
    assert total > 1.4 * nmda_occupancy(0.78, 0.0, FREE, KETAMINE, NORKETAMINE).value


def test_transporters_fill_up_to_the_greatest_share():
    assert sert_occupancy(2.7, 2.7, most=0.705) == pytest.approx(0.3525)
    share = sert_occupancy(np.geomspace(0.01, 1e6, 50), 2.7, most=0.705)
    assert (np.diff(share) > 0).all()
    assert share[-1] == pytest.approx(0.705, abs=1e-5)
    assert share.max() <= 0.705
