"""What do several trials say together? A forest plot of nasal esketamine that the learner fills and empties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.models import Pooled
from ketlessons.published import ForestTrial, nasal_trials, pool_forest
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Preset, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import level
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import between, points, with_interval
from ketlessons.stage.words import lower, percent, upper

WHEN = {"4 h": "Within 4 hours", "24 h": "After 24 hours", "day 25 to 28": "Day 25 to 28"}
METHODS = {"fixed": "One true effect", "paule_mandel": "True effects that differ"}
LEFT_OUT = {"none": "None", "most": "The one most in favour", "least": "The one least in favour"}
MOST_TRIALS = 7
_LOW, _HIGH = -9.0, 15.0
_TOGETHER, _FURTHER = 1.5, 0.5
_NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven")


@cache
def _all(when: str) -> tuple[ForestTrial, ...]:
    return nasal_trials(when)


@dataclass(frozen=True)
class _Forest:
    """What is pooled at these settings."""

    when: str
    shown: tuple[ForestTrial, ...]
    out: ForestTrial | None
    pooled: Pooled
    lonely: bool

    @classmethod
    def of(cls, when: str, trials: int, left_out: str, method: str) -> _Forest:
        first = _all(when)[:trials]
        order = sorted(first, key=lambda one: one.effect.value)
        lonely = left_out != "none" and len(first) == 1
        out = None if left_out == "none" or lonely else order[-1 if left_out == "most" else 0]
        shown = tuple(one for one in first if one is not out)
        return cls(when, shown, out, pool_forest(shown, method), lonely)

    @property
    def weights(self) -> dict[str, float]:
        return dict(zip((one.trial for one in self.shown), self.pooled.weights, strict=True))

    def sentence(self) -> str:
        count, there = len(self.shown), len(_all(self.when))
        low, mean, high = self.pooled.interval
        without = f", {self.out.trial} left out" if self.out else ""
        told = f", {self.shown[0].trial}" if count == 1 else ""
        who = f"{_NUMBER_WORDS[count]} of {_NUMBER_WORDS[there]} trials{told}{without}"
        side = "better" if mean >= 0 else "worse"
        told_by = ", one as reported" if any(one.reported for one in self.shown) else ""
        said = (
            f"{WHEN[self.when]}, {who}{told_by}: supposing {lower(METHODS[self.pooled.method])}, esketamine spray is "
            f"{points(abs(mean))} points {side} than placebo spray ({between(low, high)})."
        )
        if self.lonely:
            said += " With one trial there is none to spare."
        return f"{said} {self._spread()}"

    def _spread(self) -> str:
        if len(self.shown) == 1:
            return "One trial cannot say how trials differ."
        more = f"about {percent(self.pooled.i2)} of the spread between trials is estimated to be beyond chance"
        chance = upper(more) if self.pooled.i2 > 0 else "No extra spread is seen; so few trials cannot rule it out"
        if self.pooled.method == "fixed":
            return f"{chance}; this method leaves it out."
        if self.pooled.prediction is None:
            return f"{chance}; two hardly say how trials differ, so the limits are wide."
        far = between(self.pooled.prediction.low, self.pooled.prediction.high)
        return f"{chance}; the true effect in a further trial may be {far}."

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        rows = []
        for one in _all(self.when):
            name = f"{one.trial}{', reported' if one.reported else ''}{_doses(one)}"
            share = self.weights.get(one.trial)
            rows.append((name, with_interval(one.interval), percent(share) if share else "not in"))
        pooled = self.pooled
        rows.append((f"Together, {lower(METHODS[pooled.method])}", with_interval(pooled.interval), "100 %"))
        far = pooled.prediction
        rows.append(("True effect in a further trial", between(far.low, far.high) if far else "not to be said", "–"))
        spread = points(pooled.tau2**0.5) if len(self.shown) > 1 and pooled.method != "fixed" else "not estimated"
        rows.append(("Standard deviation of the true effects, points", spread, "–"))
        rows.append(("Spread beyond chance", percent(pooled.i2) if len(self.shown) > 1 else "not to be said", "–"))
        return tuple(rows)


def _doses(one: ForestTrial) -> str:
    return f", {_NUMBER_WORDS[one.doses]} doses" if one.doses > 1 else ""


def _panel() -> Panel:
    counts = tuple(range(1, MOST_TRIALS + 1))
    return Panel(
        (
            Choice("when", "Rated", tuple(WHEN.items()), "day 25 to 28"),
            Range(
                "trials",
                "Trials, in order of publication",
                counts,
                7,
                texts=("the first", *(f"the first {count}" for count in counts[1:])),
            ),
            Choice("left_out", "Leave out", tuple(LEFT_OUT.items()), "none"),
            Choice("method", "Suppose", tuple(METHODS.items()), "paule_mandel"),
        ),
        presets=(
            Preset("Begin with one trial", {"trials": 1, "left_out": "none"}),
            Preset("All trials", {"trials": 7, "left_out": "none"}),
        ),
        hint="Begin with one trial and add the others. Watch the diamond, then the dashes below it.",
    )


@steady()
def forest_plot() -> LiveFigure:
    """Return the live figure; controls: when, trials, left_out, method."""
    figure = style.figure(9.0, 4.9)
    axes = style.dress(figure.add_axes((0.255, 0.155, 0.415, 0.745)), grid=False,
                       xlabel="Better than placebo spray by (points of the MADRS)")  # fmt: skip
    axes.set_xlim(_LOW, _HIGH)
    axes.set_ylim(0, MOST_TRIALS + 2.6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(True, axis="x", color=colour("grid"), linewidth=0.9)
    axes.axvline(0, color=colour("ink"), linewidth=1.3)
    axes.axhline(2.1, color=colour("soft-ink"), linewidth=0.8, linestyle=(0, (1, 2)))
    levels = [MOST_TRIALS + 1.75 - 0.93 * row for row in range(MOST_TRIALS)]
    bars = axes.plot([], [], color=colour("ink"), linewidth=1.8, solid_capstyle="butt")[0]
    faint = axes.plot([], [], color=colour("soft-ink"), linewidth=1.4, linestyle=(0, (2, 2)))[0]
    squares = axes.scatter([], [], marker="s", facecolor=colour("blue"), edgecolor=colour("paper"), zorder=4)
    hollow = axes.plot([], [], "s", color=colour("paper"), markeredgecolor=colour("soft-ink"), markersize=6)[0]
    diamond = axes.fill([], [], facecolor=colour("orange"), edgecolor=colour("orange"), linewidth=1.2, zorder=4)[0]
    ahead = axes.plot([], [], color=colour("orange"), linewidth=3.0, linestyle=(0, (4, 1.5)))[0]
    left = axes.plot([], [], "<", color=colour("orange"), markersize=9, clip_on=False, zorder=5)[0]
    right = axes.plot([], [], ">", color=colour("orange"), markersize=9, clip_on=False, zorder=5)[0]

    def at(height: float) -> float:
        return 0.155 + 0.745 * height / (MOST_TRIALS + 2.6)

    look = {"fontsize": style.SMALL_PT, "va": "center"}
    names = [figure.text(0.012, at(height), "", color=colour("ink"), **look) for height in levels]
    values = [figure.text(0.69, at(height), "", color=colour("ink"), **look) for height in levels]
    shares = [figure.text(0.985, at(height), "", color=colour("ink"), ha="right", **look) for height in levels]
    head = {"fontsize": style.SMALL_PT, "va": "center", "color": colour("soft-ink")}
    figure.text(0.69, 0.935, "points (95 % interval)", **head)
    figure.text(0.985, 0.935, "weight", ha="right", **head)
    title = figure.text(0.012, 0.935, "", color=colour("ink"), fontsize=style.TEXT_PT, fontweight="bold", va="center")
    bold = {"fontsize": style.SMALL_PT, "va": "center", "color": colour("orange"), "fontweight": "bold"}
    figure.text(0.012, at(_TOGETHER), "Together (diamond)", **bold)
    figure.text(0.012, at(_FURTHER), "A further trial (dashes)", **bold)
    total = figure.text(0.69, at(_TOGETHER), "", **bold)
    further = figure.text(0.69, at(_FURTHER), "", **bold)
    key = {"fontsize": style.SMALL_PT, "color": colour("soft-ink"), "va": "center"}
    figure.text(0.012, 0.022, "square: as large as its weight; hollow, dotted: not in; * reported", **key)
    figure.text(0.985, 0.022, "left of the line: worse than placebo spray", ha="right", **key)

    def update(*, when: str, trials: float, left_out: str, method: str) -> Reading:
        forest = _Forest.of(when, int(trials), left_out, method)
        weights, there = forest.weights, _all(when)
        known = {one.trial: height for one, height in zip(there, levels, strict=False)}
        inside = [one for one in there if one.trial in weights]
        outside = [one for one in there if one.trial not in weights]
        level(bars, [(o.interval.low, o.interval.high, known[o.trial]) for o in inside])
        level(faint, [(o.interval.low, o.interval.high, known[o.trial]) for o in outside])
        squares.set_offsets([(one.effect.value, known[one.trial]) for one in inside])
        squares.set_sizes([30 + 420 * weights[one.trial] for one in inside])
        hollow.set_data([one.effect.value for one in outside], [known[one.trial] for one in outside])
        for row in range(MOST_TRIALS):
            one = there[row] if row < len(there) else None
            told = "" if one is None else f"{one.trial}{_doses(one)}{' *' if one.reported else ''}"
            names[row].set_text(told)
            values[row].set_text("" if one is None else with_interval(one.interval))
            weight = None if one is None else weights.get(one.trial)
            shares[row].set_text("" if one is None else (percent(weight) if weight else "not in"))
        low, mean, high = forest.pooled.interval
        low, high = max(low, _LOW), min(high, _HIGH)
        diamond.set_xy([(low, _TOGETHER), (mean, _TOGETHER + 0.3), (high, _TOGETHER), (mean, _TOGETHER - 0.3)])
        far = forest.pooled.prediction
        ahead.set_data([far.low, far.high] if far else [], [_FURTHER] * 2 if far else [])
        cut = [_TOGETHER] * (low == _LOW) + [_FURTHER] * bool(far and far.low < _LOW)
        left.set_data([_LOW] * len(cut), cut)
        cut = [_TOGETHER] * (high == _HIGH) + [_FURTHER] * bool(far and far.high > _HIGH)
        right.set_data([_HIGH] * len(cut), cut)
        total.set_text(with_interval(forest.pooled.interval))
        further.set_text(between(far.low, far.high) if far else "not to be said")
        title.set_text(WHEN[when])
        return Reading(forest.sentence(), ("Trial", "Points better (95 % interval)", "Weight"), forest.rows())

    moving = {
        "bars": bars,
        "faint": faint,
        "squares": squares,
        "hollow": hollow,
        "diamond": diamond,
        "ahead": ahead,
        "left": left,
        "right": right,
        "names": names,
        "values": values,
        "shares": shares,
        "total": total,
        "further": further,
        "title": title,
    }
    return LiveFigure(figure, moving, update, "A forest plot to build", _panel())
