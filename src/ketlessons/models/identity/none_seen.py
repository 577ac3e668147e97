"""If it happened to none of so many people, how often might it happen? The exact upper end, and the rule of three."""

from __future__ import annotations

import math

from .. import checks

MOST = 1_000_000_000
_CONFIDENCE = checks.Allowed(0.5, 0.9999)


def upper_when_none(total: int, confidence: float = 0.95, two_sided: bool = True) -> float:
    r"""Upper end of the exact interval of a share, where none of `total` people had the event.

    .. math:: p = 1 - \alpha^{1/n}

    Parameters
    ----------
    total : int
        People looked at, n, 1 to 1e9.
    confidence : float, optional
        0.5 to 0.9999.
    two_sided : bool, optional
        Whether to give the upper end of the two-sided interval (alpha is half of what the confidence leaves), as
        papers print it, or the one-sided limit, which the rule of three comes near to.

    Returns
    -------
    float
        Share from 0 to 1: with a share larger than this, seeing none would be rarer than alpha.

    Notes
    -----
    Clopper and Pearson's interval, Biometrika 1934;26:404-413, for no events. It speaks of people like those looked at,
    each on their own; it knows of no comparison group.

    Examples
    --------
    >>> round(upper_when_none(401), 4), round(upper_when_none(530), 4)
    (0.0092, 0.0069)
    """
    people = checks.checked_count("total", total, 1, MOST)
    left = 1.0 - checks.checked_number("confidence", confidence, _CONFIDENCE)
    # By way of the logarithm, since for many people the share is a small difference from 1.
    return -math.expm1(math.log(left / 2.0 if two_sided else left) / people)


def rule_of_three(total: int) -> float:
    r"""Upper end in the head: three divided by the people looked at, where none had the event.

    .. math:: p \approx 3 / n

    Parameters
    ----------
    total : int
        People looked at, n, 3 to 1e9.

    Returns
    -------
    float
        Share from 0 to 1. From 30 people on it lies within 6 % of the exact one-sided 95 % limit, and always above it,
        because three is a little more than the natural logarithm of 20.

    Notes
    -----
    J. A. Hanley and A. Lippman-Hand, JAMA 1983;249:1743-1745.

    Examples
    --------
    >>> round(rule_of_three(401), 4)
    0.0075
    """
    return 3.0 / checks.checked_count("total", total, 3, MOST)
