"""How many people an event would befall, from how many it befalls anyway and from a ratio."""

from __future__ import annotations

from .. import checks, ranges
from ..quantities import Interval


def expected_share(baseline: float, ratio: Interval) -> Interval:
    r"""Share of people with an event, from the share without the drug and a risk ratio.

    .. math:: p = \min(1,\; p_0 \, RR)

    Parameters
    ----------
    baseline : float
        Share with the event without the drug, 0 to 1.
    ratio : Interval
        Risk ratio with its interval, each 1e-6 to 1e6.

    Returns
    -------
    Interval
        Low, value and high, 0 to 1.

    Raises
    ------
    ValueError
        If the ratio's three numbers do not rise.

    Notes
    -----
    The assumed and the corresponding risk of a summary of findings. Source: Cochrane Handbook for Systematic Reviews of
    Interventions, chapter 14. It takes the ratio to be the same whatever the baseline, and the baseline to be known
    without error. Where nobody has the event without the drug it says that nobody will, which no trial shows.

    Examples
    --------
    >>> [round(1000 * part) for part in expected_share(0.05, Interval(2.0, 3.0, 4.0))]
    [100, 150, 200]
    """
    share = checks.checked_number("baseline", baseline, ranges.RISK)
    low, value, high = map(float, ranges.row("ratio", list(ratio), ranges.RATIO, 3))
    if not low <= value <= high:
        raise ValueError(f"ratio must be low, value and high, got {[low, value, high]}")
    return Interval(min(1.0, share * low), min(1.0, share * value), min(1.0, share * high))
