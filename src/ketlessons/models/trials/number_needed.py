"""How many people have to be treated for one more of them to gain, or to be harmed.

The number is one over a difference of shares, so an interval of the difference that holds 0 becomes a range that runs
through infinity: out from the number needed to harm, and back to the number needed to benefit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf

from .. import checks, ranges
from ..quantities import Interval
from .effects import risk_difference


@dataclass(frozen=True)
class NumberNeeded:
    r"""A number needed to treat and what the trial leaves open about it.

    .. math:: NNT = 1 / |d|

    Parameters
    ----------
    difference : Interval
        Difference of shares, -1 to 1, above 0 where the treated do better.

    Raises
    ------
    ValueError
        If the three do not rise.

    Notes
    -----
    Source: D. G. Altman, BMJ 1998;317:1309-1312, also for the words NNTB (to benefit) and NNTH (to harm). The number
    holds for the trial's length, outcome and control, and for a population at the control arm's risk.

    Examples
    --------
    >>> str(NumberNeeded(Interval(-0.05, 0.10, 0.25)))
    'NNTB 10 (NNTH 20 to infinity to NNTB 4)'
    """

    difference: Interval

    def __post_init__(self) -> None:
        """Check the difference."""
        row = ranges.row("difference", list(self.difference), checks.Allowed(-1.0, 1.0), 3)
        if not row[0] <= row[1] <= row[2]:
            raise ValueError(f"difference must be low, value and high, from -1 to 1, got {row.tolist()}")
        object.__setattr__(self, "difference", Interval(*map(float, row)))

    @property
    def value(self) -> float:
        """People to treat for one more event, 1 or more; infinite if the arms do not differ."""
        return _over(abs(self.difference.value))

    @property
    def helps(self) -> bool:
        """Whether the value is a number needed to benefit."""
        return self.difference.value > 0

    @property
    def through_infinity(self) -> bool:
        """Whether the interval holds no difference, so that both benefit and harm are left open."""
        return self.difference.low <= 0 <= self.difference.high

    @property
    def benefit(self) -> tuple[float, float] | None:
        """Least and most people needed to benefit that the interval allows; None if it allows no benefit."""
        return _range(self.difference.low, self.difference.high)

    @property
    def harm(self) -> tuple[float, float] | None:
        """Least and most people needed to harm that the interval allows; None if it allows no harm."""
        return _range(-self.difference.high, -self.difference.low)

    def __str__(self) -> str:
        """Say it as Altman does, in three digits and unrounded otherwise."""
        words = "no difference" if isinf(self.value) else f"{_name(self.helps)} {self.value:.3g}"
        if self.benefit and self.harm:
            return f"{words} (NNTH {self.harm[0]:.3g} to infinity to NNTB {self.benefit[0]:.3g})"
        allowed = self.benefit or self.harm
        if allowed is None:
            return words
        least, most = allowed
        last = "infinity" if isinf(most) else f"{most:.3g}"
        return f"{words} ({_name(self.benefit is not None)} {least:.3g} to {last})"


def number_needed(
    events: int, total: int, events_control: int, total_control: int, wanted: bool = True, confidence: float = 0.95
) -> NumberNeeded:
    """Return the number needed to treat from the counts of two arms.

    Parameters
    ----------
    events, total, events_control, total_control : int
        Counts, as for `risk_difference`.
    wanted : bool, optional
        Whether the event is one to hope for, such as response; False for a harm.
    confidence : float, optional
        0.5 to 0.9999.

    Returns
    -------
    NumberNeeded
        With Newcombe's interval turned over.

    Examples
    --------
    >>> str(number_needed(30, 47, 7, 25))
    'NNTB 2.79 (NNTB 1.85 to 8.63)'
    >>> number_needed(18, 47, 7, 25).through_infinity
    True
    """
    low, value, high = risk_difference(events, total, events_control, total_control, confidence)
    if not wanted:
        low, value, high = -high, -value, -low
    return NumberNeeded(Interval(max(low, -1.0), value, min(high, 1.0)))


def _over(difference: float) -> float:
    return 1.0 / difference if difference > 0 else inf


def _range(low: float, high: float) -> tuple[float, float] | None:
    return (_over(high), _over(low)) if high > 0 else None


def _name(helps: bool) -> str:
    return "NNTB" if helps else "NNTH"
