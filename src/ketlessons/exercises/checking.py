"""What does every check of a learner's own equation share? It tries the function, and finds the words for what it saw.

The first line of a reply says what was seen, the second what to do next. What was handed in goes into the learner's
record, with what was said of it; a last line tells if it could not be saved.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np

from ketlessons import record
from ketlessons.evidence.display import forms
from ketlessons.exercises.agreeing import agreement, apart, plain
from ketlessons.exercises.calling import Heard, call, quietly
from ketlessons.exercises.reading import clean, no_function, number_in
from ketlessons.exercises.slips import Case, Exercise, Offer, number_or_nan, what_went_wrong
from ketlessons.exercises.stops import OF_NUMBERS, why_it_stopped
from ketlessons.live import Announced

_HARDER = "A harder step, if you are quick: "


class Reply(Announced):
    """What a check found: whether the work holds, and what to do next.

    Attributes
    ----------
    solved : bool
        Whether the work holds.
    lines : list of str
        What was seen, and what to do next.
    then : Offer or None
        A second, harder step, once the first is solved.
    """

    def __init__(self, solved: bool, lines: list[str], then: Offer | None = None):
        self.solved, self.lines, self.then = solved, lines, then

    def __repr__(self) -> str:
        more = [f"{_HARDER}{self.then.words}", "", self.then.stub] if self.then else []
        return "\n".join([*self.lines, *more])

    def _heard(self) -> str:
        # Code read aloud at once is noise: that it is there is enough.
        more = [f"{_HARDER}{self.then.words} Its first lines stand below the reply."] if self.then else []
        return "\n".join([*self.lines, *more])

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        items = "".join(f"<li>{escape(line)}</li>" for line in self.lines)
        more = (
            f"<p>{_HARDER}{escape(self.then.words)} Copy these lines into a new cell:</p>"
            f"<pre><code>{escape(self.then.stub)}</code></pre>"
            if self.then
            else ""
        )
        return forms(f"<ul>{items}</ul>{more}", repr(self))


@dataclass(frozen=True)
class Work:
    """Right answers, one a case, and what else was seen of the function that gave them."""

    function: Callable[..., Any]
    answers: list[float]
    first: str
    advice: list[str]
    heard: Heard
    then: Offer | None = None
    unsaved: tuple[str, ...] = ()

    def praised(self, *facts: str) -> Reply:
        """Return the verdict on right answers, with what they show and what may come next."""
        lines = [self.first, *self.advice, *facts, *_printed(self.heard), *self.unsaved]
        return Reply(True, lines, self.then)

    def at(self, case: Case) -> float:
        """Return what the function gives elsewhere; not a number where it gives none."""
        with quietly():
            return number_or_nan(self.function, case)


def checked(function: Any, exercise: Exercise, cases: Sequence[Case]) -> Work | Reply:
    """Return a learner's right answers, or what to say of a function that does not give them.

    A case with a zero, or whose answer is zero, is an edge: a right form may divide by zero there, such as
    1 / (1 + (ic50 / conc)**hill) where there is no drug. That is told, and not refused.

    Parameters
    ----------
    function
        Whatever was given to the check; anything it does wrong is answered in words, never with a traceback.
    exercise
        What was asked for.
    cases
        The values to try, at least three of them without zeros and with different answers.
    """
    words = no_function(function, exercise.check, exercise.names)
    if words:
        return Reply(False, words)
    with quietly() as heard:
        found = _found(function, exercise, cases, heard)
    unsaved = _recorded(function, exercise, found)
    if isinstance(found, Work):
        return replace(found, unsaved=unsaved)
    told = any("return in place of print" in line for line in found.lines)
    return Reply(False, [*found.lines, *([] if told else _printed(heard)), *unsaved])


def _recorded(function: Any, exercise: Exercise, found: Work | Reply) -> tuple[str, ...]:
    """Put into the record what was handed in and what was said of it, once; return what to tell of that."""
    said = found.first if isinstance(found, Work) else found.lines[0]
    entry = {"source": _source(function), "said": said, "right": isinstance(found, Work)}
    before = record.last("built", exercise.check) or {}
    same = all(before.get(name) == value for name, value in entry.items())
    unsaved = "" if same else record.add("built", exercise.lesson, of=exercise.check, **entry)
    return tuple(filter(None, (unsaved, record.news())))


def _source(function: Any) -> str:
    """Return the code of a function as its author wrote it; empty where nobody knows it."""
    try:
        return inspect.getsource(function)
    except (OSError, TypeError, IndentationError, SyntaxError, IndexError):
        return ""


def _printed(heard: Heard) -> list[str]:
    """Say that a function shows something of its own, and how it begins: the rest would flood the cell."""
    if not heard:
        return []
    begins = f" (“{clean(heard.first)}”)" if heard.first else ""
    return [f"While it was checked it also showed something{begins}: return alone is enough."]


def _found(function: Callable[..., Any], exercise: Exercise, cases: Sequence[Case], heard: Heard) -> Work | Reply:
    """Try every case, and judge the answers."""
    tried = _tried(function, exercise, cases, heard)
    if isinstance(tried, Reply):
        return tried
    answers, stopped = tried
    expected = [float(exercise.library(*case)) for case in cases]
    edges = [0 in case or right == 0 for case, right in zip(cases, expected, strict=True)]
    kept = [i for i, answer in enumerate(answers) if np.isfinite(answer) or not edges[i]]
    found = agreement([answers[i] for i in kept], [expected[i] for i in kept])
    if found and found.enough:
        left = [i for i in range(len(cases)) if i not in kept]
        return Work(function, answers, *_praise(exercise, cases, expected, left, found.words), heard, exercise.then)
    if found and len(set(answers)) > 1:
        seen = f"Close: your answers are those of the equation, {found.words}."
        return Reply(False, [seen, f"{exercise.rounding}Do not round here: leave out round, int, ceil, floor and //."])
    return Reply(False, what_went_wrong(function, exercise, cases, answers, expected, edges, stopped))


def _tried(
    function: Callable[..., Any], exercise: Exercise, cases: Sequence[Case], heard: Heard
) -> tuple[list[float], dict[int, BaseException]] | Reply:
    """Return the answers, not a number where it stopped over its numbers, and why; or what to say of no answers."""
    answers: list[float] = []
    stopped: dict[int, BaseException] = {}
    for index, case in enumerate(cases):
        outcome = call(function, case)
        if isinstance(outcome.error, OF_NUMBERS):
            stopped[index] = outcome.error
            answers.append(np.nan)
        elif outcome.error is not None:
            return Reply(False, why_it_stopped(outcome.error, exercise.at(case), exercise.names, exercise.zero))
        else:
            number = number_in(outcome.answer, exercise.wanted, heard, f" {exercise.at(case)}" if index else "")
            if isinstance(number, list):
                return Reply(False, number)
            answers.append(number)
    for case, first in reversed(list(zip(cases, answers, strict=True))):
        again = number_or_nan(function, case)
        if not np.isclose(first, again, rtol=1e-9, atol=0, equal_nan=True):
            pair = apart(first, again) if np.isfinite([first, again]).all() else ("one answer", "another")
            return Reply(False, [
                f"Your function changes its mind: {exercise.at(case)} it gave {pair[0]} first and {pair[1]} later.",
                "The same values should always give the same number. Does it draw at random, or change a name that "
                "lives outside it (global, a list)?",
            ])  # fmt: skip
    return answers, stopped


def _praise(
    exercise: Exercise, cases: Sequence[Case], expected: Sequence[float], left: Sequence[int], rounded: str
) -> tuple[str, list[str]]:
    """Return the first line about right answers, and advice if they can be better still."""
    how_many = (
        f"all {len(cases)} cases" if not left else f"the {len(cases) - len(left)} cases in which it gives a number"
    )
    first = f"Your equation agrees with the library in {how_many}{f', {rounded}' if rounded else ''}."
    advice = []
    if rounded:
        advice.append("That is right. Keep all digits until the last step: what is rounded on the way adds up.")
    for index in left:
        only = f"Only {exercise.at(cases[index])} your form gives no number."
        advice.append(f"{only} The answer is {plain(expected[index])} there: another form of the equation gives it.")
    return first, advice
