"""What the equations of every wing take and give: a number or an array of them, and a best guess with its ends."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: A number where all arguments were single numbers, else an array.
Number = float | Array


class Interval(NamedTuple):
    """A best guess with the ends of what is plausible."""

    low: float
    value: float
    high: float


class Band(NamedTuple):
    """A row of best guesses with the ends of what is plausible for each: three arrays of one shape."""

    low: Array
    value: Array
    high: Array


def spanned(low: Array, value: Array, high: Array) -> Interval | Band:
    """Return an `Interval` of three single numbers, a `Band` of three arrays.

    >>> spanned(np.array(1.0), np.array(2.0), np.array(3.0))
    Interval(low=1.0, value=2.0, high=3.0)
    """
    if np.ndim(value) == 0:
        return Interval(float(low), float(value), float(high))
    return Band(low, value, high)
