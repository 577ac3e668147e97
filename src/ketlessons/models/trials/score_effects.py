"""By how much two arms of a trial differ on a rating scale, in points and in standard deviations.

The first three arguments are the treated arm, the last three its control. A lower score is better on the depression
scales, so a helpful drug has a negative difference here; whoever draws benefit upwards turns the sign over.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges
from .._distributions import gamma_ratio, normal_quantile, t_quantile
from ..quantities import Array, Band, Interval, Number


class Effect(NamedTuple):
    """An effect with its standard error, and the degrees of freedom of its limits (infinite: normal)."""

    value: float
    se: float
    df: float = inf

    def interval(self, confidence: float = 0.95) -> Interval:
        """Return low, value and high at a confidence of 0.5 to 0.9999.

        Examples
        --------
        >>> [round(float(end), 2) for end in Effect(-4.0, 1.69).interval()]
        [-7.31, -4.0, -0.69]
        """
        reach = float(_reach(np.asarray(self.se), np.asarray(self.df), confidence))
        return Interval(self.value - reach, self.value, self.value + reach)


class Effects(NamedTuple):
    """A row of effects, each as an `Effect`: arrays of one shape."""

    value: Array
    se: Array
    df: Array | float = inf

    def interval(self, confidence: float = 0.95) -> Band:
        """Return low, value and high of each at a confidence of 0.5 to 0.9999."""
        reach = _reach(self.se, np.asarray(self.df), confidence)
        return Band(self.value - reach, self.value, self.value + reach)


def _reach(se: Array, df: Array, confidence: float) -> Array:
    """Return how far the limits lie from the value."""
    tail = 0.5 + checks.checked_number("confidence", confidence, ranges.CONFIDENCE) / 2.0
    normal = np.isinf(df)
    reach: Array = np.where(normal, normal_quantile(tail), t_quantile(tail, np.where(normal, 1.0, df))) * se
    return reach


@overload
def mean_difference(
    mean: float, sd: float, n: float, mean_control: float, sd_control: float, n_control: float
) -> Effect: ...
@overload
def mean_difference(
    mean: ArrayLike, sd: ArrayLike, n: ArrayLike, mean_control: ArrayLike, sd_control: ArrayLike, n_control: ArrayLike
) -> Effect | Effects: ...
def mean_difference(
    mean: ArrayLike, sd: ArrayLike, n: ArrayLike, mean_control: ArrayLike, sd_control: ArrayLike, n_control: ArrayLike
) -> Effect | Effects:
    r"""Difference of two means in points of the scale, with Welch's standard error.

    .. math:: SE = \sqrt{s_1^2/n_1 + s_2^2/n_2}

    Parameters
    ----------
    mean, sd, n : array_like
        Mean of the treated arm, -1e4 to 1e4, its standard deviation, above 0 to 1e4, and its people, 2 to 1e6.
    mean_control, sd_control, n_control : array_like
        The same for the control arm.

    Returns
    -------
    Effect or Effects
        Value and standard error in points and Welch's degrees of freedom, in the broadcast shape.

    Notes
    -----
    From raw means: a trial's printed difference is mostly from a model that also holds the baseline, and differs.

    Examples
    --------
    >>> found = mean_difference(-16.4, 11.9, 112, -12.8, 10.7, 112)
    >>> round(found.value, 2), round(found.se, 2)
    (-3.6, 1.51)
    """
    m, s, k, m2, s2, k2 = _arms(mean, sd, n, mean_control, sd_control, n_control)
    one, two = s**2 / k, s2**2 / k2
    df = (one + two) ** 2 / (one**2 / (k - 1.0) + two**2 / (k2 - 1.0))
    return _found(m - m2, np.sqrt(one + two), df)


@overload
def hedges_g(mean: float, sd: float, n: float, mean_control: float, sd_control: float, n_control: float) -> Effect: ...
@overload
def hedges_g(
    mean: ArrayLike, sd: ArrayLike, n: ArrayLike, mean_control: ArrayLike, sd_control: ArrayLike, n_control: ArrayLike
) -> Effect | Effects: ...
def hedges_g(
    mean: ArrayLike, sd: ArrayLike, n: ArrayLike, mean_control: ArrayLike, sd_control: ArrayLike, n_control: ArrayLike
) -> Effect | Effects:
    r"""Difference of two means in pooled standard deviations, corrected for small groups.

    .. math::
        g = J \frac{m_1 - m_2}{s}, \quad J = \frac{\Gamma(f/2)}{\sqrt{f/2}\,\Gamma((f-1)/2)}, \quad
        V = J^2 \left(\frac{1}{n_1} + \frac{1}{n_2} + \frac{(g/J)^2}{2 (n_1 + n_2)}\right)

    Parameters
    ----------
    mean, sd, n, mean_control, sd_control, n_control : array_like
        As for `mean_difference`; two people in each arm at least.

    Returns
    -------
    Effect or Effects
        Value and standard error in standard deviations, in the broadcast shape; its limits are normal.

    Notes
    -----
    f is the people of both arms less two. For two separate groups; a crossover needs the correlation within people.
    The same points give a larger g where patients are more alike, so g compares scales and not only drugs. Source:
    L. V. Hedges, J Educ Stat 1981;6:107-128; the variance as in Borenstein and others, Introduction to Meta-Analysis
    2009, chapter 4.

    Examples
    --------
    >>> found = hedges_g(103.0, 5.5, 50, 100.0, 4.5, 50)
    >>> round(found.value, 4), round(found.se**2, 4)
    (0.5924, 0.0411)
    """
    m, s, k, m2, s2, k2 = _arms(mean, sd, n, mean_control, sd_control, n_control)
    f = k + k2 - 2.0
    d = (m - m2) / np.sqrt(((k - 1.0) * s**2 + (k2 - 1.0) * s2**2) / f)
    shrink = gamma_ratio(f / 2.0, (f - 1.0) / 2.0) / np.sqrt(f / 2.0)
    se = shrink * np.sqrt(1.0 / k + 1.0 / k2 + d**2 / (2.0 * (k + k2)))
    return _found(shrink * d, se)


def lead_in_sd(change: ArrayLike, change_control: ArrayLike, sd: ArrayLike) -> Number:
    r"""Lead of one arm over another in standard deviations, benefit positive.

    .. math:: d = \frac{\bar c_{control} - \bar c_{drug}}{s}

    Parameters
    ----------
    change, change_control : array_like
        Mean change of the score in the two arms, -1e4 to 1e4; a fall is negative, and a fall is good.
    sd : array_like
        Spread of single people's changes, above 0 to 1e4.

    Returns
    -------
    float or ndarray
        Standardised mean difference, in the broadcast shape.

    Notes
    -----
    Without the correction for small samples: see `hedges_g`. The spread grows over the weeks of a trial, so one lead in
    points is a smaller lead in standard deviations late than early. Source: J. Cohen, Statistical Power Analysis for
    the Behavioral Sciences, 2nd edition, 1988, chapter 2.

    Examples
    --------
    >>> lead_in_sd(-16.0, -12.0, 8.0)
    0.5
    """
    one = checks.checked("change", change, ranges.SCORE)
    two = checks.checked("change_control", change_control, ranges.SCORE)
    spread = checks.checked("sd", sd, ranges.SPREAD)
    checks.common_shape(change=one, change_control=two, sd=spread)
    return checks.as_given((two - one) / spread)


def _found(value: Array, se: Array, df: Array | float = inf) -> Effect | Effects:
    """Return one effect of single numbers, else a row of effects."""
    return Effect(float(value), float(se), float(df)) if np.ndim(value) == 0 else Effects(value, se, df)


def _arms(
    mean: ArrayLike, sd: ArrayLike, n: ArrayLike, mean_control: ArrayLike, sd_control: ArrayLike, n_control: ArrayLike
) -> list[Array]:
    """Return the six checked arguments."""
    kinds = {"mean": ranges.SCORE, "sd": ranges.SPREAD, "n": ranges.PEOPLE}
    kinds |= {f"{name}_control": allowed for name, allowed in kinds.items()}
    values = (mean, sd, n, mean_control, sd_control, n_control)
    arrays = {name: checks.checked(name, value, kinds[name]) for name, value in zip(kinds, values, strict=True)}
    checks.common_shape(**arrays)
    return list(arrays.values())
