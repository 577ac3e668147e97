"""How much ketamine and norketamine is in the blood at each moment: sums of exponentials, not steps.

Everything is linear: each way of a dose answers with a sum of exponentials, and doses add up. Between two events (a
dose starts, an infusion ends) the whole course is one constant and one amplitude for each rate, so any time can be
asked for at once. On an even grid a power of a rate is a product of two others, and ten thousand exponentials become
a small matrix product.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from ..quantities import Array
from .absorption import Dose, Way
from .chain import Chain
from .course import Course
from .disposition import ENOUGH, Disposition
from .stretch import Stretch

#: Points of the default grid: a day, once a minute, both ends in.
MINUTES = 1441


def time_course(disposition: Disposition, doses: Sequence[Dose], time_h: ArrayLike | None = None) -> Course:
    r"""Follow doses through the body.

    .. math:: C(t) = c_0 + \sum_k a_k\, e^{-\lambda_k (t - t_0)}

    between two events, for ketamine and norketamine; the sums are exact. Where rates coincide, or nearly so, they have
    no digits left: a person with such rates is followed by a matrix exponential, which is as exact.

    Parameters
    ----------
    disposition : Disposition
        Where the drug goes; its values may be numbers or one row with a number for each virtual patient.
    doses : sequence of Dose
        What is given, at least one.
    time_h : array_like, optional
        Rising times, 0 to 1e5 h, ``(times,)``; default every minute of a day.

    Returns
    -------
    Course
        Concentrations, ``(times,)`` for one patient or ``(patients, times)``.

    Raises
    ------
    ValueError
        If no dose is given.

    Notes
    -----
    Source: the ways and dispositions of `ketlessons.published.dose` name their rows. A thousand patients over a day at
    one minute need about 75 MB.

    Examples
    --------
    >>> from ketlessons.models.dose.compartments import Network
    >>> body = Disposition("one", Network([100.0], [], [50.0]), Network([90.0], [], [60.0]), [50.0])
    >>> course = time_course(body, [Dose(10.0, Way(1.0))], [0.0, 2.0])
    >>> course.ketamine_ng_ml.round(2), round(float(course.auc_inf_ng_h_ml), 6)
    (array([100.  ,  36.79]), 200.0)
    """
    if isinstance(doses, Dose) or not len(doses) or not all(isinstance(dose, Dose) for dose in doses):
        raise ValueError(f"doses must be a sequence of at least 1 Dose, got {doses!r}")
    time = _grid() if time_h is None else checks.checked("time_h", time_h, checks.CLOCK)
    if time.ndim != 1 or not time.size or (np.diff(time) <= 0).any():
        raise ValueError(f"time_h must be one row of rising times from 0 to 1e+05 h, got shape {time.shape}")
    rates, events, near = _events(disposition, doses)
    chains = {}
    if near.any():
        persons = [tuple(int(place) for place in person) for person in np.argwhere(near)]
        chains = {person: Chain(disposition, doses, near.shape, person) for person in persons}
    return Course(disposition.name, time, rates, tuple(_stretches(rates, events)), chains)


def _grid() -> NDArray[np.float64]:
    return np.arange(MINUTES) / 60.0


def _events(
    disposition: Disposition, doses: Sequence[Dose]
) -> tuple[Array, list[tuple[float, Array, Array | float]], NDArray[np.bool_]]:
    """Return all rates, the events, and whose rates lie too near to each other for a sum of exponentials.

    Each event is its time and what it adds to amplitudes and constant, in ng/mL.
    """
    ways: dict[int, tuple[Way, Array, int]] = {}
    parts, near = [disposition.rates_per_h], np.asarray(False)
    shared = disposition.rates_per_h.shape[-1]
    width = shared
    for dose in doses:
        if id(dose.way) not in ways:
            amplitude, ka = disposition.answer(dose.way)
            ways[id(dose.way)] = (dose.way, amplitude, width)
            near = near | (disposition.kept_digits(dose.way) < ENOUGH)
            if ka is not None:
                parts.append(ka)
                width += 1
    shape = np.broadcast_shapes(
        *(part.shape[:-1] for part in parts),
        *(amplitude.shape[:-2] for _, amplitude, _ in ways.values()),
        *(np.shape(dose.amount_mg) for dose in doses),
    )
    if len(shape) > 1:
        raise ValueError(f"doses must hold single numbers or one row with one number for each patient, got {shape}")
    rates = np.concatenate([np.broadcast_to(part, (*shape, part.shape[-1])) for part in parts], -1)
    # An infusion that never leaves is followed as a chain.
    leaving = rates if rates.all() else np.where(rates > 0.0, rates, 1.0)
    events = []
    for dose in doses:
        way, amplitude, place = ways[id(dose.way)]
        size = np.zeros((*shape, 2, width))
        # mg/L is 1000 ng/mL.
        scaled = 1000.0 * np.asarray(dose.amount_mg, float)[..., None, None] * amplitude
        size[..., :shared] = scaled[..., :shared]
        if scaled.shape[-1] > shared:
            size[..., place] = scaled[..., -1]
        if way.duration_h == 0:
            events.append((float(dose.start_h), size, 0.0))
            continue
        size /= way.duration_h * leaving[..., None, :]
        level = size.sum(-1)
        events.append((float(dose.start_h), -size, level))
        events.append((float(dose.start_h) + way.duration_h, size, -level))
    return rates, sorted(events, key=lambda event: event[0]), np.broadcast_to(near, shape)


def _stretches(rates: Array, events: list[tuple[float, Array, Array | float]]) -> list[Stretch]:
    """Carry amplitudes and constant from event to event."""
    stretches: list[Stretch] = []
    level: Array | float = 0.0
    amplitude, before = np.zeros((*rates.shape[:-1], 2, rates.shape[-1])), events[0][0]
    for when, more, higher in events:
        if when > before:
            stretches.append(Stretch(before, amplitude, level))
            amplitude = amplitude * np.exp(-rates * (when - before))[..., None, :]
        amplitude, level, before = amplitude + more, level + higher, when
    stretches.append(Stretch(before, amplitude, level))
    return stretches
