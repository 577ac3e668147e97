"""The cover of "Start here": the way through the lessons."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ketlessons.evidence.course.lessons import Lesson, lessons
from ketlessons.stage import marks
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

from .card import WORDS_PT, Cover, board, card


def _chain(rows: dict[str, Lesson], number: str) -> list[str]:
    """Return the longest way to a lesson, from its first to itself."""
    ways = [_chain(rows, needed) for needed in rows[number].needs]
    return [*max(ways, key=len, default=[]), number]


def _places(rows: dict[str, Lesson]) -> dict[str, tuple[float, float]]:
    """Return where each lesson stands.

    The longest way lies in the middle. What leaves it has a row of its own, below or above, and those that need it
    stand on in that row, one after the other. Planned lessons stand at the right end, above.
    """
    written = [number for number, row in rows.items() if row.written]
    middle = max((_chain(rows, number) for number in written), key=len)
    places: dict[str, tuple[float, float]] = {number: (x, 0.0) for x, number in enumerate(middle)}
    branches: dict[str, list[str]] = {}
    for number in (number for number in written if number not in places):
        root = next(one for one in _chain(rows, number) if one not in places)
        branches.setdefault(root, []).append(number)
    sides = [side * row for row in range(1, len(branches) + 1) for side in (-1, 1)]
    for (root, branch), y in zip(sorted(branches.items(), key=lambda one: -len(one[1])), sides, strict=False):
        start = places[_chain(rows, root)[-2]][0] + 1 if len(_chain(rows, root)) > 1 else 0
        places |= {number: (start + _SPREAD * x, _ROW * y) for x, number in enumerate(branch)}
    planned = [number for number, row in rows.items() if not row.written]
    top = max(_ROW, *(y for _, y in places.values()))
    return places | {number: (len(middle) - 1 + _APART * x, top) for x, number in enumerate(planned)}


#: How far apart planned lessons stand; the lessons of a row beside the middle; and the rows.
_APART, _SPREAD, _ROW = 0.4, 1.15, 1.25


def _track(places: dict[str, tuple[float, float]], start: str, end: str) -> tuple[list[float], list[float]]:
    """Return the line from one lesson to another, beside what stands between them."""
    (x0, y0), (x1, y1) = places[start], places[end]
    if y0 == y1 and any(y == y0 and x0 < x < x1 for x, y in places.values()):
        between = y0 * 0.68  # below the names of the row above
        return [x0, x0 + 0.4, x1 - 0.4, x1], [y0, between, between, y1]
    if y1 < y0 < 0 and (beside := [x for x, y in places.values() if y == y0 and x0 < x < x1]):
        gap = x0 + 0.52 * (min(beside) - x0)  # down between the names of this row, which a slope would cross
        return [x0, gap, gap, x1 - 0.5, x1], [y0, y0 - 0.1, y1 + 0.4, y1, y1]
    return [x0, x1], [y0, y1]


@steady()
def the_way() -> Cover:
    """Return the cover."""
    rows = {row.number: row for row in lessons()}
    written = [row for row in rows.values() if row.written]
    places = _places(rows)
    figure = card()
    axes = board(figure, 0.0, 0.0, 1.0, 1.0)
    axes.set_xlim(-0.6, max(x for x, _ in places.values()) + 0.6)
    axes.set_ylim(min(y for _, y in places.values()) - 0.78, max(y for _, y in places.values()) + 0.42)
    for row in rows.values():
        for needed in row.needs:
            main = row.written and rows[needed].written
            look = ("blue", 9, None) if main else ("protein-edge", 1.6, (2, 2))
            marks.line(axes, *look, *_track(places, needed, row.number), zorder=1 + main)
    for row in rows.values():
        x, y = places[row.number]
        if row.written:
            marks.points(axes, "blue", size=48, x=[x], y=[y], zorder=3)
            _GLYPHS.get(row.number, _no_glyph)(_inset(axes, x, y))
            marks.words(
                axes, x, y - 0.55, f"{row.number} {row.title.split()[0]}", size=WORDS_PT, ha="center", bold=True
            )
        else:
            marks.hollow(axes, "protein-edge", size=17, rim=2, x=[x], y=[y], zorder=3)
    told = ", then ".join(f"{row.number} {row.title} ({row.minutes} min)" for row in written)
    planned = len(rows) - len(written)
    more = f" {planned} more are planned, drawn as small hollow circles." if planned else ""
    return Cover(figure, f"The way through the lessons: {told}.{more}")


def _inset(axes: Axes, x: float, y: float) -> Axes:
    """Return a drawing board of one by one inside the circle at a place."""
    board_ = axes.inset_axes((x - 0.15, y - 0.16, 0.3, 0.32), transform=axes.transData, zorder=4)
    board_.set_axis_off()
    board_.set_xlim(0, 1)
    board_.set_ylim(0, 1)
    return board_


def _slider(axes: Axes) -> None:
    marks.line(axes, "paper", 4, None, [0, 1], [0.5, 0.5], clip_on=False)
    marks.points(axes, "paper", size=15, rim=None, x=[0.62], y=[0.5])


def _mirror(axes: Axes) -> None:
    marks.line(axes, "paper", 2, (2, 2), [0.5, 0.5], [0.0, 1.0], clip_on=False)
    for side in (-1, 1):
        x = [0.5 + side * reach for reach in (0.14, 0.42, 0.42, 0.14)]
        axes.fill(x, [0.5, 0.85, 0.15, 0.5], facecolor=colour("paper"), clip_on=False)


def _channel(axes: Axes) -> None:
    for x in (0.08, 0.92):
        marks.line(axes, "paper", 7, None, [x, x], [0.0, 1.0], clip_on=False)
    marks.points(axes, "paper", "h", 20, None, x=[0.5], y=[0.5])


def _curve(axes: Axes) -> None:
    time = np.linspace(0, 1, 50)
    marks.line(axes, "paper", 4, None, time, 1.9 * (np.exp(-3 * time) - np.exp(-12 * time)), clip_on=False)
    marks.line(axes, "paper", 2, None, [0, 0, 1], [1, 0, 0], clip_on=False)


def _gap(axes: Axes) -> None:
    for ends in ([0.0, 0.36], [0.64, 1.0]):
        marks.line(axes, "paper", 4, None, ends, [0.5, 0.5], clip_on=False)
    for x in (0.36, 1.0):
        marks.line(axes, "paper", 4, None, [x - 0.14, x, x - 0.14], [0.66, 0.5, 0.34], clip_on=False)


def _clock(axes: Axes) -> None:
    marks.points(axes, "blue", size=34, rim="paper", x=[0.5], y=[0.5], markeredgewidth=4, clip_on=False)
    marks.line(axes, "paper", 4, None, [0.5, 0.5, 0.68], [0.82, 0.5, 0.4])


def _diamonds(axes: Axes) -> None:
    marks.line(axes, "paper", 3, None, [0.2, 0.2], [0.0, 1.0], clip_on=False)
    for x, y in ((0.55, 0.78), (0.75, 0.25)):
        axes.fill([x - 0.24, x, x + 0.24, x], [y, y + 0.2, y, y - 0.2], facecolor=colour("paper"), clip_on=False)


def _care(axes: Axes) -> None:
    for x, y in (([0.5, 0.5], [0.0, 1.0]), ([0.0, 1.0], [0.5, 0.5])):
        marks.line(axes, "paper", 11, None, x, y, clip_on=False)


def _counted(axes: Axes) -> None:
    places = [(x, y) for y in (0.85, 0.5, 0.15) for x in (0.15, 0.5, 0.85)]
    marks.points(axes, "paper", "s", 6, None, x=[x for x, _ in places[2:]], y=[y for _, y in places[2:]])
    for x, y in places[:2]:
        marks.points(axes, "orange", "s", 6, "paper", x=[x], y=[y])


def _five(axes: Axes) -> None:
    for x, y in ((0.1, 0.8), (0.9, 0.8), (0.5, 0.5), (0.1, 0.2), (0.9, 0.2)):
        marks.points(axes, "paper", "s", 9, None, x=[x], y=[y], clip_on=False)


def _no_glyph(axes: Axes) -> None:
    """Leave the circle empty."""


_GLYPHS = {
    "00": _slider,
    "01": _mirror,
    "02": _channel,
    "03": _gap,
    "04": _curve,
    "05": _clock,
    "06": _diamonds,
    "07": _counted,
    "08": _care,
    "09": _five,
}
