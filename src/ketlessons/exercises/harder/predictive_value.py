"""Did a learner test twice? The predictive value of lesson 08, after a second test that errs on its own.

The words name no subject: two lessons use this check, one of them in place of the other.
"""

from __future__ import annotations

from collections.abc import Callable

from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.stage.words import percent

#: (sensitivity, specificity, prevalence, and those of the second test): alike and unlike tests, common and rare things.
_CASES = (
    (0.9, 0.9, 0.1, 0.9, 0.9), (0.8, 0.95, 0.5, 0.99, 0.6), (0.69, 0.879, 0.03, 0.95, 0.99),
    (0.99, 0.98, 0.001, 0.97, 0.995), (0.6, 0.7, 0.2, 0.5, 0.5), (0.3, 0.4, 0.6, 0.7, 0.8),
)  # fmt: skip
_TEST, _RARE = (0.9, 0.9), 0.01


def _once(s: float, c: float, p: float) -> float:
    return s * p / (s * p + (1 - c) * (1 - p))


def _equation(s: float, c: float, p: float, t: float, d: float) -> float:
    return _once(t, d, _once(s, c, p))


def predictive_value(function: Callable[[float, float, float, float, float], float] = ...) -> Reply:
    """Check a learner's share of double positives that are right, for two tests that err independently.

    Parameters
    ----------
    function
        Of sensitivity, specificity, prevalence, and the second test's sensitivity and specificity. Anything it does
        wrong is answered in words, never with a traceback.
    """
    work = checked(function, _EXERCISE, (*_CASES, (*_TEST, _RARE, *_TEST)))
    if isinstance(work, Reply):
        return work
    sensitivity, specificity = map(percent, _TEST)
    return work.praised(
        f"Where {percent(_RARE)} have it, and with a sensitivity of {sensitivity} and a specificity of {specificity}, "
        f"{percent(_once(*_TEST, _RARE))} of single positives are right, and {percent(work.answers[-1])} of double "
        "ones.",
        "It holds if the second test errs for other reasons than the first. One test done twice repeats its errors.",
    )


_TWICE = "What the first result leaves is the prevalence for the second: work it out, and put it in."
_ALARMS = "False alarms pass both tests: (1 - specificity) of each, times those without it."
_RIGHT = "Right positives pass both tests: both sensitivities, times the prevalence."

_EXERCISE = Exercise(
    check="harder.predictive_value",
    lesson="08",
    names=("sensitivity", "specificity", "prevalence", "sensitivity_second", "specificity_second"),
    wanted="one number from 0 to 1",
    library=_equation,
    equation=_equation,
    zero="Nothing tested positive twice. Below the line belong the right positives and the false alarms together.",
    slips=(
        Slip(lambda s, c, p, t, d: _once(s, c, p), "Close: this is after the first test alone.", _TWICE),
        Slip(lambda s, c, p, t, d: _once(t, d, p), "Close: this is the second test alone.", _TWICE),
        Slip(lambda s, c, p, t, d: _once(s, c, p) * _once(t, d, p), "This multiplies two predictive values.", _TWICE),
        Slip(lambda s, c, p, t, d: 1 - (1 - _once(s, c, p)) * (1 - _once(t, d, p)),
             "This combines two predictive values, and counts the prevalence twice.", _TWICE),
        Slip(lambda s, c, p, t, d: (_once(s, c, p) + _once(t, d, p)) / 2, "This is the mean of two values.", _TWICE),
        Slip(lambda s, c, p, t, d: s * t * p, "Close: this is the share of all who are rightly positive twice.",
             "Divide by all that are positive twice. " + _ALARMS),
        Slip(lambda s, c, p, t, d: s * t * p / (s * t * p + (1 - c) * (1 - p)),
             "Close: the second test lets all false alarms pass.", _ALARMS),
        Slip(lambda s, c, p, t, d: s * p / (s * p + (1 - c) * (1 - d) * (1 - p)),
             "Close: the second test's sensitivity is missing.", _RIGHT),
        Slip(lambda s, c, p, t, d: s * t * p / (s * t * p + (1 - c * d) * (1 - p)),
             "Close: this counts false alarms of one test or the other.", _ALARMS),
        Slip(lambda s, c, p, t, d: s * t * p / (s * t * p + c * d * (1 - p)),
             "Close: the specificities stand where false alarms belong.", _ALARMS),
        Slip(lambda s, c, p, t, d: s * t, "This is how many of those with it are positive twice.",
             "Asked is how many of the positive have it. " + _TWICE),
        Slip(lambda s, c, p, t, d: 1 - _equation(s, c, p, t, d), "Close: this is the share of double positives that "
             "are wrong.", "Take it from one."),
    ),
)  # fmt: skip
