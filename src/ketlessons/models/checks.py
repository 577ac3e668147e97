"""Whether an input is a number the models can use, and if not, what would be.

Every public model function sends its arguments through here, so a wrong value is answered the same way
everywhere: the name of the argument, the value that came in, and the range that would have been accepted.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Allowed(NamedTuple):
    """The range of one kind of quantity; ``low`` itself is excluded when ``above_low`` is set."""

    low: float
    high: float
    unit: str = ""
    above_low: bool = False

    def __str__(self) -> str:
        """Say the range in words."""
        unit = f" {self.unit}" if self.unit else ""
        if self.above_low:
            return f"more than {self.low:g} and at most {self.high:g}{unit}"
        return f"from {self.low:g} to {self.high:g}{unit}"


# The limits are wider than anything taught, and narrow enough that many a wrong unit shows.
CONCENTRATION = Allowed(0.0, 1e6, "uM")
POTENCY = Allowed(1e-6, 1e6, "uM")
MAGNESIUM = Allowed(0.0, 100.0, "mM")
HALF_BLOCK = Allowed(1e-3, 1000.0, "mM")
VOLTAGE = Allowed(-150.0, 150.0, "mV")
THERMAL_VOLTAGE = Allowed(20.0, 30.0, "mV")
SLOPE = Allowed(0.0, 0.5, "1/mV")
FRACTION = Allowed(0.0, 1.0)
TIMES = Allowed(0.01, 100.0)
UNBLOCKED = Allowed(0.0, 1.0, above_low=True)
HILL = Allowed(0.1, 10.0)
VALENCE = Allowed(1.0, 3.0)
RATE = Allowed(0.0, 1e6, "1/s")
LEAVING_RATE = Allowed(0.0, 1e6, "1/s", above_low=True)
BINDING_RATE = Allowed(0.0, 1e6, "1/uM/s")
DURATION = Allowed(0.0, 1e6, "s", above_low=True)
DECAY = Allowed(1e-5, 0.1, "s")
WAVE = Allowed(1e-5, 100.0, "s")
VOLUME = Allowed(0.01, 1e5, "L")
CLEARANCE = Allowed(0.0, 1e5, "L/h")
CLEARING = Allowed(0.0, 1e5, "L/h", above_low=True)
ABSORPTION = Allowed(1e-3, 1e3, "1/h")
AMOUNT = Allowed(0.0, 1e5, "mg")
MASS_RATE = Allowed(0.0, 1e5, "mg/h")
HOURS = Allowed(0.0, 1000.0, "h")
CLOCK = Allowed(0.0, 1e5, "h")
INTERVAL = Allowed(0.0, 1e4, "h", above_low=True)
HALF_LIFE = Allowed(1e-3, 1e4, "h")
MASS_CONCENTRATION = Allowed(0.0, 1e7, "ng/mL")
COVARIANCE = Allowed(-10.0, 10.0)
VARIATION = Allowed(0.0, 10.0)
MASS_POTENCY = Allowed(1e-6, 1e7, "ng/mL")


def checked(name: str, value: ArrayLike, allowed: Allowed) -> NDArray[np.float64]:
    """Return `value` as an array of floats, or say what is wrong with it.

    Parameters
    ----------
    name : str
        The argument's name as the caller wrote it.
    value : array_like
        Real numbers of any shape.
    allowed : Allowed
        The range to hold.

    Returns
    -------
    ndarray
        A float64 array of the same shape.

    Raises
    ------
    ValueError
        If `value` is not made of finite real numbers within the range.
    """
    # Most values are single numbers, for which plain comparisons take a fifth of the time that arrays do.
    if type(value) is float or type(value) is int:
        above = value > allowed.low if allowed.above_low else value >= allowed.low
        if above and value <= allowed.high:
            return np.array(value, np.float64)
    try:
        array = np.asarray(value)
    except ValueError as problem:  # rows of unequal length
        raise ValueError(f"{name} must be a number or a regular array of numbers {allowed}, got {value!r}") from problem
    if array.dtype.kind not in "fiu":
        raise ValueError(f"{name} must be a real number {allowed}, got {value!r}")
    array = array.astype(np.float64, copy=False)
    # Comparisons with NaN are false, so "inside" also refuses NaN.
    inside = ((array > allowed.low) if allowed.above_low else (array >= allowed.low)) & (array <= allowed.high)
    if not inside.all():
        first = float(array[~inside].flat[0])
        raise ValueError(f"{name} must be {allowed}, got {first:g}")
    return array


def checked_number(name: str, value: ArrayLike, allowed: Allowed) -> float:
    """Like `checked`, for an argument that has to be one number."""
    array = checked(name, value, allowed)
    if array.ndim:
        raise ValueError(f"{name} must be one number {allowed}, got an array of shape {array.shape}")
    return float(array)


def checked_count(name: str, value: int, low: int, high: int) -> int:
    """Return a whole number between two limits, or say what is wrong with it."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r}")
    return int(value)


def checked_choice(name: str, value: str, choices: Sequence[str]) -> str:
    """Return one of the listed words, or list them."""
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(choices)}; got {value!r}")
    return value


def checked_choices(name: str, values: Sequence[str], choices: Sequence[str]) -> tuple[str, ...]:
    """Return words that are all among those listed, or all of these where none was given."""
    return tuple(checked_choice(name, one, choices) for one in values) or tuple(choices)


def common_shape(**arrays: NDArray[np.float64]) -> tuple[int, ...]:
    """Return the shape the arguments share after broadcasting, or name the shapes that do not fit."""
    try:
        return np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError as problem:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise ValueError(f"shapes must broadcast to one allowed shape, got {shapes}") from problem


def as_given(result: NDArray[np.float64]) -> float | NDArray[np.float64]:
    """Give a float back when all inputs were single numbers, else the array."""
    return float(result) if np.ndim(result) == 0 else result
