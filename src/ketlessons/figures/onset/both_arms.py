"""How much of what the drug arm gained did the control arm gain too? Both arms of a trial, on demand."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.text import Text

from ketlessons.published import Rating, arms
from ketlessons.published.trials.arms import before
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Preset
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import upright
from ketlessons.stage.style import colour
from ketlessons.stage.words import signed, spelled

_SLOTS = 6
# With more ratings there is no room for words beside the bars.
_MOST_LABELLED = 3
#: For each trial: its label, what the drug arm got, and what the control arm got.
TRIALS = {
    "transform2": ("TRANSFORM-2: spray, new antidepressant", "esketamine and a new antidepressant",
                   "placebo spray and a new antidepressant"),
    "aspire2": ("ASPIRE II: spray with usual care", "esketamine and usual care", "placebo spray and usual care"),
    "daly": ("Daly 2018: spray of 84 mg", "esketamine", "placebo spray"),
    "chen": ("Chen 2023: spray, new antidepressant", "esketamine and a new antidepressant",
             "placebo spray and a new antidepressant"),
    "takahashi": ("Takahashi 2021: spray of 84 mg", "esketamine", "placebo spray"),
    "singh": ("Singh 2016: infusions twice a week", "ketamine by vein", "saline"),
    "murrough": ("Murrough 2013: one infusion", "ketamine by vein", "midazolam"),
    "wilkinson_saline": ("Pooled infusions against saline", "ketamine by vein", "saline"),
    "wilkinson_midazolam": ("Pooled infusions against midazolam", "ketamine by vein", "midazolam"),
    "lii": ("Lii 2023: under anaesthesia", "ketamine", "saline, both under anaesthesia"),
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
        name = f"{label.split(':')[0]}{', reported' if any(one.reported for one in self.told) else ''}"
        if not self.ratings:
            other = "People with half their score gone" if self.measure == "points" else "Points the mean score fell"
            return f"{name}: not read on this measure, 0 ratings. Choose “{other}”."
        if show == "gap":
            gaps = "; ".join(f"{spelled(one.time_label)} {self.say(one.gap)}{self._aside(one)}" for one in self.told)
            return f"{name}, lead of {drug} over {control}: {gaps}.{self._over_days()}"
        verb, done = ("the mean score fell ", "") if self.measure == "points" else ("", " responded")
        first, *later = self.told
        said = f"{name}. At {spelled(first.time_label)} {verb}{self.say(first.drug)}{done} with {drug}"
        if show == "drug":
            more = "".join(f", at {spelled(one.time_label)} {self.say(one.drug)}" for one in later)
            return f"{said}{more}. The control arm is hidden."
        said += f" and {self.say(first.control)} with {control}: lead {self._lead(first)}."
        for one in later:
            pair = " and ".join(_number(value, self.measure) for value in (one.drug, one.control))
            said += f" At {spelled(one.time_label)}: {pair}, lead {self._lead(one)}."
        return f"{said}{self._over_days()}"

    def _lead(self, one: Rating) -> str:
        return f"{_number(one.gap, self.measure)}{self._aside(one)}"

    def _aside(self, one: Rating) -> str:
        return f", by the trial's model {self.model(one)}" if one.model and not one.model_spans else ""

    def _over_days(self) -> str:
        """Say the model that spans more than one rating, once, and why it differs from a subtraction."""
        wide = [one for one in self.ratings if one.model_spans]
        if not wide:
            return ""
        drug, control = before(self.trial)
        return (
            f" The arms began unlike, at {drug:.1f} and {control:.1f} points; the trial's model of "
            f"{wide[0].model_spans} gives {self.model(wide[0])}."
        )

    def _cell(self, one: Rating, arm: str) -> str:
        """Say one arm in the table, with its interval and how many people, where they were read."""
        ends, people = (one.drug_ends, one.people[0]) if arm == "drug" else (one.control_ends, one.people[1])
        interval = f" ({ends[0]:.0f} to {ends[1]:.0f})" if ends else ""
        return f"{self.say(getattr(one, arm))}{interval}{f', {people} people' if people else ''}"

    def rows(self, show: str) -> tuple[tuple[str, str, str, str, str], ...]:
        name = TRIALS[self.trial][0].split(":")[0]
        if not self.ratings:
            return ((f"{name}, no {MEASURES[self.measure]}", "not read", "not read", "not read", "not read"),)
        hidden = {"drug": (False, True, True), "both": (False, False, False), "gap": (True, True, False)}[show]
        rows = []
        for one in self.ratings:
            cells = [self._cell(one, "drug"), self._cell(one, "control"), self.say(one.gap)]
            cells = ["hidden" if hide else cell for cell, hide in zip(cells, hidden, strict=True)]
            spans = f", {one.model_spans}" if one.model_spans else ""
            model = "hidden" if hidden[2] else f"{self.model(one)}{spans}" if one.model else "not read"
            rows.append((f"{name}, {spelled(one.time_label)}{', reported' if one.reported else ''}", *cells, model))
        return tuple(rows)


def _panel() -> Panel:
    return Panel(
        (
            Choice("trial", "Trial", tuple((id, words[0]) for id, words in TRIALS.items()), "transform2"),
            Choice(
                "measure",
                "Measure",
                (("points", "Points the mean score fell"), ("response", "People with half their score gone")),
                "points",
            ),
            Choice(
                "show",
                "Show",
                (("drug", "The drug arm alone"), ("both", "Both arms"), ("gap", "Only the difference")),
                "drug",
            ),
        ),
        presets=(
            Preset("Against saline", {"trial": "wilkinson_saline", "measure": "response", "show": "both"}),
            Preset("Against midazolam", {"trial": "wilkinson_midazolam", "measure": "response", "show": "both"}),
            Preset("Under anaesthesia", {"trial": "lii", "measure": "response", "show": "both"}),
        ),
        hint="Guess what the control arm did before you show it.",
    )


@steady()
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
    ends = axes.plot([], [], color=colour("soft-ink"), linewidth=1.6, **wide)[0]
    raw = axes.plot([], [], "D", color=colour("purple"), markersize=10, markeredgecolor=colour("paper"))[0]
    model = axes.plot([], [], "o", color=colour("ink"), markersize=9, markerfacecolor=colour("paper"),
                      markeredgewidth=1.8)[0]  # fmt: skip
    ahead = axes.plot([], [], "^", color=colour("purple"), markersize=7)[0]
    behind = axes.plot([], [], "v", color=colour("purple"), markersize=7)[0]
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

    note = figure.text(0.985, 0.83, "", color=colour("soft-ink"), ha="right", **key)

    def update(*, trial: str, measure: str, show: str) -> Reading:
        view, unit = _View(trial, measure, arms(trial, measure)), _UNIT[measure]
        ratings, several = view.ratings, len(view.ratings)
        middles = [_SLOTS * (index + 0.5) / several for index in range(several)]
        apart = 0.0 if show == "drug" else 0.22
        bars = show != "gap"
        placed = list(zip(middles, ratings, strict=True))
        both = placed if show == "both" else []
        upright(drug, [(x - apart, 0.0, one.drug / unit) for x, one in placed] if bars else [])
        upright(frame, [(x + apart, 0.0, one.control / unit) for x, one in both])
        upright(inside, [(x + apart, 0.35, one.control / unit - 0.35) for x, one in both if one.control / unit > 0.8])
        # Each interval stands left of its bar, where it crosses no word.
        sides = [(x - apart - 0.2, one.drug_ends) for x, one in placed if bars and one.drug_ends]
        sides += [(x + apart - 0.2, one.control_ends) for x, one in both if one.control_ends]
        upright(ends, [(x, low / unit, high / unit) for x, (low, high) in sides])
        edge = apart + 0.24
        upright(bracket, [(x + edge, one.control / unit, one.drug / unit) for x, one in both])
        for tip, sign in ((ahead, 1), (behind, -1)):
            mine = [(x + edge, one.drug / unit) for x, one in both if one.gap * sign > 0]
            tip.set_data([x for x, _ in mine], [y for _, y in mine])
        for index, text in enumerate(leads):
            shown = both[index : index + 1] if len(both) <= _MOST_LABELLED else []
            text.set_text(f"lead {_number(shown[0][1].gap, measure)}" if shown else "")
            text.set_position((shown[0][0] + edge + 0.07, (shown[0][1].control + shown[0][1].drug) / 2 / unit) if shown
                              else (0, 0))  # fmt: skip
        pairs = [] if bars else placed
        raw.set_data([x - 0.1 for x, _ in pairs], [one.gap / unit for _, one in pairs])
        fitted = [(x + 0.1, one.model) for x, one in pairs if one.model]
        model.set_data([x for x, _ in fitted], [value[0] / unit for _, value in fitted])
        upright(reach, [(at, low / unit, high / unit) for at, (_, low, high) in fitted])
        for index in range(_SLOTS):
            one = ratings[index] if index < several else None
            x = middles[index] if one else 0.0
            _place(ours[index], x - apart, one and one.drug / unit, _number(one.drug, measure) if one and bars else "")
            words = _number(one.control, measure) if one and show == "both" else ""
            _place(theirs[index], x + apart, one and one.control / unit, words)
            under[index].set_x(x)
            under[index].set_text(spelled(one.time_label) if one else "")
        for text, y in zip(numbers, _STEPS, strict=True):
            text.set_text(signed(y * unit, 0))
        side.set_text(_AXIS[measure, bars])
        label, got, control = TRIALS[trial]
        head.set_text(label if ratings else f"{label.split(':')[0]}: this was not read")
        keys["blue"].set_text(f"solid: {got}" if bars else "")
        keys["orange"].set_text(f"framed: {control}" if show == "both" else "")
        keys["purple"].set_text("" if bars else "diamond: difference of the two means")
        keys["ink"].set_text("" if bars else "ring and line: by the trial's model, with 95 % interval")
        note.set_text("grey line left of a bar: 95 % interval" if sides else "")
        columns = ("Rating", "Drug arm", "Control arm", "Lead", "Lead by the trial's model")
        return Reading(view.sentence(show), columns, view.rows(show))

    moving = {
        "drug": drug,
        "frame": frame,
        "inside": inside,
        "ends": ends,
        "bracket": bracket,
        "ahead": ahead,
        "behind": behind,
        "reach": reach,
        "raw": raw,
        "model": model,
        "ours": ours,
        "theirs": theirs,
        "leads": leads,
        "under": under,
        "numbers": numbers,
        "side": side,
        "head": head,
        "note": note,
        "keys": list(keys.values()),
    }
    return LiveFigure(figure, moving, update, "Both arms", _panel())


def _place(text: Text, x: float, top: float | None, words: str) -> None:
    text.set_position((x, max(top or 0.0, 0.0) + 0.5))
    text.set_text(words)
