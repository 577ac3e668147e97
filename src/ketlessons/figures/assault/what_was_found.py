"""What did laboratories find, and in whom? Series side by side: alcohol, nothing, a drug not expected, ketamine."""

from __future__ import annotations

from ketlessons.evidence import fact
from ketlessons.published.assault.series import Series, found_in
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import percent

FOUND = {
    "alcohol": "Alcohol",
    "unexpected": "A drug not named or not expected",
    "nothing": "Nothing that was looked for",
    "ketamine": "Ketamine, not expected",
}
_MOST, _TOP = 6, 70

_SENTENCES = {
    "alcohol": "Alcohol was found in {low} to {high} by series: {listed}. Alcohol itself goes within hours and much is "
    "gone before a sample can be taken, so "
    "none of these says how many people had drunk.",
    "unexpected": "A drug that was not named or not expected was found in {low} to {high} by series: {listed}. They "
    "differ "
    "in whom they tested, in what they looked for, and in what they call unexpected.",
    "nothing": "Nothing that was looked for was found in {low} to {high} by series: {listed}. That does not rule "
    "out that "
    "something was given.",
    "ketamine": "Ketamine that was not expected was found in {low}: {listed}. That is one series, nearly twenty years "
    "old; a review of {cases:,} "
    "cases does not name it among the substances found most often.",
}
_LIMITS = " The 95 % intervals that can be worked out run from {least} to {most}."
_FOUND = News("Found in", "{low} to {high}", of="{looked_for}")
_COUNT = News("In", "{series}", of="{looked_for}")
_BRIEF = {
    "alcohol": (_FOUND, _COUNT, News("By then", "much is gone")),
    "unexpected": (_FOUND, _COUNT, News("Unexpected", "means different things")),
    "nothing": (_FOUND, _COUNT, News("It rules out", "nothing")),
    "ketamine": (News("Found in", "{low}", of="{looked_for}"), _COUNT, News("Among the commonest", "not named")),
}
_INTERVALS = {True: News("Intervals", "{least} to {most}", of="{looked_for}"), False: News("Intervals", "hidden")}


def _told(one: Series) -> str:
    counts = f" ({one.counted[0]} of {one.counted[1]:,})" if one.counted else ""
    return f"{one.name.removesuffix('*')} {percent(one.share)}{', reported' if one.reported else ''}{counts}"


def _slots(rows: tuple[Series, ...]) -> dict[str, object]:
    ends = [one.interval for one in rows if one.interval]
    return {
        **{"low": percent(rows[0].share), "high": percent(rows[-1].share), "listed": "; ".join(map(_told, rows))},
        **{"least": percent(min(one.low for one in ends)), "most": percent(max(one.high for one in ends))},
        **{"series": "one series" if len(rows) == 1 else f"{len(rows)} series"},
        "cases": round(fact("review_cases").number),
    }


def _rows(rows: tuple[Series, ...], found: str, intervals: bool) -> tuple[tuple[str, str, str], ...]:
    made = [("Found", FOUND[found], "95 % interval shown" if intervals else "95 % interval")]
    for one in rows:
        counts = f", {one.counted[0]} of {one.counted[1]:,}" if one.counted else ""
        told = f"{percent(one.share)}{', reported' if one.reported else ''}{counts}"
        reach = one.interval
        limits = (
            Printed(f"{percent(reach.low)} to {percent(reach.high)}", reach.low, reach.high) if reach else "not known"
        )
        made.append((f"{one.name.removesuffix('*')}, {one.whom}", Printed(told, one.share), limits))
    return tuple(made)


def _panel() -> Panel:
    return Panel(
        (
            Choice("found", "What was found", tuple(FOUND.items()), "alcohol"),
            Switch("intervals", "Show 95 % intervals"),
        ),
        hint="Choose what was found, and look at whom each series tested.",
    )


@steady()
def what_was_found() -> LiveFigure:
    """Return the live figure; controls: found, intervals."""
    figure = style.figure(9.0, 4.2)
    axes = style.dress(figure.add_axes((0.37, 0.16, 0.60, 0.72)), xlabel="Found in, of 100 tested")
    axes.set_xlim(0, _TOP)
    axes.set_ylim(-0.6, _MOST - 0.4)
    marks.no_heights(axes)
    head = marks.words(figure, 0.012, 0.945, "", "blue", size="head", bold=True)
    counted = marks.points(axes, "blue", "s", 9)
    uncounted = marks.hollow(axes, "blue", "o", 9, rim=1.8)
    key = "squares: counts are known; rings: a share alone; *: reported"
    marks.words(figure, 0.97, 0.945, key, "soft-ink", ha="right")
    reaches = axes.hlines([], [], [], color=colour("blue"), linewidth=2.2)
    bottom, step = 0.16, 0.72 / _MOST
    heights = [bottom + step * (_MOST - 1 - place + 0.5) for place in range(_MOST)]
    names = [marks.words(figure, 0.012, y + 0.022) for y in heights]
    whom = [marks.words(figure, 0.012, y - 0.022, "", "soft-ink") for y in heights]
    values = [marks.words(axes, 0, 0, "", "blue", bold=True) for _ in range(_MOST)]

    def update(*, found: str, intervals: bool) -> Reading:
        rows = found_in(found)
        head.set_text(FOUND[found])
        places, segments = {True: ([], []), False: ([], [])}, []
        for place in range(_MOST):
            one = rows[place] if place < len(rows) else None
            y, reach = _MOST - 1 - place, one.interval if one else None
            names[place].set_text(one.name if one else "")
            whom[place].set_text(one.whom if one else "")
            shown = intervals and reach is not None
            if shown:
                segments.append(((100 * reach.low, y), (100 * reach.high, y)))
            values[place].set_text(percent(one.share) if one else "")
            if one:
                x = 100 * one.share
                places[one.counted is not None][0].append(x)
                places[one.counted is not None][1].append(y)
                values[place].set_position(((100 * reach.high if shown else x) + 1.9, y))
        reaches.set_segments(segments)
        counted.set_data(*places[True])
        uncounted.set_data(*places[False])
        slots = {**_slots(rows), "looked_for": found}
        sentences = {found: _SENTENCES[found] + (_LIMITS if intervals else "")}
        brief = {found: (*_BRIEF[found], _INTERVALS[intervals])}
        columns = ("Series and whom it tested", "Found", "How sure")
        return Reading.of(sentences, found, slots, columns, _rows(rows, found, intervals), brief)

    moving = {
        "what was found": head,
        "shares with counts": counted,
        "shares alone": uncounted,
        "intervals": reaches,
        "series": names,
        "whom": whom,
        "values": values,
    }
    return LiveFigure(figure, moving, update, "What was found", _panel())
