"""Hill and Woodhull."""

import numpy as np
import pytest

from ketlessons.models import fraction_blocked, ic50_at_voltage
from ketlessons.models.receptor.block import THERMAL_VOLTAGE_MV


@pytest.mark.parametrize("hill", [0.84, 1.0, 2.0])
def test_half_is_blocked_at_the_ic50_whatever_the_slope(hill):
    assert fraction_blocked(0.71, 0.71, hill) == 0.5


def test_the_slope_on_log_log_axes_is_the_hill_slope():
    conc = np.array([0.02, 0.2, 2.0, 20.0])
    blocked = fraction_blocked(conc, 0.71, 0.84)
    slopes = np.diff(np.log(blocked / (1 - blocked))) / np.diff(np.log(conc))
    np.testing.assert_allclose(slopes, 0.84, rtol=1e-12)


def test_no_drug_blocks_nothing_and_much_drug_nearly_all():
    assert fraction_blocked(0.0, 0.71, 0.84) == 0.0
    assert 0.99999 < fraction_blocked(1e6, 0.71) < 1.0


def test_the_extremes_stay_finite_fractions():
    assert fraction_blocked(1e6, 1e-6, 10.0) == 1.0
    assert fraction_blocked(1e-6, 1e6, 10.0) == pytest.approx(1e-120)


def test_numbers_give_a_float_and_arrays_their_broadcast_shape():
    assert isinstance(fraction_blocked(1, 0.71), float)
    assert isinstance(ic50_at_voltage(0.71, -60, 0.79, -70), float)
    assert fraction_blocked([[1.0], [2.0]], [0.5, 0.7, 0.9]).shape == (2, 3)
    assert ic50_at_voltage(0.71, np.linspace(-80, 40, 7), 0.79, -70).shape == (7,)


def test_inputs_are_left_alone():
    conc = np.array([1.0, 2.0])
    fraction_blocked(conc, 0.71, 0.84)
    assert conc.tolist() == [1.0, 2.0]


def test_voltage_moves_the_ic50_e_fold_per_thermal_voltage_over_charge_and_distance():
    step = THERMAL_VOLTAGE_MV / (2 * 0.8)
    assert ic50_at_voltage(1.0, -70 + step, 0.8, -70, valence=2) == pytest.approx(np.e)
    assert ic50_at_voltage(1.0, -70, 0.8, -70) == 1.0
    assert ic50_at_voltage(1.0, 40, 0.0, -70) == 1.0


def test_depolarisation_weakens_block_by_a_positive_blocker():
    voltages = np.linspace(-150, 150, 31)
    assert (np.diff(ic50_at_voltage(0.71, voltages, 0.79, -70)) > 0).all()


def test_a_warmer_bath_bends_less():
    cold, warm = (ic50_at_voltage(0.71, 0, 0.79, -70, thermal_voltage_mv=volt) for volt in (25.4, 26.7))
    assert cold > warm > 0.71
