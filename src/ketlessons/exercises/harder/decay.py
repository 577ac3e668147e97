"""Did a learner find how a dose adds up? One compartment of lesson 04, filled again and again."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log

from ketlessons import models, published
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip

#: (half-life, interval): a dose each half-life, rarer ones, and more frequent ones.
_CASES = ((3.0, 3.0), (7.7, 24.0), (24.0, 12.0), (60.0, 24.0), (2.0, 6.0), (11.0, 8.0))
#: Twice a week, as in the trials of the spray: three and a half days.
_TWICE_A_WEEK_H = 84.0


def _equation(half: float, interval: float) -> float:
    return 1 / (1 - 0.5 ** (interval / half))


def decay(function: Callable[[float, float], float] = ...) -> Reply:
    """Check a learner's `function(half_life_h, interval_h)`: the accumulation ratio of one compartment.

    The published part uses the terminal half-life of the infusion's model and two doses a week.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    half = float(published.trace("iv_infusion").half_life_h)
    work = checked(function, _EXERCISE, (*_CASES, (half, _TWICE_A_WEEK_H)))
    if isinstance(work, Reply):
        return work
    return work.praised(
        f"With the terminal half-life of the model's infusion, {half:.1f} h, and two doses a week it gives "
        f"{work.answers[-1]:.2f}: ketamine does not add up from visit to visit.",
        "A dose in each half-life doubles the level in the end, and takes about five half-lives for it.",
    )


_LEFT = "First what is left when the next dose comes: one half to the number of half-lives."
_ALL = "After many doses the level holds 1, and what is left of it, and what is left of that: 1 / (1 - left)."

_EXERCISE = Exercise(
    check="harder.decay",
    lesson="04",
    names=("half_life_h", "interval_h"),
    wanted="one number of at least 1",
    library=lambda *case: models.one_compartment_accumulation(*case),
    equation=_equation,
    zero="What stands below the line came out as 0. It is one minus what is left; put that in brackets.",
    slips=(
        Slip(lambda h, t: 0.5 ** (t / h), "Close: this is what is left when the next dose comes.", _ALL),
        Slip(lambda h, t: 1 - 0.5 ** (t / h), "Close: this is what goes between two doses.",
             "Divide 1 by it, with brackets around the whole difference."),
        Slip(lambda h, t: 1 + 0.5 ** (t / h), "Close: this is the level after the second dose.",
             "Some is left of every dose before. " + _ALL),
        Slip(lambda h, t: 1 / (1 - 0.5 ** (h / t)), "Close: half-life and interval have changed places.", _LEFT),
        Slip(lambda h, t: 1 / (1 - exp(-t / h)), "Close: this falls to 37 % in each half-life.",
             "To halve, use powers of one half, or multiply the exponent by the natural logarithm of 2."),
        Slip(lambda h, t: 0.5 ** (t / h) / (1 - 0.5 ** (t / h)), "Close: this is the level before a dose.",
             "Asked is the level just after one: 1 stands above the line."),
        Slip(lambda h, t: h / (log(2) * t), "Close: this is the mean level over the first one.",
             "Asked is the level just after a dose. " + _ALL),
        Slip(lambda h, t: h / t, "This is the ratio of the two times.", _LEFT),
        Slip(lambda h, t: t / h, "This is how many half-lives fit between two doses.", _LEFT),
        Slip(lambda h, t: 1 / (1 + 0.5 ** (t / h)), "Close: there is a plus where a minus belongs.", _ALL),
    ),
)  # fmt: skip
