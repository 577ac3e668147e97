"""Does the lead of the spray hold? Trials that rated it on the first day and weeks later, each against itself.

A mean of the trials that rated one time and a mean of those that rated another differ also because other trials stand
in them. What is written in this file are choices between rows, and the reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from ketlessons.evidence import time_point
from ketlessons.models import checks
from ketlessons.models.quantities import Interval
from ketlessons.models.ranges import quantile
from ketlessons.models.trials.pooling import Pooled, pool

from ..trials.nasal import SHARED_BY_TIMES, together

TIMES = ("24 h", "3 to 4 weeks")
# Each trial with the rows of its lead at 24 h and at day 25 or 28; two doses of one trial are brought together.
_TRIALS = MappingProxyType(
    {
        "Canuso 2018": (("canuso2018_esketamine_lead_24h",), ("canuso2018_esketamine_lead_25d",)),
        "Chen 2023": (("chen2023_esketamine_lead_24h",), ("chen2023_esketamine_lead_day28",)),
        "Janik 2025": (
            ("janik2025_esketamine56_lead_24h", "janik2025_esketamine84_lead_24h"),
            ("janik2025_esketamine56_lead_day28", "janik2025_esketamine84_lead_day28"),
        ),
    }
)
# Four trials with 937 people at both times. Its people are partly those of the trials above, so it enters no mean here.
_POOLING = ("pooled2026_esketamine_lead_24h", "pooled2026_esketamine_lead_day28")


@dataclass(frozen=True)
class RatedTwice:
    """The lead of one trial at two times, points of the MADRS, benefit positive.

    Parameters
    ----------
    name : str
        The trial, or the pooled analysis.
    pooling : bool
        Whether it is a pooled analysis.
    leads : tuple of Interval
        At 24 h, and at 3 to 4 weeks.
    ses : tuple of float
        Standard errors of the two.
    rows : tuple of tuple of str
        Ids of the evidence rows of the two.
    """

    name: str
    pooling: bool
    leads: tuple[Interval, Interval]
    ses: tuple[float, float]
    rows: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def change(self) -> float:
        """By how much the lead grew; negative if it shrank."""
        return self.leads[1].value - self.leads[0].value


@cache
def rated_twice() -> tuple[RatedTwice, ...]:
    """Return the trials of the spray that were rated at 24 h and at 3 to 4 weeks, and last the pooled analysis.

    Notes
    -----
    Source: `rows` of each.

    Examples
    --------
    >>> [(one.name, round(one.change, 1)) for one in rated_twice()]
    [('Canuso 2018', -2.7), ('Chen 2023', -1.3), ('Janik 2025', 2.3), ('Pooled analysis 2026', -0.3)]
    """
    first, later = _POOLING
    pooling = _twice(time_point(first).trial, ((first,), (later,)), True)
    return (*(_twice(name, rows, False) for name, rows in _TRIALS.items()), pooling)


def _twice(name: str, rows: tuple[tuple[str, ...], tuple[str, ...]], pooling: bool) -> RatedTwice:
    leads, ses = [], []
    for ids in rows:
        _, _, value, se = together([time_point(id) for id in ids])
        mean, error = float(value[0]), float(se[0])
        reach = quantile(0.95) * error
        leads.append(Interval(mean - reach, mean, mean + reach))
        ses.append(error)
    return RatedTwice(name, pooling, (leads[0], leads[1]), (ses[0], ses[1]), rows)


@cache
def lead_of_the_same(when: str) -> Pooled:
    """Pool the trials that were rated at both times, at one of them: the same trials each time.

    Parameters
    ----------
    when : {"24 h", "3 to 4 weeks"}
        Which rating.

    Returns
    -------
    Pooled
        Difference from placebo spray in points of the MADRS, benefit positive; without the pooled analysis.

    Notes
    -----
    Random effects after Paule and Mandel with normal limits, as `pooled_nasal`. Source: `rated_twice`.

    Examples
    --------
    >>> [round(lead_of_the_same(when).value, 1) for when in TIMES]
    [3.7, 4.1]
    """
    place = TIMES.index(checks.checked_choice("when", when, TIMES))
    trials = _trials()
    return pool([one.leads[place].value for one in trials], [one.ses[place] for one in trials])


@cache
def change_of_lead(limits: str = "normal") -> Pooled:
    r"""Pool by how much the lead of each of these trials grew from 24 h to 3 to 4 weeks.

    .. math:: s^2 = s_1^2 + s_2^2 - 2 r s_1 s_2

    Parameters
    ----------
    limits : {"normal", "hartung_knapp", "hartung_knapp_wider"}, optional
        As for `pool`.

    Returns
    -------
    Pooled
        Points of the MADRS; negative if leads shrank.

    Notes
    -----
    How the two ratings of the same people go together, r, no trial prints; `SHARED_BY_TIMES` is assumed, and from 0.3
    to 0.85 the mean stays within half a point of none. The mean change is not the change of the two means: it gives
    other weights to the trials. Source: `rated_twice`.

    Examples
    --------
    >>> [round(part, 1) for part in change_of_lead().interval]
    [-3.1, -0.1, 2.8]
    """
    trials = _trials()
    ses = [
        float(np.sqrt(one.ses[0] ** 2 + one.ses[1] ** 2 - 2 * SHARED_BY_TIMES * one.ses[0] * one.ses[1]))
        for one in trials
    ]
    return pool([one.change for one in trials], ses, limits=limits)


def _trials() -> list[RatedTwice]:
    return [one for one in rated_twice() if not one.pooling]
