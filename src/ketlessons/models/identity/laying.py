"""Do two forms of a centre with four arms cover each other? Four directions in space, turned about one that is held.

The arms are counted 0 to 3. The second hand is the first in a mirror: two of the arms have changed places.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Array

HANDS = ("first", "mirrored")
#: For each arm that may point up, the others as they run around it, against the clock, in the first hand.
_AROUND = ((1, 2, 3), (0, 3, 2), (0, 1, 3), (0, 2, 1))
_TURN = checks.Allowed(-3600.0, 3600.0, "degrees")
#: The three lower arms of a tetrahedron lie a third below the middle.
_LOW, _OUT = -1.0 / 3.0, math.sqrt(8.0) / 3.0


def arm_directions(hand: str, held: int, turn_deg: float = 0.0) -> Array:
    """Return where the four arms point, one of them up, after a turn about it.

    Parameters
    ----------
    hand : str
        "first" or "mirrored".
    held : int
        The arm that points up, 0 to 3.
    turn_deg : float, optional
        Turn against the clock, seen from above, -3600 to 3600 degrees.

    Returns
    -------
    ndarray
        Directions of length 1, ``(4, 3)``: x, y and up. Any two are 109.47 degrees apart.

    Notes
    -----
    An ideal tetrahedron. In the first hand, with arm 3 away from the eye, arms 0, 1 and 2 run against the clock: that
    is (S), if 0 to 3 are ranked by Cahn, Ingold and Prelog.

    Examples
    --------
    >>> arm_directions("first", 0)[0].tolist()
    [0.0, 0.0, 1.0]
    """
    checks.checked_choice("hand", hand, HANDS)
    up = checks.checked_count("held", held, 0, 3)
    turn = math.radians(checks.checked_number("turn_deg", turn_deg, _TURN))
    around = _AROUND[up] if hand == "first" else _AROUND[up][::-1]
    found = np.zeros((4, 3))
    found[up] = (0.0, 0.0, 1.0)
    # The first of the three starts in front in both hands, so that without a turn it is one that covers.
    first = around.index(_AROUND[up][0])
    for place, arm in enumerate(around[first:] + around[:first]):
        angle = turn - math.pi / 2 + place * 2 * math.pi / 3
        found[arm] = (_OUT * math.cos(angle), _OUT * math.sin(angle), _LOW)
    return found


def places_taken(arms: ArrayLike, fixed: ArrayLike) -> tuple[int | None, ...]:
    """Return on which of four fixed arms each of four others lies.

    Parameters
    ----------
    arms, fixed : array_like
        Directions of length 1, ``(4, 3)``.

    Returns
    -------
    tuple of int or None
        For each arm the fixed one whose place it takes, to within a degree; None where it lies between.

    Raises
    ------
    ValueError
        If either does not hold four directions.

    Examples
    --------
    >>> places_taken(arm_directions("mirrored", 0), arm_directions("first", 0))
    (0, 1, 3, 2)
    """
    ours, theirs = (_four(name, value) for name, value in (("arms", arms), ("fixed", fixed)))
    near = ours @ theirs.T > math.cos(math.radians(1.0))
    return tuple(int(row.argmax()) if row.any() else None for row in near)


def _four(name: str, value: ArrayLike) -> Array:
    found = checks.checked(name, value, checks.Allowed(-1.0 - 1e-9, 1.0 + 1e-9))
    if found.shape != (4, 3):
        raise ValueError(f"{name} must be four directions in space, of shape (4, 3), got {found.shape}")
    return found
