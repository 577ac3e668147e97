"""What the course is between two events.

One constant and a sum of exponentials, evaluated at many times at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log, sqrt

import numpy as np

from ..quantities import Array

#: Below this many times a product of two short rows of powers saves nothing.
_FEW = 32


@dataclass(frozen=True, eq=False)
class Stretch:
    """A stretch of time between two events: ``level + sum(amplitude * exp(-rate * (t - start_h)))``, in ng/mL.

    Parameters
    ----------
    start_h : float
        When it begins.
    amplitude : ndarray
        One row a substance, one column a rate, ``(..., 2, rates)``.
    level : ndarray or float
        What an infusion would settle at, ``(..., 2)``; 0 when nothing enters at an even rate.
    """

    start_h: float
    amplitude: Array
    level: Array | float

    def of(self, some: tuple[slice, ...]) -> Stretch:
        """Return the same stretch of some of a crowd, or of all for an empty index."""
        level = np.asarray(self.level)
        return Stretch(self.start_h, self.amplitude[some], level[some] if level.ndim > 1 else level)

    def values(self, rates_per_h: Array, time_h: Array, step_h: float | None) -> Array:
        """Return the concentrations, ``(..., 2, times)``, at times that are `step_h` apart, or anyhow if it is None."""
        level = np.asarray(self.level)[..., None]
        if step_h is None or time_h.size < _FEW:
            direct: Array = self.amplitude @ np.exp(-rates_per_h[..., :, None] * (time_h - self.start_h)) + level
            return direct
        # exp(-r (a + b)) = exp(-r a) exp(-r b): two short rows of powers instead of one long one.
        inner = ceil(sqrt(time_h.size))
        coarse_h = time_h[0] - self.start_h + step_h * inner * np.arange(ceil(time_h.size / inner))
        coarse = np.exp(-rates_per_h[..., None, :] * coarse_h[:, None])
        fine = np.exp(-rates_per_h[..., :, None] * (step_h * np.arange(inner)))
        product: Array = (self.amplitude[..., None, :] * coarse[..., None, :, :]) @ fine[..., None, :, :]
        return np.asarray(product.reshape(*product.shape[:-2], -1)[..., : time_h.size] + level)


def even_step(time_h: Array) -> float | None:
    """Return the step of an even grid, None for any other."""
    if time_h.size < _FEW:
        return None
    step = (time_h[-1] - time_h[0]) / (time_h.size - 1)
    even = np.abs(time_h - time_h[0] - step * np.arange(time_h.size)).max() < 1e-9 * max(step, 1e-3)
    return float(step) if even else None


def half_life(rate: Array) -> Array:
    """Return the half-life at a rate, endless where nothing leaves."""
    lasting: Array = np.divide(log(2.0), rate, where=np.greater(rate, 0.0), out=np.full(np.shape(rate), np.inf))[()]
    return lasting


def gone(rates: Array, length_h: float) -> Array:
    """Return the area under ``exp(-rate * t)`` from 0 to `length_h`: as long as that where nothing leaves."""
    over = 1.0 if length_h == np.inf else -np.expm1(-rates * length_h)
    return np.asarray(np.divide(over, rates, where=rates > 0.0, out=np.full(rates.shape, length_h)))
