"""What a trial's interval says about an effect worth having, whether or not it is significant.

"Not significant" says only that the interval holds no effect. Whether it also holds a worthwhile effect decides between
"there is little to find" and "the trial cannot tell".
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges

Verdict = Literal["worthwhile", "some effect", "cannot tell", "at most small", "worse"]


def verdict(interval: ArrayLike, worthwhile: float) -> Verdict:
    """Place an interval between no effect and the smallest effect worth having.

    Parameters
    ----------
    interval : array_like
        Low end and high end, or low, value and high, with benefit positive, -1e4 to 1e4.
    worthwhile : float
        Smallest effect worth having in the same unit, above 0 to 1e4.

    Returns
    -------
    str
        "worthwhile": all of the interval is worth having. "some effect": it leaves out no effect, and holds both
        smaller and worthwhile effects, or smaller ones only. "cannot tell": it holds no effect and a worthwhile one.
        "at most small": it holds no effect and no worthwhile one. "worse": all of it lies below no effect.

    Raises
    ------
    ValueError
        If the ends do not rise.

    Notes
    -----
    The first two and the last are significant, "cannot tell" and "at most small" are not. After D. G. Altman and
    J. M. Bland, Absence of evidence is not evidence of absence, BMJ 1995;311:485. How much is worth having is a choice
    that patients and clinicians make, not statistics.

    Examples
    --------
    >>> verdict((-1.64, 13.3), worthwhile=6.0)
    'cannot tell'
    >>> verdict((-1.64, 5.0), worthwhile=6.0)
    'at most small'
    """
    ends = checks.checked("interval", interval, ranges.SCORE)
    if ends.shape not in ((2,), (3,)) or (np.diff(ends) < 0).any():
        raise ValueError(f"interval must be low and high, {ranges.SCORE}, got {np.asarray(interval).tolist()}")
    least = checks.checked_number("worthwhile", worthwhile, ranges.SPREAD)
    low, high = ends[0], ends[-1]
    if high < 0:
        return "worse"
    if low > 0:
        return "worthwhile" if low >= least else "some effect"
    return "cannot tell" if high >= least else "at most small"
