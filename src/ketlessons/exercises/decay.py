"""Did a learner's decay by half-lives work? Checked against the library and a published fall, in words."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, exp, floor, log, log10

from ketlessons import evidence, models, published
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.harder.offers import OFFERS
from ketlessons.exercises.slips import Exercise, Slip

#: (start, half-life, time): a start, one half-life, three of them, a long time, and a short half-life.
_CASES = ((100.0, 3.0, 0.0), (100.0, 3.0, 3.0), (80.0, 2.0, 6.0), (162.0, 7.7, 24.0), (640.0, 1.32, 1.0))


def _equation(start: float, half: float, time: float) -> float:
    return start * 0.5 ** (time / half)


def decay(function: Callable[[float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(start_ng_ml, half_life_h, time_h)` against the library and against a published fall.

    The published part uses the level at which people woke from anaesthesia and the half-life of the same study (facts
    `idvall_recovery_ng_ml` and `ketamine_half_life_idvall`), and shows what one compartment cannot do.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    awake, half = evidence.fact("idvall_recovery_ng_ml"), evidence.fact("ketamine_half_life_idvall")
    course = published.trace("iv_infusion")
    peak, day_h = float(course.cmax_ng_ml), 24.0
    last = (peak, float(course.half_life_h), day_h - float(course.tmax_h))
    work = checked(function, _EXERCISE, (*_CASES, (awake.value, half.value / 60.0, 2 * half.value / 60.0), last))
    if isinstance(work, Reply):
        return work
    kept, guess = work.answers[-2:]
    truth = float(course.at(day_h)[0])
    return work.praised(
        f"From {awake.value:.0f} ng/mL, where people awoke in one study, it leaves {kept:.0f} ng/mL after two of that "
        f"study's half-lives of {half.value:.0f} min: a quarter, as it must.",
        f"From the peak of the infusion, {peak:.0f} ng/mL, and with the terminal half-life alone it would leave "
        f"{guess:.0f} ng/mL at 24 h. The model with tissues leaves {truth:.1f} ng/mL: most of the fall is early, by "
        "uptake into tissues and by clearance. One half-life does not describe ketamine.",
    )


_HALVINGS = "How many half-lives fit into the time? Put the half-life, not the time, below the line."
_RATE = "The rate constant is the natural logarithm of 2 (0.693) divided by the half-life."
_HOURS = "The time and the half-life are both handed over in hours: leave out the 60."
_WHOLE = "Leave out // and rounding: after half a half-life, a part has gone already."
_LATER = "Keep all digits of the exponent, and round the result if you like."

_EXERCISE = Exercise(
    check="decay",
    then=OFFERS["decay"],
    lesson="04",
    names=("start_ng_ml", "half_life_h", "time_h"),
    wanted="one concentration in ng/mL",
    library=lambda *case: models.one_compartment(*case),
    equation=_equation,
    zero="At time 0 nothing has gone yet: put the half-life, not the time, below the line.",
    slips=(
        Slip(lambda s, h, t: s * exp(-t / h),
             "Close: this falls to 37 % in each half-life.",
             "To halve, use powers of one half, or multiply the exponent by the natural logarithm of 2."),
        Slip(lambda s, h, t: s * (1 - t / (2 * h)),
             "This falls in a straight line.", "A half-life halves what is left, again and again: use a power."),
        Slip(lambda s, h, t: s * (1 - t / h),
             "This falls in a straight line, and is gone after one half-life.",
             "A half-life halves what is left, again and again: use a power."),
        Slip(lambda s, h, t: _equation(1, h, t),
             "Close: this is the fraction that is left.", "Multiply it by the start."),
        Slip(lambda s, h, t: 100 * _equation(1, h, t),
             "Close: this is the percentage that is left.", "Leave out the 100, and multiply by the start."),
        Slip(lambda s, h, t: s - _equation(s, h, t),
             "Close: this is what has gone.", "The function should give what is left: the start less what has gone."),
        Slip(lambda s, h, t: 1 - _equation(1, h, t),
             "This is the fraction that has gone.", "Take it from one, and multiply by the start."),
        Slip(lambda s, h, t: s * 0.5 ** (h / t), "Close: the exponent is upside down.", _HALVINGS),
        Slip(lambda s, h, t: s * exp(-log(2) * h / t), "Close: the exponent is upside down.", _HALVINGS),
        Slip(lambda s, h, t: s * 0.5**t / h,
             "Close: brackets are missing.",
             "Put brackets around time_h / half_life_h: a power is taken before a division."),
        Slip(lambda s, h, t: (s * 0.5) ** (t / h),
             "Close: the start is raised to the power, too.", "Raise one half alone, and then multiply by the start."),
        Slip(lambda s, h, t: s * 2.0 ** (t / h),
             "This grows.", "Each half-life should halve what is left, not double it: one half, or a minus above."),
        Slip(lambda s, h, t: s * exp(t / h), "This grows.", "What is left falls: put a minus into the exponent."),
        Slip(lambda s, h, t: s * 0.5 * t / h,
             "This multiplies where a power is needed, and grows with time.",
             "A power is written **: one half, raised to the number of half-lives."),
        Slip(lambda s, h, t: s * exp(-h * t), "Close: the half-life is used as a rate constant.", _RATE),
        Slip(lambda s, h, t: s * exp(-log(2) * h * t), "Close: the half-life is used as a rate constant.", _HALVINGS),
        Slip(lambda s, h, t: s * exp(-t / (log(2) * h)), "Close: the logarithm of 2 divides where it multiplies.",
             _RATE),
        Slip(lambda s, h, t: s * exp(-t * h / log(2)), "Close: the rate constant is upside down.", _RATE),
        Slip(lambda s, h, t: s * exp(-log10(2) * t / h),
             "Close: the logarithm of 2 has base 10, and the power has base e.",
             "In Python math.log is the natural logarithm, math.log10 that of base 10."),
        Slip(lambda s, h, t: s * 10 ** (-log(2) * t / h),
             "Close: the power has base 10, and the logarithm of 2 is the natural one.",
             "Use math.exp with the natural logarithm, or powers of one half without any."),
        Slip(lambda s, h, t: s * 10 ** (-t / h),
             "This falls to a tenth in each half-life.", "Raise one half to the number of half-lives."),
        Slip(lambda s, h, t: s * 2 ** (-log(2) * t / h),
             "Close: with powers of 2 no logarithm is needed.", "Leave out the logarithm, or use math.exp."),
        Slip(lambda s, h, t: _equation(s, h, t * log(2) ** 2), "Close: the logarithm of 2 is there twice.", _RATE),
        *(Slip(lambda s, h, t, by=by: _equation(s, h, by * t),
               "Close: the time or the half-life is in minutes, and the other in hours.", _HOURS)
          for by in (60, 1 / 60)),
        Slip(lambda s, h, t: s * 0.5 ** (t - h),
             "Close: the half-life is taken away from the time.", "Divide: how many half-lives fit into the time?"),
        Slip(lambda s, h, t: s * 0.5**t, "Close: this halves every hour.", _HALVINGS),
        Slip(lambda s, h, t: s * 0.5**h, "Close: the exponent is the half-life alone.", _HALVINGS),
        Slip(lambda s, h, t: s / 2 / (t / h), "This divides by the number of half-lives.",
             "Halve again and again: raise one half to that number, with **."),
        Slip(lambda s, h, t: s / (t / h) ** 2, "Close: base and exponent have changed places.",
             "One half is raised to the number of half-lives."),
        Slip(lambda s, h, t: s * (t / h) ** 0.5, "Close: base and exponent have changed places.",
             "One half is raised to the number of half-lives."),
        *(Slip(lambda s, h, t, cut=cut: s * 0.5 ** cut(t / h),
               "Close: this counts whole half-lives only.", _WHOLE) for cut in (floor, ceil, round)),
        *(Slip(lambda s, h, t, ln2=ln2: s * exp(-ln2 * t / h),
               f"Close: the equation is right, but {ln2} is too coarse for the logarithm of 2.",
               "Use 0.693, or math.log(2).") for ln2 in (0.69, 0.7)),
        *(Slip(lambda s, h, t, n=n, ln2=ln2: s * exp(-round(ln2 / h, n) * t),
               "Close: the rate constant is rounded on the way.", _LATER)
          for n in (1, 2, 3) for ln2 in (log(2), 0.693)),
        *(Slip(lambda s, h, t, n=n: s * 0.5 ** round(t / h, n),
               "Close: the number of half-lives is rounded on the way.", _LATER) for n in (1, 2)),
        *(Slip(lambda s, h, t, n=n: s * round(0.5 ** (t / h), n),
               "Close: the fraction that is left is rounded on the way.", _LATER) for n in (1, 2, 3)),
    ),
)  # fmt: skip
