"""Which marks does a picture consist of? Lines, bars, bands, points, words and a key, each asked for in one line.

Marks begin empty, to be set by the figure's `update`, unless they are given data. Colours are roles of `style.PALETTE`.
Matplotlib's own words go through as keyword arguments, for what only one figure needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from ketlessons.stage import style
from ketlessons.stage.style import colour

#: A dash is told by its lengths of ink and gap, in points.
Dash = tuple[float, ...] | None
DASHED, DOTTED = (6.0, 2.0), (2.0, 2.0)

_SIZES = {"small": style.SMALL_PT, "text": style.TEXT_PT, "head": 12.0}
_Data = Sequence[float]


def line(
    axes: Axes, ink: str, width: float = 2.4, dash: Dash = None, x: _Data = (), y: _Data = (), **more: Any
) -> Line2D:
    """Return a line through points."""
    style_of_line = "-" if dash is None else (0, dash)
    return axes.plot(x, y, color=colour(ink), linewidth=width, linestyle=style_of_line, **more)[0]


def bar(axes: Axes, ink: str, width: float, x: _Data = (), y: _Data = (), **more: Any) -> Line2D:
    """Return a stroke that ends exactly at its data: a bar where it is broad, an interval where it is thin."""
    return axes.plot(x, y, color=colour(ink), linewidth=width, solid_capstyle="butt", **more)[0]


def cursor(axes: Axes, ink: str = "soft-ink", width: float = 1.1, **more: Any) -> Line2D:
    """Return the dotted line that marks where a learner is."""
    return line(axes, ink, width, DOTTED, **more)


def points(
    axes: Axes,
    ink: str,
    shape: str = "o",
    size: float = 8.0,
    rim: str | None = "paper",
    x: _Data = (),
    y: _Data = (),
    **more: Any,
) -> Line2D:
    """Return one or many points of one shape, parted from what lies under them by a rim."""
    rims: dict[str, Any] = {} if rim is None else {"markeredgecolor": colour(rim)}
    return axes.plot(x, y, shape, color=colour(ink), markersize=size, **rims, **more)[0]


def hollow(
    axes: Axes,
    ink: str,
    shape: str = "o",
    size: float = 8.0,
    rim: float = 1.0,
    x: _Data = (),
    y: _Data = (),
    **more: Any,
) -> Line2D:
    """Return one or many points of which only the outline is drawn, over paper."""
    look = {"color": colour(ink), "markerfacecolor": colour("paper"), "markeredgewidth": rim, **more}
    return axes.plot(x, y, shape, markersize=size, **look)[0]


def band(axes: Axes, ink: str, rim: float = 0.8, **more: Any) -> Polygon:
    """Return an area in the wash of a colour, with a rim in the colour itself."""
    return axes.fill([], [], facecolor=colour(f"{ink}-wash"), edgecolor=colour(ink), linewidth=rim, **more)[0]


def outline(axes: Axes, ink: str = "gold", width: float = 2.5, **more: Any) -> Polygon:
    """Return an area of which only the rim is drawn, to lie around something."""
    return axes.fill([], [], facecolor="none", edgecolor=colour(ink), linewidth=width, **more)[0]


def words(
    place: Axes | Figure,
    x: float,
    y: float,
    text: str = "",
    ink: str = "ink",
    size: str | float = "small",
    ha: str = "left",
    va: str = "center",
    bold: bool = False,
    **more: Any,
) -> Text:
    """Return words at a place: small ones, those of a text, or a head; or of so many points."""
    points_of = _SIZES[size] if isinstance(size, str) else size
    weight: dict[str, Any] = {"fontweight": "bold"} if bold else {}
    return place.text(x, y, text, color=colour(ink), fontsize=points_of, ha=ha, va=va, **weight, **more)


def key(place: Axes | Figure, shown: Sequence[Artist], columns: int = 1, **more: Any) -> Legend:
    """Return the key to marks that have a label, in rows of so many."""
    look = {"fontsize": 8.5, "frameon": False, "labelcolor": colour("ink"), **more}
    return place.legend(handles=shown, ncol=columns, **look)


def ticks(axes: Axes, x: Mapping[float, str] | None = None, y: Mapping[float, str] | None = None) -> None:
    """Write these words at these values of an axis, and nothing else."""
    for labels, write in ((x, axes.set_xticks), (y, axes.set_yticks)):
        if labels is not None:
            write(list(labels), list(labels.values()))


def no_heights(axes: Axes) -> None:
    """Take away the axis of heights: they only keep apart what is drawn, and measure nothing."""
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
