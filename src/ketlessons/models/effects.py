"""By how much two arms of a trial differ in how many people had an event.

Counts in, an effect with its interval out. The first two arguments are the treated arm, the last two its control; the
difference and the ratios are treated against control.
"""

from __future__ import annotations

from math import hypot, inf, nan

from scipy.stats import binomtest
from scipy.stats.contingency import odds_ratio as _odds_ratio
from scipy.stats.contingency import relative_risk as _relative_risk

from . import _trials as trials
from . import _validate as check
from .occupancy import Interval


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

    Raises
    ------
    ValueError
        If a count is not whole or out of range.

    Notes
    -----
    Unlike the share plus or minus 1.96 standard errors it never passes 0 or 1, and has a width at 0 and at 1. Source:
    E. B. Wilson 1927; computed by `scipy.stats.binomtest`.

    Examples
    --------
    >>> [round(100 * share, 1) for share in proportion(12, 17)]
    [46.9, 70.6, 86.7]
    """
    total = check.checked_count("total", total, 1, trials.MOST)
    events = check.checked_count("events", events, 0, total)
    level = check.checked_number("confidence", confidence, trials.CONFIDENCE)
    low, high = binomtest(events, total).proportion_ci(level, method="wilson")
    return Interval(float(low), events / total, float(high))


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

    Raises
    ------
    ValueError
        If a count is not whole or out of range.

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

    Raises
    ------
    ValueError
        If a count is not whole or out of range.

    Notes
    -----
    Source: Katz and others 1978; computed by `scipy.stats.contingency.relative_risk`.

    Examples
    --------
    >>> [round(part, 2) for part in risk_ratio(30, 47, 7, 25)]
    [1.17, 2.28, 4.43]
    """
    counts = _counts(events, total, events_control, total_control)
    result = _relative_risk(*counts)
    level = check.checked_number("confidence", confidence, trials.CONFIDENCE)
    a, n, c, m = counts
    if not a or not c or (a == n and c == m):
        return Interval(nan, float(result.relative_risk), nan)
    low, high = result.confidence_interval(level)
    return Interval(float(low), float(result.relative_risk), float(high))


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

    Raises
    ------
    ValueError
        If a count is not whole or out of range.

    Notes
    -----
    Odds are not risks: when many people respond, the odds ratio lies much further from 1 than the risk ratio. Source:
    Woolf 1955; computed by `scipy.stats.contingency.odds_ratio`.

    Examples
    --------
    >>> [round(part, 2) for part in odds_ratio(30, 47, 7, 25)]
    [1.58, 4.54, 13.05]
    """
    a, n, c, m = _counts(events, total, events_control, total_control)
    level = check.checked_number("confidence", confidence, trials.CONFIDENCE)
    b, d = n - a, m - c
    if not (a and b and c and d):
        above, below = a * d, b * c
        return Interval(nan, above / below if below else (inf if above else nan), nan)
    result = _odds_ratio([[a, b], [c, d]], kind="sample")
    low, high = result.confidence_interval(level)
    return Interval(float(low), float(result.statistic), float(high))


def _counts(events: int, total: int, events_control: int, total_control: int) -> tuple[int, int, int, int]:
    """Return the four counts, checked by way of the two shares."""
    proportion(events, total)
    _control(events_control, total_control, 0.95)
    return int(events), int(total), int(events_control), int(total_control)


def _control(events_control: int, total_control: int, confidence: float) -> Interval:
    """Return the control arm's share, its arguments called by their own names when they are wrong."""
    check.checked_count("total_control", total_control, 1, trials.MOST)
    check.checked_count("events_control", events_control, 0, total_control)
    return proportion(events_control, total_control, confidence)
