"""Did a learner's lead in standard deviations work? Checked against the library and published trials, in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ketlessons import evidence, models
from ketlessons.quiz.exercises import Verdict, named, slip, tried
from ketlessons.stage.words import signed

#: (change, change of control, SD): a lead, the same turned over, no lead, a worsening, and a spread below one.
_LEAD_CASES = ((-16.0, -12.0, 8.0), (-12.0, -16.0, 8.0), (-9.0, -9.0, 10.0), (2.0, 5.0, 12.0), (-0.6, -0.2, 0.5))


def lead(function: Callable[[float, float, float], float]) -> Verdict:
    """Check a learner's `function(change, change_control, sd)` against the library and against published trials.

    The published part takes the changes and the spreads of one trial of the spray at 24 h and at day 28, beside the
    point that four trials together give in the figure.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    rows = {row.id: row for row in evidence.timecourse()}
    drug, control = rows["tc_114"], rows["tc_115"]
    early, late = (_pooled_sd(rows[one], rows[two]) for one, two in (("tc_114", "tc_115"), ("tc_116", "tc_117")))
    same = 3.0
    cases = (
        *_LEAD_CASES,
        (drug.value, control.value, early),
        (-same, 0.0, early),
        (-same, 0.0, late),
    )
    answers = tried(function, cases, ("change", "change_control", "sd"), "one number of standard deviations")
    if isinstance(answers, Verdict):
        return answers
    expected = [float(models.lead_in_sd(*case)) for case in cases]
    if not np.allclose(answers, expected, rtol=1e-6, atol=1e-9):
        return Verdict(False, [_what_lead_went_wrong(answers, expected, cases)])
    raw, first, last = answers[-3:]
    point = evidence.effect_point("point_16")
    return Verdict(True, [
        f"Your equation agrees with the library in all {len(answers)} cases.",
        f"From the changes of {drug.trial} at 24 h, reported as {signed(drug.value, 1)} and "
        f"{signed(control.value, 1)} points, it gives {raw:.2f} SD. "
        f"Four such trials together give a reported {point.text}.",
        f"People's changes spread by a reported {early:.1f} points at 24 h and {late:.1f} at "
        f"day 28. A lead of {same:.0f} points is then {first:.2f} SD early and {last:.2f} SD late: the same lead looks "
        "smaller, because people differ more.",
    ])  # fmt: skip


def _pooled_sd(one: evidence.TimePoint, other: evidence.TimePoint) -> float:
    """Return the spread of two arms together."""
    squares = (one.n - 1) * one.sd**2 + (other.n - 1) * other.sd**2
    return (squares / (one.n + other.n - 2)) ** 0.5


def _what_lead_went_wrong(answers: list[float], expected: list[float], cases: tuple[tuple[float, ...], ...]) -> str:
    """Name the likeliest slip in a lead, from what the wrong answers look like."""
    changes, controls, spreads = np.array(cases).T
    right = np.array(expected)
    slips = (
        (-right, "Close: the sign is turned. A fall is a negative change, so subtract the drug arm from the control "
         "arm."),
        (right * spreads, "Close: this is the lead in points. Divide it by the spread."),
        (-right * spreads, "This is the difference in points, and its sign is turned. Control less drug, then divide "
         "by the spread."),
        (right * spreads**2, "You multiplied by the spread. Divide by it: a lead of one spread is 1."),
        (-changes / spreads, "This is the drug arm alone. Subtract it from the control arm before you divide."),
        ((controls + changes) / spreads, "This adds the two arms. Take their difference."),
        (controls - changes / spreads, "Close: put brackets around the difference. Python divides before it "
         "subtracts."),
        (changes - controls / spreads, "Close: put brackets around the difference, and turn it: control less drug."),
        (right / spreads, "You divided by the spread twice, or by the variance. Once is enough."),
    )  # fmt: skip
    names = ("change", "change_control", "sd")
    return slip(answers, expected, slips, [named(names, case) for case in cases])
