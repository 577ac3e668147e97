"""How much of what the drug arm gained did the control arm gain too? Both arms of a trial, on demand."""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.figures import style
from ketlessons.figures.canvas import LiveFigure, Reading, artists
from ketlessons.figures.style import colour
from ketlessons.figures.words import signed
from ketlessons.models import Rating, arms

_SLOTS = 6
# With more ratings there is no room for words beside the bars.
_MOST_LABELLED = 3
#: For each trial: its label, what the drug arm got, and what the control arm got.
TRIALS = {
    "transform2": ("TRANSFORM-2: spray with a new antidepressant", "esketamine and a new antidepressant",
                   "placebo spray and a new antidepressant"),
    "aspire2": ("ASPIRE II: spray with usual care", "esketamine and usual care", "placebo spray and usual care"),
    "daly": ("Daly 2018: spray of 84 mg", "esketamine", "placebo spray"),
    "chen": ("Chen 2023: spray with a new antidepressant", "esketamine and a new antidepressant",
             "placebo spray and a new antidepressant"),
    "takahashi": ("Takahashi 2021: spray of 84 mg, drugs as before", "esketamine", "placebo spray"),
    "singh": ("Singh 2016: infusions twice a week", "ketamine by vein", "saline"),
    "murrough": ("Murrough 2013: one infusion", "ketamine by vein", "midazolam"),
    "wilkinson_saline": ("Trials of one infusion against saline, pooled", "ketamine by vein", "saline"),
    "wilkinson_midazolam": ("Trials of one infusion against midazolam, pooled", "ketamine by vein", "midazolam"),
    "lii": ("Lii 2023: one infusion under anaesthesia", "ketamine", "saline, both under anaesthesia"),
}  # fmt: skip
MEASURES = {"points": "points the mean score fell", "response": "responders of 100"}
SHOWS = {"drug": "the drug arm alone", "both": "both arms", "gap": "only the difference"}
_UNIT = {"points": 1.0, "response": 4.0}
_AXIS = {
    ("points", True): "Points the mean score fell",
    ("points", False): "Points ahead of the control arm",
    ("response", True): "Of 100 people, half their score gone",
    ("response", False): "Responders ahead of control, of 100",
}
_STEPS = (-5, 0, 5, 10, 15, 20, 25)


def _number(value: float, measure: str) -> str:
    return signed(value, 1 if measure == "points" else 0)


@dataclass(frozen=True)
class _View:
    """One trial on one measure."""

    trial: str
    measure: str
    ratings: tuple[Rating, ...]

    def say(self, value: float) -> str:
        return f"{_number(value, self.measure)}{' points' if self.measure == 'points' else ' of 100'}"

    @property
    def told(self) -> tuple[Rating, ...]:
        """Which ratings the sentence tells: the first and the last where there are many."""
        return self.ratings if len(self.ratings) <= 2 else (self.ratings[0], self.ratings[-1])

    def model(self, one: Rating) -> str:
        if one.model is None:
            return ""
        value, low, high = (_number(part, self.measure) for part in one.model)
        return f"{value} ({low} to {high})"

    def sentence(self, show: str) -> str:
        label, drug, control = TRIALS[self.trial]
        name = label.split(":")[0]
        if not self.ratings:
            other = len(arms(self.trial, "points" if self.measure == "response" else "response"))
            return f"{name}: no {MEASURES[self.measure]} were read; the other measure has {other} rating{_s(other)}."
        verb = "the mean score fell" if self.measure == "points" else "responded:"
        reported = "reported, " if any(one.reported for one in self.told) else ""
        if show == "gap":
            gaps = "; ".join(f"{one.time_label} {self.say(one.gap)}{self._aside(one)}" for one in self.told)
            return f"{name}, {reported}lead of {drug} over {control}: {gaps}."
        ours = " and ".join(f"{self.say(one.drug)} at {one.time_label}" for one in self.told)
        if show == "drug":
            return f"{name}, {reported}{verb} {ours} with {drug}{self._of(0)}. The control arm is hidden."
        theirs = " and ".join(self.say(one.control) for one in self.told)
        gaps = " and ".join(f"{self.say(one.gap)}{self._aside(one)}" for one in self.told)
        return (
            f"{name}, {reported}{verb} {ours} with {drug}{self._of(0)}; {theirs} with {control}{self._of(1)}. "
            f"Lead: {gaps}."
        )

    def _aside(self, one: Rating) -> str:
        return f", by the trial's model {self.model(one)}" if one.model else ""

    def _of(self, arm: int) -> str:
        number = self.ratings[0].people[arm]
        return f" ({number} people)" if number else ""

    def rows(self, show: str) -> tuple[tuple[str, str, str, str, str], ...]:
        if not self.ratings:
            return (("No rating", "not read", "not read", "not read", "not read"),)
        hidden = {"drug": (False, True, True), "both": (False, False, False), "gap": (True, True, False)}[show]
        rows = []
        for one in self.ratings:
            cells = [self.say(value) for value in (one.drug, one.control, one.gap)]
            cells = ["hidden" if hide else cell for cell, hide in zip(cells, hidden, strict=True)]
            model = "hidden" if hidden[2] else self.model(one) or "not read"
            rows.append((f"{one.time_label}{', reported' if one.reported else ''}", *cells, model))
        return tuple(rows)


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def both_arms() -> LiveFigure:
    """Return the live figure; controls: trial, measure, show."""
    figure = style.figure(9.0, 4.4)
    axes = style.dress(figure.add_axes((0.085, 0.12, 0.90, 0.66)))
    axes.set_xlim(0, _SLOTS)
    axes.set_ylim(-7, 27)
    axes.set_xticks([])
    axes.set_yticks(_STEPS, [""] * len(_STEPS))
    axes.grid(axis="x", visible=False)
    axes.axhline(0, color=colour("ink"), linewidth=1.3)
    numbers = [axes.text(-0.06, y, "", color=colour("ink"), fontsize=style.SMALL_PT, ha="right", va="center")
               for y in _STEPS]  # fmt: skip
    side = figure.text(0.014, 0.45, "", color=colour("ink"), fontsize=style.TEXT_PT, rotation=90, va="center")
    wide = {"solid_capstyle": "butt"}
    drug = axes.plot([], [], color=colour("blue"), linewidth=30, **wide)[0]
    frame = axes.plot([], [], color=colour("orange"), linewidth=28, **wide)[0]
    inside = axes.plot([], [], color=colour("orange-wash"), linewidth=23, **wide)[0]
    reach = axes.plot([], [], color=colour("ink"), linewidth=1.8, **wide)[0]
    raw = axes.plot([], [], "D", color=colour("purple"), markersize=10, markeredgecolor=colour("paper"))[0]
    model = axes.plot([], [], "o", color=colour("ink"), markersize=9, markerfacecolor=colour("paper"),
                      markeredgewidth=1.8)[0]  # fmt: skip
    bracket = axes.plot([], [], color=colour("purple"), linewidth=2.4, **wide)[0]
    over = {"ha": "center", "va": "bottom", "fontsize": style.TEXT_PT, "fontweight": "bold"}
    ours = [axes.text(0, 0, "", color=colour("blue"), **over) for _ in range(_SLOTS)]
    theirs = [axes.text(0, 0, "", color=colour("orange"), **over) for _ in range(_SLOTS)]
    leads = [
        axes.text(0, 0, "", color=colour("purple"), fontsize=style.TEXT_PT, va="center") for _ in range(_MOST_LABELLED)
    ]
    under = [axes.text(0, -7.6, "", color=colour("ink"), fontsize=style.TEXT_PT, ha="center", va="top")
             for _ in range(_SLOTS)]  # fmt: skip
    head = figure.text(0.085, 0.955, "", color=colour("ink"), fontsize=12, fontweight="bold", va="center")
    key = {"fontsize": style.SMALL_PT, "va": "center"}
    keys = {
        role: figure.text(0.085, y, "", color=colour(role), **key)
        for role, y in (("blue", 0.885), ("orange", 0.83), ("purple", 0.8851), ("ink", 0.8301))
    }

    def update(*, trial: str, measure: str, show: str) -> Reading:
        view, unit = _View(trial, measure, arms(trial, measure)), _UNIT[measure]
        ratings, several = view.ratings, len(view.ratings)
        middles = [_SLOTS * (index + 0.5) / several for index in range(several)]
        apart = 0.0 if show == "drug" else 0.22
        bars = show != "gap"
        _bars(drug, [(x - apart, one.drug / unit) for x, one in zip(middles, ratings, strict=True)] if bars else [])
        other = [(x + apart, one.control / unit) for x, one in zip(middles, ratings, strict=True)]
        _bars(frame, other if show == "both" else [])
        _bars(inside, [(x, y - 0.35) for x, y in other if y > 0.8] if show == "both" else [], 0.35)
        both = list(zip(middles, ratings, strict=True)) if show == "both" else []
        edge = apart + 0.24
        bracket.set_data(
            [x for at, _ in both for x in (at + edge, at + edge, at + edge)],
            [y for _, one in both for y in (one.control / unit, one.drug / unit, float("nan"))],
        )
        for index, text in enumerate(leads):
            shown = both[index : index + 1] if len(both) <= _MOST_LABELLED else []
            text.set_text(f"lead {_number(shown[0][1].gap, measure)}" if shown else "")
            text.set_position((shown[0][0] + edge + 0.07, (shown[0][1].control + shown[0][1].drug) / 2 / unit) if shown
                              else (0, 0))  # fmt: skip
        pairs = [] if bars else list(zip(middles, ratings, strict=True))
        raw.set_data([x - 0.1 for x, _ in pairs], [one.gap / unit for _, one in pairs])
        fitted = [(x + 0.1, one.model) for x, one in pairs if one.model]
        model.set_data([x for x, _ in fitted], [value[0] / unit for _, value in fitted])
        reach.set_data(
            [x for at, _ in fitted for x in (at, at, at)],
            [y for _, (_, low, high) in fitted for y in (low / unit, high / unit, float("nan"))],
        )
        for index in range(_SLOTS):
            one = ratings[index] if index < several else None
            x = middles[index] if one else 0.0
            _place(ours[index], x - apart, one and one.drug / unit, _number(one.drug, measure) if one and bars else "")
            words = _number(one.control, measure) if one and show == "both" else ""
            _place(theirs[index], x + apart, one and one.control / unit, words)
            under[index].set_x(x)
            under[index].set_text(one.time_label if one else "")
        for text, y in zip(numbers, _STEPS, strict=True):
            text.set_text(signed(y * unit, 0))
        side.set_text(_AXIS[measure, bars])
        label, got, control = TRIALS[trial]
        head.set_text(label if ratings else f"{label.split(':')[0]}: this was not read")
        keys["blue"].set_text(f"solid: {got}" if bars else "")
        keys["orange"].set_text(f"framed: {control}" if show == "both" else "")
        keys["purple"].set_text("" if bars else "diamond: difference of the two means")
        keys["ink"].set_text("" if bars else "ring and line: by the trial's model, with 95 % interval")
        columns = ("Rating", "Drug arm", "Control arm", "Lead", "Lead by the trial's model")
        return Reading(view.sentence(show), columns, view.rows(show))

    moving = artists(drug, frame, inside, bracket, reach, raw, model, ours, theirs, leads, under, numbers, side, head,
                     keys.values())  # fmt: skip
    return LiveFigure(figure, moving, update, "Both arms")


def _bars(line, tops: list[tuple[float, float]], foot: float = 0.0) -> None:
    """Draw bars as short thick lines, from the foot to each top."""
    line.set_data(
        [x for at, _ in tops for x in (at, at, at)], [y for _, top in tops for y in (foot, top, float("nan"))]
    )


def _place(text, x: float, top: float | None, words: str) -> None:
    text.set_position((x, max(top or 0.0, 0.0) + 0.5))
    text.set_text(words)
