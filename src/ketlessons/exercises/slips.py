"""Which slip made a learner's wrong answers? An exercise with its likely mistakes, and the words for what was seen."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from ketlessons.exercises.agreeing import agreement, apart, constant_difference, constant_factor, plain
from ketlessons.exercises.calling import Heard, call
from ketlessons.exercises.reading import listed, number_in
from ketlessons.exercises.stops import why_it_stopped

Case = tuple[float, ...]


class Slip(NamedTuple):
    """An equation that learners write by mistake, what to say of it, and what to do next."""

    form: Callable[..., float]
    seen: str
    next: str


@dataclass(frozen=True)
class Offer:
    """A second, harder step for those who are quick: what it asks for, and the lines to begin with.

    Parameters
    ----------
    words
        What is asked for, to be read or heard.
    stub
        A cell to copy: a function without its answer, and the line that checks it.
    """

    words: str
    stub: str


@dataclass(frozen=True)
class Exercise:
    """What one "build it yourself" part asks for.

    Parameters
    ----------
    check
        The name of the check: `check.hill`.
    lesson
        The number of the lesson that asks for it.
    names
        What the values are called, in the order in which they are handed over.
    wanted
        What comes back, in words, such as "one number from 0 to 1".
    library
        The library's own function, which a right answer agrees with.
    equation
        The same for numbers of any kind, also for those that the library refuses: mistakes swap them.
    zero
        What to do about a division by zero.
    slips
        The likely mistakes, the closest first.
    rounding
        Why somebody may want to round here, a sentence.
    then
        What is offered to those who have solved it.
    """

    check: str
    lesson: str
    names: tuple[str, ...]
    wanted: str
    library: Callable[..., float]
    equation: Callable[..., float]
    zero: str
    slips: tuple[Slip, ...]
    rounding: str = ""
    then: Offer | None = None

    def at(self, case: Case) -> str:
        """Say at which values a function was asked."""
        return "at " + ", ".join(f"{name}={plain(value)}" for name, value in zip(self.names, case, strict=True))


_NO_NUMBER = "Zero divided by zero makes that, or a root of a negative number. Work this one case out by hand."


def what_went_wrong(
    function: Callable[..., Any],
    exercise: Exercise,
    cases: Sequence[Case],
    answers: Sequence[float],
    expected: Sequence[float],
    edges: Sequence[bool],
    stopped: dict[int, BaseException],
) -> list[str]:
    """Name the likeliest slip, from what the wrong answers look like."""
    numbers = [answer for answer in answers if np.isfinite(answer)]
    if len(numbers) > 2 and len(set(numbers)) == 1:
        cut = (
            " Two slashes (//) and int() cut a share down to a whole number." if numbers[0] in (0.0, 1.0, -1.0) else ""
        )
        return [f"Not yet: your function gives {plain(numbers[0])} in every case.",
                f"It should work with the values that it is handed: {listed(exercise.names)}.{cut}"]  # fmt: skip
    if _named_in_another_order(function, exercise, cases, expected, edges):
        return ["Close: your equation is right, and the names in its first line stand in another order.",
                f"Values are handed over in this order: {', '.join(exercise.names)}."]  # fmt: skip
    for slip in (*exercise.slips, *_common_slips(exercise)):
        values = [_value(slip.form, case) for case in cases]
        if _alike(answers, values, edges):
            return [slip.seen, slip.next]
    if not stopped and (factor := constant_factor(answers, expected)):
        return [f"Close: in every case your function gives {plain(factor)} times what the equation gives.",
                "Look for a number or a unit that is one factor too many, or is missing."]  # fmt: skip
    if not stopped and (more := constant_difference(answers, expected)):
        return [f"Close: in every case your function gives {plain(abs(more))} too {'much' if more > 0 else 'little'}.",
                "Look for something that is added or taken away once too often, or is missing."]  # fmt: skip
    wrong = [i for i, answer in enumerate(answers) if not np.isclose(answer, expected[i], rtol=1e-3, atol=1e-9)]
    whole = [i for i in wrong if not edges[i]] or wrong
    if whole[0] in stopped:
        return why_it_stopped(stopped[whole[0]], exercise.at(cases[whole[0]]), exercise.names, exercise.zero)
    shown = next((i for i in whole if np.isfinite(answers[i])), whole[0])
    if not np.isfinite(answers[shown]):
        return [f"Not yet: {exercise.at(cases[shown])} your function gives nothing that can be written as a number; "
                f"the equation gives {plain(expected[shown])}.", _NO_NUMBER]  # fmt: skip
    mine, right = apart(answers[shown], expected[shown])
    first = f"Not yet: {exercise.at(cases[shown])} your function gives {mine}; the equation gives {right}."
    unused = _not_used(function, exercise, cases, answers)
    if unused:
        return [first, f"Your answer does not change with {listed(unused)}, and it should."]
    return [first, "Work this one case out by hand, and compare step by step. The hint below helps."]


def number_or_nan(function: Callable[..., Any], case: Case) -> float:
    """Return what a function gives, not a number where it gives none."""
    outcome = call(function, case)
    number = np.nan if outcome.error is not None else number_in(outcome.answer, "", Heard())
    return np.nan if isinstance(number, list) else number


def _common_slips(exercise: Exercise) -> list[Slip]:
    """Return the mistakes that can be made with any equation."""
    right = exercise.equation
    swaps = []
    for i, j in combinations(range(len(exercise.names)), 2):

        def swapped(*case: float, i: int = i, j: int = j) -> float:
            case = list(case)
            case[i], case[j] = case[j], case[i]
            return right(*case)

        swaps.append(Slip(
            swapped,
            f"Close: this is the equation with {exercise.names[i]} and {exercise.names[j]} in each other's place.",
            f"Values are handed over in this order: {', '.join(exercise.names)}.",
        ))  # fmt: skip
    return [
        Slip(lambda *case: -right(*case), "Close: the sign is turned.", "Turn the difference round, or drop a minus."),
        Slip(lambda *case: 100 * right(*case), "Close: this is a hundred times the answer.",
             "Work with shares from 0 to 1, and not with percent."),
        Slip(lambda *case: right(*case) / 100, "Close: this is a hundredth of the answer.",
             "Work with shares from 0 to 1, and not with percent."),
        Slip(lambda *case: 1 / right(*case), "Close: this is one over the answer.", "Turn the fraction upside down."),
        Slip(lambda *case: 1 - right(*case), "Close: this is one minus the answer.", "Leave out the one, or add it."),
        *swaps,
    ]  # fmt: skip


def _value(form: Callable[..., float], case: Case) -> float:
    """Return what a form gives; not a number where it gives none."""
    try:
        value = form(*case)
    except (ArithmeticError, ValueError):
        return np.nan
    return float(value) if isinstance(value, int | float) and np.isfinite(value) else np.nan


def _alike(answers: Sequence[float], values: Sequence[float], edges: Sequence[bool]) -> bool:
    """Say whether answers are those of a form: three of them at least, and none where it has none but at edges."""
    one, other = np.isfinite(answers), np.isfinite(values)
    both = one & other
    if both.sum() < 3 or ((one != other) & ~np.array(edges)).any():
        return False
    found = agreement(np.array(answers)[both], np.array(values)[both], near=3e-3)
    return found is not None and found.enough


def _named_in_another_order(
    function: Callable[..., Any],
    exercise: Exercise,
    cases: Sequence[Case],
    expected: Sequence[float],
    edges: Sequence[bool],
) -> bool:
    """Say whether a function is right by name and wrong by place."""
    try:
        names = tuple(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return False
    if names == exercise.names or sorted(names) != sorted(exercise.names):
        return False
    order = [exercise.names.index(name) for name in names]
    by_name = [number_or_nan(function, tuple(case[i] for i in order)) for case in cases]
    return _alike(by_name, expected, edges)


def _not_used(
    function: Callable[..., Any], exercise: Exercise, cases: Sequence[Case], answers: Sequence[float]
) -> list[str]:
    """Return the values that make no difference to the answer, though they should."""
    unused = []
    for place, name in enumerate(exercise.names):
        pairs = [
            (answer, number_or_nan(function, changed))
            for case, answer in zip(cases, answers, strict=True)
            for changed in [(*case[:place], 1.5 * case[place], *case[place + 1 :])]
            if abs(_value(exercise.equation, case) - _value(exercise.equation, changed)) > 0.01
        ]
        if pairs and all(one == other for one, other in pairs):
            unused.append(name)
    return unused
