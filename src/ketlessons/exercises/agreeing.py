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
    if np.allclose(given, right, rtol=_EXACT, atol=1e-9):
        return Agreement()
    size = np.floor(np.log10(np.abs(right), out=np.zeros_like(right), where=right != 0))
    third = 1.000001 * np.abs(right[right != 0]).min(initial=np.inf) / 100  # the third digit of the smallest
    for unit, words, enough in (
        *((10.0**-n, f"{_COUNTS[n]} decimals", True) for n in (2, 3, 4, 5)),
        *((10.0 ** (size + 1 - n), f"{_COUNTS[n]} digits", True) for n in (3, 4, 5)),
        (0.1, "one decimal", third >= 0.1),
        (1.0, "whole numbers", third >= 1.0),
        (10.0 ** (size - 1), "two digits", False),
    ):
        way = _way_of_rounding(given / unit, right / unit)
        if way:
            # Cut off after two decimals, an equation that is wrong by one percent looks like the right one.
            return Agreement(f"{way} to {words}", bool(enough) and (way == "rounded" or words != "two decimals"))
    if np.allclose(given, right, rtol=near, atol=1e-9):
        return Agreement("worked out with rounded numbers")
    return None


def _way_of_rounding(given: np.ndarray, right: np.ndarray) -> str:
    """Say how the one became the other; the last bit of a float may tip it over the edge."""
    # Written out, because np.allclose takes ten times as long, and a wrong answer comes here some four hundred times.
    if not (np.abs(given - np.round(given)) <= 1e-6).all():
        return ""
    more, bit = given - right, 1e-6 * np.maximum(1, np.abs(right))
    if (np.abs(more) <= 0.5 + bit).all():
        return "rounded"
    if ((more >= -bit) & (more <= 1 + bit)).all():
        return "rounded up"
    towards_nothing = np.where(right < 0, -more, more)
    if any(((way <= bit) & (way >= -1 - bit)).all() for way in (more, towards_nothing)):
        return "cut off"
    return ""


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
