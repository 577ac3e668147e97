"""How far out a share of a distribution lies, and how much of it lies beyond a value.

Normal, t, chi squared and noncentral t, nearly all straight from the special functions under `scipy.stats`. That
package takes longer to load than everything else the lessons need, and adds nothing here. All of SciPy is loaded where
it is first used, here and in the other models, so that importing the library costs little.
"""

from __future__ import annotations

import statistics

import numpy as np
from numpy.typing import ArrayLike

from .quantities import Array


def normal_share(value: ArrayLike) -> Array:
    """Return the share of a standard normal distribution below a value.

    >>> round(float(normal_share(1.96)), 3)
    0.975
    """
    from scipy.special import ndtr

    found: Array = ndtr(value)
    return found


def normal_quantile(share: float) -> float:
    """Return the value below which a share of a standard normal distribution lies.

    One number, from the standard library: the first interval a lesson prints need not wait for SciPy.

    >>> round(float(normal_quantile(0.975)), 2)
    1.96
    """
    return statistics.NormalDist().inv_cdf(share)


def t_quantile(share: ArrayLike, df: ArrayLike) -> Array:
    """Return the value below which a share of Student's t with `df` degrees of freedom lies.

    >>> round(float(t_quantile(0.975, 10)), 3)
    2.228
    """
    from scipy.special import stdtrit

    found: Array = stdtrit(df, share)
    return found


def t_share(value: ArrayLike, df: ArrayLike) -> Array:
    """Return the share of Student's t with `df` degrees of freedom below a value.

    >>> round(float(t_share(-2.228, 10)), 3)
    0.025
    """
    from scipy.special import stdtr

    found: Array = stdtr(df, value)
    return found


def chi2_beyond(value: ArrayLike, df: ArrayLike) -> Array:
    """Return the share of chi squared with `df` degrees of freedom above a value.

    >>> round(float(chi2_beyond(3.84, 1)), 3)
    0.05
    """
    from scipy.special import chdtrc

    found: Array = chdtrc(df, value)
    return found


def chi2_quantile(share: ArrayLike, df: float) -> Array:
    """Return the value below which a share of chi squared with `df` degrees of freedom lies.

    >>> round(float(chi2_quantile(0.95, 1)), 2)
    3.84
    """
    from scipy.special import gammaincinv

    found: Array = 2.0 * gammaincinv(df / 2.0, share)
    return found


def shifted_t_share(value: ArrayLike, df: ArrayLike, shift: ArrayLike) -> Array:
    """Return the share of a noncentral t with `df` degrees of freedom below a value.

    >>> round(float(shifted_t_share(2.0, 38, 1.6)), 2)
    0.65
    """
    from scipy.special import nctdtr

    found: Array = nctdtr(df, shift, value)
    return found


def shifted_t_quantile(share: ArrayLike, df: ArrayLike, shift: ArrayLike) -> Array:
    """Return the value below which a share of a noncentral t with `df` degrees of freedom lies.

    >>> round(float(shifted_t_quantile(0.5, 38, 1.6)), 2)
    1.61
    """
    from scipy.special import nctdtrit

    found: Array = nctdtrit(df, shift, share)
    return found


def gamma_ratio(above: ArrayLike, below: ArrayLike) -> Array:
    r"""Return :math:`\Gamma(a) / \Gamma(b)` by way of logarithms, which do not overflow.

    >>> round(float(gamma_ratio(5.0, 3.0)), 6)
    12.0
    """
    from scipy.special import gammaln

    found: Array = np.exp(gammaln(above) - gammaln(below))
    return found
