"""Did a learner's lead in standard deviations work? Checked against the library and published trials, in words."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from ketlessons import evidence, models
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.stage.words import signed

#: (change, change of control, SD): a lead, the same turned over, no lead, a worsening, a control arm that
#: does not change, and a spread below one.
_CASES = (
    *((-16.0, -12.0, 12.5), (-12.0, -16.0, 12.5), (-9.0, -9.0, 10.0)),
    *((2.0, 5.0, 12.0), (-3.0, 0.0, 8.0), (-0.6, -0.2, 0.5)),
)
#: What the arms of one trial of the spray changed by at 24 h, drug first, and at day 28.
_CHANGES = (
    "chen2023_esketamine_change_24h",
    "chen2023_placebo_change_24h",
    "chen2023_esketamine_change_day28",
    "chen2023_placebo_change_day28",
)
#: A lead in points, early and late in a trial, over what the control arm fell by.
_SAME, _FELL = 3.0, -9.0


def lead(function: Callable[[float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(change, change_control, sd)` against the library and against published trials.

    The published part takes the changes and the spreads of one trial of the spray at 24 h and at day 28, beside the
    point that four trials together give in the figure.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    drug, control, *later = map(evidence.time_point, _CHANGES)
    early, late = _pooled_sd(drug, control), _pooled_sd(*later)
    published = ((drug.value, control.value, early), *((_FELL - _SAME, _FELL, spread) for spread in (early, late)))
    work = checked(function, _EXERCISE, (*_CASES, *published))
    if isinstance(work, Reply):
        return work
    raw, first, last = work.answers[-3:]
    point = evidence.effect_point("point_pooled2026_24h")
    return work.praised(
        f"From the changes of {drug.trial} at 24 h, reported as {signed(drug.value, 1)} and "
        f"{signed(control.value, 1)} points, it gives {raw:.2f} SD. "
        f"Four such trials together give a reported {point.text}.",
        f"People's changes spread by a reported {early:.1f} points at 24 h and {late:.1f} at "
        f"day 28. A lead of {_SAME:.0f} points is then {first:.2f} SD early and {last:.2f} SD late: the same lead "
        "looks smaller, because people differ more.",
    )


def _pooled_sd(one: evidence.TimePoint, other: evidence.TimePoint) -> float:
    """Return the spread of two arms together."""
    squares = (one.n - 1) * one.sd**2 + (other.n - 1) * other.sd**2
    return (squares / (one.n + other.n - 2)) ** 0.5


_DIFFERENCE = "Take the drug arm's change from the control arm's, and divide the difference by the spread."
_ONCE = "Divide by the spread once, as it is handed over."

_EXERCISE = Exercise(
    check="lead",
    then=OFFERS["lead"],
    lesson="05",
    names=("change", "change_control", "sd"),
    wanted="one number of standard deviations",
    library=lambda *case: models.lead_in_sd(*case),
    equation=lambda d, k, s: (k - d) / s,
    zero="Only the spread belongs below the line: a change can be 0, and so can the difference of two.",
    slips=(
        Slip(lambda d, k, s: (d - k) / s,
             "Close: the sign is turned.",
             "A fall is a negative change, so subtract the drug arm from the control arm."),
        Slip(lambda d, k, s: k - d, "Close: this is the lead in points.", "Divide it by the spread."),
        Slip(lambda d, k, s: d - k,
             "This is the difference in points, and its sign is turned.", "Control less drug, then divide by the "
             "spread."),
        Slip(lambda d, k, s: (k - d) * s,
             "You multiplied by the spread.", "Divide by it: a lead of one spread is 1."),
        Slip(lambda d, k, s: -d / s,
             "This is the drug arm alone.", "Subtract it from the control arm before you divide."),
        Slip(lambda d, k, s: d / s, "This is the drug arm alone.", _DIFFERENCE),
        Slip(lambda d, k, s: k / s, "This is the control arm alone.", _DIFFERENCE),
        Slip(lambda d, k, s: -k / s, "This is the control arm alone.", _DIFFERENCE),
        Slip(lambda d, k, s: (k + d) / s, "This adds the two arms.", "Take their difference: control less drug."),
        Slip(lambda d, k, s: -(k + d) / s, "This adds the two arms.", "Take their difference: control less drug."),
        Slip(lambda d, k, s: (k + d) / 2 / s, "This is the mean of the two arms.", _DIFFERENCE),
        Slip(lambda d, k, s: k - d / s,
             "Close: brackets are missing.",
             "Put brackets around the difference: Python divides before it subtracts."),
        Slip(lambda d, k, s: d - k / s,
             "Close: brackets are missing, and the sign is turned.",
             "Put brackets around the difference, and turn it: control less drug."),
        Slip(lambda d, k, s: k / s - d, "Close: one arm alone is divided by the spread.", _DIFFERENCE),
        Slip(lambda d, k, s: (k - d) / s**2,
             "You divided by the spread twice, or by the variance.", "Once is enough: the spread is an SD already."),
        Slip(lambda d, k, s: (k - d) / sqrt(s),
             "Close: this divides by the root of the spread.", "Leave the root out: an SD is a root already."),
        *(Slip(lambda d, k, s, by=by: (k - d) / (by * s),
               "Close: the spread of two arms together comes out wrong.",
               "Pooled, two SDs that are alike give that same SD: the variances are averaged, not added. " + _ONCE)
          for by in (sqrt(2), sqrt(0.5))),
        *(Slip(lambda d, k, s, by=by: (k - d) / (by * s),
               "Close: the spread is taken twice, or halved.", _ONCE) for by in (2, 0.5)),
        Slip(lambda d, k, s: 100 * (k - d) / s, "Close: this is in percent.", "Leave out the 100."),
        Slip(lambda d, k, s: abs(k - d) / s,
             "Close: a worsening counts as a lead.",
             "Leave out abs(): where the drug arm does worse, the lead is negative."),
        Slip(lambda d, k, s: (abs(d) - abs(k)) / s,
             "Close: a rise counts as a fall.", "Leave out abs(): a fall is negative, and a rise is positive."),
        Slip(lambda d, k, s: (abs(k) - abs(d)) / s,
             "Close: a rise counts as a fall.", "Leave out abs(): a fall is negative, and a rise is positive."),
        *(Slip(lambda d, k, s, by=by: by * (k - d) / k,
               "This is the change relative to the control arm's.", "Divide by the spread, and not by a change.")
          for by in (1, -1, 100, -100)),
        Slip(lambda d, k, s: d / k, "This is the ratio of the two arms.", _DIFFERENCE),
        Slip(lambda d, k, s: k / d, "This is the ratio of the two arms.", _DIFFERENCE),
        Slip(lambda d, k, s: d / k / s, "This is the ratio of the two arms.", _DIFFERENCE),
        Slip(lambda d, k, s: k / d / s, "This is the ratio of the two arms.", _DIFFERENCE),
        Slip(lambda d, k, s: s / (k - d),
             "Close: the fraction is upside down.", "Only the spread belongs below the line."),
        Slip(lambda d, k, s: s / (d - k),
             "Close: the fraction is upside down, and the sign is turned.", "Only the spread belongs below the line."),
        Slip(lambda d, k, s: k - d - s, "The spread is taken away.", "Divide the difference by it."),
        Slip(lambda d, k, s: (k - d) ** 2 / s, "This squares the difference.", "Leave it as it is: its sign counts."),
    ),
)  # fmt: skip
