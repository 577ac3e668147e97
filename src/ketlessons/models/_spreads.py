"""How much of a noncentral t lies below a value, and how much above it, with digits far out in its tails too.

Trials estimate the spread of scores as well, so what divides an estimate varies. Both shares are summed over the
spreads that may be estimated, and nothing is subtracted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from .quantities import Array

#: The spread lies within so many of its standard deviations; beyond, its density is below 1e-20. At so many points of
#: that stretch the integral is summed (Gauss and Legendre).
_REACH, _POINTS = 12.0, 128


def share_below(value: ArrayLike, df: ArrayLike, shift: ArrayLike) -> Array:
    r"""Return the share of a noncentral t below a value.

    .. math:: P(T < x) = \int_0^\infty \Phi(x s - \delta)\, f(s)\, ds

    Parameters
    ----------
    value : array_like
        x, -5 to 5.
    df : array_like
        Degrees of freedom, 4 or more: with fewer the integral would need more points.
    shift : array_like
        The noncentrality :math:`\delta`.

    Returns
    -------
    ndarray
        Share from 0 to 1, in the broadcast shape.

    Notes
    -----
    s is the estimated spread over the true one, f its density. `scipy.special.nctdtr` does the same, and before SciPy
    1.15, which is what a browser has, it loses its digits where the share is small.

    Examples
    --------
    >>> round(float(share_below(2.0, 38, 1.6)), 2), float(f"{share_below(2.0, 38, 6.0):.3g}")
    (0.65, 4.63e-05)
    """
    from scipy.special import ndtr

    return _over_spreads(value, df, shift, lambda beyond, _: ndtr(beyond))


def share_above(value: ArrayLike, df: ArrayLike, shift: ArrayLike) -> Array:
    """Return the share above a value; takes what `share_below` takes.

    >>> round(float(share_above(2.0, 38, 1.6)), 2)
    0.35
    """
    from scipy.special import ndtr

    return _over_spreads(value, df, shift, lambda beyond, _: ndtr(-beyond))


def density_at(value: ArrayLike, df: ArrayLike, shift: ArrayLike) -> Array:
    """Return the density at a value; takes what `share_below` takes.

    >>> round(float(density_at(2.0, 38, 1.6)), 3)
    0.356
    """
    return _over_spreads(value, df, shift, lambda beyond, s: s * np.exp(-(beyond**2) / 2.0) / np.sqrt(2.0 * np.pi))


def _over_spreads(value: ArrayLike, df: ArrayLike, shift: ArrayLike, part: Callable[[Array, Array], Array]) -> Array:
    """Sum over the spreads what is found at one: a part of a standard normal, by how far out the value lies there."""
    from scipy.special import gammaln

    x, f, delta = (np.asarray(one, float)[..., None] for one in (value, df, shift))
    points, weights = _legendre()
    reach = _REACH / np.sqrt(2.0 * f)
    low = np.maximum(0.0, 1.0 - reach)
    half = (1.0 + reach - low) / 2.0
    s = low + half * (1.0 + points)
    log_density = np.log(2.0) + f / 2.0 * np.log(f / 2.0) - gammaln(f / 2.0) + (f - 1.0) * np.log(s) - f * s**2 / 2.0
    found: Array = (half * weights * np.exp(log_density) * part(x * s - delta, s)).sum(axis=-1)
    return found


@cache
def _legendre() -> tuple[Array, Array]:
    """Return points and weights of Gauss and Legendre, by Newton's method on the recurrence of the polynomials.

    numpy finds them as eigenvalues, for which it wakes the threads of linear algebra in the middle of a frame.
    """
    x = np.cos(np.pi * (np.arange(_POINTS, 0, -1) - 0.25) / (_POINTS + 0.5))
    for _ in range(6):  # doubles its digits each time, and starts with four
        before, value = np.ones_like(x), x
        for degree in range(2, _POINTS + 1):
            before, value = value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree
        slope = _POINTS * (before - x * value) / (1.0 - x**2)
        x = x - value / slope
    return x, 2.0 / ((1.0 - x**2) * slope**2)
