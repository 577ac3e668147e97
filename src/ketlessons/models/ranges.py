"""What counts as a number from a trial.

These ranges are shared by effects, power, pooling and onset, and are wider than anything a trial has printed.
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from ._distributions import normal_quantile
from .checks import Allowed, checked, checked_number
from .quantities import Array

MOST = 1_000_000
PEOPLE = Allowed(2.0, MOST)
SCORE = Allowed(-1e4, 1e4)
SPREAD = Allowed(0.0, 1e4, above_low=True)
SMD = Allowed(-20.0, 20.0)
RISK = Allowed(0.0, 1.0)
RATIO = Allowed(1e-6, 1e6)
CONFIDENCE = Allowed(0.5, 0.9999)
ALPHA = Allowed(1e-6, 0.5)
POWER = Allowed(0.01, 0.9999)
CORRELATION = Allowed(0.0, 1.0)
TIME = Allowed(0.0, 1e5, "h", above_low=True)
TAU = Allowed(1e-3, 1e6, "h")


def quantile(confidence: float) -> float:
    """Return how many standard errors lie to each side: 1.96 for 0.95."""
    return normal_quantile(0.5 + checked_number("confidence", confidence, CONFIDENCE) / 2.0)


def row(name: str, values: ArrayLike, allowed: Allowed, length: int | None = None) -> Array:
    """Return one checked row of at least one number, of the length of its neighbours."""
    array = checked(name, values, allowed)
    if array.ndim != 1 or not array.size or (length is not None and array.size != length):
        wanted = "a row of at least one number" if length is None else f"a row of {length}"
        raise ValueError(f"{name} must be {wanted}, each {allowed}, got shape {array.shape}")
    return array
