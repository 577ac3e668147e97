"""Did a learner's number needed to treat work? Checked against the library and a published trial, in words."""

from __future__ import annotations

from collections.abc import Callable
from math import isclose, isfinite

from ketlessons import models
from ketlessons.exercises.agreeing import plain
from ketlessons.exercises.checking import Reply, Work, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip
from ketlessons.published.trials.counted import counted
from ketlessons.stage.trial_words import needed
from ketlessons.stage.words import signed

#: (events, total, events_control, total_control): two easy ones, and four of trials; in each the drug does better.
_CASES = (
    (50, 100, 25, 100), (60, 100, 50, 100), (30, 47, 7, 25), (91, 336, 60, 340), (5, 12, 1, 33), (12, 20, 10, 20)
)  # fmt: skip
#: The first case with its arms exchanged, and one without a difference: what does the function say then?
_HARM, _ALIKE = (25, 100, 50, 100), (25, 100, 25, 100)


def number_needed(function: Callable[[float, float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(events, total, events_control, total_control)` against the library and a trial.

    The drug does better in every case that is asked for. What the function says where it does worse (a number needed
    to harm, with a minus) or where the arms do not differ is told, too. The published part uses SUSTAIN-1, whose
    printed number is rounded up, and shows an interval that runs through no difference.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    sustain = counted("sustain")
    relapsed, total, relapsed_control, total_control = sustain.counts
    kept = (total - relapsed, total, total_control - relapsed_control, total_control)
    work = checked(function, _EXERCISE, (*_CASES, kept))
    if isinstance(work, Reply):
        return work
    where_worse = _where_the_drug_does_worse(work)
    if isinstance(where_worse, Reply):
        return where_worse
    murrough, lii = (models.number_needed(*counted(name).counts) for name in ("murrough", "lii"))
    return work.praised(
        f"SUSTAIN-1: {kept[0]} of {kept[1]} people did not relapse on esketamine spray, {kept[2]} of {kept[3]} on "
        f"placebo spray. You get {signed(work.answers[-1], 1)}; "
        f"the paper prints {sustain.printed_needed.value:g}, rounded up to whole people.",
        f"With its interval, Murrough 2013 gives {needed(murrough)}.",
        f"Lii 2023 gives {needed(lii)}. Such an interval has no largest number: a number needed to treat that stands "
        "alone hides that.",
        *where_worse,
    )


def _where_the_drug_does_worse(work: Work) -> list[str] | Reply:
    """Say what a right function makes of harm and of no difference; a wrong number of people there is refused."""
    people = 1 / (_HARM[2] / _HARM[3] - _HARM[0] / _HARM[1])
    turned, alike = work.at(_HARM), work.at(_ALIKE)
    arms = f"With {_HARM[0]} of {_HARM[1]} against {_HARM[2]} of {_HARM[3]} the drug does worse, and"
    if isclose(turned, -people, rel_tol=1e-3):
        lines = [f"{arms} it gives {plain(turned)}: a number needed to harm of {plain(people)}."]
    elif isclose(turned, people, rel_tol=1e-3):
        reads = "which reads as a gain. Without abs() the minus would say"
        lines = [f"{arms} it gives {plain(turned)} all the same, {reads} {_TO_HARM}"]
    elif isfinite(turned):
        seen = f"{arms} it gives {plain(turned)}; the equation gives {plain(-people)}."
        return Reply(False, [f"Not yet, though it is right where the drug does better. {seen}",
                               f"Let one equation hold for both: a minus then says {_TO_HARM}"])  # fmt: skip
    else:
        lines = [f"{arms} it gives no number. With a minus it could say {_TO_HARM}"]
    if isfinite(alike):
        lines.append(
            f"Without a difference it gives {plain(alike)}. There is no such number then: it grows without end."
        )
    return lines


_TO_HARM = "that one more person is harmed for so many who are treated."
_SHARES = "Use shares from 0 to 1, not percentages."
_FIRST = "Take the difference of the shares first, and divide 1 by that."
_LAST = "The number needed to treat comes from the difference of the two shares: divide 1 by it."
_END = "Keep all digits of the shares, and round the result if you like."

_EXERCISE = Exercise(
    check="number_needed",
    then=OFFERS["number_needed"],
    lesson="06",
    names=("events", "total", "events_control", "total_control"),
    wanted="one number of people",
    library=lambda *case: models.number_needed(*case).value,
    equation=lambda a, n, c, m: 1 / (a / n - c / m),
    rounding="Papers print it rounded up to whole people. ",
    zero="The difference came out as 0. If you wrote //, use one slash: two cut a share down to 0.",
    slips=(
        Slip(lambda a, n, c, m: a / n - c / m,
             "Close: this is the risk difference.", "How many people make one whole? Divide 1 by it."),
        Slip(lambda a, n, c, m: c / m - a / n,
             "This is the risk difference, with the control arm first.",
             "Take the control's share from the drug's, and divide 1 by it."),
        Slip(lambda a, n, c, m: 1 / (c / m - a / n),
             "Close: the sign is turned.", "Take the control's share from the drug's, and not the other way round."),
        Slip(lambda a, n, c, m: 0.01 / (a / n - c / m), "Close: this is a hundredth of it.", _SHARES),
        Slip(lambda a, n, c, m: 0.01 / (c / m - a / n),
             "Close: this is a hundredth of it, and the sign is turned.", _SHARES),
        Slip(lambda a, n, c, m: 100 / (a / n - c / m),
             "Close: this is a hundred times too many.", "Divide 1, not 100, by the difference of shares."),
        Slip(lambda a, n, c, m: 100 * (a / n - c / m),
             "This is the difference in percentage points.", "Use shares from 0 to 1, and divide 1 by it."),
        Slip(lambda a, n, c, m: 100 * (c / m - a / n),
             "This is the difference in percentage points, with the control arm first.",
             "Use shares from 0 to 1, drug less control, and divide 1 by it."),
        Slip(lambda a, n, c, m: 1 / (a - c),
             "The arms are not equally large.", "Divide each count by the people in its arm first."),
        Slip(lambda a, n, c, m: a - c,
             "This is the difference of the counts.", "Divide each count by the people in its arm first. " + _LAST),
        Slip(lambda a, n, c, m: (n + m) / (a - c),
             "The two arms are thrown together.", "Divide each count by the people in its own arm."),
        Slip(lambda a, n, c, m: n / (a - c),
             "Both counts are divided by the drug's arm.", "Divide each by the people in its own arm."),
        Slip(lambda a, n, c, m: m / (a - c),
             "Both counts are divided by the control arm.", "Divide each by the people in its own arm."),
        Slip(lambda a, n, c, m: 1 / (a / m - c / n),
             "Close: the totals of the two arms have changed places.", "Divide each count by the people in its arm."),
        Slip(lambda a, n, c, m: 1 / (n / a - m / c),
             "Close: the shares are upside down.", "A share is the people with the event over the people in the arm."),
        Slip(lambda a, n, c, m: n / a - m / c, "This takes one over a share from one over the other.", _FIRST),
        Slip(lambda a, n, c, m: m / c - n / a, "This takes one over a share from one over the other.", _FIRST),
        Slip(lambda a, n, c, m: n / a - c / m,
             "Close: brackets are missing.",
             "Put brackets around the difference: a division is taken before a subtraction."),
        Slip(lambda a, n, c, m: 1 / a / n - c / m,
             "Close: brackets are missing.", "Put brackets round the whole difference: 1 / (...)."),
        Slip(lambda a, n, c, m: 1 / (a / n) - 1 / c / m,
             "Close: brackets are missing.", "Put brackets round the whole difference: 1 / (...)."),
        Slip(lambda a, n, c, m: (a / n) / (c / m), "This is the risk ratio.", _LAST),
        Slip(lambda a, n, c, m: (c / m) / (a / n), "This is the risk ratio, upside down.", _LAST),
        Slip(lambda a, n, c, m: (a / n) / (c / m) - 1, "This is the relative gain.", _LAST),
        Slip(lambda a, n, c, m: 1 - (a / n) / (c / m), "This is the relative risk reduction.", _LAST),
        Slip(lambda a, n, c, m: 1 / ((a / n) / (c / m) - 1), "This is one over the relative gain.", _LAST),
        Slip(lambda a, n, c, m: 1 / (1 - (a / n) / (c / m)), "This is one over the relative risk reduction.", _LAST),
        Slip(lambda a, n, c, m: 1 - (c / m) / (a / n), "This is relative to the drug's share.", _LAST),
        Slip(lambda a, n, c, m: 1 / (1 - (c / m) / (a / n)), "This is relative to the drug's share.", _LAST),
        Slip(lambda a, n, c, m: a * (m - c) / (c * (n - a)), "This is the odds ratio.", _LAST),
        Slip(lambda a, n, c, m: c * (n - a) / (a * (m - c)), "This is the odds ratio, upside down.", _LAST),
        Slip(lambda a, n, c, m: 1 / (a / (n - a) - c / (m - c)),
             "Close: these are odds, and not shares.", "Divide by all the people in an arm, not by those without."),
        Slip(lambda a, n, c, m: 1 / (a / n + c / m), "Close: the shares are added.", "Take their difference."),
        Slip(lambda a, n, c, m: 1 / (a / n * c / m), "Close: the shares are multiplied.", "Take their difference."),
        Slip(lambda a, n, c, m: 1 - (a / n - c / m), "This is one minus the risk difference.", _LAST),
        Slip(lambda a, n, c, m: a / n, "This is the drug arm alone.", _LAST),
        Slip(lambda a, n, c, m: n / a, "This is the drug arm alone.", _LAST),
        Slip(lambda a, n, c, m: c / m, "This is the control arm alone.", _LAST),
        Slip(lambda a, n, c, m: m / c, "This is the control arm alone.", _LAST),
        *(Slip(lambda a, n, c, m, d=d: 1 / (round(a / n, d) - round(c / m, d)),
               "Close: the shares are rounded on the way.", _END) for d in (1, 2, 3)),
        *(Slip(lambda a, n, c, m, d=d: 1 / round(a / n - c / m, d),
               "Close: the difference is rounded on the way.", _END) for d in (1, 2, 3)),
        *(Slip(lambda a, n, c, m, d=d: 100 / (round(100 * a / n, d) - round(100 * c / m, d)),
               "Close: the percentages are rounded on the way.", _END) for d in (0, 1)),
    ),
)  # fmt: skip
