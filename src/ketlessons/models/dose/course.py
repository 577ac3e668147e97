"""What came of a dose.

Concentrations over time, and what pharmacologists read off them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Array
from .chain import Chain
from .stretch import Stretch, even_step, gone, half_life

# Molar masses in g/mol; the tests hold them equal to the evidence rows `ketamine_molar_mass` and
# `norketamine_molar_mass`.
KETAMINE_G_MOL, NORKETAMINE_G_MOL = 237.73, 223.70

#: So many numbers of a crowd are worked out at once: what they need in between stays in the processor's cache.
_AT_ONCE = 100_000


@dataclass(frozen=True, eq=False)
class Course:
    """Concentrations of ketamine and norketamine in the sampled blood.

    Parameters
    ----------
    name : str
        The set of parameters they come from.
    time_h : ndarray
        Times, ``(times,)``.
    rates_per_h : ndarray
        Rates of all exponentials, ``(..., rates)``.
    stretches : tuple of Stretch
        The course between events, in order of time.
    chains : mapping of tuple to Chain
        For whom rates coincide, by place among the patients, what is used in place of the stretches.

    Notes
    -----
    `at` gives any other time. Peaks are the greatest values on the grid `time_h`; areas are exact.
    """

    name: str
    time_h: Array
    rates_per_h: Array
    stretches: tuple[Stretch, ...]
    chains: Mapping[tuple[int, ...], Chain] = field(default_factory=dict)
    _both: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Evaluate the course on its grid."""
        object.__setattr__(self, "_both", self._evaluated(self.time_h))

    @property
    def ketamine_ng_ml(self) -> Array:
        """Total ketamine, ng/mL, ``(..., times)``."""
        return self._both[..., 0, :]

    @property
    def norketamine_ng_ml(self) -> Array:
        """Total norketamine, ng/mL, ``(..., times)``."""
        return self._both[..., 1, :]

    @property
    def ketamine_um(self) -> Array:
        """Total ketamine, uM, ``(..., times)``."""
        return self.ketamine_ng_ml / KETAMINE_G_MOL

    @property
    def norketamine_um(self) -> Array:
        """Total norketamine, uM, ``(..., times)``."""
        return self.norketamine_ng_ml / NORKETAMINE_G_MOL

    @cached_property
    def cmax_ng_ml(self) -> Array:
        """Greatest ketamine concentration on the grid, ng/mL, ``(...)``."""
        greatest: Array = self.ketamine_ng_ml.max(-1)
        return greatest

    @cached_property
    def tmax_h(self) -> Array:
        """Time of that, h, ``(...)``."""
        when: Array = self.time_h[self.ketamine_ng_ml.argmax(-1)]
        return when

    @cached_property
    def norketamine_cmax_ng_ml(self) -> Array:
        """Greatest norketamine concentration on the grid, ng/mL, ``(...)``."""
        greatest: Array = self.norketamine_ng_ml.max(-1)
        return greatest

    @cached_property
    def norketamine_tmax_h(self) -> Array:
        """Time of that, h, ``(...)``."""
        when: Array = self.time_h[self.norketamine_ng_ml.argmax(-1)]
        return when

    @cached_property
    def auc_inf_ng_h_ml(self) -> Array:
        """Area under ketamine from the first dose until nothing is left, ng h/mL, ``(...)``."""
        return self._area(np.inf)[..., 0]

    @cached_property
    def norketamine_auc_inf_ng_h_ml(self) -> Array:
        """The same for norketamine."""
        return self._area(np.inf)[..., 1]

    @property
    def auc_ng_h_ml(self) -> Array:
        """Area under ketamine from time 0 to the end of the grid, ng h/mL, ``(...)``."""
        return self._area(float(self.time_h[-1]))[..., 0]

    @property
    def norketamine_auc_ng_h_ml(self) -> Array:
        """The same for norketamine."""
        return self._area(float(self.time_h[-1]))[..., 1]

    @property
    def half_life_h(self) -> Array:
        """Terminal half-life of ketamine: that of the slowest of its rates, h, ``(...)``."""
        carries = np.any([stretch.amplitude[..., 0, :] != 0.0 for stretch in self.stretches], axis=0)
        return half_life(np.where(carries, self.rates_per_h, np.inf).min(-1))

    @property
    def norketamine_half_life_h(self) -> Array:
        """Terminal half-life of norketamine, h, ``(...)``: its own, or ketamine's where that is longer."""
        return half_life(self.rates_per_h.min(-1))

    def at(self, time_h: ArrayLike) -> tuple[Array, Array]:
        """Return ketamine and norketamine, ng/mL, at other times.

        Parameters
        ----------
        time_h : array_like
            Rising times, 0 to 1e5 h, ``(times,)``, or one time.

        Returns
        -------
        tuple of ndarray
            Ketamine and norketamine, ``(..., times)``; without the last axis for one time.

        Raises
        ------
        ValueError
            If times do not rise.
        """
        time = checks.checked("time_h", time_h, checks.CLOCK)
        row = np.atleast_1d(time)
        if row.ndim != 1 or (np.diff(row) <= 0).any():
            raise ValueError(f"time_h must be rising times from 0 to 1e+05 h, got shape {time.shape}")
        both = self._evaluated(row)
        both = both if time.ndim else both[..., 0]
        return (both[..., 0, :], both[..., 1, :]) if time.ndim else (both[..., 0], both[..., 1])

    def _evaluated(self, time: Array) -> Array:
        both = np.zeros((*self.rates_per_h.shape[:-1], 2, time.size))
        starts = [stretch.start_h for stretch in self.stretches]
        edges = np.append(np.searchsorted(time, starts), time.size)
        step = even_step(time)
        for some in _parts(self.rates_per_h.shape[:-1], 2 * time.size):
            rates = self.rates_per_h[some]
            for stretch, first, last in zip(self.stretches, edges, edges[1:], strict=False):
                if last > first:
                    both[some][..., first:last] = stretch.of(some).values(rates, time[first:last], step)
        for person, chain in self.chains.items():
            both[person] = chain.values(time, step)
        # Where terms cancel, the last bits may fall below nothing.
        return np.maximum(both, 0.0, out=both)

    def _area(self, end_h: float) -> Array:
        """Return the exact areas under both curves until `end_h`, ``(..., 2)``."""
        ends = [stretch.start_h for stretch in self.stretches[1:]] + [np.inf]
        total = np.zeros((*self.rates_per_h.shape[:-1], 2))
        for stretch, end in zip(self.stretches, ends, strict=True):
            length = min(end, end_h) - stretch.start_h
            if length <= 0:
                break
            lost, amplitude = gone(self.rates_per_h, length)[..., None, :], stretch.amplitude
            total = total + np.multiply(amplitude, lost, where=amplitude != 0.0, out=np.zeros_like(amplitude)).sum(-1)
            if end < np.inf or end_h < np.inf:
                total = total + np.asarray(stretch.level) * length
        for person, chain in self.chains.items():
            total[person] = chain.area(end_h)
        return total


def _parts(shape: tuple[int, ...], numbers: int) -> list[tuple[slice, ...]]:
    """Return a crowd in parts, one person as it is: memory for all of a crowd at once would be new memory each time."""
    if not shape:
        return [()]
    people = max(1, _AT_ONCE // numbers)
    return [(slice(first, first + people),) for first in range(0, shape[0], people)]
