"""Did a learner get from odds to people? The number needed of lesson 06, from an odds ratio."""

from __future__ import annotations

from collections.abc import Callable

from ketlessons.exercises.agreeing import plain
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.stage.words import percent

#: (odds ratio, share of the control arm): common and rare responses, small and large ratios.
_CASES = ((2.0, 0.25), (3.0, 0.2), (1.5, 0.5), (2.2, 0.3), (4.0, 0.05), (1.3, 0.7), (2.54, 0.133))
#: One odds ratio where the response is rare, and where it is common.
_RATIO, _SHARES = 2.0, (0.05, 0.3, 0.6)


def _share(ratio: float, share: float) -> float:
    return ratio * share / (1 - share + ratio * share)


def _equation(ratio: float, share: float) -> float:
    return 1 / (_share(ratio, share) - share)


def number_needed(function: Callable[[float, float], float] = ...) -> Reply:
    """Check a learner's `function(odds_ratio, share_control)`: the number needed to treat that they make.

    In every case the drug does better.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    work = checked(function, _EXERCISE, (*_CASES, *((_RATIO, share) for share in _SHARES)))
    if isinstance(work, Reply):
        return work
    told = ", ".join(
        f"{plain(answer, 2)} where {percent(share)} respond without the drug"
        for answer, share in zip(work.answers[-len(_SHARES) :], _SHARES, strict=True)
    )
    return work.praised(
        f"An odds ratio of {_RATIO:g} is one number, and many numbers needed: {told}.",
        "So an odds ratio without the share of the control arm does not say how many people gain.",
    )


_ODDS = "Odds are a share over what is left of one. Turn the share into odds, multiply, and turn them back."
_BACK = "Odds become a share again by odds / (1 + odds)."

_EXERCISE = Exercise(
    check="harder.number_needed",
    lesson="06",
    names=("odds_ratio", "share_control"),
    wanted="one number of people",
    library=_equation,
    equation=_equation,
    zero="The difference of the two shares came out as 0. Does the odds ratio reach the share with the drug?",
    rounding="Round up to whole people only at the very end. ",
    slips=(
        Slip(lambda r, p: 1 / (r * p - p), "Close: this takes the odds ratio for a ratio of shares.", _ODDS),
        Slip(lambda r, p: _share(r, p) - p, "Close: this is the difference of the two shares.", "Divide 1 by it."),
        Slip(lambda r, p: _share(r, p), "Close: this is the share with the drug.",
             "Take the control arm's share away, and divide 1 by the difference."),
        Slip(lambda r, p: 1 / _share(r, p), "Close: the control arm's share is missing.",
             "Take it away from the share with the drug, and divide 1 by the difference."),
        Slip(lambda r, p: 1 / (r * p / (1 - p) - p), "Close: odds with the drug less a share.", _BACK),
        Slip(lambda r, p: 1 / (r * p / (1 - p) - p / (1 - p)), "Close: this is a difference of odds.", _BACK),
        Slip(lambda r, p: 1 / (r - 1), "This takes 1 from the odds ratio, whatever the control arm's share.", _ODDS),
        Slip(lambda r, p: 1 / (p - _share(r, p)), "Close: the sign is turned.",
             "Take the control arm's share from that with the drug."),
        Slip(lambda r, p: 1 / (r * p / (1 + r * p) - p), "Close: the odds of the control arm are missing.", _ODDS),
        Slip(lambda r, p: r * p / (1 - p), "This is the odds with the drug.", _BACK),
        Slip(lambda r, p: 100 / (_share(r, p) - p), "Close: this is a hundred times the answer.",
             "Work with shares from 0 to 1, and not with percent."),
    ),
)  # fmt: skip
