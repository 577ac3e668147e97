"""Random channels: the right averages, the right jumps, and the same again for the same seed."""

import numpy as np
import pytest
from scipy.linalg import expm

from ketlessons.models import Segment, respond, steady_state
from ketlessons.models.receptor.channels import simulate_channels

PROTOCOL = [Segment(0.4, 1000.0), Segment(2.0, 1000.0, 10.0), Segment(1.0), Segment(2.0, 30.0, 0.0, -30.0)]
CHANNELS, STEP = 4000, 0.1


def scores(states, occupancy):
    """How many standard errors each observed share lies from its expected one, where both are well filled."""
    channels = states.shape[1]
    observed = np.stack([(states == state).mean(axis=1) for state in range(occupancy.shape[1])], axis=1)
    filled = (occupancy > 0.005) & (occupancy < 0.995)
    error = np.sqrt(occupancy[filled] * (1 - occupancy[filled]) / channels)
    return (observed[filled] - occupancy[filled]) / error


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shares_of_channels_scatter_around_the_average_as_they_should(scheme, seed):
    expected = respond(scheme, PROTOCOL, step_s=STEP).occupancy
    z = scores(simulate_channels(scheme, PROTOCOL, CHANNELS, STEP, seed), expected)
    assert len(z) > 100
    assert np.abs(z).max() < 4
    # The mean of |z| is 0.80 for a normal spread; times are correlated, so it wanders.
    assert 0.5 < np.abs(z).mean() < 1.1


def test_the_scores_would_notice_a_wrong_drug(scheme):
    """The same channels against a drug a fifth stronger: the test above must be able to fail."""
    states = simulate_channels(scheme, PROTOCOL, CHANNELS, STEP, seed=1)
    stronger = [Segment(s.duration_s, s.glutamate_um, 1.2 * s.blocker_um, s.voltage_mv) for s in PROTOCOL]
    assert np.abs(scores(states, respond(scheme, stronger, step_s=STEP).occupancy)).max() > 4


@pytest.mark.parametrize("step_s", [0.002, 0.05])
def test_jumps_follow_the_transition_matrix(scheme, step_s):
    """Right shares at each time would not be enough: states must also follow each other rightly."""
    segment = Segment(40 * step_s, 1000.0, 10.0)
    start = steady_state(scheme, 1000.0, 10.0)
    states = simulate_channels(scheme, [segment], 3000, step_s, seed=5, start=start)
    count = np.zeros((len(start), len(start)))
    np.add.at(count, (states[:-1].ravel(), states[1:].ravel()), 1)
    chance = expm(scheme.rates(1000.0, 10.0) * step_s)
    tries = count.sum(axis=1, keepdims=True)
    usable = (tries * chance > 20) & (tries * (1 - chance) > 20)
    z = ((count - tries * chance) / np.sqrt(np.maximum(tries * chance * (1 - chance), 1e-9)))[usable]
    assert usable.sum() >= 8
    assert np.abs(z).max() < 4
    assert not count[chance < 1e-12].any()


def test_open_times_are_exponential_with_the_right_mean(four):
    """No drug, grid much finer than an opening: mean open time 1/rc = 13.6 ms."""
    step = 2e-4
    start = steady_state(four, 1000.0)
    states = simulate_channels(four, [Segment(1.0, 1000.0)], 300, step, seed=8, start=start)
    is_open = states == four.open_index
    closings = (is_open[:-1] & ~is_open[1:]).sum()
    mean = is_open[:-1].sum() * step / closings
    assert mean == pytest.approx(1 / 73.8, rel=4 / np.sqrt(closings) + step * 73.8)


def test_the_same_seed_gives_the_same_channels(scheme):
    first, again, other = (simulate_channels(scheme, PROTOCOL, 50, 0.05, seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_channels_share_the_times_of_the_average(scheme):
    states = simulate_channels(scheme, PROTOCOL, 3, 0.07, seed=0)
    assert states.shape == (len(respond(scheme, PROTOCOL, step_s=0.07).time_s), 3)
    assert states.dtype == np.int8
    assert (states[0] == 0).all()
    assert states.min() >= 0
    assert states.max() < len(scheme.states)


RECORDED = [
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [3, 1, 0, 0, 0, 0, 0, 1],
    [2, 0, 1, 0, 0, 0, 0, 0],
    [3, 0, 1, 0, 0, 3, 1, 0],
]


def test_a_seed_gives_these_channels_on_every_machine(four):
    states = simulate_channels(four, [Segment(0.2, 1000.0, 10.0)], 8, 0.05, seed=2024)
    assert states.tolist() == RECORDED
