"""What does the body make of ketamine, and what is its half-life? Drug and metabolite on a logarithmic scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketlessons.evidence import Regimen, regimen
from ketlessons.figures.dose.regimens import MODEL_WORDS, REGIMENS, menu, model_of
from ketlessons.models import Course
from ketlessons.published import trace
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import clock, concentration, lower, number

END_H = 24.0
_LOW, _HIGH = 0.1, 600.0
# Every minute where the curve bends, every five where it does not.
_TIMES = np.concatenate([np.arange(0, 360), np.arange(360, int(END_H * 60) + 1, 5)]) / 60.0
#: Half of the time over which a slope is measured.
_AROUND_H = 0.01
#: Slower than 5 % an hour, up or down, is neither rising nor falling; the slowest terminal fall is 6 % an hour.
_STANDS_PER_H = 0.05


@cache
def _course(regimen_id: str) -> Course:
    return trace(regimen_id, model_of(regimen(regimen_id)), _TIMES)


@dataclass(frozen=True)
class _Moment:
    """Drug and metabolite at one time after one regimen."""

    row: Regimen
    course: Course
    time_h: float

    @classmethod
    def of(cls, regimen_id: str, time_h: float) -> _Moment:
        return cls(regimen(regimen_id), _course(regimen_id), time_h)

    @property
    def now(self) -> tuple[float, float]:
        ketamine, norketamine = self.course.at(self.time_h)
        return float(ketamine), float(norketamine)

    @property
    def fall_per_h(self) -> float:
        """How fast ketamine falls now, on the logarithmic scale; negative while it rises."""
        before, after = self.course.at([self.time_h - _AROUND_H, self.time_h + _AROUND_H])[0]
        return float(np.log(before / after)) / (2 * _AROUND_H)

    @property
    def halves_in_h(self) -> float | None:
        """Time in which ketamine halves at the slope it has now; None while it rises or stands still."""
        return float(np.log(2)) / self.fall_per_h if self.fall_per_h > _STANDS_PER_H else None

    @property
    def ratio(self) -> float:
        """Norketamine over ketamine, in ng/mL, now."""
        ketamine, norketamine = self.now
        return norketamine / ketamine

    @property
    def area_ratio(self) -> float:
        """Norketamine over ketamine, whole areas under the curves."""
        return float(self.course.norketamine_auc_inf_ng_h_ml / self.course.auc_inf_ng_h_ml)

    def slope(self) -> str:
        if self.halves_in_h is None:
            return "ketamine still rises" if self.fall_per_h < -_STANDS_PER_H else "ketamine is near its peak"
        return f"ketamine halves in {clock(self.halves_in_h)}"

    def sentence(self) -> str:
        ketamine, norketamine = self.now
        falling = self.halves_in_h is not None
        pace = f"at its slope now {self.slope()}" if falling else self.slope()
        return (
            f"{clock(self.time_h)} after the start of {self.row.phrase}: ketamine {concentration(ketamine)}, "
            f"norketamine {concentration(norketamine)}, {number(self.ratio)} times as much; {pace}. The terminal "
            f"half-life of this model is {clock(float(self.course.half_life_h))}. Over the whole course the area under "
            f"norketamine is {number(self.area_ratio)} times that under ketamine."
        )

    def rows(self) -> tuple[tuple[str, str], ...]:
        ketamine, norketamine = self.now
        course = self.course
        return (
            ("Regimen", self.row.phrase),
            (f"Ketamine at {clock(self.time_h)}", concentration(ketamine)),
            (f"Norketamine at {clock(self.time_h)}", concentration(norketamine)),
            ("Norketamine over ketamine now", number(self.ratio)),
            ("Slope now", self.slope()),
            ("Terminal half-life of ketamine", clock(float(course.half_life_h))),
            ("Peak of ketamine", f"{concentration(float(course.cmax_ng_ml))} at {clock(float(course.tmax_h))}"),
            (
                "Peak of norketamine",
                f"{concentration(float(course.norketamine_cmax_ng_ml))} at {clock(float(course.norketamine_tmax_h))}",
            ),
            ("Area under norketamine over area under ketamine", number(self.area_ratio)),
            ("Drawn with", MODEL_WORDS[course.name]),
        )


def _panel() -> Panel:
    times = (0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 23)
    return Panel(
        (
            Choice("route", "Regimen", menu(REGIMENS), "iv_infusion"),
            Range("time_h", "Time after the start", times, 1, texts=tuple(map(clock, times))),
        ),
        hint="Walk along the curve and read the slope: how long ketamine takes to halve now, and how long later.",
    )


@steady()
def parent_metabolite() -> LiveFigure:
    """Return the live figure; controls: route, time_h."""
    figure = style.figure(9.0, 4.5)
    axes = style.dress(figure.add_axes((0.085, 0.135, 0.70, 0.75)), xlabel="Time after the start (h)",
                       ylabel="In blood plasma (ng/mL), log scale")  # fmt: skip
    axes.set_yscale("log")
    axes.set_xlim(0, END_H)
    axes.set_ylim(_LOW, _HIGH)
    axes.set_xticks(range(0, 25, 4))
    axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.minorticks_off()
    ketamine = axes.plot([], [], color=colour("blue"), linewidth=2.8)[0]
    norketamine = axes.plot([], [], color=colour("purple"), linewidth=2.4, linestyle=(0, (6, 2)))[0]
    tangent = axes.plot([], [], color=colour("ink"), linewidth=1.5, linestyle=(0, (1.5, 1.5)))[0]
    dot = axes.plot([], [], "o", color=colour("blue"), markersize=9, markeredgecolor=colour("paper"))[0]
    other = axes.plot([], [], "D", color=colour("purple"), markersize=8, markeredgecolor=colour("paper"))[0]
    head = figure.text(0.085, 0.94, "", color=colour("ink"), fontsize=style.TEXT_PT, fontweight="bold", va="center")
    # Beside the curves, where nothing can run into them.
    side = {"fontsize": style.SMALL_PT, "va": "top", "linespacing": 1.35}
    figure.text(0.80, 0.875, "solid: ketamine", color=colour("blue"), **side)
    kept = figure.text(0.80, 0.82, "", color=colour("blue"), fontsize=12, fontweight="bold", va="top")
    figure.text(0.80, 0.70, "dashed: norketamine", color=colour("purple"), **side)
    made = figure.text(0.80, 0.645, "", color=colour("purple"), fontsize=12, fontweight="bold", va="top")
    figure.text(0.80, 0.525, "dotted: the slope now", color=colour("ink"), **side)
    slope = figure.text(0.80, 0.47, "", color=colour("ink"), **side)

    def update(*, route: str, time_h: float) -> Reading:
        moment = _Moment.of(route, time_h)
        ketamine.set_data(_TIMES, np.maximum(moment.course.ketamine_ng_ml, _LOW / 10))
        norketamine.set_data(_TIMES, np.maximum(moment.course.norketamine_ng_ml, _LOW / 10))
        now, then = moment.now
        dot.set_data([time_h], [now])
        other.set_data([time_h], [then])
        half = moment.halves_in_h
        reach = np.array([max(time_h - 2.5, 0.0), min(time_h + 5.0, END_H)])
        tangent.set_data(reach, now * np.exp2(-(reach - time_h) / half) if half else [np.nan, np.nan])
        head.set_text(f"{clock(time_h)} after the start: {lower(moment.row.label)}")
        kept.set_text(concentration(now))
        made.set_text(concentration(then))
        slope.set_text(moment.slope().replace("ketamine ", "ketamine\n"))
        return Reading(moment.sentence(), ("Quantity", "Value now"), moment.rows())

    moving = {
        "ketamine": ketamine,
        "norketamine": norketamine,
        "tangent": tangent,
        "dot": dot,
        "other": other,
        "head": head,
        "kept": kept,
        "made": made,
        "slope": slope,
    }
    return LiveFigure(figure, moving, update, "Drug and metabolite", _panel())
