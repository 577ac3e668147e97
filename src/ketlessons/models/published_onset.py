"""How fast and how large the effect was in trials: curves and means of the published numbers.

What is written in this file are choices between rows, and the reasons. Every curve describes; none says why.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ketlessons.evidence import TimePoint, timecourse

from . import checks
from .onset import curves
from .onset.fit import Fit
from .onset.fitting import fit_curve
from .onset.simple_fits import compare_constant, fit_log_decay, solve_approach
from .quantities import Array
from .trials.clusters import by_trial
from .trials.conversions import se_from_limits
from .trials.pooling import Pooled, pool

WEEK_H = 168.0
# Two doses with one placebo group of about their own size share half of their variance. The other correlation, of the
# same people at two times, no trial prints; it is an assumption, and 0.5 gives the same mean to 0.03 points.
DOSES, TIMES = 0.5, 0.7
# "About a third", printed in words; the span is what such words may stand for.
THIRD, THIRD_SPAN = 1 / 3, (0.27, 0.40)
# Trials of one infusion against mostly saline, and pooled analyses that hold those trials and each other.
_SINGLE = ("Diazgranados 2010", "Zarate 2012", "Kishimoto 2016", "Kryst 2020")
# Windows of time in h, first and last.
WINDOWS = {"4 h": (0.0, 4.0), "24 h": (24.0, 24.0), "day 15": (336.0, 336.0), "day 25 to 28": (600.0, 648.0)}
ALL = "each trial once"


def _nasal() -> list[TimePoint]:
    """Differences from placebo spray in points. Daly 2018 compared three small doses in two rounds: left out."""
    rows = timecourse(measure="mean_diff")
    return [row for row in rows if row.series.startswith("esk_nasal") and row.trial != "Daly 2018"]


def _single() -> list[TimePoint]:
    return [row for row in timecourse(measure="smd") if row.trial in _SINGLE and row.series.endswith("ket_iv_single")]


def _responders(trial: str) -> list[TimePoint]:
    rows = timecourse(trial=trial, measure="response_pct", arm="treatment")
    return [row for row in rows if row.at_one_time]


_ROWS = {
    "nasal_esketamine": _nasal,
    "single_infusion": _single,
    "oral_antidepressants": list,
    "response_pooled": lambda: _responders("Han 2016"),
    "response_zarate": lambda: _responders("Zarate 2006"),
    "masked": lambda: list(timecourse(trial="Lii 2023", measure="smd")),
}


@lru_cache(maxsize=len(_ROWS))
def published_fit(name: str) -> Fit:
    """Describe one set of published numbers.

    Parameters
    ----------
    name : str
        - "nasal_esketamine": esketamine spray against placebo spray, points of the MADRS, benefit positive. A constant,
          because the first rating already shows the whole difference; its value is the mean with each trial once.
        - "single_infusion": one infusion of ketamine against mostly saline, SMD, 40 min to 48 h. A sketch: the points
          share patients, so there are no limits, and no data lie between 40 min and 24 h.
        - "oral_antidepressants": share of the difference from placebo at six weeks. Solved from one statement, that
          about a third is there at one week; the limits are what "about a third" may mean.
        - "response_pooled", "response_zarate": percentage of the ketamine arm that responds, from a pooled analysis
          and from one trial that was read in a report; not against placebo.
        - "masked": ketamine under anaesthesia against saline, SMD, held against no effect.

    Returns
    -------
    Fit
        Time in h. Ratings of the same people at several times are not independent of each other.

    Raises
    ------
    ValueError
        If the name is not among those listed.

    Notes
    -----
    Source: `fit_rows` names the evidence rows; for "oral_antidepressants" it is `trad_week1_share`.

    Examples
    --------
    >>> round(published_fit("nasal_esketamine").parameters["size"], 2)
    3.57
    >>> published_fit("single_infusion").supported(4.0)
    False
    """
    rows = _ROWS[checks.checked_choice("name", name, tuple(_ROWS))]()
    if name == "nasal_esketamine":
        low, mean, high = pooled_nasal(ALL).interval
        words = "95%, random effects, each trial once"
        return Fit(curves.constant, {"size": mean}, {"size": (low, high)}, *_together(rows)[1:], words)
    if name == "oral_antidepressants":
        return _oral()
    time = [row.time_h for row in rows]
    if name.startswith("response"):
        return fit_log_decay(time, [row.value for row in rows])
    y, se = [row.benefit[0] for row in rows], [_se(row) for row in rows]
    return compare_constant(time, y, se) if name == "masked" else fit_curve("rise_and_fall", time, y, se, False)


def fit_rows(name: str) -> tuple[str, ...]:
    """Return the evidence rows behind a fit, for naming sources.

    Parameters
    ----------
    name : str
        As for `published_fit`.

    Returns
    -------
    tuple of str
        Ids of rows of the table ``timecourse``; for "oral_antidepressants" the id of one fact.

    Raises
    ------
    ValueError
        If the name is not among those listed.

    Examples
    --------
    >>> fit_rows("response_pooled")
    ('tc_218', 'tc_220', 'tc_222')
    """
    rows = _ROWS[checks.checked_choice("name", name, tuple(_ROWS))]()
    return tuple(row.id for row in rows) or ("trad_week1_share",)


def pooled_nasal(when: str = ALL, method: str = "paule_mandel", limits: str = "normal") -> Pooled:
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

    Raises
    ------
    ValueError
        If a word is not among those listed.

    Notes
    -----
    Doses of one trial are averaged first, then the times of one trial. Source: `fit_rows` of "nasal_esketamine".

    Examples
    --------
    >>> [round(part, 2) for part in pooled_nasal().interval]
    [2.65, 3.57, 4.48]
    """
    checks.checked_choice("when", when, (ALL, *WINDOWS))
    names, time, y, se = _together(_nasal())
    if when == ALL:
        _, y, se = by_trial(y, se, names, TIMES)
        return pool(y, se, method, limits)
    inside = (time >= WINDOWS[when][0]) & (time <= WINDOWS[when][1])
    return pool(y[inside], se[inside], method, limits)


def _together(rows: list[TimePoint]) -> tuple[list[str], Array, Array, Array]:
    """Return trial, time, benefit and standard error, the doses of one trial at one time brought together."""
    keys = [f"{row.trial}|{row.time_h}" for row in rows]
    order, y, se = by_trial([row.benefit[0] for row in rows], [_se(row) for row in rows], keys, DOSES)
    names, times = zip(*(key.split("|") for key in order), strict=True)
    return list(names), np.array(times, np.float64), y, se


def _se(row: TimePoint) -> float:
    """Return the standard error from the limits: all rows have them, and few a printed error."""
    return float(se_from_limits(row.low, row.high))


def _oral() -> Fit:
    end = 6 * WEEK_H
    tau, high, low = (solve_approach(WEEK_H, share, end) for share in (THIRD, *THIRD_SPAN))
    share = curves.approach([WEEK_H, end], tau, end)
    # The end is there by definition, so nothing is left over to check the curve.
    limits = {"tau_h": (low, high), "end_h": (end, end)}
    words = "what about a third may mean"
    return Fit(curves.approach, {"tau_h": tau, "end_h": end}, limits, [WEEK_H, end], share, None, words)
