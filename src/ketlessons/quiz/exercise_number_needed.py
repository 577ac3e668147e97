"""Did a learner's number needed to treat work? Checked against the library and a published trial, in words."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from ketlessons import evidence, models
from ketlessons.figures.counted_trials import counted
from ketlessons.quiz.exercises import Verdict, slip, tried
from ketlessons.stage.trial_words import needed

#: (events, total, events_control, total_control): two easy ones, and four of trials; in each the drug does better.
_NEEDED_CASES = (
    (50, 100, 25, 100), (60, 100, 50, 100), (30, 47, 7, 25), (91, 336, 60, 340), (5, 12, 1, 33), (12, 20, 10, 20)
)  # fmt: skip


def number_needed(function: Callable[[float, float, float, float], float]) -> Verdict:
    """Check a learner's `function(events, total, events_control, total_control)` against the library and a trial.

    The published part uses SUSTAIN-1, whose printed number is rounded up, and shows an interval that runs through no
    difference.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    relapsed, total, relapsed_control, total_control = counted("sustain").counts
    kept = (total - relapsed, total, total_control - relapsed_control, total_control)
    cases = (*_NEEDED_CASES, kept)
    names = ("events", "total", "events_control", "total_control")
    answers = tried(function, cases, names, "one number of people")
    if isinstance(answers, Verdict):
        return answers
    expected = [models.number_needed(*case).value for case in cases]
    if not np.allclose(answers, expected, rtol=1e-6, atol=1e-9):
        return Verdict(False, [_what_was_needed_wrong(answers, expected, cases)])
    row = next(row for row in evidence.trials() if row.trial == "SUSTAIN-1")
    printed = re.search(r"needed to treat printed as (\d+)", row.also)[1]
    murrough, lii = (models.number_needed(*counted(name).counts) for name in ("murrough", "lii"))
    return Verdict(True, [
        f"Your equation agrees with the library in all {len(answers)} cases.",
        f"SUSTAIN-1: {kept[0]} of {kept[1]} people did not relapse on esketamine spray, {kept[2]} of {kept[3]} on "
        f"placebo spray. You get {answers[-1]:.1f}; the paper prints {printed}, rounded up to whole people.",
        f"With its interval, Murrough 2013 gives {needed(murrough)}.",
        f"Lii 2023 gives {needed(lii)}. Such an interval has no largest number: a number needed to treat that stands "
        "alone hides that.",
    ])  # fmt: skip


def _what_was_needed_wrong(answers: list[float], expected: list[float], cases: tuple[tuple[int, ...], ...]) -> str:
    """Name the likeliest slip in a number needed to treat, from what the wrong answers look like."""
    a, n, c, m = np.array(cases, float).T
    p, q = a / n, c / m
    slips = (
        (p - q, "Close: this is the risk difference. How many people make one whole? Divide 1 by it."),
        (q - p, "This is the risk difference, with the control arm first. Take the control's share from the drug's, "
         "and divide 1 by it."),
        (1 / (q - p), "Close: the sign is turned. Take the control's share from the drug's."),
        (0.01 / (p - q), "Close: this is a hundredth of it. Use shares from 0 to 1, not percentages."),
        (100 / (p - q), "Close: this is a hundred times too many. Divide 1, not 100, by the difference of shares."),
        (1 / (a - c), "The arms are not equally large: divide each count by the people in its arm first."),
        (1 / p - q, "Close: put brackets around the difference. A division is taken before a subtraction."),
        (1 / p - 1 / q, "Take the difference of the shares first, and divide 1 by that."),
        (1 / q - 1 / p, "Take the difference of the shares first, and divide 1 by that."),
        (p / q, "This is the risk ratio. The number needed to treat comes from the difference of the two shares."),
        (a * (m - c) / (c * (n - a)), "This is the odds ratio. The number needed to treat comes from the difference of "
         "the two shares."),
        (np.ceil(np.round(expected, 9)), "Close: rounded up, as papers print it. Give it unrounded here."),
        (np.round(expected), "Close: do not round; give all the decimals."),
        (100 * (p - q), "This is the difference in percentage points. Use shares from 0 to 1, and divide 1 by it."),
        (1 / a / n - c / m, "Put brackets round the whole difference: 1 / (...)."),
    )  # fmt: skip
    counts = [f"with {a} of {n} against {c} of {m}" for a, n, c, m in cases]
    return slip(answers, expected, slips, counts)
