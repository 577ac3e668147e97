"""How one measure of effect is turned into another, and what is assumed on the way.

A conversion adds no information. Each one below rests on an assumption about how people are spread, named in its notes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges
from .._distributions import normal_share
from ..quantities import Number

_LOGISTIC_SD = np.pi / np.sqrt(3.0)


def se_from_limits(low: ArrayLike, high: ArrayLike, confidence: float = 0.95, ratio: bool = False) -> Number:
    r"""Work out the standard error behind a printed interval.

    .. math:: SE = \frac{u - l}{2 z}

    Parameters
    ----------
    low, high : array_like
        Ends of the interval, -1e4 to 1e4; for a ratio 1e-6 to 1e6. `high` lies above `low`.
    confidence : float, optional
        Of the interval, 0.5 to 0.9999.
    ratio : bool, optional
        Whether the effect is a ratio; the standard error is then that of its logarithm.

    Returns
    -------
    float or ndarray
        Standard error, in the broadcast shape.

    Raises
    ------
    ValueError
        If an interval has no width.

    Notes
    -----
    Assumes limits from the normal distribution; from a t distribution the true error is a little smaller.

    Examples
    --------
    >>> round(se_from_limits(-7.31, -0.64), 2)
    1.7
    """
    allowed = ranges.RATIO if ratio else ranges.SCORE
    start, end = checks.checked("low", low, allowed), checks.checked("high", high, allowed)
    checks.common_shape(low=start, high=end)
    if (end <= start).any():
        raise ValueError(f"high must be above low, {allowed}, got {np.asarray(high).tolist()}")
    width = np.log(end) - np.log(start) if ratio else end - start
    return checks.as_given(width / (2.0 * ranges.quantile(confidence)))


def odds_ratio_from_smd(smd: ArrayLike) -> Number:
    r"""Odds ratio of passing a threshold that goes with a standardised difference.

    .. math:: \ln OR = \frac{\pi}{\sqrt 3}\, d

    Parameters
    ----------
    smd : array_like
        Standardised difference, -20 to 20.

    Returns
    -------
    float or ndarray
        Odds ratio, in the shape of `smd`.

    Notes
    -----
    Assumes scores that are spread logistically and equally in both arms, wherever the threshold lies. Source: S. Chinn,
    Stat Med 2000;19:3127-3131.

    Examples
    --------
    >>> round(odds_ratio_from_smd(0.29), 2)
    1.69
    """
    return checks.as_given(np.exp(_LOGISTIC_SD * checks.checked("smd", smd, ranges.SMD)))


def smd_from_odds_ratio(ratio: ArrayLike) -> Number:
    """Standardised difference that goes with an odds ratio; the other way round of `odds_ratio_from_smd`.

    Parameters
    ----------
    ratio : array_like
        Odds ratio, 1e-6 to 1e6.

    Returns
    -------
    float or ndarray
        Standardised difference, in the shape of `ratio`.

    Examples
    --------
    >>> round(smd_from_odds_ratio(2.13), 2)
    0.42
    """
    return checks.as_given(np.log(checks.checked("ratio", ratio, ranges.RATIO)) / _LOGISTIC_SD)


def risk_from_odds_ratio(ratio: ArrayLike, risk_control: ArrayLike) -> Number:
    r"""Share of treated people with the event, given the control's share.

    .. math:: p = \frac{OR \cdot p_0}{1 - p_0 + OR \cdot p_0}

    Parameters
    ----------
    ratio : array_like
        Odds ratio, 1e-6 to 1e6.
    risk_control : array_like
        Share in the control arm, 0 to 1.

    Returns
    -------
    float or ndarray
        Share from 0 to 1, in the broadcast shape.

    Notes
    -----
    Assumes that the odds ratio stays the same at another control risk than that of the trials.

    Examples
    --------
    >>> round(100 * risk_from_odds_ratio(2.13, 0.40), 1)
    58.7
    """
    odds = checks.checked("ratio", ratio, ranges.RATIO)
    risk = checks.checked("risk_control", risk_control, ranges.RISK)
    checks.common_shape(ratio=odds, risk_control=risk)
    return checks.as_given(odds * risk / (1.0 - risk + odds * risk))


def superiority(smd: ArrayLike) -> Number:
    r"""Chance that one treated person scores better than one of the control arm, both drawn at random.

    .. math:: \Phi(d / \sqrt 2)

    Parameters
    ----------
    smd : array_like
        Standardised difference with benefit positive, -20 to 20.

    Returns
    -------
    float or ndarray
        Probability from 0 to 1; 0.5 where the arms are alike.

    Notes
    -----
    Assumes normal scores with equal spread. It compares different people: it is not the chance that the drug helps one
    person.

    Examples
    --------
    >>> round(superiority(0.29), 2)
    0.58
    """
    return checks.as_given(np.asarray(normal_share(checks.checked("smd", smd, ranges.SMD) / np.sqrt(2.0))))
