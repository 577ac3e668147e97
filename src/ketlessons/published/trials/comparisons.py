"""What was found against which control, and when: one number for each comparison and time, benefit positive.

Three scales, none of which can be turned into another without assuming how people are spread: standardised mean
differences, points of the MADRS, and how many more of a hundred people respond.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from ketlessons.evidence import EffectPoint, TimePoint, effect_points, time_point, timecourse
from ketlessons.evidence import trials as trials_of_table
from ketlessons.models import checks, ranges
from ketlessons.models.trials.clusters import by_trial
from ketlessons.models.trials.conversions import se_from_limits
from ketlessons.models.trials.effects import risk_difference

from .chosen import BESIDE, IN_POINTS, IN_RESPONDERS, PILLS, TWO_SCHEDULES
from .comparison import CONTROLS, Comparison
from .doses import doses_together

SCALES = ("smd", "points", "response")
_SPRAY = "nasal esketamine"
_DRUG = {
    "ket_iv_single": "one infusion of ketamine",
    "ket_iv_repeat": "repeated infusions of ketamine",
    "ket_iv_repeat_midaz": "up to eight infusions of ketamine",
    "ket_iv_masked": "ketamine under anaesthesia",
    "ket_oral_pr": "ketamine tablets that release slowly",
    "ma_esk_nasal": f"{_SPRAY}, four trials pooled",
    "ma_ket_vs_midaz": "ketamine against {control}, pooled trials",
    "ma_ket_vs_saline": "ketamine against {control}, pooled trials",
    "ipd_response": "one infusion of ketamine against {control}, person by person",
}


@lru_cache(maxsize=len(SCALES))
def comparisons(scale: str) -> tuple[Comparison, ...]:
    """Return the comparisons that are drawn on one scale, earliest first: not every number that was read.

    Parameters
    ----------
    scale : {"smd", "points", "response"}
        Standard deviations; points of the MADRS; or how many more of 100 people have half or more of their score gone.

    Returns
    -------
    tuple of Comparison
        Points share people: pooled analyses hold single trials, and one trial is rated more than once.

    Notes
    -----
    Doses of one trial are brought together: means with `by_trial`, at the correlation that the sizes of the arms give
    (`doses_together`), responders by adding the counts. Source: `rows` of each comparison.

    Examples
    --------
    >>> first = comparisons("points")[0]
    >>> first.label, first.time_h, round(first.value, 1)
    ('Daly 2018: nasal esketamine, three doses averaged', 2.0, 6.4)
    """
    make = {"smd": _smd, "points": _points, "response": _response}[checks.checked_choice("scale", scale, SCALES)]
    return tuple(sorted(make(), key=lambda one: (one.time_h, CONTROLS.index(one.control), one.label)))


def pills() -> Comparison:
    """Return the lead of pills over placebo pills after about eight weeks, in standard deviations.

    Notes
    -----
    Source: point `point_pills_8wk`, 21 antidepressants pooled. Curves of pills run towards it, whatever else is drawn.

    Examples
    --------
    >>> pills().value
    0.29
    """
    return next(one for one in comparisons("smd") if one.rows == (PILLS,))


def single_doses() -> tuple[Comparison, ...]:
    """Return the comparisons in standard deviations of what was given once, earliest first.

    Examples
    --------
    >>> len(comparisons("smd")) - len(single_doses())
    9
    """
    again = {id for id, (_, repeated) in BESIDE.items() if repeated}
    again |= {point.id for point in effect_points() if point.given == "repeatedly"}
    return tuple(one for one in comparisons("smd") if not again.intersection(one.rows))


def _smd() -> Iterable[Comparison]:
    for point in effect_points():
        if point.control_type in CONTROLS:
            yield Comparison(
                point.label, point.control_type, point.time_label, point.time_h, point.smd, point.low, point.high,
                point.felt == "peak", point.start == "unlike", _given_away(point), point.reported, (point.id,),
            )  # fmt: skip
    for id, (label, _) in BESIDE.items():
        row = time_point(id)
        yield Comparison(label, row.control_type, row.time_label, row.after_h, *row.benefit, False,
                         row.start == "unlike", _given_away(row), row.reported, (id,))  # fmt: skip


def _given_away(row: EffectPoint | TimePoint) -> bool:
    """Return whether most could tell: saline that people can feel is none, or that they guessed their arm."""
    return row.masking == "poor" or row.control_type == "saline" or row.guessed == "most"


def _drug(row: TimePoint) -> str:
    return _DRUG.get(row.series, _SPRAY).format(control=row.control_type)


def _points() -> Iterable[Comparison]:
    groups: dict[tuple[str, float, str], list[TimePoint]] = {}
    for row in timecourse(measure="mean_diff", scale="MADRS"):
        if row.trial in IN_POINTS and row.start != "unlike":
            groups.setdefault((row.trial, row.after_h, TWO_SCHEDULES.get(row.arms, "")), []).append(row)
    missed = {trial.trial for trial in trials_of_table() if trial.met == "no"}
    for (trial, time_h, schedule), rows in groups.items():
        benefit = [row.benefit[0] for row in rows]
        value, low, high = rows[0].benefit
        if len(rows) > 1:
            se = [float(se_from_limits(*row.limits)) for row in rows]
            both = by_trial(benefit, se, [trial] * len(rows), doses_together(rows, [trial] * len(rows)))
            value, reach = float(both.value[0]), ranges.quantile(0.95) * float(both.se[0])
            low, high = value - reach, value + reach
        doses = {1: "", 2: ", two doses averaged", 3: ", three doses averaged"}[len(rows)]
        told = f", {schedule}, arm sizes assumed" if schedule else ""
        told += ", one model of three days" if rows[0].when == "over" else ""
        label = f"{trial}: {_drug(rows[0])}{doses}{told}{' (main test missed)' if trial in missed else ''}"
        yield Comparison(label, rows[0].control_type, rows[0].time_label, time_h, value, low, high, False, False,
                         _given_away(rows[0]), any(row.reported for row in rows),
                         tuple(row.id for row in rows))  # fmt: skip


def _response() -> Iterable[Comparison]:
    rows = [row for row in timecourse(measure="response_pct") if row.at_one_time and row.trial in IN_RESPONDERS]
    # Of a trial that counted twice, those still seen stand here, as of the trials that counted once.
    rows = [row for row in rows if row.counted != "all randomised"]
    groups: dict[tuple[str, str, float, str], list[TimePoint]] = {}
    for row in rows:
        groups.setdefault((row.trial, row.series, row.after_h, row.control_type), []).append(row)
    for members in groups.values():
        drug, control = ([row for row in members if row.arm == arm] for arm in ("treatment", "control"))
        if not (drug and control):
            continue
        value, low, high = _more_of_100(drug, control)
        doses = {1: "", 2: ", two doses", 3: ", three doses"}[len(drug)]
        yield Comparison(
            f"{drug[0].trial}: {_drug(drug[0])}{doses}", drug[0].control_type, drug[0].time_label, drug[0].after_h,
            value, low, high, False, False, _given_away(drug[0]),
            any(row.reported for row in members), tuple(row.id for row in members),
        )  # fmt: skip


def people(rows: Iterable[TimePoint]) -> tuple[int, int] | None:
    """Add up responders and people over the doses of a trial; None if the table does not hold both.

    Parameters
    ----------
    rows : iterable of TimePoint
        Percentages of arms. Where the count was not printed, it is the percentage of the people, rounded.

    Returns
    -------
    tuple of int or None
        Responders and people.

    Examples
    --------
    >>> people(timecourse(trial="Murrough 2013", measure="response_pct", arm="treatment"))
    (30, 47)
    """
    responders = total = 0
    for row in rows:
        if row.n is None:
            return None
        responders += round(row.value * row.n / 100.0) if row.events is None else row.events
        total += row.n
    return responders, total


def _more_of_100(drug: list[TimePoint], control: list[TimePoint]) -> tuple[float, float | None, float | None]:
    """Return how many more of a hundred people respond, with an interval where the counts, or the limits, allow it."""
    one, two = people(drug), people(control)
    if one and two:
        low, value, high = (100.0 * part for part in risk_difference(*one, *two))
        return value, low, high
    value = float(np.mean([row.value for row in drug]) - control[0].value)
    if len(drug) == 1 and drug[0].low is not None and control[0].low is None:
        # The table holds a span for the drug arm at an assumed share of the control arm.
        low, high = drug[0].limits
        return value, low - control[0].value, high - control[0].value
    return value, None, None
