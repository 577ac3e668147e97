"""The course of a person in whom two rates coincide.

There a sum of exponentials would divide nothing by nothing. Drug leaves its place of absorption, then the modes of
ketamine, then those of norketamine, and each step divides by a difference of rates: where they are equal the sum has
no value, and near there it has lost its digits. As a matrix exponential the same chain has neither trouble.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ..doubling import advance
from ..exponential import exponential, grown
from ..quantities import Array
from .absorption import Dose, Way
from .disposition import Disposition


class Chain:
    """The course of one person as a chain: inflow, places of absorption, ketamine, norketamine, and both areas.

    Parameters
    ----------
    disposition : Disposition
        Where the drug goes.
    doses : sequence of Dose
        What is given.
    shape : tuple of int
        Shape of all persons, ``()`` or ``(patients,)``.
    person : tuple of int
        Which one of them.

    Notes
    -----
    Between two events the state x follows :math:`x(t) = e^{A (t - t_0)} x(t_0)`; concentrations are in ng/mL.
    """

    def __init__(
        self, disposition: Disposition, doses: Sequence[Dose], shape: tuple[int, ...], person: tuple[int, ...]
    ):
        def one(value: object, axes: int = 0) -> Array:
            array = np.asarray(value, float)
            return np.asarray(np.broadcast_to(array, (*shape, *array.shape[array.ndim - axes :]))[person])

        parent, child = disposition.ketamine, disposition.norketamine
        modes, seen = one(parent.modes, 2), one(child.modes, 2)[0]
        absorbed: dict[int, Way] = {id(dose.way): dose.way for dose in doses if dose.way.ka_per_h is not None}
        places = {key: 1 + number for number, key in enumerate(absorbed)}
        first = 1 + len(places)
        drug = slice(first, first + len(modes))
        made = slice(drug.stop, drug.stop + len(seen))
        size = made.stop + 2

        def arrives(way: Way) -> Array:
            """Return where a unit amount arrives that needs no more absorption."""
            entered = np.zeros(size)
            entered[drug] = one(way.ketamine_fraction) * modes[way.into]
            entered[made] = one(way.norketamine_fraction) * seen
            return entered

        system = np.zeros((size, size))
        system[drug, drug] = np.diag(-one(parent.rates_per_h, 1))
        system[made, made] = np.diag(-one(child.rates_per_h, 1))
        system[made, drug] = np.outer(seen, one(disposition.formed, 1))
        # mg/L is 1000 ng/mL.
        system[-2, drug], system[-1, made] = 1000.0 * modes[0], 1000.0 * seen
        for key, way in absorbed.items():
            ka = float(one(way.ka_per_h))
            system[:, places[key]] = ka * arrives(way)
            system[places[key], places[key]] = -ka
        events: list[tuple[float, Array, Array]] = []
        for dose in doses:
            entered = np.zeros(size)
            if id(dose.way) in places:
                entered[places[id(dose.way)]] = 1.0
            else:
                entered = arrives(dose.way)
            entered = float(one(dose.amount_mg)) * entered
            start, lasts, none = float(dose.start_h), dose.way.duration_h, np.zeros(size)
            if lasts == 0:
                events.append((start, entered, none))
            else:
                events += [(start, none, entered / lasts), (start + lasts, none, -entered / lasts)]
        self._sampled = system[-2:].copy()
        self._stretches = self._followed(system, sorted(events, key=lambda event: event[0]))

    @staticmethod
    def _followed(system: Array, events: list[tuple[float, Array, Array]]) -> list[tuple[float, Array, Array]]:
        """Carry the state from event to event; return when each stretch starts, its system and its first state."""
        stretches: list[tuple[float, Array, Array]] = []
        state, before = np.zeros(len(system)), events[0][0]
        state[0] = 1.0  # what enters evenly is a constant state that feeds the others
        for when, jump, inflow in events:
            if when > before:
                stretches.append((before, system, state))
                state = state + grown(system * (when - before)) @ state
            system = system.copy()
            system[:, 0] += inflow
            state, before = state + jump, when
        # When all has entered, nothing is left of the differences of inflows but their last bits.
        system[:, 0] = 0.0
        return [*stretches, (before, system, state)]

    def values(self, time_h: Array, step_h: float | None) -> Array:
        """Return ketamine and norketamine, ng/mL, ``(2, times)``; `step_h` as in `Stretch.values`."""
        both = np.zeros((2, time_h.size))
        edges = np.append(np.searchsorted(time_h, [start for start, *_ in self._stretches]), time_h.size)
        for (start, system, state), (first, last) in zip(self._stretches, pairwise(edges), strict=True):
            if last == first:
                continue
            since = time_h[first:last] - start
            if step_h is None:
                states = state + grown(system * since[:, None, None]) @ state
            else:
                states = np.empty((since.size, state.size))
                states[0] = state + grown(system * since[0]) @ state
                advance(states, [exponential(system * step_h).T])
            both[:, first:last] = self._sampled @ states.T
        return both

    def area(self, end_h: float) -> Array:
        """Return the areas under both curves until `end_h`, which may be infinite, ng h/mL, ``(2,)``."""
        begun = [stretch for stretch in self._stretches if stretch[0] <= end_h]
        if not begun:
            return np.zeros(2)
        start, system, state = begun[-1]
        if end_h < np.inf:
            return (state + grown(system * (end_h - start)) @ state)[-2:]
        # All that is and will be in a place passes through it: from the first place to the last.
        passed = np.zeros_like(state)
        for place in range(1, state.size):
            enters = state[place] + _weighed(system[place, 1:place], passed[1:place])
            rate = -system[place, place]
            if place >= state.size - 2:
                passed[place] = enters
            elif enters:
                passed[place] = enters / rate if rate > 0 else np.copysign(np.inf, enters)
        return passed[-2:]


def _weighed(weights: Array, values: Array) -> float:
    """Return the sum of the products, in which nothing of an infinite value is nothing."""
    return float(np.multiply(weights, values, where=weights != 0, out=np.zeros_like(values)).sum())
