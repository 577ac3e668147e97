"""How much of a dose reaches the blood by each route, and how fast? Two named regimens side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketlessons.evidence import Regimen, regimen, value
from ketlessons.figures.dose.regimens import MODEL_WORDS, REGIMENS, menu, minutes, model_of
from ketlessons.models import Course
from ketlessons.published import bioavailability, trace
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Preset
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import clock, concentration, percent, upper

SUBSTANCES = {"ketamine": "ketamine itself", "norketamine": "norketamine, its first product"}
END_H = 6.0
_TOP = 215.0
_TIMES = np.arange(0, int(END_H * 60) + 1) / 60.0


@cache
def course_of(regimen_id: str) -> Course:
    """Follow a regimen for a typical person, once, on the figure's grid."""
    return trace(regimen_id, model_of(regimen(regimen_id)), _TIMES)


@dataclass(frozen=True)
class _Runner:
    """One regimen at one time."""

    row: Regimen
    course: Course
    substance: str
    time_h: float

    @classmethod
    def of(cls, regimen_id: str, substance: str, time_min: float) -> _Runner:
        return cls(regimen(regimen_id), course_of(regimen_id), substance, time_min / 60.0)

    @property
    def curve(self) -> np.ndarray:
        return self.course.ketamine_ng_ml if self.substance == "ketamine" else self.course.norketamine_ng_ml

    @property
    def now(self) -> float:
        return float(self.course.at(self.time_h)[0 if self.substance == "ketamine" else 1])

    @property
    def peak(self) -> tuple[float, float]:
        return float(self.curve.max()), float(_TIMES[self.curve.argmax()])

    @property
    def arrives(self) -> float:
        return bioavailability(self.row.id, model_of(self.row))

    @property
    def amount_mg(self) -> float:
        """The whole dose, for 70 kg."""
        return self.row.amount_mg(value("reference_weight"))

    @property
    def arrived_mg(self) -> float:
        return self.amount_mg * self.arrives

    def said(self) -> str:
        peak, at = self.peak
        return f"{concentration(self.now)} (peak {concentration(peak)} at {clock(at)})"

    def rows(self, head: str) -> tuple[tuple[str, str], ...]:
        peak, at = self.peak
        weight = f", drawn for {value('reference_weight'):.0f} kg" if self.row.unit == "mg/kg" else ""
        return (
            (f"{head}: regimen", f"{self.row.phrase}{weight}"),
            (f"{head}: {self.substance} at {clock(self.time_h)}", concentration(self.now)),
            (f"{head}: peak of {self.substance}", f"{concentration(peak)} at {clock(at)}"),
            (f"{head}: share that arrives as ketamine", percent(self.arrives)),
            (f"{head}: amount that arrives as ketamine, of {self.amount_mg:.0f} mg", f"{self.arrived_mg:.0f} mg"),
            (f"{head}: drawn with", MODEL_WORDS[model_of(self.row)]),
        )


def _panel() -> Panel:
    return Panel(
        (
            Choice("first", "First regimen", menu(REGIMENS), "iv_infusion"),
            Choice("second", "Second regimen", menu(REGIMENS), "nasal_84"),
            Choice("substance", "Substance shown", tuple(SUBSTANCES.items()), "ketamine"),
            minutes(40),
        ),
        presets=(
            Preset("Vein or muscle", {"first": "iv_infusion", "second": "im_half"}),
            Preset("One device or three", {"first": "nasal_28", "second": "nasal_84"}),
            Preset("Under the tongue or swallowed", {"first": "sublingual_25", "second": "oral_25"}),
        ),
        hint="Compare two routes. Then show norketamine instead, and see which route makes most of it.",
    )


@steady()
def route_race() -> LiveFigure:
    """Return the live figure; controls: first, second, substance, time_min."""
    figure = style.figure(9.0, 4.6)
    axes = style.dress(figure.add_axes((0.075, 0.13, 0.60, 0.66)), xlabel="Time after the start (h)",
                       ylabel="In blood plasma (ng/mL)")  # fmt: skip
    axes.set_xlim(0, END_H)
    axes.set_ylim(0, _TOP)
    bars = figure.add_axes((0.735, 0.13, 0.25, 0.66))
    style.dress(bars, xlabel="Share of the dose (%)", grid=False)
    bars.set_xlim(0, 100)
    bars.set_ylim(-0.6, 3.6)
    bars.set_yticks([])
    bars.spines["left"].set_visible(False)
    looks = (
        {"color": colour("blue"), "linewidth": 2.8, "linestyle": "-"},
        {"color": colour("orange"), "linewidth": 2.4, "linestyle": (0, (6, 2))},
    )
    lines = [axes.plot([], [], **look)[0] for look in looks]
    dots = [axes.plot([], [], mark, color=look["color"], markersize=9, markeredgecolor=colour("paper"),
                      clip_on=False)[0]
            for mark, look in zip("oD", looks, strict=True)]  # fmt: skip
    now = axes.plot([], [], color=colour("soft-ink"), linewidth=1.1, linestyle=(0, (2, 2)))[0]
    heads, keys, arrived, values = [], [], [], []
    for number, (name, look) in enumerate(zip(("First", "Second"), looks, strict=True)):
        y = 0.945 - 0.062 * number
        sample = figure.add_axes((0.075, y - 0.03, 0.05, 0.06))
        sample.set_axis_off()
        sample.set_xlim(0, 1)
        sample.set_ylim(-1, 1)
        sample.plot([0, 1], [0, 0], **look)
        sample.plot([0.5], [0], "oD"[number], color=look["color"], markersize=8, markeredgecolor=colour("paper"))
        heads.append(figure.text(0.135, y, "", color=look["color"], fontsize=style.TEXT_PT, va="center"))
        level = 2.6 - 2.0 * number
        bars.plot([0, 100], [level, level], color=colour("grid"), linewidth=17 + number, solid_capstyle="butt")
        arrived.append(bars.plot([], [], color=look["color"], linewidth=12 + number, solid_capstyle="butt")[0])
        keys.append(bars.text(0, level + 0.52, f"{name}: arrives as ketamine", color=look["color"],
                              fontsize=style.SMALL_PT, va="center"))  # fmt: skip
        values.append(bars.text(0, level - 0.52, "", color=colour("ink"), fontsize=style.SMALL_PT, va="center"))
    what = axes.text(END_H - 0.05, _TOP - 4, "", color=colour("ink"), fontsize=style.TEXT_PT, fontweight="bold",
                     ha="right", va="top")  # fmt: skip

    def update(*, first: str, second: str, substance: str, time_min: float) -> Reading:
        runners = [_Runner.of(one, substance, time_min) for one in (first, second)]
        for number, runner in enumerate(runners):
            lines[number].set_data(_TIMES, runner.curve)
            dots[number].set_data([runner.time_h], [runner.now])
            heads[number].set_text(
                f"{('First', 'Second')[number]}: {runner.row.label[:1].lower()}{runner.row.label[1:]}"
            )
            share = 100 * runner.arrives
            level = 2.6 - 2.0 * number
            arrived[number].set_data([0, share], [level, level])
            values[number].set_text(f"{percent(runner.arrives)} of the dose")
        # Late, the line ends below the words in the corner.
        now.set_data([time_min / 60.0] * 2, [0, _TOP if time_min < 240 else _TOP - 18])
        what.set_text(f"{upper(substance)}, {clock(time_min / 60.0)}")
        one, two = runners
        sentence = (
            f"{clock(time_min / 60.0)} after the start, {substance} in plasma: {one.said()} by the first and "
            f"{two.said()} by the second. Of the first {percent(one.arrives)}, of the second {percent(two.arrives)} "
            f"arrives as ketamine. First: {one.row.phrase}; second: {two.row.phrase}."
        )
        return Reading(sentence, ("Quantity", "Value now"), (*one.rows("First"), *two.rows("Second")))

    moving = {
        "now": now,
        "lines": lines,
        "dots": dots,
        "heads": heads,
        "arrived": arrived,
        "values": values,
        "what": what,
    }
    return LiveFigure(figure, moving, update, "Two routes side by side", _panel())
