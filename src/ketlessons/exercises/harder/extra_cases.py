"""Did a learner find how many of the cases are users? The survey of lesson 07, seen from a clinic."""

from __future__ import annotations

from collections.abc import Callable

from ketlessons import evidence
from ketlessons.exercises.agreeing import plain
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.stage.words import percent

#: (with, without, users), all in percent: plain ones, a rare use, a rare symptom, equal shares, nearly
#: all who use it, and none.
_CASES = (
    (47.0, 23.0, 7.3),
    (40.0, 10.0, 50.0),
    (10.0, 60.0, 97.0),
    (12.0, 1.0, 2.0),
    (20.0, 20.0, 35.0),
    (9.0, 3.0, 0.0),
)


def _equation(a: float, b: float, u: float) -> float:
    return u * a / (u * a + (100 - u) * b)


def extra_cases(function: Callable[[float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(with_percent, without_percent, users_percent)`: the share of all cases who use it.

    The published part uses the survey in which people with and without ketamine were asked for urinary symptoms; all
    who were not recent users are given the never users' share.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    recent, never, users = map(evidence.harm, ("pal2013_recent", "pal2013_never", "pal2013_users"))
    work = checked(function, _EXERCISE, (*_CASES, (recent.value, never.value, users.value)))
    if isinstance(work, Reply):
        return work
    return work.praised(
        f"If everybody else in the survey were like the never users, {percent(work.answers[-1])} of all who had a "
        f"symptom would be recent users, and {plain(recent.value)} of 100 recent users had one: two questions, two "
        "answers.",
        "A clinic sees the first number, and a person who uses it wants the second.",
    )


_ALL = "Below the line stand all cases: those among users, and those among everybody else."
_REST = "Everybody else is 100 less users_percent, and each of them has the share without it."

_EXERCISE = Exercise(
    check="harder.extra_cases",
    lesson="07",
    names=("with_percent", "without_percent", "users_percent"),
    wanted="one number from 0 to 1",
    library=_equation,
    equation=_equation,
    zero="There were no cases below the line. Add those among users and those among everybody else.",
    slips=(
        Slip(lambda a, b, u: a / (a + b), "Close: right if half of all people used it.",
             "Each share counts as often as there are people of that kind. " + _ALL),
        Slip(lambda a, b, u: u * a / (u * a + b), "Close: everybody else counts as one.", _REST),
        Slip(lambda a, b, u: u * a / (u * a + 100 * b), "Close: users count among everybody else, too.", _REST),
        Slip(lambda a, b, u: u * a / 10000, "This is the share of all people who use it and have the symptom.", _ALL),
        Slip(lambda a, b, u: a / 100, "This is the share of users who have the symptom: the other question.", _ALL),
        Slip(lambda a, b, u: u / 100, "This is the share of all people who use it.", _ALL),
        Slip(lambda a, b, u: (100 - u) * b / (u * a + (100 - u) * b), "Close: this is the share who do not use it.",
             "Above the line stand the cases among users."),
        Slip(lambda a, b, u: u * a / ((100 - u) * b), "Close: this is the ratio of both kinds of cases.", _ALL),
        Slip(lambda a, b, u: (u * a + (100 - u) * b) / 10000, "This is the share of all people who have the symptom.",
             "It belongs below the line; above it stand the cases among users."),
        Slip(lambda a, b, u: (a - b) / a, "This is the part of users' cases that is extra.",
             "Asked is something else: of all cases, how many are users. " + _ALL),
        Slip(lambda a, b, u: u * (a - b) / (u * a + (100 - u) * b), "Close: above the line stand the extra cases only.",
             "Put all cases among users there."),
    ),
)  # fmt: skip
