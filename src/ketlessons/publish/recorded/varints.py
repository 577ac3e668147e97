"""How are whole numbers written in as few bytes as they need? Seven bits a byte, the lowest first."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def folded(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return numbers as none is negative: 0, -1, 1, -2, ... become 0, 1, 2, 3, ...

    >>> folded(np.array([0, -1, 1, -2])).tolist()
    [0, 1, 2, 3]
    """
    return (numbers << 1) ^ (numbers >> 63)


def varints(numbers: ArrayLike) -> bytes:
    """Return numbers, none of them negative, in seven bits a byte; the high bit is set on all but the last.

    >>> list(varints([5, 300]))
    [5, 172, 2]
    """
    left = np.asarray(numbers, np.int64)
    if left.size and left.min() < 0:
        raise ValueError(f"numbers: {int(left.min())} is negative; allowed: 0 and more, see `folded`")
    planes: list[NDArray[np.int64]] = []
    more = np.ones(left.shape, bool)
    used: list[NDArray[np.bool_]] = []
    while True:
        used.append(more)
        rest = left >> 7
        planes.append((left & 127) | np.where(rest > 0, 128, 0))
        more = more & (rest > 0)
        if not more.any():
            break
        left = rest
    return np.stack(planes, -1)[np.stack(used, -1)].astype(np.uint8).tobytes()
