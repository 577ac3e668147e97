"""Did a learner's Hill equation work? Checked against the library and a published curve, in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ketlessons import evidence, models
from ketlessons.exercises.checking import Verdict, named, slip, tried

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
    published = ((ic50.value, ic50.value, slope), (10.0, ic50.value, slope))
    answers = tried(function, (*_HILL_CASES, *published), ("conc_um", "ic50_um", "hill"), "one number from 0 to 1")
    if isinstance(answers, Verdict):
        return answers
    expected = [float(models.fraction_blocked(*case)) for case in (*_HILL_CASES, *published)]
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
