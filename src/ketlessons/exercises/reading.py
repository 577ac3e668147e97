"""Is what a learner's function gave back a number? If so the number, and if not what it is instead, in words."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from numbers import Complex, Real
from types import ModuleType
from typing import Any

import numpy as np

from ketlessons.exercises.calling import Heard
from ketlessons.stage.words import told_in_words

#: A decimal number that was handed over as text, with a point or a comma.
_WRITTEN = re.compile(r"\s*[-+−]?\d+([.,]\d*)?(e[-+]?\d+)?\s*%?\s*", re.IGNORECASE)


def clean(text: str, most: int = 60) -> str:
    """Return a learner's text as one line that can be read aloud, without what stands for no number.

    >>> clean("cannot convert float NaN to integer"), clean("a  b" * 40, 9)
    ('cannot convert float not-a-number to integer', 'a ba ba …')
    """
    line = told_in_words(" ".join(text.split()))
    return line if len(line) <= most else line[: most - 1] + "…"


def shown(value: Any) -> str:
    """Show a learner's value if it is short, and its type if not; its own way to be shown may fail, too."""
    try:
        text = repr(value)
    except Exception:
        text = ""
    fit = text and len(text) <= 40 and "\n" not in text and " at 0x" not in text and clean(text) == text
    return text if fit else f"something of type {type(value).__name__}"


def listed(names: Sequence[str]) -> str:
    """Write names with commas and an "and".

    >>> listed(("a", "b", "c")), listed(("a",))
    ('a, b and c', 'a')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def number_in(answer: Any, wanted: str, heard: Heard, where: str = "") -> float | list[str]:
    """Return the number that was given back, or what was seen and what to do, one line each.

    Whatever stands for one real number is taken: Python's and numpy's own, Decimal, Fraction, an array of one. It may
    be without end or not a number; text is never taken for a number.
    """
    if isinstance(answer, np.ndarray | np.generic) and answer.size == 1:
        answer = answer.item()
    if answer is ...:
        return [
            "Nothing to check yet: your function gives back no number.",
            "Replace the three dots after the word return by the equation. The hint below helps.",
        ]
    for is_so, words in _NO_NUMBERS:
        if is_so(answer):
            seen, next_step = words(answer, heard)
            if answer is None:
                return [f"{seen}{where}.", next_step]
            return [f"{seen}.", f"{next_step} It should give back {wanted}."]
    try:
        return float(answer)
    except OverflowError:
        return ["Your function gave back a number that is too large to work with.", f"It should give back {wanted}."]
    except Exception:
        return [f"Your function gave back {shown(answer)}.", f"It should give back {wanted}."]


def _nothing(_: Any, heard: Heard) -> tuple[str, str]:
    if heard:
        what = f" (“{clean(heard.first)}”)" if heard.first and clean(heard.first) == heard.first else ""
        return (
            f"Your function shows its answer{what} and gives back nothing",
            "Write return in place of print: print shows a number, return hands it on.",
        )
    return (
        "Nothing to check yet: your function gives back nothing (None)",
        "Its last line has to begin with the word return, followed by the equation. The hint below helps.",
    )


def _text(answer: str | bytes, _: Heard) -> tuple[str, str]:
    seen = f"Your function gave back text, {shown(answer)}"
    if isinstance(answer, str) and _WRITTEN.fullmatch(answer):
        return f"{seen}, and not the number", "Leave out the quotation marks, str(), format() or f-string around it."
    return seen, "Text in quotation marks is not worked out: write the equation without them."


def _closed(answer: Any, _: Heard) -> tuple[str, str]:
    answer.close()  # nobody is going to wait for it, and Python would say so
    return "Your function was written with async", "Leave out the word async: the equation needs no waiting."


#: What is no number: how to know it, and what to say of it.
_NO_NUMBERS: tuple[tuple[Callable[[Any], bool], Callable[[Any, Heard], tuple[str, str]]], ...] = (
    (lambda answer: answer is None, _nothing),
    (lambda answer: isinstance(answer, str | bytes | bytearray), _text),
    (lambda answer: isinstance(answer, bool), lambda answer, _: (
        f"Your function gave back {answer}, which is the result of a comparison",
        "Signs such as ==, <, and the word and compare; the equation only calculates.")),
    (lambda answer: isinstance(answer, tuple), lambda *_: (
        "Your function gave back several numbers",
        "A decimal point is written as a point: 0.5, not 0,5.")),
    (lambda answer: isinstance(answer, list | set | frozenset), lambda answer, _: (
        f"Your function gave back a {'list' if isinstance(answer, list) else 'set'}: {shown(answer)}",
        "Round brackets group a calculation; square brackets and braces make collections.")),
    (lambda answer: isinstance(answer, np.ndarray), lambda answer, _: (
        f"Your function gave back an array of {answer.size} numbers",
        "It is handed one number for each argument, and answers with one.")),
    (lambda answer: isinstance(answer, Complex) and not isinstance(answer, Real), lambda *_: (
        "Your function gave back a complex number",
        "A broken power of a negative number makes one, and so does cmath. Use math, and look at the signs.")),
    (inspect.isgenerator, lambda *_: (
        "Your function gave back a generator", "Write return in place of yield.")),
    (inspect.iscoroutine, _closed),
    (callable, lambda answer, _: (
        f"Your function gave back {shown(answer) if inspect.isclass(answer) else 'a function'}, and not its result",
        "Put round brackets with the values behind its name.")),
)  # fmt: skip


def no_function(given: Any, check: str, names: Sequence[str]) -> list[str] | None:
    """Say what was given to a check in place of a function that takes these values; None if it is one."""
    alone = f"Give it the name of your function alone, without brackets: check.{check}(name)."
    if given is ...:
        return ["The check was given no function.", alone]
    if inspect.isclass(given):
        return [f"The check was given a class, {given.__name__}.", f"Write def, with return. {alone}"]
    if isinstance(given, str | bytes):
        return ["The check was given text.", f"Leave out the quotation marks. {alone}"]
    if isinstance(given, ModuleType):
        return [f"The check was given the module {given.__name__}.", alone]
    if given is None:
        return ["The check was given nothing (None): perhaps the result of a call, and not the function.", alone]
    if not callable(given):
        return [f"The check was given {shown(given)}: the result of a call, and not the function.", alone]
    try:
        signature = inspect.signature(given)
    except (TypeError, ValueError):  # some functions of C do not tell
        return None
    try:
        signature.bind(*names)
    except TypeError:
        kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        taken = sum(one.kind in kinds for one in signature.parameters.values())
        several = "1 value" if taken == 1 else f"{taken or 'no'} values"
        return [
            f"Your function takes {several}; the check hands over {len(names)}: {listed(names)}.",
            f"Begin it with these names in brackets, in this order: def name({', '.join(names)}):",
        ]
    return None
