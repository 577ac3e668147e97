"""How much of a dose reaches the blood by each route, and how fast? Two named regimens side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ketlessons.evidence import Regimen, regimen, value
from ketlessons.figures.dose.regimens import MODEL_WORDS, REGIMENS, menu, minutes
from ketlessons.models.dose.course import Course
from ketlessons.published.dose.routes import bioavailability
from ketlessons.published.dose.sets import trace
from ketlessons.published.dose.visits import set_for
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed
from ketlessons.stage.steady import steady
from ketlessons.stage.words import clock, lower, percent, upper

SUBSTANCES = {"ketamine": "ketamine itself", "norketamine": "norketamine, its first product"}
END_H = 6.0
_TOP = 215.0
_TIMES = np.arange(0, int(END_H * 60) + 1) / 60.0

_SENTENCES = {
    "two routes": "{time_h:clock} after the start, {substance} in plasma: {first_now:ng_ml} (peak {first_peak:ng_ml} "
    "at {first_peak_h:clock}) by the first and {second_now:ng_ml} (peak {second_peak:ng_ml} at {second_peak_h:clock}) "
    "by the second. Of the first {first_arrives:percent}, of the second {second_arrives:percent} arrives as ketamine. "
    "First: {first}; second: {second}.",
}
_BRIEF = (
    News("First route", "{first_now:ng_ml}", steady=True, of="{substance}, {first}"),
    News("Second route", "{second_now:ng_ml}", steady=True, of="{substance}, {second}"),
    News("First dose arriving", "{first_arrives:percent}", of="{first}"),
    News("Second dose arriving", "{second_arrives:percent}", of="{second}"),
    # One part for both, so that another substance leaves neither peak out.
    News("Peaks", "{first_peak:number} and {second_peak:ng_ml}", of="{substance}, {first}, {second}"),
)


@cache
def _course(regimen_id: str) -> Course:
    """Follow a regimen for a typical person, once, on the figure's grid."""
    return trace(regimen_id, set_for(regimen(regimen_id)), _TIMES)


@dataclass(frozen=True)
class _Runner:
    """One regimen at one time."""

    row: Regimen
    course: Course
    substance: str
    time_h: float

    @classmethod
    def of(cls, regimen_id: str, substance: str, time_min: float) -> _Runner:
        return cls(regimen(regimen_id), _course(regimen_id), substance, time_min / 60.0)

    @property
    def curve(self) -> np.ndarray:
        return self.course.ketamine_ng_ml if self.substance == "ketamine" else self.course.norketamine_ng_ml

    @property
    def now(self) -> float:
        return float(self.course.at(self.time_h)[0 if self.substance == "ketamine" else 1])

    @property
    def peak(self) -> tuple[float, float]:
        """Highest concentration, and its time in hours."""
        return float(self.curve.max()), float(_TIMES[self.curve.argmax()])

    @property
    def arrives(self) -> float:
        return bioavailability(self.row.id, self.course.name)

    def slots(self, which: str) -> dict[str, object]:
        found = {"now": self.now, "peak": self.peak[0], "peak_h": self.peak[1], "arrives": self.arrives}
        return {which: self.row.phrase} | {f"{which}_{name}": number for name, number in found.items()}

    def rows(self, head: str) -> tuple[tuple[str, str], ...]:
        weight_kg = value("reference_weight")
        amount_mg = self.row.amount_mg(weight_kg)
        for_whom = f", drawn for {weight_kg:.0f} kg" if self.row.unit == "mg/kg" else ""
        arrives = f"amount that arrives as ketamine, of {amount_mg:.0f} mg"
        return (
            (f"{head}: regimen", f"{self.row.phrase}{for_whom}"),
            (f"{head}: {self.substance} at {clock(self.time_h)}", printed("{:ng_ml}", self.now)),
            (f"{head}: peak of {self.substance}", printed("{:ng_ml} at {:clock}", *self.peak)),
            (f"{head}: share that arrives as ketamine", printed("{:percent}", self.arrives)),
            (f"{head}: {arrives}", printed("{:.0f} mg", amount_mg * self.arrives)),
            (f"{head}: drawn with", MODEL_WORDS[self.course.name]),
        )


class _Lane(NamedTuple):
    """What moves for one of the two regimens."""

    curve: Line2D
    dot: Line2D
    regimen: Text
    arrives: Line2D
    share: Text

    def show(self, which: str, runner: _Runner) -> None:
        self.curve.set_data(_TIMES, runner.curve)
        self.dot.set_data([runner.time_h], [runner.now])
        self.regimen.set_text(f"{upper(which)}: {lower(runner.row.label)}")
        self.arrives.set_xdata([0, 100 * runner.arrives])
        self.share.set_text(f"{percent(runner.arrives)} of the dose")


def _lane(figure: Figure, axes: Axes, bars: Axes, number: int) -> _Lane:
    """Draw what stands still of the first lane (0) or the second (1), and return what moves in it."""
    name, ink, shape = (("First", "blue", "o"), ("Second", "orange", "D"))[number]
    width, dash = ((2.8, None), (2.4, marks.DASHED))[number]
    y, level = 0.945 - 0.062 * number, 2.6 - 2.0 * number
    sample = figure.add_axes((0.075, y - 0.03, 0.05, 0.06))
    sample.set_axis_off()
    sample.set_xlim(0, 1)
    sample.set_ylim(-1, 1)
    marks.line(sample, ink, width, dash, [0, 1], [0, 0])
    marks.points(sample, ink, shape, x=[0.5], y=[0])
    marks.bar(bars, "grid", 17 + number, [0, 100], [level, level])
    marks.words(bars, 0, level + 0.52, f"{name}: arrives as ketamine", ink)
    return _Lane(
        curve=marks.line(axes, ink, width, dash),
        dot=marks.points(axes, ink, shape, 9, clip_on=False),
        regimen=marks.words(figure, 0.135, y, "", ink, "text"),
        arrives=marks.bar(bars, ink, 12 + number, [0, 0], [level, level]),
        share=marks.words(bars, 0, level - 0.52),
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
    axes = figure.add_axes((0.075, 0.13, 0.60, 0.66))
    style.dress(axes, xlabel="Time after the start (h)", ylabel="In blood plasma (ng/mL)")
    axes.set_xlim(0, END_H)
    axes.set_ylim(0, _TOP)
    bars = figure.add_axes((0.735, 0.13, 0.25, 0.66))
    style.dress(bars, xlabel="Share of the dose (%)", grid=False)
    bars.set_xlim(0, 100)
    bars.set_ylim(-0.6, 3.6)
    bars.set_yticks([])
    bars.spines["left"].set_visible(False)
    lanes = {which: _lane(figure, axes, bars, number) for number, which in enumerate(("first", "second"))}
    now = marks.cursor(axes)
    what = marks.words(axes, END_H - 0.05, _TOP - 4, "", size="text", ha="right", va="top", bold=True)

    def update(*, first: str, second: str, substance: str, time_min: float) -> Reading:
        one, two = (_Runner.of(id, substance, time_min) for id in (first, second))
        lanes["first"].show("first", one)
        lanes["second"].show("second", two)
        # Late, the line ends below the words in the corner.
        now.set_data([one.time_h] * 2, [0, _TOP if time_min < 240 else _TOP - 18])
        what.set_text(f"{upper(substance)}, {clock(one.time_h)}")
        slots = {"time_h": one.time_h, "substance": substance} | one.slots("first") | two.slots("second")
        rows = (*one.rows("First"), *two.rows("Second"))
        return Reading.of(_SENTENCES, "two routes", slots, ("Quantity", "Value now"), rows, _BRIEF)

    parts = {f"{which} {part}": getattr(lane, part) for part in _Lane._fields for which, lane in lanes.items()}
    return LiveFigure(figure, {"time": now} | parts | {"substance": what}, update, "Two routes side by side", _panel())
