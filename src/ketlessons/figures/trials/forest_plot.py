"""What do several trials say together? A forest plot of nasal esketamine that the learner fills and empties."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial

from ketlessons.published.trials.forest import ForestTrial
from ketlessons.published.trials.leaving_out import Forest, forest
from ketlessons.published.trials.nasal import DALY
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed, say
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import level
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import between, points, with_interval
from ketlessons.stage.words import in_words, lower

WHEN = {"4 h": "Within 4 hours", "24 h": "After 24 hours", "day 25 to 28": "Day 25 to 28"}
METHODS = {"fixed": "One true effect", "paule_mandel": "True effects that differ"}
LEFT_OUT = {"none": "None", "most": "The one most in favour", "least": "The one least in favour"}
MOST_TRIALS = 7
_LOW, _HIGH = -9.0, 15.0
_TOGETHER, _FURTHER = 1.5, 0.5
_NOT_SAID = "not to be said"


class Case(Enum):
    """What can be said of how trials differ."""

    ALONE = auto()
    NONE_TO_SPARE = auto()
    ONE_EFFECT = auto()
    TWO = auto()
    SEVERAL = auto()


_FOUND = (
    "{when}, {shown:in_words} of {there:in_words} trials{which}{without}{told}{daly}: supposing {method}, esketamine "
    "spray is {lead:signed.1} points {side} than placebo spray ({low:signed.1} to {high:signed.1})."
)
_SENTENCES = {
    Case.ALONE: f"{_FOUND} One trial cannot say how trials differ.",
    Case.NONE_TO_SPARE: f"{_FOUND} With one trial there is none to spare. One trial cannot say how trials differ.",
    Case.ONE_EFFECT: f"{_FOUND} {{spread}}; this method leaves it out.",
    Case.TWO: f"{_FOUND} {{spread}}; two hardly say how trials differ, so the limits are wide.",
    Case.SEVERAL: f"{_FOUND} {{spread}}; the true effect in a further trial may be {{far_low:signed.1}} to "
    "{far_high:signed.1}.",
}
#: The diamond, then the dashes below it.
_BRIEF = (
    News("Points ahead", "{ahead:signed.1} ({low:signed.1} to {high:signed.1})", steady=True, of="{when}"),
    News("Further trial", "{further}", of="{when}"),
)
#: What became of one trial, under its name: so the trial of which it was true before is not told again.
_OF_A_TRIAL = {
    "out": News("{trial} is", "left out"),
    "kept": News("{trial} stays:", "none to spare"),
    "newest": News("{trial}", "is newest"),
}
#: The trial that can be put in is told of by itself.
_DALY_NOW = {True: "put in", False: "not in", None: "without a rating then"}
_SPREAD = {
    False: "No extra spread is seen; so few trials cannot rule it out",
    True: "I² {:percent}: so much of the spread may be beyond chance",
}


_bold = partial(marks.words, ink="orange", bold=True)


def _case(now: Forest) -> Case:
    if len(now.shown) == 1:
        return Case.NONE_TO_SPARE if now.none_to_spare else Case.ALONE
    if now.pooled.method == "fixed":
        return Case.ONE_EFFECT
    return Case.SEVERAL if now.pooled.prediction else Case.TWO


def _slots(now: Forest, when: str, daly: bool) -> dict[str, object]:
    low, mean, high = now.pooled.interval
    reported = sum(one.reported for one in now.shown)
    far = now.pooled.prediction
    return {
        "when": WHEN[when],
        "shown": len(now.shown),
        "there": len(now.there),
        "which": f", {now.shown[0].trial}" if len(now.shown) == 1 else "",
        "without": f", {now.without.trial} left out" if now.without else "",
        "told": f", {in_words(reported)} as reported" if reported else "",
        "daly": _daly(now, daly),
        "method": lower(METHODS[now.pooled.method]),
        "lead": abs(mean),
        "ahead": mean,
        "further": between(far.low, far.high) if far else _NOT_SAID,
        "side": "better" if mean >= 0 else "worse",
        "low": low,
        "high": high,
        "spread": printed(_SPREAD[now.pooled.i2 > 0], now.pooled.i2),
        **({"far_low": far.low, "far_high": far.high} if far else {}),
    }


def _brief(now: Forest, daly: bool) -> tuple[News, ...]:
    """Return what is told when it moves: the pooled numbers, and what became of a trial."""
    about = {now.without.trial: "out"} if now.without else {}
    about |= {now.shown[-1].trial: "kept" if now.none_to_spare else "newest"} if not about else {}
    said = ((trial, _OF_A_TRIAL[what]) for trial, what in about.items() if what != "newest" or trial != DALY)
    known = any(one.trial == DALY for one in now.there)
    daly_now = News(DALY, _DALY_NOW[None if daly and not known else DALY in now.weights], of="{when}")
    return (*_BRIEF, *(News(say(one.subject, trial=trial), one.said) for trial, one in said), daly_now)


def _daly(now: Forest, daly: bool) -> str:
    """Say that Daly 2018 is in, or why it is not though it was asked for."""
    if not daly:
        return ""
    if _asked_in_vain(now, daly):
        return f" ({DALY} has no rating then)"
    return f", {DALY} put in" if DALY in now.weights else ""


def _asked_in_vain(now: Forest, daly: bool) -> bool:
    """Return whether Daly 2018 was asked for at a time at which it has no rating."""
    return daly and all(one.trial != DALY for one in now.there)


def _rows(now: Forest, daly: bool) -> tuple[tuple[str, str, str], ...]:
    rows: list[tuple[str, str, str]] = []
    for one in now.there:
        name = f"{one.trial}{', reported' if one.reported else ''}{_doses(one)}"
        rows.append((name, with_interval(one.interval), _share(now, one)))
    if _asked_in_vain(now, daly):
        rows.append((DALY, "no rating then", "not in"))
    pooled, several = now.pooled, len(now.shown) > 1
    together, far = f"Together, {lower(METHODS[pooled.method])}", pooled.prediction
    spread = points(pooled.tau2**0.5) if several and pooled.method != "fixed" else "not estimated"
    return (
        *rows,
        (together, with_interval(pooled.interval), printed("{:percent}", 1.0)),
        ("True effect in a further trial", between(far.low, far.high) if far else _NOT_SAID, "–"),
        ("Standard deviation of the true effects, points", spread, "–"),
        (
            "I², from Q: share of the spread beyond chance",
            printed("{:percent}", pooled.i2) if several else _NOT_SAID,
            "–",
        ),
    )


def _share(now: Forest, one: ForestTrial) -> str:
    weight = now.weights.get(one.trial)
    return printed("{:percent}", weight) if weight else "not in"


def _doses(one: ForestTrial) -> str:
    return f", {in_words(one.doses)} doses" if one.doses > 1 else ""


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
            Choice("left_out", "Leave out", tuple(LEFT_OUT.items()), "none", same=True),
            Choice("method", "Suppose", tuple(METHODS.items()), "paule_mandel", same=True),
            Switch("daly", "Put Daly 2018 in"),
        ),
        presets=(
            Preset("Begin with one trial", {"trials": 1, "left_out": "none"}),
            Preset("All trials", {"trials": 7, "left_out": "none"}),
        ),
        hint="Begin with one trial and add the others. Watch the diamond, then the dashes below it.",
    )


@steady()
def forest_plot() -> LiveFigure:
    """Return the live figure; controls: when, trials, left_out, method, daly."""
    figure = style.figure(9.0, 4.9)
    axes = figure.add_axes((0.255, 0.155, 0.415, 0.745))
    style.dress(axes, grid=False, xlabel="Better than placebo spray by (points of the MADRS)")
    axes.set_xlim(_LOW, _HIGH)
    axes.set_ylim(0, MOST_TRIALS + 2.6)
    marks.no_heights(axes)
    axes.grid(True, axis="x", color=colour("grid"), linewidth=0.9)
    axes.axvline(0, color=colour("ink"), linewidth=1.3)
    axes.axhline(2.1, color=colour("soft-ink"), linewidth=0.8, linestyle=(0, (1, 2)))
    levels = [MOST_TRIALS + 1.75 - 0.93 * row for row in range(MOST_TRIALS)]
    bars = marks.bar(axes, "ink", 1.8)
    faint = marks.line(axes, "soft-ink", 1.4, marks.DOTTED)
    squares = axes.scatter([], [], marker="s", facecolor=colour("blue"), edgecolor=colour("paper"), zorder=4)
    hollow = marks.points(axes, "paper", "s", 6, rim="soft-ink")
    diamond = axes.fill([], [], facecolor=colour("orange"), edgecolor=colour("orange"), linewidth=1.2, zorder=4)[0]
    ahead = marks.line(axes, "orange", 3.0, (4, 1.5))
    left, right = (marks.points(axes, "orange", way, 9, rim=None, clip_on=False, zorder=5) for way in "<>")

    def at(height: float) -> float:
        return 0.155 + 0.745 * height / (MOST_TRIALS + 2.6)

    names = [marks.words(figure, 0.012, at(height)) for height in levels]
    values = [marks.words(figure, 0.69, at(height)) for height in levels]
    shares = [marks.words(figure, 0.985, at(height), ha="right") for height in levels]
    marks.words(figure, 0.69, 0.935, "points (95 % interval)", "soft-ink")
    marks.words(figure, 0.985, 0.935, "weight", "soft-ink", ha="right")
    title = marks.words(figure, 0.012, 0.935, size="text", bold=True)
    _bold(figure, 0.012, at(_TOGETHER), "Together (diamond)")
    _bold(figure, 0.012, at(_FURTHER), "A further trial (dashes)")
    total, further = (_bold(figure, 0.69, at(height)) for height in (_TOGETHER, _FURTHER))
    key = "square: as large as its weight; hollow, dotted: not in; * reported"
    key_words = marks.words(figure, 0.012, 0.022, key, "soft-ink")
    marks.words(figure, 0.985, 0.022, "left of the line: worse than placebo spray", "soft-ink", ha="right")

    def update(*, when: str, trials: float, left_out: str, method: str, daly: bool) -> Reading:
        now = forest(when, int(trials), left_out, method, daly)
        weights, there, pooled, far = now.weights, now.there, now.pooled, now.pooled.prediction
        known = {one.trial: height for one, height in zip(there, levels, strict=False)}
        inside = [one for one in there if one.trial in weights]
        outside = [one for one in there if one.trial not in weights]
        level(bars, [(o.interval.low, o.interval.high, known[o.trial]) for o in inside])
        level(faint, [(o.interval.low, o.interval.high, known[o.trial]) for o in outside])
        squares.set_offsets([(one.effect.value, known[one.trial]) for one in inside])
        squares.set_sizes([30 + 420 * weights[one.trial] for one in inside])
        hollow.set_data([one.effect.value for one in outside], [known[one.trial] for one in outside])
        for place, texts in enumerate(zip(names, values, shares, strict=True)):
            one = there[place] if place < len(there) else None
            said = ("", "", "")
            if one:
                name = f"{one.trial}{_doses(one)}{' *' if one.reported else ''}"
                said = (name, with_interval(one.interval), _share(now, one))
            for text, words in zip(texts, said, strict=True):
                text.set_text(words)
        low, mean, high = pooled.interval
        low, high = max(low, _LOW), min(high, _HIGH)
        diamond.set_xy([(low, _TOGETHER), (mean, _TOGETHER + 0.3), (high, _TOGETHER), (mean, _TOGETHER - 0.3)])
        ahead.set_data([far.low, far.high] if far else [], [_FURTHER] * 2 if far else [])
        cut = [_TOGETHER] * (low == _LOW) + [_FURTHER] * bool(far and far.low < _LOW)
        left.set_data([_LOW] * len(cut), cut)
        cut = [_TOGETHER] * (high == _HIGH) + [_FURTHER] * bool(far and far.high > _HIGH)
        right.set_data([_HIGH] * len(cut), cut)
        total.set_text(with_interval(pooled.interval))
        further.set_text(between(far.low, far.high) if far else _NOT_SAID)
        title.set_text(WHEN[when])
        key_words.set_text(f"{DALY}: no rating at this time, so it is not put in" if _asked_in_vain(now, daly) else key)
        columns = ("Trial", "Points better (95 % interval)", "Weight")
        return Reading.of(_SENTENCES, _case(now), _slots(now, when, daly), columns, _rows(now, daly), _brief(now, daly))

    moving = {
        "intervals": bars,
        "intervals left out": faint,
        "trials": squares,
        "trials left out": hollow,
        "together": diamond,
        "further trial": ahead,
        "beyond the left edge": left,
        "beyond the right edge": right,
        "names": names,
        "key": key_words,
        "differences": values,
        "weights": shares,
        "together in words": total,
        "further trial in words": further,
        "title": title,
    }
    return LiveFigure(figure, moving, update, "A forest plot to build", _panel())
