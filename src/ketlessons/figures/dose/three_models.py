"""Which model is right? One dose through three published sets of parameters, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketlessons.evidence import Fact, Regimen, fact, regimen
from ketlessons.figures.dose.regimens import MODEL_WORDS, menu, minutes
from ketlessons.models.dose.course import Course
from ketlessons.published.dose.routes import models_for
from ketlessons.published.dose.samples import samples
from ketlessons.published.dose.sets import trace
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, printed_span, say, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import upright
from ketlessons.stage.words import clock, concentration, lower, number, upper

END_H = 2.0
_LOW, _HIGH = 8.0, 7000.0
_TIMES = np.arange(0, int(END_H * 60) + 1) / 60.0

_INJURED = "median of injured people; site of sampling not given in the abstract"
_TYPICAL = "typical peak by the nasal study's own model, placed at ours"
#: What each published level is. Which there are, and when, stands in `published`.
_WHAT = {
    "antidepressant_total_ng_ml": "peak and range from a review; site of sampling not given",
    "infusion_40min_mean_lenze": "mean of ten people in a trial; moment of sampling not given",
    **{f"iv_half_{minute}min": _INJURED for minute in (5, 10, 15, 30)},
    "conc_s_arterial_after_50": "arterial peak, first visit",
    "conc_s_arterial_after_100": "arterial peak, second visit",
    "im_half_cmax": "median peak of injured people",
    **{f"nasal_cmax_{mg}": _TYPICAL for mg in (28, 56, 84)},
    "conc_bolus_5min_label": "label, adults and children",
    "conc_im_15min_label": "label, adults and children",
}
#: The regimens that the menu offers, in order.
SHOWN = (
    *("iv_infusion", "iv_half", "iv_s_infusion", "im_half", "nasal_28", "nasal_56", "nasal_84"),
    *("iv_bolus_label", "im_label"),
)

_START = "{time_h:clock} after the start of {regimen}, ketamine in plasma by "
_NOW = " published models: {by_model}; the highest is {ratio:number} times the lowest."
_THREE = f"{_START}three{_NOW}"
_TWO = f"{_START}two{_NOW} The nasal population model is not made for this dose."
#: By how many models take the dose, and whether the published values are shown.
_SENTENCES = {
    (3, True): _THREE + " {published:upper}.",
    (3, False): _THREE + " Published values are hidden.",
    (2, True): _TWO + " {published:upper}.",
    (2, False): _TWO + " Published values are hidden.",
}
_BRIEF_MODELS = {
    "venous": News("Venous", "{venous:ng_ml}"),
    "arterial": News("Arterial", "{arterial:ng_ml}"),
    "nasal": News("Nasal", "{nasal:ng_ml}"),
}
_NO_NASAL = News("Nasal", "none")
_APART = News("Models differ", "{ratio:number} times")
_HIDDEN = News("Published values", "hidden")
#: What was published, named by its time, so that another regimen's is not said to have been this one before.
_SEEN = News("{how:upper} at {at} min", "{seen} ng/mL")
_MODEL = "the {words} {now:ng_ml}"
_KIND = "{how} at {at} min: {seen} ({what}); of that, models give: {ratios}"


@cache
def _course(regimen_id: str, model: str) -> Course:
    return trace(regimen_id, model, _TIMES)


@dataclass(frozen=True)
class _Compared:
    """One published value, and what each model gives at its time."""

    row: Fact
    minute: float
    how: str
    what: str
    given: dict[str, float]

    @property
    def middle(self) -> float:
        """The value of the row, or the middle of its range."""
        return self.row.value if self.row.value is not None else (self.row.low + self.row.high) / 2

    @property
    def ratios(self) -> dict[str, float]:
        """How many times the published value each model gives."""
        return {model: given / self.middle for model, given in self.given.items()}

    @property
    def seen(self) -> Printed:
        row = self.row
        if row.value is None:
            return printed_span("ng_ml", row.low, row.high)
        if row.low is None:
            return printed("{:ng_ml}", row.value)
        return printed("{:ng_ml} ({:number} to {:number})", row.value, row.low, row.high)

    @property
    def briefly(self) -> str:
        """The value of the row without its unit, or its range where it has none."""
        row = self.row
        return printed_span("number", row.low, row.high) if row.value is None else number(row.value)

    def cells(self) -> tuple[str, Printed]:
        text = f"{self.seen}; of that, models give: {_by_model(self.ratios)}"
        head = f"{upper(self.how)} at {self.minute:g} min, {self.what}"
        return head, Printed(text, *self.seen.values, *self.ratios.values())


def _by_model(*ratios: dict[str, float]) -> str:
    """Say for each model its ratios: one, or one for each of several values."""
    parts = (f"{model} {', '.join(number(one[model]) for one in ratios)}" for model in ratios[0])
    return (", " if len(ratios) == 1 else "; ").join(parts)


@dataclass(frozen=True)
class _Dose:
    """One regimen at one time, in all models that take it."""

    row: Regimen
    time_h: float
    now: dict[str, float]
    compared: tuple[_Compared, ...]

    @classmethod
    def at(cls, regimen_id: str, time_min: float) -> _Dose:
        def given(minute: float) -> dict[str, float]:
            return {one: float(_course(regimen_id, one).at(minute / 60.0)[0]) for one in models_for(regimen_id)}

        hows = {True: "reported", False: "published"}
        compared = tuple(
            _Compared(row, one.minute, hows[row.reported], _WHAT[one.row], given(one.minute))
            for one in samples(regimen_id)
            for row in [fact(one.row)]
        )
        return cls(regimen(regimen_id), time_min / 60.0, given(time_min), compared)

    def slots(self) -> dict[str, object]:
        return {
            "time_h": self.time_h,
            "regimen": self.row.phrase,
            "by_model": ", ".join(say(_MODEL, words=MODEL_WORDS[one], now=now) for one, now in self.now.items()),
            "ratio": max(self.now.values()) / min(self.now.values()),
            "published": "; ".join(self.told()),
            "seen": ", ".join(one.briefly for one in self.compared),
            **self.now,
        }

    def brief(self, shown: bool) -> tuple[News, ...]:
        """Return what is told of a move, with slots; what was published moves with the regimen alone."""
        at = ", ".join(dict.fromkeys(f"{one.minute:g}" for one in self.compared))
        how = " or ".join(dict.fromkeys(one.how for one in self.compared))
        seen = News(say(_SEEN.subject, how=how, at=at), _SEEN.said)
        models = (_BRIEF_MODELS[one] for one in self.now)
        none = () if "nasal" in self.now else (_NO_NASAL,)
        return told_of("{regimen}", seen if shown else _HIDDEN, *models, *none, _APART)

    def told(self) -> list[str]:
        """Say what was published, rows of one kind together, and how many times that each model gives."""
        kinds = {one.what: [other for other in self.compared if other.what == one.what] for one in self.compared}
        told = []
        for what, ones in kinds.items():
            at, seen = ", ".join(f"{one.minute:g}" for one in ones), ", ".join(one.seen for one in ones)
            ratios = _by_model(*(one.ratios for one in ones))
            told.append(say(_KIND, how=ones[0].how, at=at, seen=seen, what=what, ratios=ratios))
        return told

    def rows(self, shown: bool) -> tuple[tuple[str, str], ...]:
        at = clock(self.time_h)
        now = ((f"{upper(MODEL_WORDS[one])} at {at}", printed("{:ng_ml}", found)) for one, found in self.now.items())
        return ("Regimen", self.row.phrase), *now, *(one.cells() for one in self.compared if shown)


def _panel() -> Panel:
    return Panel(
        (
            Choice("route", "Regimen", menu(SHOWN), "iv_infusion"),
            minutes(40, last=120),
            Switch("published", "Show published values", True),
        ),
        hint="Which line meets the crosses? Try an infusion, the nasal spray, and a fast injection.",
    )


@steady()
def three_models() -> LiveFigure:
    """Return the live figure; controls: route, time_min, published."""
    figure = style.figure(9.0, 4.6)
    axes = figure.add_axes((0.085, 0.13, 0.66, 0.75))
    style.dress(axes, xlabel="Time after the start (min)", ylabel="Ketamine in plasma (ng/mL), log scale")
    axes.set_yscale("log")
    axes.set_xlim(0, 60 * END_H)
    axes.set_xticks(range(0, 121, 20))
    axes.set_ylim(_LOW, _HIGH)
    marks.ticks(axes, y={10: "10", 100: "100", 1000: "1000"})
    axes.minorticks_off()
    lines, dots, said = {}, {}, {}
    looks = (
        ("venous", "blue", None, 2.8, "o", "solid: venous set"),
        ("arterial", "orange", marks.DASHED, 2.4, "s", "dashed: arterial set"),
        ("nasal", "green", (6, 2, 1.5, 2), 2.2, "D", "dash-dot: nasal model"),
    )
    for place, (model, ink, dash, width, shape, words) in enumerate(looks):
        lines[model] = marks.line(axes, ink, width, dash)
        dots[model] = marks.points(axes, ink, shape, clip_on=False)
        marks.words(figure, 0.762, 0.86 - 0.135 * place, words, ink, va="top")
        said[model] = marks.words(figure, 0.762, 0.81 - 0.135 * place, "", ink, "head", va="top", bold=True)
    now = marks.cursor(axes)
    # Above the dots: at the peak all of them meet.
    ranges = marks.bar(axes, "ink", 1.8, zorder=4)
    crosses = marks.points(axes, "ink", "X", 11, zorder=5)
    key = marks.words(figure, 0.762, 0.44, va="top", linespacing=1.4)
    head = marks.words(figure, 0.085, 0.94, size="text", bold=True)

    def update(*, route: str, time_min: float, published: bool) -> Reading:
        dose = _Dose.at(route, time_min)
        for model, line in lines.items():
            there = model in dose.now
            curve = np.maximum(_course(route, model).ketamine_ng_ml, _LOW / 10) if there else []
            line.set_data(60 * _TIMES if there else [], curve)
            dots[model].set_data([time_min] if there else [], [dose.now[model]] if there else [])
            said[model].set_text(concentration(dose.now[model]) if there else "not for this")
        now.set_data([time_min, time_min], [_LOW, _HIGH])
        shown = dose.compared if published else ()
        crosses.set_data([one.minute for one in shown], [one.middle for one in shown])
        upright(ranges, [(one.minute, one.row.low, one.row.high) for one in shown if one.row.low is not None])
        key.set_text(_key(shown))
        head.set_text(f"{clock(dose.time_h)} after the start: {lower(dose.row.label)}")
        case, rows, brief = (len(dose.now), published), dose.rows(published), dose.brief(published)
        return Reading.of(_SENTENCES, case, dose.slots(), ("Quantity", "Value now"), rows, brief)

    moving = {
        **lines,
        "time": now,
        "published ranges": ranges,
        "published": crosses,
        **{f"{model} now": dot for model, dot in dots.items()},
        **{f"{model} in words": words for model, words in said.items()},
        "key": key,
        "title": head,
    }
    return LiveFigure(figure, moving, update, "One dose, three models", _panel())


def _key(shown: tuple[_Compared, ...]) -> str:
    """Say in a few short lines what the crosses are."""
    if not shown:
        return "published values\nare hidden"
    line = "{minute:g} min: {middle:number}" if len(shown) > 2 else "at {minute:g} min\n{seen}"
    hows = list(dict.fromkeys(one.how for one in shown))
    # What is only reported beside what was read: each cross says which it is.
    line, first = (line, f"cross: {hows[0]}") if len(hows) == 1 else (f"{{how}} {line}", "crosses:")
    lines = [say(line, how=one.how, minute=one.minute, middle=one.middle, seen=one.seen) for one in shown]
    # Wrapped by hand: one short phrase a line fits beside the curves.
    return "\n".join([first, *lines]).replace(" (", "\n(")
