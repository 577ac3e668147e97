"""What a brief puff of glutamate, once or again and again, opens with and without a drug.

Glutamate in the cleft rises at once and falls exponentially. It is cut into short pieces that each hold the
mean of their stretch, so the pieces carry the same total glutamate as the curve. For a train, everything
between two stimuli is one matrix, so a stimulus costs one small product.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from ..doubling import advance
from ..exponential import exponential
from .gating import Gating
from .scheme import Scheme
from .segments import Segment, segment_rates, starting_occupancy

# After 12 decay times 6 parts in a million are left. With 32 pieces the open probability of the five-state
# receptor lies within 1e-3 of that for the smooth curve during the pulse and within 1e-4 after it (tested).
DECAYS, PIECES = 12.0, 32


@dataclass(frozen=True)
class Train:
    """What each stimulus of a train did.

    Parameters
    ----------
    scheme : Scheme
        Receptor and drug.
    time_s : ndarray
        Time of each stimulus, ``(stimuli,)``, the first at 0.
    peak : ndarray
        Largest conductance after each stimulus, ``(stimuli,)``: open probability times what Mg2+ leaves free.
    blocked : ndarray
        Fraction of channels that hold a drug just before each stimulus, ``(stimuli,)``.
    wave_time_s : ndarray
        Times after a stimulus, ``(n,)``.
    waves : ndarray
        Conductance at those times after each stimulus, ``(stimuli, n)``.
    final : ndarray
        Occupancy one interval after the last stimulus, ``(states,)``: the `start` of a following train.
    """

    scheme: Scheme
    time_s: NDArray[np.float64]
    peak: NDArray[np.float64]
    blocked: NDArray[np.float64]
    wave_time_s: NDArray[np.float64]
    waves: NDArray[np.float64]
    final: NDArray[np.float64]


def synaptic_transient(
    peak_um: float,
    decay_s: float,
    blocker_um: float = 0.0,
    voltage_mv: float = -70.0,
    mg_unblocked: float = 1.0,
) -> tuple[Segment, ...]:
    r"""Cut the glutamate curve of one synaptic event into pieces of a protocol.

    .. math:: A(t) = A_0\, e^{-t/\tau}

    Parameters
    ----------
    peak_um : float
        Glutamate at time 0, A0, 0 to 1e6 uM.
    decay_s : float
        Decay time, tau, 1e-5 to 0.1 s.
    blocker_um, voltage_mv, mg_unblocked : float, optional
        The other conditions, as in `Segment`.

    Returns
    -------
    tuple of Segment
        32 equal pieces over 12 decay times; glutamate is 0 after them.

    Notes
    -----
    Source: clements1992 (evidence rows `glutamate_peak_cleft`, `glutamate_decay_cleft`; see
    `parameters.cleft_glutamate`).

    Examples
    --------
    >>> pieces = synaptic_transient(1100.0, 0.0012)
    >>> carried = sum(piece.glutamate_um * piece.duration_s for piece in pieces)
    >>> len(pieces), round(carried, 4)
    (32, 1.32)
    """
    peak = checks.checked_number("peak_um", peak_um, checks.CONCENTRATION)
    decay = checks.checked_number("decay_s", decay_s, checks.DECAY)
    edges = np.exp(-np.linspace(0.0, DECAYS, PIECES + 1))
    means = peak * (edges[:-1] - edges[1:]) * PIECES / DECAYS
    duration = DECAYS / PIECES * decay
    return tuple(Segment(duration, float(mean), blocker_um, voltage_mv, mg_unblocked) for mean in means)


def epsc_train(
    scheme: Scheme,
    stimuli: int,
    interval_s: float,
    peak_um: float,
    decay_s: float,
    blocker_um: float = 0.0,
    voltage_mv: float = -70.0,
    mg_unblocked: float = 1.0,
    start: ArrayLike | None = None,
    wave_s: float = 0.4,
    wave_step_s: float = 5e-4,
) -> Train:
    """Repeat a synaptic event at even intervals, with drug present or absent throughout.

    Parameters
    ----------
    scheme : Scheme
        Receptor and drug; the receptor must be a `Gating`, for which the amount of glutamate matters.
    stimuli : int
        How many, 1 to 10000.
    interval_s : float
        From one stimulus to the next: at least 12 decay times plus one wave step, at most 1e6 s.
    peak_um, decay_s, blocker_um, voltage_mv, mg_unblocked : float
        As in `synaptic_transient`.
    start : array_like, optional
        Occupancy at the first stimulus, ``(10,)``; default `Scheme.rest`.
    wave_s, wave_step_s : float, optional
        How long, and in what steps, to look after each stimulus; 1e-5 to 100 s. The look ends with the
        interval.

    Returns
    -------
    Train
        Peaks, block and waveforms.

    Raises
    ------
    ValueError
        If the receptor is a `FourGating`.

    Examples
    --------
    >>> from ketlessons.models.receptor.gating import Gating
    >>> scheme = Scheme(Gating(5.0, 12.9, 8.4, 6.8, 46.5, 73.8))
    >>> epsc_train(scheme, 3, interval_s=10.0, peak_um=1100.0, decay_s=0.0012).peak.round(3)
    array([0.288, 0.288, 0.288])
    """
    if not isinstance(scheme.gating, Gating):
        raise ValueError(
            f"scheme must have a Gating receptor, allowed are {Gating.__name__} only, got {scheme.gating!r}"
        )
    count = checks.checked_count("stimuli", stimuli, 1, 10_000)
    pieces = synaptic_transient(peak_um, decay_s, blocker_um, voltage_mv, mg_unblocked)
    step = checks.checked_number("wave_step_s", wave_step_s, checks.WAVE)
    pulse_s = DECAYS * float(decay_s)
    interval = checks.checked_number("interval_s", interval_s, checks.Allowed(pulse_s + step, 1e6, "s"))
    look = min(checks.checked_number("wave_s", wave_s, checks.WAVE), interval)
    quiet = Segment(interval - pulse_s, 0.0, blocker_um, voltage_mv, mg_unblocked)

    rates, _, _ = segment_rates(scheme, [*pieces, quiet], step_s=interval)
    propagators = exponential(rates[:-1] * pieces[0].duration_s)
    opening = np.zeros(len(scheme.states))
    opening[scheme.open_index] = 1.0
    # columns[k] turns an occupancy at the stimulus into the open probability at wave time k.
    columns, so_far = [opening], np.eye(len(opening))
    for propagator in propagators:
        so_far = so_far @ propagator
        columns.append(so_far @ opening)
    later = np.empty((max(1, int((look - pulse_s) / step)) + 1, len(opening)))
    later[0] = opening
    advance(later, [exponential(rates[-1] * step).T])
    looking = np.vstack([columns[:-1], later @ so_far.T])
    wave_time = np.concatenate([np.arange(len(pieces)) * pieces[0].duration_s, pulse_s + np.arange(len(later)) * step])
    before = np.empty((count + 1, len(opening)))
    before[0] = starting_occupancy(scheme, start)
    advance(before, [so_far @ exponential(rates[-1] * quiet.duration_s)])
    np.clip(before, 0.0, 1.0, out=before)
    waves = np.clip(before[:-1] @ looking.T, 0.0, 1.0) * mg_unblocked
    blocked = before[:-1, scheme.blocked_slice].sum(axis=1)
    time_s = np.arange(count, dtype=np.float64) * interval
    return Train(scheme, time_s, waves.max(axis=1), blocked, wave_time, waves, before[-1])
