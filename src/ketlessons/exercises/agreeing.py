"""Do a learner's numbers agree with the equation's, to the precision of somebody who works with three digits?

Whoever writes 0.693 for the natural logarithm of 2, or rounds the result to two decimals, has the equation right.
Whoever rounds to whole numbers has it right, too, but hides it: that is told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

#: Three digits: as near as constants such as 0.693 come, and nearer than any other equation.
_THREE_DIGITS = 1e-3
_EXACT = 1e-6
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five"}


@dataclass(frozen=True)
class Agreement:
    """How numbers agree: exactly or rounded, how in words, and whether enough digits are left to tell."""

    words: str = ""
    enough: bool = True


def agreement(answers: ArrayLike, expected: ArrayLike, near: float = _THREE_DIGITS) -> Agreement | None:
    """Return how two rows of numbers agree, at the worst as near as this; None if they do not.

    >>> agreement([0.25, 18.678081], [0.25, 18.67808])
    Agreement(words='', enough=True)
    >>> agreement([0.26, 18.68], [0.257, 18.67808])
    Agreement(words='rounded to two decimals', enough=True)
    >>> agreement([1.0, 19.0], [0.257, 18.67808])
    Agreement(words='rounded up to whole numbers', enough=False)
    >>> agreement([0.2571234, 18.6781], [0.257, 18.67808]).words
    'worked out with rounded numbers'
    >>> agreement([0.3, 18.67808], [0.257, 18.67808])
    """
    given, right = np.asarray(answers, float), np.asarray(expected, float)
    if not (np.isfinite(given).all() and np.isfinite(right).all()):
        return None
    # Written out, because np.allclose takes ten times as long, and a wrong answer comes here some forty times.
    off, size_of = np.abs(given - right), np.abs(right)
    if (off <= 1e-9 + _EXACT * size_of).all():
        return Agreement()
    size = np.floor(np.log10(size_of, out=np.zeros_like(right), where=right != 0))
    if not (_may_be_whole(given, 1e-5, 1.0) or _may_be_whole(given, 10.0 ** (size - 4), 10.0 ** (size - 1))):
        return Agreement("worked out with rounded numbers") if (off <= 1e-9 + near * size_of).all() else None
    third = 1.000001 * size_of[right != 0].min(initial=np.inf) / 100  # the third digit of the smallest
    tried = (
        *((10.0**-n, f"{_COUNTS[n]} decimals", True) for n in (2, 3, 4, 5)),
        *((10.0 ** (size + 1 - n), f"{_COUNTS[n]} digits", True) for n in (3, 4, 5)),
        (0.1, "one decimal", third >= 0.1),
        (1.0, "whole numbers", third >= 1.0),
        (10.0 ** (size - 1), "two digits", False),
    )
    units = np.array([np.broadcast_to(unit, right.shape) for unit, _, _ in tried])
    for way, (_, words, enough) in zip(_ways_of_rounding(given / units, right / units), tried, strict=True):
        if way:
            # Cut off after two decimals, an equation that is wrong by one percent looks like the right one.
            return Agreement(f"{way} to {words}", bool(enough) and (way == "rounded" or words != "two decimals"))
    if (off <= 1e-9 + near * size_of).all():
        return Agreement("worked out with rounded numbers")
    return None


def _may_be_whole(given: np.ndarray, finest: ArrayLike, coarsest: ArrayLike) -> bool:
    """Say whether numbers may be whole ones of any unit, a power of ten times the finest; most wrong ones are not."""
    counted = given / finest
    return bool((np.abs(counted - np.round(counted)) <= 1.1e-6 * (np.asarray(coarsest) / finest)).all())


def _ways_of_rounding(given: np.ndarray, right: np.ndarray) -> list[str]:
    """Say of each row how the one became the other; the last bit of a float may tip it over the edge."""
    whole = np.abs(given - np.round(given)) <= 1e-6
    more, bit = given - right, 1e-6 * np.maximum(1, np.abs(right))
    towards_nothing = np.where(right < 0, -more, more)
    rounded = np.abs(more) <= 0.5 + bit
    up = (more >= -bit) & (more <= 1 + bit)
    cut = [(way <= bit) & (way >= -1 - bit) for way in (more, towards_nothing)]
    fits = np.array([rounded, up, *cut]).all(-1) & whole.all(-1)
    words = ("rounded", "rounded up", "cut off", "cut off")
    return [next((word for word, fit in zip(words, row, strict=True) if fit), "") for row in fits.T.tolist()]


def constant_factor(answers: Sequence[float], expected: Sequence[float]) -> float | None:
    """Return what all answers are too large by, as a factor; None if it is not always the same.

    >>> constant_factor([2, 4, 6], [1, 2, 3])
    2.0
    """
    given, right = np.asarray(answers, float), np.asarray(expected, float)
    if not np.isfinite(given).all() or np.unique(right[right != 0]).size < 3:
        return None
    factor = float(np.median(given[right != 0] / right[right != 0]))
    return factor if np.allclose(given, factor * right, rtol=_EXACT, atol=1e-9) and factor else None


def constant_difference(answers: Sequence[float], expected: Sequence[float]) -> float | None:
    """Return by how much all answers are too large; None if it is not always the same.

    >>> constant_difference([2, 3, 4], [1, 2, 3])
    1.0
    """
    given, right = np.asarray(answers, float), np.asarray(expected, float)
    if not np.isfinite(given).all() or np.unique(right).size < 3:
        return None
    more = float(np.median(given - right))
    return more if np.allclose(given, right + more, rtol=_EXACT, atol=1e-9) and more else None


def apart(one: float, other: float) -> tuple[str, str]:
    """Write two numbers with as many digits as it takes to tell them apart, at least three.

    >>> apart(0.5, 0.25), apart(18.7, 18.678), apart(1 / 3, 0.3334), apart(123456.0, 7.0)
    (('0.5', '0.25'), ('18.7', '18.68'), ('0.3333', '0.3334'), ('123456', '7'))
    """
    for digits in range(3, 18):
        texts = plain(one, digits), plain(other, digits)
        if texts[0] != texts[1]:
            return texts
    return texts


def plain(value: float, digits: int = 3) -> str:
    """Write a number with at least these digits, a true minus, and no power of ten where it can be read without.

    >>> plain(1234.5), plain(0.00012345), plain(-0.0), plain(-2e30), plain(642.0)
    ('1234', '0.000123', '0', '−2e+30', '642')
    """
    if value == 0:
        return "0"
    if not 1e-6 <= abs(value) < 1e9:
        return f"{value:.{digits}g}".replace("-", "−")
    whole = int(np.floor(np.log10(abs(value)))) + 1
    return np.format_float_positional(float(f"{value:.{max(digits, whole)}g}"), trim="-").replace("-", "−")
