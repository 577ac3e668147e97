"""What is seen of a true effect when trials are small and the significant ones are seen more often.

Many trials of one size study one true effect. Each gives an estimate; some are significant in favour of the drug. Those
alone overstate the effect (the winner's curse), and so does a literature that leaves some of the others out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges
from .._distributions import gamma_ratio, shifted_t_quantile, t_quantile
from .._spreads import density_at, share_above, share_below
from ..quantities import Array, Number

LEVEL = 0.05
# With fewer people an estimate has no spread to speak of, and with more the noncentral t runs out of digits.
_PEOPLE = checks.Allowed(4.0, 500.0)
_SMD = checks.Allowed(0.0, 2.0)


def smallest_significant(n: ArrayLike) -> Number:
    r"""Smallest estimate that is significant in favour of the drug.

    .. math:: g^* = J\, c \sqrt{2/n}, \quad c = t_{f,\,0.975},\ f = 2n - 2

    Parameters
    ----------
    n : array_like
        People in each arm, 4 to 500.

    Returns
    -------
    float or ndarray
        Standardised difference (Hedges' g), in the shape of `n`.

    Notes
    -----
    J corrects for small groups: see `score_effects`.

    Examples
    --------
    >>> round(smallest_significant(20), 2)
    0.63
    """
    _, k, f, edge = _shift(0.0, n)
    return checks.as_given(_correction(f) * edge * np.sqrt(2.0 / k))


def share_in_favour(smd: ArrayLike, n: ArrayLike) -> Number:
    r"""Share of trials that come out significant in favour of the drug.

    .. math:: P(T > c), \quad T \sim t'_f(\delta),\ \delta = d \sqrt{n/2}

    Parameters
    ----------
    smd : array_like
        True standardised difference with benefit positive, 0 to 2.
    n : array_like
        People in each arm, 4 to 500.

    Returns
    -------
    float or ndarray
        Share from 0 to 1, in the broadcast shape.

    Notes
    -----
    The power of a two-sided test, less what is significant the other way: see `power.power_two_means`.

    Examples
    --------
    >>> round(share_in_favour(0.5, 20), 2), round(share_in_favour(0.0, 20), 3)
    (0.34, 0.025)
    """
    delta, _, f, edge = _shift(smd, n)
    return checks.as_given(share_above(edge, f, delta))


def mean_in_favour(smd: ArrayLike, n: ArrayLike) -> Number:
    r"""Mean estimate among the trials that are significant in favour of the drug.

    .. math::
        E[g \mid T > c] = \sqrt{\tfrac{2}{n}}\;
        \frac{\delta\, P(T_{f-1} > c_1) + K \sqrt{f-2}\; p_{f-2}(c_2)}{P(T_f > c)}, \quad
        c_i = c \sqrt{(f-i)/f}, \quad K = \frac{\Gamma((f-2)/2)}{\sqrt2\, \Gamma((f-1)/2)}

    Parameters
    ----------
    smd, n : array_like
        As for `share_in_favour`.

    Returns
    -------
    float or ndarray
        Standardised difference (Hedges' g), in the broadcast shape.

    Notes
    -----
    Exact for Student's t test with normal scores of equal spread: T_m and p_m are the noncentral t with m degrees of
    freedom and shift delta. Over all trials the mean of g is the true difference, so whatever exceeds it is selection.
    Divided by the true difference it is the exaggeration of Gelman and Carlin, Perspect Psychol Sci 2014;9:641-651.

    Examples
    --------
    >>> round(mean_in_favour(0.3, 20), 2)
    0.8
    """
    delta, k, f, edge = _shift(smd, n)
    return checks.as_given(_part(delta, k, f, edge) / share_above(edge, f, delta))


def mean_published(smd: ArrayLike, n: ArrayLike, published: ArrayLike) -> Number:
    r"""Mean estimate of the trials that are published, if the others go into a drawer more often.

    .. math:: \frac{P\,m + s\,(d - P\,m)}{P + s\,(1 - P)}

    Parameters
    ----------
    smd, n : array_like
        As for `share_in_favour`.
    published : array_like
        Share s that is published of the trials that are not significant in favour, 0 to 1. Of those that are, with
        share P and mean m, all are published.

    Returns
    -------
    float or ndarray
        Standardised difference (Hedges' g), in the broadcast shape: the true one if all are published.

    Notes
    -----
    Supposes trials of one size with one true effect, and that only the test decides what is published.

    Examples
    --------
    >>> round(mean_published(0.3, 20, 1.0), 2), round(mean_published(0.3, 20, 0.2), 2)
    (0.3, 0.49)
    """
    delta, k, f, edge = _shift(smd, n)
    share = checks.checked("published", published, ranges.RISK)
    checks.common_shape(smd_and_n=delta + 0.0 * k, published=share)
    seen, part, true = share_above(edge, f, delta), _part(delta, k, f, edge), delta * np.sqrt(2.0 / k)
    return checks.as_given((part + share * (true - part)) / (seen + share * (1.0 - seen)))


def estimates(smd: float, n: float, trials_drawn: int = 100) -> Array:
    """Return the estimates of so many equally likely trials, from the lowest to the highest.

    >>> estimates(0.5, 20, 3).round(2).tolist()
    [0.19, 0.49, 0.81]
    """
    delta, k, f, _ = _shift(smd, n)
    shares = (np.arange(checks.checked_count("trials_drawn", trials_drawn, 1, 1000)) + 0.5) / trials_drawn
    return _correction(f) * np.sqrt(2.0 / k) * shifted_t_quantile(shares, f, delta)


def _shift(smd: ArrayLike, n: ArrayLike) -> tuple[Array, ...]:
    """Return the shift of T, people in an arm, degrees of freedom and the edge of significance."""
    d, k = checks.checked("smd", smd, _SMD), checks.checked("n", n, _PEOPLE)
    checks.common_shape(smd=d, n=k)
    f = 2.0 * k - 2.0
    return d * np.sqrt(k / 2.0), k, f, t_quantile(1.0 - LEVEL / 2.0, f)


def _correction(f: Array) -> Array:
    return gamma_ratio(f / 2.0, (f - 1.0) / 2.0) / np.sqrt(f / 2.0)


def _part(delta: Array, k: Array, f: Array, edge: Array) -> Array:
    """Return the mean of g over all trials, those that are not significant in favour counted as 0."""
    one, _ = _edges(f, edge)
    return np.sqrt(2.0 / k) * (delta * share_above(one, f - 1.0, delta) + _scaled_density(f, edge, delta))


def of_the_rest(smd: ArrayLike, n: ArrayLike) -> tuple[Array, Array]:
    """Return the share of trials that are not significant in favour, and the mean of g with all others counted as 0.

    >>> share, part = of_the_rest(0.3, 20)
    >>> round(float(share), 2), round(float(part / share), 2)
    (0.85, 0.21)
    """
    delta, k, f, edge = _shift(smd, n)
    one, _ = _edges(f, edge)
    part = delta * share_below(one, f - 1.0, delta) - _scaled_density(f, edge, delta)
    return share_below(edge, f, delta), np.sqrt(2.0 / k) * part


def _edges(f: Array, edge: Array) -> tuple[Array, Array]:
    return edge * np.sqrt((f - 1.0) / f), edge * np.sqrt((f - 2.0) / f)


def _scaled_density(f: Array, edge: Array, delta: Array) -> Array:
    """Return K sqrt(f - 2) times the density with f - 2 degrees of freedom at its edge."""
    _, two = _edges(f, edge)
    scale = gamma_ratio((f - 2.0) / 2.0, (f - 1.0) / 2.0) * np.sqrt((f - 2.0) / 2.0)
    return scale * density_at(two, f - 2.0, delta)
