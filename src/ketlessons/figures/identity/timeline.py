"""What happened to ketamine, and when? All dated events by theme, how sure each is, and the years between two of them.

`timeline_walk` is the second view: the events on the way to a licence for depression, with what was approved by then.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from itertools import product

from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from ketlessons.evidence import Event
from ketlessons.evidence import event as event_named
from ketlessons.figures.identity.stretches import grouped, head_of, key_of_signs, moving, two_stretches
from ketlessons.published.identity.dates import THEMES, every_event, years, years_between
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News
from ketlessons.stage.steady import steady
from ketlessons.stage.words import counted, date

#: From which events the years can be counted, and what a sentence calls them.
ANCHORS = {
    "event_first_paper": ("First paper, 1965", "the first paper on people"),
    "event_ketalar": ("First approval, 1970", "the first approval"),
    "event_esketamine_de": ("(S) in Germany, 1997", "esketamine, the (S) form, came as an anaesthetic"),
}
_SHOWN = {
    "all": "It is about {about}.",
    "own": "It is number {nth} of {many} events on {about}, {told_by_others} of them only reported.",
    "other": "It is about {about}; by then {nth} of {many} events on {chosen} had happened, {told_by_others} of the "
    "{many} only reported.",
}
_APART = {
    "after": "That is {apart} after {anchor}.",
    "before": "That is {apart} before {anchor}.",
    "same year": "That is in the year of {anchor}.",
    "itself": "The years are counted from here: 0.",
}
_SENTENCES = {
    (shown, apart): f"{{when:date}}, {{place}}{{told}}: {{event}}. {_SHOWN[shown]} {_APART[apart]}"
    for shown, apart in product(_SHOWN, _APART)
}
_YEARS = {
    "after": News("Years counted", "{apart} after"),
    "before": News("Years counted", "{apart} before"),
    "same year": News("Years counted", "the same year"),
    "itself": News("Years counted", "from here"),
}
#: Where the lanes begin, and how high they are together, in parts of the picture.
_LANES = 0.30, 0.33
_STATUS = {False: "from the source itself", True: "reported by others"}


def _apart(now: Event, anchor: Event) -> str:
    if now.id == anchor.id:
        return "itself"
    if years_between(now, anchor) == 0:
        return "same year"
    return "after" if now.date > anchor.date else "before"


def _brief(now: Event, number: int, apart: str, chosen: str, since: str) -> tuple[News, ...]:
    """Return what is told when it moves: the event under its own number, its theme, and the years."""
    head = News(f"{number}{', reported' if now.reported else ''}:", now.event)
    years_apart = _YEARS[apart]._replace(of=f"{now.id}, {since}")
    if chosen == "all":
        return head, News("About", now.theme, of=now.id), years_apart
    so_far = News(f"On {chosen} so far", "{nth}", of=now.id)
    return head, so_far, News("Only reported", "{told_by_others} of {many}", of=chosen), years_apart


def _listed(events: tuple[Event, ...], chosen: str) -> tuple[tuple[str, ...], ...]:
    """Return the events of the chosen theme, each under its number: the list that says what the picture shows."""
    return tuple(
        (f"{number}: {date(one.date)}, {one.region}", one.event, THEMES[one.theme], _STATUS[one.reported])
        for number, one in enumerate(events, 1)
        if chosen in ("all", one.theme)
    )


def _counted_from(anchor: Event, apart: str, slots: Mapping[str, object]) -> tuple[str, ...]:
    """Return the row of the event from which the years are counted: how far it is, what it is about, how sure."""
    told = _APART[apart].format(**slots)
    return f"Counted from {head_of(anchor)}", told, THEMES[anchor.theme], _STATUS[anchor.reported]


def _theme_frame(figure: Figure) -> Polygon:
    """Return the frame that lies around the name and the years of the chosen theme, as yet around nothing."""
    board = figure.add_axes((0, 0, 1, 1), zorder=1)  # over the paper of the lanes
    board.set_axis_off()
    board.set(xlim=(0, 1), ylim=(0, 1))
    return marks.outline(board, "blue", 1.8)


def _around(theme: str) -> list[tuple[float, float]]:
    """Return the corners of the frame; where all themes are chosen, nothing lies in it."""
    if theme == "all":
        return [(0, 0)]
    # As the lanes are drawn: the first theme at the top, one unit apart, with 0.6 of a unit under the lowest.
    bottom, height = _LANES
    lane = height / (len(THEMES) + 0.2)
    middle = bottom + lane * (len(THEMES) - 1 - list(THEMES).index(theme) + 0.6)
    low, high = middle - 0.46 * lane, middle + 0.46 * lane
    return [(0.005, low), (0.992, low), (0.992, high), (0.005, high)]


def _panel(events: tuple[Event, ...]) -> Panel:
    places = tuple(range(1, len(events) + 1))
    heads = [f"{date(one.date)}, {one.region}" for one in events]
    # Of two events in one year and place the ear could not tell which is which.
    counts = [(heads[:at].count(head) + 1, heads.count(head)) for at, head in enumerate(heads)]
    texts = tuple(
        f"{head}, {nth} of {many}" if many > 1 else head for head, (nth, many) in zip(heads, counts, strict=True)
    )
    themes = (("all", "All"), *THEMES.items())
    anchors = tuple((id, label) for id, (label, _) in ANCHORS.items())
    return Panel(
        (
            Range("event", "Event", places, places[0], texts=texts, same=False),
            Choice("theme", "Theme", themes, "all"),
            Choice("since", "Count years from", anchors, "event_first_paper"),
        ),
        hint="Put the focus on the slider and press the right arrow key: each step is one event.",
    )


@steady()
def timeline() -> LiveFigure:
    """Return the live figure; controls: event, theme, since."""
    events = every_event()
    lists = {theme: _listed(events, theme) for theme in ("all", *THEMES)}
    lanes = {one.id: THEMES[one.theme] for one in events}
    figure = style.figure(9.0, 4.9)
    spans = ("until 2008", 1957, 2008.5, range(1960, 2001, 10)), ("since 2013", 2013, 2027, range(2014, 2027, 2))
    stretches = two_stretches(figure, tuple(THEMES.values()), spans, ((0.11, 0.36), (0.49, 0.495)), _LANES)
    head = marks.words(figure, 0.012, 0.955, "", "orange", size="head", bold=True)
    what = marks.words(figure, 0.012, 0.915, size="text", va="top", linespacing=1.3)
    badge = marks.words(figure, 0.012, 0.755, "", "blue", bold=True)
    key_of_signs(figure, 0.69, "on another theme")
    frame = _theme_frame(figure)
    span = marks.bar(stretches[0].axes, "gold", 3.0, zorder=4), marks.bar(stretches[1].axes, "gold", 3.0, zorder=4)
    apart_words = marks.words(figure, 0.012, 0.19, "", "gold", size="text", bold=True)
    gap = "golden line: the years that are counted; frame: the chosen theme. No event is dated from 2009 to 2013."
    marks.words(figure, 0.012, 0.13, gap, "soft-ink")
    neighbours = [marks.words(figure, 0.012, y) for y in (0.075, 0.03)]

    def update(*, event: float, theme: str, since: str) -> Reading:
        number = int(event)
        now, anchor = events[number - 1], event_named(since)
        chosen = [one for one in events if theme in ("all", one.theme)]
        nth = sum(one in chosen for one in events[:number])
        apart, shown = _apart(now, anchor), "all" if theme == "all" else "own" if now.theme == theme else "other"
        frame.set_xy(_around(theme))
        for stretch in stretches:
            stretch.show(grouped(events, number - 1, (one.id for one in chosen)), lanes, now)
        ends = sorted((years(now), years(anchor)))
        for stretch, line in zip(stretches, span, strict=True):
            low, high = stretch.axes.get_xlim()
            inside = [min(max(end, low), high) for end in ends]
            line.set_data(*((inside, [-0.5, -0.5]) if inside[0] < inside[1] else ([], [])))
        head.set_text(head_of(now))
        what.set_text(textwrap.fill(now.event, 98))
        badge.set_text(f"{THEMES[now.theme]}; {_STATUS[now.reported]}")
        slots = {
            "when": now.date,
            "place": now.region,
            "told": ", as reported" if now.reported else "",
            "event": now.event,
            "about": now.theme,
            "chosen": theme,
            "nth": nth,
            "many": len(chosen),
            "told_by_others": sum(one.reported for one in chosen),
            "apart": counted(years_between(now, anchor), "year"),
            "anchor": ANCHORS[since][1],
        }
        apart_words.set_text(_APART[apart].format(**slots))
        before, after = events[max(number - 2, 0)], events[min(number, len(events) - 1)]
        told = zip(("Before it", "After it"), (before, after), (number > 1, number < len(events)), strict=True)
        for words, (name, one, there) in zip(neighbours, told, strict=True):
            short = textwrap.shorten(one.event, 75, placeholder=" ...")
            words.set_text(f"{name}: {head_of(one)}: {short}" if there else "")
        shown_now = ("Shown now", f"{head_of(now)}: {now.event}", THEMES[now.theme], _STATUS[now.reported])
        brief = _brief(now, number, apart, theme, since)
        columns = ("When and where", "What", "About", "Status")
        rows = (shown_now, _counted_from(anchor, apart, slots), *lists[theme])
        return Reading.of(_SENTENCES, (shown, apart), slots, columns, rows, brief)

    return LiveFigure(
        figure,
        {
            **moving(stretches),
            "chosen theme": frame,
            "years counted until 2008": span[0],
            "years counted since 2013": span[1],
            "head": head,
            "event": what,
            "status": badge,
            "years apart": apart_words,
            "neighbours": neighbours,
        },
        update,
        "Sixty years in dates",
        _panel(events),
    )
