"""By which way a dose reaches the blood, how much of it, and how fast.

A `Way` is one road into the body with its fractions and its speed; a `Dose` is an amount that takes it at one time.
A route is one way or several: part of a nasal spray enters through the nose, the rest is swallowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from .. import checks


@dataclass(frozen=True, eq=False)
class Way:
    """One way into the body.

    Parameters
    ----------
    ketamine_fraction : array_like
        Share of the amount that arrives as ketamine, 0 to 1.
    norketamine_fraction : array_like, optional
        Share that arrives as norketamine, turned on the first pass through gut wall and liver, 0 to 1.
    ka_per_h : array_like or None, optional
        First-order absorption rate, 1e-3 to 1e3 1/h; None when nothing has to be absorbed, as into a vein.
    duration_h : float, optional
        How long the amount takes to enter at an even rate, 0 to 1000 h; 0 for at once.
    into : int, optional
        Ketamine compartment in which it arrives; 0 is the blood that is sampled.

    Raises
    ------
    ValueError
        If the two fractions add up to more than 1.

    Notes
    -----
    An amount D first enters at an even rate for `duration_h`, then, where `ka_per_h` is given, leaves its place of
    absorption at the rate ka times what is left there.

    Examples
    --------
    >>> infusion = Way(1.0, duration_h=40 / 60)
    >>> infusion.ka_per_h is None
    True
    """

    ketamine_fraction: ArrayLike
    norketamine_fraction: ArrayLike = 0.0
    ka_per_h: ArrayLike | None = None
    duration_h: float = 0.0
    into: int = 0

    def __post_init__(self) -> None:
        """Refuse values that cannot be."""
        arrived = checks.checked("ketamine_fraction", self.ketamine_fraction, checks.FRACTION)
        turned = checks.checked("norketamine_fraction", self.norketamine_fraction, checks.FRACTION)
        checks.common_shape(ketamine_fraction=arrived, norketamine_fraction=turned)
        if (arrived + turned > 1 + 1e-9).any():
            total = float((arrived + turned).max())
            raise ValueError(f"norketamine_fraction must be at most 1 - ketamine_fraction, got a sum of {total:g}")
        if self.ka_per_h is not None:
            checks.checked("ka_per_h", self.ka_per_h, checks.ABSORPTION)
        checks.checked_number("duration_h", self.duration_h, checks.HOURS)
        checks.checked_count("into", self.into, 0, 9)


@dataclass(frozen=True, eq=False)
class Dose:
    """An amount that takes one way.

    Parameters
    ----------
    amount_mg : array_like
        Amount, 0 to 1e5 mg; one number, or one for each virtual patient.
    way : Way
        Which way it takes.
    start_h : float, optional
        When, 0 to 1e5 h.
    """

    amount_mg: ArrayLike
    way: Way
    start_h: float = 0.0

    def __post_init__(self) -> None:
        """Refuse values that cannot be."""
        checks.checked("amount_mg", self.amount_mg, checks.AMOUNT)
        checks.checked_number("start_h", self.start_h, checks.CLOCK)


def repeated(doses: Sequence[Dose], interval_h: float, times: int) -> tuple[Dose, ...]:
    """Give the same doses again and again at even intervals.

    Parameters
    ----------
    doses : sequence of Dose
        What is given each time.
    interval_h : float
        From one time to the next, more than 0 and at most 1e4 h.
    times : int
        How often, 1 to 1000.

    Returns
    -------
    tuple of Dose
        All doses, in order of time.

    Examples
    --------
    >>> twice_a_week = repeated([Dose(84.0, Way(0.5, ka_per_h=3.0))], interval_h=84.0, times=3)
    >>> [dose.start_h for dose in twice_a_week]
    [0.0, 84.0, 168.0]
    """
    interval = checks.checked_number("interval_h", interval_h, checks.INTERVAL)
    count = checks.checked_count("times", times, 1, 1000)
    shifted = [Dose(dose.amount_mg, dose.way, dose.start_h + n * interval) for n in range(count) for dose in doses]
    return tuple(sorted(shifted, key=lambda dose: dose.start_h))


def nasal_amounts(
    device_mg: float, devices: int, fraction_first: ArrayLike, factor_later: float
) -> tuple[tuple[ArrayLike, ArrayLike], ...]:
    """Split what each nasal device delivers into what the nose takes up and what is swallowed.

    Parameters
    ----------
    device_mg : float
        Amount in one device, 0 to 1e5 mg.
    devices : int
        How many are used one after the other, 1 to 10.
    fraction_first : array_like
        Share of the first device that the nose takes up, 0 to 1.
    factor_later : float
        Factor on that share for each later device, 0 to 1.

    Returns
    -------
    tuple of (float or ndarray, float or ndarray)
        For each device: mg through the nose, mg swallowed.

    Examples
    --------
    >>> [(round(nose, 2), round(swallowed, 2)) for nose, swallowed in nasal_amounts(28.0, 2, 0.54, 0.62)]
    [(15.12, 12.88), (9.37, 18.63)]
    """
    amount = checks.checked_number("device_mg", device_mg, checks.AMOUNT)
    count = checks.checked_count("devices", devices, 1, 10)
    first = checks.checked("fraction_first", fraction_first, checks.FRACTION)
    later = checks.checked_number("factor_later", factor_later, checks.FRACTION)
    shares = [first if n == 0 else first * later for n in range(count)]
    return tuple((checks.as_given(amount * share), checks.as_given(amount * (1 - share))) for share in shares)
