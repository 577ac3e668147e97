"""Did a learner find the concentration that blocks a given fraction? The curve of lesson 02, turned round."""

from __future__ import annotations

from collections.abc import Callable
from math import log, log10

from ketlessons import evidence
from ketlessons.exercises.agreeing import plain
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip

#: (fraction blocked, IC50, Hill slope): a half, nearly all, little, and slopes on both sides of 1.
_CASES = ((0.5, 2.0, 1.3), (0.9, 1.0, 1.0), (0.2, 5.0, 1.0), (0.75, 0.8, 0.5), (0.99, 10.0, 2.0), (0.35, 30.0, 0.84))
_MOST = 0.9


def _equation(blocked: float, ic50: float, slope: float) -> float:
    return ic50 * (blocked / (1 - blocked)) ** (1 / slope)


def hill(function: Callable[[float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(blocked, ic50_um, hill)`: the concentration that blocks this fraction.

    The published part uses the IC50 and the Hill slope of ketamine on human receptors (facts `ketamine_ic50_human` and
    `ketamine_hill_human`).

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    ic50, slope = evidence.fact("ketamine_ic50_human"), evidence.value("ketamine_hill_human")
    work = checked(function, _EXERCISE, (*_CASES, (_MOST, ic50.value, slope)))
    if isinstance(work, Reply):
        return work
    conc = work.answers[-1]
    steep = ic50.value * _MOST / (1 - _MOST)
    return work.praised(
        f"With the published IC50 of {ic50.text()} and a Hill slope of {slope:g}, {100 * _MOST:.0f} % takes "
        f"{plain(conc, 2)} µM; with a slope of 1 it would take {plain(steep, 2)} µM.",
        "The flatter the curve, the farther from one half to nearly all.",
    )


_POWER = "The ratio of blocked to unblocked is raised to one over the Hill slope."
_RATIO = "What counts is the ratio: the fraction blocked, over what is left."

_EXERCISE = Exercise(
    check="harder.hill",
    lesson="02",
    names=("blocked", "ic50_um", "hill"),
    wanted="one concentration in µM",
    library=_equation,
    equation=_equation,
    zero="Below the line stands what is left, one minus the fraction blocked, which is never 0 here.",
    slips=(
        Slip(lambda b, i, n: i * (b / (1 - b)) ** n, "Close: the ratio is raised to the Hill slope itself.", _POWER),
        Slip(lambda b, i, n: i * ((1 - b) / b) ** (1 / n), "Close: the ratio is upside down.", _RATIO),
        Slip(lambda b, i, n: i * b / (1 - b), "Close: right for a Hill slope of 1.", _POWER),
        Slip(lambda b, i, n: (i * b / (1 - b)) ** (1 / n), "Close: the IC50 is raised as well.",
             "The power belongs to the ratio alone: put it in brackets, and multiply by the IC50 after it."),
        Slip(lambda b, i, n: i * (b / (1 - b)) ** 1 / n, "Close: the Hill slope divides, where a power belongs.",
             "A power is taken before a division, so it needs brackets: ** (1 / hill)."),
        Slip(lambda b, i, n: (b / (1 - b)) ** (1 / n), "Close: this is how many times the IC50 it takes.",
             "Multiply it by the IC50."),
        Slip(lambda b, i, n: i + (b / (1 - b)) ** (1 / n), "Close: there is a plus where a product belongs.",
             "Multiply the power by the IC50."),
        Slip(lambda b, i, n: i * b ** (1 / n), "Close: what is left is missing below the line.", _RATIO),
        Slip(lambda b, i, n: 10 ** (log(i) + log(b / (1 - b)) / n), "Close: a power of 10 of natural logarithms.",
             "Use math.log10 with powers of 10, or math.log with math.exp."),
        Slip(lambda b, i, n: log10(i) + log10(b / (1 - b)) / n, "Close: this is the logarithm of the concentration.",
             "Raise 10 to it."),
        Slip(lambda b, i, n: b**n / (b**n + i**n), "This is the curve itself, with the fraction as a concentration.",
             "Solve it for the concentration: what is it raised to the power `hill`?"),
    ),
)  # fmt: skip
