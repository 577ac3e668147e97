"""The cover of "Block the NMDA receptor": one channel, three times, and how much passes."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ketlessons import published
from ketlessons.figures.receptor.channel_drawing import ChannelDrawing, draw_membrane, draw_protein
from ketlessons.models.receptor.block import fraction_blocked
from ketlessons.models.receptor.magnesium import magnesium_unblocked
from ketlessons.stage import marks
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

from .card import WORDS_PT, Cover, board, card

VOLTAGE_MV, MG_MM, KETAMINE_UM = -70.0, 1.0, 1.0
_APART, _HALF = 6.2, 2.9
_ALT = (
    "One NMDA channel in a membrane, three times, with a bar for the current that passes at {voltage:mv}. Open: "
    "{open:.0f} %. With {mg:.0f} mM Mg²⁺, a plug low in the pore: {with_mg:.0f} %. With {conc:um} ketamine, a plug in "
    "the pore under the open gate, and no Mg²⁺: {with_ketamine:.0f} %."
)


@steady()
def plugged_channel() -> Cover:
    """Return the cover."""
    ketamine = published.compound("ketamine")
    passes = {
        "open": 1.0,
        "magnesium": float(magnesium_unblocked(VOLTAGE_MV, MG_MM, **published.magnesium())),
        "ketamine": 1.0 - float(fraction_blocked(KETAMINE_UM, ketamine.ic50_um, ketamine.hill)),
    }
    figure = card()
    axes = board(figure, 0.012, 0.02, 0.976, 0.96)
    axes.set_xlim(-3.4, 2 * _APART + 3.4)
    axes.set_ylim(-0.55, 9.6)
    draw_membrane(axes, -3.3, 2 * _APART + 3.3)
    for place, (state, ink) in enumerate(zip(passes, ("green", "gold", "blue"), strict=True)):
        x = place * _APART
        draw_protein(axes, x, "panel")
        drawing = ChannelDrawing(axes, x)
        drawing.show(state, 2, -1)
        for name in ("magnesium", "ketamine"):  # the letters on the plugs are too small for an index
            drawing.artists[name][1].set_visible(False)
        marks.words(axes, x, 8.95, state, ink, WORDS_PT, ha="center", bold=True)
        _bar(axes, x, passes[state], ink)
    alt = say(
        _ALT, voltage=VOLTAGE_MV, mg=MG_MM, conc=KETAMINE_UM, open=100 * passes["open"],
        with_mg=100 * passes["magnesium"], with_ketamine=100 * passes["ketamine"],
    )  # fmt: skip
    return Cover(figure, alt)


def _bar(axes: Axes, x: float, share: float, ink: str) -> None:
    """Draw how much passes, as a part of the whole."""
    left, full, tall = x - 2.4, 4.8, 1.3
    rim = {"edgecolor": colour("ink"), "linewidth": 1.6}
    axes.add_patch(Rectangle((left, -0.3), full, tall, facecolor=colour("paper"), **rim))
    axes.add_patch(Rectangle((left, -0.3), full * share, tall, facecolor=colour(ink), **rim))
    if share == 1.0:
        marks.words(axes, x, 0.33, f"{100 * share:.0f} % passes", "paper", WORDS_PT, ha="center")
    else:
        marks.words(axes, left + full - 0.2, 0.33, f"{100 * share:.0f} %", "ink", WORDS_PT, ha="right")
