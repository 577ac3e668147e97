"""Does the effect keep time with its target? Held sites above, difference from control below, on one clock."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketlessons import published
from ketlessons.evidence import Fact, fact
from ketlessons.models import Course, Interval
from ketlessons.published import Comparison, channel_occupancy, comparisons, trace
from ketlessons.published.trials.comparisons import pills, single_doses
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import upright
from ketlessons.stage.style import colour
from ketlessons.stage.words import clock, percent, signed, span, spelled, upper

FIRST_H, LAST_H = 0.3, 2000.0
_TIMES = np.unique(np.concatenate([np.geomspace(FIRST_H, 336.0, 240), [2 / 3]]))
DRUGS = {"both": "both", "ketamine": "one infusion of ketamine", "ssri": "an SSRI every day"}
#: Controls of one infusion whose points may be laid beside its target.
CONTROLS = {"saline": ("saline", "mixed"), "midazolam": ("midazolam",)}
CONTROL_WORDS = {"saline": "saline, or saline and midazolam pooled", "midazolam": "midazolam"}
#: Serotonin transporters held: evidence row, hours after the first dose, words. After 48 h there was no second dose.
TRANSPORTERS = (
    ("sert_first_dose_4h", 4.0, "escitalopram or sertraline, first dose"),
    ("sert_paroxetine_first_4h", 4.0, "paroxetine, first dose"),
    ("sert_first_dose_48h", 48.0, "escitalopram or sertraline, no second dose"),
    ("sert_minimum_dose", 672.0, "five antidepressants, a dose every day"),
)
_NEAR = 1.25


@cache
def _course() -> Course:
    return trace("iv_infusion", "venous", _TIMES)


def when(time_h: float) -> str:
    """Say a time after the first dose, in weeks where people count in weeks."""
    weeks = time_h / 168.0
    if 2.0 <= time_h < 48.0:
        return f"{time_h:g} h"
    return clock(time_h) if weeks < 1 else f"{weeks:.0f} week{'s' if weeks > 1 else ''}"


def _near(time_h: float, other: float) -> bool:
    return 1 / _NEAR <= other / time_h <= _NEAR


def _share(row: Fact) -> str:
    if row.value is not None:
        return percent(row.value)
    return f"{100 * row.low:.0f} to {100 * row.high:.0f} %"


@dataclass(frozen=True)
class _Moment:
    """Targets and effects at one time."""

    time_h: float
    control: str

    @property
    def channels(self) -> Interval | None:
        if self.time_h > _TIMES[-1]:
            return None
        return channel_occupancy(*(float(part) for part in _course().at(self.time_h)))

    @property
    def transporters(self) -> tuple[tuple[Fact, str], ...]:
        return tuple((fact(id), words) for id, at, words in TRANSPORTERS if _near(self.time_h, at))

    def points(self, drug: str) -> tuple[Comparison, ...]:
        if drug == "ketamine":
            # Beside one infusion stand no repeated ones.
            return tuple(one for one in single_doses() if one.control in CONTROLS[self.control])
        return tuple(one for one in comparisons("smd") if one.control == "placebo pill")

    def effects(self, drug: str) -> tuple[Comparison, ...]:
        return tuple(one for one in self.points(drug) if _near(self.time_h, one.time_h))

    def effect(self, drug: str) -> str:
        ones = self.effects(drug)
        if ones:
            values = sorted({one.value for one in ones})
            ends = " to ".join(signed(value, 2) for value in (values[0], values[-1])[: len(values)])
            return f"lead over control {ends} SD"
        first, last = (one.time_h for one in (self.points(drug)[0], self.points(drug)[-1]))
        if self.time_h < first:
            return f"no lead read before {when(first)}"
        if drug == "ssri" and self.time_h < published.fit("oral_antidepressants").span_h[1]:
            return "a lead that grows, by the curve"
        return f"no lead read after {when(last)}" if self.time_h > last else "no lead read here"

    def told(self, drug: str) -> str:
        if drug == "ketamine":
            held = self.channels
            target = "no sites held" if held is None else f"{percent(held.value)} of channel sites held"
            return f"Ketamine: {target}; {self.effect(drug)} (against {CONTROL_WORDS[self.control]})."
        seen = ", ".join(f"{_share(row)} ({words})" for row, words in self.transporters)
        return f"SSRI: {f'transporters held {seen}' if seen else 'no scan at this time'}; pills: {self.effect(drug)}."

    def sentence(self, drug: str) -> str:
        wanted = ("ketamine", "ssri") if drug == "both" else (drug,)
        return f"{when(self.time_h)} after the first dose. {' '.join(map(self.told, wanted))}"

    def rows(self, drug: str) -> tuple[tuple[str, str], ...]:
        rows = []
        if drug != "ssri":
            held = self.channels
            rows.append(("Channel sites held, middle guess", "none" if held is None else percent(held.value)))
            if held is not None:
                rows.append(("Channel sites held, all that the inputs allow",
                             span(percent(held.low), percent(held.high))))  # fmt: skip
            rows.append(("Ketamine, lead over control", self.effect("ketamine")))
            rows += [(f"{one.label}, {spelled(one.time_label)}", _interval(one)) for one in self.effects("ketamine")]
        if drug != "ketamine":
            rows += [(f"Transporters held, {words}", _share(row)) for row, words in self.transporters]
            rows.append(("SSRI, lead over control", self.effect("ssri")))
            rows += [(f"{one.label}, {spelled(one.time_label)}", _interval(one)) for one in self.effects("ssri")]
        return tuple(rows)


def _interval(one: Comparison) -> str:
    value = f"{signed(one.value, 2)} SD"
    return value if one.low is None else f"{value} ({signed(one.low, 2)} to {signed(one.high, 2)})"


def _panel() -> Panel:
    times = (1 / 3, 2 / 3, 1, 2, 4, 8, 24, 48, 72, 168, 336, 672, 1008, 1344)
    return Panel(
        (
            Range("time_h", "Time since the first dose", times, 4, texts=tuple(map(when, times))),
            Choice(
                "drug",
                "Drug",
                (("both", "Both"), ("ketamine", "One infusion of ketamine"), ("ssri", "An SSRI every day")),
                "both",
            ),
            Choice(
                "control",
                "Control of the infusion",
                tuple((id, upper(words)) for id, words in CONTROL_WORDS.items()),
                "saline",
            ),
        ),
        hint="For each drug find the time when most of its target is held, and the time when its effect is largest.",
    )


@steady()
def target_and_effect() -> LiveFigure:
    """Return the live figure; controls: time_h, drug, control."""
    figure = style.figure(9.0, 4.9)
    top = style.dress(figure.add_axes((0.085, 0.595, 0.90, 0.29)), ylabel="Target held (%)")
    low = style.dress(figure.add_axes((0.085, 0.12, 0.90, 0.32)), ylabel="Lead over control (SD)",
                      xlabel="Time since the first dose, log scale")  # fmt: skip
    ticks = {2 / 3: "40 min", 4: "4 h", 24: "1 day", 72: "3 days", 168: "1 week", 336: "2 weeks", 672: "4 weeks",
             1344: "8 weeks"}  # fmt: skip
    for axes in (top, low):
        axes.set_xscale("log")
        axes.set_xlim(FIRST_H, LAST_H)
        axes.minorticks_off()
        axes.set_xticks(list(ticks), list(ticks.values()) if axes is low else [""] * len(ticks))
    top.set_ylim(0, 100)
    low.set_ylim(0, 2.3)
    band = top.fill([], [], facecolor=colour("blue-wash"), edgecolor=colour("blue"), linewidth=0.8)[0]
    held = top.plot([], [], color=colour("blue"), linewidth=2.6)[0]
    spans = top.plot([], [], color=colour("gold"), linewidth=7, solid_capstyle="butt")[0]
    one_dose = top.plot([], [], "D", color=colour("gold"), markersize=8, markeredgecolor=colour("paper"))[0]
    bars = {name: low.plot([], [], color=colour(ink), linewidth=1.4 + width, solid_capstyle="butt")[0]
            for name, ink, width in (("ketamine", "blue", 0.0), ("ssri", "gold", 0.2))}  # fmt: skip
    solid = {name: low.plot([], [], mark, color=colour(ink), markersize=8, markeredgecolor=colour("paper"))[0]
             for name, mark, ink in (("ketamine", "o", "blue"), ("ssri", "v", "gold"))}  # fmt: skip
    hollow = {name: low.plot([], [], mark, color=colour(ink), markersize=7.5, markerfacecolor=colour("paper"),
                             markeredgewidth=1.6)[0]
              for name, mark, ink in (("ketamine", "o", "blue"), ("ssri", "v", "gold"))}  # fmt: skip
    curve = low.plot([], [], color=colour("gold"), linewidth=1.8, linestyle=(0, (7, 4)))[0]
    now = [axes.plot([], [], color=colour("ink"), linewidth=1.2, linestyle=(0, (2, 2)), zorder=1)[0]
           for axes in (top, low)]  # fmt: skip
    small = {"fontsize": style.SMALL_PT, "va": "center"}
    places = {("ketamine", 0): 0.968, ("ssri", 0): 0.92, ("ketamine", 1): 0.525, ("ssri", 1): 0.477}
    texts = {(name, panel): figure.text(0.085, y, "", color=colour({"ketamine": "blue", "ssri": "gold"}[name]), **small)
             for (name, panel), y in places.items()}  # fmt: skip
    head = top.text(FIRST_H * 1.06, 96, "", color=colour("ink"), fontsize=12, fontweight="bold", va="top")

    def update(*, time_h: float, drug: str, control: str) -> Reading:
        moment, course = _Moment(time_h, control), _course()
        shown = {"ketamine": drug != "ssri", "ssri": drug != "ketamine"}
        lowest, middle, highest = (100 * part for part in channel_occupancy(course.ketamine_ng_ml,
                                                                            course.norketamine_ng_ml))  # fmt: skip
        band.set_xy(np.column_stack([np.append(_TIMES, _TIMES[::-1]), np.append(lowest, highest[::-1])])
                    if shown["ketamine"] else np.empty((0, 2)))  # fmt: skip
        held.set_data(*((_TIMES, middle) if shown["ketamine"] else ([], [])))
        rows = [(fact(id), at) for id, at, _ in TRANSPORTERS] if shown["ssri"] else []
        wide = [(row, at) for row, at in rows if row.value is None]
        upright(spans, [(at, 100 * row.low, 100 * row.high) for row, at in wide])
        lone = [(at, 100 * row.value) for row, at in rows if row.value is not None]
        one_dose.set_data([x for x, _ in lone], [y for _, y in lone])
        for name in ("ketamine", "ssri"):
            ones = moment.points(name) if shown[name] else ()
            upright(bars[name], [(x, one.low, one.high) for x, one in _apart(ones) if one.low is not None])
            for line, want in ((solid[name], False), (hollow[name], True)):
                mine = [(x, one.value) for x, one in _apart(ones) if one.hollow is want]
                line.set_data([x for x, _ in mine], [y for _, y in mine])
        fit, lead = published.fit("oral_antidepressants"), pills().value
        times = np.geomspace(*fit.span_h, 40)
        curve.set_data(*((times, lead * np.asarray(fit.at(times, across_gaps=True))) if shown["ssri"] else ([], [])))
        for line, height in zip(now, (80, 2.3), strict=True):
            line.set_data([time_h, time_h], [0, height])
        for (name, place), text in texts.items():
            text.set_text(_KEYS[name, place] if shown[name] else "")
        head.set_text(when(time_h))
        return Reading(moment.sentence(drug), ("Quantity", "Value now"), moment.rows(drug))

    moving = {
        "band": band,
        "held": held,
        "spans": spans,
        "one_dose": one_dose,
        "curve": curve,
        "bars": list(bars.values()),
        "solid": list(solid.values()),
        "hollow": list(hollow.values()),
        "now": now,
        "texts": list(texts.values()),
        "head": head,
    }
    return LiveFigure(figure, moving, update, "Target and effect", _panel())


_KEYS = {
    ("ketamine", 0): "line: NMDA channel sites held after one infusion, middle guess; band: all that the inputs allow",
    ("ssri", 0): "serotonin transporters held, in scans; bars: two SSRIs, at 4 weeks five drugs; diamond: paroxetine",
    ("ketamine", 1): "circles: one infusion of ketamine (hollow: rated while the drug can be felt)",
    (
        "ssri",
        1,
    ): "triangles: SSRIs at 1 week (hollow: from words), 21 antidepressants at 8 weeks; dashes: a guess between",
}


def _apart(ones: tuple[Comparison, ...]) -> list[tuple[float, Comparison]]:
    """Place comparisons of one time side by side."""
    placed = []
    for one in ones:
        same = [other for other in ones if other.time_h == one.time_h]
        placed.append((one.time_h * 10 ** (0.04 * (same.index(one) - (len(same) - 1) / 2)), one))
    return placed
