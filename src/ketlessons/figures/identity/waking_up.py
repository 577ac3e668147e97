"""How often do people wake in distress? Published shares on one axis, each with its denominator, or the lack of one."""

from __future__ import annotations

from collections.abc import Hashable
from math import nan

from ketlessons.evidence import fact
from ketlessons.published.identity.waking import Waking, wakings
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, printed_span
from ketlessons.stage.steady import steady

_FITS = " What fits the count: {fits}."
_SURGERY = (
    "{who}: {events} of {people} patients, the count that fits the printed {share:percent}, had an emergence reaction "
    "in one randomised trial."
)
_CHILDREN = (
    "{who}: agitation at the end of {share:percent} of {people} sedations of children in emergency departments, pooled."
)
_SENTENCES = {
    ("surgery", False): _SURGERY,
    ("surgery", True): _SURGERY + _FITS,
    ("children", False): _CHILDREN,
    ("children", True): _CHILDREN + _FITS,
    "label": "An older US label says that {share:percent} have emergence reactions. It prints no denominator and no "
    "source, so nobody can say how sure that is.",
    "adults": "{who}: {share:percent} woke agitated, in a randomised trial of {people} adults in an emergency "
    "department; how many were in this arm is not said. Alone less with midazolam: {difference}.",
}
#: A share is heard with its denominator, or with the word that there is none.
_SHARE = News("Share", "{share:percent}", of="{who}")
_EVENTS = News("That is", "{events} of {people}", of="{who}")
_SEDATIONS = News("Out of", "{people} sedations", of="{who}")
_FITTING = News("Fits the count", "{fits}", of="{who}")
_HIDDEN = News("Fits the count", "hidden")
_BRIEF = {
    ("surgery", False): (_SHARE, _EVENTS, _HIDDEN),
    ("surgery", True): (_SHARE, _EVENTS, _FITTING),
    ("children", False): (_SHARE, _SEDATIONS, _HIDDEN),
    ("children", True): (_SHARE, _SEDATIONS, _FITTING),
    "label": (_SHARE, News("Out of", "no number printed", of="{who}")),
    "adults": (
        _SHARE,
        News("Out of", "an arm whose size is not printed", of="{who}"),
        News("Difference", "{difference}", steady=True),
    ),
}
_NONE = "none printed"


def _case(one: Waking, intervals: bool) -> Hashable:
    if one.people is None:
        return "label" if one.name == "label" else "adults"
    return ("children" if one.counted is None else "surgery", intervals)


def _difference() -> Printed:
    row = fact("emergence_adults_difference")
    low, high = row.low or 0.0, row.high or 0.0
    text = f"{100 * row.number:.0f} percentage points ({100 * low:.0f} to {100 * high:.0f})"
    return Printed(text, row.number, low, high)


def _out_of(one: Waking) -> str:
    """Say out of how many, and how many of them where that is known."""
    if one.people is None:
        return _NONE
    if one.counted is None:
        return Printed(f"of {one.people:,}", one.people)
    return Printed(f"{one.counted} of {one.people}", one.counted, one.people)


def _slots(one: Waking) -> dict[str, object]:
    return {
        "who": one.who,
        "share": one.share,
        "events": one.counted,
        "people": f"{one.people or fact('emergence_adults_people').number:,.0f}",
        "difference": _difference(),
        "fits": printed_span("percent", one.interval.low, one.interval.high) if one.interval else _NONE,
    }


def _rows(now: Waking, intervals: bool) -> tuple[tuple[str, ...], ...]:
    """Return every share with its denominator, the one read out first, and its interval where that is shown."""
    found = []
    for one in (now, *(other for other in wakings() if other.name != now.name)):
        fits = printed_span("percent", one.interval.low, one.interval.high) if one.interval else "cannot be told"
        who = f"Read out: {one.who}" if one.name == now.name else one.who
        found.append((who, printed("{:percent}", one.share), _out_of(one), fits if intervals else "not shown"))
    everybody = Printed(f"{fact('emergence_adults_people').number:.0f} in all", fact("emergence_adults_people").number)
    return (*found, ("Adults, alone less with midazolam", _difference(), everybody, "see the share"))


def _panel() -> Panel:
    options = tuple((one.name, one.who) for one in wakings())
    return Panel(
        (Choice("row", "Read out", options, "white_r"), Switch("intervals", "Show what fits the count (95 %)")),
        hint="Read out the label. Then show what fits the count.",
    )


@steady()
def waking_up() -> LiveFigure:
    """Return the live figure; controls: row, intervals."""
    shares = wakings()
    figure = style.figure(9.0, 4.2)
    axes = style.dress(
        figure.add_axes((0.25, 0.20, 0.56, 0.77)), xlabel="Woke with an emergence reaction, or agitated (%)"
    )
    axes.set_xlim(0, 62)
    axes.set_ylim(-0.6, len(shares) - 0.4)
    marks.no_heights(axes)
    levels = {one.name: len(shares) - 1 - place for place, one in enumerate(shares)}
    for one in shares:
        level = levels[one.name]
        at = 0.20 + 0.77 * (level + 0.6) / (len(shares) + 0.2)
        marks.words(figure, 0.012, at, one.who)
        told = (
            _out_of(one)
            if one.people
            else "out of ?"
            if one.name == "label"
            else f"of {fact('emergence_adults_people').number:.0f} in all"
        )
        marks.words(figure, 0.83, at, told, "soft-ink" if one.people else "orange")
    bars = marks.bar(axes, "blue", 3.0, zorder=2)  # one line with gaps
    with_number = [one for one in shares if one.people]
    without = [one for one in shares if not one.people]
    marks.points(
        axes, "blue", "o", 9, x=[100 * one.share for one in with_number], y=[levels[one.name] for one in with_number]
    )
    marks.hollow(
        axes, "orange", "s", 9, 1.8, x=[100 * one.share for one in without], y=[levels[one.name] for one in without]
    )
    ring = marks.points(axes, "gold", "D", 15, rim=None, zorder=1)
    key = "dots: with a denominator; hollow squares: without one for that share; large diamond: read out"
    marks.words(figure, 0.012, 0.035, key, "soft-ink")

    def update(*, row: str, intervals: bool) -> Reading:
        now = next(one for one in shares if one.name == row)
        ring.set_data([100 * now.share], [levels[row]])
        shown = [one for one in shares if one.interval] if intervals else []
        ends = [end for one in shown for end in (100 * one.interval.low, 100 * one.interval.high, nan)]
        bars.set_data(ends, [levels[one.name] for one in shown for _ in range(3)])
        columns = ("Who woke", "Share", "Count", "What fits the count")
        return Reading.of(_SENTENCES, _case(now, intervals), _slots(now), columns, _rows(now, intervals), _BRIEF)

    return LiveFigure(figure, {"read out": ring, "what fits": bars}, update, "Waking up, with denominators", _panel())
