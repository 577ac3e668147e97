"""The circuit against its published value, an integration in time and eigenvalues, with constants written out here."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import fsolve

from ketlessons.models.signal.cells import Circuit, Population, rate_hz
from ketlessons.models.signal.circuit import settled, slowest_s

CELLS_E, CELLS_I = (310.0, 125.0, 0.16, 0.1), (615.0, 177.0, 0.087, 0.01)
GAMMA, BACKGROUND, W_I, W_PLUS, J_NMDA = 0.641, 0.382, 0.7, 1.4, 0.15
NODE = Circuit(
    Population(*CELLS_E), Population(*CELLS_I), GAMMA, BACKGROUND, W_I * BACKGROUND, W_PLUS * J_NMDA, J_NMDA, 1.0, 1.0
)
BLOCKS = [(e, i) for e in (0.0, 0.05, 0.2, 0.5, 1.0) for i in (0.0, 0.1, 0.3, 0.5, 0.8, 1.0)]


def transfer(current, a, b, d):
    above = a * current - b
    return above / (1 - np.exp(-d * above))


def field(_t, gates, left_e, left_i):
    """The equations as the paper prints them."""
    s_e, s_i = gates
    i_e = BACKGROUND + left_e * W_PLUS * J_NMDA * s_e - s_i
    i_i = W_I * BACKGROUND + left_i * J_NMDA * s_e - s_i
    r_e, r_i = transfer(i_e, *CELLS_E[:3]), transfer(i_i, *CELLS_I[:3])
    return [-s_e / 0.1 + (1 - s_e) * GAMMA * r_e, -s_i / 0.01 + r_i]


def test_the_published_point_of_the_transfer_function():
    """Two public codes print it in their comments."""
    assert rate_hz(125 / 310 - 0.026, Population(*CELLS_E)) == pytest.approx(3.0631, abs=5e-5)


def test_the_transfer_function_is_smooth_at_its_threshold_and_silent_far_below():
    cells = Population(*CELLS_E)
    assert rate_hz(125 / 310, cells) == pytest.approx(1 / 0.16)
    assert rate_hz(125 / 310 + 1e-7, cells) == pytest.approx(1 / 0.16, rel=1e-4)
    assert rate_hz(-9.0, cells) == pytest.approx(0.0, abs=1e-12)
    assert rate_hz(2.0, cells) == pytest.approx(310 * 2 - 125)


def test_rest_is_that_of_the_released_code():
    """The Virtual Brain's own derivative is zero at these gates."""
    at = settled(NODE)
    assert (at.gate_e, at.gate_i) == (pytest.approx(0.164757, abs=5e-7), pytest.approx(0.039218, abs=5e-7))
    assert (at.rate_e_hz, at.rate_i_hz) == (pytest.approx(3.0773, abs=5e-5), pytest.approx(3.9218, abs=5e-5))
    input_e = BACKGROUND + W_PLUS * J_NMDA * at.gate_e - at.gate_i
    assert input_e - 125 / 310 == pytest.approx(-0.026, abs=0.005)


@pytest.mark.parametrize(("block_e", "block_i"), BLOCKS)
def test_it_is_where_an_integration_in_time_ends_from_rest_and_from_above(block_e, block_i):
    left = (1 - block_e, 1 - block_i)
    at = settled(NODE, *left)
    for start in (settled(NODE)[:2], (0.95, 0.6), (0.0, 0.0)):
        run = solve_ivp(field, (0, 20), start, args=left, method="LSODA", rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(run.y[:, -1], at[:2], rtol=1e-6)
    np.testing.assert_allclose(fsolve(lambda s: field(0, s, *left), at[:2], xtol=1e-13), at[:2], rtol=1e-9)


#: Blocks on E and on I, and the rates of both: printed by a program that was written apart from this one.
TABLE = [
    (0.0, 0.05, 3.2203, 3.9028), (0.0, 0.10, 3.3848, 3.8848), (0.0, 0.20, 3.8062, 3.8542), (0.0, 0.30, 4.4384, 3.8382),
    (0.0, 0.50, 7.9181, 3.9528), (0.0, 0.70, 16.5049, 3.8312), (0.0, 1.00, 27.0029, 2.6001),
    (0.10, 0.0, 2.5744, 3.7240), (0.30, 0.0, 2.0191, 3.4972), (0.50, 0.0, 1.7033, 3.3643), (1.00, 0.0, 1.2767, 3.1802),
    (0.10, 0.10, 2.7479, 3.6660), (0.30, 0.30, 2.2997, 3.2951), (0.50, 0.50, 2.0032, 3.0319),
    (1.00, 1.00, 1.5564, 2.6001),
]  # fmt: skip


@pytest.mark.parametrize(("block_e", "block_i", "rate_e", "rate_i"), TABLE)
def test_the_check_table(block_e, block_i, rate_e, rate_i):
    at = settled(NODE, 1 - block_e, 1 - block_i)
    assert at[2:] == (pytest.approx(rate_e, abs=6e-5), pytest.approx(rate_i, abs=6e-5))


def slope_of_s_e(s_e, left_e, left_i):
    """How S_E moves when S_I has settled to it, solved by the other solver."""
    s_i = fsolve(lambda s: field(0, (s_e, s[0]), left_e, left_i)[1], [0.04])[0]
    return field(0, (s_e, s_i), left_e, left_i)[0]


@pytest.mark.parametrize("left_e", [1.0, 0.7, 0.0])
@pytest.mark.parametrize("left_i", [1.0, 0.7, 0.4, 0.0])
def test_there_is_one_state_at_every_setting_of_the_two_sliders(left_e, left_i):
    signs = [np.sign(slope_of_s_e(s_e, left_e, left_i)) for s_e in np.linspace(1e-4, 1 - 1e-4, 120)]
    assert np.count_nonzero(np.diff(signs)) == 1


@pytest.mark.parametrize(("block_e", "block_i"), BLOCKS)
def test_the_slowest_time_is_that_of_the_eigenvalues_and_the_state_is_stable(block_e, block_i):
    left = (1 - block_e, 1 - block_i)
    at, step = np.array(settled(NODE, *left)[:2]), 1e-6
    moves = np.column_stack([
        (np.array(field(0, at + step * unit, *left)) - np.array(field(0, at - step * unit, *left))) / (2 * step)
        for unit in np.eye(2)
    ])  # fmt: skip
    eigen = np.linalg.eigvals(moves).real
    assert eigen.max() < 0
    assert slowest_s(NODE, *left) == pytest.approx(-1 / eigen.max(), rel=1e-5)


def test_at_rest_the_eigenvalues_are_those_of_the_check_table():
    assert slowest_s(NODE) == pytest.approx(1 / 5.98, rel=1e-3)


def test_an_even_block_lowers_and_a_selective_one_raises():
    rest = settled(NODE).rate_e_hz
    for block in np.linspace(0.05, 1.0, 20):
        assert settled(NODE, 1 - block, 1 - block).rate_e_hz < rest
        assert settled(NODE, 1.0, 1 - block).rate_e_hz > rest


def test_a_population_that_gets_nothing_is_nearly_silent():
    cut = Circuit(Population(*CELLS_E), Population(*CELLS_I), GAMMA, 0.0, 0.0, W_PLUS * J_NMDA, J_NMDA, 1.0, 1.0)
    assert settled(cut).rate_e_hz < 1e-6
