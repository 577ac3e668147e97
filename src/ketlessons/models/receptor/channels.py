"""What single channels do by chance, where `protocol` gives only the average.

Each channel jumps between states at random. The chance to be in each state one step later is a row of
``exp(Q dt)``, so the states drawn on the grid have exactly the right law whatever the step. What happens
between two grid times is not drawn.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from .scheme import Scheme
from .segments import Segment, segment_rates, starting_occupancy, step_matrices

#: Random numbers are the same however many are drawn at once; this many keep the memory small.
_NUMBERS_AT_ONCE = 100_000


def simulate_channels(
    scheme: Scheme,
    protocol: Sequence[Segment],
    n_channels: int,
    step_s: float,
    seed: int,
    start: ArrayLike | None = None,
) -> NDArray[np.int8]:
    """Draw the states of independent channels at the times that `respond` gives for the same step.

    Parameters
    ----------
    scheme : Scheme
        Receptor and drug.
    protocol : sequence of Segment
        What happens, in order.
    n_channels : int
        How many channels, 1 to 100000.
    step_s : float
        Distance between times, as in `respond`. At most 1e8 states are drawn in all.
    seed : int
        Start of the random numbers (PCG64), 0 to 2**63 - 1; the same seed gives the same channels.
    start : array_like, optional
        Chances of each state at time 0, ``(states,)``; default: all channels at rest.

    Returns
    -------
    ndarray of int8
        Index into `scheme.states`, shape ``(n_times, n_channels)``.

    Examples
    --------
    >>> from ketlessons.models.receptor.gating import FourGating
    >>> scheme = Scheme(FourGating(20.8, 73.8))
    >>> states = simulate_channels(scheme, [Segment(1.0, glutamate_um=1000)], 200, step_s=0.01, seed=1)
    >>> states.shape, (states[50:] == scheme.open_index).mean().round(1).item()
    ((101, 200), 0.2)
    """
    channels = checks.checked_count("n_channels", n_channels, 1, 100_000)
    random = np.random.Generator(np.random.PCG64(checks.checked_count("seed", seed, 0, 2**63 - 1)))
    rates, durations, steps = segment_rates(scheme, protocol, step_s)
    total = int(steps.sum()) + 1
    if total * channels > 1e8:
        raise ValueError(f"n_channels must be from 1 to {int(1e8 // total)} for {total} times, got {channels}")
    states = np.empty((total, channels), dtype=np.int8)
    start_rungs = _rungs(starting_occupancy(scheme, start)[None, :])
    states[0] = _draw(start_rungs, np.zeros(channels, np.int8), random.random(channels))
    at_once = max(1, _NUMBERS_AT_ONCE // channels)
    row = 0
    one_steps, which = step_matrices(rates, durations, steps)
    for number, count in zip(which, steps, strict=True):
        rungs = _rungs(one_steps[number])
        for first in range(0, count, at_once):
            for chance in random.random((min(at_once, count - first), channels)):
                states[row + 1] = _draw(rungs, states[row], chance)
                row += 1
    return states


def _draw(rungs: NDArray[np.float64], now: NDArray[np.int8], chance: NDArray[np.float64]) -> NDArray[np.int8]:
    """Return how many rungs of each channel's ladder lie at or below its number from [0, 1)."""
    states: NDArray[np.int8] = np.add.reduce(chance >= rungs.take(now, axis=1), axis=0, dtype=np.int8)
    return states


def _rungs(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cumulative chances of each row as a column, without the last: that is 1 but for rounding."""
    # Rounding can leave a chance of -1e-19; as a chance that is 0.
    return np.ascontiguousarray(np.cumsum(np.maximum(chances, 0.0), axis=1)[:, :-1].T)
