"""Is the drug still there when the effect is? One infusion against the clock of minutes to two weeks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketlessons.evidence import effect_point, fact, regimen
from ketlessons.figures.dose.regimens import MODEL_WORDS
from ketlessons.models import Course, Interval
from ketlessons.published import channel_occupancy, trace
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import clock, concentration, percent, span

ROUTE = "iv_infusion"
FIRST_H, LAST_H = 1 / 6, 336.0
#: When the pooled difference is greatest; no pooled number was read between the first rating and this.
BEST_H = 24.0
_TIMES = np.unique(np.concatenate([np.geomspace(FIRST_H, LAST_H, 240), [2 / 3]]))


@cache
def _course(model: str) -> Course:
    return trace(ROUTE, model, _TIMES)


def _trials() -> tuple[float, float, float]:
    """Return in hours when pooled trials first differ from control, and the two days by which that is lost."""
    first, lost = fact("ketamine_effect_first"), fact("ketamine_effect_lost")
    return first.value / 60.0, 24.0 * lost.low, 24.0 * lost.high


def _best() -> str:
    """Say the greatest difference from control, with its interval."""
    return effect_point("point_kishimoto2016_24h").text


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

    def shares(self) -> tuple[str, str]:
        return percent(self.now[0] / self.peak[0]), percent(self.now[1] / self.peak[1])

    def effect(self) -> str:
        first, early, _ = _trials()
        if self.time_h < first - 1e-9:
            return "no difference from control has been rated yet"
        if self.time_h < BEST_H - 1e-9:
            return f"the first rating, at {clock(first)}, differs from control, but people can feel the drug then"
        return "a difference from control is there" if self.time_h < early else "a difference is no longer shown"

    def sentence(self) -> str:
        kept, made = self.shares()
        return (
            f"{clock(self.time_h)} after the start of {regimen(ROUTE).phrase}: ketamine {kept} of its peak "
            f"({concentration(self.now[0])}), norketamine {made} of its own ({concentration(self.now[1])}), "
            f"{percent(self.held.value)} of channel sites held by the middle guess ({MODEL_WORDS[self.model]}). In one "
            f"pooling of trials {self.effect()}; the difference was greatest at 24 h, standardised mean difference "
            f"{_best()}."
        )

    def rows(self) -> tuple[tuple[str, str], ...]:
        kept, made = self.shares()
        first, early, late = _trials()
        return (
            (f"Ketamine at {clock(self.time_h)}", f"{concentration(self.now[0])}, {kept} of its peak"),
            (f"Norketamine at {clock(self.time_h)}", f"{concentration(self.now[1])}, {made} of its peak"),
            ("Sites held, middle guess", percent(self.held.value)),
            ("Sites held, all that the inputs allow", span(percent(self.held.low), percent(self.held.high))),
            ("Drawn with", MODEL_WORDS[self.model]),
            ("Pooled trials at this time", self.effect()),
            ("Pooled trials: first difference from control", clock(first)),
            ("Pooled trials: difference at 24 h", f"{_best()} standard deviations"),
            ("Pooled trials: difference no longer shown", f"by {early / 24:.0f} to {late / 24:.0f} days"),
        )


def _panel() -> Panel:
    times = (1 / 3, 0.5, 2 / 3, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72, 96, 120, 168, 240, 264, 312)
    return Panel(
        (
            Range("time_h", "Time after the start", times, 2 / 3, texts=tuple(map(clock, times))),
            Choice("model", "Model of the drug", tuple(MODEL_WORDS.items()), "venous"),
        ),
        hint="Walk from minutes to days. See when the drug is gone, and when the effect is greatest.",
    )


@steady()
def after_a_day() -> LiveFigure:
    """Return the live figure; controls: time_h, model."""
    figure = style.figure(9.0, 4.9)
    axes = style.dress(figure.add_axes((0.085, 0.125, 0.87, 0.50)), xlabel="Time after the start, log scale",
                       ylabel="Left of its peak, or held (%)")  # fmt: skip
    strip = figure.add_axes((0.085, 0.685, 0.87, 0.28))
    strip.set_axis_off()
    for one in (axes, strip):
        one.set_xscale("log")
        one.set_xlim(FIRST_H, LAST_H)
        one.minorticks_off()
    ticks = {
        1 / 6: "10 min",
        2 / 3: "40 min",
        2: "2 h",
        6: "6 h",
        24: "1 day",
        72: "3 days",
        168: "7 days",
        336: "14 days",
    }
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.set_ylim(0, 105)
    strip.set_ylim(0, 3)
    first, early, late = _trials()
    # One shape that stands still: when pooled trials see a difference, and when it is greatest.
    # Hollow and thin where people can tell what they were given, and where no pooled number was read.
    strip.plot([first, BEST_H], [1, 1], color=colour("green"), linewidth=1.4, linestyle=(0, (4, 2)))
    strip.plot([first], [1], "o", color=colour("green"), markerfacecolor=colour("paper"), markersize=10,
               markeredgewidth=1.8)  # fmt: skip
    strip.plot([BEST_H, early], [1, 1], color=colour("green"), linewidth=9, solid_capstyle="butt")
    strip.plot([early, late], [1, 1], color=colour("green"), linewidth=4, linestyle=(0, (1, 0.6)))
    strip.plot([BEST_H], [1], "D", color=colour("ink"), markersize=10, markeredgecolor=colour("paper"))
    strip.text(first, 2.55, "Trials of one infusion, pooled: a difference from control in depression scores",
               color=colour("green"), fontsize=style.TEXT_PT, fontweight="bold", va="center")  # fmt: skip
    strip.text(
        first,
        0.25,
        "first rating, while the drug can be felt",
        color=colour("green"),
        fontsize=style.SMALL_PT,
        va="center",
    )
    strip.text(21, 1.75, f"greatest at 24 h, SMD {_best()}", color=colour("ink"),
               fontsize=style.SMALL_PT, ha="right", va="center")  # fmt: skip
    strip.text(LAST_H, 0.25, f"no longer shown by {early / 24:.0f} to {late / 24:.0f} days", color=colour("green"),
               fontsize=style.SMALL_PT, ha="right", va="center")  # fmt: skip
    ketamine = axes.plot([], [], color=colour("blue"), linewidth=2.8)[0]
    made = axes.plot([], [], color=colour("purple"), linewidth=2.4, linestyle=(0, (6, 2)))[0]
    band = axes.fill([], [], facecolor=colour("gold-wash"), edgecolor=colour("gold"), linewidth=0.8)[0]
    held = axes.plot([], [], color=colour("gold"), linewidth=2.2, linestyle=(0, (6, 2, 1.5, 2)))[0]
    now = [one.plot([], [], color=colour("ink"), linewidth=1.2, linestyle=(0, (2, 2)))[0] for one in (axes, strip)]
    dots = [axes.plot([], [], mark, color=colour(role), markersize=8, markeredgecolor=colour("paper"))[0]
            for mark, role in (("o", "blue"), ("D", "purple"), ("s", "gold"))]  # fmt: skip
    key = {"fontsize": style.SMALL_PT, "ha": "right", "va": "top"}
    axes.text(LAST_H * 0.96, 101, "solid: ketamine, % of its peak", color=colour("blue"), **key)
    axes.text(LAST_H * 0.96, 90, "dashed: norketamine, % of its peak", color=colour("purple"), **key)
    axes.text(
        LAST_H * 0.96, 79, "dash-dot: channel sites held, with what the inputs allow", color=colour("gold"), **key
    )
    said = axes.text(LAST_H * 0.96, 68, "", color=colour("ink"), fontsize=style.TEXT_PT, fontweight="bold", ha="right",
                     va="top", linespacing=1.3)  # fmt: skip

    def update(*, time_h: float, model: str) -> Reading:
        moment, course = _Moment.at(model, time_h), _course(model)
        ketamine.set_data(_TIMES, 100 * course.ketamine_ng_ml / moment.peak[0])
        made.set_data(_TIMES, 100 * course.norketamine_ng_ml / moment.peak[1])
        low, middle, high = channel_occupancy(course.ketamine_ng_ml, course.norketamine_ng_ml)
        band.set_xy(np.column_stack([np.append(_TIMES, _TIMES[::-1]), 100 * np.append(low, high[::-1])]))
        held.set_data(_TIMES, 100 * middle)
        heights = moment.now[0] / moment.peak[0], moment.now[1] / moment.peak[1], moment.held.value
        for dot, height in zip(dots, heights, strict=True):
            dot.set_data([time_h], [100 * height])
        # In the strip the line stays between the words; below, late in the day, it ends under them.
        for line, ends in zip(now, ((0, 105 if time_h < 8 else 55), (0.5, 1.5)), strict=True):
            line.set_data([time_h, time_h], ends)
        said.set_text(f"{clock(time_h)}: ketamine {moment.shares()[0]}")
        return Reading(moment.sentence(), ("Quantity", "Value now"), moment.rows())

    moving = {
        "band": band,
        "ketamine": ketamine,
        "made": made,
        "held": held,
        "now": now,
        "dots": dots,
        "said": said,
    }
    return LiveFigure(figure, moving, update, "The drug and the effect", _panel())
