"""How fast and how large the effect was in trials: curves through the published numbers.

What is written in this file are choices between rows, and the reasons. Every curve describes; none says why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from ketlessons.evidence import TimePoint, timecourse
from ketlessons.models import checks
from ketlessons.models.onset import curves
from ketlessons.models.onset.fit import Fit
from ketlessons.models.onset.fitting import fit_curve
from ketlessons.models.onset.simple_fits import compare_constant, fit_log_decay, solve_approach

from ..trials.nasal import EACH_ONCE, nasal_rows, pooled_nasal, standard_error, together

WEEK_H = 168.0
# "About a third", printed in words; the span is what such words may stand for.
THIRD, THIRD_SPAN = 1 / 3, (0.27, 0.40)
# Trials of one infusion against mostly saline, and pooled analyses that hold those trials and each other.
_SINGLE = ("Diazgranados 2010", "Zarate 2012", "Kishimoto 2016", "Kryst 2020")


def _single() -> list[TimePoint]:
    series = ("ket_iv_single", "ma_ket_iv_single")
    return [row for row in timecourse(measure="smd") if row.trial in _SINGLE and row.series in series]


def _responders(trial: str) -> list[TimePoint]:
    rows = timecourse(trial=trial, measure="response_pct", arm="treatment")
    return [row for row in rows if row.at_one_time]


# Percentages of one arm, and no differences.
_RESPONSES = ("response_pooled", "response_zarate")
_ROWS: dict[str, Callable[[], list[TimePoint]]] = {
    "nasal_esketamine": nasal_rows,
    "single_infusion": _single,
    "oral_antidepressants": list,
    "response_pooled": lambda: _responders("Han 2016"),
    "response_zarate": lambda: _responders("Zarate 2006"),
    "masked": lambda: list(timecourse(trial="Lii 2023", measure="smd")),
}
NAMES = tuple(_ROWS)


@lru_cache(maxsize=len(_ROWS))
def fit(name: str) -> Fit:
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

    Notes
    -----
    Source: `fit_rows` names the evidence rows; for "oral_antidepressants" it is `trad_week1_share`.

    Examples
    --------
    >>> round(fit("nasal_esketamine").parameters["size"], 2)
    3.56
    >>> fit("single_infusion").supported(4.0)
    False
    """
    rows = _ROWS[checks.checked_choice("name", name, NAMES)]()
    if name == "nasal_esketamine":
        low, mean, high = pooled_nasal(EACH_ONCE).interval
        words = "95%, random effects, each trial once"
        return Fit(curves.constant, {"size": mean}, {"size": (low, high)}, *together(rows)[1:], words)
    if name == "oral_antidepressants":
        return _oral()
    time = [row.after_h for row in rows]
    if name in _RESPONSES:
        return fit_log_decay(time, [row.value for row in rows])
    y, se = [row.benefit[0] for row in rows], [standard_error(row) for row in rows]
    return compare_constant(time, y, se) if name == "masked" else fit_curve("rise_and_fall", time, y, se, False)


def fit_rows(name: str) -> tuple[str, ...]:
    """Return the evidence rows behind a fit, for naming sources.

    Parameters
    ----------
    name : str
        As for `fit`.

    Returns
    -------
    tuple of str
        Ids of rows of the table ``timecourse``; for "oral_antidepressants" the id of one fact.

    Examples
    --------
    >>> fit_rows("response_pooled")
    ('han2016_ketamine_response_24h', 'han2016_ketamine_response_72h', 'han2016_ketamine_response_7d')
    """
    rows = _ROWS[checks.checked_choice("name", name, NAMES)]()
    return tuple(row.id for row in rows) or ("trad_week1_share",)


def _oral() -> Fit:
    end = 6 * WEEK_H
    tau, high, low = (solve_approach(WEEK_H, share, end) for share in (THIRD, *THIRD_SPAN))
    time = np.array([WEEK_H, end])
    share = np.asarray(curves.approach(time, tau, end))
    # The end is there by definition, so nothing is left over to check the curve.
    limits = {"tau_h": (low, high), "end_h": (end, end)}
    words = "what about a third may mean"
    return Fit(curves.approach, {"tau_h": tau, "end_h": end}, limits, time, share, None, words)
