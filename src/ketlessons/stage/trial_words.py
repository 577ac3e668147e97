"""How is a result of a trial said? Points, ratios and their intervals, rounded once, in words that read aloud well.

Each text carries the numbers that it prints, in the order in which it prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from ketlessons.models.quantities import Interval
from ketlessons.models.trials.number_needed import NumberNeeded
from ketlessons.stage.saying import Printed, printed
from ketlessons.stage.words import number, percent, signed, span

#: What one row prints: its value, and the two ends of its interval if it has one.
OfRow = tuple[float, float | None, float | None]


def points(value: float, digits: int = 1) -> Printed:
    """Write a difference with a true minus, and never a minus before nothing.

    >>> points(5.95), points(-1.65), points(-0.04)
    ('6.0', '−1.7', '0.0')
    """
    return Printed(signed(value, digits), value)


def between(low: float, high: float, digits: int = 1) -> Printed:
    """Say the two ends of an interval of differences.

    >>> between(-1.65, 10.65)
    '−1.7 to 10.7'
    """
    return Printed(f"{points(low, digits)} to {points(high, digits)}", low, high)


def with_interval(found: Interval, digits: int = 1) -> Printed:
    """Say a difference with its interval.

    >>> with_interval(Interval(1.81, 3.54, 5.27))
    '3.5 (1.8 to 5.3)'
    """
    text = f"{points(found.value, digits)} ({between(found.low, found.high, digits)})"
    return Printed(text, found.value, found.low, found.high)


def decimals(*values: float, least: int = 1, most: int = 2) -> int:
    """Return how many decimals the numbers of one row need, so that none is said more exactly than it was printed.

    >>> decimals(1.8, 1.4, 2.2), decimals(1.0, 0.73, 1.28), decimals(0.0967)
    (1, 2, 2)
    """
    enough = (digits for digits in range(least, most) if all(round(one, digits) == one for one in values))
    return next(enough, most)


def lead(value: float, low: float | None, high: float | None, unit: str, digits: int) -> Printed:
    """Say how far a drug is ahead of its control, with the interval or that there is none.

    `digits` is the most: a row that was printed with fewer decimals is said with fewer.

    >>> cell = lead(1.8, 1.4, 2.2, "SD", 2)
    >>> str(cell), cell.values
    ('1.8 SD (1.4 to 2.2)', (1.8, 1.4, 2.2))
    >>> str(lead(0.7, 0.25, 1.15, "SD", 2)), str(lead(0.0967, None, None, "SD", 2))
    ('0.70 SD (0.25 to 1.15)', '0.10 SD, no interval is given')
    """
    said = f"{{:signed.{_of_row((value, low, high), digits)}}}"
    if low is None or high is None:
        return printed(f"{said} {unit}, no interval is given", value)
    return printed(f"{said} {unit} ({said} to {said})", value, low, high)


def lead_alone(row: OfRow, digits: int) -> str:
    """Say the lead of one row without its interval, with the decimals that the row needs.

    >>> lead_alone((1.8, 1.4, 2.2), 2), lead_alone((1.0, 0.73, 1.28), 2)
    ('1.8', '1.00')
    """
    return signed(row[0], _of_row(row, digits))


def leads_between(rows: Iterable[OfRow], digits: int) -> str:
    """Say the least and the most of several leads, each with the decimals of its row, and equal ones once.

    >>> leads_between([(1.8, 1.4, 2.2), (0.87, 0.48, 1.26)], 2), leads_between([(0.7, 0.4, 0.9), (0.7, 0.25, 1.15)], 2)
    ('0.87 to 1.8', '0.7')
    """
    least, *_, most = sorted(2 * list(rows), key=lambda row: row[0])
    if signed(least[0], digits) == signed(most[0], digits):
        return min((lead_alone(row, digits) for row in (least, most)), key=len)
    return span(lead_alone(least, digits), lead_alone(most, digits))


def _of_row(row: OfRow, digits: int) -> int:
    return decimals(*(one for one in row if one is not None), most=digits)


def ratio(found: Interval) -> Printed:
    """Say a ratio with its interval, or that the counts give none; ends that round to the same get a digit more.

    >>> ratio(Interval(1.58, 4.54, 13.05)), ratio(Interval(float("nan"), 3.0, float("nan")))
    ('4.5 (1.6 to 13)', '3.0 (no limits)')
    >>> ratio(Interval(float("nan"), float("inf"), float("nan")))
    'no number, as nothing can be divided by 0'
    >>> ratio(Interval(1.06, 1.106, 1.111))
    '1.11 (1.06 to 1.11)'
    """
    if not isfinite(found.value):
        return Printed("no number, as nothing can be divided by 0")
    if not isfinite(found.low):
        return Printed(f"{number(found.value)} (no limits)", found.value)
    low, value, high = map(number, found)
    if low == high:
        low, value, high = (f"{part:.2f}" for part in found)
    return Printed(f"{value} ({low} to {high})", found.value, found.low, found.high)


def share(found: Interval) -> Printed:
    """Say a share with its interval, or alone where it is supposed.

    >>> share(Interval(0.50, 0.638, 0.76)), share(Interval(0.02, 0.02, 0.02))
    ('64 % (50 to 76 %)', '2.0 %')
    """
    if found.low == found.high:
        return Printed(percent(found.value), found.value)
    text = f"{percent(found.value)} ({100 * found.low:.0f} to {100 * found.high:.0f} %)"
    return Printed(text, found.value, found.low, found.high)


def percentage_points(found: Interval) -> Printed:
    """Say a difference of shares in percentage points.

    >>> percentage_points(Interval(-0.189, 0.10, 0.37)), percentage_points(Interval(0.01, 0.065, 0.2))
    ('10 percentage points (−19 to 37)', '6.5 percentage points (1 to 20)')
    """
    # One digit more for a small one: whoever turns it over gets the number needed to treat.
    value = points(100 * found.value, 0 if abs(found.value) > 0.0995 else 1).removesuffix(".0")
    unit = "percentage point" if value.lstrip("−") == "1" else "percentage points"
    low, high = 100 * found.low, 100 * found.high
    return Printed(f"{value} {unit} ({between(low, high, 0)})", 100 * found.value, low, high)


def needed(found: NumberNeeded) -> Printed:
    """Say how many have to be treated, and an interval that runs through no difference as what it is.

    >>> needed(NumberNeeded(Interval(0.116, 0.358, 0.542))), needed(NumberNeeded(Interval(-0.19, 0.10, 0.37)))
    ('2.8 (1.8 to 8.6)', '10 to gain (from 2.7 to gain, through no difference, to 5.3 to lose)')
    """
    if not isfinite(found.value):
        return Printed("no number, as the arms do not differ")
    turn = "gain" if found.helps else "lose"
    said = number(found.value)
    if found.benefit and found.harm:
        gain, lose = found.benefit[0], found.harm[0]
        ends = f"from {number(gain)} to gain, through no difference, to {number(lose)} to lose"
        return Printed(f"{said} to {turn} ({ends})", found.value, gain, lose)
    allowed = found.benefit or found.harm
    if allowed is None:
        return Printed(f"{said} to {turn}", found.value)
    least, most = allowed
    side = "" if found.helps else " to lose"
    last = number(most) if isfinite(most) else "no upper end"
    return Printed(f"{said}{side} ({number(least)} to {last})", found.value, least, most)
