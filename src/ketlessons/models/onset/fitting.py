"""How a curve is put through points, and which of its parameters the points limit.

The size of each curve follows from its time constants in closed form, so only time constants are searched for. Limits
are those of the profile likelihood. Where it never rises far enough there is no limit, and none is returned.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges
from .._distributions import chi2_quantile
from ..quantities import Array, Number
from . import curves
from .fit import Fit, Limits

# Curve and its time constants. A rise is a rise and fall that never falls.
CURVES: dict[str, tuple[Callable[..., Number], tuple[str, ...]]] = {
    "constant": (curves.constant, ()),
    "rise": (curves.rise_and_fall, ("tau_on_h",)),
    "rise_and_fall": (curves.rise_and_fall, ("tau_on_h", "tau_off_h")),
    "decay": (curves.decay, ("tau_h",)),
}
_LOWEST, _HIGHEST = np.log(ranges.TAU.low), np.log(ranges.TAU.high)
_GRID = np.linspace(_LOWEST, _HIGHEST, 43)[1:-1]


def fit_curve(
    curve: str,
    time_h: ArrayLike,
    value: ArrayLike,
    se: ArrayLike,
    independent: bool = True,
    confidence: float = 0.95,
) -> Fit:
    r"""Fit a curve by weighted least squares, with profile-likelihood limits.

    .. math:: \chi^2 = \sum_i \left(\frac{y_i - E(t_i)}{s_i}\right)^2, \quad
        \chi^2_{profile}(\theta) \le \chi^2_{min} + \chi^2_{1, 0.95}

    Parameters
    ----------
    curve : {"constant", "rise", "rise_and_fall", "decay"}
        Which of the functions in `curves`.
    time_h, value, se : array_like
        Times, above 0 to 1e5 h, values, -1e4 to 1e4, and their standard errors, above 0 to 1e4; ``(points,)``.
    independent : bool, optional
        Whether no two points share patients. If some do, limits would be too narrow, and none are returned.
    confidence : float, optional
        Of the limits, 0.5 to 0.9999.

    Returns
    -------
    Fit
        Time constants between 1e-3 and 1e6 h. A limit that the points do not set is None.

    Raises
    ------
    ValueError
        If there are fewer points than parameters.

    Notes
    -----
    A limit is the first crossing on each side of the best value.

    Examples
    --------
    >>> fit = fit_curve("rise", [4.0, 24.0, 600.0], [4.0, 3.6, 3.8], [1.0, 1.0, 1.0])
    >>> fit.limits["tau_on_h"][0] is None
    True
    """
    checks.checked_choice("curve", curve, tuple(CURVES))
    function, names = CURVES[curve]
    time = ranges.row("time_h", time_h, ranges.TIME)
    y = ranges.row("value", value, ranges.SCORE, time.size)
    s = ranges.row("se", se, ranges.SPREAD, time.size)
    rise = float(chi2_quantile(checks.checked_number("confidence", confidence, ranges.CONFIDENCE), 1))
    if time.size < len(names) + 1:
        raise ValueError(f"time_h must hold at least {len(names) + 1} times for {curve}, got {time.size}")
    problem = _Problem(curve, time, y, s)
    logs = problem.best({})
    size = float(_best_size(problem.shape(logs), problem.y)[0])
    found = {"size": size} | {name: float(np.exp(one)) for name, one in zip(names, logs, strict=True)}
    limits: dict[str, Limits] = dict.fromkeys(found, (None, None))
    if independent:
        top = float(problem.chi2(logs)) + rise
        step = 0.25 / np.sqrt(float(problem.shape(logs) @ problem.shape(logs)))
        limits["size"] = problem.crossings(lambda v: problem.least({}, v) - top, size, step, np.inf)
        for index, name in enumerate(names):

            def above(log: float, index: int = index) -> float:
                return problem.least({index: log}) - top

            low, high = problem.crossings(above, float(logs[index]), 0.1, 0.1)
            limits[name] = (None if low is None else float(np.exp(low)), None if high is None else float(np.exp(high)))
    words = f"profile likelihood, {confidence:.0%}" if independent else "none given: points share patients"
    return Fit(function, found, limits, time, y, s, words)


class _Problem:
    """One curve and its points; logarithms of time constants in, ``(..., constants)``, fit out."""

    def __init__(self, curve: str, time: Array, value: Array, se: Array):
        self.function, self.names = CURVES[curve]
        self.time, self.y, self.se = time, value / se, se

    def shape(self, logs: Array) -> Array:
        """Return the curve of size 1 in standard errors, ``(..., points)``."""
        taus = np.clip(np.exp(logs), ranges.TAU.low, ranges.TAU.high)
        named = {name: taus[..., index, None] for index, name in enumerate(self.names)}
        return np.asarray(self.function(self.time, 1.0, **named)) / self.se

    def misfit(self, logs: Array, size: float | None = None) -> Array:
        """Return residuals in standard errors, ``(..., points)``, of the best size if none is given."""
        x = self.shape(logs)
        return self.y - (_best_size(x, self.y) if size is None else size) * x

    def chi2(self, logs: Array, size: float | None = None) -> Array:
        """Return the sum of their squares, ``(...)``."""
        return np.asarray((self.misfit(logs, size) ** 2).sum(-1))

    def best(self, held: dict[int, float], size: float | None = None) -> Array:
        """Return the logarithms that fit best, some held fast: a look over a grid, then a descent from its best."""
        free = [index for index in range(len(self.names)) if index not in held]
        logs = np.array([held.get(index, 0.0) for index in range(len(self.names))])
        if free:
            from scipy.optimize import least_squares

            looks = np.broadcast_to(logs, (_GRID.size,) * len(free) + logs.shape).copy()
            looks[..., free] = np.stack(np.meshgrid(*[_GRID] * len(free), indexing="ij"), -1)
            looks = looks.reshape(-1, logs.size)
            start = looks[self.chi2(looks, size).argmin()][free]

            def misfit(some: Array) -> Array:
                logs[free] = some
                return self.misfit(logs, size)

            logs[free] = least_squares(misfit, start, bounds=(_LOWEST, _HIGHEST), xtol=1e-12, ftol=1e-14, gtol=1e-12).x
        return logs

    def least(self, held: dict[int, float], size: float | None = None) -> float:
        """Return the least chi squared with some parameters held fast."""
        return float(self.chi2(self.best(held, size), size))

    @staticmethod
    def crossings(height: Callable[[float], float], start: float, step: float, most: float) -> Limits:
        """Walk out from the best value on both sides until the profile rises above its limit, or to the end."""
        return _crossing(height, start, -step, most), _crossing(height, start, step, most)


def _best_size(x: Array, y: Array) -> Array:
    """Return the size that brings the shape `x` closest to `y`, both in standard errors, ``(..., 1)``."""
    return np.asarray((x * y).sum(-1, keepdims=True) / np.maximum((x * x).sum(-1, keepdims=True), 1e-300))


def _crossing(height: Callable[[float], float], start: float, step: float, most: float) -> float | None:
    """Return where `height` passes 0; a finite `most` marks a logarithm of a time constant, with its bounds."""
    from scipy.optimize import brentq

    here = start
    for _ in range(400):
        there = here + step
        if most < np.inf and not _LOWEST <= there <= _HIGHEST:
            return None
        if height(there) > 0:
            return float(brentq(height, here, there, xtol=1e-9))
        here, step = there, step if most < np.inf else step * 1.2
        if abs(here) > ranges.SCORE.high:
            return None
    return None
