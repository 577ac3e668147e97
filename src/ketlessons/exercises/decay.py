"""Did a learner's decay by half-lives work? Checked against the library and a published fall, in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ketlessons import evidence, models
from ketlessons.exercises.checking import Verdict, named, slip, tried

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
    course = models.trace("iv_infusion")
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
