"""How large an effect a trial of this size could have seen.

Power is the chance that a two-sided test comes out significant if the effect is truly so large. It is a property of the
plan; what a finished trial found is in its interval: see `verdicts`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges
from .._distributions import normal_quantile, normal_share, shifted_t_share, t_quantile
from ..quantities import Number

_LARGEST_SMD = 20.0


def power_two_proportions(
    risk: ArrayLike, risk_control: ArrayLike, n: ArrayLike, n_control: ArrayLike, alpha: float = 0.05
) -> Number:
    r"""Chance to find a difference of two shares significant.

    .. math:: \Phi\left(\frac{\pm d - z_{1-\alpha/2}\, s_0}{s_1}\right) \text{ summed, with }
        s_0^2 = \bar p (1 - \bar p)(1/n_1 + 1/n_2),\ s_1^2 = p_1 (1 - p_1)/n_1 + p_2 (1 - p_2)/n_2

    Parameters
    ----------
    risk, risk_control : array_like
        True shares in the treated and the control arm, 0 to 1.
    n, n_control : array_like
        People in the two arms, 2 to 1e6.
    alpha : float, optional
        Level of the two-sided test, 1e-6 to 0.5.

    Returns
    -------
    float or ndarray
        Power from 0 to 1, in the broadcast shape.

    Notes
    -----
    The normal approximation with the pooled share under no difference; with fewer than about five expected events in
    an arm it is rough. If both shares are 0 or 1 nothing varies, and the power is 0, or 1 if they differ.

    Examples
    --------
    >>> round(power_two_proportions(0.64, 0.28, 47, 25), 2)
    0.85
    """
    one, two = checks.checked("risk", risk, ranges.RISK), checks.checked("risk_control", risk_control, ranges.RISK)
    k, k2 = checks.checked("n", n, ranges.PEOPLE), checks.checked("n_control", n_control, ranges.PEOPLE)
    checks.common_shape(risk=one, risk_control=two, n=k, n_control=k2)
    z = normal_quantile(1.0 - checks.checked_number("alpha", alpha, ranges.ALPHA) / 2.0)
    mean = (k * one + k2 * two) / (k + k2)
    null = np.sqrt(mean * (1.0 - mean) * (1.0 / k + 1.0 / k2))
    spread = np.sqrt(one * (1.0 - one) / k + two * (1.0 - two) / k2)
    # Without spread the result is certain: dividing by next to nothing gives a power of 0 or 1.
    spread = np.maximum(spread, 1e-12)
    gap = np.abs(one - two)
    seen = normal_share((gap - z * null) / spread) + normal_share((-gap - z * null) / spread)
    return checks.as_given(np.where(null > 0, seen, 0.0))


def power_two_means(smd: ArrayLike, n: ArrayLike, n_control: ArrayLike, alpha: float = 0.05) -> Number:
    r"""Chance to find a difference of two means significant.

    .. math:: P(|T| > t_{f, 1-\alpha/2}), \quad T \sim t'_f\left(d \big/ \sqrt{1/n_1 + 1/n_2}\right),\ f = n_1 + n_2 - 2

    Parameters
    ----------
    smd : array_like
        True standardised difference, -20 to 20.
    n, n_control : array_like
        People in the two arms, 2 to 1e6.
    alpha : float, optional
        Level of the two-sided test, 1e-6 to 0.5.

    Returns
    -------
    float or ndarray
        Power from 0 to 1, in the broadcast shape.

    Notes
    -----
    Student's t test with equal spread: T has a noncentral t distribution.

    Examples
    --------
    >>> round(power_two_means(0.5, 20, 20), 2)
    0.34
    """
    d = np.abs(checks.checked("smd", smd, ranges.SMD))
    k, k2 = checks.checked("n", n, ranges.PEOPLE), checks.checked("n_control", n_control, ranges.PEOPLE)
    checks.common_shape(smd=d, n=k, n_control=k2)
    f = k + k2 - 2.0
    edge = t_quantile(1.0 - checks.checked_number("alpha", alpha, ranges.ALPHA) / 2.0, f)
    shift = d / np.sqrt(1.0 / k + 1.0 / k2)
    # Far out the noncentral t has no digits left and gives NaN; the power is then 1.
    with np.errstate(all="ignore"):
        missed = np.nan_to_num(shifted_t_share(edge, f, shift)) - np.nan_to_num(shifted_t_share(-edge, f, shift))
    return checks.as_given(np.clip(1.0 - missed, 0.0, 1.0))


def smallest_smd(n: int, n_control: int, power: float = 0.8, alpha: float = 0.05) -> float:
    """Smallest standardised difference that a trial of this size would find with the given power.

    Parameters
    ----------
    n, n_control : int
        People in the two arms, 2 to 1e6.
    power : float, optional
        Above `alpha`, to 0.9999.
    alpha : float, optional
        Level of the two-sided test, 1e-6 to 0.5.

    Returns
    -------
    float
        Standardised difference, above 0.

    Raises
    ------
    ValueError
        If the trial is too small to have that power at all.

    Examples
    --------
    >>> round(smallest_smd(20, 20), 2)
    0.91
    """
    level = _power(power, alpha)
    checks.checked_number("n", n, ranges.PEOPLE)
    checks.checked_number("n_control", n_control, ranges.PEOPLE)
    if power_two_means(_LARGEST_SMD, n, n_control, alpha) < level:
        raise ValueError(f"power must be within reach of {n:g} and {n_control:g} people, got {level:g}")
    from scipy.optimize import brentq

    return float(brentq(lambda d: power_two_means(d, n, n_control, alpha) - level, 0.0, _LARGEST_SMD, xtol=1e-10))


def smallest_risk_difference(
    risk_control: float, n: int, n_control: int, power: float = 0.8, alpha: float = 0.05
) -> float | None:
    """Smallest rise above the control's share that a trial of this size would find with the given power.

    Parameters
    ----------
    risk_control : float
        True share in the control arm, 0 to 1.
    n, n_control, power, alpha
        As for `smallest_smd`.

    Returns
    -------
    float or None
        Difference of shares, above 0; None if not even a share of 1 would be found with that power.

    Examples
    --------
    >>> round(smallest_risk_difference(0.28, 47, 25), 2)
    0.34
    """
    level = _power(power, alpha)
    start = checks.checked_number("risk_control", risk_control, ranges.RISK)
    checks.checked_number("n", n, ranges.PEOPLE)
    checks.checked_number("n_control", n_control, ranges.PEOPLE)

    from scipy.optimize import brentq

    def short(gap: float) -> float:
        return float(power_two_proportions(min(start + gap, 1.0), start, n, n_control, alpha)) - level

    return float(brentq(short, 0.0, 1.0 - start, xtol=1e-10)) if short(1.0 - start) >= 0 else None


def _power(power: float, alpha: float) -> float:
    level = checks.checked_number("power", power, ranges.POWER)
    if level <= checks.checked_number("alpha", alpha, ranges.ALPHA):
        raise ValueError(f"power must be above alpha {alpha:g} and {ranges.POWER}, got {level:g}")
    return level
