"""What the channels do while glutamate, drug, voltage and Mg2+ change by steps.

A protocol is a list of `Segment`s, each with constant conditions. Within one, occupancies follow
``p(t) = p(0) exp(Q t)`` exactly; a grid of times only says where to look, so the answer at a time does not
depend on the grid.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..doubling import advance
from .scheme import Scheme
from .segments import Segment, segment_rates, solved_once, starting_occupancy, step_matrices, time_grid


@dataclass(frozen=True)
class Response:
    """What the channels did.

    Parameters
    ----------
    scheme : Scheme
        Receptor and drug.
    time_s : ndarray
        Times from 0 to the end of the protocol, shape ``(n,)``; ends of segments are always among them.
    occupancy : ndarray
        Fraction of channels in each of `scheme.states`, shape ``(n, states)``.
    segment : ndarray
        Number of the segment each time belongs to, shape ``(n,)``. At a switch the new conditions hold.
    mg_unblocked : ndarray
        The fraction that Mg2+ leaves free at each time, shape ``(n,)``.
    """

    scheme: Scheme
    time_s: NDArray[np.float64]
    occupancy: NDArray[np.float64]
    segment: NDArray[np.intp]
    mg_unblocked: NDArray[np.float64]

    @property
    def open_probability(self) -> NDArray[np.float64]:
        """Fraction of channels with the gate open and no drug, ``(n,)``."""
        return np.asarray(self.occupancy[:, self.scheme.open_index])

    @property
    def blocked(self) -> NDArray[np.float64]:
        """Fraction of channels that hold a drug, gate open or shut, ``(n,)``."""
        return np.asarray(self.occupancy[:, self.scheme.blocked_slice].sum(axis=1))

    @property
    def trapped(self) -> NDArray[np.float64]:
        """Fraction of channels shut over a drug, ``(n,)``."""
        return self.blocked - self.occupancy[:, self.scheme.open_blocked_index]

    @property
    def conductance(self) -> NDArray[np.float64]:
        """Open probability times what Mg2+ leaves free, ``(n,)``: 1 if all channels conducted."""
        return self.open_probability * self.mg_unblocked

    @property
    def final(self) -> NDArray[np.float64]:
        """Occupancy at the end, ``(states,)``: the `start` of whatever comes next."""
        return np.asarray(self.occupancy[-1])


def respond(
    scheme: Scheme,
    protocol: Sequence[Segment],
    step_s: float | None = None,
    points: int | None = None,
    start: ArrayLike | None = None,
) -> Response:
    """Run a protocol.

    Parameters
    ----------
    scheme : Scheme
        Receptor and drug.
    protocol : sequence of Segment
        What happens, in order.
    step_s : float, optional
        Distance between times, more than 0 and at most 1e6 s. Each segment is cut into equal steps no
        longer than this.
    points : int, optional
        Instead of `step_s`: about how many times in all, 2 to 1000000. Default 600.
    start : array_like, optional
        Occupancy at time 0, ``(states,)``, adding up to 1. Default: `Scheme.rest`.

    Returns
    -------
    Response
        Times and occupancies.

    Raises
    ------
    ValueError
        If the protocol is empty, or both `step_s` and `points` are given.

    Notes
    -----
    One matrix exponential per segment; the powers for the grid come from repeated doubling.

    Examples
    --------
    >>> from ketlessons.models.receptor.blocker import Blocker
    >>> from ketlessons.models.receptor.gating import FourGating
    >>> scheme = Scheme(FourGating(20.8, 73.8), Blocker("example", 1.0, 0.71, reference_mv=-70))
    >>> glutamate, drug = Segment(5, glutamate_um=1000), Segment(60, glutamate_um=1000, blocker_um=0.71)
    >>> response = respond(scheme, [glutamate, drug], points=100)
    >>> response.blocked[-1].round(3).item()
    0.5
    """
    rates, durations, steps = segment_rates(scheme, protocol, step_s, points)
    occupancy = np.empty((steps.sum() + 1, len(scheme.states)))
    occupancy[0] = starting_occupancy(scheme, start)
    row = 0
    one_steps, which = step_matrices(rates, durations, steps)
    powers = [[one_step] for one_step in one_steps]
    for number, count in zip(which, steps, strict=True):
        advance(occupancy[row : row + count + 1], powers[number])
        row += count
    time_s, segment = time_grid(durations, steps)
    # Rounding leaves values like -1e-19 in states that are empty.
    np.clip(occupancy, 0.0, 1.0, out=occupancy)
    mg_unblocked = np.array([part.mg_unblocked for part in protocol])[segment]
    return Response(scheme, time_s, occupancy, segment, mg_unblocked)


def mean_occupancy(scheme: Scheme, protocol: Sequence[Segment], start: ArrayLike | None = None) -> NDArray[np.float64]:
    r"""Return the mean occupancy over each segment: what a pulse carries, however fast it changes inside.

    .. math:: \bar p = \frac{1}{T} \, p_0 \int_0^T e^{Qs} \, ds

    Parameters
    ----------
    scheme : Scheme
        Receptor and drug.
    protocol : sequence of Segment
        What happens, in order.
    start : array_like, optional
        Occupancy at time 0, ``(states,)``, adding up to 1. Default: `Scheme.rest`.

    Returns
    -------
    ndarray
        Mean share of each state, shape ``(segments, states)``; rows add up to 1.

    Raises
    ------
    ValueError
        If the protocol is empty.

    Notes
    -----
    Exact: the integral is the upper right block of the exponential of ``[[Q, 1], [0, 0]] T`` (Van Loan's method).

    Examples
    --------
    >>> from ketlessons.models.receptor.blocker import Blocker
    >>> from ketlessons.models.receptor.gating import FourGating
    >>> scheme = Scheme(FourGating(20.8, 73.8), Blocker("example", 1.0, 0.71, reference_mv=-70))
    >>> mean_occupancy(scheme, [Segment(1000, glutamate_um=1000)])[0, scheme.open_index].round(3).item()
    0.22
    """
    rates, durations, _ = segment_rates(scheme, protocol, points=2)
    states = len(scheme.states)
    blocks = np.zeros((len(durations), 2 * states, 2 * states))
    blocks[:, :states, :states] = rates
    blocks[:, :states, states:] = np.eye(states)
    solved, which = solved_once(blocks * durations[:, None, None])
    occupancy = starting_occupancy(scheme, start)
    means = np.empty((len(durations), states))
    for row, number in enumerate(which):
        # Where the segment ends, and the sum over the way there.
        after = occupancy @ solved[number, :states]
        occupancy, means[row] = after[:states], after[states:]
    return np.clip(means / durations[:, None], 0.0, 1.0)
