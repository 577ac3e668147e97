"""Did the learner's own equation work? Checks that compare it with the library and a published value, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import numpy as np

from ketlessons import evidence, models, published


class Verdict:
    """What a check found: whether the work holds, and what to do next."""

    def __init__(self, solved: bool, lines: list[str]):
        self.solved, self.lines = solved, lines

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        items = "".join(f"<li>{escape(line)}</li>" for line in self.lines)
        return {"text/plain": repr(self), "text/html": f"<ul>{items}</ul>"}


#: (concentration, IC50, Hill slope): a spread of cases, two of them easy to reason about by hand.
_HILL_CASES = ((0.0, 1.0, 1.0), (1.0, 1.0, 1.0), (3.0, 1.0, 1.0), (0.2, 0.71, 0.84), (5.0, 0.71, 0.84), (2.0, 0.5, 2.0))


def hill(function: Callable[[float, float, float], float]) -> Verdict:
    """Check a learner's `function(conc_um, ic50_um, hill)` against the library and against a published curve.

    The published part uses the IC50 and Hill slope of ketamine on human receptors (facts `ketamine_ic50_human` and
    `ketamine_hill_human`): at the IC50 any correct curve gives one half.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    ic50, slope = evidence.fact("ketamine_ic50_human"), evidence.value("ketamine_hill_human")
    measured = ((ic50.value, ic50.value, slope), (10.0, ic50.value, slope))
    answers = tried(function, (*_HILL_CASES, *measured), ("conc_um", "ic50_um", "hill"), "one number from 0 to 1")
    if isinstance(answers, Verdict):
        return answers
    expected = [float(models.fraction_blocked(*case)) for case in (*_HILL_CASES, *measured)]
    if not np.allclose(answers, expected, rtol=1e-6, atol=1e-9):
        cases = slice(len(_HILL_CASES))
        return Verdict(False, [_what_went_wrong(answers[cases], expected[cases])])
    at_half, at_ten = answers[len(_HILL_CASES) :]
    seen = evidence.fact("ketamine_block_10um_rat")
    return Verdict(True, [
        f"Your equation agrees with the library in all {len(answers)} cases.",
        f"At the published IC50 of {ic50.text()} it gives {100 * at_half:.0f} %, as it must.",
        f"At 10 µM it gives {100 * at_ten:.0f} %. Rat neurons showed {100 * seen.value:.0f} % "
        f"(printed range {100 * seen.low:.0f} to {100 * seen.high:.0f} %): other cells, another laboratory.",
    ])  # fmt: skip


#: (start, half-life, time): a start, one half-life, three of them, a long time, and a short half-life.
_DECAY_CASES = ((100.0, 3.0, 0.0), (100.0, 3.0, 3.0), (80.0, 2.0, 6.0), (162.0, 7.7, 24.0), (640.0, 1.32, 1.0))


def decay(function: Callable[[float, float, float], float]) -> Verdict:
    """Check a learner's `function(start_ng_ml, half_life_h, time_h)` against the library and against a published fall.

    The published part uses the level at which people woke from anaesthesia and the half-life of the same study (facts
    `idvall_recovery_ng_ml` and `ketamine_half_life_idvall`), and shows what one compartment cannot do.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    awake, half = evidence.fact("idvall_recovery_ng_ml"), evidence.fact("ketamine_half_life_idvall")
    course = published.trace("iv_infusion")
    peak, day_h = float(course.cmax_ng_ml), 24.0
    left_h = day_h - float(course.tmax_h)
    last = (peak, float(course.half_life_h), left_h)
    cases = (*_DECAY_CASES, (awake.value, half.value / 60.0, 2 * half.value / 60.0), last)
    answers = tried(function, cases, ("start_ng_ml", "half_life_h", "time_h"), "one concentration in ng/mL")
    if isinstance(answers, Verdict):
        return answers
    expected = [float(models.one_compartment(*case)) for case in cases]
    if not np.allclose(answers, expected, rtol=1e-6, atol=1e-9):
        return Verdict(False, [_what_decayed_wrong(answers, expected, cases)])
    kept, guess = answers[-2:]
    truth = float(course.at(day_h)[0])
    return Verdict(True, [
        f"Your equation agrees with the library in all {len(answers)} cases.",
        f"From {awake.value:.0f} ng/mL, where people awoke in one study, it leaves {kept:.0f} ng/mL after two of that "
        f"study's half-lives of {half.value:.0f} min: a quarter, as it must.",
        f"From the peak of the infusion, {peak:.0f} ng/mL, and with the terminal half-life alone it would leave "
        f"{guess:.0f} ng/mL at 24 h. The model with tissues leaves {truth:.1f} ng/mL: most of the fall is early, by "
        "uptake into tissues and by clearance. One half-life does not describe ketamine.",
    ])  # fmt: skip


def _what_decayed_wrong(answers: list[float], expected: list[float], cases: tuple[tuple[float, ...], ...]) -> str:
    """Name the likeliest slip in a decay, from what the wrong answers look like."""
    starts, halves, times = np.array(cases).T
    slips = (
        (starts * np.exp(-times / halves), "Close: this falls to 37 % in each half-life. To halve, use powers of "
         "one half, or multiply the exponent by the natural logarithm of 2."),
        (starts * (1 - times / (2 * halves)), "This falls in a straight line. A half-life halves what is left, again "
         "and again: use a power."),
        (np.array(expected) / starts, "Close: this is the fraction that is left. Multiply it by the start."),
        (starts - expected, "Close: this is what has gone. The function should give what is left."),
        (starts * 0.5 ** np.divide(halves, times, out=np.zeros_like(times), where=times > 0), "Close: the exponent is "
         "upside down. How many half-lives fit into the time?"),
        (starts * 0.5**times / halves, "Close: put brackets around time_h / half_life_h. A power is taken before a "
         "division."),
        (starts * 2.0 ** (times / halves), "This grows. Each half-life should halve what is left, not double it."),
    )  # fmt: skip
    names = ("start_ng_ml", "half_life_h", "time_h")
    return slip(answers, expected, slips, [named(names, case) for case in cases])


def slip(
    answers: list[float], expected: list[float], slips: Iterable[tuple[np.ndarray, str]], cases: Sequence[str]
) -> str:
    """Return the words of the first slip that gives these answers, or name the first case that went wrong."""
    for values, words in slips:
        if np.allclose(answers, values, rtol=1e-6, atol=1e-9):
            return words
    first = int(np.argmin(np.isclose(answers, expected, rtol=1e-6, atol=1e-9)))
    return (
        f"Not yet: {cases[first]} your function gives {answers[first]:.3g}; the equation gives {expected[first]:.3g}. "
        "The hint below helps."
    )


def named(names: tuple[str, ...], case: tuple[float, ...]) -> str:
    """Say at which values of its arguments a function was asked."""
    return "at " + ", ".join(f"{name}={value:.3g}" for name, value in zip(names, case, strict=True))


def tried(
    function: Callable[..., Any], cases: tuple[tuple[float, ...], ...], names: tuple[str, ...], wanted: str
) -> list[float] | Verdict:
    """Return what a learner's function gives for each case, or what to say where it gives no number."""
    answers = []
    for case in cases:
        try:
            answer = function(*case)
        except Exception as error:
            return Verdict(False, _why_it_stopped(dict(zip(names, case, strict=True)), error))
        if answer is None or answer is ...:
            return Verdict(False, [
                "Nothing to check yet: your function gives back no number.",
                "Replace the three dots after the word return by the equation. The hint below helps.",
            ])  # fmt: skip
        if isinstance(answer, tuple):
            return Verdict(False, [
                "Your function gave back several numbers. A decimal point is written as a point: 0.5, not 0,5.",
                f"It should give back {wanted}.",
            ])  # fmt: skip
        try:
            answers.append(float(answer))
        except (TypeError, ValueError, OverflowError):
            shown = repr(answer) if len(repr(answer)) < 60 else f"something of type {type(answer).__name__}"
            return Verdict(False, [f"Your function gave back {shown}. It should give back {wanted}."])
    return answers


def _why_it_stopped(case: dict[str, float], error: Exception) -> list[str]:
    """Say where a function stopped, and the likeliest reason."""
    where = ", ".join(f"{name}={number:.4g}" for name, number in case.items())
    first = f"Your function stopped at {where}: {type(error).__name__}: {error}"
    if isinstance(error, TypeError) and "^" in str(error):
        return [first, "In Python a power is written **, not ^."]
    if isinstance(error, ZeroDivisionError) and case.get("time_h") == 0:
        return [first, "At time 0 nothing has gone yet: put the half-life, not the time, below the line."]
    if isinstance(error, ZeroDivisionError) and "sd" in case:
        return [first, "Only the spread belongs below the line: the two changes may be alike."]
    if isinstance(error, ZeroDivisionError) and "events_control" in case:
        return [first, "The difference came out as 0. If you wrote //, use one slash: two cut a share down to 0."]
    if isinstance(error, ZeroDivisionError) and case.get("conc_um") == 0:
        return [first, "Without drug your equation divides by zero: put the concentration on top of the fraction."]
    return [first, "Read the last words of that message first; a missing bracket or a wrong name is the usual reason."]


def _what_went_wrong(answers: list[float], expected: list[float]) -> str:
    """Name the likeliest slip, from what the wrong answers look like."""
    if np.allclose(answers, [1 - value for value in expected], atol=1e-9):
        return "Close: this is the fraction that is left. The fraction blocked is one minus that."
    if np.allclose(answers, [100 * value for value in expected], atol=1e-6):
        return "Close: this is in percent. The function should give a fraction from 0 to 1."
    flat = [float(models.fraction_blocked(conc, ic50, 1.0)) for conc, ic50, _ in _HILL_CASES]
    if np.allclose(answers, flat, atol=1e-9):
        return "Close: right for a Hill slope of 1. Now raise both concentrations to the power `hill`."
    return slip(answers, expected, (), [named(("conc_um", "ic50_um", "hill"), case) for case in _HILL_CASES])
