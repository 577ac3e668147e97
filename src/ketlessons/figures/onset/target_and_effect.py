"""Does the effect keep time with its target? Held sites above, difference from control below, on one clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np

from ketlessons import published
from ketlessons.evidence import Fact, fact
from ketlessons.figures.onset.time_axis import apart, when
from ketlessons.models.dose.course import Course
from ketlessons.models.quantities import Interval
from ketlessons.published.dose.sets import trace
from ketlessons.published.dose.targets import channel_occupancy
from ketlessons.published.trials.comparison import Comparison
from ketlessons.published.trials.comparisons import comparisons, pills, single_doses
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, printed_span, say
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import through, upright
from ketlessons.stage.trial_words import lead, leads_between
from ketlessons.stage.words import upper

FIRST_H, LAST_H = 0.3, 2000.0
_TIMES = np.unique(np.concatenate([np.geomspace(FIRST_H, 336.0, 240), [2 / 3]]))
#: Controls of one infusion whose points may be laid beside its target.
COUNTED_AS = {"saline": ("saline", "mixed"), "midazolam": ("midazolam",)}
CONTROL_WORDS = {"saline": "saline, or saline and midazolam pooled", "midazolam": "midazolam"}
#: Serotonin transporters held: evidence row, hours after the first dose, words. After 48 h there was no second dose.
TRANSPORTERS = (
    ("sert_first_dose_4h", 4.0, "escitalopram or sertraline, first dose"),
    ("sert_paroxetine_first_4h", 4.0, "paroxetine, first dose"),
    ("sert_first_dose_48h", 48.0, "escitalopram or sertraline, no second dose"),
    ("sert_paroxetine_first_48h", 48.0, "paroxetine, no second dose"),
    ("sert_minimum_dose", 672.0, "five antidepressants, mean at the least usual dose every day"),
)
#: When people were scanned and the abstract gives no share: evidence row, hours after the first dose.
SCANNED = (("sert_first_dose_24h", 24.0),)
_NEAR = 1.25
_TICKS = {2 / 3: "40 min", 4: "4 h", 24: "1 day", 72: "3 days", 168: "1 week", 336: "2 weeks", 672: "4 weeks"}
_TICKS[1344] = "8 weeks"
#: Of each drug: its mark, its colour, and how much wider its intervals are.
_LOOKS = {"ketamine": ("o", "blue", 0.0), "ssri": ("v", "gold", 0.2)}
_KEYS = {
    "targets": {
        "ketamine": "line: NMDA channel sites held after one infusion, middle guess; band: all that the inputs allow",
        "ssri": "serotonin transporters held, in scans; bars: two SSRIs, at 4 weeks five drugs; diamonds: paroxetine",
    },
    "effects": {
        "ketamine": "circles: one infusion of ketamine (hollow: rated while the drug can be felt)",
        "ssri": "triangles: SSRIs at 1 week (hollow: from words), 21 antidepressants at 8 weeks; "
        "dashes: a guess between",
    },
}

_SENTENCES = {
    "both": "{time} after the first dose. Ketamine: {sites}; {ketamine} (against {control}). "
    "SSRI: {scans}; pills: {ssri}.",
    "ketamine": "{time} after the first dose. Ketamine: {sites}; {ketamine} (against {control}).",
    "ssri": "{time} after the first dose. SSRI: {scans}; pills: {ssri}.",
}
_SITES = {True: "{held:percent} of channel sites held", False: "no sites held"}


class Scans(Enum):
    """What is known of the transporters at one time."""

    SHARES = "transporters held {shares}"
    NO_SHARE = "scanned at this time, share not in the abstract"
    NONE = "no scan at this time"


class Effect(Enum):
    """What the trials say of the lead at one time."""

    RATED = "lead over control {ends} SD"
    BEFORE = "no rating is drawn before {first}"
    GROWS = "a lead that grows, by the curve"
    BETWEEN = "no rating is drawn at this time"
    AFTER = "no rating is drawn after {last}"


#: What is told when it moves: target, then effect, of each drug. Both are what a learner compares at each time, so an
#: effect that stays is told too.
_KETAMINE = (
    News("Channel sites held", "{sites_now}"),
    News("Ketamine's lead", "{ketamine_now}", steady=True, of="{control}"),
)
_SSRI = (News("Transporters held", "{scans_now}"), News("Lead of pills", "{ssri_now}", steady=True))
_BRIEF = {
    "both": (*_KETAMINE, *_SSRI),
    "ketamine": (*_KETAMINE, News("SSRI", "hidden")),
    "ssri": (*_SSRI, News("Ketamine", "hidden")),
}
_SITES_NOW = {True: "{held:percent}", False: "none"}
_SCANS_NOW = {Scans.SHARES: "{ends}", Scans.NO_SHARE: "scanned, share not given", Scans.NONE: "no scan"}
_EFFECT_NOW = {
    Effect.RATED: "{ends} SD",
    Effect.BEFORE: "not rated before {first}",
    Effect.GROWS: "growing, by the curve",
    Effect.BETWEEN: "not rated now",
    Effect.AFTER: "not rated after {last}",
}


@cache
def _course() -> Course:
    return trace("iv_infusion", "venous", _TIMES)


def _near(time_h: float, other: float) -> bool:
    return 1 / _NEAR <= other / time_h <= _NEAR


def _share(row: Fact) -> Printed:
    if row.value is not None:
        return printed("{:percent}", row.value)
    return printed_span("percent", row.low, row.high)


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

    @property
    def scans(self) -> Scans:
        if self.transporters:
            return Scans.SHARES
        return Scans.NO_SHARE if any(_near(self.time_h, at) for _, at in SCANNED) else Scans.NONE

    def points(self, drug: str) -> tuple[Comparison, ...]:
        if drug == "ketamine":
            # Beside one infusion stand no repeated ones.
            return tuple(one for one in single_doses() if one.control in COUNTED_AS[self.control])
        return tuple(one for one in comparisons("smd") if one.control == "placebo pill")

    def effects(self, drug: str) -> tuple[Comparison, ...]:
        return tuple(one for one in self.points(drug) if _near(self.time_h, one.time_h))

    def effect(self, drug: str) -> Effect:
        first, *_, last = (one.time_h for one in self.points(drug))
        if self.effects(drug):
            return Effect.RATED
        if self.time_h < first:
            return Effect.BEFORE
        if drug == "ssri" and self.time_h < published.fit("oral_antidepressants").span_h[1]:
            return Effect.GROWS
        return Effect.AFTER if self.time_h > last else Effect.BETWEEN

    def told(self, drug: str, templates: Mapping[Effect, str] | None = None) -> Printed:
        """Say the effect; where it was rated, with the least and the most."""
        first, *_, last = (when(one.time_h) for one in self.points(drug))
        rows = [(one.value, one.low, one.high) for one in self.effects(drug)]
        values = [value for value, *_ in rows]
        ends = (min(values), max(values)) if values else ()
        said = leads_between(rows, 2) if rows else ""
        effect = self.effect(drug)
        template = templates[effect] if templates else effect.value
        return Printed(say(template, first=first, last=last, ends=said), *ends)

    def slots(self, drug: str) -> dict[str, object]:
        slots: dict[str, object] = {"time": when(self.time_h), "time_h": self.time_h}
        for name in ("ketamine", "ssri") if drug == "both" else (drug,):
            slots[name] = cell = self.told(name)
            slots[f"{name}_now"] = str(self.told(name, _EFFECT_NOW))
            slots |= zip((f"least lead of {name}", f"most lead of {name}"), cell.values, strict=False)
        if drug != "ssri":
            held = {} if self.channels is None else {"held": self.channels.value}
            slots |= {**held, "sites": say(_SITES[bool(held)], **held), "control": CONTROL_WORDS[self.control]}
            slots["sites_now"] = say(_SITES_NOW[bool(held)], **held)
        if drug != "ketamine":
            scans = [(_share(row), words) for row, words in self.transporters]
            shares = ", ".join(f"{share} ({words})" for share, words in scans)
            slots["scans"] = say(self.scans.value, shares=shares)
            values = [value for share, _ in scans for value in share.values]
            ends = str(printed_span("percent", min(values), max(values))) if values else ""
            slots["scans_now"] = say(_SCANS_NOW[self.scans], ends=ends)
            for share, words in scans:
                slots |= {f"least, {words}": share.values[0], f"most, {words}": share.values[-1]}
        return slots

    def rows(self, drug: str) -> tuple[tuple[str, str], ...]:
        rows: list[tuple[str, str]] = []
        if drug != "ssri":
            held = self.channels
            middle = "none" if held is None else printed("{:percent}", held.value)
            rows.append(("Channel sites held, middle guess", middle))
            if held is not None:
                reach = printed_span("percent", held.low, held.high)
                rows.append(("Channel sites held, all that the inputs allow", reach))
            rows += self._leads("ketamine", "Ketamine")
        if drug != "ketamine":
            rows += [(f"Transporters held, {words}", _share(row)) for row, words in self.transporters]
            if self.scans is not Scans.SHARES:
                rows.append(("Transporters held", self.scans.value))
            rows += self._leads("ssri", "SSRI")
        return tuple(rows)

    def _leads(self, drug: str, name: str) -> list[tuple[str, str]]:
        ones = self.effects(drug)
        cells = [(one, lead(one.value, one.low, one.high, "SD", 2)) for one in ones]
        told = [(f"{one.label}, {one.time_label}", cell) for one, cell in cells]
        return [(f"{name}, lead over control", self.told(drug)), *told]


def _panel() -> Panel:
    times = (1 / 3, 2 / 3, 1, 2, 4, 8, 24, 48, 72, 168, 336, 672, 1008, 1344)
    drugs = (("both", "Both"), ("ketamine", "One infusion of ketamine"), ("ssri", "An SSRI every day"))
    controls = tuple((id, upper(words)) for id, words in CONTROL_WORDS.items())
    return Panel(
        (
            Range("time_h", "Time since the first dose", times, 4, texts=tuple(map(when, times))),
            Choice("drug", "Drug", drugs, "both"),
            Choice("control", "Control of the infusion", controls, "saline"),
        ),
        hint="For each drug find the time when most of its target is held, and the time when its effect is largest.",
    )


@steady()
def target_and_effect() -> LiveFigure:
    """Return the live figure; controls: time_h, drug, control."""
    figure = style.figure(9.0, 4.9)
    top = style.dress(figure.add_axes((0.085, 0.595, 0.90, 0.29)), ylabel="Target held (%)")
    low = style.dress(figure.add_axes((0.085, 0.12, 0.90, 0.32)), ylabel="Lead over control (SD)")
    low.set_xlabel("Time since the first dose, log scale")
    for axes in (top, low):
        axes.set_xscale("log")
        axes.set_xlim(FIRST_H, LAST_H)
        axes.minorticks_off()
        marks.ticks(axes, x=_TICKS if axes is low else dict.fromkeys(_TICKS, ""))
    top.set_ylim(0, 100)
    low.set_ylim(0, 2.3)
    looks = _LOOKS.items()
    moving = {
        "range of sites held": marks.band(top, "blue"),
        "sites held": marks.line(top, "blue", 2.6),
        "transporters, from to": marks.bar(top, "gold", 7),
        "transporters": marks.points(top, "gold", "D"),
        "guess between": marks.line(low, "gold", 1.8, (7, 4)),
        **{f"{name} intervals": marks.bar(low, ink, 1.4 + more) for name, (_, ink, more) in looks},
        **{name: marks.points(low, ink, mark) for name, (mark, ink, _) in looks},
        **{f"{name}, tentative": marks.hollow(low, ink, mark, 7.5, 1.6) for name, (mark, ink, _) in looks},
        "now": [marks.cursor(axes, "ink", 1.2, zorder=1) for axes in (top, low)],
        "key of targets": [marks.words(figure, 0.085, y, ink=ink) for y, ink in ((0.968, "blue"), (0.92, "gold"))],
        "key of effects": [marks.words(figure, 0.085, y, ink=ink) for y, ink in ((0.525, "blue"), (0.477, "gold"))],
        "time": marks.words(top, FIRST_H * 1.06, 96, size="head", bold=True, va="top"),
    }

    def update(*, time_h: float, drug: str, control: str) -> Reading:
        moment, course = _Moment(time_h, control), _course()
        shown = {"ketamine": drug != "ssri", "ssri": drug != "ketamine"}
        lowest, middle, highest = (
            100 * part if shown["ketamine"] else []
            for part in channel_occupancy(course.ketamine_ng_ml, course.norketamine_ng_ml)
        )
        times = _TIMES if shown["ketamine"] else _TIMES[:0]
        around = np.column_stack([np.append(times, times[::-1]), np.append(lowest, highest[::-1])])
        moving["range of sites held"].set_xy(around)
        moving["sites held"].set_data(times, middle)
        scans = [(at, _share(fact(id)).values) for id, at, _ in TRANSPORTERS] if shown["ssri"] else []
        wide = [(at, *(100 * end for end in ends)) for at, ends in scans if len(ends) == 2]
        upright(moving["transporters, from to"], wide)
        through(moving["transporters"], [(at, 100 * ends[0]) for at, ends in scans if len(ends) == 1])
        for name in _LOOKS:
            ones = apart(moment.points(name)) if shown[name] else []
            upright(moving[f"{name} intervals"], [(x, one.low, one.high) for x, one in ones if one.low is not None])
            through(moving[name], [(x, one.value) for x, one in ones if not one.tentative])
            through(moving[f"{name}, tentative"], [(x, one.value) for x, one in ones if one.tentative])
        for panel, lines in _KEYS.items():
            for text, (name, said) in zip(moving[f"key of {panel}"], lines.items(), strict=True):
                text.set_text(said if shown[name] else "")
        fit = published.fit("oral_antidepressants")
        grid = np.geomspace(*fit.span_h, 40) if shown["ssri"] else _TIMES[:0]
        moving["guess between"].set_data(grid, pills().value * np.asarray(fit.at(grid, across_gaps=True)))
        for line, height in zip(moving["now"], (80, 2.3), strict=True):
            line.set_data([time_h, time_h], [0, height])
        moving["time"].set_text(when(time_h))
        columns, rows = ("Quantity", "Value now"), moment.rows(drug)
        return Reading.of(_SENTENCES, drug, moment.slots(drug), columns, rows, _BRIEF)

    return LiveFigure(figure, moving, update, "Target and effect", _panel())
