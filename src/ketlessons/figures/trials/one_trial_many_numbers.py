"""How can one trial give five different numbers? Two fields of a hundred people, and every measure of their gap."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketlessons.models.quantities import Interval
from ketlessons.published.trials.counted import Counted, Measures, counted
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, say, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import needed, percentage_points, ratio, share
from ketlessons.stage.words import number, signed, upper

#: What the menu offers.
LABELS = {
    "murrough": "Murrough 2013, response at 24 h",
    "escape": "ESCAPE-TRD, remission at 8 weeks",
    "sustain": "SUSTAIN-1, relapse after stable remission",
    "lii": "Lii 2023, response on day 1",
    "daly": "Daly 2018, one of three doses, 24 h",
}


class _Words(NamedTuple):
    """How to say event, drug and control of a trial, and what stands above the two fields."""

    event: str
    drug: str
    control: str
    head: str
    control_head: str


_WORDS = {
    "murrough": _Words("responded", "ketamine", "midazolam", "Ketamine", "Midazolam"),
    "escape": _Words("were in remission", "esketamine spray", "quetiapine", "Esketamine", "Quetiapine"),
    "sustain": _Words("relapsed", "esketamine spray kept on", "a switch to placebo spray", "Kept on", "Switched"),
    "lii": _Words("responded", "ketamine under anaesthesia", "saline under anaesthesia", "Ketamine", "Saline"),
    "daly": _Words("responded", "esketamine spray", "placebo spray", "Esketamine", "Placebo spray"),
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


#: How a sentence begins: with the counts, or with a share in the control arm that is supposed.
_START = {
    False: "{label}: {a} of {n} {event} with {drug}, {c} of {m} with {control}",
    True: "{label}: supposing that {two} of 100 {event} with {control}, and the odds ratio of {odds:number}, {one} of "
    "100 {event} with {drug}",
}
_SENTENCES = {
    "percent": "{start}: {drug_share} against {control_share}.",
    "difference": "{start}: a risk difference of {difference}.",
    "risk_ratio": "{start}: a risk ratio of {risk_ratio}, the one share over the other.",
    "odds_ratio": "{start}: an odds ratio of {odds_ratio}, from odds of {a} to {not_a} and {c} to {not_c}.",
    "odds_ratio, supposed": "{start}: an odds ratio of {odds_ratio}.",
    "odds_ratio, misprinted": "{start}: an odds ratio of {odds_ratio}. The paper prints {printed:g}, which does not "
    "fit its counts.",
    "needed": "{start}. Number needed to treat for one more to gain: {needed}.",
    "needed, to prevent": "{start}. Number needed to treat for one relapse fewer: {needed}.",
    "needed, either way": "{start}. Number needed to treat: {needed}.",
}
#: The two arms: that they stay while the measure changes is what the list teaches.
_ARMS = (
    News("Drug arm", "{drug_percent:percent}", steady=True),
    News("Control arm", "{control_percent:percent}", steady=True),
)
#: For a control arm that is supposed there is no interval.
_INTERVALS = News("Intervals", "{drug_ends} and {control_ends} %")
_ODDS = News("Odds ratio", "{odds_ratio}", steady=True)
#: Supposing another control arm keeps the odds ratio, and is heard to; the slider has said what is supposed.
_KEPT = News("Odds ratio kept", "{odds:number}", steady=True)
_NEEDED_NOW = News("Number needed to treat", "{people}")
_BRIEF = {
    "percent": (*_ARMS, _INTERVALS),
    "difference": (News("Risk difference", "{difference}"), *_ARMS),
    "risk_ratio": (News("Risk ratio", "{risk_ratio}"), *_ARMS),
    "odds_ratio": (_ODDS, *_ARMS),
    "odds_ratio, supposed": (_ODDS, *_ARMS),
    "odds_ratio, misprinted": (_ODDS, News("Printed in the paper", "{printed:g}, which does not fit"), *_ARMS),
    "needed": (_NEEDED_NOW, *_ARMS),
    "needed, to prevent": (_NEEDED_NOW, *_ARMS),
    "needed, either way": (_NEEDED_NOW, *_ARMS),
}


def _brief(case: str, supposed: bool) -> tuple[News, ...]:
    if not supposed:
        return told_of("{label}", *_BRIEF[case])
    told = tuple(news for news in _BRIEF[case] if news not in (_ARMS[1], _INTERVALS))
    return told_of("{label}", *told, *(() if _ODDS in told else (_KEPT,)))


def _case(trial: Counted, found: Measures, measure: str, supposed: bool) -> str:
    if measure == "odds_ratio":
        if supposed:
            return "odds_ratio, supposed"
        return "odds_ratio, misprinted" if trial.printed_odds else "odds_ratio"
    if measure == "needed":
        if found.needed.through_infinity:
            return "needed, either way"
        return "needed" if trial.wanted else "needed, to prevent"
    return measure


def _slots(name: str, trial: Counted, found: Measures, supposed: bool) -> dict[str, object]:
    a, n, c, m = trial.counts
    slots = {
        **{"label": LABELS[name], **_WORDS[name]._asdict()},
        **{"a": a, "n": n, "c": c, "m": m, "not_a": n - a, "not_c": m - c},
        **{"one": _of_100(found.drug), "two": _of_100(found.control), "odds": float(found.odds_ratio.value)},
        **_measures(found),
        **{"drug_percent": found.drug.value, "control_percent": found.control.value, "people": _people(found)},
        **{"drug_ends": _ends(found.drug), "control_ends": _ends(found.control)},
    }
    if trial.printed_odds:
        slots["printed"] = trial.printed_odds.value
    return slots | {"start": say(_START[supposed], **slots)}


def _measures(found: Measures) -> dict[str, Printed]:
    """Say each measure, with the numbers that it prints."""
    return {
        "drug_share": share(found.drug),
        "control_share": share(found.control),
        "difference": percentage_points(found.difference),
        "risk_ratio": ratio(found.risk_ratio),
        "odds_ratio": ratio(found.odds_ratio),
        "needed": needed(found.needed),
    }


def _people(found: Measures) -> str:
    """Say how many have to be treated, for the ear: an interval through no difference without its ends."""
    if not found.needed.through_infinity or not isfinite(found.needed.value):
        return needed(found.needed)
    return f"{number(found.needed.value)} to {'gain' if found.needed.helps else 'lose'}, interval through no difference"


def _ends(found: Interval) -> str:
    return f"{100 * found.low:.0f} to {100 * found.high:.0f}"


def _of_100(found: Interval) -> int:
    return round(100 * found.value)


def _rows(name: str, trial: Counted, found: Measures, measure: str, supposed: bool) -> tuple[tuple[str, str], ...]:
    (a, n, c, m), words, said = trial.counts, _WORDS[name], _measures(found)
    drug, control, *others = said.values()
    if supposed:
        drug_of, control_of = Printed("at the odds ratio of the trial"), Printed("supposed")
    else:
        drug_of, control_of = Printed(f"{a} of {n}", a, n), Printed(f"{c} of {m}", c, m)
    people = (trial.trial.n_analysed, trial.trial.n_randomised)
    whom = Printed("{} in stable remission, of {} randomised".format(*people), *people)
    printed = trial.printed_odds
    return (
        ("Trial", LABELS[name]),
        ("Said in the sentence as", MEASURES[measure]),
        (f"{upper(words.event)} with {words.drug}", _joined(drug, drug_of)),
        (f"{upper(words.event)} with {words.control}", _joined(control, control_of)),
        *(() if trial.wanted else (("In whom", whom),)),
        *zip(list(MEASURES.values())[1:], others, strict=True),
        *((("Odds ratio printed in the paper", Printed(f"{printed.value:g}", printed.value)),) if printed else ()),
    )


def _joined(one: Printed, other: Printed) -> Printed:
    return Printed(f"{one}, {other}", *one.values, *other.values)


def _field(figure: Figure, left: float, ink: str, shape: str) -> tuple[Line2D, Line2D, Line2D]:
    """Draw an empty field of ten by ten; return who has the event, the difference, and who has not."""
    axes = style.blank(figure.add_axes((left, 0.315, 0.265, 0.51)))
    axes.set_xlim(-0.7, 9.7)
    axes.set_ylim(-0.7, 9.7)
    rest = marks.points(axes, "paper", "o", 5.5, rim="soft-ink")
    with_event = marks.points(axes, ink, shape, 9.5, rim=None)
    return with_event, marks.points(axes, "green", "D", 8.5, rim=None, markeredgewidth=1.4), rest


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
        hint="Say one trial in all five ways. Then keep its odds ratio and change how many respond without the drug.",
    )


@steady()
def one_trial_many_numbers() -> LiveFigure:
    """Return the live figure; controls: trial, measure, control_percent."""
    figure = style.figure(9.0, 4.9)
    drug, control = _field(figure, 0.01, "blue", "s"), _field(figure, 0.295, "orange", "p")
    title = marks.words(figure, 0.02, 0.955, size="text", bold=True)
    places = ((0.02, "blue"), (0.305, "orange"))
    heads = [marks.words(figure, x, 0.865, "", ink, size="text", bold=True) for x, ink in places]
    key = marks.words(figure, 0.02, 0.285, "", "green")
    strip = style.dress(figure.add_axes((0.03, 0.11, 0.53, 0.06)), grid=False)
    strip.set_xlim(_LOW, _HIGH)
    strip.set_ylim(-1, 1)
    marks.no_heights(strip)
    marks.ticks(strip, x={x: signed(x, 0) for x in range(-60, 81, 20)})
    strip.axvline(0, color=colour("ink"), linewidth=1.3)
    strip.vlines([100 / people for people in _NEEDED], 0.7, 1.0, color=colour("purple"), linewidth=1.0)
    for people in _NEEDED:
        marks.words(strip, 100 / people, 1.25, f"{abs(people):g}", "purple", ha="center", va="baseline")
    marks.words(strip, 0, 1.25, "∞", "purple", size="text", ha="center", va="baseline")
    above = "above: number needed to treat, left of the line to lose, right of it to gain"
    marks.words(figure, 0.03, 0.235, above, "purple")
    marks.words(figure, 0.295, 0.028, "below: gain in percentage points", ha="center")
    reach = marks.bar(strip, "ink", 2.4)
    dot = marks.points(strip, "green", "D", 9)
    side = figure.add_axes((0.585, 0.075, 0.405, 0.84))
    side.set_axis_off()
    side.set_xlim(0, 1)
    side.set_ylim(0, len(MEASURES))
    frame = marks.outline(side)
    tops = {measure: len(MEASURES) - place for place, measure in enumerate(MEASURES)}
    for measure, top in tops.items():
        marks.words(side, 0.03, top - 0.28, MEASURES[measure], "soft-ink")
    values = [marks.words(side, 0.03, top - 0.66, size="text") for top in tops.values()]

    def update(*, trial: str, measure: str, control_percent: float) -> Reading:
        now, words, supposed = counted(trial), _WORDS[trial], control_percent > 0
        found = Measures.of(now, control_percent / 100)
        one, two = _of_100(found.drug), _of_100(found.control)
        for parts, shared, top in ((drug, min(one, two), max(one, two)), (control, two, two)):
            for artist, ends in zip(parts, ((0, shared), (shared, top), (top, 100)), strict=True):
                artist.set_data(*_places(*ends))
        title.set_text(f"{LABELS[trial]}{', supposed control' if supposed else ''}")
        heads[0].set_text(f"{words.head}: {one} of 100")
        heads[1].set_text(f"{words.control_head}: {two} of 100")
        # Hollow where the drug spares people the event: then a diamond is somebody who only had it with the control.
        drug[1].set_markerfacecolor(colour("green" if one >= two else "paper"))
        look, turn = ("diamonds", "more") if one >= two else ("hollow diamonds", "fewer")
        key.set_text(f"{look}: the difference, in whole people {abs(one - two)} of 100 {turn} {words.event}")
        reach.set_data([100 * found.gain.low, 100 * found.gain.high], [0, 0])
        dot.set_data([100 * found.gain.value], [0])
        top = tops[measure]
        frame.set_xy([(0, top - 0.96), (1, top - 0.96), (1, top - 0.06), (0, top - 0.06)])
        drug_share, control_share, *texts = _measures(found).values()
        for artist, text in zip(values, (f"{drug_share} | {control_share}", *texts), strict=True):
            artist.set_text(text.replace("percentage points", "points").replace(", through", ",\nthrough"))
        case, slots = _case(now, found, measure, supposed), _slots(trial, now, found, supposed)
        rows = _rows(trial, now, found, measure, supposed)
        return Reading.of(_SENTENCES, case, slots, ("Quantity", "Value now"), rows, _brief(case, supposed))

    fields = (("drug", drug), ("control", control))
    parts = ("with the event", "the difference", "without the event")
    moving = {
        **{f"{arm}, {part}": artist for arm, field in fields for part, artist in zip(parts, field, strict=True)},
        "title": title,
        "heads": heads,
        "key": key,
        "interval of the gain": reach,
        "gain": dot,
        "said in the sentence": frame,
        "measures": values,
    }
    return LiveFigure(figure, moving, update, "One trial, many numbers", _panel())
