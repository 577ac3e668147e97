"""How an effect that was measured comes and goes: four curves that describe, and explain nothing.

None of them holds a mechanism. Time runs in hours from the first dose; the size has the unit of what is described.
`fitting` puts them through points, and the fit knows where there are none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges
from ..quantities import Number


def constant(time_h: ArrayLike, size: ArrayLike) -> Number:
    r"""Effect that is there at the first look and stays.

    .. math:: E(t) = A

    Parameters
    ----------
    time_h : array_like
        Time, 0 to 1e5 h.
    size : array_like
        Effect A, -1e4 to 1e4.

    Returns
    -------
    float or ndarray
        Effect, in the broadcast shape.

    Examples
    --------
    >>> constant([4.0, 648.0], 3.6).tolist()
    [3.6, 3.6]
    """
    time, size = checks.checked("time_h", time_h, checks.CLOCK), checks.checked("size", size, ranges.SCORE)
    checks.common_shape(time_h=time, size=size)
    return checks.as_given(size + 0.0 * time)


def rise_and_fall(time_h: ArrayLike, size: ArrayLike, tau_on_h: ArrayLike, tau_off_h: ArrayLike = np.inf) -> Number:
    r"""Effect that comes with one time constant and goes with another.

    .. math:: E(t) = A (1 - e^{-t/\tau_{on}}) e^{-t/\tau_{off}}

    Parameters
    ----------
    time_h : array_like
        Time, 0 to 1e5 h.
    size : array_like
        Effect A that a rise without a fall would reach, -1e4 to 1e4.
    tau_on_h : array_like
        Time constant of the rise, 1e-3 to 1e6 h.
    tau_off_h : array_like, optional
        Time constant of the fall, 1e-3 to 1e6 h; left out, there is no fall.

    Returns
    -------
    float or ndarray
        Effect, in the broadcast shape; 0 at time 0.

    Notes
    -----
    Where the curve peaks is a property of its formula. It says something of a drug only where points lie there.

    Examples
    --------
    >>> round(rise_and_fall(24.0, 1.149, 0.738, 132.586), 2)
    0.96
    """
    time, size = checks.checked("time_h", time_h, checks.CLOCK), checks.checked("size", size, ranges.SCORE)
    on = checks.checked("tau_on_h", tau_on_h, ranges.TAU)
    never = isinstance(tau_off_h, float) and tau_off_h == np.inf
    off = np.array(np.inf) if never else checks.checked("tau_off_h", tau_off_h, ranges.TAU)
    checks.common_shape(time_h=time, size=size, tau_on_h=on, tau_off_h=off)
    return checks.as_given(-size * np.expm1(-time / on) * np.exp(-time / off))


def approach(time_h: ArrayLike, tau_h: ArrayLike, end_h: ArrayLike) -> Number:
    r"""Share that has come of an effect measured at an end.

    .. math:: s(t) = \frac{1 - e^{-t/\tau}}{1 - e^{-T/\tau}}

    Parameters
    ----------
    time_h : array_like
        Time, 0 to `end_h`.
    tau_h : array_like
        Time constant, 1e-3 to 1e6 h.
    end_h : array_like
        End T, at which the share is 1, more than 0 and at most 1e5 h.

    Returns
    -------
    float or ndarray
        Share from 0 to 1, in the broadcast shape.

    Raises
    ------
    ValueError
        If a time lies after the end.

    Notes
    -----
    After the end the formula would promise more than was measured, so it stops there.

    Examples
    --------
    >>> round(approach(168.0, 488.6, 1008.0), 3)
    0.333
    """
    time, tau = checks.checked("time_h", time_h, checks.CLOCK), checks.checked("tau_h", tau_h, ranges.TAU)
    end = checks.checked("end_h", end_h, ranges.TIME)
    checks.common_shape(time_h=time, tau_h=tau, end_h=end)
    if (time > end).any():
        raise ValueError(f"time_h must be from 0 to end_h {end.max():g} h, got {time.max():g}")
    return checks.as_given(np.expm1(-time / tau) / np.expm1(-end / tau))


def decay(time_h: ArrayLike, size: ArrayLike, tau_h: ArrayLike) -> Number:
    r"""Effect that only goes, such as the share of people who still respond.

    .. math:: E(t) = A e^{-t/\tau}

    Parameters
    ----------
    time_h : array_like
        Time, 0 to 1e5 h.
    size : array_like
        Effect A that the curve has at time 0, -1e4 to 1e4.
    tau_h : array_like
        Time constant, 1e-3 to 1e6 h.

    Returns
    -------
    float or ndarray
        Effect, in the broadcast shape.

    Notes
    -----
    The size at time 0 lies before the first point: it sets the height of the curve and is not a finding.

    Examples
    --------
    >>> round(decay(168.0, 54.7, 528.0), 1)
    39.8
    """
    time, size = checks.checked("time_h", time_h, checks.CLOCK), checks.checked("size", size, ranges.SCORE)
    tau = checks.checked("tau_h", tau_h, ranges.TAU)
    checks.common_shape(time_h=time, size=size, tau_h=tau)
    return checks.as_given(size * np.exp(-time / tau))
