"""The fraction of a target that is held: mass action solved another way, its inverse, and the one-drug case of many."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from ketlessons.models.dose.occupancy import competitive_occupancy
from ketlessons.models.receptor.block import fraction_blocked
from ketlessons.models.signal.held import fraction_held, free_for


@pytest.mark.parametrize(("free", "half"), [(0.428, 1.42), (5.1, 41.7), (1e-3, 0.5), (200.0, 3.0)])
def test_it_is_where_coming_and_going_balance(free, half):
    """dB/dt = k C (1 - B) - k K B, run until nothing changes."""
    run = solve_ivp(lambda _, b: free * (1 - b) - half * b, (0, 60 / (free + half)), [0.0], rtol=1e-10, atol=1e-13)
    assert fraction_held(free, half) == pytest.approx(run.y[0, -1], rel=1e-7)


def test_it_is_what_the_other_wings_say_of_one_drug_at_one_site():
    free = np.geomspace(0.001, 1e4, 30)
    held = fraction_held(free, 1.42)
    np.testing.assert_allclose(held, [competitive_occupancy([one], [1.42]) for one in free], rtol=1e-13)
    np.testing.assert_allclose(held, fraction_blocked(free, 1.42, 1.0), rtol=1e-13)


def test_it_rises_is_half_at_half_and_never_all():
    held = fraction_held(np.geomspace(1e-6, 1e6, 200), 0.71)
    assert (np.diff(held) > 0).all()
    assert 0 < held[0] < held[-1] < 1
    assert fraction_held(0.71, 0.71) == 0.5
    assert fraction_held(0.0, 0.71) == 0.0


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.8, 0.99])
def test_the_inverse_gives_the_share_again(share):
    assert fraction_held(free_for(share, 162.0), 162.0) == pytest.approx(share, abs=1e-14)


def test_four_times_the_constant_holds_four_fifths():
    assert free_for(0.8, 0.13) == pytest.approx(4 * 0.13)
    assert free_for([0.5, 0.8], 2.0).tolist() == pytest.approx([2.0, 8.0])
