"""Which curves of onset follow from so little that nothing has to be searched for.

One statement gives one time constant, logarithms of shares give a straight line, and a curve that is set beforehand
is only compared.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges
from . import curves
from .fit import Fit


def solve_approach(time_h: float, share: float, end_h: float) -> float:
    r"""Find the time constant with which a given share of the final effect is there at a given time.

    .. math:: \frac{1 - e^{-t/\tau}}{1 - e^{-T/\tau}} = s

    Parameters
    ----------
    time_h : float
        Time t, above 0 and before `end_h`.
    share : float
        Share s of the effect at the end, more than t/T, which is a straight line, and less than 1.
    end_h : float
        End T, above 0 to 1e5 h.

    Returns
    -------
    float
        Time constant in h, 1e-3 to 1e6.

    Raises
    ------
    ValueError
        If no curve of this form passes through it.

    Examples
    --------
    >>> round(solve_approach(168.0, 1 / 3, 6 * 168.0) / 168.0, 2)
    2.91
    """
    from scipy.optimize import brentq

    end = checks.checked_number("end_h", end_h, ranges.TIME)
    time = checks.checked_number("time_h", time_h, checks.Allowed(0.0, end, "h", above_low=True))
    value = checks.checked_number("share", share, ranges.RISK)

    def above(tau: float) -> float:
        return float(curves.approach(time, tau, end)) - value

    low, high = ranges.TAU.low, ranges.TAU.high
    if above(low) <= 0 or above(high) >= 0:
        raise ValueError(f"share must lie between time_h / end_h = {time / end:g} and 1, got {value:g}")
    return float(brentq(above, low, high, xtol=1e-10))


def fit_log_decay(time_h: ArrayLike, value: ArrayLike) -> Fit:
    r"""Put an exponential decay through values without standard errors, as a straight line of their logarithms.

    .. math:: \ln y = \ln A - t / \tau

    Parameters
    ----------
    time_h : array_like
        Times, above 0 to 1e5 h, ``(points,)``, two different ones at least.
    value : array_like
        Values above 0 to 1e4, such as percentages of people who respond.

    Returns
    -------
    Fit
        Without standard errors, and so without limits.

    Raises
    ------
    ValueError
        If the values do not fall.

    Notes
    -----
    All points count alike. Two points are met exactly, and check nothing.

    Examples
    --------
    >>> fit = fit_log_decay([24.0, 168.0], [71.0, 35.0])
    >>> round(fit.parameters["tau_h"] / 24.0, 1), fit.degrees_of_freedom
    (8.5, 0)
    """
    time = ranges.row("time_h", time_h, ranges.TIME)
    y = ranges.row("value", value, ranges.SPREAD, time.size)
    if np.unique(time).size < 2:
        raise ValueError(f"time_h must hold two different times at least, {ranges.TIME}, got {time.tolist()}")
    apart = time - time.mean()
    slope = float(apart @ np.log(y) / (apart @ apart))
    if slope >= 0:
        raise ValueError(f"value must fall with time, each {ranges.SPREAD}, got {y.tolist()}")
    size = float(np.exp(np.log(y).mean() - slope * time.mean()))
    none = {"size": (None, None), "tau_h": (None, None)}
    return Fit(curves.decay, {"size": size, "tau_h": -1.0 / slope}, none, time, y, None, "none: points without errors")


def compare_constant(time_h: ArrayLike, value: ArrayLike, se: ArrayLike, size: float = 0.0) -> Fit:
    """Hold points against a constant that was set beforehand, such as no effect.

    Parameters
    ----------
    time_h, value, se : array_like
        Times, above 0 to 1e5 h, values, -1e4 to 1e4, and their standard errors, above 0 to 1e4; ``(points,)``.
    size : float, optional
        The constant, -1e4 to 1e4.

    Returns
    -------
    Fit
        With nothing fitted: as many degrees of freedom as points.

    Examples
    --------
    >>> fit = compare_constant([24.0, 48.0], [0.42, 0.21], [0.32, 0.32])
    >>> fit.z.round(2).tolist(), fit.degrees_of_freedom
    ([1.31, 0.66], 2)
    """
    level = checks.checked_number("size", size, ranges.SCORE)
    if se is None:
        raise ValueError(f"se must be a row of numbers, each {ranges.SPREAD}, got None")
    time = ranges.row("time_h", time_h, ranges.TIME)
    y, s = ranges.row("value", value, ranges.SCORE, time.size), ranges.row("se", se, ranges.SPREAD, time.size)
    return Fit(curves.constant, {"size": level}, {}, time, y, s, "none: nothing was fitted")
