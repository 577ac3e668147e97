"""What does the body make of ketamine, and what is its half-life? Drug and metabolite on a logarithmic scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from math import isinf

import numpy as np

from ketlessons.evidence import Regimen, regimen
from ketlessons.figures.dose.regimens import MODEL_WORDS, REGIMENS, menu
from ketlessons.models.dose.course import Course
from ketlessons.published.dose.areas import AreaRatio, area_ratio
from ketlessons.published.dose.sets import trace
from ketlessons.published.dose.visits import set_for
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, say, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.words import clock, concentration, lower, number

END_H = 24.0
_LOW, _HIGH = 0.1, 600.0
# Every minute where the curve bends, every five where it does not.
_TIMES = np.concatenate([np.arange(0, 360), np.arange(360, int(END_H * 60) + 1, 5)]) / 60.0
#: Half of the time over which a slope is measured.
_AROUND_H = 0.01
#: Slower than 5 % an hour, up or down, is neither rising nor falling; the slowest terminal fall is 6 % an hour.
_STANDS_PER_H = 0.05

#: What ketamine does at a time, by case.
_SLOPES = {
    "rises": "ketamine still rises",
    "stands": "ketamine is near its peak",
    "falls": "ketamine halves in {halves_in_h:clock}",
}
_NOW = (
    "{time_h:clock} after the start of {regimen}: ketamine {ketamine:ng_ml}, norketamine {norketamine:ng_ml}, "
    "{ratio:number} times as much; "
)
_TERMINAL = ". The terminal half-life of this model is {terminal_h:clock}. "
#: Over which hours areas are counted, by whether that is some or all.
_OVER = {True: "Over the whole course", False: "Over the first {hours:clock}"}
_AREA = "{over} the area under norketamine is {area_ratio:number} times that under ketamine"
#: Whether anything was published for the same hours.
_AREAS = {True: _AREA + "; published: {published}.", False: _AREA + "."}
_SENTENCES = {
    (slope, published): _NOW + ("at its slope now " if slope == "falls" else "") + words + _TERMINAL + area
    for slope, words in _SLOPES.items()
    for published, area in _AREAS.items()
}
#: Only another regimen moves an area, and then it is what a learner waits for. Each is named by its hours, so that an
#: area is never said to have been one over other hours.
_BRIEF_AREA = News("Norketamine's area {hours}", "{area_ratio:number} times ketamine's")
_BRIEF_PUBLISHED = News("Published {hours}", "{seen} times")
_BRIEF_HOURS = {True: "over all hours", False: "over {hours:clock}"}
_BRIEF_SLOPES = {
    "rises": News("Ketamine still", "rises"),
    "stands": News("Ketamine is", "near its peak"),
    "falls": News("Ketamine halves in", "{halves_in_h:clock}"),
}
_BRIEF = {
    slope: (
        news,
        News("Ketamine", "{ketamine:ng_ml}"),
        News("Norketamine", "{norketamine:ng_ml}"),
        News("Terminal half-life", "{terminal_h:clock}", steady=True),
    )
    for slope, news in _BRIEF_SLOPES.items()
}


@cache
def _course(regimen_id: str) -> Course:
    return trace(regimen_id, set_for(regimen(regimen_id)), _TIMES)


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

    @cached_property
    def fall_per_h(self) -> float:
        """How fast ketamine falls now, on the logarithmic scale; negative while it rises."""
        before, after = self.course.at([self.time_h - _AROUND_H, self.time_h + _AROUND_H])[0]
        return float(np.log(before / after)) / (2 * _AROUND_H)

    @property
    def slope(self) -> str:
        if abs(self.fall_per_h) <= _STANDS_PER_H:
            return "stands"
        return "falls" if self.fall_per_h > 0 else "rises"

    @property
    def halves_in_h(self) -> float | None:
        """Time in which ketamine halves at the slope it has now; None while it rises or stands still."""
        return float(np.log(2)) / self.fall_per_h if self.slope == "falls" else None

    @property
    def case(self) -> tuple[str, bool]:
        return self.slope, bool(self.areas.published)

    @property
    def areas(self) -> AreaRatio:
        return area_ratio(self.row.id)

    @property
    def over(self) -> str:
        return say(_OVER[isinf(self.areas.hours)], hours=self.areas.hours)

    @property
    def slots(self) -> dict[str, object]:
        ketamine, norketamine = self.now
        return {
            "time_h": self.time_h,
            "regimen": self.row.phrase,
            "ketamine": ketamine,
            "norketamine": norketamine,
            "ratio": norketamine / ketamine,
            "halves_in_h": self.halves_in_h,
            "terminal_h": float(self.course.half_life_h),
            "over": self.over,
            "area_ratio": self.areas.model,
            "published": self._published_cell(),
            "seen": " and ".join(map(number, self.areas.published)),
        }

    @property
    def brief(self) -> tuple[News, ...]:
        """What is told of a move, with slots."""
        hours = say(_BRIEF_HOURS[isinf(self.areas.hours)], hours=self.areas.hours)
        areas = (_BRIEF_AREA, _BRIEF_PUBLISHED) if self.areas.published else (_BRIEF_AREA,)
        named = (news._replace(subject=say(news.subject, hours=hours)) for news in areas)
        return told_of("{regimen}", *named, *_BRIEF[self.slope])

    def slope_words(self) -> Printed:
        numbers = () if self.halves_in_h is None else (self.halves_in_h,)
        return Printed(say(_SLOPES[self.slope], halves_in_h=self.halves_in_h), *numbers)

    def _area_cell(self) -> Printed:
        hours = () if isinf(self.areas.hours) else (self.areas.hours,)
        return Printed(f"{lower(self.over)} {number(self.areas.model)}", *hours, self.areas.model)

    def _published_cell(self) -> Printed:
        found = self.areas.published
        return Printed(" and ".join(f"{number(one)} times" for one in found) or "no area for this regimen", *found)

    def rows(self) -> tuple[tuple[str, str], ...]:
        course, slots = self.course, self.slots
        peak = course.cmax_ng_ml, course.tmax_h
        made = course.norketamine_cmax_ng_ml, course.norketamine_tmax_h
        whole = course.norketamine_auc_inf_ng_h_ml / course.auc_inf_ng_h_ml
        return (
            ("Regimen", self.row.phrase),
            (f"Ketamine at {clock(self.time_h)}", printed("{:ng_ml}", slots["ketamine"])),
            (f"Norketamine at {clock(self.time_h)}", printed("{:ng_ml}", slots["norketamine"])),
            ("Norketamine over ketamine now", printed("{:number}", slots["ratio"])),
            ("Slope now", self.slope_words()),
            ("Terminal half-life of ketamine", printed("{:clock}", slots["terminal_h"])),
            ("Peak of ketamine", printed("{:ng_ml} at {:clock}", *map(float, peak))),
            ("Peak of norketamine", printed("{:ng_ml} at {:clock}", *map(float, made))),
            ("Area under norketamine over area under ketamine", self._area_cell()),
            ("The same, published", self._published_cell()),
            ("The same, whole course", printed("{:number}", float(whole))),
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
    axes = figure.add_axes((0.085, 0.135, 0.70, 0.75))
    style.dress(axes, xlabel="Time after the start (h)", ylabel="In blood plasma (ng/mL), log scale")
    axes.set_yscale("log")
    axes.set_xlim(0, END_H)
    axes.set_ylim(_LOW, _HIGH)
    axes.set_xticks(range(0, 25, 4))
    marks.ticks(axes, y={0.1: "0.1", 1: "1", 10: "10", 100: "100"})
    axes.minorticks_off()
    ketamine, norketamine = marks.line(axes, "blue", 2.8), marks.line(axes, "purple", dash=marks.DASHED)
    tangent = marks.line(axes, "ink", 1.5, (1.5, 1.5))
    dot, diamond = marks.points(axes, "blue", "o", 9), marks.points(axes, "purple", "D")
    head = marks.words(figure, 0.085, 0.94, size="text", bold=True)
    # Beside the curves, where nothing can run into them.
    side = {"va": "top", "linespacing": 1.35}
    marks.words(figure, 0.80, 0.875, "solid: ketamine", "blue", **side)
    kept = marks.words(figure, 0.80, 0.82, "", "blue", "head", va="top", bold=True)
    marks.words(figure, 0.80, 0.70, "dashed: norketamine", "purple", **side)
    made = marks.words(figure, 0.80, 0.645, "", "purple", "head", va="top", bold=True)
    marks.words(figure, 0.80, 0.525, "dotted: the slope now", **side)
    slope = marks.words(figure, 0.80, 0.47, **side)

    def update(*, route: str, time_h: float) -> Reading:
        moment = _Moment.of(route, time_h)
        ketamine.set_data(_TIMES, np.maximum(moment.course.ketamine_ng_ml, _LOW / 10))
        norketamine.set_data(_TIMES, np.maximum(moment.course.norketamine_ng_ml, _LOW / 10))
        now, then = moment.now
        dot.set_data([time_h], [now])
        diamond.set_data([time_h], [then])
        half = moment.halves_in_h
        reach = np.array([max(time_h - 2.5, 0.0), min(time_h + 5.0, END_H)])
        tangent.set_data(reach, now * np.exp2(-(reach - time_h) / half) if half else [np.nan, np.nan])
        head.set_text(f"{clock(time_h)} after the start: {lower(moment.row.label)}")
        kept.set_text(concentration(now))
        made.set_text(concentration(then))
        slope.set_text(moment.slope_words().replace("ketamine ", "ketamine\n"))
        return Reading.of(_SENTENCES, moment.case, moment.slots, ("Quantity", "Value now"), moment.rows(), moment.brief)

    moving = {
        "ketamine": ketamine,
        "norketamine": norketamine,
        "slope": tangent,
        "ketamine now": dot,
        "norketamine now": diamond,
        "title": head,
        "ketamine in words": kept,
        "norketamine in words": made,
        "slope in words": slope,
    }
    return LiveFigure(figure, moving, update, "Drug and metabolite", _panel())
