"""By how much two arms of a trial differ in how many people had an event.

Counts in, an effect with its interval out. The first two arguments are the treated arm, the last two its control; the
difference and the ratios are treated against control.
"""

from __future__ import annotations

from math import exp, hypot, inf, log, nan, sqrt

from .. import checks, ranges
from ..quantities import Interval


def proportion(events: int, total: int, confidence: float = 0.95) -> Interval:
    r"""Share of people with an event, with Wilson's interval.

    .. math:: \frac{p + z^2/2n \pm z \sqrt{p(1-p)/n + z^2/4n^2}}{1 + z^2/n}

    Parameters
    ----------
    events, total : int
        People with the event, 0 to `total`, and people in the arm, 1 to 1e6.
    confidence : float, optional
        0.5 to 0.9999.

    Returns
    -------
    Interval
        Low, value and high, 0 to 1.

    Notes
    -----
    Unlike the share plus or minus 1.96 standard errors it never passes 0 or 1, and has a width at 0 and at 1. Source:
    E. B. Wilson, J Am Stat Assoc 1927;22:209-212.

    Examples
    --------
    >>> [round(100 * share, 1) for share in proportion(12, 17)]
    [46.9, 70.6, 86.7]
    """
    total = checks.checked_count("total", total, 1, ranges.MOST)
    events = checks.checked_count("events", events, 0, total)
    z, share = ranges.quantile(confidence), events / total
    below = 2.0 * (total + z**2)
    middle = (2.0 * total * share + z**2) / below
    reach = z / below * sqrt(4.0 * total * share * (1.0 - share) + z**2)
    # At the ends the formula gives 0 and 1 but for its last bits.
    return Interval(middle - reach if events else 0.0, share, middle + reach if events < total else 1.0)


def risk_difference(
    events: int, total: int, events_control: int, total_control: int, confidence: float = 0.95
) -> Interval:
    r"""Difference of two shares, with Newcombe's interval.

    .. math:: d - \sqrt{(p_1 - l_1)^2 + (u_2 - p_2)^2} \quad\text{to}\quad d + \sqrt{(u_1 - p_1)^2 + (p_2 - l_2)^2}

    Parameters
    ----------
    events, total : int
        People with the event, 0 to `total`, and people in the treated arm, 1 to 1e6.
    events_control, total_control : int
        The same for the control arm.
    confidence : float, optional
        0.5 to 0.9999.

    Returns
    -------
    Interval
        Low, value and high, -1 to 1; l and u of the formula are the ends of Wilson's intervals.

    Notes
    -----
    Source: R. G. Newcombe, Stat Med 1998;17:873-890, method 10. It holds for two separate groups of people, not for a
    crossover, in which each person is their own control.

    Examples
    --------
    >>> [round(100 * part, 1) for part in risk_difference(30, 47, 7, 25)]
    [11.6, 35.8, 54.2]
    """
    one = proportion(events, total, confidence)
    two = _control(events_control, total_control, confidence)
    value = one.value - two.value
    return Interval(
        value - hypot(one.value - one.low, two.high - two.value),
        value,
        value + hypot(one.high - one.value, two.value - two.low),
    )


def risk_ratio(events: int, total: int, events_control: int, total_control: int, confidence: float = 0.95) -> Interval:
    r"""How many times as large the treated share is, with an interval on the logarithm.

    .. math:: RR = \frac{a / n_1}{c / n_2}, \quad SE(\ln RR) = \sqrt{1/a - 1/n_1 + 1/c - 1/n_2}

    Parameters
    ----------
    events, total, events_control, total_control, confidence
        As for `risk_difference`.

    Returns
    -------
    Interval
        Low, value and high. With no event in an arm, or nothing but events in both, the formula has no limits: they
        are NaN, and the value is 0, infinite, NaN or 1.

    Notes
    -----
    Source: D. Katz and others, Biometrics 1978;34:469-474.

    Examples
    --------
    >>> [round(part, 2) for part in risk_ratio(30, 47, 7, 25)]
    [1.17, 2.28, 4.43]
    """
    a, n, c, m = _counts(events, total, events_control, total_control)
    z = ranges.quantile(confidence)
    if not a or not c or (a == n and c == m):
        return Interval(nan, (a / n) / (c / m) if c else (inf if a else nan), nan)
    value, reach = (a / n) / (c / m), z * sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    return Interval(value * exp(-reach), value, value * exp(reach))


def odds_ratio(events: int, total: int, events_control: int, total_control: int, confidence: float = 0.95) -> Interval:
    r"""How many times as large the treated odds are, with an interval on the logarithm.

    .. math:: OR = \frac{a d}{b c}, \quad SE(\ln OR) = \sqrt{1/a + 1/b + 1/c + 1/d}

    Parameters
    ----------
    events, total, events_control, total_control, confidence
        As for `risk_difference`; a and c have the event, b and d have not.

    Returns
    -------
    Interval
        Low, value and high. If one of the four counts is 0 the formula has no limits: they are NaN, and the value is 0,
        infinite or NaN.

    Notes
    -----
    Odds are not risks: when many people respond, the odds ratio lies much further from 1 than the risk ratio. Source:
    Woolf 1955.

    Examples
    --------
    >>> [round(part, 2) for part in odds_ratio(30, 47, 7, 25)]
    [1.58, 4.54, 13.05]
    """
    a, n, c, m = _counts(events, total, events_control, total_control)
    z = ranges.quantile(confidence)
    b, d = n - a, m - c
    if not (a and b and c and d):
        above, below = a * d, b * c
        return Interval(nan, above / below if below else (inf if above else nan), nan)
    value, reach = a * d / (b * c), z * sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return Interval(exp(log(value) - reach), value, exp(log(value) + reach))


def _counts(events: int, total: int, events_control: int, total_control: int) -> tuple[int, int, int, int]:
    """Return the four counts, checked by way of the two shares."""
    proportion(events, total)
    _control(events_control, total_control, 0.95)
    return int(events), int(total), int(events_control), int(total_control)


def _control(events_control: int, total_control: int, confidence: float) -> Interval:
    """Return the control arm's share, its arguments called by their own names when they are wrong."""
    checks.checked_count("total_control", total_control, 1, ranges.MOST)
    checks.checked_count("events_control", events_control, 0, total_control)
    return proportion(events_control, total_control, confidence)
