"""Did a learner find what one drug holds beside another? The target of lesson 03, with two drugs."""

from __future__ import annotations

from collections.abc import Callable

from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.stage.words import percent

#: (free, half, free rival, half of the rival): equal ones, a weak and a strong rival, none, and in between. The last
#: two give 0.4754 and 0.4740, so that an error of one percent in either direction shows through two decimals.
_CASES = (
    *((1.0, 1.0, 1.0, 1.0), (2.0, 1.0, 3.0, 1.0), (0.43, 1.42, 9.1, 9.11), (5.0, 0.5, 0.2, 4.0)),
    *((3.0, 2.0, 0.0, 1.0), (0.7, 0.9, 1.3, 0.55), (0.907, 1.0, 0.01, 10.0), (0.902, 1.0, 0.01, 10.0)),
)
#: One drug at what holds half, alone and beside as much of a rival and ten times as much.
_ALONE, _RIVALS = (1.0, 1.0), ((1.0, 1.0), (10.0, 1.0))


def _equation(free: float, half: float, rival: float, rival_half: float) -> float:
    return (free / half) / (1 + free / half + rival / rival_half)


def held(function: Callable[[float, float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(free_um, half_um, rival_um, rival_half_um)`: what the first drug holds (Gaddum).

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    work = checked(function, _EXERCISE, (*_CASES, *((*_ALONE, *rival) for rival in _RIVALS)))
    if isinstance(work, Reply):
        return work
    as_much, ten_times = map(percent, work.answers[-2:])
    return work.praised(
        f"A drug that alone holds 50 % holds {as_much} beside a rival that would hold as much, and {ten_times} beside "
        "one that stands at ten times what holds half.",
        "It still reaches any share, with more of it: a rival moves the curve to the right and does not lower its top. "
        "A channel blocker that is trapped does not give way like that.",
    )


_SUM = "Below the line stand three: 1, the first drug's ratio, and the rival's."
_RATIO = "Measure each drug by what holds half of it: its concentration over its half."

_EXERCISE = Exercise(
    check="harder.held",
    lesson="03",
    names=("free_um", "half_um", "rival_um", "rival_half_um"),
    wanted="one number from 0 to 1",
    library=_equation,
    equation=_equation,
    zero="What stands below the line came out as 0. Put the 1 and both ratios there, in brackets.",
    slips=(
        Slip(lambda c, k, r, m: c / (c + k), "Close: this is what it holds alone.", _SUM),
        Slip(lambda c, k, r, m: (c / k + r / m) / (1 + c / k + r / m), "Close: this is what both hold together.",
             "Above the line stands the first drug's ratio alone."),
        Slip(lambda c, k, r, m: (r / m) / (1 + c / k + r / m), "Close: this is what the rival holds.",
             "Above the line stands the first drug's ratio."),
        Slip(lambda c, k, r, m: 1 / (1 + c / k + r / m), "Close: this is what is free of both.",
             "Above the line stands the first drug's ratio."),
        Slip(lambda c, k, r, m: c / (c + k) - r / (r + m), "This takes one share from the other.",
             "Both drugs want the same sites at once. " + _SUM),
        Slip(lambda c, k, r, m: c / (c + k) * (1 - r / (r + m)), "Close: this is so if each bound without the other.",
             "They exclude one another: " + _SUM[0].lower() + _SUM[1:]),
        Slip(lambda c, k, r, m: c / (c + r), "This leaves out what holds half of either.", _RATIO),
        Slip(lambda c, k, r, m: c / (c + k + r), "Close: what holds half of the rival is missing.", _RATIO),
        Slip(lambda c, k, r, m: (c / k) / (c / k + r / m), "Close: sites that are free of both are missing.", _SUM),
        Slip(lambda c, k, r, m: c / (c + k * r / m), "Close: sites that are free of both are missing.", _SUM),
        Slip(lambda c, k, r, m: c / (k + c / k + r / m), "Close: a concentration and ratios are added.", _RATIO),
        Slip(lambda c, k, r, m: c / k / 1 + c / k + r / m, "Close: brackets are missing.",
             "Put round brackets around the whole sum below the line."),
    ),
)  # fmt: skip
