"""What was known and allowed, when, and where? A walk to the approvals for depression, with their state at each date.

`timeline` walks through all dates and their themes; what both draw stands in `stretches`.
"""

from __future__ import annotations

import textwrap

from ketlessons.evidence import Event
from ketlessons.figures.identity.stretches import grouped, head_of, key_of_signs, moving, two_stretches
from ketlessons.published.identity.approvals import PLACES, Approvals, State
from ketlessons.published.identity.dates import events
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed, say
from ketlessons.stage.steady import steady
from ketlessons.stage.words import date

_LANES = ("US", "EU", "UK", "Ireland")
REGIONS = {"all": "All", "US": "US", "EU": "EU", "UK": "UK"}
USES = {
    "anaesthetic": "Ketamine, as an anaesthetic",
    "with an antidepressant": "Esketamine spray with an antidepressant, TRD",
    "acute crisis": "Esketamine spray, depression in an acute crisis",
    "alone": "Esketamine spray alone, TRD",
    "itself": "Ketamine itself, for depression",
}
#: How a sentence says what a place approved.
_APPROVED = {
    ("anaesthetic", "US"): "ketamine as an anaesthetic",
    ("with an antidepressant", "US"): "esketamine spray with an oral antidepressant",
    ("with an antidepressant", "EU"): "esketamine spray with an SSRI or SNRI",
    ("acute crisis", "US"): "the spray in depression with acute suicidal thoughts",
    ("acute crisis", "EU"): "the spray for a short time in a psychiatric emergency",
    ("alone", "US"): "the spray alone",
}
_EVENT = "{when:date}, {place}{told}: {event}.{label}"
_LICENSED = "By then, in the UK: esketamine spray is licensed; the health service in Scotland accepts it"
#: What had been decided by a date: anywhere, in one region, or in the UK, where it is a state.
_SENTENCES = {
    "nowhere": f"{_EVENT} By then no form of ketamine is approved for depression (reported).",
    "somewhere": f"{_EVENT} By then: the spray approved for depression in{{where}}{{uk}}; ketamine itself nowhere "
    "(reported).",
    "not here": f"{_EVENT} By then no form of ketamine is approved for depression in the {{region}} (reported).",
    "here": f"{_EVENT} By then approved in the {{region}}: {{listed}}; not ketamine itself for depression (reported).",
    State.NO_ENTRY: f"{_EVENT} By then, in the UK: no entry on depression; ketamine itself is approved for depression "
    "nowhere (reported).",
    State.LICENSED: f"{_EVENT} {_LICENSED}. Ketamine itself is not approved for depression (reported).",
    State.NOT_RECOMMENDED: f"{_EVENT} {_LICENSED}; NICE does not recommend it for England. Ketamine itself is not "
    "approved for depression (reported).",
}
_LABEL = {"event_fda_mdsi": " The label is reported to say that it was not shown to prevent suicide."}
#: What is told when it moves. The slider has said date and place; the event is under its own number, so that the one
#: before it is not told again. What was approved is told where it changes.
_LABEL_NOW = {"event_fda_mdsi": News("Label:", "not shown to prevent suicide")}
_ITSELF = News("Ketamine for depression", "approved nowhere, reported", steady=True)
_BRIEF = {
    "nowhere": (News("Spray approved in", "no place"), _ITSELF),
    "somewhere": (News("Spray approved in", "{where_now}"), _ITSELF),
    "not here": (News("For depression in the {region}", "nothing approved"), _ITSELF),
    "here": (News("Uses approved in the {region}", "{many}"), News("Newest:", "{newest}", of="{newest}"), _ITSELF),
    State.NO_ENTRY: (News("Spray in the UK", "no entry"), _ITSELF),
    State.LICENSED: (News("Spray in the UK", "licensed, accepted in Scotland"), _ITSELF),
    State.NOT_RECOMMENDED: (News("Spray in the UK", "licensed, but NICE does not recommend it"), _ITSELF),
}
_IN = {False: " the {}", True: ", as reported, the {}"}
#: What the table of approvals says of a use in a place.
_CELLS = {
    State.NO_ENTRY: "no entry",
    State.NOT_YET: "not yet",
    State.APPROVED: "approved {}",
    State.LICENSED: "licensed; Scotland yes",
    State.NOT_RECOMMENDED: "licensed; Scotland yes, NICE no",
}
_NEVER = "not approved"


def _case(then: Approvals, region: str) -> str | State:
    if region == "all":
        return "somewhere" if then.spray else "nowhere"
    if region == "UK":
        return then.state("with an antidepressant", region)
    return "here" if _listed(then, region) else "not here"


def _approved(then: Approvals, region: str) -> list[tuple[str, Event]]:
    """Return the uses approved in a region by now, and by which event."""
    found = ((words, then.settled(use, place)) for (use, place), words in _APPROVED.items() if place == region)
    return [(words, event) for words, event in found if event]


def _listed(then: Approvals, region: str) -> str:
    """Say the uses approved in a region by now."""
    return ", ".join(f"{words}{' (reported)' if event.reported else ''}" for words, event in _approved(then, region))


def _brief(then: Approvals, region: str, place: int) -> tuple[News, ...]:
    """Return what is told when it moves: the event, what its label says, and what was approved by then."""
    now = then.event
    head = News(f"{place} of {len(events())}{', reported' if now.reported else ''}:", now.event)
    label = (_LABEL_NOW[now.id],) if now.id in _LABEL_NOW else ()
    state = (one._replace(subject=say(one.subject, region=region)) for one in _BRIEF[_case(then, region)])
    return (head, *label, *state)


def _slots(then: Approvals, region: str) -> dict[str, object]:
    now, approved = then.event, sorted(_approved(then, region), key=lambda one: one[1].date)
    places = [f"the {event.region}{', reported' if event.reported else ''}" for event in then.spray]
    licensed = then.settled("with an antidepressant", "UK")
    return {
        "when": now.date,
        "place": now.region,
        "told": ", as reported" if now.reported else "",
        "event": now.event,
        "label": _LABEL.get(now.id, ""),
        "where": " and".join(_IN[event.reported].format(event.region) for event in then.spray),
        "uk": ", and licensed in the UK" if licensed else "",
        "where_now": " and ".join(places) + (", licensed in the UK" if licensed else ""),
        "many": len(approved),
        "newest": f"{approved[-1][0]}{', reported' if approved[-1][1].reported else ''}" if approved else "",
        "region": region,
        "listed": _listed(then, region),
    }


def _cell(then: Approvals, use: str, place: str, reported: str) -> str:
    """Return what the table of approvals says, with a mark where that is only reported."""
    if use == "itself":
        return f"{_NEVER}{reported}"
    said, found = _CELLS[then.state(use, place)], then.settled(use, place)
    if then.state(use, place) is not State.APPROVED:
        return said
    return printed(f"{said}{reported if found.reported else ''}", int(found.date[:4]))


def _rows(then: Approvals, region: str) -> tuple[tuple[str, str], ...]:
    """Return the event, and the state of each use in each place."""
    now = then.event
    return (
        ("Event", f"{head_of(now)}: {now.event}"),
        ("Region in the sentence", REGIONS[region]),
        *(
            (f"{place}: {words}", _cell(then, use, place, ", reported"))
            for use, words in USES.items()
            for place in PLACES
        ),
    )


def _panel() -> Panel:
    every = events()
    places = tuple(range(1, len(every) + 1))
    texts = tuple(f"{date(event.date)}, {event.region}" for event in every)
    return Panel(
        (
            Range("event", "Event", places, places[-1], texts=texts),
            Choice("region", "Approved where", tuple(REGIONS.items()), "all"),
        ),
        hint="Walk back from the last event to the first approval for depression. Then choose one region.",
    )


@steady()
def timeline_walk() -> LiveFigure:
    """Return the live figure; controls: event, region."""
    figure = style.figure(9.0, 4.9)
    spans = ("until 2010", 1960, 2011.5, range(1960, 2011, 10)), ("since 2014", 2013, 2027, range(2014, 2027, 2))
    stretches = two_stretches(figure, _LANES, spans, ((0.075, 0.30), (0.40, 0.585)), (0.535, 0.225))
    head = marks.words(figure, 0.012, 0.955, "", "orange", size="head", bold=True)
    what = marks.words(figure, 0.012, 0.915, size="text", va="top", linespacing=1.3)
    key_of_signs(figure, 0.79)
    columns = dict(zip(PLACES, (0.435, 0.595, 0.755), strict=True))
    top, step = 0.405, 0.062
    board = figure.add_axes((0, 0, 1, 1), zorder=-1)
    board.set_axis_off()
    board.set_xlim(0, 1)
    board.set_ylim(0, 1)
    frame = marks.outline(board)
    marks.words(figure, 0.012, top, "State by then (TRD: treatment-resistant depression)", "soft-ink")
    for place, x in columns.items():
        marks.words(figure, x, top, place, bold=True)
    cells = {}
    for row, (use, words) in enumerate(USES.items(), 1):
        marks.words(figure, 0.012, top - step * row, words)
        cells |= {(use, place): marks.words(figure, x, top - step * row) for place, x in columns.items()}
    regions = {one.id: one.region for one in events()}
    ends = f"It ends on {date(events()[-1].date)}: look again before you rely on it."
    marks.words(figure, 0.012, 0.03, f"* reported; no entry: not in this list. {ends}", "soft-ink")

    def update(*, event: float, region: str) -> Reading:
        place_now = int(event) - 1
        now = events()[place_now]
        then = Approvals(now)
        chosen = [one.id for one in events() if region in ("all", one.region)]
        for stretch in stretches:
            stretch.show(grouped(events(), place_now, chosen), regions, now)
        head.set_text(head_of(now))
        what.set_text(textwrap.fill(now.event, 98))
        for (use, place), cell in cells.items():
            cell.set_text(_cell(then, use, place, " *"))
            cell.set_fontweight("bold" if (use, place) in _APPROVED and then.settled(use, place) else "normal")
        frame.set_xy([(0, 0)])
        if region in columns:
            left = columns[region] - 0.012
            right = columns[region] + (0.235 if region == "UK" else 0.145)
            frame.set_xy([(left, 0.06), (right, 0.06), (right, top + 0.03), (left, top + 0.03)])
        slots = _slots(then, region)
        rows, brief = _rows(then, region), _brief(then, region, place_now + 1)
        return Reading.of(_SENTENCES, _case(then, region), slots, ("What", "State by then"), rows, brief)

    return LiveFigure(
        figure,
        {"region": frame, **moving(stretches), "head": head, "event": what, "approvals": list(cells.values())},
        update,
        "A walk through the dates",
        _panel(),
    )
