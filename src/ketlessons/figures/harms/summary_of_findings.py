"""How is a harm said so that it can be weighed? One table of ten, in words, numbers and people, and how sure it is."""

from __future__ import annotations

import itertools
from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from ketlessons.evidence import value
from ketlessons.models.harms.certainty import STEPS
from ketlessons.published.harms.findings import OUTCOMES, Found, found
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import through
from ketlessons.stage.trial_words import ratio
from ketlessons.stage.words import upper

#: What each kind of event is called in the menu and the table, after "have", and after "makes".
_NAMES = {
    "dissociation": ("Dissociation", "dissociation", "dissociation"),
    "dizziness": ("Dizziness", "dizziness", "dizziness"),
    "nausea": ("Nausea", "nausea", "nausea"),
    "vomiting": ("Vomiting", "vomiting", "vomiting"),
    "vertigo": ("Vertigo (spinning)", "vertigo", "vertigo"),
    "sleepiness": ("Sleepiness", "sleepiness", "sleepiness"),
    "headache": ("Headache", "headaches", "headaches"),
    "raised blood pressure": ("Raised blood pressure", "raised blood pressure", "raised blood pressure"),
    "systolic rise": ("Systolic +40 mmHg or more", "a systolic rise of 40 mmHg or more", "large systolic rises"),
    "systolic rise, older": (
        "The same, aged 65 or older",
        "a systolic rise of 40 mmHg or more",
        "large systolic rises",
    ),
}
_ADULTS = {"systolic rise": "adults under 65", "systolic rise, older": "people of 65 or older"}
_GROUPS = {
    "own": "the same trials",
    "hospital": "people in hospital in a crisis",
    "kept on": "people who did well on the spray",
}
_TITLES = {
    "own": "Risk without the drug: the same trials",
    "hospital": "Risk without the drug: people in hospital",
    "kept on": "Risk without the drug: did well on the spray",
}
_SAID = {"words": "Words", "numbers": "Numbers", "picture": "A picture"}
#: What the first cell of the chosen line adds to its name.
_CHOSEN = {"words": "said in words", "numbers": "said in numbers", "picture": "drawn as people"}
_DOMAINS = {
    "bias": "risk of bias",
    "inconsistency": "inconsistency",
    "indirectness": "indirectness",
    "imprecision": "imprecision",
    "reporting": "selective reporting",
}
#: Why a step is taken, or none: by what is weighed and how serious it is.
_WHY = {
    ("bias", "none"): "measured, or too plain for expectation alone",
    ("bias", "serious"): "who can tell their spray may report what they expect",
    ("inconsistency", "unseen"): "how the trials differ cannot be seen",
    ("indirectness", "none"): "asked of adults with depression in supervised care",
    ("indirectness", "serious"): "these people had been on the spray for 16 weeks",
    ("indirectness", "very serious"): "other people, products and settings were not in the trials",
    ("imprecision", "none"): "the interval is narrow enough",
    ("imprecision", "serious"): "few events, or an interval from little to much",
    ("imprecision", "very serious"): "very few events, and a very wide interval",
    ("reporting", "none"): "counted by the label, not by an article",
    ("reporting", "serious"): "articles leave out {missing} of 100 events of the registry",
}
_MODALS = {
    "high": "makes {noun} more common",
    "moderate": "probably makes {noun} more common",
    "low": "may make {noun} more common",
    "very low": "may make {noun} more common (very uncertain)",
}
#: The same in the picture, where the certainty stands below.
_VERDICTS = _MODALS | {"very low": "may make {noun} more common"}

_SENTENCES = {
    "words": "Of {n} people given esketamine spray and {m} others: the spray {modal}. Certainty {level} ({asked}): it "
    "starts high, as people were randomised{down}.",
    "numbers": "Of 1,000 {adults} with depression given a placebo spray for four weeks, {without} have {noun}; given "
    "esketamine spray, {with_drug} ({low} to {high}), a risk ratio of {ratio}. Certainty {level}.",
    "numbers, other people": "{group}: of 1,000 without the drug {without} have {noun}. The ratio of {ratio} makes "
    "it {with_drug} ({low} to {high}); counted there with the drug: {counted}. Certainty {level}.",
    "numbers, nobody": "{group}: of {m_here} without the drug nobody had {noun}, and {ratio:lower} times nobody is "
    "nobody. Counted there with the drug: {counted} of 1,000. Certainty {level}.",
    "numbers, not printed": "{group}: how many have {noun} without the drug is not printed, so the ratio of {ratio} "
    "cannot be turned into people. Certainty {level}.",
    "picture": "Of 100 {adults} with depression given esketamine spray for four weeks, {anyway} have {noun} anyway, "
    "{more} more because of it, and {rest} do not. Certainty {level}.",
    "picture, other people": "{group}, by the ratio: of 100 given the drug {anyway} have {noun} anyway, {more} more "
    "because of it, and {rest} do not. Certainty {level}.",
    "picture, not printed": "{group}: how many of 100 have {noun} without the drug is not printed, so nobody is drawn. "
    "The ratio is {ratio}. Certainty {level}.",
}
#: The harm, and the people whose risk without the drug is taken.
_OF_WHOM = "{outcome}, {group}"
_CERTAIN = News("Certainty", "{level}", steady=True, of=_OF_WHOM)
_WITH = News("With the spray", "{with_drug} of 1,000", of=_OF_WHOM)
_WITHOUT = News("Without", "{without} of 1,000", of=_OF_WHOM)
_COUNTED = News("Counted there", "{counted} of 1,000", of=_OF_WHOM)
_RATIO = News("Risk ratio", "{ratio}", of="{outcome}")
_NOT = News("Without", "not printed", of=_OF_WHOM)
_PICTURE = (
    News("Because of it", "{more} of 100", of=_OF_WHOM),
    News("Anyway", "{anyway} of 100", of=_OF_WHOM),
    _CERTAIN,
)
_BRIEF = {
    "words": (News("The spray", "{modal}", of=_OF_WHOM), _CERTAIN),
    "numbers": (_WITH, _WITHOUT, _CERTAIN),
    "numbers, other people": (_WITH, _COUNTED, _WITHOUT, _CERTAIN),
    "numbers, nobody": (_WITHOUT, _COUNTED, _CERTAIN),
    "numbers, not printed": (_NOT, _RATIO, _CERTAIN),
    "picture": _PICTURE,
    "picture, other people": _PICTURE,
    "picture, not printed": (_NOT, _RATIO, _CERTAIN),
}
_COLUMNS = (
    *("Harm", "Without, of 1,000", "With, of 1,000", "Counted with, of 1,000", "Risk ratio", "Certainty"),
    "What takes it down from high",
)
_LEFTS = (0.02, 0.275, 0.635, 0.79)
_TOP, _STEP = 0.842, 0.0425
#: What moves is drawn in two texts of many lines, as each text costs time; so far apart they stand beside the names.
_LINES = 1.579


class _People(NamedTuple):
    """Of a hundred given the drug: who has the event anyway, because of it, and not."""

    anyway: int
    more: int
    rest: int

    @classmethod
    def of(cls, line: Found) -> _People | None:
        if line.baseline is None or line.expected is None:
            return None
        anyway, with_drug = round(100 * line.baseline), round(100 * line.expected.value)
        return cls(anyway, with_drug - anyway, 100 - with_drug)


def _thousand(share: float) -> str:
    return f"{1000 * share:.0f}"


def _case(say: str, line: Found) -> str:
    if say == "words":
        return say
    if line.baseline is None:
        return f"{say}, not printed"
    if line.own:
        return say
    return "numbers, nobody" if say == "numbers" and not line.baseline else f"{say}, other people"


def _slots(line: Found, baseline: str, outside: bool) -> dict[str, object]:
    n, m = line.row.total, line.row.total_control
    _, noun, common = _NAMES[line.outcome]
    slots: dict[str, object] = {
        **{"outcome": line.outcome, "noun": noun, "level": line.certainty, "ratio": ratio(line.ratio), "n": n, "m": m},
        **{
            "modal": _MODALS[line.certainty].format(noun=common),
            "down": _down(line),
            "group": upper(_GROUPS[baseline]),
        },
        "adults": _ADULTS.get(line.outcome, "adults"),
        "asked": "asked of people outside trials" if outside else "asked of people as in the trials",
    }
    if line.beside is not None and line.baseline is not None and line.expected is not None:
        low, with_drug, high = map(_thousand, line.expected)
        slots |= {"without": _thousand(line.baseline), "with_drug": with_drug, "low": low, "high": high}
        slots |= {"counted": _thousand(line.beside.events / line.beside.total), "m_here": line.beside.total_control}
        people = _People.of(line)
        slots |= {} if people is None else people._asdict()
    return slots


def _steps(line: Found) -> list[tuple[str, str]]:
    """Return the concerns that take the certainty down, each with how serious it is."""
    return [(domain, how) for domain, how in line.concerns.items() if STEPS[how]]


def _said_steps(line: Found) -> list[str]:
    return [f"{_DOMAINS[domain]} ({'one step' if STEPS[how] == 1 else 'two steps'})" for domain, how in _steps(line)]


def _down(line: Found) -> str:
    """Say what takes the certainty down."""
    said = _said_steps(line)
    if not said:
        return ", and nothing takes it down"
    return f"; down for {' and '.join((', '.join(said[:-1]), said[-1]) if said[:-1] else said)}"


def _row(line: Found) -> tuple[str, ...]:
    """Return one line of the table."""
    without = with_drug = counted = Printed("not printed")
    if line.baseline is not None and line.expected is not None and line.counted is not None:
        low, value_now, high = (1000 * part for part in line.expected)
        without = Printed(f"{1000 * line.baseline:.0f}", 1000 * line.baseline)
        with_drug = Printed(f"{value_now:.0f} ({low:.0f} to {high:.0f})", value_now, low, high)
        counted = Printed(f"{1000 * line.counted:.0f}", 1000 * line.counted)
    down = "; ".join(_said_steps(line)) or "nothing"
    return _NAMES[line.outcome][0], without, with_drug, counted, ratio(line.ratio), line.certainty, down


def _panel() -> Panel:
    return Panel(
        (
            Choice("outcome", "Harm", tuple((name, label) for name, (label, *_) in _NAMES.items()), "dissociation"),
            Choice("say", "Say it in", tuple(_SAID.items()), "numbers"),
            Choice(
                "baseline",
                "Risk without the drug, as in",
                tuple((name, upper(words)) for name, words in _GROUPS.items()),
                "own",
            ),
            Switch("outside", "Ask it of people outside trials"),
        ),
        hint="Say one harm in all three ways. Then take the risk of other people: the ratio need not carry over.",
    )


@cache
def _lines(baseline: str, outside: bool) -> tuple[dict[str, Found], tuple[tuple[str, ...], ...]]:
    """Return what was found of each harm, and the table that says it."""
    lines = {name: found(name, baseline, outside) for name in OUTCOMES}
    return lines, tuple(map(_row, lines.values()))


def _table(board: Axes) -> Text:
    """Draw what stands in the table, and return what moves in it: of 1,000 people, without the drug and with it."""
    for x, head in zip(_LEFTS, ("", "of 1,000: without → with the spray", "risk ratio", "certainty"), strict=True):
        if head:
            marks.words(board, x, _TOP + 0.048, head, "soft-ink")
    for place, name in enumerate(OUTCOMES):
        marks.words(board, _LEFTS[0], _TOP - place * _STEP, _NAMES[name][0])
        marks.words(board, _LEFTS[2], _TOP - place * _STEP, ratio(found(name).ratio))
    middle = _TOP - (len(OUTCOMES) - 1) / 2 * _STEP
    return marks.words(board, _LEFTS[1], middle, linespacing=_LINES)


def _told(line: Found, cells: tuple[str, ...]) -> str:
    """Say one line of the picture's table."""
    _, without, with_drug, counted, *_ = cells
    if line.baseline is None:
        return "not printed"
    return f"{without} → {with_drug}" if line.own else f"{without} → {with_drug}, counted {counted}"


def _field(axes: Axes) -> tuple[Line2D, Line2D, Line2D]:
    """Draw an empty field of ten by ten: with the event anyway, because of the drug, and without it."""
    axes.set_xlim(-0.7, 9.7)
    axes.set_ylim(-0.7, 9.7)
    rest = marks.points(axes, "paper", "o", 5.0, rim="soft-ink")
    anyway = marks.points(axes, "orange", "p", 8.5, rim=None)
    return anyway, marks.points(axes, "green", "D", 7.0, rim=None), rest


@steady()
def summary_of_findings() -> LiveFigure:
    """Return the live figure; controls: outcome, say, baseline, outside."""
    figure = style.figure(9.0, 4.9)
    board = figure.add_axes((0, 0, 1, 1))
    board.set_axis_off()
    board.set_xlim(0, 1)
    board.set_ylim(0, 1)
    title = marks.words(board, 0.02, 0.955, size="text", bold=True)
    marks.words(board, 0.98, 0.955, "esketamine; randomised trials, paid for by the maker", "soft-ink", ha="right")
    people_now = _table(board)
    fields = _field(style.blank(figure.add_axes((0.005, 0.03, 0.225, 0.375))))
    marks.words(board, 0.228, 0.385, "of 100", "soft-ink")
    for y, ink, shape, words in ((0.10, "orange", "p", "anyway"), (0.055, "green", "D", "more")):
        marks.points(board, ink, shape, 7.0, None, [0.235], [y])
        marks.words(board, 0.248, y, words, ink)
    verdict = marks.words(board, 0.345, 0.395, size="text", bold=True)
    start = marks.words(board, 0.345, 0.345, ink="soft-ink")
    reasons = marks.words(board, 0.345, 0.312, va="top", linespacing=_LINES)
    filled = marks.points(board, "blue", "o", 7.0, rim=None)
    empty = marks.hollow(board, "blue", "o", 6.5)
    chosen = marks.outline(board, "blue", 1.6)
    said = marks.outline(board, "gold", 2.5)
    missing = f"{100 * value('reporting_other_missing'):.0f}"
    for setting in itertools.product(_GROUPS, (False, True)):
        _lines(*setting)  # worked out here, so that no frame has to wait for it

    def update(*, outcome: str, say: str, baseline: str, outside: bool) -> Reading:
        lines, rows = _lines(baseline, outside)
        line, people = lines[outcome], _People.of(lines[outcome])
        title.set_text(_TITLES[baseline])
        dots: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        for place, one in enumerate(lines.values()):
            for mark in range(4):
                dots[mark < one.level].append((_LEFTS[3] + 0.008 + 0.019 * mark, _TOP - place * _STEP))
        people_now.set_text("\n".join(map(_told, lines.values(), rows)))
        through(filled, dots[True])
        through(empty, dots[False])
        _frame(chosen, 0.01, 0.985, _TOP - OUTCOMES.index(outcome) * _STEP, _STEP)
        _draw(fields, people)
        verdict.set_text(f"The spray {_VERDICTS[line.certainty].format(noun=_NAMES[outcome][2])}.")
        start.set_text(f"certainty {line.certainty}; it starts high, as people were randomised")
        reasons.set_text("\n".join(_reason(name, how, missing) for name, how in line.concerns.items()))
        _around(said, say, OUTCOMES.index(outcome))
        case, slots = _case(say, line), _slots(line, baseline, outside)
        return Reading.of(_SENTENCES, case, slots, _COLUMNS, _chosen(rows, line, say, missing), _BRIEF)

    moving = {
        "title": title,
        "chosen harm": chosen,
        "of 1,000 people": people_now,
        "marks kept": filled,
        "marks lost": empty,
        "event anyway": fields[0],
        "event because of the drug": fields[1],
        "without the event": fields[2],
        "in words": verdict,
        "what is left": start,
        "steps down": reasons,
        "said in the sentence": said,
    }
    return LiveFigure(figure, moving, update, "Summary of findings", _panel())


def _chosen(rows: tuple[tuple[str, ...], ...], line: Found, say: str, missing: str) -> tuple[tuple[str, ...], ...]:
    """Return the table with the chosen line marked, how it is said now, and why its certainty goes down."""
    place = OUTCOMES.index(line.outcome)
    name, *cells, _ = rows[place]
    down = "; ".join(
        f"{said}, as {_WHY[domain, how].format(missing=missing)}"
        for (domain, how), said in zip(_steps(line), _said_steps(line), strict=True)
    )
    return *rows[:place], (f"{name} (chosen, {_CHOSEN[say]})", *cells, down or "nothing"), *rows[place + 1 :]


def _reason(name: str, how: str, missing: str) -> str:
    """Say how many steps a concern takes, and why."""
    steps = "?" if how == "unseen" else f"−{STEPS[how]}" if STEPS[how] else "0"
    return f"{steps}  {_DOMAINS[name]}: {_WHY[name, how].format(missing=missing)}"


def _frame(rim: Polygon, left: float, right: float, middle: float, height: float) -> None:
    """Lay a frame around a line of the table."""
    low, high = middle - height / 2, middle + height / 2
    rim.set_xy([(left, low), (right, low), (right, high), (left, high)])


def _around(rim: Polygon, say: str, place: int) -> None:
    """Frame what the sentence says: the words, the numbers of the line, or the people."""
    y = _TOP - place * _STEP
    left, right, low, high = {
        "words": (0.337, 0.985, 0.37, 0.425),
        "numbers": (0.265, 0.775, y - 0.55 * _STEP, y + 0.55 * _STEP),
        "picture": (0.008, 0.328, 0.02, 0.425),
    }[say]
    rim.set_xy([(left, low), (right, low), (right, high), (left, high)])


def _draw(fields: tuple[Line2D, Line2D, Line2D], people: _People | None) -> None:
    """Set a hundred people, counted from the bottom left; none where there is no risk to begin with."""
    ends = (0, 0, 0, 0) if people is None else (0, people.anyway, people.anyway + people.more, 100)
    for artist, first, last in zip(fields, ends, ends[1:], strict=False):
        some = np.arange(first, last)
        artist.set_data(some % 10, some // 10)
