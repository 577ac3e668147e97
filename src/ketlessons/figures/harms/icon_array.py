"""Of whom? A percentage as people in a field, beside two other groups in which the same harm was counted."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from ketlessons.published.harms.asked import Group, asked
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import upper

#: What the menu offers.
LABELS = {
    "without": "Urinary symptoms, by use of ketamine",
    "recruited": "Bladder trouble, three kinds of people",
    "kidneys": "Swollen kidneys, three clinics",
    "stopping": "After stopping, three groups",
    "dependence": "Dependence, three thresholds",
    "psychosis": "Psychotic disorder, who was counted",
    "deaths": "Overdose deaths, three ways to count",
}
PLACES = {"left": "Left group", "middle": "Middle group", "right": "Right group"}
#: How many people a field stands for, and its columns and rows.
FIELDS = {"100": (10, 10), "1000": (40, 25), "10000": (100, 100)}
_OF = {"100": "100", "1000": "1,000", "10000": "10,000"}
_LEFTS = (0.02, 0.355, 0.69)

_SENTENCES = {
    "some": "Of {out_of} {whom}, {many} {counted}: {printed}, recruited: {recruited}.{chance} Beside it: {others}.",
    "none": "Of {out_of} {whom}, fewer than one {counted}: {printed}, "
    "recruited: {recruited}.{chance} Beside it: {others}.",
}
_CHANCE = " Interval: {}."


class _Field(NamedTuple):
    """What moves in one field: people with the harm, the lines between people, and the words around them."""

    people: Polygon
    upright: Line2D
    level: Line2D
    head: Text
    whom: Text


def _corners(many: int, columns: int, rows: int) -> list[tuple[float, float]]:
    """Return the outline of so many people, row by row from the bottom left; a point where there are none."""
    full, rest = divmod(many, columns)
    if not many:
        return [(0.0, 0.0)]
    high, over, across = full / rows, (full + bool(rest)) / rows, rest / columns
    if not rest:
        return [(0, 0), (1, 0), (1, high), (0, high)]
    return [(0, 0), (1, 0), (1, high), (across, high), (across, over), (0, over)]


def _between(count: int) -> tuple[list[float], list[float]]:
    """Return one path that parts a square into so many strips: along each line, and along the rim to the next."""
    along, across = [], []
    for line in range(1, count):
        ends = (0.0, 1.0) if line % 2 else (1.0, 0.0)
        along += ends
        across += [line / count] * 2
    return along, across


def _told(group: Group, out_of: int) -> str:
    return f"{group.of(out_of):,}" if group.of(out_of) else "fewer than one"


def _chance(group: Group, out_of: int) -> str:
    """Say what chance alone leaves open, in people of so many; empty where no people were printed."""
    if group.interval is None:
        return ""
    low, high = (f"{round(end * out_of):,}" for end in (group.interval.low, group.interval.high))
    if low == high:
        return _CHANCE.format(f"about {high}" if high != "0" else "fewer than one")
    return _CHANCE.format(f"{low} to {high}")


def _others(told: list[str], out_of: str) -> str:
    one, other = told
    return f"{one} of {out_of} in each" if one == other else f"{one} and {other} of {out_of}"


def _cell(group: Group) -> Printed:
    """Return the printed number, with the numbers that it prints."""
    row = group.row
    numbers = [row.value, *(n for n in (row.events, row.people) if n is not None)]
    numbers += [end for end in (row.low, row.high) if end is not None]
    return Printed(row.text(), *numbers)


def _rows(question: str, groups: tuple[Group, ...], out_of: str, read: str) -> tuple[tuple[str, ...], ...]:
    many = int(out_of)
    lines = [("Question", LABELS[question], "", "")]
    for (place, label), group in zip(PLACES.items(), groups, strict=True):
        now = ", now read out" if place == read else ""
        lines.append((f"{label}{now}", f"{_told(group, many)} of {_OF[out_of]}", _cell(group), _found(group)))
    return tuple(tuple(cell or "–" for cell in line) for line in lines)


def _found(group: Group) -> str:
    row = group.row
    told = ", reported" if row.reported else ""
    return f"{row.whom}; {row.recruited}, {row.place}, {row.years}{told}"


@cache
def _whom(group: Group) -> str:
    """Return what stands under a field, in lines."""
    # Place and years stand in the table: the fewer words a picture holds, the sooner it is drawn.
    row = group.row
    return textwrap.fill(f"Of whom? {upper(row.whom)}. {upper(row.recruited)}: {row.counted}.", 38)


def _field(figure: Figure, left: float) -> _Field:
    axes = style.blank(figure.add_axes((left, 0.385, 0.2395, 0.44)))
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(-0.01, 1.01)
    axes.fill([0, 1, 1, 0], [0, 0, 1, 1], facecolor=colour("grid"), edgecolor="none")
    people = axes.fill([], [], facecolor=colour("orange"), edgecolor=colour("ink"), linewidth=1.2)[0]
    lines = [marks.line(axes, "paper", 1.4, zorder=3) for _ in range(2)]
    axes.plot([0, 1, 1, 0, 0], [0, 0, 1, 1, 0], color=colour("soft-ink"), linewidth=1.0, zorder=4)
    head = marks.words(figure, left, 0.855, "", "orange", size="head", bold=True)
    whom = marks.words(figure, left, 0.345, va="top", linespacing=1.25)
    return _Field(people, *lines, head, whom)


def _panel() -> Panel:
    return Panel(
        (
            Choice("question", "Harm", tuple(LABELS.items()), "without"),
            Choice("out_of", "Out of", tuple((key, f"{said} people") for key, said in _OF.items()), "100", same=True),
            Choice("read", "Read out", tuple(PLACES.items()), "right"),
        ),
        hint="Before you compare two fields, read below each of whom it is true.",
    )


def _frame(axes: Axes) -> Polygon:
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    return marks.outline(axes)


@steady()
def icon_array() -> LiveFigure:
    """Return the live figure; controls: question, out_of, read."""
    figure = style.figure(9.0, 4.9)
    frame = _frame(figure.add_axes((0, 0, 1, 1), zorder=-1))
    fields = {place: _field(figure, left) for place, left in zip(PLACES, _LEFTS, strict=True)}
    title = marks.words(figure, 0.02, 0.955, size="head", bold=True)
    key = marks.words(figure, 0.98, 0.955, "", "soft-ink", ha="right")
    for group in (one for question in LABELS for one in asked(question)):
        _whom(group)  # broken into lines here, so that no frame has to wait for it

    def update(*, question: str, out_of: str, read: str) -> Reading:
        groups, (columns, rows), many = asked(question), FIELDS[out_of], int(out_of)
        title.set_text(LABELS[question])
        key.set_text("one square, one person" if many < 10_000 else "one row, 100 people")
        for field, group in zip(fields.values(), groups, strict=True):
            field.people.set_xy(_corners(group.of(many), columns, rows))
            along, across = _between(columns if many < 10_000 else 1)
            field.upright.set_data(across, along)
            along, across = _between(rows if many < 10_000 else 1)
            field.level.set_data(along, across)
            for line in (field.upright, field.level):
                line.set_linewidth(1.6 if many == 100 else 0.6)
            field.head.set_text(f"{_told(group, many)} of {_OF[out_of]}{' *' if group.row.reported else ''}")
            field.whom.set_text(_whom(group))
        left = _LEFTS[list(PLACES).index(read)]
        corners = ((left - 0.012, 0.03), (left + 0.306, 0.03), (left + 0.306, 0.91), (left - 0.012, 0.91))
        frame.set_xy(corners)
        now = groups[list(PLACES).index(read)]
        others = [group for place, group in zip(PLACES, groups, strict=True) if place != read]
        slots = {
            "out_of": _OF[out_of],
            "whom": now.row.whom,
            "many": _told(now, many),
            "counted": now.row.counted,
            "printed": now.row.text() + (", reported" if now.row.reported else ""),
            "recruited": now.row.recruited,
            "chance": _chance(now, many),
            "others": _others([_told(group, many) for group in others], _OF[out_of]),
        }
        brief = (
            News(PLACES[read], f"{slots['many']} of {_OF[out_of]}", of=question),
            News("Found by", now.row.recruited, of=f"{question}, {read}"),
            News("Beside it", str(slots["others"]), steady=True, of=f"{question}, {read}"),
        )
        case = "some" if now.of(many) else "none"
        heads = ("Group", "Now", "As printed", "Of whom, and how they were found")
        return Reading.of(_SENTENCES, case, slots, heads, _rows(question, groups, out_of, read), brief)

    moving = {
        "frame": frame,
        **{f"{place}, {part}": getattr(field, part) for place, field in fields.items() for part in _Field._fields},
        "title": title,
        "key": key,
    }
    return LiveFigure(figure, moving, update, "Out of a hundred, of whom?", _panel())
