"""What are the five states of the channel that the lesson tells apart? Five still channels side by side."""

from __future__ import annotations

from ketlessons.figures.receptor import channel_drawing
from ketlessons.figures.receptor.channel_drawing import STATE_COLOURS, STATES
from ketlessons.stage import marks, style
from ketlessons.stage.live_figure import LiveFigure, Reading, still
from ketlessons.stage.steady import steady

_NOTES = {
    "closed": "gate shut\nno current",
    "open": "2 glutamate\ncurrent flows",
    "magnesium": "gate open\nMg²⁺ plugs it",
    "ketamine": "gate open\nketamine plugs it",
    "trapped": "gate shut over\nketamine",
}

_FIRST = "Five drawings of one NMDA receptor in the membrane, seen from the side."
_LISTED = (
    "1 closed: the gate is shut and no current flows.",
    "2 open: two glutamate molecules are bound, the gate is open and ions flow in.",
    "3 blocked by Mg²⁺: the gate is open but a magnesium ion plugs the narrowest part of the pore, below ketamine's "
    "site.",
    "4 blocked by ketamine: the gate is open and ketamine sits in the vestibule below it.",
    "5 ketamine trapped: the gate has shut over ketamine; here glutamate has left too, so it stays shut.",
)


@steady()
def five_states() -> LiveFigure:
    """Return the still picture of the five states."""
    figure = style.figure(9.0, 4.3)
    axes = style.blank(figure.add_axes((0.01, 0.01, 0.98, 0.98)))
    axes.set_xlim(0, 23.5)
    axes.set_ylim(-1.1, 9.9)
    channel_drawing.draw_membrane(axes, 0.1, 23.4)
    for index, state in enumerate(STATES):
        x = 2.5 + index * 4.62
        channel_drawing.draw_protein(axes, x)
        channel_drawing.ChannelDrawing(axes, x).show(state, glutamate_bound=0 if state in ("closed", "trapped") else 2)
        name = STATES[state].replace(" by ", "\nby ").replace("ketamine trapped", "ketamine\ntrapped")
        ink = STATE_COLOURS[state]
        marks.words(axes, x, 8.95, f"{index + 1}. {name}", ink, "text", "center", bold=True)
        marks.words(axes, x, 0.75, _NOTES[state], ha="center", va="top", linespacing=1.3)
    marks.words(axes, 0.15, 8.2, "outside", "soft-ink")
    marks.words(axes, 0.15, 1.9, "inside", "soft-ink")
    return still(figure, Reading.listing(_FIRST, _LISTED), "The five states")
