"""Did a learner find the pH at which a given share is charged? The equation of lesson 01, turned round."""

from __future__ import annotations

from collections.abc import Callable
from math import log, log10

from ketlessons import evidence
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip

#: (share, pKa): a half, nearly all, a tenth, nearly none, and two in between.
_CASES = ((0.5, 7.5), (0.9, 7.5), (0.1, 8.6), (0.99, 7.0), (0.01, 6.9), (0.24, 7.2))


def _equation(share: float, pka: float) -> float:
    return pka + log10((1 - share) / share)


def charged(function: Callable[[float, float], float] = ...) -> Reply:
    """Check a learner's `function(share, pka)`: the pH at which this share of a weak base carries a charge.

    The published part uses the pKa of ketamine (fact `ketamine_pka`) and the pH of the injection (`injection_ph`).

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    pka, vial = evidence.value("ketamine_pka"), evidence.fact("injection_ph")
    work = checked(function, _EXERCISE, (*_CASES, (0.99, pka)))
    if isinstance(work, Reply):
        return work
    return work.praised(
        f"With the published pKa of ketamine, {pka:g}, 99 % carries a charge below a pH of {work.answers[-1]:.1f}. The "
        f"injection's pH is {vial.low:g} to {vial.high:g}.",
        "Each further nine, 99.9 % and so on, takes one step of pH more.",
    )


_LOG = "A pH counts powers of 10: use math.log10."
_TURN = "Of more charge there is more in acid: the uncharged share stands above the line."

_EXERCISE = Exercise(
    check="harder.charged",
    lesson="01",
    names=("share", "pka"),
    wanted="one pH",
    library=_equation,
    equation=_equation,
    zero="Below the line stands the share that is asked for, which is never 0 here.",
    slips=(
        Slip(lambda f, k: k + log10(f / (1 - f)), "Close: this is the pH at which that share has no charge.", _TURN),
        Slip(lambda f, k: k + log((1 - f) / f), "Close: this takes the natural logarithm.", _LOG),
        Slip(lambda f, k: k + log(f / (1 - f)), "This takes the natural logarithm of the ratio, upside down.", _LOG),
        Slip(lambda f, k: log10((1 - f) / f), "Close: this is the step from the pKa.", "Add it to the pKa."),
        Slip(lambda f, k: log10(f / (1 - f)), "Close: this is the step from the pKa, turned round.", _TURN),
        Slip(lambda f, k: k - log10(f), "Close: this takes the charged share alone.",
             "What counts is the ratio of both shares: what is left to one, over the share."),
        Slip(lambda f, k: k + log10(1 - f), "Close: this takes the uncharged share alone.",
             "What counts is the ratio of both shares: what is left to one, over the share."),
        Slip(lambda f, k: k * log10((1 - f) / f), "Close: this multiplies, where logarithms are added.",
             "Add the logarithm of the ratio to the pKa."),
        Slip(lambda f, k: k + (1 - f) / f, "Close: the logarithm is missing.", _LOG),
    ),
)  # fmt: skip
