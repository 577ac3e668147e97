"""Which trials of nasal esketamine can be pooled at one time, and what they say together.

What is written in this file are choices between rows, and the reasons.
"""

from __future__ import annotations

import numpy as np

from ketlessons.evidence import TimePoint, Trial, timecourse, trial
from ketlessons.models import checks
from ketlessons.models.quantities import Array
from ketlessons.models.trials.clusters import by_trial
from ketlessons.models.trials.conversions import se_from_limits
from ketlessons.models.trials.pooling import Pooled, pool

from .doses import doses_together

# The correlation of the same people at two times no trial prints; it is an assumption, and 0.5 gives the same mean to
# 0.03 points. That of two doses with one placebo group is none: it follows from the sizes of the arms.
SHARED_BY_TIMES = 0.7
# Windows of time in h, first and last.
WINDOWS = {"4 h": (0.0, 4.0), "24 h": (24.0, 24.0), "day 15": (336.0, 336.0), "day 25 to 28": (600.0, 648.0)}
EACH_ONCE = "each trial once"


# Daly 2018, with 11 or 12 people on each of 28, 56 and 84 mg and ratings at other times, is left out of the mean. That
# was decided after its results were known, and its lead at 24 h is the largest: `with_daly` puts it in.
DALY = "Daly 2018"
TRIALS = (
    "Canuso 2018",
    "ASPIRE I",
    "ASPIRE II",
    "TRANSFORM-1",
    "TRANSFORM-2",
    "TRANSFORM-3",
    "Chen 2023",
    "Takahashi 2021",
    "Janik 2025",
)


# Trials of the spray beside an antidepressant that is swallowed, new or already taken, tested at day 28.
_BESIDE_A_PILL = (
    "trial_transform1",
    "trial_transform2",
    "trial_transform3",
    "trial_chen2023",
    "trial_takahashi2021",
)


def spray_beside_a_pill() -> tuple[Trial, ...]:
    """Return the trials that added the spray to an antidepressant, and tested it at day 28.

    Returns
    -------
    tuple of Trial
        Rows of the table ``trials``.

    Examples
    --------
    >>> [one.trial for one in spray_beside_a_pill() if one.met == "yes"]
    ['TRANSFORM-2']
    """
    return tuple(map(trial, _BESIDE_A_PILL))


def nasal_rows(with_daly: bool = False) -> list[TimePoint]:
    """Return the differences of these trials from placebo spray, in points; with Daly 2018 if it is asked for."""
    chosen = (*TRIALS, DALY) if with_daly else TRIALS
    return [row for row in timecourse(measure="mean_diff") if row.trial in chosen]


def pooled_nasal(when: str = EACH_ONCE, method: str = "paule_mandel", limits: str = "normal") -> Pooled:
    """Pool the trials of nasal esketamine at one time, or each trial's mean over its times.

    Parameters
    ----------
    when : {"each trial once", "4 h", "24 h", "day 15", "day 25 to 28"}, optional
        Which ratings.
    method, limits : str, optional
        As for `pool`.

    Returns
    -------
    Pooled
        Difference from placebo spray in points of the MADRS, benefit positive.

    Notes
    -----
    Doses of one trial are averaged first, then the times of one trial. Source: `fit_rows` of "nasal_esketamine".

    Examples
    --------
    >>> [round(part, 2) for part in pooled_nasal().interval]
    [2.66, 3.56, 4.46]
    """
    checks.checked_choice("when", when, (EACH_ONCE, *WINDOWS))
    names, time, y, se = together(nasal_rows())
    if when == EACH_ONCE:
        _, y, se = by_trial(y, se, names, SHARED_BY_TIMES)
        return pool(y, se, method, limits)
    inside = (time >= WINDOWS[when][0]) & (time <= WINDOWS[when][1])
    return pool(y[inside], se[inside], method, limits)


def together(rows: list[TimePoint]) -> tuple[list[str], Array, Array, Array]:
    """Return trial, time, benefit and standard error, the doses of one trial at one time brought together."""
    ratings = {f"{row.trial}, {row.time_h} h": (row.trial, row.time_h) for row in rows}
    benefits, errors = [row.benefit[0] for row in rows], [standard_error(row) for row in rows]
    which = [f"{row.trial}, {row.time_h} h" for row in rows]
    order, y, se = by_trial(benefits, errors, which, doses_together(rows, which))
    names, times = zip(*(ratings[rating] for rating in order), strict=True)
    return list(names), np.array(times, np.float64), y, se


def standard_error(row: TimePoint) -> float:
    """Return the standard error from the limits: all rows have them, and few a printed error."""
    return float(se_from_limits(*row.limits))
