"""What lies in the drawer: which trials are not published, and the mean of those not significant in favour of the drug.

The other half of `selection`: what is not seen, if only significance decides what is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from ..quantities import Number
from .selection import of_the_rest, smallest_significant


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
    have what is missing. It is worked out from the shares below the edge, not as a difference, of which few digits are
    left where nearly all are significant. Where all but one trial in a million are significant, the rest is not
    defined and NaN.

    Examples
    --------
    >>> round(mean_not_in_favour(0.3, 20), 2), round(mean_not_in_favour(0.3, 150), 2)
    (0.21, 0.16)
    """
    rest, part = of_the_rest(smd, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = part / rest
    return checks.as_given(np.where(rest > 1e-6, found, np.nan))


def in_the_drawer(estimate: ArrayLike, n: int, share_published: float) -> NDArray[np.bool_]:
    """Return which of some trials are not published, if a share of those not significant in favour is.

    Parameters
    ----------
    estimate : array_like
        Standardised difference found by each trial, -10 to 10.
    n : int
        People in each arm, 4 to 500.
    share_published : float
        Share of the trials not significant in favour that is published all the same, 0 to 1.

    Returns
    -------
    ndarray of bool
        Every so many of the trials not significant in favour, evenly in their order, without a lottery.

    Examples
    --------
    >>> in_the_drawer([0.1, 0.2, 0.3, 0.4, 0.9], 20, 0.5).tolist()
    [True, False, True, False, False]
    """
    found = checks.checked("estimate", estimate, checks.Allowed(-10.0, 10.0))
    share = checks.checked_number("share_published", share_published, checks.Allowed(0.0, 1.0))
    lost: NDArray[np.bool_] = found <= smallest_significant(n)
    turn = np.cumsum(lost) - 0.5
    kept: NDArray[np.bool_] = np.floor(turn * share + 0.5) > np.floor((turn - 1.0) * share + 0.5)
    return lost & ~kept
