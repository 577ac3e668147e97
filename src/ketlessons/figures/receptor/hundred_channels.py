"""How many of a hundred channels does a concentration block? A picture to count, for the first slider."""

from __future__ import annotations

import numpy as np

from ketlessons import published
from ketlessons.models import fraction_blocked
from ketlessons.stage import style
from ketlessons.stage.controls import Panel, Range, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour


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
    blocked_style = {"marker": "h", "markersize": 15, "color": colour("blue"), "markeredgecolor": colour("ink")}
    ring_style = {"marker": "o", "markersize": 13, "markerfacecolor": "none", "markeredgecolor": colour("soft-ink"),
                  "markeredgewidth": 1.2}  # fmt: skip
    dot_style = {"marker": "o", "markersize": 6, "color": colour("green")}
    rings = axes.plot([], [], linestyle="", **ring_style)[0]
    dots = axes.plot([], [], linestyle="", **dot_style)[0]
    hexagons = axes.plot([], [], linestyle="", **blocked_style)[0]
    axes.plot([11.2], [6.6], linestyle="", **blocked_style)
    axes.text(11.9, 6.6, "blocked by ketamine", fontsize=style.TEXT_PT, color=colour("ink"), va="center")
    axes.plot([11.2], [7.8], linestyle="", **ring_style)
    axes.plot([11.2], [7.8], linestyle="", **dot_style)
    axes.text(11.9, 7.8, "not blocked", fontsize=style.TEXT_PT, color=colour("ink"), va="center")
    big = axes.text(10.9, 2.2, "", fontsize=30, fontweight="bold", color=colour("blue"), va="center")
    small = axes.text(10.9, 4.2, "", fontsize=style.TEXT_PT, color=colour("ink"), va="center", linespacing=1.35)
    drug = published.compound("ketamine")
    columns, rows_down = np.arange(100) % 10, np.arange(100) // 10

    def update(*, conc_um: float) -> Reading:
        fraction = fraction_blocked(conc_um, drug.ic50_um, drug.hill)
        count = round(100 * fraction)
        hexagons.set_data(columns[:count], rows_down[:count])
        for marks in (rings, dots):
            marks.set_data(columns[count:], rows_down[count:])
        big.set_text(f"{count} of 100")
        small.set_text(f"channels blocked\nat {conc_um:g} µM ketamine")
        sentence = (
            f"At {conc_um:g} µM ketamine, {count} of 100 channels kept in use are blocked and {100 - count} are not "
            f"(calculated from the curve measured at {drug.reference_mv:g} mV in fluid taken to be free of Mg²⁺)."
        ).replace("-", "−")
        rows = (("Blocked", f"{100 * fraction:.1f} %"), ("Not blocked", f"{100 * (1 - fraction):.1f} %"))
        return Reading(sentence, ("Channels", f"At {conc_um:g} µM"), rows)

    moving = {"rings": rings, "dots": dots, "hexagons": hexagons, "big": big, "small": small}
    return LiveFigure(figure, moving, update, "One hundred channels", _panel())
