"""Mg2+ alone and against a drug."""

import numpy as np
import pytest

from ketlessons.models import (
    Scheme,
    block_in_magnesium,
    fraction_blocked,
    ic50_at_voltage,
    magnesium_unblocked,
    steady_state,
)
from ketlessons.models.receptor.magnesium import pore_shares

JAHR_STEVENS = {"half_block_mm": 3.57, "slope_per_mv": 0.062}


def test_without_magnesium_nothing_is_blocked():
    assert magnesium_unblocked(-80, 0.0, **JAHR_STEVENS) == 1.0


def test_half_is_blocked_at_the_half_block_concentration_and_0_mv():
    assert magnesium_unblocked(0, 3.57, **JAHR_STEVENS) == 0.5


def test_shapes_broadcast_and_numbers_give_floats():
    assert isinstance(magnesium_unblocked(-60, 1, **JAHR_STEVENS), float)
    assert magnesium_unblocked([[-60.0], [0.0]], [0.5, 1.0, 2.0], **JAHR_STEVENS).shape == (2, 3)
    assert all(isinstance(share, float) for share in pore_shares(1, 0.7, 0.5))
    assert all(share.shape == (3,) for share in pore_shares([1, 2, 3], 0.7, 0.5))


@pytest.mark.parametrize("hill", [0.84, 1.0])
def test_shares_add_up_and_stay_fractions(hill):
    conc = np.geomspace(1e-3, 1e3, 25)[:, None]
    shares = np.array(pore_shares(conc, 0.71, np.array([1e-6, 0.08, 0.5, 1.0]), hill))
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-14)
    assert (shares >= 0).all()
    assert (shares <= 1).all()


def test_without_drug_the_shares_are_those_of_magnesium():
    assert pore_shares(0.0, 0.71, 0.08) == pytest.approx((0.08, 0.92, 0.0))


@pytest.mark.parametrize("hill", [0.84, 1.0, 1.5])
def test_without_magnesium_the_drug_follows_hill(hill):
    assert pore_shares(2.0, 0.71, 1.0, hill)[2] == pytest.approx(fraction_blocked(2.0, 0.71, hill))
    assert block_in_magnesium(2.0, 0.71, 1.0, hill) == pytest.approx(fraction_blocked(2.0, 0.71, hill))


def test_the_removed_current_is_the_loss_of_free_pores():
    conc, left = np.geomspace(0.01, 100, 9)[:, None], np.array([0.05, 0.3, 0.9])
    free, _, _ = pore_shares(conc, 0.71, left, 0.84)
    np.testing.assert_allclose(block_in_magnesium(conc, 0.71, left, 0.84), 1 - free / left, rtol=1e-12)


def test_magnesium_makes_the_ic50_one_over_b_larger():
    left = magnesium_unblocked(-66, 1.0, **JAHR_STEVENS)
    assert block_in_magnesium(0.71 / left, 0.71, left) == pytest.approx(0.5, rel=1e-14)


def test_the_kinetic_scheme_settles_at_the_same_block(scheme):
    for voltage in (-80.0, -60.0, -20.0, 30.0):
        left = magnesium_unblocked(voltage, 1.0, **JAHR_STEVENS)
        control, treated = (steady_state(scheme, 1000.0, drug, voltage, left)[scheme.open_index] for drug in (0.0, 2.0))
        ic50 = ic50_at_voltage(0.71, voltage, 0.79, -70)
        assert 1 - treated / control == pytest.approx(block_in_magnesium(2.0, ic50, left), rel=1e-10)


def test_a_scheme_without_a_drug_is_not_touched_by_magnesium(ten):
    bare = Scheme(ten.gating)
    np.testing.assert_array_equal(steady_state(bare, 10.0, 0, -60, 0.08), steady_state(bare, 10.0))


@pytest.mark.parametrize("hill", [0.5, 0.84, 1.0, 2.0])
def test_magnesium_moves_the_ic50_and_leaves_the_slope(hill):
    left = 0.08
    conc = np.array([0.3, 3.0, 30.0])
    np.testing.assert_allclose(
        block_in_magnesium(conc, 0.71, left, hill), fraction_blocked(conc, 0.71 / left, hill), rtol=1e-12
    )
