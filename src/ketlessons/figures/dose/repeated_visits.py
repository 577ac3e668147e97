"""Does a drug build up when it is given again and again, or without a pause? Named courses over four weeks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property

import numpy as np

from ketlessons.evidence import fact, schedule, value
from ketlessons.figures.dose.regimens import MODEL_WORDS
from ketlessons.models.dose.exposure import first_volume
from ketlessons.published.dose.routes import models_for
from ketlessons.published.dose.visits import Visits, visits
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, say, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.words import clock

#: What the menu offers: schedules of trials and of a label, and no others.
COURSES = ("spray_twice_weekly", "infusion_thrice_weekly", "infusion_96h", "injection_once")
#: Times worth stopping at, h. The eighth visit of the spray begins after 588 h.
TIMES_H = (0, 1 / 12, 0.5, 1, 2, 5, 12, 24, 48, 72, 96, 120, 168, 240, 336, 504, 588, 672)
#: What was published of a level, to lay beside the course: evidence row, hours from, to.
PUBLISHED = {"infusion_96h": ("infusion_96h_mean", 0.0, 96.0)}

#: What the abstract of a set's own study prints, where the set itself gives another number.
_ABSTRACT = {"nasal": (("The study's abstract: clearance", "{:.0f} L/h", "cl_s_popk"),)}

_LOW, _HIGH = 0.01, 3000.0
_ONE_VISIT_H, _ALL_DAYS = 120.0, 28.0
_STEADY = 0.99  # share of the plateau from which it is called reached


class Case(StrEnum):
    """What there is to say of a course at a time."""

    FIRST_SAMPLE = auto()
    LATER_SAMPLE = auto()
    GONE = auto()
    FILLING = auto()
    STEADY = auto()
    EMPTYING = auto()
    NO_BUILD_UP = auto()
    LITTLE_BUILD_UP = auto()


_AREA = (
    "F × dose / CL, {fraction:percent} of {amount:.0f} mg / {clearance:.0f} L/h = {area:.0f} ng·h/mL for each visit."
)
_LEFT = "{set}{when}: {level:ng_ml}{left} "
#: What is left when the last visit begins: the level itself if that is now, else a sentence of its own.
_LEFT_NOW = " is left of those before it."
_LEFT_THEN = ". When visit {last} begins, {before:ng_ml} is left of those before it."
_SENTENCES = {
    Case.FIRST_SAMPLE: "{set}At once, {amount:.0f} mg: the first sample would hold {level:ng_ml}. Dose over level is "
    "the volume that it seems to have gone into, {volume:.0f} L. At steady state it would be {steady:.0f} L.",
    Case.LATER_SAMPLE: "{set}{when} after the injection: {level:ng_ml}. Dose over this level is {seen:.0f} L, more "
    "than the {volume:.0f} L of the first sample: drug has gone into tissues and been cleared.",
    Case.GONE: "{set}{when} after the injection: {level:ng_ml}. Too little to say a volume by.",
    Case.FILLING: "{set}{when}: {level:ng_ml}, {share:percent} of the plateau. More comes in, {rate:.0f} mg/h, than is "
    "cleared, so drug accumulates. The plateau will be rate over clearance, {plateau:ng_ml}.",
    Case.STEADY: "{set}{when}: {level:ng_ml}. As much is cleared as comes in: steady state, at rate over clearance, "
    "{rate:.0f} mg/h / {clearance:.0f} L/h = {plateau:ng_ml}.",
    Case.EMPTYING: "{set}{since:clock} after the end: {level:ng_ml} is left, {share:percent} of the plateau.",
    Case.NO_BUILD_UP: _LEFT + "Its peak, {peak:ng_ml}, is that of the first: no accumulation. " + _AREA,
    Case.LITTLE_BUILD_UP: _LEFT + "The area of a late interval is {more:percent} larger than that of the first: a "
    "little accumulation. " + _AREA,
}
_LEVEL = News("Level now", "{level:ng_ml}")
_VISITS = (_LEVEL._replace(steady=True), News("Left before last visit", "{before:ng_ml}", steady=True))
_LAST_PEAK = News("Last peak", "{peak:ng_ml}")
_VOLUME = News("Volume at steady state", "{steady:.0f} L", steady=True)
_SHARE = News("Share of the plateau", "{share:percent}")
_PLATEAU = News("Plateau", "{plateau:ng_ml}", steady=True)
_BRIEF = {
    Case.FIRST_SAMPLE: (News("Volume by this sample", "{volume:.0f} L"), _LEVEL, _VOLUME),
    Case.LATER_SAMPLE: (News("Volume by this sample", "{seen:.0f} L"), _LEVEL, _VOLUME),
    Case.GONE: (_LEVEL, News("Volume by this sample", "none")),
    Case.FILLING: (_SHARE, _LEVEL, _PLATEAU),
    Case.STEADY: (_SHARE._replace(steady=True), _LEVEL, _PLATEAU, News("Steady state", "reached")),
    Case.EMPTYING: (_SHARE, _LEVEL, _PLATEAU),
    Case.NO_BUILD_UP: (*_VISITS, News("Accumulation", "none", steady=True), _LAST_PEAK),
    Case.LITTLE_BUILD_UP: (*_VISITS, News("Accumulation", "{more:percent}", steady=True), _LAST_PEAK),
}
_BEGINS = News("Last visit", "begins now")
#: Said first where the set that was asked for does not take what is given.
_DRAWN = News("Drawn with the", "{drawn}")


def _when(time_h: float) -> str:
    """Write a time with half days kept: visits begin at them."""
    return clock(time_h) if time_h < 48 else f"{time_h / 24:g} days"


@dataclass(frozen=True)
class _Moment:
    """One course in one published set, at one time."""

    found: Visits
    time_h: float
    asked: str

    @classmethod
    def at(cls, course: str, time_h: float, model: str) -> _Moment:
        taken = models_for(schedule(course).regimen)
        return cls(visits(course, model if model in taken else taken[0]), time_h, model)

    @cached_property
    def level(self) -> float:
        # Before anything was given the sum of exponentials is nothing but rounding.
        level = float(self.found.course.at(self.time_h)[0])
        return level if level > 1e-9 else 0.0

    @property
    def repeats(self) -> bool:
        return self.found.schedule.interval_h is not None

    @property
    def visit(self) -> int | None:
        """Which visit begins now, where something is given again."""
        begins = np.flatnonzero(np.isclose(self.found.starts_h, self.time_h))
        return int(begins[0]) + 1 if self.repeats and len(begins) else None

    @property
    def case(self) -> Case:
        if self.repeats:
            # Up to half a percent more: nobody could measure it.
            return Case.NO_BUILD_UP if self.found.accumulation < 1.005 else Case.LITTLE_BUILD_UP
        if self.found.plateau_ng_ml is None:
            if self.time_h == 0:
                return Case.FIRST_SAMPLE
            return Case.LATER_SAMPLE if self.level >= _LOW else Case.GONE
        if self.time_h > self.found.given_h:
            return Case.EMPTYING
        return Case.STEADY if self.found.share_of_plateau(self.time_h) >= _STEADY else Case.FILLING

    def slots(self) -> dict[str, object]:
        """Return what the sentence of this case may ask for."""
        found, last = self.found, self.found.schedule.times
        takes = "The {asked} takes no injection, so the {drawn} is drawn. "
        drawn = {"asked": MODEL_WORDS[self.asked], "drawn": MODEL_WORDS[found.model]}
        slots: dict[str, object] = {
            "set": "" if found.model == self.asked else say(takes, **drawn),
            "when": _when(self.time_h),
            "drawn": drawn["drawn"],
            "level": self.level,
            "amount": found.amount_mg,
            "clearance": found.clearance_l_h,
            "volume": found.sampled_volume_l,
            "steady": found.steady_volume_l,
            "area": found.auc_ng_h_ml,
            "fraction": found.fraction,
        }
        if self.repeats:
            visit = self.visit
            slots["when"] = _when(self.time_h) + (f", as visit {visit} begins" if visit else "")
            slots |= {
                "last": last,
                "left": _LEFT_NOW if visit == last else say(_LEFT_THEN, last=last, before=found.before_ng_ml(last)),
                "before": found.before_ng_ml(last),
                "peak": found.peak_ng_ml(last),
                "more": found.accumulation - 1,
            }
        elif found.plateau_ng_ml is None:
            if self.level >= _LOW:
                slots["seen"] = float(first_volume(found.amount_mg, self.level))
        else:
            slots |= {
                "rate": found.amount_mg / found.given_h,
                "plateau": found.plateau_ng_ml,
                "share": found.share_of_plateau(self.time_h),
                "since": self.time_h - found.given_h,
            }
        return slots

    @property
    def brief(self) -> tuple[News, ...]:
        """What is told of a move, with slots."""
        drawn = () if self.found.model == self.asked else (_DRAWN,)
        told = _BRIEF[self.case]
        # When the last visit begins, the level is what is left before it, and is said once.
        if self.visit == self.found.schedule.times:
            told = [_BEGINS if news.subject == _LEVEL.subject else news for news in told]
        return told_of(self.found.schedule.id, *drawn, *told)

    def rows(self) -> tuple[tuple[str, str], ...]:
        found, last = self.found, self.found.schedule.times
        rows: list[tuple[str, str]] = [
            ("Drawn with", MODEL_WORDS[found.model]),
            (f"Level at {_when(self.time_h)}", printed("{:ng_ml}", self.level)),
            ("Clearance, CL", printed("{:.0f} L/h", found.clearance_l_h)),
            *((name, printed(how, value(row))) for name, how, row in _ABSTRACT.get(found.model, ())),
            ("Volume by the first sample", printed("{:.0f} L", found.sampled_volume_l)),
            ("Volume of distribution at steady state", printed("{:.0f} L", found.steady_volume_l)),
            ("Given at one visit", printed("{:.0f} mg", found.amount_mg)),
            ("Arrives as ketamine, F", printed("{:percent}", found.fraction)),
            ("Area that one visit leaves, F × dose / CL", printed("{:.0f} ng·h/mL", found.auc_ng_h_ml)),
        ]
        if found.plateau_ng_ml is not None:
            name = "Mean level of all hours, rate / CL" if self.repeats else "Plateau, rate / CL"
            rows.append((name, printed("{:ng_ml}", found.plateau_ng_ml)))
        if self.repeats:
            rows += [
                ("Peak of the first visit", printed("{:ng_ml}", found.peak_ng_ml(1))),
                (f"Peak of visit {last}", printed("{:ng_ml}", found.peak_ng_ml(last))),
                (f"Left when visit {last} begins", printed("{:ng_ml}", found.before_ng_ml(last))),
                ("Accumulation: area of a late interval / the first", printed("{:.3f}", found.accumulation)),
                ("So much larger is a late interval", printed("{:percent}", found.accumulation - 1)),
            ]
        elif found.plateau_ng_ml is not None:
            rows += [
                ("Rate", printed("{:.0f} mg/h", found.amount_mg / found.given_h)),
                ("Share of the plateau now", printed("{:percent}", found.share_of_plateau(self.time_h))),
            ]
        if found.schedule.id in PUBLISHED:
            row = fact(PUBLISHED[found.schedule.id][0])
            rows.append(("Published mean, cross", Printed(row.text(), row.value)))
        return tuple(rows)


def _panel() -> Panel:
    courses = tuple((id, schedule(id).label) for id in COURSES)
    return Panel(
        (
            Choice("course", "What is given", courses, "spray_twice_weekly"),
            Range("time_h", "Time after the start", TIMES_H, 588, texts=tuple(map(_when, TIMES_H))),
            Choice("model", "Published set", tuple(MODEL_WORDS.items()), "nasal", same=True),
        ),
        presets=(
            Preset("Spray, twice a week", {"course": "spray_twice_weekly", "time_h": 588, "model": "nasal"}),
            Preset("Four days without a pause", {"course": "infusion_96h", "time_h": 96, "model": "venous"}),
            Preset("One injection, first sample", {"course": "injection_once", "time_h": 0, "model": "venous"}),
        ),
        hint="Does the level build up? Find the plateau, then change the set and see what stays.",
    )


@steady()
def repeated_visits() -> LiveFigure:
    """Return the live figure; controls: course, time_h, model."""
    figure = style.figure(9.0, 4.6)
    weeks = style.dress(figure.add_axes((0.085, 0.13, 0.43, 0.70)), xlabel="Days", ylabel="In blood plasma (ng/mL)")
    hours = style.dress(figure.add_axes((0.585, 0.13, 0.39, 0.70)), xlabel="Hours since a visit began")
    powers = {10.0**power: f"{10.0**power:g}" for power in range(-2, 4)}
    for axes, end, step in ((weeks, _ALL_DAYS, 7), (hours, _ONE_VISIT_H, 24)):
        axes.set_yscale("log")
        axes.set_xlim(-0.01 * end, end)
        axes.set_ylim(_LOW, _HIGH)
        marks.ticks(axes, x={float(x): str(x) for x in range(0, int(end) + 1, step)}, y=powers)
        axes.minorticks_off()
    whole = marks.line(weeks, "blue", 1.5)
    first, last = marks.line(hours, "blue", 2.8), marks.line(hours, "orange", 2.0, marks.DASHED)
    even = [marks.line(axes, "purple", 2.2, (1.0, 1.5)) for axes in (weeks, hours)]
    published = marks.bar(hours, "ink", 1.6, zorder=3)
    cross = marks.points(hours, "ink", "X", 9, zorder=4)
    now = [marks.points(axes, "ink", size=9, zorder=5, clip_on=False) for axes in (weeks, hours)]
    head = marks.words(figure, 0.085, 0.95, size="text", bold=True)
    note = marks.words(figure, 0.085, 0.88, ink="purple")
    key = marks.words(figure, 0.585, 0.88, ink="blue")

    def update(*, course: str, time_h: float, model: str) -> Reading:
        moment = _Moment.at(course, time_h, model)
        found, starts = moment.found, moment.found.starts_h
        level = np.maximum(found.course.ketamine_ng_ml, _LOW / 10)
        whole.set_data(found.time_h / 24, level)
        for visit, curve in ((0, first), (found.schedule.times - 1, last)):
            since = found.time_h - starts[visit]
            shown = (since >= 0) & (since <= (found.schedule.interval_h or _ONE_VISIT_H))
            if curve is last and not moment.repeats:
                shown[:] = False
            curve.set_data(since[shown], level[shown])
        plateau = found.plateau_ng_ml
        lasting_h = found.schedule.times * (found.schedule.interval_h or found.given_h)
        shown_in = (plateau is not None, plateau is not None and not moment.repeats)
        for dotted, unit, drawn in zip(even, (24.0, 1.0), shown_in, strict=True):
            dotted.set_data([0, lasting_h / unit] if drawn else [], [plateau] * 2 if drawn else [])
        row, start, end = PUBLISHED.get(course, (None, 0.0, 0.0))
        seen = fact(row).value if row else None
        published.set_data([start, end] if row else [], [seen] * 2 if row else [])
        cross.set_data([(start + end) / 2] if row else [], [seen] if row else [])
        since_h = time_h - starts[starts <= time_h].max()
        seen_now = max(moment.level, _LOW)
        now[0].set_data([time_h / 24], [seen_now])
        inside = since_h <= _ONE_VISIT_H
        now[1].set_data([since_h] if inside else [], [seen_now] if inside else [])
        head.set_text(f"{found.schedule.label}: {_when(time_h)}")
        note.set_text("dot: now" if plateau is None else "dotted: rate over clearance; dot: now")
        key.set_text(_KEYS[moment.repeats, row is not None].format(last=found.schedule.times))
        told, brief = (moment.slots(), ("Quantity", "Value now"), moment.rows()), moment.brief
        return Reading.of(_SENTENCES, moment.case, *told, brief)

    moving = {
        "course": whole,
        "first visit": first,
        "last visit": last,
        "rate over clearance": even,
        "published": published,
        "published mean": cross,
        "now": now,
        "head": head,
        "note": note,
        "key": key,
    }
    return LiveFigure(figure, moving, update, "Again and again, or without a pause", _panel())


_KEYS = {
    (True, False): "solid: first visit; dashed: visit {last}",
    (False, True): "solid: the course; cross and line: published mean",
    (False, False): "solid: the course",
}
