"""How many of a hundred channels does a concentration block? A picture to count, for the first slider."""

from __future__ import annotations

from functools import partial

import numpy as np

from ketlessons import published
from ketlessons.models.receptor.block import fraction_blocked
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Panel, Range, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed
from ketlessons.stage.steady import steady

_SENTENCES = {
    "counted": "At {conc_um:um} ketamine, {blocked} of 100 channels kept in use are blocked and {free} are not "
    "(calculated from the curve measured at {voltage_mv:mv} in fluid taken to be free of Mg²⁺).",
}

_BRIEF = (News("Blocked", "{blocked} of 100"), News("At", "{conc_um:micromolar}"))

_blocked = partial(marks.points, ink="blue", shape="h", size=15, rim="ink")
_ring = partial(marks.hollow, ink="soft-ink", size=13, rim=1.2, markerfacecolor="none")
_dot = partial(marks.points, ink="green", size=6, rim=None)


def _panel() -> Panel:
    return Panel(
        (Range("conc_um", "Ketamine", (0, *log_grid(0.01, 100)), 0.1, "µM"),),
        hint="Drag the slider, or focus it and press the arrow keys.",
    )


@steady()
def hundred_channels() -> LiveFigure:
    """Return the live figure; control: conc_um."""
    figure = style.figure(7.6, 3.5)
    axes = style.blank(figure.add_axes((0.01, 0.01, 0.98, 0.98)))
    axes.set_xlim(-0.7, 21.6)
    axes.set_ylim(10.0, -0.8)
    hexagons, rings, dots = _blocked(axes), _ring(axes), _dot(axes)
    _blocked(axes, x=[11.2], y=[6.6])
    marks.words(axes, 11.9, 6.6, "blocked by ketamine", size="text")
    _ring(axes, x=[11.2], y=[7.8])
    _dot(axes, x=[11.2], y=[7.8])
    marks.words(axes, 11.9, 7.8, "not blocked", size="text")
    big = marks.words(axes, 10.9, 2.2, ink="blue", size=30, bold=True)
    small = marks.words(axes, 10.9, 4.2, size="text", linespacing=1.35)
    drug = published.compound("ketamine")
    columns, rows_down = np.arange(100) % 10, np.arange(100) // 10

    def update(*, conc_um: float) -> Reading:
        fraction = float(fraction_blocked(conc_um, drug.ic50_um, drug.hill))
        count = round(100 * fraction)
        hexagons.set_data(columns[:count], rows_down[:count])
        for free in (rings, dots):
            free.set_data(columns[count:], rows_down[count:])
        big.set_text(f"{count} of 100")
        small.set_text(f"channels blocked\nat {conc_um:g} µM ketamine")
        slots = {"conc_um": conc_um, "blocked": count, "free": 100 - count, "voltage_mv": drug.reference_mv}
        rows = (
            ("Blocked", printed("{:.1f} %", 100 * fraction)),
            ("Not blocked", printed("{:.1f} %", 100 * (1 - fraction))),
        )
        return Reading.of(_SENTENCES, "counted", slots, ("Channels", f"At {conc_um:g} µM"), rows, _BRIEF)

    moving = {"free_rings": rings, "free_dots": dots, "blocked": hexagons, "count": big, "count_words": small}
    return LiveFigure(figure, moving, update, "One hundred channels", _panel())
