"""How is an outline kept in few bytes, to the last digit? As steps from where it was expected to be.

A point of an outline lies near the point before it, or where the line was going, or where the same point lay at the
neighbouring setting of a control. For each outline the cheapest of these guesses is taken, and its misses are kept.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_OUTLINE = re.compile(r"(?:[MLQC]-?[\d. -]+|Z)+")
_PARTS = re.compile(r"[MLQCZ]|-?\d+(?:\.\d)?")
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
#: The guesses: the point before, straight on, the neighbour's point, the neighbour's step.
BEFORE, STRAIGHT, THERE, STEP = range(4)


class Outline(NamedTuple):
    """The letters of an outline, and its points in tenths of a pixel, ``(2, points)``."""

    letters: str
    points: NDArray[np.int64]


def written(outline: Outline) -> str:
    """Return an outline as it stands in the markup."""
    numbers = iter([f"{value / 10:g}" for value in outline.points.T.ravel().tolist()])
    count = _POINTS
    return "".join(letter + " ".join(next(numbers) for _ in range(2 * count[letter])) for letter in outline.letters)


def parsed(piece: str) -> Outline | None:
    """Return the outline that a piece of markup is, or None if it is none or could not be written again as it is."""
    if not _OUTLINE.fullmatch(piece):
        return None
    parts = _PARTS.findall(piece)
    letters = "".join(part for part in parts if part in _POINTS)
    numbers = [round(float(part) * 10) for part in parts if part not in _POINTS]
    if len(numbers) != 2 * sum(map(_POINTS.__getitem__, letters)) or not numbers:
        return None
    found = Outline(letters, np.array(numbers, np.int64).reshape(-1, 2).T)
    return found if written(found) == piece else None


def guesses(points: NDArray[np.int64], there: NDArray[np.int64] | None) -> list[NDArray[np.int64]]:
    """Return by how much each guess misses, ``(2, points)``; the last two need a neighbour with as many points."""
    before = np.diff(points, axis=1, prepend=0)
    found = [before, np.diff(before, axis=1, prepend=0)]
    if there is not None:
        missed = points - there
        found += [missed, np.diff(missed, axis=1, prepend=0)]
    return found


def cost(missed: NDArray[np.int64]) -> float:
    """Return roughly how many bits it takes to keep what a guess missed by."""
    return float(np.log2(1.0 + 2.0 * np.abs(missed)).sum())
