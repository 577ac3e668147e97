"""Did the learner's own equation work? Checks that compare it with the library and a published value, in words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import numpy as np

from ketlessons import evidence, models


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
    answers = []
    for conc_um, ic50_um, slope in _HILL_CASES:
        try:
            answer = function(conc_um, ic50_um, slope)
        except Exception as error:
            return Verdict(False, [
                f"Your function stopped at conc_um={conc_um:g}, ic50_um={ic50_um:g}, hill={slope:g}: "
                f"{type(error).__name__}: {error}",
                "Read the last words of that message first; a missing bracket or a wrong name is the usual reason.",
            ])  # fmt: skip
        if answer is None or answer is ...:
            return Verdict(False, [
                "Nothing to check yet: your function gives back no number.",
                "Replace the three dots after the word return by the equation. The hint below helps.",
            ])  # fmt: skip
        try:
            answers.append(float(answer))
        except (TypeError, ValueError):
            return Verdict(False, [f"Your function gave back {answer!r}. It should give back one number from 0 to 1."])
    expected = [float(models.fraction_blocked(*case)) for case in _HILL_CASES]
    right = np.isclose(answers, expected, rtol=1e-6, atol=1e-9)
    if right.all():
        ic50 = evidence.fact("ketamine_ic50_human")
        slope = evidence.value("ketamine_hill_human")
        at_half = float(function(ic50.value, ic50.value, slope))
        at_ten = float(function(10.0, ic50.value, slope))
        seen = evidence.fact("ketamine_block_10um_rat")
        return Verdict(True, [
            f"Your equation agrees with the library in all {len(_HILL_CASES)} cases.",
            f"At the published IC50 of {ic50.text()} it gives {100 * at_half:.0f} %, as it must.",
            f"At 10 µM it gives {100 * at_ten:.0f} %. Rat neurons showed {100 * seen.value:.0f} % "
            f"(printed range {100 * seen.low:.0f} to {100 * seen.high:.0f} %): other cells, another laboratory.",
        ])  # fmt: skip
    return Verdict(False, [_what_went_wrong(answers, expected, right)])


def _what_went_wrong(answers: list[float], expected: list[float], right: np.ndarray) -> str:
    """Name the likeliest slip, from what the wrong answers look like."""
    if np.allclose(answers, [1 - value for value in expected], atol=1e-9):
        return "Close: this is the fraction that is left. The fraction blocked is one minus that."
    if np.allclose(answers, [100 * value for value in expected], atol=1e-6):
        return "Close: this is in percent. The function should give a fraction from 0 to 1."
    flat = [float(models.fraction_blocked(conc, ic50, 1.0)) for conc, ic50, _ in _HILL_CASES]
    if np.allclose(answers, flat, atol=1e-9):
        return "Close: right for a Hill slope of 1. Now raise both concentrations to the power `hill`."
    first = int(np.argmin(right))
    conc_um, ic50_um, slope = _HILL_CASES[first]
    return (
        f"Not yet: at conc_um={conc_um:g}, ic50_um={ic50_um:g}, hill={slope:g} your function gives "
        f"{answers[first]:.3g}; the equation gives {expected[first]:.3g}. The hint below helps."
    )
