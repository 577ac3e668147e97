"""Which model is right? One dose through three published sets of parameters, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketlessons.evidence import Fact, Regimen, fact, regimen
from ketlessons.figures.dose.regimens import MODEL_WORDS, menu, minutes
from ketlessons.models import Course
from ketlessons.published import models_for, trace
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import upright
from ketlessons.stage.style import colour
from ketlessons.stage.words import clock, concentration, lower, number, span, upper

END_H = 2.0
_LOW, _HIGH = 8.0, 7000.0
_TIMES = np.arange(0, int(END_H * 60) + 1) / 60.0

#: For each regimen what was published: evidence row, minute after the start, and what it is.
PUBLISHED: dict[str, tuple[tuple[str, float, str], ...]] = {
    "iv_infusion": (("antidepressant_total_ng_ml", 40, "peak and range from a review; blood from where, not read"),),
    "iv_half": tuple((f"iv_half_{minute}min", minute, "median of injured people; blood from where, not read")
                     for minute in (5, 10, 15, 30)),
    "iv_s_infusion": (
        ("conc_s_arterial_after_50", 20, "arterial peak, first visit"),
        ("conc_s_arterial_after_100", 20, "arterial peak, second visit"),
    ),
    "im_half": (("im_half_cmax", 30, "median peak of injured people"),),
    "nasal_28": (("nasal_cmax_28", 36, "typical peak by the nasal study's own model, placed at ours"),),
    "nasal_56": (("nasal_cmax_56", 41, "typical peak by the nasal study's own model, placed at ours"),),
    "nasal_84": (("nasal_cmax_84", 44, "typical peak by the nasal study's own model, placed at ours"),),
    "iv_bolus_label": (("conc_bolus_5min_label", 5, "label, adults and children"),),
    "im_label": (("conc_im_15min_label", 15, "label, adults and children"),),
}  # fmt: skip


@cache
def _course(regimen_id: str, model: str) -> Course:
    return trace(regimen_id, model, _TIMES)


def _middle(row: Fact) -> float:
    """Return the value of a row, or the middle of its range."""
    return row.value if row.value is not None else (row.low + row.high) / 2


@dataclass(frozen=True)
class _Panel:
    """One regimen at one time, in all models that take it."""

    row: Regimen
    time_min: float
    now: dict[str, float]

    @classmethod
    def at(cls, regimen_id: str, time_min: float) -> _Panel:
        now = {model: float(_course(regimen_id, model).at(time_min / 60.0)[0]) for model in models_for(regimen_id)}
        return cls(regimen(regimen_id), time_min, now)

    @property
    def published(self) -> tuple[tuple[Fact, float, str], ...]:
        return tuple((fact(id), minute, words) for id, minute, words in PUBLISHED[self.row.id])

    def compared(self) -> list[tuple[Fact, float, str, dict[str, float]]]:
        """Return each published value with what every model gives at its time."""
        return [
            (row, minute, words, {m: float(_course(self.row.id, m).at(minute / 60.0)[0]) for m in self.now})
            for row, minute, words in self.published
        ]

    @staticmethod
    def seen(row: Fact) -> str:
        if row.value is None:
            return span(concentration(row.low), concentration(row.high))
        ends = f" ({number(row.low)} to {number(row.high)})" if row.low is not None else ""
        return f"{concentration(row.value)}{ends}"

    def sentence(self, shown: bool) -> str:
        values = ", ".join(f"the {MODEL_WORDS[model]} {concentration(value)}" for model, value in self.now.items())
        ratio = max(self.now.values()) / min(self.now.values())
        left_out = "" if "nasal" in self.now else " The nasal population model is not made for this dose."
        first = (
            f"{clock(self.time_min / 60.0)} after the start of {self.row.phrase}, ketamine in plasma by three "
            f"published models: {values}; the highest is {number(ratio)} times the lowest.{left_out}"
        )
        if left_out:
            first = first.replace("by three published models", "by two published models")
        if not shown:
            return f"{first} Published values are hidden."
        return f"{first} {upper('; '.join(self.told()))}."

    def told(self) -> list[str]:
        """Say what was published, rows of one kind together, and how many times that each model gives."""
        groups: dict[str, list[tuple[Fact, float, str, dict[str, float]]]] = {}
        for one in self.compared():
            groups.setdefault(one[2], []).append(one)
        told = []
        for words, ones in groups.items():
            seen = ", ".join(self.seen(row) for row, *_ in ones)
            at = ", ".join(f"{minute:g}" for _, minute, *_ in ones)
            how = "reported" if ones[0][0].reported else "published"
            ratios = (", " if len(ones) == 1 else "; ").join(
                f"{model} {', '.join(number(values[model] / _middle(row)) for row, *_, values in ones)}"
                for model in self.now
            )
            told.append(f"{how} at {at} min: {seen} ({words}); of that, models give: {ratios}")
        return told

    def rows(self, shown: bool) -> tuple[tuple[str, str], ...]:
        at = clock(self.time_min / 60.0)
        rows = [("Regimen", self.row.phrase)]
        rows += [(f"{upper(MODEL_WORDS[m])} at {at}", concentration(v)) for m, v in self.now.items()]
        for row, minute, words, values in self.compared() if shown else ():
            head = f"{'Reported' if row.reported else 'Published'} at {minute:g} min, {words}"
            ratios = ", ".join(f"{m} {number(v / _middle(row))}" for m, v in values.items())
            rows.append((head, f"{self.seen(row)}; of that, models give: {ratios}"))
        return tuple(rows)


def _panel() -> Panel:
    return Panel(
        (
            Choice("route", "Regimen", menu(tuple(PUBLISHED)), "iv_infusion"),
            minutes(40, last=120),
            Switch("published", "Show published values", True),
        ),
        hint="Which line meets the crosses? Try an infusion, the nasal spray, and a fast injection.",
    )


@steady()
def three_models() -> LiveFigure:
    """Return the live figure; controls: route, time_min, published."""
    figure = style.figure(9.0, 4.6)
    axes = style.dress(figure.add_axes((0.085, 0.13, 0.66, 0.75)), xlabel="Time after the start (min)",
                       ylabel="Ketamine in plasma (ng/mL), log scale")  # fmt: skip
    axes.set_yscale("log")
    axes.set_xlim(0, 60 * END_H)
    axes.set_xticks(range(0, 121, 20))
    axes.set_ylim(_LOW, _HIGH)
    axes.set_yticks([10, 100, 1000], ["10", "100", "1000"])
    axes.minorticks_off()
    looks = {
        "venous": (colour("blue"), "-", 2.8, "o", "solid: venous set"),
        "arterial": (colour("orange"), (0, (6, 2)), 2.4, "s", "dashed: arterial set"),
        "nasal": (colour("green"), (0, (6, 2, 1.5, 2)), 2.2, "D", "dash-dot: nasal model"),
    }
    lines, dots, said = {}, {}, {}
    for place, (model, (ink, dash, width, mark, words)) in enumerate(looks.items()):
        lines[model] = axes.plot([], [], color=ink, linestyle=dash, linewidth=width)[0]
        dots[model] = axes.plot([], [], mark, color=ink, markersize=8, markeredgecolor=colour("paper"),
                                clip_on=False)[0]  # fmt: skip
        figure.text(0.762, 0.86 - 0.135 * place, words, color=ink, fontsize=style.SMALL_PT, va="top")
        said[model] = figure.text(0.762, 0.81 - 0.135 * place, "", color=ink, fontsize=12, fontweight="bold", va="top")
    now = axes.plot([], [], color=colour("soft-ink"), linewidth=1.1, linestyle=(0, (2, 2)))[0]
    # Above the dots: at the peak all of them meet.
    ranges = axes.plot([], [], color=colour("ink"), linewidth=1.8, solid_capstyle="butt", zorder=4)[0]
    marks = axes.plot([], [], "X", color=colour("ink"), markersize=11, markeredgecolor=colour("paper"), zorder=5)[0]
    key = figure.text(0.762, 0.44, "", color=colour("ink"), fontsize=style.SMALL_PT, va="top", linespacing=1.4)
    head = figure.text(0.085, 0.94, "", color=colour("ink"), fontsize=style.TEXT_PT, fontweight="bold", va="center")

    def update(*, route: str, time_min: float, published: bool) -> Reading:
        panel = _Panel.at(route, time_min)
        for model, line in lines.items():
            there = model in panel.now
            line.set_data(60 * _TIMES, np.maximum(_course(route, model).ketamine_ng_ml, _LOW / 10)) if there else (
                line.set_data([], []))  # fmt: skip
            dots[model].set_data([time_min] if there else [], [panel.now[model]] if there else [])
            said[model].set_text(concentration(panel.now[model]) if there else "not for this")
        now.set_data([time_min, time_min], [_LOW, _HIGH])
        rows = panel.published if published else ()
        marks.set_data([minute for _, minute, _ in rows], [_middle(row) for row, *_ in rows])
        upright(ranges, [(minute, row.low, row.high) for row, minute, _ in rows if row.low is not None])
        key.set_text(_key(rows))
        head.set_text(f"{clock(time_min / 60.0)} after the start: {lower(panel.row.label)}")
        return Reading(panel.sentence(published), ("Quantity", "Value now"), panel.rows(published))

    moving = {
        "lines": list(lines.values()),
        "now": now,
        "ranges": ranges,
        "marks": marks,
        "dots": list(dots.values()),
        "said": list(said.values()),
        "key": key,
        "head": head,
    }
    return LiveFigure(figure, moving, update, "One dose, three models", _panel())


def _key(rows: tuple[tuple[Fact, float, str], ...]) -> str:
    """Say in a few short lines what the crosses are."""
    if not rows:
        return "published values\nare hidden"
    lines = [f"cross: {'reported' if rows[0][0].reported else 'published'}"]
    for row, minute, _ in rows:
        lines.append(
            f"{minute:g} min: {number(_middle(row))}" if len(rows) > 2 else f"at {minute:g} min\n{_Panel.seen(row)}"
        )
    # Wrapped by hand: one short phrase a line fits beside the curves.
    return "\n".join(line.replace(" (", "\n(") for line in lines)
