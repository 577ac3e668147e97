"""Did a learner's predictive value work? Checked against the library, and held against three prevalences, in words.

The words name no subject: two lessons use this check, one of them in place of the other.
"""

from __future__ import annotations

from collections.abc import Callable

from ketlessons import models
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.stage.words import percent

#: (sensitivity, specificity, prevalence): a coin toss, common and rare things, good tests and poor ones.
_CASES = (
    *((0.9, 0.9, 0.1), (0.8, 0.95, 0.5), (0.69, 0.879, 0.03)),
    *((0.375, 0.766, 0.15), (0.99, 0.99, 0.001), (0.3, 0.1, 0.9)),
)
#: One test, at three prevalences.
_TEST, _PREVALENCES = (0.9, 0.9), (0.5, 0.1, 0.01)


def predictive_value(function: Callable[[float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(sensitivity, specificity, prevalence)` against the library.

    A right function is then asked about one test at three prevalences: what a positive result means falls with them.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    three = tuple((*_TEST, prevalence) for prevalence in _PREVALENCES)
    work = checked(function, _EXERCISE, (*_CASES, *three))
    if isinstance(work, Reply):
        return work
    told = ", ".join(
        f"{percent(answer)} where {percent(prevalence)} have it"
        for answer, prevalence in zip(work.answers[-len(three) :], _PREVALENCES, strict=True)
    )
    sensitivity, specificity = map(percent, _TEST)
    return work.praised(
        f"One test, with a sensitivity of {sensitivity} and a specificity of {specificity}: of its positive results "
        f"are "
        f"right {told}.",
        "The test did not change. What it means did: ask how common the thing is among what is tested.",
    )


_TURNED = "Asked is how many of the positive have it: P(thing | positive)."
_WHOLE = "Divide by all that test positive: the right ones and the false alarms."
_FALSE = "False alarms come from those without it: (1 - specificity) * (1 - prevalence)."
_BRACKETS = "Put brackets around the whole sum below the line."


def _right(s: float, _c: float, p: float) -> float:
    return s * p


def _alarms(_s: float, c: float, p: float) -> float:
    return (1 - c) * (1 - p)


_EXERCISE = Exercise(
    check="predictive_value",
    then=OFFERS["predictive_value"],
    lesson="08",
    names=("sensitivity", "specificity", "prevalence"),
    wanted="one number from 0 to 1",
    library=models.positive_predictive_value,
    equation=lambda s, c, p: s * p / (s * p + (1 - c) * (1 - p)),
    zero="Nothing tested positive. Below the line belong the right positives and the false alarms together.",
    slips=(
        Slip(lambda s, c, p: s,
             "This is the sensitivity, how many of those with it test positive: P(positive | thing).", _TURNED),
        Slip(lambda s, c, p: c,
             "This is the specificity, how many of those without it test negative.", _TURNED),
        Slip(lambda s, c, p: p, "This is the prevalence, before any test.", _TURNED),
        Slip(_right, "Close: this is the share of all that have it and test positive.", _WHOLE),
        Slip(_alarms, "This is the share of all that are false alarms.", "Set the right positives above it and below."),
        Slip(lambda s, c, p: _right(s, c, p) + _alarms(s, c, p),
             "Close: this is the share of all that test positive.", "Divide the right positives by it."),
        Slip(lambda s, c, p: _alarms(s, c, p) / (_right(s, c, p) + _alarms(s, c, p)),
             "Close: this is the share of positive results that are wrong.", "Put the right positives above the line."),
        Slip(lambda s, c, p: c * (1 - p) / (c * (1 - p) + (1 - s) * p),
             "This is the share of negative results that are right.", _TURNED),
        Slip(lambda s, c, p: (1 - s) * p / (c * (1 - p) + (1 - s) * p),
             "This is the share of negative results that are wrong.", _TURNED),
        Slip(lambda s, c, p: s / (s + 1 - c),
             "Close: the prevalence drops out, as if half had it.",
             "Multiply the sensitivity by the prevalence, and 1 - specificity by 1 - prevalence."),
        Slip(lambda s, c, p: s * p / (s * p + c * (1 - p)),
             "Close: those who rightly test negative stand below the line.", _FALSE),
        Slip(lambda s, c, p: s * p / (s * p + (1 - c)),
             "Close: the false alarms are not weighed with 1 - prevalence.", _FALSE),
        Slip(lambda s, c, p: s * p / (s * p + (1 - s) * (1 - p)),
             "Close: 1 - sensitivity stands where 1 - specificity belongs.", _FALSE),
        Slip(lambda s, c, p: s * p / (s * p + (1 - s) * p),
             "Below the line stand all who have it, so the sensitivity comes back.", _WHOLE),
        Slip(lambda s, c, p: s / (s * p + (1 - c) * (1 - p)),
             "Close: above the line the prevalence is missing.", "Above the line belongs sensitivity * prevalence."),
        Slip(lambda s, c, p: p / (s * p + (1 - c) * (1 - p)),
             "Close: above the line the sensitivity is missing.", "Above the line belongs sensitivity * prevalence."),
        Slip(lambda s, c, p: s * p / s * p + (1 - c) * (1 - p), "Close: brackets are missing.", _BRACKETS),
        Slip(lambda s, c, p: s * p / (s * p) + (1 - c) * (1 - p), "Close: brackets are missing.", _BRACKETS),
        Slip(lambda s, c, p: s * p / (s * p + 1 - c * (1 - p)),
             "Close: brackets are missing.", "Write (1 - specificity) with its brackets."),
        Slip(lambda s, c, p: s * p / (s * p + (1 - c) * 1 - p),
             "Close: brackets are missing.", "Write (1 - prevalence) with its brackets."),
        Slip(lambda s, c, p: s * p / ((1 - c) * (1 - p)),
             "Close: these are odds, right positives over false alarms.", _WHOLE),
        Slip(lambda s, c, p: (1 - c) * (1 - p) / (s * p), "These are odds, false alarms over right positives.", _WHOLE),
        Slip(lambda s, c, p: s / (1 - c), "This is the likelihood ratio of a positive result.",
             "It says how far a result moves the odds. Bring in the prevalence."),
        Slip(lambda s, c, p: s * p + c * (1 - p), "This is the share of all results that are right.", _TURNED),
        Slip(lambda s, c, p: s + c - 1, "This is Youden's index, which knows no prevalence.", _TURNED),
        Slip(lambda s, c, p: (s * p + (1 - c) * (1 - p)) / (s * p), "Close: it is upside down.", _WHOLE),
        Slip(lambda s, c, p: 100 * s * p / (s * p + (1 - c) * (1 - p)),
             "Close: this is in percent.", "Give a share from 0 to 1: leave the 100 out."),
        Slip(lambda s, c, p: s * p / (s * p - (1 - c) * (1 - p)),
             "Close: a minus stands where a plus belongs.", _WHOLE),
    ),
)  # fmt: skip
