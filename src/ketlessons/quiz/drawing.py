"""Which numbers, and which order, does a learner get? Drawn from a seed, the same on every machine and for ever.

The generators of Python and numpy may change from one version to the next. A hash does not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

One = TypeVar("One")

#: The seed of what is printed and saved, where everybody has the same.
PRINTED = 0
#: Seeds run up to this, so that they are exact numbers in a browser as well.
LAST_SEED = 2**31 - 1


def _number(*parts: object) -> int:
    """Return a large number that hangs on these words alone."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:8], "big")


def checked_seed(seed: Any) -> int:
    """Return a seed, or raise ValueError for what is none."""
    if type(seed) is not int or not 0 <= seed <= LAST_SEED:
        raise ValueError(f"seed: {seed!r} is none; allowed: a whole number from 0 to {LAST_SEED}")
    return seed


def drawn_from(grids: Mapping[str, Sequence[Any]], seed: int, name: str) -> dict[str, Any]:
    """Return one value of each grid.

    >>> drawn_from({"conc_um": (0.5, 1, 2), "hill": (1,)}, 7, "99-number") == drawn_from(
    ...     {"conc_um": (0.5, 1, 2), "hill": (1,)}, 7, "99-number"
    ... )
    True
    """
    return {part: grid[_number(seed, name, part) % len(grid)] for part, grid in grids.items()}


def shuffled(found: Sequence[One], seed: int, name: str) -> list[One]:
    """Return the same things in an order that hangs on the seed and a name.

    >>> sorted(shuffled("abc", 3, "99-order"))
    ['a', 'b', 'c']
    """
    keyed = sorted((_number(seed, name, "order", place), place) for place in range(len(found)))
    return [found[place] for _, place in keyed]
