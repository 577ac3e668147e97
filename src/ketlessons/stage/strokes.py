"""How are many points or strokes drawn with one line? For strokes it jumps: the two ends of each, and a gap.

One artist for all intervals of a picture is one path on its way to the browser, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.lines import Line2D

_GAP = float("nan")


def through(line: Line2D, points: Iterable[tuple[float, float]]) -> None:
    """Let a line go through points, or mark them.

    >>> line = Line2D([], [])
    >>> through(line, [(1.0, 0.2), (2.0, 0.8)])
    >>> list(line.get_xdata()), list(line.get_ydata())
    ([1.0, 2.0], [0.2, 0.8])
    """
    kept = list(points)
    line.set_data([x for x, _ in kept], [y for _, y in kept])


def upright(line: Line2D, strokes: Iterable[tuple[float, float, float]]) -> None:
    """Let a line draw upright strokes: where each stands, from, to.

    >>> line = Line2D([], [])
    >>> upright(line, [(1.0, 0.2, 0.8)])
    >>> list(line.get_xdata()), list(line.get_ydata())
    ([1.0, 1.0, 1.0], [0.2, 0.8, nan])
    """
    kept = list(strokes)
    line.set_data([x for x, _, _ in kept for _ in range(3)], [y for _, *ends in kept for y in (*ends, _GAP)])


def links(line: Line2D, strokes: Iterable[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    """Let a line draw strokes from point to point.

    >>> line = Line2D([], [])
    >>> links(line, [((1.0, 0.2), (2.0, 0.8))])
    >>> list(line.get_xdata()), list(line.get_ydata())
    ([1.0, 2.0, nan], [0.2, 0.8, nan])
    """
    kept = [point for ends in strokes for point in (*ends, (_GAP, _GAP))]
    line.set_data([x for x, _ in kept], [y for _, y in kept])


def level(line: Line2D, strokes: Iterable[tuple[float, float, float]]) -> None:
    """Let a line draw level strokes: from, to, at which height.

    >>> line = Line2D([], [])
    >>> level(line, [(0.2, 0.8, 1.0)])
    >>> list(line.get_xdata()), list(line.get_ydata())
    ([0.2, 0.8, nan], [1.0, 1.0, 1.0])
    """
    kept = list(strokes)
    line.set_data([x for *ends, _ in kept for x in (*ends, _GAP)], [y for *_, y in kept for _ in range(3)])
