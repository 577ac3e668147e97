"""What lies in the drawer: the mean of trials that are not significant in favour of the drug.

The other half of `selection`: what is not seen, if only significance decides what is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Number
from .selection import mean_in_favour, share_in_favour


def mean_not_in_favour(smd: ArrayLike, n: ArrayLike) -> Number:
    r"""Mean estimate among the trials that are not significant in favour of the drug.

    .. math:: \frac{d - P\,m}{1 - P}

    Parameters
    ----------
    smd : array_like
        True standardised difference d, 0 to 2.
    n : array_like
        People in each arm, 4 to 500.

    Returns
    -------
    float or ndarray
        Standardised difference (Hedges' g), in the broadcast shape; always below the true one.

    Notes
    -----
    P is the share of trials that are significant in favour and m their mean: over all trials the mean is d, so the rest
    have what is missing. Where all but one trial in a million are significant, the rest is not defined and NaN.

    Examples
    --------
    >>> round(mean_not_in_favour(0.3, 20), 2), round(mean_not_in_favour(0.3, 150), 2)
    (0.21, 0.16)
    """
    share, mean = np.asarray(share_in_favour(smd, n)), np.asarray(mean_in_favour(smd, n))
    rest = 1.0 - share
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (np.asarray(smd, float) - share * mean) / rest
    return checks.as_given(np.where(rest > 1e-6, found, np.nan))
