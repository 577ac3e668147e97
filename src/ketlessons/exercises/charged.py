"""Did a learner's charged share work? Checked against the library and a published pKa, in words."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log10

from ketlessons import evidence, models
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.stage.words import percent

#: (pH, pKa): where both are equal, one and two steps to either side, and other bases than ketamine. The last two lie on
#: either side of where two decimals change, so that an error of one percent shows through them.
_CASES = ((7.5, 7.5), (6.5, 7.5), (8.5, 7.5), (5.0, 7.0), (9.0, 8.6), (7.0, 6.9), (7.673, 7.0), (7.674, 7.0))


def _equation(ph: float, pka: float) -> float:
    return 1 / (1 + 10 ** (ph - pka))


def charged(function: Callable[[float, float], float] = ...) -> Reply:
    """Check a learner's `function(ph, pka)`, the share of a weak base that carries a charge, in blood and in the vial.

    The published part uses the pKa of ketamine (fact `ketamine_pka`), the pH of blood, and that of the injection (fact
    `injection_ph`).

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    pka, vial = evidence.value("ketamine_pka"), evidence.fact("injection_ph")
    work = checked(function, _EXERCISE, (*_CASES, (vial.low, pka), (vial.high, pka), (7.4, pka)))
    if isinstance(work, Reply):
        return work
    acid, less_acid, blood = work.answers[-3:]
    known = evidence.fact("ketamine_charged_share_blood")
    return work.praised(
        f"With the published pKa of ketamine, {pka:g}, it gives {blood:.3f} at the pH of blood, 7.4; the table of the "
        f"lessons holds {known.value:g}. So {percent(blood)} carries a charge there; the rest can slip through fat.",
        f"In the vial, at pH {vial.low:g} to {vial.high:g}, it gives {100 * min(acid, less_acid):.0f} % or more: "
        "charged, ketamine dissolves in water.",
    )


_POWER = "Raise 10 to pH less pKa: a power is written **."
_BELOW = "Add 1 to the power, and divide 1 by the sum."
_BRACKETS = "Put round brackets around the whole sum below the line: Python divides before it adds."
_ROUND_THE_STEP = "Put brackets around pH less pKa: a power is taken before a difference."
_END = "Keep all digits of the power, and round the result if you like."

_EXERCISE = Exercise(
    check="charged",
    then=OFFERS["charged"],
    lesson="01",
    names=("ph", "pka"),
    wanted="one number from 0 to 1",
    library=lambda *case: models.charged_share(*case),
    equation=_equation,
    zero="What stands below the line came out as 0. Put 1 plus the power there, in brackets.",
    slips=(
        Slip(lambda h, k: 1 / (1 + 10 ** (k - h)),
             "Close: this is the share without a charge.",
             "In acid a base takes up a proton and is charged: below its pKa it is mostly charged. Use pH less pKa."),
        Slip(lambda h, k: 100 * _equation(h, k),
             "Close: this is in percent.", "The function should give a share from 0 to 1: leave out the 100."),
        Slip(lambda h, k: 1 / (1 + exp(h - k)), "Close: this raises e, and a pH counts powers of 10.", _POWER),
        Slip(lambda h, k: 1 / (1 + exp(k - h)),
             "This raises e, and a pH counts powers of 10; it also is the share without a charge.", _POWER),
        Slip(lambda h, k: 1 / (1 + 2 ** (h - k)), "Close: this raises 2, and a pH counts powers of 10.", _POWER),
        Slip(lambda h, k: 10 ** (k - h),
             "Close: this is the ratio of charged to uncharged.", "A share is one part of the whole. " + _BELOW),
        Slip(lambda h, k: 10 ** (h - k),
             "Close: this is the ratio of uncharged to charged.", _BELOW),
        Slip(lambda h, k: 1 + 10 ** (h - k), "Close: this is one over the share.", "Divide 1 by it. " + _BRACKETS),
        Slip(lambda h, k: 1 + 10 ** (k - h),
             "This is one over the share without a charge.", "Use pH less pKa, and divide 1 by the sum."),
        Slip(lambda h, k: 1 / (1 + 10**h - k), "Close: brackets are missing in the power.", _ROUND_THE_STEP),
        Slip(lambda h, k: 1 / (1 + 10**k - h), "Close: brackets are missing in the power.", _ROUND_THE_STEP),
        Slip(lambda h, k: 1 / (1 + 10 * (h - k)), "Close: this multiplies, where a power is needed.", _POWER),
        Slip(lambda h, k: 1 / (1 + (h - k)), "Close: the power of 10 is missing.", _POWER),
        Slip(lambda h, k: 1 / (1 + (k - h)), "Close: the power of 10 is missing.", _POWER),
        Slip(lambda h, k: 1 / (1 + 10 ** (h * k)), "Close: the two are multiplied.", _POWER),
        Slip(lambda h, k: 1 / (1 + 10 ** (h / k)), "Close: the two are divided.", _POWER),
        Slip(lambda h, k: 1 / (1 + 10 ** (k / h)), "Close: the two are divided.", _POWER),
        Slip(lambda h, k: 1 / (1 - 10 ** (h - k)), "Close: a minus where a plus belongs.", _BELOW),
        Slip(lambda h, k: 1 / (10 ** (h - k) - 1), "Close: a minus where a plus belongs.", _BELOW),
        Slip(lambda h, k: 1 - 10 ** (h - k), "This takes the ratio from one.", _BELOW),
        Slip(lambda h, k: 1 / (1 + 10 ** abs(h - k)),
             "Close: which side of the pKa you are on is lost.", "Leave out abs(): the sign tells acid from alkaline."),
        Slip(lambda h, k: 1 / (1 + (h - k) ** 10), "Close: base and exponent have changed places.", _POWER),
        Slip(lambda h, k: 1 / (1 + h / k), "Close: this takes pH and pKa as if they were amounts.",
             "They are logarithms. " + _POWER),
        Slip(lambda h, k: 1 / (1 + k / h), "Close: this takes pH and pKa as if they were amounts.",
             "They are logarithms. " + _POWER),
        Slip(lambda h, k: k / (h + k), "Close: this takes pH and pKa as if they were amounts.",
             "They are logarithms. " + _POWER),
        Slip(lambda h, k: h / (h + k), "Close: this takes pH and pKa as if they were amounts.",
             "They are logarithms. " + _POWER),
        Slip(lambda h, k: h - k, "This is the step from pKa to pH.", _POWER + " " + _BELOW),
        Slip(lambda h, k: k - h, "This is the step from pH to pKa.", _POWER + " " + _BELOW),
        Slip(lambda h, k: h / k, "This is pH over pKa.", _POWER + " " + _BELOW),
        Slip(lambda h, k: k / h, "This is pKa over pH.", _POWER + " " + _BELOW),
        Slip(lambda h, k: 10**-h / (10**-h + 10**k), "Close: the pKa has lost its minus.",
             "Concentrations are 10 to minus pH and 10 to minus pKa."),
        Slip(lambda h, k: log10(1 + 10 ** (h - k)), "This takes a logarithm too many.", _BELOW),
        *(Slip(lambda h, k, d=d: 1 / (1 + round(10 ** (h - k), d)),
               "Close: the power is rounded on the way.", _END) for d in (0, 1, 2)),
    ),
)  # fmt: skip
