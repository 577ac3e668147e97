"""Is the exponential of a small matrix right, for states that hardly move and for those that moved long ago?"""

import numpy as np
import pytest
from scipy.linalg import expm

from ketlessons.models.exponential import exponential, grown

NORMS = [1e-9, 1e-3, 0.4, 1.0, 30.0, 1e3, 1e6, 1e11]


def two_states(there, back):
    """Rates of two states times a length of time, and the growth as it is written down by hand."""
    rates = np.array([[-there, there], [back, -back]])
    return rates, rates * -np.expm1(-(there + back)) / (there + back)


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.99])
def test_two_states_settle_as_written_by_hand(norm, share):
    rates, exact = two_states(norm * share, norm * (1 - share))
    np.testing.assert_allclose(grown(rates), exact, rtol=2e-15, atol=0)
    np.testing.assert_allclose(exponential(rates), np.eye(2) + exact, rtol=0, atol=5e-16)


def test_a_stack_is_one_matrix_after_the_other_however_fast_each_is():
    pairs = [two_states(0.3 * norm, 0.7 * norm) for norm in NORMS]
    found = grown(np.array([rates for rates, _ in pairs]))
    np.testing.assert_allclose(found, [exact for _, exact in pairs], rtol=1e-14, atol=0)


@pytest.mark.parametrize("size", [2, 4, 10, 20])
def test_it_agrees_with_the_exponential_of_scipy(size):
    random = np.random.default_rng(size)
    stack = random.uniform(-1.0, 1.0, (50, size, size)) * np.geomspace(1e-3, 5.0, 50)[:, None, None] / size
    for matrix, ours in zip(stack, exponential(stack), strict=True):
        np.testing.assert_allclose(ours, expm(matrix), rtol=1e-13, atol=1e-14)


def test_rates_keep_shares_shares():
    random = np.random.default_rng(3)
    rates = random.uniform(0.0, 1000.0, (20, 10, 10))
    rates[:, range(10), range(10)] -= rates.sum(-1)
    shares = exponential(rates)
    np.testing.assert_allclose(shares.sum(-1), 1.0, rtol=0, atol=1e-12)
    assert shares.min() > -1e-13


def test_twice_as_long_is_the_same_again():
    random = np.random.default_rng(5)
    matrix = random.uniform(-1.0, 1.0, (10, 10))
    np.testing.assert_allclose(exponential(2 * matrix), exponential(matrix) @ exponential(matrix), rtol=1e-12)


def test_nothing_grows_to_nothing():
    assert not grown(np.zeros((3, 4, 4))).any()
    assert grown(np.zeros((0, 4, 4))).shape == (0, 4, 4)
