"""How long does one infusion last? People who still respond, and until when trials saw a difference from control."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketlessons import published
from ketlessons.evidence import TimePoint, fact, time_point, timecourse
from ketlessons.published import fit_rows
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import upright
from ketlessons.stage.style import colour

LAST_D = 14.0
DAY_H = 24.0
BOTH = "both"
#: Sets of people: words for the controls, and for a sentence.
ARMS = {
    "response_pooled": "ketamine arms of pooled trials",
    "response_zarate": "ketamine arm of one trial of 17 people, reported",
}
_LOOKS = {"response_pooled": ("blue", "o"), "response_zarate": ("orange", "s")}


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
        Whether a later day was read.
    """

    words: str
    until_d: float
    gone_d: float | None
    later: bool

    def at(self, day: float) -> str:
        """Say what is known of the difference on a day."""
        if day <= self.until_d:
            return "arms told apart"
        if not self.later:
            return "no later day read"
        return "being lost" if self.gone_d is not None and day < self.gone_d else "arms no longer told apart"


def seen() -> tuple[Seen, ...]:
    """Return what trials and poolings of one infusion say, in the order drawn."""
    lost, zarate = fact("ketamine_effect_lost"), fact("ketamine_effect_7d_zarate2006")
    return (
        Seen("bipolar trial of 2010, saline", fact("ketamine_effect_3d_diazgranados").value, None, True),
        Seen("bipolar trial of 2012, saline", fact("ketamine_effect_3d_zarate").value, None, True),
        Seen("trial of 2006, saline, reported; looked no further", zarate.value, None, False),
        Seen("Han 2016, pooled, placebo; looked no further", fact("ketamine_effect_7d_han").value, None, False),
        Seen(
            "Kryst 2020, pooled, mixed controls; no later day read", fact("ketamine_effect_7d_kryst").value, None, False
        ),
        Seen("Kishimoto 2016", lost.low, lost.high, True),
    )


@dataclass(frozen=True)
class _Moment:
    """One day after one infusion."""

    day: float
    names: tuple[str, ...]

    def responders(self, name: str) -> str:
        """Say how many respond now: as read, by the curve, or not at all."""
        here = [row for row in _rows(name) if row.time_h == self.day * DAY_H]
        if here:
            return f"{here[0].value:.0f} of 100"
        fit = published.fit(name)
        first, last = (time / DAY_H for time in fit.span_h)
        if self.day > last:
            return f"nothing read after day {last:.0f}"
        if not fit.supported(self.day * DAY_H):
            return f"nothing read between day {first:.0f} and day {last:.0f}"
        return f"about {fit.at(self.day * DAY_H):.0f} of 100, by the curve"

    def differences(self) -> str:
        """Say how many sources tell the arms apart, how many do not, and for how many no later day was read."""
        found = [one.at(self.day) for one in seen()]
        parts = [
            (found.count("arms told apart"), "tell the arms apart", "tells the arms apart"),
            (found.count("being lost"), "are losing the difference", "is losing the difference"),
            (
                found.count("arms no longer told apart"),
                "no longer tell the arms apart",
                "no longer tells the arms apart",
            ),
            (found.count("no later day read"), "have no later day that was read", "has no later day that was read"),
        ]
        told = [f"{many} {one if many == 1 else more}" for many, more, one in parts if many]
        return f"of {len(found)} sources, {', '.join(told)}"

    def sentence(self) -> str:
        told = "; ".join(f"{ARMS[name]}: {self.responders(name)}" for name in self.names)
        return f"Day {self.day:.0f} after one infusion, who responds: {told}. On that day, {self.differences()}."

    def rows(self) -> tuple[tuple[str, str], ...]:
        rows = [("Day after the infusion", f"{self.day:.0f}")]
        rows += [(f"Drug and control, {one.words}", one.at(self.day)) for one in seen()]
        for name in self.names:
            here = [row for row in _rows(name) if row.time_h == self.day * DAY_H and row.low is not None]
            ends = f" ({here[0].low:.0f} to {here[0].high:.0f})" if here else ""
            rows.append((f"Responders, {ARMS[name]}", f"{self.responders(name)}{ends}"))
        if "response_pooled" in self.names:
            rows.append(("In remission, ketamine arms of pooled trials", self.remission()))
        for name in self.names:
            half = published.fit(name).parameters["tau_h"] * np.log(2) / DAY_H
            through = f"{half:.0f} days by a curve through {len(_rows(name))} numbers, last on day 7"
            rows.append((f"Time until half of the responders are lost, {ARMS[name]}", through))
        return tuple(rows)

    def remission(self) -> str:
        """Say how many of the pooled ketamine arms are in remission, where that was read."""
        rows = timecourse(trial="Han 2016", measure="remission_pct")
        return next((f"{row.value:.0f} of 100" for row in rows if row.time_h == self.day * DAY_H), "not read")


def _panel() -> Panel:
    days = tuple(range(1, 15))
    return Panel(
        (
            Range("day", "Day after the infusion", days, 1, texts=tuple(f"day {day}" for day in days)),
            Choice(
                "who",
                "Responders of",
                (
                    (BOTH, "Both"),
                    ("response_pooled", "Pooled trials"),
                    ("response_zarate", "One trial of 17, reported"),
                ),
                BOTH,
            ),
        ),
        hint="Walk through two weeks, and see where the numbers end before the effect does.",
    )


@steady()
def wearing_off() -> LiveFigure:
    """Return the live figure; controls: day, who."""
    figure = style.figure(9.0, 4.9)
    axes = style.dress(figure.add_axes((0.085, 0.12, 0.90, 0.40)), xlabel="Days after one infusion",
                       ylabel="Of 100 people, respond")  # fmt: skip
    strip = figure.add_axes((0.085, 0.555, 0.90, 0.435))
    strip.set_axis_off()
    for one in (axes, strip):
        one.set_xlim(0, LAST_D + 0.4)
    axes.set_xticks(range(int(LAST_D) + 1))
    axes.set_ylim(0, 100)
    strip.set_ylim(-0.4, 6.9)
    title = "Until when the arms could be told apart (dotted: being lost)"
    strip.text(0.06, 6.45, title, color=colour("green"), fontsize=style.TEXT_PT, fontweight="bold", va="center")
    for place, one in enumerate(seen()):
        strip.plot([2 / 3 / DAY_H, one.until_d], [5.3 - place] * 2, color=colour("green"), linewidth=7,
                   solid_capstyle="butt")  # fmt: skip
        if one.gone_d is not None:
            strip.plot([one.until_d, one.gone_d], [5.3 - place] * 2, color=colour("green"), linewidth=3,
                       linestyle=(0, (1, 0.6)))  # fmt: skip
        strip.text((one.gone_d or one.until_d) + 0.15, 5.3 - place, one.words, color=colour("ink"),
                   fontsize=style.SMALL_PT, va="center")  # fmt: skip
    # The pooled numbers lie close enough for a line; those of the one trial leave a gap, and have intervals.
    line = axes.plot([], [], color=colour("blue"), linewidth=2.6)[0]
    gap = axes.plot([], [], color=colour("orange"), linewidth=1.8, linestyle=(0, (2, 3)))[0]
    bars = axes.plot([], [], color=colour("orange"), linewidth=1.3, solid_capstyle="butt")[0]
    marks = {name: axes.plot([], [], mark, color=colour(ink), markersize=8, markeredgecolor=colour("paper"))[0]
             for name, (ink, mark) in _LOOKS.items()}  # fmt: skip
    now = [one.plot([], [], color=colour("ink"), linewidth=1.2, linestyle=(0, (2, 2)))[0] for one in (axes, strip)]
    key = {"fontsize": style.SMALL_PT, "ha": "right", "va": "top"}
    words = {
        "response_pooled": axes.text(LAST_D + 0.3, 97, "", color=colour("blue"), **key),
        "response_zarate": axes.text(LAST_D + 0.3, 86, "", color=colour("orange"), **key),
    }
    note = "dotted: nothing read in between; after day 7 nothing was read"
    axes.text(LAST_D + 0.3, 75, note, color=colour("soft-ink"), **key)
    said = axes.text(LAST_D + 0.3, 60, "", color=colour("ink"), fontsize=12, fontweight="bold", ha="right", va="top")

    def update(*, day: float, who: str) -> Reading:
        moment = _Moment(day, tuple(ARMS) if who == BOTH else (who,))
        pooled, lone = (published.fit(name) for name in ARMS)
        for artist, fit, stretches, name in (
            (line, pooled, pooled.stretches, "response_pooled"),
            (gap, lone, lone.gaps, "response_zarate"),
        ):
            times = np.concatenate([np.linspace(*stretch, 30) for stretch in stretches])
            shown = name in moment.names
            artist.set_data(times / DAY_H if shown else [], fit.at(times, across_gaps=True) if shown else [])
        ends = [row for name in moment.names for row in _rows(name) if row.low is not None]
        upright(bars, [(row.time_h / DAY_H, row.low, row.high) for row in ends])
        for name in ARMS:
            rows = _rows(name) if name in moment.names else ()
            marks[name].set_data([row.time_h / DAY_H for row in rows], [row.value for row in rows])
            mark = {"o": "circles", "s": "squares"}[_LOOKS[name][1]]
            words[name].set_text(f"{mark}: {ARMS[name]}" if rows else "")
        now[0].set_data([day, day], [0, 100 if day < 7 else 40])
        # From day 4 on words stand beside the bars: there the line only points in from above and below.
        upright(now[1], [(day, -0.4, 5.7)] if day < 4 else [(day, -0.4, -0.05), (day, 5.65, 5.95)])
        said.set_text(f"day {day:.0f}")
        return Reading(moment.sentence(), ("Quantity", "On this day"), moment.rows())

    moving = {
        "line": line,
        "gap": gap,
        "bars": bars,
        "marks": list(marks.values()),
        "now": now,
        "words": list(words.values()),
        "said": said,
    }
    return LiveFigure(figure, moving, update, "Wearing off", _panel())
