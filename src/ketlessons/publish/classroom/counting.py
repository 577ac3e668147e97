"""What do the answers of a class say? Gain from before to after, and which items tell: arithmetic alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval; both ends are the number itself where nothing varies."""

    value: float
    low: float
    high: float


def gain(before: ArrayLike, after: ArrayLike) -> Estimate:
    r"""Mean gain of a class from before to after, with the interval of Student's t for paired numbers.

    .. math:: \bar d \pm t_{0.975,\,n-1}\, s_d / \sqrt n

    Parameters
    ----------
    before, after : array_like
        A share right for each learner, 0 to 1, in the same order, ``(n,)``; at least two learners.

    Raises
    ------
    ValueError
        If there are fewer than two, or not as many after as before.
    """
    from scipy.stats import t

    more = _differences(before, after)
    half = float(t.ppf(0.975, more.size - 1)) * float(more.std(ddof=1)) / sqrt(more.size)
    mean = float(more.mean())
    return Estimate(mean, mean - half, mean + half)


def standardised(before: ArrayLike, after: ArrayLike) -> Estimate | None:
    r"""Mean gain over the spread of gains, Cohen's :math:`d_z`, with the interval of the noncentral t.

    .. math:: d_z = \bar d / s_d

    None where all gain alike: a gain over no spread is without end.

    Parameters
    ----------
    before, after : array_like
        As for `gain`.

    Notes
    -----
    The ends are those :math:`\delta/\sqrt n` for which the t that was seen is the 97.5th and the 2.5th percentile.
    """
    from scipy.special import nctdtrinc

    more = _differences(before, after)
    spread = float(more.std(ddof=1))
    if spread <= 1e-12:
        return None
    root = sqrt(more.size)
    seen = float(more.mean()) / spread * root

    # It is found for what is not below 0, and turned round for what is.
    side = -1.0 if seen < 0 else 1.0
    ends = [side * float(nctdtrinc(more.size - 1, share, side * seen)) / root for share in (0.975, 0.025)]
    return Estimate(seen / root, min(ends), max(ends))


def gain_of_one(before: Sequence[bool], after: Sequence[bool]) -> Estimate:
    r"""Difference of two paired shares, with the adjusted interval of Agresti and Min.

    One half is added to each of the four counts of the pairs, and Wald's interval taken of what results; it holds up
    with few learners, where Wald's own is too narrow.

    Parameters
    ----------
    before, after
        Whether each learner was right, in the same order.

    Raises
    ------
    ValueError
        As `gain`.

    Notes
    -----
    Source: Agresti and Min, Simple improved confidence intervals for comparing matched proportions, Statistics in
    Medicine 24 (2005), 729-740, there called Wald+2.
    """
    _differences(before, after)
    more = sum(not one and other for one, other in zip(before, after, strict=True))
    less = sum(one and not other for one, other in zip(before, after, strict=True))
    n = len(before) + 2
    b, c = more + 0.5, less + 0.5
    middle = (b - c) / n
    half = 1.959964 * sqrt(b + c - (b - c) ** 2 / n) / n
    return Estimate((more - less) / len(before), max(-1.0, middle - half), min(1.0, middle + half))


def discrimination(item: Sequence[bool], rest: Sequence[float]) -> float | None:
    """Correlation of one item with the share right in all others; None where one of the two does not vary.

    Near 0 or below, the item does not tell who knows the rest: it may be flawed, or about something else.
    """
    right, others = np.asarray(item, float), np.asarray(rest, float)
    if right.size < 3 or right.std() == 0 or others.std() == 0:
        return None
    return float(np.corrcoef(right, others)[0, 1])


def _differences(before: ArrayLike, after: ArrayLike) -> np.ndarray:
    one, other = np.asarray(before, float), np.asarray(after, float)
    if one.shape != other.shape or one.ndim != 1:
        raise ValueError(f"after: {other.shape} numbers, before: {one.shape}; allowed: as many, in one row")
    if one.size < 2:
        raise ValueError(f"before: {one.size} learners; allowed: 2 or more")
    if not (np.abs(one) < inf).all() or not (np.abs(other) < inf).all():
        raise ValueError("before, after: allowed: numbers")
    return other - one
