"""Did a learner's fraction of a held target work? Checked against the library and a scan of people, in words."""

from __future__ import annotations

from collections.abc import Callable

from ketlessons import evidence
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.models.signal.held import fraction_held
from ketlessons.stage.words import percent

#: (free, half): easy ones first, one without drug. The last two give 0.4737 and 0.4762, so that an error of one percent
#: in either direction shows through two decimals.
_CASES = ((0.0, 1.0), (1.0, 1.0), (3.0, 1.0), (0.428, 1.42), (5.1, 41.7), (0.2, 0.71), (0.45, 0.5), (0.5, 0.55))


def _equation(free: float, half: float) -> float:
    return free / (free + half)


def held(function: Callable[[float, float], float] = ...) -> Reply:
    """Check a learner's `function(free_um, half_um)` against the library and against scans of people.

    The published part holds serotonin transporters: ketamine, free after an antidepressant infusion (facts
    `antidepressant_free_um`, `sert_ki_nishimura`), beside what scans of people saw (`sig_sert_human`).

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    free, half = evidence.fact("antidepressant_free_um"), evidence.value("sert_ki_nishimura")
    one = evidence.value("nmda_ki_kapur")
    work = checked(function, _EXERCISE, (*_CASES, (free.number, one), (free.number, half)))
    if isinstance(work, Reply):
        return work
    channels, transporters = work.answers[-2:]
    seen = evidence.fact("sig_sert_human")
    return work.praised(
        f"At {free.number:.2g} µM free, an estimate from a reported peak, and {half:g} µM for half it gives "
        f"{percent(transporters)} of serotonin transporters. Scans of 12 healthy people saw less than "
        f"{percent(seen.high or 0.0)}.",
        f"For NMDA channels, with {one:g} µM, one of five constants, it gives {percent(channels)}; with others less or "
        "more.",
    )


_SUM = "Below the line stands the sum of both: what is free, and what holds half."
_UNITS = "Both are handed over in µM: leave out the 1000."

_EXERCISE = Exercise(
    check="held",
    then=OFFERS["held"],
    lesson="03",
    names=("free_um", "half_um"),
    wanted="one number from 0 to 1",
    library=lambda *case: fraction_held(*case),
    equation=_equation,
    zero="What stands below the line came out as 0. Put the sum of both concentrations there, in brackets.",
    slips=(
        Slip(lambda c, k: k / (c + k),
             "Close: this is the fraction that is free of drug.",
             "What is held has the free concentration above the line, not the one that holds half."),
        Slip(lambda c, k: 100 * _equation(c, k),
             "Close: this is in percent.", "The function should give a fraction from 0 to 1: leave out the 100."),
        Slip(lambda c, k: c / k,
             "This is the ratio of the two concentrations, which grows without end.",
             "A share of a whole: divide the free concentration by the sum of both."),
        Slip(lambda c, k: k / c, "This is the ratio of the two concentrations, upside down.", _SUM),
        Slip(lambda c, k: min(c / k, 1.0),
             "This is the ratio of the two concentrations, cut off at 1.",
             "A target fills up ever more slowly: divide the free concentration by the sum of both."),
        Slip(lambda c, k: c / c + k,
             "Close: brackets are missing.",
             "Put round brackets around the sum below the line: Python divides before it adds."),
        Slip(lambda c, k: c / k + c,
             "Close: brackets are missing.",
             "Put round brackets around the sum below the line: Python divides before it adds."),
        Slip(lambda c, k: (c + k) / c, "Close: this is one over the answer.",
             "The free concentration stands above the line, the sum below; 1 / (1 + ...) needs its brackets."),
        Slip(lambda c, k: c / (c - k), "Close: there is a minus where a plus belongs.", _SUM),
        Slip(lambda c, k: c / (k - c), "Close: there is a minus where a plus belongs.", _SUM),
        Slip(lambda c, k: c / (c * k), "Close: there is a product where a sum belongs.", _SUM),
        Slip(lambda c, k: c * (c + k), "Close: this multiplies where a share divides.",
             "Divide the free concentration by the sum."),
        Slip(lambda c, k: c * k / (c + k), "Close: this is the share times what holds half.",
             "Above the line stands the free concentration alone."),
        Slip(lambda c, k: c + k, "This is the sum that belongs below the line.",
             "Divide the free concentration by it."),
        Slip(lambda c, k: c * k, "This is the product of the two.",
             "Divide the free concentration by the sum of both."),
        Slip(lambda c, k: c**2 / (c**2 + k**2), "Close: this is steeper than one site can be.",
             "No power is needed: one drug, one site."),
        Slip(lambda c, k: c / (c + 2 * k), "Close: what holds half counts twice.", _SUM),
        Slip(lambda c, k: c / (2 * c + k), "Close: the free concentration counts twice below the line.", _SUM),
        *(Slip(lambda c, k, by=by: _equation(by * c, k),
               "Close: one concentration is a thousand times what the other makes of it, as with nM beside µM.", _UNITS)
          for by in (1000, 0.001)),
    ),
)  # fmt: skip
