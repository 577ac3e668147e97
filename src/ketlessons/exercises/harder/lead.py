"""Did a learner pool two spreads? The lead of lesson 05, with arms of unlike size."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from ketlessons import evidence
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip

#: (change, SD, people, change of control, its SD, its people): equal arms, unlike spreads, unlike sizes,
#: and two so small that a person more or less shows.
_CASES = (
    (-16.0, 10.0, 50.0, -12.0, 10.0, 50.0), (-15.0, 14.0, 20.0, -9.0, 6.0, 80.0), (-7.0, 5.0, 11.0, -10.0, 12.0, 33.0),
    (-4.0, 8.0, 140.0, -1.0, 3.0, 12.0), (-20.0, 13.0, 9.0, -6.0, 7.0, 5.0),
    (-30.0, 1.5, 3.0, -2.0, 0.8, 2.0), (-9.0, 0.9, 2.0, -1.0, 0.4, 4.0), (-25.0, 0.4, 4.0, -5.0, 1.6, 2.0),
)  # fmt: skip
_ARMS = ("chen2023_esketamine_change_24h", "chen2023_placebo_change_24h")


def _pooled(s: float, n: float, t: float, m: float) -> float:
    return sqrt(((n - 1) * s**2 + (m - 1) * t**2) / (n + m - 2))


def _equation(d: float, s: float, n: float, k: float, t: float, m: float) -> float:
    return (k - d) / _pooled(s, n, t, m)


def lead(function: Callable[[float, float, float, float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(change, sd, n, change_control, sd_control, n_control)`: a lead in pooled SD.

    The published part takes the two arms of one trial of the spray at 24 h.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    drug, control = map(evidence.time_point, _ARMS)
    arms = (drug.value, drug.sd, float(drug.n), control.value, control.sd, float(control.n))
    work = checked(function, _EXERCISE, (*_CASES, arms))
    if isinstance(work, Reply):
        return work
    return work.praised(
        f"From the arms of {drug.trial} at 24 h ({drug.n} people with a reported spread of {drug.sd:g} points, and "
        f"{control.n} with {control.sd:g}) it gives {work.answers[-1]:.2f} SD.",
        "It is Cohen's d. In small trials it comes out a little too large; Hedges' g takes that away.",
    )


_SQUARES = "Spreads are pooled as squares: weigh each by its people less one, then take the root of the mean."
_LESS = "Each arm counts with its people less one; below the line stand all people less two."

_EXERCISE = Exercise(
    check="harder.lead",
    lesson="05",
    names=("change", "sd", "n", "change_control", "sd_control", "n_control"),
    wanted="one number of standard deviations",
    library=_equation,
    equation=_equation,
    zero="Only the pooled spread belongs below the line; neither spread is 0 here.",
    slips=(
        Slip(lambda d, s, n, k, t, m: k - d, "Close: this is the lead in points.",
             "Divide it by the pooled spread. " + _SQUARES),
        Slip(lambda d, s, n, k, t, m: (k - d) / ((s + t) / 2), "Close: this takes the mean of the two spreads.",
             _SQUARES),
        Slip(lambda d, s, n, k, t, m: (k - d) / ((n * s + m * t) / (n + m)),
             "Close: this takes the weighed mean of the spreads.", _SQUARES),
        Slip(lambda d, s, n, k, t, m: (k - d) / sqrt((s**2 + t**2) / 2), "Close: right for arms of equal size.",
             _SQUARES),
        Slip(lambda d, s, n, k, t, m: (k - d) / sqrt((n * s**2 + m * t**2) / (n + m)),
             "Close: each arm counts with all its people.", _LESS),
        Slip(lambda d, s, n, k, t, m: (k - d) / sqrt((n * s**2 + m * t**2) / (n + m - 2)),
             "Close: above the line each arm counts with all its people.", _LESS),
        Slip(lambda d, s, n, k, t, m: (k - d) / sqrt(((n - 1) * s**2 + (m - 1) * t**2) / (n + m)),
             "Close: below the line stand all people.", _LESS),
        Slip(lambda d, s, n, k, t, m: (k - d) / sqrt(((n - 1) * s + (m - 1) * t) / (n + m - 2)),
             "Close: the spreads are not squared.", _SQUARES),
        Slip(lambda d, s, n, k, t, m: (k - d) / _pooled(s, n, t, m) ** 2, "Close: the root is missing.",
             "What is pooled is the variance; its square root is the spread: math.sqrt(...)."),
        Slip(lambda d, s, n, k, t, m: (k - d) / s, "Close: this takes the drug arm's spread alone.", _SQUARES),
        Slip(lambda d, s, n, k, t, m: (k - d) / t, "Close: this takes the control arm's spread alone.", _SQUARES),
        Slip(lambda d, s, n, k, t, m: (k - d) / sqrt(s**2 / n + t**2 / m),
             "This divides by the standard error: it grows with the number of people, as a test statistic does.",
             "A lead in standard deviations says how far people are apart, whatever their number. " + _SQUARES),
    ),
)  # fmt: skip
