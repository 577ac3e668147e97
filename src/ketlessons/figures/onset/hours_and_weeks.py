"""Is it really faster? Differences from control between forty minutes and eight weeks, on one axis of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketlessons import published
from ketlessons.published import CONTROLS, Comparison, comparisons
from ketlessons.published.trials.comparisons import pills
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import upright
from ketlessons.stage.style import colour
from ketlessons.stage.words import signed, spelled, upper

FIRST_H, LAST_H = 0.45, 2000.0
#: Times worth stopping at: words, hours, and which ratings belong there. At 8 h and at 6 weeks there are none.
STOPS = (
    ("40 min", 2 / 3, 0.5, 1.0),
    ("2 h", 2.0, 1.5, 2.5),
    ("3 to 4 h", 4.0, 2.6, 5.0),
    ("8 h", 8.0, 6.0, 12.0),
    ("24 h", 24.0, 20.0, 30.0),
    ("2 days", 48.0, 40.0, 56.0),
    ("3 days", 72.0, 60.0, 90.0),
    ("5 days", 120.0, 100.0, 130.0),
    ("1 week", 168.0, 140.0, 190.0),
    ("2 to 3 weeks", 336.0, 300.0, 440.0),
    ("3 to 4 weeks", 648.0, 450.0, 700.0),
    ("6 weeks", 1008.0, 900.0, 1100.0),
    ("8 weeks", 1344.0, 1250.0, 1450.0),
)
SCALE_WORDS = {
    "smd": "standard deviations (SMD)",
    "points": "points of the MADRS",
    "response": "responders of 100",
}
#: Height of one standard deviation on each scale, so that one grid serves all three.
_UNIT = {"smd": 1.0, "points": 10.0, "response": 40.0}
_AXIS = {"smd": "Better than control by (SD)", "points": "Better than control by (MADRS points)",
         "response": "More of 100 respond than with control"}  # fmt: skip
ALL = "all"
CONTROL_WORDS = {
    "saline": "saline",
    "mixed": "saline or midazolam, pooled",
    "placebo spray": "placebo spray",
    "midazolam": "midazolam",
    "placebo pill": "placebo pill",
    "anaesthesia": "saline under anaesthesia",
}
_LOOKS = {
    "saline": ("o", "orange"),
    "mixed": ("P", "ink"),
    "placebo spray": ("^", "purple"),
    "midazolam": ("s", "blue"),
    "placebo pill": ("v", "gold"),
    "anaesthesia": ("D", "green"),
}
_STEPS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5)
_FLOOR, _TOP = -1.25, 2.22
# Ratings of one stop stand beside each other, this far apart in powers of ten.
_APART = 0.036


def _stop(time_h: float) -> tuple[str, float, float, float]:
    return min(STOPS, key=lambda stop: abs(np.log(stop[1] / time_h)))


def _number(value: float, scale: str) -> str:
    return signed(value, {"smd": 2, "points": 1, "response": 0}[scale])


def _unit(scale: str) -> str:
    return {"smd": "SD", "points": "points", "response": "more of 100"}[scale]


def _interval(one: Comparison, scale: str) -> str:
    value = f"{_number(one.value, scale)} {_unit(scale)}"
    if one.low is None:
        return f"{value}, no interval read"
    return f"{value} ({_number(one.low, scale)} to {_number(one.high, scale)})"


@dataclass(frozen=True)
class _View:
    """What is drawn at these settings, and what stands at the stop."""

    scale: str
    stop: tuple[str, float, float, float]
    drawn: tuple[Comparison, ...]

    @classmethod
    def of(cls, control: str, scale: str, masked: bool, time_h: float) -> _View:
        drawn = tuple(
            one for one in comparisons(scale) if control in (ALL, one.control) and not (masked and one.given_away)
        )
        return cls(scale, _stop(time_h), drawn)

    @property
    def here(self) -> tuple[Comparison, ...]:
        return tuple(one for one in self.drawn if self.stop[2] <= one.time_h <= self.stop[3])

    def group(self, control: str, brief: bool) -> str:
        """Say what the comparisons with one control found here; in brief without intervals."""
        ones = [one for one in self.here if one.control == control]
        told = "reported " if any(one.reported for one in ones) else ""
        told += "raw scores " if ones[0].raw else ""
        values = sorted({_number(one.value, self.scale): one.value for one in ones}.items(), key=lambda item: item[1])
        ends = " to ".join(text for text, _ in (values[0], values[-1])[: len(values)])
        nothing = ", not told apart from none" if all(one.tells_nothing_apart for one in ones) else ""
        if len(ones) == 1 and not brief:
            return f"{told}{_interval(ones[0], self.scale)}{nothing}"
        return f"{told}{ends}{nothing}"

    def sentence(self) -> str:
        here, label = self.here, self.stop[0]
        if not self.drawn:
            return f"{label}: with these settings none of the {len(comparisons(self.scale))} comparisons is left."
        if not here:
            first, last = spelled(self.drawn[0].time_label), spelled(self.drawn[-1].time_label)
            return (
                f"{label}: no rating is drawn here, so nothing is said. The {len(self.drawn)} comparisons shown lie "
                f"between {first} and {last.removesuffix(', end of treatment')}."
            )
        controls = [control for control in CONTROLS if any(one.control == control for one in here)]
        # Many controls at once cannot be followed by ear with all their intervals: those stand in the table.
        brief = len(controls) > 2
        told = "; ".join(f"{CONTROL_WORDS[control]} {self.group(control, brief)}" for control in controls)
        many = f"{len(here)} comparisons" if len(here) > 1 else "one comparison"
        return f"{label}, {many}, lead over control in {SCALE_WORDS[self.scale]}. Against {told}."

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        if not self.here:
            return ((f"At {self.stop[0]}", "no rating", f"{len(self.drawn)} comparisons at other times"),)
        rows = []
        for one in self.here:
            reported = "reported: " if one.reported else ""
            peak = "; rated while the drug can be felt" if one.at_peak else ""
            peak += "; raw scores, arms began unlike" if one.raw else ""
            rows.append(
                (f"{one.label}, {spelled(one.time_label)}", f"{reported}{_interval(one, self.scale)}",
                 f"{CONTROL_WORDS[one.control]}{peak}")
            )  # fmt: skip
        return tuple(rows)


def _placed(drawn: tuple[Comparison, ...]) -> list[float]:
    """Return where each comparison is drawn: those of one stop side by side, around their time."""
    at = [one.time_h for one in drawn]
    for _, middle, first, last in STOPS:
        members = [index for index, one in enumerate(drawn) if first <= one.time_h <= last]
        for place, index in enumerate(members):
            at[index] = middle * 10 ** (_APART * (place - (len(members) - 1) / 2))
    return at


def _curves(scale: str, shown: set[str]) -> list[tuple[np.ndarray, np.ndarray, bool]]:
    """Return the curves that describe the points: times, heights, and whether data lie there."""
    curves = []
    if scale == "points" and "placebo spray" in shown:
        fit = published.fit("nasal_esketamine")
        times = np.array(fit.span_h)
        curves.append((times, np.full(2, fit.parameters["size"]), True))
    if scale == "smd" and "placebo pill" in shown:
        fit = published.fit("oral_antidepressants")
        times = np.geomspace(*fit.span_h, 40)
        lead = pills().value
        curves.append((times, lead * np.asarray(fit.at(times, across_gaps=True)), False))
    return curves


def _key(scale: str, shown: set[str]) -> str:
    """Say what the curves are."""
    lines = []
    if scale == "points" and "placebo spray" in shown:
        size = published.fit("nasal_esketamine")
        low, high = size.limits["size"]
        lines.append(f"line: mean of nine trials of the spray,\n{size.parameters['size']:.1f} points "
                     f"({low:.1f} to {high:.1f}), from hours to\nfour weeks")  # fmt: skip
    if scale == "smd" and {"saline", "mixed"} <= shown:
        lines.append("between 40 min and 24 h no number\nof one infusion was read")
    if scale == "smd" and "placebo pill" in shown:
        lines.append("dashes: pills, a third of their lead\nat 1 week, all at 6 weeks")
    return "\n".join(lines)


def _panel() -> Panel:
    controls = ((ALL, "All controls"), *((id, upper(words)) for id, words in CONTROL_WORDS.items()))
    shown = {"masked": False}  # a button leaves nothing out that was left out before
    stops = tuple(stop[1] for stop in STOPS)
    return Panel(
        (
            Range("time_h", "Time since the first dose", stops, 24, texts=tuple(stop[0] for stop in STOPS)),
            Choice("control", "Control", controls, ALL),
            Choice(
                "scale",
                "Scale",
                (("smd", "Standard deviations"), ("points", "Points of the MADRS"), ("response", "Responders of 100")),
                "smd",
            ),
            Switch("masked", "Leave out comparisons in which most people could tell", False),
        ),
        presets=(
            Preset("Saline alone", {**shown, "control": "saline", "scale": "smd", "time_h": 24.0}),
            Preset("The spray, in points", {**shown, "control": "placebo spray", "scale": "points", "time_h": 24.0}),
            Preset("Pills", {**shown, "control": "placebo pill", "scale": "smd", "time_h": 168.0}),
        ),
        hint="Begin with saline alone. Then add all controls, and see whether time or control moves the marks more.",
    )


@steady()
def hours_and_weeks() -> LiveFigure:
    """Return the live figure; controls: control, scale, masked, time_h."""
    figure = style.figure(9.0, 4.9)
    axes = style.dress(figure.add_axes((0.085, 0.115, 0.90, 0.735)), xlabel="Time since the first dose, log scale")
    axes.set_xscale("log")
    axes.set_xlim(FIRST_H, LAST_H)
    axes.minorticks_off()
    ticks = {2 / 3: "40 min", 2: "2 h", 4: "4 h", 8: "8 h", 24: "1 day", 72: "3 days", 168: "1 week",
             336: "2 weeks", 648: "4 weeks", 1344: "8 weeks"}  # fmt: skip
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.set_ylim(_FLOOR, _STEPS[-1])
    axes.set_yticks(_STEPS, [""] * len(_STEPS))
    axes.axhline(0.0, color=colour("ink"), linewidth=1.3)
    numbers = [
        axes.text(FIRST_H * 0.93, y, "", color=colour("ink"), fontsize=style.SMALL_PT, ha="right", va="center")
        for y in _STEPS
    ]
    side = figure.text(0.014, 0.48, "", color=colour("ink"), fontsize=style.TEXT_PT, rotation=90, va="center")
    for place, control in enumerate(CONTROLS):
        mark, ink = _LOOKS[control]
        x, y = (0.09, 0.36, 0.70)[place % 3], 0.965 - 0.055 * (place // 3)
        figure.add_artist(_dot(figure, x, y, mark, ink))
        figure.text(x + 0.014, y, f"against {CONTROL_WORDS[control]}", color=colour(ink), fontsize=style.SMALL_PT,
                    va="center")  # fmt: skip
    # An outline and no wash: what moves is drawn over the stage, and would cover its words.
    window = axes.plot([], [], color=colour("ink"), linewidth=1.2, linestyle=(0, (2, 2)))[0]
    sure = axes.plot([], [], color=colour("soft-ink"), linewidth=2.2, zorder=1.5)[0]
    sketch = axes.plot([], [], color=colour("soft-ink"), linewidth=1.6, linestyle=(0, (7, 4)), zorder=1.5)[0]
    bars = axes.plot([], [], color=colour("soft-ink"), linewidth=1.4, solid_capstyle="butt")[0]
    solid, hollow = {}, {}
    for control in CONTROLS:
        mark, ink = _LOOKS[control]
        solid[control] = axes.plot([], [], mark, color=colour(ink), markersize=8, markeredgecolor=colour("paper"))[0]
        hollow[control] = axes.plot([], [], mark, color=colour(ink), markersize=7.5, markerfacecolor=colour("paper"),
                                    markeredgewidth=1.6)[0]  # fmt: skip
    head = axes.text(FIRST_H * 1.06, 2.40, "", color=colour("ink"), fontsize=12, fontweight="bold", va="top")
    quiet = {"fontsize": style.SMALL_PT, "color": colour("soft-ink")}
    key = axes.text(FIRST_H * 1.06, _FLOOR + 0.06, "", linespacing=1.25, va="bottom", **quiet)
    note = "hollow: drug can be felt, raw scores of unlike arms, or no interval"
    axes.text(LAST_H * 0.95, 2.40, note, ha="right", va="top", **quiet)

    def update(*, control: str, scale: str, masked: bool, time_h: float) -> Reading:
        view = _View.of(control, scale, masked, time_h)
        unit, shown = _UNIT[scale], {one.control for one in view.drawn}
        places = _placed(view.drawn)
        placed = list(zip(places, view.drawn, strict=True))
        upright(bars, [(at, one.low / unit, one.high / unit) for at, one in placed if one.low is not None])
        for name in CONTROLS:
            for line, want in ((solid[name], False), (hollow[name], True)):
                _set(line, [(at, one.value / unit) for at, one in placed
                            if one.control == name and one.hollow is want])  # fmt: skip
        for line, want in ((sure, True), (sketch, False)):
            pieces = [(x, y / unit) for times, heights, real in _curves(scale, shown) if real is want
                      for x, y in (*zip(times, heights, strict=True), (times[-1], np.nan))]  # fmt: skip
            _set(line, pieces)
        _, middle, _, _ = view.stop
        reach = 10 ** (_APART * (max(len(view.here), 1) / 2 + 0.25))
        left, right = middle / reach, middle * reach
        _set(window, [(left, _FLOOR), (left, _TOP), (right, _TOP), (right, _FLOOR)])
        for text, y in zip(numbers, _STEPS, strict=True):
            text.set_text(signed(y * unit, 1 if scale == "smd" else 0))
        side.set_text(_AXIS[scale])
        many = len(view.here)
        head.set_text(f"{view.stop[0]}: {many or 'no'} comparison{'' if many == 1 else 's'}")
        key.set_text(_key(scale, shown))
        return Reading(view.sentence(), ("Comparison", "Better than control by", "Control"), view.rows())

    moving = {
        "window": window,
        "sure": sure,
        "sketch": sketch,
        "bars": bars,
        "solid": list(solid.values()),
        "hollow": list(hollow.values()),
        "numbers": numbers,
        "side": side,
        "head": head,
        "key": key,
    }
    return LiveFigure(figure, moving, update, "Hours and weeks", _panel())


def _dot(figure: Figure, x: float, y: float, mark: str, ink: str) -> Line2D:
    return Line2D([x], [y], marker=mark, color=colour(ink), markersize=8, linestyle="none",
                  markeredgecolor=colour("paper"), transform=figure.transFigure)  # fmt: skip


def _set(line: Line2D, pairs: list[tuple[float, float]]) -> None:
    line.set_data([x for x, _ in pairs], [y for _, y in pairs])
