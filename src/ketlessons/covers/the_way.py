"""The cover of "Start here": the way through the lessons."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ketlessons.evidence.lessons import Lesson, lessons
from ketlessons.stage import marks
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

from .card import WORDS_PT, Cover, board, card


def _steps(all_: dict[str, Lesson], number: str) -> int:
    """Return how many lessons come before one, on the longest way to it."""
    return max((1 + _steps(all_, needed) for needed in all_[number].needs), default=0)


#: How far apart the rows of written lessons stand, and the first planned lesson and the next ones above them.
_ROW, _ABOVE, _APART = 1.25, 0.75, 0.35


def _places(rows: dict[str, Lesson]) -> dict[str, tuple[float, float]]:
    """Return where each lesson stands: its step, and its height; on the ground stands what a written lesson needs."""
    needed = {number for row in rows.values() if row.written for number in row.needs}
    places: dict[str, tuple[float, float]] = {}
    for step in sorted({_steps(rows, number) for number in rows}):
        there = [row for row in rows.values() if _steps(rows, row.number) == step]
        written = sorted((row for row in there if row.written), key=lambda row: row.number not in needed)
        planned = [row for row in there if not row.written]
        top = _ROW * max(0, len(written) - 1) + _ABOVE
        places |= {row.number: (step, _ROW * place) for place, row in enumerate(written)}
        places |= {row.number: (step, top + _APART * place) for place, row in enumerate(planned)}
    return places


@steady()
def the_way() -> Cover:
    """Return the cover."""
    rows = {row.number: row for row in lessons()}
    written = [row for row in rows.values() if row.written]
    places = _places(rows)
    figure = card()
    axes = board(figure, 0.0, 0.0, 1.0, 1.0)
    axes.set_xlim(-0.6, max(x for x, _ in places.values()) + 0.6)
    axes.set_ylim(-0.75, max(y for _, y in places.values()) + 0.25)
    for row in rows.values():
        for needed in row.needs:
            main = row.written and rows[needed].written
            look = ("blue", 9, None) if main else ("protein-edge", 1.6, (2, 2))
            marks.line(axes, *look, *zip(places[needed], places[row.number], strict=True), zorder=1 + main)
    for row in rows.values():
        x, y = places[row.number]
        if row.written:
            marks.points(axes, "blue", size=70, x=[x], y=[y], zorder=3)
            _GLYPHS.get(row.number, _no_glyph)(_inset(axes, x, y))
            marks.words(
                axes, x, y - 0.56, f"{row.number} {row.title.split()[0]}", size=WORDS_PT, ha="center", bold=True
            )
        else:
            marks.hollow(axes, "protein-edge", size=17, rim=2, x=[x], y=[y], zorder=3)
    told = ", then ".join(f"{row.number} {row.title} ({row.minutes} min)" for row in written)
    planned = len(rows) - len(written)
    return Cover(
        figure, f"The way through the lessons: {told}. {planned} more are planned, drawn as small hollow circles."
    )


def _inset(axes: Axes, x: float, y: float) -> Axes:
    """Return a drawing board of one by one inside the circle at a place."""
    board_ = axes.inset_axes((x - 0.17, y - 0.17, 0.34, 0.34), transform=axes.transData, zorder=4)
    board_.set_axis_off()
    board_.set_xlim(0, 1)
    board_.set_ylim(0, 1)
    return board_


def _care(axes: Axes) -> None:
    for x, y in (([0.5, 0.5], [0.0, 1.0]), ([0.0, 1.0], [0.5, 0.5])):
        marks.line(axes, "paper", 11, None, x, y, clip_on=False)


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
    "08": _care,
}
