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

    low: Number
    value: Number
    high: Number
