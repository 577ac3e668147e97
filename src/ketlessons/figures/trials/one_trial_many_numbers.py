"""How can one trial give five different numbers? Two fields of a hundred people, and every measure of their gap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ketlessons.models import Interval
from ketlessons.published.trials.counted import Counted, Measures, counted
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import needed, percentage_points, ratio
from ketlessons.stage.words import number, percent, upper

#: What the menu offers.
LABELS = {
    "murrough": "Murrough 2013, response at 24 h",
    "escape": "ESCAPE-TRD, remission at 8 weeks",
    "sustain": "SUSTAIN-1, relapse after stable remission",
    "lii": "Lii 2023, response on day 1",
    "daly": "Daly 2018, one of three doses, 24 h",
}
#: How to say event, drug and control, and what stands above the two fields.
_WORDS = {
    "murrough": ("responded", "ketamine", "midazolam", "Ketamine", "Midazolam"),
    "escape": ("were in remission", "esketamine spray", "quetiapine", "Esketamine", "Quetiapine"),
    "sustain": ("relapsed", "esketamine spray kept on", "a switch to placebo spray", "Kept on", "Switched"),
    "lii": ("responded", "ketamine under anaesthesia", "saline under anaesthesia", "Ketamine", "Saline"),
    "daly": ("responded", "esketamine spray", "placebo spray", "Esketamine", "Placebo spray"),
}
MEASURES = {
    "percent": "Percentage of each arm",
    "difference": "Risk difference",
    "risk_ratio": "Risk ratio",
    "odds_ratio": "Odds ratio",
    "needed": "Number needed to treat",
}
#: Where the numbers needed to treat are written above the strip: in people, to gain and to lose.
_NEEDED = (-2, -4, -10, 10, 4, 2, 1.4)
_LOW, _HIGH = -60.0, 85.0


@dataclass(frozen=True)
class _Told:
    """One trial with its words."""

    label: str
    event: str
    drug: str
    control: str
    heads: tuple[str, str]
    found: Counted

    @classmethod
    def of(cls, name: str) -> _Told:
        event, drug, control, *heads = _WORDS[name]
        return cls(LABELS[name], event, drug, control, tuple(heads), counted(name))

    @property
    def printed_ratio(self) -> str:
        """The odds ratio that the paper prints; empty where none was read."""
        return f"{self.found.printed_odds.value:g}" if self.found.printed_odds else ""

    @property
    def whom(self) -> str:
        """Who was counted, where that is not everybody who was randomised."""
        trial = self.found.trial
        if self.found.wanted:
            return ""
        return f"{trial.n_analysed} in stable remission, of {trial.n_randomised} randomised"


def _share(found: Interval) -> str:
    spread = f" ({100 * found.low:.0f} to {100 * found.high:.0f} %)" if found.low < found.high else ""
    return f"{percent(found.value)}{spread}"


def _sentence(trial: _Told, found: Measures, measure: str, supposed: bool) -> str:
    a, n, c, m = trial.found.counts
    one, two = (round(100 * arm.value) for arm in (found.drug, found.control))
    if supposed:
        start = (
            f"{trial.label}: supposing that {two} of 100 {trial.event} with {trial.control}, and the odds ratio of "
            f"{number(found.odds_ratio.value)}, {one} of 100 {trial.event} with {trial.drug}"
        )
    else:
        start = f"{trial.label}: {a} of {n} {trial.event} with {trial.drug}, {c} of {m} with {trial.control}"
    if measure == "percent":
        return f"{start}: {_share(found.drug)} against {_share(found.control)}."
    if measure == "difference":
        return f"{start}: a risk difference of {percentage_points(found.difference)}."
    if measure == "risk_ratio":
        return f"{start}: a risk ratio of {ratio(found.risk_ratio)}, the one share over the other."
    if measure == "odds_ratio":
        said = f"{start}: an odds ratio of {ratio(found.odds_ratio)}."
        if supposed or not trial.printed_ratio:
            return said if supposed else f"{said[:-1]}, from odds of {a} to {n - a} and {c} to {m - c}."
        return f"{said} The paper prints {trial.printed_ratio}, which does not fit its counts."
    good = " for one more to gain" if trial.found.wanted else " for one relapse fewer"
    good = "" if found.needed.through_infinity else good
    return f"{start}. Number needed to treat{good}: {needed(found.needed)}."


def _rows(trial: _Told, found: Measures, measure: str, supposed: bool) -> tuple[tuple[str, str], ...]:
    a, n, c, m = trial.found.counts
    basis = ("supposed", "at the odds ratio of the trial") if supposed else (f"{c} of {m}", f"{a} of {n}")
    return (
        ("Trial", trial.label),
        ("Said in the sentence as", MEASURES[measure]),
        (f"{upper(trial.event)} with {trial.drug}", f"{_share(found.drug)}, {basis[1]}"),
        (f"{upper(trial.event)} with {trial.control}", f"{_share(found.control)}, {basis[0]}"),
        *((("In whom", trial.whom),) if trial.whom else ()),
        (MEASURES["difference"], percentage_points(found.difference)),
        (MEASURES["risk_ratio"], ratio(found.risk_ratio)),
        (MEASURES["odds_ratio"], ratio(found.odds_ratio)),
        (MEASURES["needed"], needed(found.needed)),
        ("Odds ratio printed in the paper", trial.printed_ratio or "none read"),
    )


def _field(figure, left: float, filled: str, mark: str):
    """Draw an empty field of ten by ten, and return what moves in it."""
    axes = style.blank(figure.add_axes((left, 0.315, 0.265, 0.51)))
    axes.set_xlim(-0.7, 9.7)
    axes.set_ylim(-0.7, 9.7)
    rest = axes.plot([], [], "o", color=colour("paper"), markeredgecolor=colour("soft-ink"), markersize=5.5)[0]
    with_event = axes.plot([], [], mark, color=colour(filled), markersize=9.5)[0]
    gained = axes.plot([], [], "D", color=colour("green"), markersize=8.5, markeredgewidth=1.4)[0]
    return with_event, gained, rest


def _places(first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    """Return columns and rows of the people from `first` up to `last`, counted from the bottom left."""
    people = np.arange(first, last)
    return people % 10, people // 10


def _panel() -> Panel:
    shares = (0, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90)
    return Panel(
        (
            Choice("trial", "Trial", tuple(LABELS.items()), "murrough"),
            Choice("measure", "Say it as", tuple(MEASURES.items()), "percent"),
            Range(
                "control_percent",
                "In the control arm",
                shares,
                0,
                texts=("as in the trial", *(f"{share} of 100" for share in shares[1:])),
                help="Another share, with the odds ratio kept",
            ),
        ),
        hint="Say one trial in all five ways. Then keep its odds ratio and change how many get well without the drug.",
    )


@steady()
def one_trial_many_numbers() -> LiveFigure:
    """Return the live figure; controls: trial, measure, control_percent."""
    figure = style.figure(9.0, 4.9)
    drug, control = _field(figure, 0.01, "blue", "s"), _field(figure, 0.295, "orange", "p")
    look = {"fontsize": style.TEXT_PT, "va": "center", "fontweight": "bold"}
    title = figure.text(0.02, 0.955, "", color=colour("ink"), **look)
    heads = [figure.text(0.02, 0.865, "", color=colour("blue"), **look),
             figure.text(0.305, 0.865, "", color=colour("orange"), **look)]  # fmt: skip
    key = figure.text(0.02, 0.285, "", color=colour("green"), fontsize=style.SMALL_PT, va="center")
    strip = style.dress(figure.add_axes((0.03, 0.11, 0.53, 0.06)), grid=False)
    strip.set_xlim(_LOW, _HIGH)
    strip.set_ylim(-1, 1)
    strip.set_yticks([])
    strip.spines["left"].set_visible(False)
    strip.set_xticks(range(-60, 81, 20), [f"{x}".replace("-", "−") for x in range(-60, 81, 20)])
    strip.axvline(0, color=colour("ink"), linewidth=1.3)
    strip.vlines([100 / people for people in _NEEDED], 0.7, 1.0, color=colour("purple"), linewidth=1.0)
    for people in _NEEDED:
        strip.text(100 / people, 1.25, f"{abs(people):g}", color=colour("purple"), fontsize=style.SMALL_PT, ha="center")
    strip.text(0, 1.25, "∞", color=colour("purple"), fontsize=style.TEXT_PT, ha="center")
    above = "above: number needed to treat, left of the line to lose, right of it to gain"
    figure.text(0.03, 0.235, above, color=colour("purple"), fontsize=style.SMALL_PT, va="center")
    figure.text(0.295, 0.028, "below: gain in percentage points", color=colour("ink"), fontsize=style.SMALL_PT,
                va="center", ha="center")  # fmt: skip
    reach = strip.plot([], [], color=colour("ink"), linewidth=2.4, solid_capstyle="butt")[0]
    dot = strip.plot([], [], "D", color=colour("green"), markersize=9, markeredgecolor=colour("paper"))[0]
    side = figure.add_axes((0.585, 0.075, 0.405, 0.84))
    side.set_axis_off()
    side.set_xlim(0, 1)
    side.set_ylim(0, len(MEASURES))
    band = side.fill([], [], facecolor="none", edgecolor=colour("gold"), linewidth=2.5)[0]
    values = []
    for place, words in enumerate(MEASURES.values()):
        top = len(MEASURES) - place
        side.text(0.03, top - 0.28, words, color=colour("soft-ink"), fontsize=style.SMALL_PT, va="center")
        values.append(side.text(0.03, top - 0.66, "", color=colour("ink"), fontsize=style.TEXT_PT, va="center"))

    def update(*, trial: str, measure: str, control_percent: float) -> Reading:
        now, supposed = _Told.of(trial), control_percent > 0
        found = Measures.of(now.found, control_percent / 100)
        one, two = (round(100 * arm.value) for arm in (found.drug, found.control))
        for parts, own in ((drug, one), (control, two)):
            shared = min(one, two) if parts is drug else own
            top = max(one, two) if parts is drug else own
            for artist, ends in zip(parts, ((0, shared), (shared, top), (top, 100)), strict=True):
                artist.set_data(*_places(*ends))
        title.set_text(f"{now.label}{', supposed control' if supposed else ''}")
        heads[0].set_text(f"{now.heads[0]}: {one} of 100")
        heads[1].set_text(f"{now.heads[1]}: {two} of 100")
        turn = f"more {now.event}" if one >= two else f"fewer {now.event}"
        # Hollow where the drug spares people the event: then a diamond is somebody who only had it with the control.
        drug[1].set_markerfacecolor(colour("green" if one >= two else "paper"))
        look = "diamonds" if one >= two else "hollow diamonds"
        key.set_text(f"{look}: the difference, in whole people {abs(one - two)} of 100 {turn}")
        gain = found.gain
        reach.set_data([100 * gain.low, 100 * gain.high], [0, 0])
        dot.set_data([100 * gain.value], [0])
        top = len(MEASURES) - list(MEASURES).index(measure)
        band.set_xy([(0, top - 0.96), (1, top - 0.96), (1, top - 0.06), (0, top - 0.06)])
        texts = (f"{_share(found.drug)} | {_share(found.control)}", percentage_points(found.difference),
                 ratio(found.risk_ratio), ratio(found.odds_ratio), needed(found.needed))  # fmt: skip
        for artist, text in zip(values, texts, strict=True):
            artist.set_text(text.replace("percentage points", "points").replace(", through", ",\nthrough"))
        return Reading(
            _sentence(now, found, measure, supposed), ("Quantity", "Value now"), _rows(now, found, measure, supposed)
        )

    moving = {
        "drug": drug,
        "control": control,
        "title": title,
        "heads": heads,
        "key": key,
        "reach": reach,
        "dot": dot,
        "band": band,
        "values": values,
    }
    return LiveFigure(figure, moving, update, "One trial, many numbers", _panel())


__all__ = ["LABELS", "MEASURES", "one_trial_many_numbers"]
