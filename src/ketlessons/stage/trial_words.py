"""How is a result of a trial said? Points, ratios and their intervals, rounded once, in words that read aloud well."""

from __future__ import annotations

from math import isfinite

from ketlessons.models import Interval, NumberNeeded
from ketlessons.stage.saying import Printed, printed
from ketlessons.stage.words import number, signed


def points(value: float, digits: int = 1) -> str:
    """Write a difference with a true minus, and never a minus before nothing.

    >>> points(5.95), points(-1.65), points(-0.04)
    ('6.0', '−1.7', '0.0')
    """
    return signed(value, digits)


def between(low: float, high: float, digits: int = 1) -> str:
    """Say the two ends of an interval of differences.

    >>> between(-1.65, 10.65)
    '−1.7 to 10.7'
    """
    return f"{points(low, digits)} to {points(high, digits)}"


def with_interval(found: Interval, digits: int = 1) -> str:
    """Say a difference with its interval.

    >>> with_interval(Interval(1.81, 3.54, 5.27))
    '3.5 (1.8 to 5.3)'
    """
    return f"{points(found.value, digits)} ({between(found.low, found.high, digits)})"


def lead(value: float, low: float | None, high: float | None, unit: str, digits: int) -> Printed:
    """Say how far a drug is ahead of its control, with the interval or that there is none.

    >>> cell = lead(1.8, 1.4, 2.2, "SD", 2)
    >>> str(cell), cell.values
    ('1.80 SD (1.40 to 2.20)', (1.8, 1.4, 2.2))
    >>> str(lead(0.0967, None, None, "SD", 2))
    '0.10 SD, no interval is given'
    """
    said = f"{{:signed.{digits}}}"
    if low is None or high is None:
        return printed(f"{said} {unit}, no interval is given", value)
    return printed(f"{said} {unit} ({said} to {said})", value, low, high)


def ratio(found: Interval) -> str:
    """Say a ratio with its interval, or that the counts give none.

    >>> ratio(Interval(1.58, 4.54, 13.05)), ratio(Interval(float("nan"), 3.0, float("nan")))
    ('4.5 (1.6 to 13)', '3.0 (no limits)')
    """
    ends = f"{number(found.low)} to {number(found.high)}" if isfinite(found.low) else "no limits"
    return f"{number(found.value)} ({ends})"


def percentage_points(found: Interval) -> str:
    """Say a difference of shares in percentage points.

    >>> percentage_points(Interval(-0.189, 0.10, 0.37)), percentage_points(Interval(0.01, 0.065, 0.2))
    ('10 percentage points (−19 to 37)', '6.5 percentage points (1 to 20)')
    """
    # One digit more for a small one: whoever turns it over gets the number needed to treat.
    value = points(100 * found.value, 0 if abs(found.value) > 0.0995 else 1).removesuffix(".0")
    unit = "percentage point" if value.lstrip("−") == "1" else "percentage points"
    return f"{value} {unit} ({between(100 * found.low, 100 * found.high, 0)})"


def needed(found: NumberNeeded) -> str:
    """Say how many have to be treated, and an interval that runs through no difference as what it is.

    >>> needed(NumberNeeded(Interval(0.116, 0.358, 0.542))), needed(NumberNeeded(Interval(-0.19, 0.10, 0.37)))
    ('2.8 (1.8 to 8.6)', '10 to gain (from 2.7 to gain, through no difference, to 5.3 to lose)')
    """
    if not isfinite(found.value):
        return "no number, as the arms do not differ"
    turn = "gain" if found.helps else "lose"
    if found.benefit and found.harm:
        gain, lose = number(found.benefit[0]), number(found.harm[0])
        return f"{number(found.value)} to {turn} (from {gain} to gain, through no difference, to {lose} to lose)"
    least, most = found.benefit or found.harm
    side = "" if found.helps else " to lose"
    last = number(most) if isfinite(most) else "no upper end"
    return f"{number(found.value)}{side} ({number(least)} to {last})"
