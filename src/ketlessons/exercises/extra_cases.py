"""Did a learner's number of extra cases work? Checked against the library and a published survey, in words."""

from __future__ import annotations

from collections.abc import Callable

from ketlessons import evidence
from ketlessons.exercises.agreeing import plain
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.models.harms.extra import extra_cases as library

#: (with, without, users, people): plain ones, one in which all use it, one without a difference, one that is fewer.
_CASES = ((47, 23, 7.3, 331), (41.5, 9, 33, 127), (12, 3, 100, 700), (20, 20, 30, 1000), (5, 15, 41.5, 503))


def extra_cases(function: Callable[[float, float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(with_percent, without_percent, users_percent, people)` against the library.

    The published part uses the survey in which people with and without ketamine were asked for urinary symptoms.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    recent, never, users = map(evidence.harm, ("pal2013_recent", "pal2013_never", "pal2013_users"))
    survey = (recent.value, never.value, users.value, 1000)
    work = checked(function, _EXERCISE, (*_CASES, survey))
    if isinstance(work, Reply):
        return work
    apart = recent.value - never.value
    return work.praised(
        f"In the survey of {users.people:,} people, {plain(recent.value)} of 100 who used it recently and "
        f"{plain(never.value)} of 100 who never did had a symptom, and {plain(users.value)} of 100 had used it "
        f"recently. You get {work.answers[-1]:.1f} extra cases in 1,000 people of that survey.",
        f"Among those who used it recently it is {plain(10 * apart)} of 1,000. Both are true, of other people.",
        "Extra means: if the difference comes from ketamine. A survey does not show that.",
    )


_BOTH = "Two of the values are percentages: divide by 100 for each of them."
_WHOLE = "Take how many people use it, and multiply by the difference of the two shares."

_EXERCISE = Exercise(
    check="extra_cases",
    then=OFFERS["extra_cases"],
    lesson="07",
    names=("with_percent", "without_percent", "users_percent", "people"),
    wanted="one number of people",
    library=library,
    equation=lambda a, b, u, n: n * u / 100 * (a - b) / 100,
    zero="Nothing here needs to be divided by a value that can be 0.",
    rounding="There are no half people, but averages have decimals. ",
    slips=(
        Slip(lambda a, b, u, n: n * u * (a - b) / 100, "Close: this is a hundred times too many.", _BOTH),
        Slip(lambda a, b, u, n: n * u * (a - b), "This is ten thousand times too many.", _BOTH),
        Slip(lambda a, b, u, n: n * u / 100 * a / 100,
             "Close: these are all cases among those who use it.",
             "Some of them would be there anyway: take the share without it away first."),
        Slip(lambda a, b, u, n: n * u / 100 * b / 100,
             "These are the cases that would be there anyway.", "Take this share from the other one."),
        Slip(lambda a, b, u, n: n * (a - b) / 100,
             "Close: this would be so if everybody used it.", "Multiply by the share who do, too."),
        Slip(lambda a, b, u, n: n * u / 100, "This is how many people use it.", _WHOLE),
        Slip(lambda a, b, u, n: u / 100 * (a - b) / 100,
             "Close: this is a share of all people.", "Multiply by how many people there are."),
        Slip(lambda a, b, u, n: a - b, "This is the difference in percentage points.", _WHOLE),
        Slip(lambda a, b, u, n: (a - b) / 100, "This is the difference of the shares.", _WHOLE),
        Slip(lambda a, b, u, n: n * u / 100 * (a + b) / 100, "Close: the shares are added.", "Take their difference."),
        Slip(lambda a, b, u, n: n * u / 100 * a - b / 100,
             "Close: brackets are missing.", "Put brackets around the difference: (... - ...)."),
        Slip(lambda a, b, u, n: n * u / 100 * a / 100 - b / 100,
             "Close: brackets are missing.", "Put brackets around the difference: (... - ...)."),
        Slip(lambda a, b, u, n: n * u / 100 * a - b,
             "Close: brackets are missing.", "Put brackets around the difference: (... - ...)."),
        Slip(lambda a, b, u, n: n * u / 100 * abs(a - b) / 100,
             "Close: fewer cases count as more.", "Leave out abs(): where users have it less often, it is negative."),
        Slip(lambda a, b, u, n: n * u / 100 * (b - a) / 100,
             "Close: the sign is turned.", "Take the share without it from the share with it."),
        Slip(lambda a, b, u, n: n * u / 100 * a / b, "This is the ratio of the two shares.", "Take their difference."),
        Slip(lambda a, b, u, n: n / (u / 100 * (a - b) / 100),
             "Close: the people stand above the line.", "Multiply all four together; only the hundreds divide."),
        Slip(lambda a, b, u, n: n * (u - (a - b)) / 100, "A minus stands where a product belongs.", _WHOLE),
        Slip(lambda a, b, u, n: (n * a * u - n * b * (100 - u)) / 10000,
             "Close: this compares two groups of unlike size.",
             "Ask what those who use it would have had without it: the same people, the other share."),
        Slip(lambda a, b, u, n: (n * a * u + n * b * (100 - u)) / 10000,
             "Close: these are all cases among all people.",
             "Take away those that would be there if nobody used it."),
        Slip(lambda a, b, u, n: 100 / (a - b),
             "This is how many users there are for one more case.", _WHOLE),
    ),
)  # fmt: skip
