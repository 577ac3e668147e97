"""Lessons 05 and 06: leads, shares, differences, ratios, numbers needed, errors and a pooled mean.

The trials are made up: their counts and scores come from ranges, and say nothing about a drug.
"""

from __future__ import annotations

from math import log

from ketlessons.models.trials.conversions import risk_from_odds_ratio, se_from_limits
from ketlessons.models.trials.effects import odds_ratio, risk_difference, risk_ratio
from ketlessons.models.trials.number_needed import number_needed
from ketlessons.models.trials.pooling import pool
from ketlessons.models.trials.score_effects import lead_in_sd
from ketlessons.quiz.kinds.numbers import Worked


def _lead(fall: float, fall_control: float, sd: float) -> Worked:
    return Worked(
        float(lead_in_sd(-fall, -fall_control, sd)),
        {"arm": fall / sd, "points": fall - fall_control, "variance": (fall - fall_control) / sd**2},
        {"lead": fall - fall_control},
    )


def _anyway(responders: int, responders_control: int) -> Worked:
    ratio = risk_ratio(responders, 100, responders_control, 100).value
    return Worked(
        100 / ratio,
        {
            "due": 100 * (1 - 1 / ratio),
            "control": float(responders_control),
            "difference": float(responders - responders_control),
        },
    )


def _counts(events: int, total: int, events_control: int, total_control: int) -> tuple[float, float]:
    return events / total, events_control / total_control


def _difference(events: int, total: int, events_control: int, total_control: int) -> Worked:
    one, other = _counts(events, total, events_control, total_control)
    value = 100 * risk_difference(events, total, events_control, total_control).value
    wrong = {"relative": 100 * (one - other) / other, "counts": float(events - events_control), "arm": 100 * one}
    return Worked(value, wrong, {"one": 100 * one, "other": 100 * other})


def _needed(events: int, total: int, events_control: int, total_control: int) -> Worked:
    one, other = _counts(events, total, events_control, total_control)
    value = number_needed(events, total, events_control, total_control).value
    return Worked(value, {"arm": 1 / one, "ratio": one / other, "points": 100 / value}, {"points": 100 / value})


def _odds(events: int, total: int, events_control: int, total_control: int) -> Worked:
    one, other = _counts(events, total, events_control, total_control)
    value = odds_ratio(events, total, events_control, total_control).value
    wrong = {"risks": one / other, "log": log(value), "difference": one - other}
    shown = {"yes": events, "no": total - events, "yes_c": events_control, "no_c": total_control - events_control}
    return Worked(value, wrong, shown)


def _from_odds(ratio: float, control_percent: float) -> Worked:
    share = control_percent / 100
    odds = ratio * share / (1 - share)
    return Worked(
        100 * float(risk_from_odds_ratio(ratio, share)),
        {"as_risk": ratio * control_percent, "odds": 100 * odds},
        {"odds_control": share / (1 - share), "odds": odds},
    )


def _error(low: float, high: float) -> Worked:
    return Worked(
        float(se_from_limits(low, high)),
        {"half": (high - low) / 2, "width": high - low},
        {"width": high - low},
    )


def _pooled(one: float, one_se: float, other: float, other_se: float) -> Worked:
    near, far = 1 / one_se**2, 1 / other_se**2
    return Worked(
        float(pool([one, other], [one_se, other_se], method="fixed").value),
        {
            "plain": (one + other) / 2,
            "not_squared": (one / one_se + other / other_se) / (1 / one_se + 1 / other_se),
            "turned": (one * far + other * near) / (near + far),
        },
        {"near": near, "far": far},
    )


WORKED = {
    "05-number-lead": _lead,
    "05-number-anyway": _anyway,
    "06-number-difference": _difference,
    "06-number-needed": _needed,
    "06-number-odds": _odds,
    "06-number-from-odds": _from_odds,
    "06-number-error": _error,
    "06-number-pooled": _pooled,
}
