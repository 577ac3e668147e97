"""Did a learner's Hill equation work? Checked against the library and a published curve, in words."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log, log10

from ketlessons import evidence, models
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip

#: (concentration, IC50, Hill slope): a spread of cases, three of them easy to reason about by hand. The last gives
#: 0.4737, so that an error of one percent shows through two decimals.
_CASES = (
    (0.0, 1.0, 1.0), (1.0, 1.0, 1.0), (3.0, 1.0, 1.0), (0.2, 0.71, 0.84), (5.0, 0.71, 0.84), (2.0, 0.5, 2.0),
    (0.45, 0.5, 1.0),
)  # fmt: skip


def _equation(conc: float, ic50: float, slope: float) -> float:
    return conc**slope / (conc**slope + ic50**slope)


def hill(function: Callable[[float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(conc_um, ic50_um, hill)` against the library and against a published curve.

    The published part uses the IC50 and Hill slope of ketamine on human receptors (facts `ketamine_ic50_human` and
    `ketamine_hill_human`): at the IC50 any correct curve gives one half.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    ic50, slope = evidence.fact("ketamine_ic50_human"), evidence.value("ketamine_hill_human")
    work = checked(function, _EXERCISE, (*_CASES, (ic50.value, ic50.value, slope), (10.0, ic50.value, slope)))
    if isinstance(work, Reply):
        return work
    at_half, at_ten = work.answers[-2:]
    seen = evidence.fact("ketamine_block_10um_rat")
    return work.praised(
        f"At the published IC50 of {ic50.text()} it gives {100 * at_half:.0f} %, as it must.",
        f"At 10 µM it gives {100 * at_ten:.0f} %. Rat neurons showed {100 * seen.value:.0f} % "
        f"(printed range {100 * seen.low:.0f} to {100 * seen.high:.0f} %): other cells, another laboratory.",
    )


_BRACKETS = "Put round brackets around the whole sum below the line: Python divides before it adds."
_BOTH = "The concentration and the IC50 are raised to it, and each stands with its power, above and below the line."
_TEN = "Raise 10 to logarithms of base 10 (math.log10), or use math.exp with math.log."

_EXERCISE = Exercise(
    check="hill",
    then=OFFERS["hill"],
    lesson="02",
    names=("conc_um", "ic50_um", "hill"),
    wanted="one number from 0 to 1",
    library=lambda *case: models.fraction_blocked(*case),
    equation=_equation,
    zero="What stands below the line came out as 0. Put the sum of the two powers there, in brackets.",
    slips=(
        Slip(lambda c, i, n: i**n / (c**n + i**n),
             "Close: this is the fraction that is left.",
             "The fraction blocked is one minus that: the power of conc_um, not of ic50_um, stands above the line."),
        Slip(lambda c, i, n: 100 * _equation(c, i, n),
             "Close: this is in percent.", "The function should give a fraction from 0 to 1: leave out the 100."),
        Slip(lambda c, i, n: c / (c + i),
             "Close: right for a Hill slope of 1.",
             "Now raise both concentrations to the power `hill`; a power is written **, and * multiplies."),
        Slip(lambda c, i, n: c**n / c**n + i**n, "Close: brackets are missing.", _BRACKETS),
        Slip(lambda c, i, n: c**n / i**n + c**n, "Close: brackets are missing.", _BRACKETS),
        Slip(lambda c, i, n: c / c + i, "Close: brackets are missing, and the Hill slope.", _BRACKETS),
        Slip(lambda c, i, n: (c / i) ** n / 1 + (c / i) ** n, "Close: brackets are missing.", _BRACKETS),
        Slip(lambda c, i, n: c**n / (c + i), "Close: the Hill slope stands above the line alone.", _BOTH),
        Slip(lambda c, i, n: c / (c**n + i**n), "Close: the Hill slope stands below the line alone.", _BOTH),
        Slip(lambda c, i, n: c**n / (c**n + i), "Close: the IC50 has no Hill slope.", _BOTH),
        Slip(lambda c, i, n: c**n / (c + i**n), "Close: one concentration has no Hill slope.", _BOTH),
        Slip(lambda c, i, n: c / (c + i**n), "Close: the IC50 alone has a Hill slope.", _BOTH),
        Slip(lambda c, i, n: c / (c**n + i), "Close: one concentration alone has a Hill slope.", _BOTH),
        Slip(lambda c, i, n: (c / (c + i)) ** n,
             "Close: the whole ratio is raised to the Hill slope.",
             "Raise each concentration before you add: a power of a sum is not the sum of the powers."),
        Slip(lambda c, i, n: c**n / (c + i) ** n,
             "Close: the sum is raised to the Hill slope.",
             "Raise each concentration before you add: a power of a sum is not the sum of the powers."),
        Slip(lambda c, i, n: (c / i) ** n,
             "Close: this is the power of the ratio, which grows without end.",
             "A share of a whole: divide it by itself plus one."),
        Slip(lambda c, i, n: c / i, "This is the ratio of the two concentrations, which grows without end.",
             "Raise both to the power `hill`, and divide the one power by the sum of both."),
        Slip(lambda c, i, n: c**n, "This is the power of the concentration alone.",
             "Divide it by the sum of itself and the IC50 raised to the same power."),
        Slip(lambda c, i, n: c**n + i**n, "This is the sum that belongs below the line.",
             "Divide the power of the concentration by it."),
        Slip(lambda c, i, n: c**n * (c**n + i**n), "Close: this multiplies where a share divides.",
             "Divide the power of the concentration by the sum."),
        Slip(lambda c, i, n: (c**n + i**n) / c**n, "Close: this is one over the answer.",
             "The power of the concentration stands above the line, the sum below; 1 / (1 + ...) needs its brackets."),
        Slip(lambda c, i, n: c**n / (c**n - i**n), "Close: there is a minus where a plus belongs.",
             "Below the line stands the sum of the two powers."),
        Slip(lambda c, i, n: c**n / (i**n - c**n), "Close: there is a minus where a plus belongs.",
             "Below the line stands the sum of the two powers."),
        Slip(lambda c, i, n: n**c / (n**c + n**i), "Close: base and exponent have changed places.",
             "The concentration is raised to the power `hill`: conc_um**hill."),
        *(Slip(lambda c, i, n, by=by: _equation(by * c, i, n),
               "Close: one concentration is a thousand times what the other makes of it, as with nM beside µM.",
               "Both are handed over in µM: leave out the 1000.") for by in (1000, 0.001)),
        Slip(lambda c, i, n: _equation(c, i, 1 / n), "Close: the Hill slope divides the exponent.",
             "The exponent is hill itself, and not one over it."),
        Slip(lambda c, i, n: 1 / (1 + 10 ** (n * (log(i) - log(c)))), "Close: powers of 10 with natural logarithms.",
             _TEN),
        Slip(lambda c, i, n: 1 / (1 + exp(n * (log10(i) - log10(c)))), "Close: powers of e with logarithms of base 10.",
             _TEN),
        Slip(lambda c, i, n: 1 - exp(-c / i), "This rises, as it should, but it is no Hill equation.",
             "No exponential is needed: two powers, and a share of their sum."),
    ),
)  # fmt: skip
