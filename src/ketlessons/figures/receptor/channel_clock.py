"""What happens to one channel, and to many, while glutamate and ketamine come and go?

Four phases on one clock: rest with ketamine outside, glutamate arrives, glutamate and then ketamine leave, glutamate
comes back. One simulated channel is drawn; bars and curve show all channels.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from ketlessons import published
from ketlessons.figures.receptor import channel_drawing
from ketlessons.figures.receptor.channel_drawing import STATE_COLOURS, STATES
from ketlessons.models.receptor.channels import simulate_channels
from ketlessons.models.receptor.magnesium import magnesium_unblocked
from ketlessons.models.receptor.protocol import respond
from ketlessons.models.receptor.scheme import Scheme
from ketlessons.models.receptor.segments import Segment
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Clock, Panel, Range, linear_grid, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

STEP_S = 0.1


class Phase(NamedTuple):
    """A part of the run: how long, whether glutamate and ketamine are there, and what is going on."""

    seconds: float
    glutamate: bool
    ketamine: bool
    what: str


PHASES = (
    Phase(1.0, False, True, "rest, ketamine outside"),
    Phase(8.0, True, True, "glutamate and ketamine"),
    Phase(2.0, False, True, "glutamate gone"),
    Phase(3.0, False, False, "ketamine washed away"),
    Phase(10.0, True, False, "glutamate back, no ketamine"),
)
END_S = sum(phase.seconds for phase in PHASES)
#: Times worth a look for a reader who prefers stills: rest, just opened, blocked, trapped, washed, freed.
MOMENTS_S = (0.0, 1.2, 8.9, 10.0, 13.0, 24.0)
#: Times on a page without a kernel: every half second, and closer where glutamate has just come.
_ON_PAGES_S = (*linear_grid(0, END_S, 0.5), 1.1, 1.2, 1.3, 8.9, 14.1, 14.2, 14.3)

_STARTS = np.concatenate([[0.0], np.cumsum([phase.seconds for phase in PHASES])])
_GLUTAMATE_BOUND = (0, 1, 2, 2, 2)
_CHANNELS = 100
_SEED = 20
#: Which of the simulated channels is drawn: one that meets every state it can at the default settings.
_DRAWN = 27
_Y_MAX = 36.0


class Case(Enum):
    """Whether glutamate and ketamine both come and go; without one of them a phase has not happened as it is called."""

    BOTH = auto()
    NOT_BOTH = auto()


_CONDITIONS = "{glutamate}, {ketamine}, {voltage_mv:mv}, Mg²⁺ {mg_mm:g} mM"
_SEEN = (
    "the drawn channel is {state}. Of all channels, {closed_percent:.0f} % are closed and empty, "
    "{open_percent:.0f} % are open and conducting, {magnesium_percent:.0f} % are blocked by Mg²⁺, "
    "{ketamine_percent:.0f} % are blocked by ketamine with the gate open, "
    "{trapped_percent:.0f} % are shut over ketamine."
)
_SENTENCES = {
    Case.BOTH: f"At {{time_s:.1f}} s ({{phase}}; {_CONDITIONS}) {_SEEN}",
    Case.NOT_BOTH: f"At {{time_s:.1f}} s ({_CONDITIONS}) {_SEEN}",
}
_BRIEF = (
    News("Trapped", "{trapped_percent:.0f} %"),
    News("Blocked with the gate open", "{ketamine_percent:.0f} %"),
    News("Open", "{open_percent:.0f} %"),
    News("Closed", "{closed_percent:.0f} %"),
    News("Blocked by magnesium", "{magnesium_percent:.0f} %"),
    News("The drawn channel is now", "{state}"),
)
_DRAWN_IS = {**STATES, "trapped": "shut with ketamine trapped inside"}


@lru_cache(maxsize=64)
def _course(glutamate_um: float, conc_um: float, voltage_mv: float, mg_mm: float):
    """Return times, the share of all channels in each state, and the states of simulated channels.

    Remembered for the last settings only, because a clock asks for the same course many times.
    """
    scheme = Scheme(published.gating(), published.blocker("ketamine"))
    free = magnesium_unblocked(voltage_mv, mg_mm, **published.magnesium())
    protocol = [
        Segment(seconds, glutamate_um if glu else 0.0, conc_um if drug else 0.0, voltage_mv, free)
        for seconds, glu, drug, _ in PHASES
    ]
    response = respond(scheme, protocol, step_s=STEP_S)
    occupancy = response.occupancy
    shares = {
        "closed": occupancy[:, :4].sum(axis=1),
        "open": occupancy[:, 4] * free,
        "magnesium": occupancy[:, 4] * (1 - free),
        "ketamine": occupancy[:, 9],
        "trapped": occupancy[:, 5:9].sum(axis=1),
    }
    drawn = simulate_channels(scheme, protocol, _CHANNELS, STEP_S, _SEED)
    # Mg2+ comes and goes in far less than one step, so at each moment an open pore holds it by chance alone.
    with_mg = np.random.Generator(np.random.PCG64(_SEED + 1)).random(drawn.shape) > free
    return response.time_s, shares, drawn, with_mg


def _state(index: int, with_mg: bool) -> str:
    if index == 4:
        return "magnesium" if with_mg else "open"
    return "closed" if index < 4 else "ketamine" if index == 9 else "trapped"


def _panel() -> Panel:
    return Panel(
        (
            Choice(
                "glutamate",
                "Glutamate",
                (("0", "none"), ("1", "a trickle, 1 µM"), ("1000", "plenty, 1000 µM")),
                "1000",
                same=True,
            ),
            Range("conc_um", "Ketamine", (0, *log_grid(0.1, 30, (1, 2, 3, 5))), 3, "µM", pages=(0, 1, 3, 10)),
            Range("voltage_mv", "Voltage", linear_grid(-90, 40, 5), -70, "mV", pages=(-70, -45, -20, 10, 40)),
            Range("mg_mm", "Magnesium", linear_grid(0, 2, 0.1), 0, "mM", pages=(0, 1, 2)),
            Clock("time_s", "Time", linear_grid(0, END_S, STEP_S), 8.9, "s", moments=MOMENTS_S, pages=_ON_PAGES_S),
        ),
        hint="Press Play, or step. Then give less glutamate, add Mg²⁺, change the voltage, and play again.",
    )


@steady()
def channel_clock() -> LiveFigure:
    """Return the live figure; controls: glutamate (µM, as text), conc_um, voltage_mv, mg_mm, time_s."""
    figure = style.figure(9.0, 5.3)

    board = style.blank(figure.add_axes((0.005, 0.36, 0.40, 0.63)))
    board.set_xlim(0, 10.4)
    board.set_ylim(0.6, 10.0)
    channel_drawing.draw_membrane(board, 0.1, 10.3)
    channel_drawing.draw_protein(board, 5.2)
    drawing = channel_drawing.ChannelDrawing(board, 5.2)
    write = partial(marks.words, board, va="baseline")
    verdict = write(5.2, 9.35, size=12.5, ha="center", va="center", bold=True)
    write(0.15, 6.3, "outside", "soft-ink")
    write(0.15, 1.7, "inside", "soft-ink")
    glutamate_note = write(0.15, 8.3, ink="green")
    ketamine_note = write(10.3, 8.3, ink="blue", ha="right")

    bars_axes = style.dress(figure.add_axes((0.605, 0.47, 0.345, 0.45)), grid=False)
    bars_axes.set_title("Share of all channels (%)", fontsize=style.TEXT_PT, color=colour("ink"), loc="left")
    places = range(len(STATES))
    bars_axes.set_xlim(0, 100)
    bars_axes.set_ylim(len(STATES) - 0.4, -0.6)
    marks.ticks(bars_axes, y=dict(enumerate(STATES.values())))
    bars_axes.tick_params(axis="y", length=0)
    bars = bars_axes.barh(places, 0, height=0.62, color=[colour(STATE_COLOURS[name]) for name in STATES]).patches
    bar_words = [marks.words(bars_axes, 0, place) for place in places]

    trace = style.dress(figure.add_axes((0.085, 0.105, 0.895, 0.205)), xlabel="Time (s)", ylabel="Conducting (%)")
    trace.yaxis.label.set_size(style.SMALL_PT)
    trace.set_xlim(0, END_S)
    trace.set_ylim(0, _Y_MAX)
    trace.set_yticks([0, 10, 20, 30])
    _condition_strips(figure)
    jagged = marks.line(trace, "orange", 0.8, label="100 simulated channels")
    smooth = marks.line(trace, "ink", 2.0, label="average of very many")
    marks.key(trace, [smooth, jagged], columns=2, loc="upper right", borderaxespad=0.0)
    cursor = marks.line(trace, "blue", 1.4, (4.0, 2.0), [0, 0], [0, _Y_MAX])
    dot = marks.points(trace, "blue", size=7, rim=None)

    def update(*, glutamate: str, conc_um: float, voltage_mv: float, mg_mm: float, time_s: float) -> Reading:
        glutamate_um = float(glutamate)
        times, shares, drawn, with_mg = _course(glutamate_um, conc_um, voltage_mv, mg_mm)
        now = round(time_s / STEP_S)
        phase = PHASES[min(int(np.searchsorted(_STARTS, time_s, side="right")) - 1, len(PHASES) - 1)]

        index = int(drawn[now, _DRAWN])
        state = _state(index, bool(with_mg[now, _DRAWN]))
        drawing.show(state, _GLUTAMATE_BOUND[index % 5], flow=(voltage_mv > 0) - (voltage_mv < 0))
        verdict.set_text(STATES[state].upper().replace("MG²⁺", "Mg²⁺"))
        verdict.set_color(colour(STATE_COLOURS[state]))
        amounts = {"glutamate": glutamate_um * phase.glutamate, "ketamine": conc_um * phase.ketamine}
        there = {name: f"{name} {amount:g} µM" if amount else f"no {name}" for name, amount in amounts.items()}
        glutamate_note.set_text(there["glutamate"])
        ketamine_note.set_text(there["ketamine"])

        percents = {name: 100 * float(shares[name][now]) for name in STATES}
        for bar, text, percent in zip(bars, bar_words, percents.values(), strict=True):
            bar.set_width(percent)
            inside = percent > 80  # beyond that the words would leave the picture, so they stand on the bar
            text.set_x(percent + (-1.5 if inside else 1.5))
            text.set_ha("right" if inside else "left")
            text.set_text(f"{percent:.0f} %")
            text.set_color(colour("paper" if inside else "ink"))
        smooth.set_data(times, 100 * shares["open"])
        jagged.set_data(times, ((drawn == 4) & ~with_mg).mean(axis=1) * 100)
        cursor.set_xdata([time_s, time_s])
        dot.set_data([time_s], [percents["open"]])

        slots = dict(time_s=time_s, phase=phase.what, voltage_mv=voltage_mv, mg_mm=mg_mm, state=_DRAWN_IS[state])
        slots |= there | {f"{name}_percent": percent for name, percent in percents.items()}
        held = shares["ketamine"] + shares["trapped"]
        moments = {f"holding ketamine at {at:.1f} s": 100 * float(held[round(at / STEP_S)]) for at in MOMENTS_S}
        cells = {f"{STATES[name]} at {time_s:.1f} s": percent for name, percent in percents.items()} | moments
        rows = tuple((head, printed("{:.1f} %", percent)) for head, percent in cells.items())
        case = Case.BOTH if glutamate_um > 0 and conc_um > 0 else Case.NOT_BOTH
        return Reading.of(_SENTENCES, case, slots, ("Channels", "Share of all"), rows, _BRIEF)

    moving = {
        **{f"drawn_{name}": part for name, part in drawing.artists.items()},
        "state": verdict,
        "glutamate": glutamate_note,
        "ketamine": ketamine_note,
        "shares": bars,
        "percents": bar_words,
        "average": smooth,
        "simulated": jagged,
        "now": cursor,
        "conducting": dot,
    }
    return LiveFigure(figure, moving, update, "One channel and many, against the clock", _panel())


def _condition_strips(figure: Figure) -> None:
    """Draw when glutamate and ketamine are there, above the trace."""
    strip = figure.add_axes((0.085, 0.315, 0.895, 0.065))
    strip.set_axis_off()
    strip.set_xlim(0, END_S)
    strip.set_ylim(0, 2)
    for row, (label, ink) in enumerate((("ketamine", "blue"), ("glutamate", "green"))):
        spans = [(start, phase.seconds) for start, phase in zip(_STARTS, PHASES, strict=False) if getattr(phase, label)]
        for start, seconds in spans:
            strip.barh(row + 0.5, seconds, left=start, height=0.8, facecolor=colour(f"{ink}-wash"))
        marks.words(strip, spans[0][0] + 0.15, row + 0.46, label, ink, 8.5, bold=True)
