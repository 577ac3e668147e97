"""What is held constant for how long, and at which times to look.

A `Segment` is one stretch of an experiment. The functions under it are the shared machinery of `protocol` and
`channels`: checked rates, grids of times, and the matrix of one step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from ..exponential import exponential
from .scheme import Scheme

MOST_STEPS = 1_000_000


@dataclass(frozen=True)
class Segment:
    """A stretch of time with constant conditions.

    Parameters
    ----------
    duration_s : float
        Length, more than 0 and at most 1e6 s.
    glutamate_um, blocker_um : float, optional
        Concentrations, 0 to 1e6 uM.
    voltage_mv : float, optional
        Membrane voltage, -150 to 150 mV.
    mg_unblocked : float, optional
        Fraction of open channels that Mg2+ leaves free, more than 0 and at most 1.
    """

    duration_s: float
    glutamate_um: float = 0.0
    blocker_um: float = 0.0
    voltage_mv: float = -70.0
    mg_unblocked: float = 1.0

    def __post_init__(self) -> None:
        """Refuse conditions that cannot be."""
        checks.checked_number("duration_s", self.duration_s, checks.DURATION)
        checks.checked_number("glutamate_um", self.glutamate_um, checks.CONCENTRATION)
        checks.checked_number("blocker_um", self.blocker_um, checks.CONCENTRATION)
        checks.checked_number("voltage_mv", self.voltage_mv, checks.VOLTAGE)
        checks.checked_number("mg_unblocked", self.mg_unblocked, checks.UNBLOCKED)


def segment_rates(
    scheme: Scheme, protocol: Sequence[Segment], step_s: float | None = None, points: int | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.intp]]:
    """Return each segment's rate matrix, duration and number of steps; see `respond` for the arguments."""
    if isinstance(protocol, Segment) or not len(protocol) or not all(isinstance(part, Segment) for part in protocol):
        raise ValueError(f"protocol must be a sequence of at least 1 Segment, got {protocol!r}")
    if step_s is not None and points is not None:
        raise ValueError(f"points must be None when step_s is given, got {points!r}")
    conditions = np.array(
        [
            (part.duration_s, part.glutamate_um, part.blocker_um, part.voltage_mv, part.mg_unblocked)
            for part in protocol
        ],
        dtype=float,
    )
    durations = conditions[:, 0]
    if step_s is None:
        count = checks.checked_count("points", 600 if points is None else points, 2, MOST_STEPS)
        step = durations.sum() / (count - 1)
    else:
        step = checks.checked_number("step_s", step_s, checks.DURATION)
    # The small allowance keeps 1 s in steps of 0.1 s at ten steps whatever the last bit says.
    steps = np.maximum(1, np.ceil(durations / step - 1e-9))
    if steps.sum() > MOST_STEPS:
        raise ValueError(f"step_s must be at least {durations.sum() / MOST_STEPS:g} s for this protocol, got {step:g}")
    return scheme.rates(*conditions[:, 1:].T), durations, steps.astype(np.intp)


def starting_occupancy(scheme: Scheme, start: ArrayLike | None) -> NDArray[np.float64]:
    """Return `start` checked, or the receptor at rest."""
    if start is None:
        return scheme.rest()
    occupancy = checks.checked("start", start, checks.FRACTION)
    if occupancy.shape != (len(scheme.states),):
        raise ValueError(f"start must have shape ({len(scheme.states)},), got {occupancy.shape}")
    if abs(occupancy.sum() - 1.0) > 1e-6:
        raise ValueError(f"start must add up to 1 (allowed from 0.999999 to 1.000001), got {occupancy.sum():g}")
    return occupancy


def time_grid(durations: NDArray[np.float64], steps: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the times and the segment each belongs to: equal steps inside every segment."""
    ends = np.cumsum(durations)
    number = np.repeat(np.arange(len(steps)), steps)
    inside = np.arange(steps.sum()) - np.repeat(np.cumsum(steps) - steps, steps)
    times = (ends - durations)[number] + inside * (durations / steps)[number]
    return np.append(times, ends[-1]), np.append(number, number[-1])


def step_matrices(
    rates: NDArray[np.float64], durations: NDArray[np.float64], steps: NDArray[np.intp]
) -> tuple[NDArray[np.float64], list[int]]:
    """Return ``exp(Q dt)`` of one step, once for segments that repeat, and the number of its own for each segment."""
    one_step = rates * (durations / steps)[:, None, None]
    return solved_once(one_step)


def solved_once(matrices: NDArray[np.float64]) -> tuple[NDArray[np.float64], list[int]]:
    """Return the exponentials of the different matrices of a stack, and the number of its own for each matrix."""
    # Rounding away the last bits lets equal pulses be seen as equal; 1e-12 of a rate is far below any tolerance.
    number: dict[bytes, int] = {}
    which = [number.setdefault(key.tobytes(), len(number)) for key in np.round(matrices, 12)]
    first = [which.index(k) for k in range(len(number))]
    return exponential(matrices[first]), which
