"""Why did a learner's function stop? What Python says, and what it most likely means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from ketlessons.exercises import calling
from ketlessons.exercises.calling import AskedForInput, TookTooLong
from ketlessons.exercises.reading import clean, listed

#: What numbers alone can cause, at some values and not at others.
OF_NUMBERS = (ArithmeticError, ValueError)
#: What learners call without the module it lives in.
_IN_MATH = ("exp", "log", "log10", "log2", "ln", "sqrt", "pow", "e", "ceil", "floor")
_OTHERWISE = "Read the last words of that message first; a missing bracket or a wrong name is the usual reason."


def why_it_stopped(error: BaseException, where: str, names: Sequence[str], zero: str) -> list[str]:
    """Say where a function stopped, and the likeliest reason.

    Parameters
    ----------
    error
        What stopped it.
    where
        The values it was handed, in words: "at time_h=0".
    names
        What the values are called in the lesson.
    zero
        What a division by zero means in this exercise.
    """
    for kind, words in _NOT_ERRORS.items():
        if isinstance(error, kind):
            return words(names)
    try:
        message = clean(str(error), 150)
    except Exception:
        message = ""
    first = f"Your function stopped {where}: {type(error).__name__}{': ' if message else ''}{message}"
    if isinstance(error, ZeroDivisionError):
        return [first, zero]
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        return [first, _about_a_name(error.name or "", names)]
    for kind, pattern, words in _MESSAGES:
        if isinstance(error, kind) and re.search(pattern, message):
            return [first, words]
    return [first, _OTHERWISE]


def _about_a_name(name: str, names: Sequence[str]) -> str:
    if name in ("math", "np", "numpy"):
        return f"Write import {'math' if name == 'math' else 'numpy as np'} in the first line of the cell."
    if name in _IN_MATH:
        in_math = "log" if name == "ln" else name
        return f"Write import math in the first line of the cell, and math.{in_math} in place of {name}."
    near = difflib.get_close_matches(name, names, n=1)
    meant = f"Did you mean {near[0]}? " if near else ""
    return f"{meant}The values have the names that stand in the first line; the lesson calls them {listed(names)}."


_NOT_ERRORS: dict[type[BaseException], Callable[[Sequence[str]], list[str]]] = {
    TookTooLong: lambda _: [
        f"Your function had not come to its end after {calling.LIMIT_S:g} s and was stopped.",
        "The equation needs no loop. If there is a while, its condition never becomes false.",
    ],
    RecursionError: lambda _: [
        "Your function calls itself without end (RecursionError).",
        "Give the values inside it other names than its own, and let the equation stand alone after return.",
    ],
    SystemExit: lambda _: [
        "Your function leaves the program, with exit, quit or sys.exit.",
        "Take that line out, and give the number back with return.",
    ],
    KeyboardInterrupt: lambda _: [
        "Your function was interrupted before it gave back a number.",
        "Run the cell again. If it never comes to its end, look for a loop: the equation needs none.",
    ],
    AskedForInput: lambda names: [
        "Your function asks for something to be typed.",
        f"Leave out input(): the check hands the values over as {listed(names)}.",
    ],
    NotImplementedError: lambda _: [
        "Nothing to check yet: your function says that it is not written.",
        "Replace the line with raise by the word return and the equation. The hint below helps.",
    ],
}  # fmt: skip

#: Errors whose message tells the slip: their kind, words of the message, and what to say.
_MESSAGES: tuple[tuple[type[BaseException], str, str], ...] = (
    (TypeError, r"\^", "In Python a power is written **, not ^."),
    (TypeError, "ellipsis", "Three dots are still left in the equation: put what is missing in their place."),
    (TypeError, "not callable", "A sign is missing before a bracket: a multiplication is written with *."),
    (TypeError, "not subscriptable|not iterable|has no len|sized object|unsized|to tuple index",
     "Each value is one number, and no list: use it by its name. Brackets that group are round."),
    (TypeError, "tuple", "A decimal point is written as a point, 0.5 and not 0,5."),
    (TypeError, "list|'set'", "Round brackets group a calculation; square brackets and braces make collections."),
    (TypeError, "'str'|to str|string", "Text in quotation marks is not worked out: take the quotation marks away."),
    (TypeError, "NoneType", "One part of the equation is nothing (None): print gives back nothing, return a number."),
    (TypeError, "function|method|ufunc|'type'",
     "The name of a function stands alone: put round brackets with a value behind it."),
    (TypeError, "argument", "A function inside yours was called with too few or too many values in its brackets."),
    (AttributeError, r"'ln'|'Ln'", "The natural logarithm is called math.log, and np.log in numpy."),
    (AttributeError, "attribute", "The name after the point is not known there. Is it spelt as in the lesson?"),
    (UnboundLocalError, "", "A name is used before it was given a value: move its line up."),
    (OverflowError, "", "A number became too large on the way. Is a power of a power, or a product in the exponent?"),
    (ValueError, "math domain|positive input|nonnegative",
     "A logarithm or a root was taken of a number that has none: 0 or below. Look at the order of the two values."),
    (AssertionError, "", "A line with assert in your function does not hold for these values."),
)  # fmt: skip
