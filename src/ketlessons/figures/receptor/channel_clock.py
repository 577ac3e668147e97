"""What happens to one channel, and to many, while glutamate and ketamine come and go?

Four phases on one clock: rest with ketamine outside, glutamate arrives, glutamate and then ketamine leave, glutamate
comes back. One simulated channel is drawn; bars and curve show all channels.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ketlessons import published
from ketlessons.figures.receptor.channel_drawing import (
    STATE_COLOURS,
    STATES,
    ChannelDrawing,
    draw_membrane,
    draw_protein,
)
from ketlessons.models import Scheme, Segment, magnesium_unblocked, respond, simulate_channels
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Clock, Panel, Range, linear_grid, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

STEP_S = 0.1
#: (duration, glutamate there, ketamine there, what is going on)
PHASES = (
    (1.0, False, True, "rest, ketamine outside"),
    (8.0, True, True, "glutamate and ketamine"),
    (2.0, False, True, "glutamate gone"),
    (3.0, False, False, "ketamine washed away"),
    (10.0, True, False, "glutamate back, no ketamine"),
)
END_S = sum(phase[0] for phase in PHASES)
#: Times worth a look for a reader who prefers stills: rest, just opened, blocked, trapped, washed, freed.
MOMENTS_S = (0.0, 1.2, 8.9, 10.0, 13.0, 24.0)

_STARTS = np.concatenate([[0.0], np.cumsum([phase[0] for phase in PHASES])])
_GLUTAMATE_BOUND = (0, 1, 2, 2, 2)
_CHANNELS = 100
_SEED = 20
#: Which of the simulated channels is drawn: one that meets every state it can at the default settings.
_DRAWN = 27
_Y_MAX = 36.0


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
                "glutamate", "Glutamate", (("0", "none"), ("1", "a trickle, 1 µM"), ("1000", "plenty, 1000 µM")), "1000"
            ),
            Range("conc_um", "Ketamine", (0, *log_grid(0.1, 30, (1, 2, 3, 5))), 3, "µM"),
            Range("voltage_mv", "Voltage", linear_grid(-90, 40, 5), -70, "mV"),
            Range("mg_mm", "Mg²⁺", linear_grid(0, 2, 0.1), 0, "mM"),
            Clock("time_s", "Time", linear_grid(0, END_S, STEP_S), 8.9, "s", moments=MOMENTS_S),
        ),
        hint="Press Play, or step. Then take glutamate away, add Mg²⁺, change the voltage, and play again.",
    )


@steady()
def channel_clock() -> LiveFigure:
    """Return the live figure; controls: glutamate (µM, as text), conc_um, voltage_mv, mg_mm, time_s."""
    figure = style.figure(9.0, 5.3)

    board = style.blank(figure.add_axes((0.005, 0.36, 0.40, 0.63)))
    board.set_xlim(0, 10.4)
    board.set_ylim(0.6, 10.0)
    draw_membrane(board, 0.1, 10.3)
    draw_protein(board, 5.2)
    drawing = ChannelDrawing(board, 5.2)
    verdict = board.text(5.2, 9.35, "", fontsize=12.5, fontweight="bold", ha="center", va="center")
    board.text(0.15, 6.3, "outside", color=colour("soft-ink"), fontsize=style.SMALL_PT)
    board.text(0.15, 1.7, "inside", color=colour("soft-ink"), fontsize=style.SMALL_PT)
    glutamate_note = board.text(0.15, 8.3, "", color=colour("green"), fontsize=style.SMALL_PT)
    drug_note = board.text(10.3, 8.3, "", color=colour("blue"), fontsize=style.SMALL_PT, ha="right")

    bars_axes = style.dress(figure.add_axes((0.605, 0.47, 0.345, 0.45)), grid=False)
    bars_axes.set_title("Share of all channels (%)", fontsize=style.TEXT_PT, color=colour("ink"), loc="left")
    names = list(STATES)
    bars_axes.set_xlim(0, 100)
    bars_axes.set_ylim(len(names) - 0.4, -0.6)
    bars_axes.set_yticks(range(len(names)), [STATES[name] for name in names])
    bars_axes.tick_params(axis="y", length=0)
    bars = bars_axes.barh(range(len(names)), [0] * len(names), height=0.62)
    bar_texts = []
    for row, (name, bar) in enumerate(zip(names, bars, strict=True)):
        bar.set_facecolor(colour(STATE_COLOURS[name]))
        bar_texts.append(bars_axes.text(0, row, "", fontsize=style.SMALL_PT, va="center", color=colour("ink")))

    trace = style.dress(figure.add_axes((0.085, 0.105, 0.895, 0.205)), xlabel="Time (s)", ylabel="Conducting (%)")
    trace.yaxis.label.set_size(style.SMALL_PT)
    trace.set_xlim(0, END_S)
    trace.set_ylim(0, _Y_MAX)
    trace.set_yticks([0, 10, 20, 30])
    _condition_strips(figure)
    jagged = trace.plot([], [], color=colour("orange"), linewidth=0.8, label="100 simulated channels")[0]
    smooth = trace.plot([], [], color=colour("ink"), linewidth=2.0, label="average of very many")[0]
    trace.legend(handles=[smooth, jagged], loc="upper right", fontsize=8.5, frameon=False, ncol=2,
                 labelcolor=colour("ink"), borderaxespad=0.0)  # fmt: skip
    cursor = trace.plot([0, 0], [0, _Y_MAX], color=colour("blue"), linewidth=1.4, linestyle=(0, (4, 2)))[0]
    dot = trace.plot([], [], "o", color=colour("blue"), markersize=7)[0]

    def update(*, glutamate: str, conc_um: float, voltage_mv: float, mg_mm: float, time_s: float) -> Reading:
        glutamate_um = float(glutamate)
        times, shares, drawn, with_mg = _course(glutamate_um, conc_um, voltage_mv, mg_mm)
        now = round(time_s / STEP_S)
        phase = min(int(np.searchsorted(_STARTS, time_s, side="right")) - 1, len(PHASES) - 1)
        _, glu, drug, what = PHASES[phase]
        glu, drug = glu and glutamate_um > 0, drug and conc_um > 0

        index = int(drawn[now, _DRAWN])
        state = _state(index, bool(with_mg[now, _DRAWN]))
        drawing.show(state, _GLUTAMATE_BOUND[index % 5], flow=(voltage_mv > 0) - (voltage_mv < 0))
        verdict.set_text(STATES[state].upper().replace("MG²⁺", "Mg²⁺"))
        verdict.set_color(colour(STATE_COLOURS[state]))
        glutamate_note.set_text(f"glutamate {glutamate_um:g} µM" if glu else "no glutamate")
        drug_note.set_text(f"ketamine {conc_um:g} µM" if drug else "no ketamine")

        percents = [100 * shares[name][now] for name in names]
        for bar, text, percent in zip(bars, bar_texts, percents, strict=True):
            bar.set_width(percent)
            inside = percent > 80  # beyond that the words would leave the picture, so they stand on the bar
            text.set_x(percent + (-1.5 if inside else 1.5))
            text.set_ha("right" if inside else "left")
            text.set_text(f"{percent:.0f} %")
            text.set_color(colour("paper" if inside else "ink"))
        smooth.set_data(times, 100 * shares["open"])
        jagged.set_data(times, ((drawn == 4) & ~with_mg).mean(axis=1) * 100)
        cursor.set_xdata([time_s, time_s])
        dot.set_data([time_s], [100 * shares["open"][now]])

        conditions = f"{voltage_mv:g} mV, Mg²⁺ {mg_mm:g} mM".replace("-", "−")
        sentence = (
            f"At {time_s:.1f} s ({what}; {glutamate_note.get_text()}, {drug_note.get_text()}, {conditions}) "
            f"the drawn channel is "
            f"{STATES[state].replace('ketamine trapped', 'shut with ketamine trapped inside')}. Of all channels, "
            + ", ".join(f"{percent:.0f} % are {_SAID[name]}" for name, percent in zip(names, percents, strict=True))
            + "."
        )
        held = shares["ketamine"] + shares["trapped"]
        rows = (
            *(
                (f"{STATES[name]} at {time_s:.1f} s", f"{percent:.1f} %")
                for name, percent in zip(names, percents, strict=True)
            ),
            *(
                (f"holding ketamine at {moment:.1f} s", f"{100 * held[round(moment / STEP_S)]:.1f} %")
                for moment in MOMENTS_S
            ),
        )
        return Reading(sentence, ("Channels", "Share of all"), rows)

    moving = {
        "drawing": drawing.artists,
        "verdict": verdict,
        "glutamate_note": glutamate_note,
        "drug_note": drug_note,
        "bars": bars.patches,
        "bar_texts": bar_texts,
        "smooth": smooth,
        "jagged": jagged,
        "cursor": cursor,
        "dot": dot,
    }
    return LiveFigure(figure, moving, update, "One channel and many, against the clock", _panel())


_SAID = {
    "closed": "closed and empty",
    "open": "open and conducting",
    "magnesium": "blocked by Mg²⁺",
    "ketamine": "blocked by ketamine with the gate open",
    "trapped": "shut over ketamine",
}


def _condition_strips(figure) -> None:
    """Draw when glutamate and ketamine are there, above the trace."""
    strip = figure.add_axes((0.085, 0.315, 0.895, 0.065))
    strip.set_axis_off()
    strip.set_xlim(0, END_S)
    strip.set_ylim(0, 2)
    for row, (which, label, role) in enumerate(((2, "ketamine", "blue"), (1, "glutamate", "green"))):
        for start, phase in zip(_STARTS, PHASES, strict=False):
            if phase[which]:
                strip.barh(row + 0.5, phase[0], left=start, height=0.8, facecolor=colour(f"{role}-wash"))
        first = next(start for start, phase in zip(_STARTS, PHASES, strict=False) if phase[which])
        strip.text(first + 0.15, row + 0.46, label, fontsize=8.5, color=colour(role), va="center", fontweight="bold")
