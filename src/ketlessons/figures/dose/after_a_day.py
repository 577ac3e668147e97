"""Is the drug still there when the effect is? One infusion against the clock of minutes to two weeks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from ketlessons.evidence import EffectPoint, effect_point, fact, regimen
from ketlessons.figures.dose.regimens import MODEL_WORDS
from ketlessons.models.dose.course import Course
from ketlessons.models.quantities import Interval
from ketlessons.published.dose.sets import trace
from ketlessons.published.dose.targets import channel_occupancy
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, printed_span, say
from ketlessons.stage.steady import steady
from ketlessons.stage.words import clock

ROUTE = "iv_infusion"
FIRST_H, LAST_H = 1 / 6, 336.0
#: When the pooled difference is greatest; between the first rating and this no pooled number is given.
BEST_H = 24.0
_TIMES = np.unique(np.concatenate([np.geomspace(FIRST_H, LAST_H, 240), [2 / 3]]))

#: What pooled trials say of a time, by case.
_EFFECTS = {
    "not rated": "no difference from control has been rated yet",
    "drug felt": "the first rating, at {first_h:clock}, differs from control, but people can feel the drug then",
    "there": "a difference from control is there",
    "gone": "a difference is no longer shown",
}
_SENTENCES = {
    case: "{time_h:clock} after the start of {regimen}: ketamine {kept:percent} of its peak ({ketamine:ng_ml}), "
    "norketamine {made:percent} of its own ({norketamine:ng_ml}), {held:percent} of channel sites held by the middle "
    "guess ({model}). In one pooling of trials " + effect + "; the difference was greatest at 24 h, standardised mean "
    "difference {best}."
    for case, effect in _EFFECTS.items()
}
#: The same, to be heard beside what is left of the drug.
_BRIEF_EFFECTS = {
    "not rated": "not rated yet",
    "drug felt": "rated while drug felt",
    "there": "shown",
    "gone": "no longer shown",
}
_BRIEF = {
    case: (
        News("Difference in trials", effect, steady=True),
        News("Ketamine left", "{kept:percent}"),
        News("Sites held", "{held:percent}"),
    )
    for case, effect in _BRIEF_EFFECTS.items()
}


@cache
def _course(model: str) -> Course:
    return trace(ROUTE, model, _TIMES)


def _trials() -> tuple[float, float, float]:
    """Return in hours when pooled trials first differ from control, and the two days by which that is lost."""
    first, lost = fact("ketamine_effect_first"), fact("ketamine_effect_lost")
    return first.value / 60.0, 24.0 * lost.low, 24.0 * lost.high


def _best() -> EffectPoint:
    """Return the greatest difference from control, with its interval."""
    return effect_point("point_kishimoto2016_24h")


@dataclass(frozen=True)
class _Moment:
    """Drug, metabolite and channels at one time."""

    model: str
    time_h: float
    now: tuple[float, float]
    peak: tuple[float, float]
    held: Interval

    @classmethod
    def at(cls, model: str, time_h: float) -> _Moment:
        course = _course(model)
        now = tuple(float(part) for part in course.at(time_h))
        peak = float(course.cmax_ng_ml), float(course.norketamine_cmax_ng_ml)
        return cls(model, time_h, now, peak, channel_occupancy(*now))

    @property
    def shares(self) -> tuple[float, float]:
        """What is left of the peaks of ketamine and norketamine."""
        return self.now[0] / self.peak[0], self.now[1] / self.peak[1]

    @property
    def case(self) -> str:
        first, early, _ = _trials()
        if self.time_h < first - 1e-9:
            return "not rated"
        if self.time_h < BEST_H - 1e-9:
            return "drug felt"
        return "there" if self.time_h < early else "gone"

    def slots(self) -> dict[str, object]:
        return {
            "time_h": self.time_h,
            "regimen": regimen(ROUTE).phrase,
            "kept": self.shares[0],
            "ketamine": self.now[0],
            "made": self.shares[1],
            "norketamine": self.now[1],
            "held": self.held.value,
            "model": MODEL_WORDS[self.model],
            "first_h": _trials()[0],
            "best": _best().text,
        }

    def rows(self) -> tuple[tuple[str, str], ...]:
        first, early, late = _trials()
        at, of_peak, best = clock(self.time_h), "{:ng_ml}, {:percent} of its peak", _best()
        return (
            (f"Ketamine at {at}", printed(of_peak, self.now[0], self.shares[0])),
            (f"Norketamine at {at}", printed(of_peak, self.now[1], self.shares[1])),
            ("Sites held, middle guess", printed("{:percent}", self.held.value)),
            ("Sites held, all that the inputs allow", printed_span("percent", self.held.low, self.held.high)),
            ("Drawn with", MODEL_WORDS[self.model]),
            ("Pooled trials at this time", say(_EFFECTS[self.case], first_h=first)),
            ("Pooled trials: first difference from control", printed("{:clock}", first)),
            (
                "Pooled trials: difference at 24 h",
                Printed(f"{best.text} standard deviations", best.smd, best.low, best.high),
            ),
            ("Pooled trials: difference no longer shown", printed("by {:.0f} to {:.0f} days", early / 24, late / 24)),
        )


def _panel() -> Panel:
    times = (1 / 3, 0.5, 2 / 3, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72, 96, 120, 168, 240, 264, 312)
    return Panel(
        (
            Range("time_h", "Time after the start", times, 2 / 3, texts=tuple(map(clock, times))),
            Choice("model", "Model of the drug", tuple(MODEL_WORDS.items()), "venous", same=True),
        ),
        hint="Walk from minutes to days. See when the drug is gone, and when the effect is greatest.",
    )


def _strip_of_trials(strip: Axes) -> None:
    """Draw when pooled trials see a difference, and when it is greatest: one shape that stands still."""
    first, early, late = _trials()
    # Hollow and thin where people can tell what they were given, and where no pooled number is given.
    marks.line(strip, "green", 1.4, (4, 2), [first, BEST_H], [1, 1])
    marks.hollow(strip, "green", "o", 10, 1.8, [first], [1])
    marks.bar(strip, "green", 9, [BEST_H, early], [1, 1])
    marks.line(strip, "green", 4, (1, 0.6), [early, late], [1, 1])
    marks.points(strip, "ink", "D", 10, x=[BEST_H], y=[1])
    title = "Trials of one infusion, pooled: a difference from control in depression scores"
    marks.words(strip, first, 2.55, title, "green", "text", bold=True)
    marks.words(strip, first, 0.25, "first rating, while the drug can be felt", "green")
    marks.words(strip, 21, 1.75, f"greatest at 24 h, SMD {_best().text}", ha="right")
    lost = f"no longer shown by {early / 24:.0f} to {late / 24:.0f} days"
    marks.words(strip, LAST_H, 0.25, lost, "green", ha="right")


@steady()
def after_a_day() -> LiveFigure:
    """Return the live figure; controls: time_h, model."""
    figure = style.figure(9.0, 4.9)
    axes = figure.add_axes((0.085, 0.125, 0.87, 0.50))
    style.dress(axes, xlabel="Time after the start, log scale", ylabel="Left of its peak, or held (%)")
    strip = figure.add_axes((0.085, 0.685, 0.87, 0.28))
    strip.set_axis_off()
    for one in (axes, strip):
        one.set_xscale("log")
        one.set_xlim(FIRST_H, LAST_H)
        one.minorticks_off()
    days = {24: "1 day", 72: "3 days", 168: "7 days", 336: "14 days"}
    marks.ticks(axes, x={1 / 6: "10 min", 2 / 3: "40 min", 2: "2 h", 6: "6 h", **days})
    axes.set_ylim(0, 105)
    strip.set_ylim(0, 3)
    _strip_of_trials(strip)
    ketamine, norketamine = marks.line(axes, "blue", 2.8), marks.line(axes, "purple", dash=marks.DASHED)
    band, held = marks.band(axes, "gold"), marks.line(axes, "gold", 2.2, (6, 2, 1.5, 2))
    now, then = marks.cursor(axes, "ink", 1.2), marks.cursor(strip, "ink", 1.2)
    dots = [marks.points(axes, ink, shape) for shape, ink in (("o", "blue"), ("D", "purple"), ("s", "gold"))]
    corner = {"ha": "right", "va": "top"}
    marks.words(axes, LAST_H * 0.96, 101, "solid: ketamine, % of its peak", "blue", **corner)
    marks.words(axes, LAST_H * 0.96, 90, "dashed: norketamine, % of its peak", "purple", **corner)
    sites = "dash-dot: channel sites held, with what the inputs allow"
    marks.words(axes, LAST_H * 0.96, 79, sites, "gold", **corner)
    left = marks.words(axes, LAST_H * 0.96, 68, size="text", bold=True, linespacing=1.3, **corner)

    def update(*, time_h: float, model: str) -> Reading:
        moment, course = _Moment.at(model, time_h), _course(model)
        ketamine.set_data(_TIMES, 100 * course.ketamine_ng_ml / moment.peak[0])
        norketamine.set_data(_TIMES, 100 * course.norketamine_ng_ml / moment.peak[1])
        low, middle, high = channel_occupancy(course.ketamine_ng_ml, course.norketamine_ng_ml)
        band.set_xy(np.column_stack([np.append(_TIMES, _TIMES[::-1]), 100 * np.append(low, high[::-1])]))
        held.set_data(_TIMES, 100 * middle)
        for dot, height in zip(dots, (*moment.shares, moment.held.value), strict=True):
            dot.set_data([time_h], [100 * height])
        # In the strip the line stays between the words; below, late in the day, it ends under them.
        now.set_data([time_h, time_h], [0, 105 if time_h < 8 else 55])
        then.set_data([time_h, time_h], [0.5, 1.5])
        left.set_text(say("{time_h:clock}: ketamine {kept:percent}", **moment.slots()))
        return Reading.of(_SENTENCES, moment.case, moment.slots(), ("Quantity", "Value now"), moment.rows(), _BRIEF)

    moving = {
        "sites that the inputs allow": band,
        "ketamine": ketamine,
        "norketamine": norketamine,
        "sites held": held,
        "time": now,
        "time among the trials": then,
        **dict(zip(("ketamine now", "norketamine now", "sites held now"), dots, strict=True)),
        "ketamine in words": left,
    }
    return LiveFigure(figure, moving, update, "The drug and the effect", _panel())
