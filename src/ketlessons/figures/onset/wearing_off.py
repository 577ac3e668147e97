"""How long does one infusion last? People who still respond, and until when trials saw a difference from control."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np

from ketlessons import published
from ketlessons.evidence import TimePoint, fact, time_point, timecourse
from ketlessons.published.onset.fits import fit_rows
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import Printed, printed
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import through, upright

LAST_D = 14.0
DAY_H = 24.0
BOTH = "both"
#: Sets of people: words for a sentence.
ARMS = {
    "response_pooled": "ketamine arms of pooled trials",
    "response_zarate": "ketamine arm of one trial of 17 people, reported",
}
#: How they are called beside their marks.
NAMES = {"response_pooled": "pooled trials", "response_zarate": "one trial"}
_COLUMNS = ("Quantity", "On this day")
_SENTENCES = {
    "day": "Day {day:.0f} after one infusion, who responds: {responders}. On that day, of {sources:in_words} sources, "
    "{pools:in_words} of them poolings that hold the others, {differences}."
}


class Responds(Enum):
    """What is known of the responders of one set of people on a day."""

    COUNTED = "{:.0f} of 100"
    BY_THE_CURVE = "about {:.0f} of 100, by the curve"
    BETWEEN = "no number is drawn between day {:.0f} and day {:.0f}"
    AFTER = "no number is drawn after day {:.0f}"


class Difference(Enum):
    """What a source says of the difference between its arms on a day: a cell, and how one and how many say it."""

    SEEN = ("arms told apart", "tells the arms apart", "tell the arms apart")
    FADING = ("being lost", "is losing the difference", "are losing the difference")
    LOST = ("arms no longer told apart", "no longer tells the arms apart", "no longer tell the arms apart")
    OPEN = ("no later day given", "gives no later day", "give no later day")


@cache
def _rows(name: str) -> tuple[TimePoint, ...]:
    return tuple(map(time_point, fit_rows(name)))


@dataclass(frozen=True)
class Seen:
    """Until which day a source could tell the arms apart.

    Parameters
    ----------
    words : str
        Which source, in a few words.
    until_d : float
        Last day on which the arms were told apart; from `gone_d` on they were not, if that is another day.
    later : bool
        Whether the source says that they no longer were.
    pools : bool
        Whether it counts trials together that are sources too.
    """

    words: str
    until_d: float
    gone_d: float | None
    later: bool
    pools: bool = False

    def at(self, day: float) -> Difference:
        """Return what is known of the difference on a day."""
        if day <= self.until_d:
            return Difference.SEEN
        if not self.later:
            return Difference.OPEN
        return Difference.FADING if self.gone_d is not None and day < self.gone_d else Difference.LOST


def seen() -> tuple[Seen, ...]:
    """Return what trials and poolings of one infusion say, in the order drawn."""
    lost, zarate = fact("ketamine_effect_lost"), fact("ketamine_effect_7d_zarate2006")
    han, kryst = fact("ketamine_effect_7d_han").value, fact("ketamine_effect_7d_kryst").value
    return (
        Seen("bipolar trial of 2010, saline", fact("ketamine_effect_3d_diazgranados").value, None, True),
        Seen("bipolar trial of 2012, saline", fact("ketamine_effect_3d_zarate").value, None, True),
        Seen("trial of 2006, saline, reported; looked no further", zarate.value, None, False),
        Seen("Han 2016, pooled, placebo; looked no further", han, None, False, pools=True),
        Seen("Kryst 2020, pooled, mixed controls; no later day given", kryst, None, False, pools=True),
        Seen("Kishimoto, pooled", lost.low, lost.high, True, pools=True),
    )


@dataclass(frozen=True)
class _Moment:
    """One day after one infusion."""

    day: float
    names: tuple[str, ...]

    def counted(self, name: str) -> TimePoint | None:
        return next((row for row in _rows(name) if row.time_h == self.day * DAY_H), None)

    def case(self, name: str) -> tuple[Responds, tuple[float, ...]]:
        """Return what is known of the responders now, with the numbers that say it."""
        fit, counted = published.fit(name), self.counted(name)
        first, last = (time_h / DAY_H for time_h in fit.span_h)
        if counted:
            return Responds.COUNTED, (counted.value,)
        if self.day > last:
            return Responds.AFTER, (last,)
        if fit.supported(self.day * DAY_H):
            return Responds.BY_THE_CURVE, (float(fit.at(self.day * DAY_H)),)
        return Responds.BETWEEN, (first, last)

    def responders(self, name: str) -> Printed:
        case, numbers = self.case(name)
        return printed(case.value, *numbers)

    def slots(self) -> dict[str, object]:
        found = Counter(one.at(self.day) for one in seen())
        differences = [
            f"{found[case]} {case.value[1 if found[case] == 1 else 2]}" for case in Difference if found[case]
        ]
        now = {name: self.case(name) for name in self.names}
        drawn = (Responds.COUNTED, Responds.BY_THE_CURVE)
        shown = {NAMES[name]: numbers[0] for name, (case, numbers) in now.items() if case in drawn}
        return {
            "day": self.day,
            "responders": "; ".join(f"{ARMS[name]}: {self.responders(name)}" for name in self.names),
            "sources": found.total(),
            "pools": sum(one.pools for one in seen()),
            "differences": ", ".join(differences),
            **shown,
            **{case.name.lower(): many for case, many in found.items()},
        }

    def rows(self) -> tuple[tuple[str, str], ...]:
        rows: list[tuple[str, str]] = [("Day after the infusion", printed("{:.0f}", self.day))]
        rows += [(f"Drug and control, {one.words}", one.at(self.day).value[0]) for one in seen()]
        for name in self.names:
            told, counted = self.responders(name), self.counted(name)
            if counted and counted.low is not None:
                told = printed("{:.0f} of 100 ({:.0f} to {:.0f})", counted.value, counted.low, counted.high)
            rows.append((f"Responders, {ARMS[name]}", told))
        if "response_pooled" in self.names:
            rows.append(("In remission, ketamine arms of pooled trials", self.remission()))
        for name in self.names:
            fit, said = published.fit(name), "{:.0f} days by a curve through {} numbers, last on day {:.0f}"
            half_d, last_d = fit.parameters["tau_h"] * np.log(2) / DAY_H, fit.span_h[1] / DAY_H
            half = printed(said, half_d, len(_rows(name)), last_d)
            rows.append((f"Time until half of the responders are lost, {ARMS[name]}", half))
        return tuple(rows)

    def remission(self) -> str:
        """Say how many of the pooled ketamine arms are in remission, on the days that have a number."""
        rows = timecourse(trial="Han 2016", measure="remission_pct")
        now = [row.value for row in rows if row.time_h == self.day * DAY_H]
        return printed("{:.0f} of 100", now[0]) if now else "no number on this day"


def _panel() -> Panel:
    days = tuple(range(1, 15))
    people = ((BOTH, "Both"), ("response_pooled", "Pooled trials"), ("response_zarate", "One trial of 17, reported"))
    return Panel(
        (
            Range("day", "Day after the infusion", days, 1, texts=tuple(f"day {day}" for day in days)),
            Choice("who", "Responders of", people, BOTH),
        ),
        hint="Walk through two weeks, and see where the numbers end before the effect does.",
    )


@steady()
def wearing_off() -> LiveFigure:
    """Return the live figure; controls: day, who."""
    figure = style.figure(9.0, 4.9)
    axes = style.dress(figure.add_axes((0.085, 0.12, 0.90, 0.40)), xlabel="Days after one infusion")
    axes.set_ylabel("Of 100 people, respond")
    strip = figure.add_axes((0.085, 0.555, 0.90, 0.435))
    strip.set_axis_off()
    for one in (axes, strip):
        one.set_xlim(0, LAST_D + 0.4)
    axes.set_xticks(range(int(LAST_D) + 1))
    axes.set_ylim(0, 100)
    strip.set_ylim(-0.4, 6.9)
    title = "Until when the arms could be told apart (dotted: being lost)"
    marks.words(strip, 0.06, 6.45, title, "green", "text", bold=True)
    for place, one in enumerate(seen()):
        height = [5.3 - place] * 2
        marks.bar(strip, "green", 7, [2 / 3 / DAY_H, one.until_d], height)
        if one.gone_d is not None:
            marks.line(strip, "green", 3, (1, 0.6), [one.until_d, one.gone_d], height)
        marks.words(strip, (one.gone_d or one.until_d) + 0.15, height[0], one.words)
    edge = {"ha": "right", "va": "top"}
    note = "dotted: no number in between; after day 7 no number is drawn"
    marks.words(axes, LAST_D + 0.3, 75, note, "soft-ink", **edge)
    moving = {
        # The pooled numbers lie close enough for a line; those of the one trial leave a gap, and have intervals.
        "curve of pooled trials": marks.line(axes, "blue", 2.6),
        "gap of one trial": marks.line(axes, "orange", 1.8, (2, 3)),
        "intervals": marks.bar(axes, "orange", 1.3),
        "pooled trials": marks.points(axes, "blue"),
        "one trial": marks.points(axes, "orange", "s"),
        "now": [marks.cursor(one, "ink", 1.2) for one in (axes, strip)],
        "key of pooled trials": marks.words(axes, LAST_D + 0.3, 97, ink="blue", **edge),
        "key of one trial": marks.words(axes, LAST_D + 0.3, 86, ink="orange", **edge),
        "day": marks.words(axes, LAST_D + 0.3, 60, size="head", bold=True, **edge),
    }

    def update(*, day: float, who: str) -> Reading:
        moment = _Moment(day, tuple(ARMS) if who == BOTH else (who,))
        pooled, lone = (published.fit(name) for name in ARMS)
        for curve, fit, stretches, name in (
            ("curve of pooled trials", pooled, pooled.stretches, "response_pooled"),
            ("gap of one trial", lone, lone.gaps, "response_zarate"),
        ):
            times = np.concatenate([np.linspace(*stretch, 30) for stretch in stretches])
            times = times if name in moment.names else times[:0]
            moving[curve].set_data(times / DAY_H, fit.at(times, across_gaps=True))
        for name, mark in zip(ARMS, ("circles", "squares"), strict=True):
            rows = _rows(name) if name in moment.names else ()
            through(moving[NAMES[name]], [(row.time_h / DAY_H, row.value) for row in rows])
            moving[f"key of {NAMES[name]}"].set_text(f"{mark}: {ARMS[name]}" if rows else "")
        ends = [row for name in moment.names for row in _rows(name) if row.low is not None]
        upright(moving["intervals"], [(row.time_h / DAY_H, row.low, row.high) for row in ends])
        now, above = moving["now"]
        now.set_data([day, day], [0, 100 if day < 7 else 40])
        # From day 4 on words stand beside the bars: there the line only points in from above and below.
        upright(above, [(day, -0.4, 5.7)] if day < 4 else [(day, -0.4, -0.05), (day, 5.65, 5.95)])
        moving["day"].set_text(f"day {day:.0f}")
        return Reading.of(_SENTENCES, "day", moment.slots(), _COLUMNS, moment.rows())

    return LiveFigure(figure, moving, update, "Wearing off", _panel())
