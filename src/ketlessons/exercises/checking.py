"""What does every check of a learner's own equation share? It tries the function, and finds the words for a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import numpy as np


class Verdict:
    """What a check found: whether the work holds, and what to do next."""

    def __init__(self, solved: bool, lines: list[str]):
        self.solved, self.lines = solved, lines

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        items = "".join(f"<li>{escape(line)}</li>" for line in self.lines)
        return {"text/plain": repr(self), "text/html": f"<ul>{items}</ul>"}


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
