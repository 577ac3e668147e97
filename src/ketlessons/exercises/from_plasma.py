"""Did a learner get from a level in plasma to the share of a target? Three lessons in one equation."""

from __future__ import annotations

from collections.abc import Callable

from ketlessons import evidence
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.models.signal.held import fraction_held
from ketlessons.stage.words import percent

#: (total, unbound, molar mass, half): no drug, easy ones, and ketamine between them. The last two give 0.4737 and
#: 0.4762, so that an error of one percent in either direction shows through two decimals.
_CASES = (
    *((0.0, 0.5, 200.0, 1.0), (400.0, 0.5, 200.0, 1.0), (600.0, 1.0, 300.0, 0.5), (185.0, 0.55, 237.7, 1.42)),
    *((642.0, 0.9, 237.7, 2.14), (40.0, 0.1, 223.7, 0.02), (180.0, 0.5, 200.0, 0.5), (250.0, 0.4, 200.0, 0.55)),
)


def _free(total: float, unbound: float, mass: float) -> float:
    return total * unbound / mass


def _equation(total: float, unbound: float, mass: float, half: float) -> float:
    return _free(total, unbound, mass) / (_free(total, unbound, mass) + half)


def from_plasma(function: Callable[[float, float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(total_ng_ml, unbound, mass_g_mol, half_um)` against the library and the tables.

    The published part holds NMDA channels after an antidepressant infusion (facts `antidepressant_total_ng_ml`,
    `unbound_fraction`, `ketamine_molar_mass`, `ketamine_displacement_rat`).

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    total, unbound, half = map(
        evidence.fact, ("antidepressant_total_ng_ml", "unbound_fraction", "ketamine_displacement_rat")
    )
    mass = evidence.value("ketamine_molar_mass")
    # The ends take the least free drug with the weakest hold, and the most with the tightest.
    ends = ((total.number, unbound.low, mass, half.high), (total.number, unbound.high, mass, half.low))
    work = checked(function, _EXERCISE, (*_CASES, *ends, (total.number, unbound.number, mass, half.number)))
    if isinstance(work, Reply):
        return work
    low, high, middle = work.answers[-3:]
    return work.praised(
        f"At the reported peak of {total.number:g} ng/mL after an antidepressant infusion it gives {percent(middle)} "
        f"of NMDA channels, with {half.number:g} µM for half, measured in rats.",
        f"What is unbound, and what holds half, are known only roughly: {percent(low)} to {percent(high)} fits too.",
    )


_SHARE = "Divide what is free by the sum of what is free and what holds half."
_FREE = "Only the unbound part can reach the target: multiply by `unbound` wherever the level stands."
_UNITS = "A ng/mL is a µg/L, and g/mol is µg/µmol: divided by one another they give µM, with no factor of 1000."
_ABOVE_AND_BELOW = "Work out the free concentration first, in a line of its own, and use it above and below the line."

_EXERCISE = Exercise(
    check="from_plasma",
    then=OFFERS["from_plasma"],
    lesson="09",
    names=("total_ng_ml", "unbound", "mass_g_mol", "half_um"),
    wanted="one number from 0 to 1",
    library=lambda total, unbound, mass, half: fraction_held(_free(total, unbound, mass), half),
    equation=_equation,
    zero="What stands below the line came out as 0. Put the sum of both concentrations there, in brackets.",
    slips=(
        Slip(lambda t, u, m, k: t / m / (t / m + k), "Close: this takes all that is in the plasma.", _FREE),
        Slip(lambda t, u, m, k: t * (1 - u) / m / (t * (1 - u) / m + k), "Close: this takes the bound part.",
             "Only the unbound part can reach the target: leave out the one minus."),
        Slip(lambda t, u, m, k: t / u / m / (t / u / m + k), "Close: this divides by the unbound share.",
             "A share of something is a product: multiply by `unbound`."),
        Slip(lambda t, u, m, k: t * u / (t * u + k), "Close: a mass is set beside a number of molecules.",
             "Divide by the molar mass. " + _UNITS),
        Slip(lambda t, u, m, k: t * u * m / (t * u * m + k), "Close: this multiplies by the molar mass.",
             "Divide by it. " + _UNITS),
        *(Slip(lambda t, u, m, k, by=by: _equation(by * t, u, m, k),
               "Close: the concentration is a thousand times off.", _UNITS) for by in (1000, 0.001)),
        *(Slip(lambda t, u, m, k, by=by: _equation(by * t, u, m, k),
               "Close: the concentration is a million times off.", _UNITS) for by in (1e6, 1e-6)),
        Slip(lambda t, u, m, k: k / (_free(t, u, m) + k), "Close: this is the share that is free of drug.",
             "What is held has the free concentration above the line, not the one that holds half."),
        Slip(lambda t, u, m, k: 100 * _equation(t, u, m, k), "Close: this is in percent.",
             "The function should give a fraction from 0 to 1: leave out the 100."),
        Slip(lambda t, u, m, k: _free(t, u, m), "Halfway: this is the free concentration, in µM.", _SHARE),
        Slip(lambda t, u, m, k: t / m, "A third of the way: this is all of it, in µM.",
             "Take the unbound part of it, then the share that it holds."),
        Slip(lambda t, u, m, k: _free(t, u, m) / k, "Close: this is a ratio, which grows without end.", _SHARE),
        Slip(lambda t, u, m, k: u * t / m / (t / m + k), "Close: what is free stands above the line alone.",
             _ABOVE_AND_BELOW),
        Slip(lambda t, u, m, k: t / m / (_free(t, u, m) + k), "Close: what is free stands below the line alone.",
             _ABOVE_AND_BELOW),
        Slip(lambda t, u, m, k: _free(t, u, m) / _free(t, u, m) + k, "Close: brackets are missing.",
             "Put round brackets around the sum below the line: Python divides before it adds."),
        Slip(lambda t, u, m, k: (_free(t, u, m) + k) / _free(t, u, m), "Close: this is one over the answer.",
             "The free concentration stands above the line, the sum below."),
        Slip(lambda t, u, m, k: _free(t, u, m) / (_free(t, u, m) - k),
             "Close: there is a minus where a plus belongs.", _SHARE),
        Slip(lambda t, u, m, k: _free(t, u, m) + k, "This is the sum that belongs below the line.",
             "Divide the free concentration by it."),
    ),
)  # fmt: skip
