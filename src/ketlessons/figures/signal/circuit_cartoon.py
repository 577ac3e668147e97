"""What does a small circuit do when interneurons, pyramidal cells or both lose NMDA input? A cartoon."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon

from ketlessons.published.signal.circuit import SELECTIVE, blocks_of, breakeven, firing
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import level, through

#: A rate that lies within these parts of another is not called changed.
_SAME, _HARDLY = 0.01, 0.05
DRUGS = {f"{times:g}": f"{times:g} times" if times > 1 else "alike on both" for times in SELECTIVE}
_CONC = np.geomspace(0.003, 1000.0, 72)
_LOW_HZ, _HIGH_HZ = 1.0, 40.0


class Case(Enum):
    """What is blocked, and whether pyramidal cells fire more or less than at rest."""

    REST = auto()
    LESS = auto()
    EVEN_LESS = auto()
    SAME = auto()
    MORE = auto()
    MORE_AND_BRAKE_SLOWS = auto()


_BLOCKED = "With {block_i:percent} of the NMDA input of interneurons blocked and {block_e:percent} of pyramidal cells'"
_NOW = f"{_BLOCKED}, pyramidal cells fire at {{e_hz:.1f}} Hz, {{times}}"
_THEY = "Interneurons fire at {i_hz:.1f} Hz, {rest_i:.1f} Hz at rest."
_PATH = " A made-up drug that {drug} {path}."
_SENTENCES = {
    Case.REST: "In this cartoon nothing is blocked: pyramidal cells fire at {e_hz:.1f} Hz and interneurons at "
    "{i_hz:.1f} Hz, the published circuit at rest." + _PATH,
    Case.LESS: f"{_NOW}: here the lost drive weighs more than the lost brake. {_THEY}{_PATH}",
    Case.EVEN_LESS: f"{_NOW}: an even block lowers activity. {_THEY}{_PATH}",
    Case.SAME: f"{_NOW}: the two blocks break even. {_THEY}{_PATH}",
    Case.MORE: f"{_NOW}. Interneurons hardly move, {{i_hz:.2f}} Hz and {{rest_i:.2f}} Hz at rest, because busier "
    f"pyramidal cells drive them back up: the fall of their firing seen in rats is not reproduced.{_PATH}",
    Case.MORE_AND_BRAKE_SLOWS: f"{_NOW}. Interneurons slow from {{rest_i:.1f}} Hz to {{i_hz:.1f}} Hz, the direction "
    f"seen in rats, where that came first; a settled state has no first and later.{_PATH}",
}
_BRIEF = (
    News("Pyramidal cells", "{e_hz:.1f} hertz", steady=True),
    News("Interneurons", "{i_hz:.1f} hertz", steady=True),
    News("The made-up drug", "{path_brief}", of="{drug}"),
)


#: What both sliders may be set to, and how it is spoken.
_SHARES = linear_grid(0, 100, 5)
_SAID_SHARES = tuple(f"{share:.0f} %" for share in _SHARES)


def _panel() -> Panel:
    return Panel(
        (
            Range("block_i", "Blocked on interneurons", _SHARES, 30, texts=_SAID_SHARES),
            Range("block_e", "Blocked on pyramidal cells", _SHARES, 0, texts=_SAID_SHARES),
            Choice("drug", "Made-up drug: tighter on interneurons", tuple(DRUGS.items()), "1"),
        ),
        hint="Block interneurons alone, then both alike. Then look for the line where nothing changes.",
    )


@cache
def _path(selective: float) -> np.ndarray:
    """Return what a made-up drug blocks at rising concentrations, and the rate there: rows of three."""
    blocks = [blocks_of(selective, float(conc)) for conc in _CONC]
    return np.array([(on_e, on_i, firing(on_e, on_i).rate_e_hz) for on_e, on_i in blocks])


@cache
def _border() -> tuple[np.ndarray, np.ndarray]:
    """Return the blocks on pyramidal cells and on interneurons that leave the rate as it was."""
    on_e = np.linspace(0.0, 0.382, 13)
    on_i = [breakeven(float(one)) for one in on_e]
    return on_e, np.array([1.0 if one is None else one for one in on_i])


def _said_of_path(selective: float) -> tuple[str, str, float]:
    """Say where the rate goes along a drug's path, at length and in short, and give its peak."""
    rates, rest = _path(selective)[:, 2], firing().rate_e_hz
    peak = float(rates.max())
    if peak <= rest * (1 + _SAME):
        return (
            f"never raises it, at any concentration, and lowers it to {rates[-1]:.1f} Hz",
            "only lowers the rate",
            peak,
        )
    return (
        f"raises it to {peak:.1f} Hz at most, and with more drug lowers it to {rates[-1]:.1f} Hz",
        f"raises it to {peak:.1f} hertz at most, then lowers it",
        peak,
    )


def _case(on_e: float, on_i: float) -> Case:
    now, rest = firing(on_e, on_i), firing()
    gain = now.rate_e_hz / rest.rate_e_hz - 1
    if not on_e and not on_i:
        return Case.REST
    if abs(gain) <= _SAME:
        return Case.SAME
    if gain < 0:
        return Case.EVEN_LESS if on_e == on_i else Case.LESS
    return Case.MORE if now.rate_i_hz > rest.rate_i_hz * (1 - _HARDLY) else Case.MORE_AND_BRAKE_SLOWS


def _reading(on_e: float, on_i: float, drug: str) -> Reading:
    now, rest, case = firing(on_e, on_i), firing(), _case(on_e, on_i)
    gain = now.rate_e_hz / rest.rate_e_hz - 1
    path, short, peak = _said_of_path(float(drug))
    even = breakeven(on_e)
    blocks = "blocks both kinds of cells alike" if drug == "1" else f"holds interneurons {DRUGS[drug]} more tightly"
    slots = {
        **{"block_i": on_i, "block_e": on_e, "e_hz": now.rate_e_hz, "i_hz": now.rate_i_hz, "rest_i": rest.rate_i_hz},
        **{"drug": blocks, "path": path, "path_brief": short, "gain": gain},
        "times": _against_rest(gain),
    }
    needed = printed("{:percent}", even) if even is not None else "more than there is"
    highest = printed("{:.2f} Hz", peak) if peak > rest.rate_e_hz * (1 + _SAME) else "never above rest"
    rows = (
        ("Pyramidal cells", printed("{:.2f} Hz", now.rate_e_hz), printed("{:.2f} Hz", rest.rate_e_hz)),
        ("Interneurons", printed("{:.2f} Hz", now.rate_i_hz), printed("{:.2f} Hz", rest.rate_i_hz)),
        ("NMDA input of interneurons, blocked", printed("{:percent}", on_i), printed("{:percent}", 0.0)),
        ("NMDA input of pyramidal cells, blocked", printed("{:percent}", on_e), printed("{:percent}", 0.0)),
        ("Pyramidal cells against rest", Printed(_against_rest(gain), gain), "as at rest"),
        ("Block on interneurons that would make up for it", needed, printed("{:percent}", 0.0)),
        ("The made-up drug", Printed(blocks, float(drug)), "no drug"),
        ("Highest rate on the made-up drug's path", highest, printed("{:.2f} Hz", rest.rate_e_hz)),
    )
    return Reading.of(_SENTENCES, case, slots, ("Quantity", "Value now", "At rest"), rows, _BRIEF)


def _against_rest(gain: float) -> str:
    if abs(gain) <= _SAME:
        return "as at rest"
    if gain >= 1:
        return f"{1 + gain:.1f} times the rate at rest"
    return f"{100 * abs(gain):.0f} % {'more' if gain > 0 else 'less'} than at rest"


def _draw(axes: Axes) -> dict[str, Artist | list[Artist]]:
    """Draw two populations, and return the two inputs that a blocker thins."""
    style.blank(axes)
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 10)
    ink = style.colour("ink")
    axes.add_patch(Polygon([(3.2, 7.9), (1.5, 4.9), (4.9, 4.9)], facecolor=style.colour("blue-wash"), edgecolor=ink))
    axes.add_patch(Circle((7.7, 6.1), 1.35, facecolor=style.colour("orange-wash"), edgecolor=ink))
    marks.words(axes, 3.2, 5.55, "E", size="head", ha="center", bold=True)
    marks.words(axes, 7.7, 6.1, "I", size="head", ha="center", bold=True)
    marks.words(axes, 3.2, 4.3, "pyramidal cells", ink="blue", ha="center")
    marks.words(axes, 7.7, 4.3, "interneurons", ink="orange", ha="center")
    # From I back to E: a blunt end holds back. It stays as it is.
    marks.line(axes, "orange", 2.0, x=[6.4, 4.65], y=[5.6, 5.6])
    marks.line(axes, "orange", 3.5, x=[4.65, 4.65], y=[5.3, 5.9])
    marks.words(axes, 5.5, 5.1, "GABA", ink="orange", ha="center")
    turn = np.linspace(-0.35 * np.pi, 1.2 * np.pi, 40)
    loop = marks.line(axes, "blue", 5.0, x=2.2 + 0.95 * np.cos(turn + 0.3), y=8.0 + 0.95 * np.sin(turn + 0.3))
    onto = marks.line(axes, "blue", 5.01, x=[3.9, 6.35], y=[6.75, 6.75])
    marks.points(axes, "blue", ">", 9, x=[6.3], y=[6.75])
    words = [
        marks.words(axes, 2.2, 9.55, ink="blue", ha="center"),
        marks.words(axes, 6.4, 7.9, ink="blue", ha="center"),
    ]
    marks.words(axes, 5.0, 3.05, "A cartoon. Equations, constants and rest:", ink="soft-ink", ha="center")
    marks.words(axes, 5.0, 2.4, "published. Ketamine as a thinner NMDA", ink="soft-ink", ha="center")
    marks.words(axes, 5.0, 1.75, "input: an assumption of this lesson.", ink="soft-ink", ha="center")
    return {"NMDA input of pyramidal cells": loop, "NMDA input of interneurons": onto, "what is left": words}


@steady()
def circuit_cartoon() -> LiveFigure:
    """Return the live figure; controls: block_i, block_e, drug."""
    figure = style.figure(9.0, 4.9)
    moving = _draw(figure.add_axes((0.02, 0.29, 340 / 900, 340 / 490)))
    rates = style.dress(figure.add_axes((0.135, 0.13, 0.255, 0.17)), xlabel="Firing rate, Hz, log scale")
    rates.set_xscale("log")
    rates.set_xlim(_LOW_HZ, _HIGH_HZ)
    rates.set_ylim(-0.5, 1.5)
    rates.minorticks_off()
    marks.ticks(rates, x={tick: f"{tick}" for tick in (1, 3, 10, 30)}, y={1: "pyramidal", 0: "interneurons"})
    plane = style.dress(figure.add_axes((0.475, 0.13, 0.515, 0.77)), xlabel="NMDA input of interneurons blocked (%)")
    plane.set_ylabel("NMDA input of pyramidal cells blocked (%)", fontsize=style.TEXT_PT)
    plane.set_xlim(-2, 102)
    plane.set_ylim(-2, 102)
    for drug in DRUGS:  # once, so that no move of a control waits for it
        _path(float(drug))
    on_e, on_i = _border()
    corner = [(0, 0), *zip(100 * on_i, 100 * on_e, strict=True), (100, 0)]
    plane.add_patch(Polygon(corner, facecolor=style.colour("green-wash"), edgecolor="none", zorder=0))
    marks.line(plane, "green", 2.0, x=100 * on_i, y=100 * on_e)
    marks.words(plane, 97, 3.5, "pyramidal cells fire more than at rest", ink="green", ha="right")
    marks.words(plane, 3, 96, "less than at rest", ink="soft-ink")
    marks.words(figure, 0.475, 0.955, "green line: break-even; dashed: path of the made-up drug")
    rest = firing()
    heights = np.array([1.0, 0.0])
    marks.hollow(rates, "soft-ink", "D", 7.0, 1.4, x=[rest.rate_e_hz, rest.rate_i_hz], y=heights)
    marks.words(rates, _LOW_HZ, 1.62, "diamond: at rest", ink="soft-ink", size=8.5, va="bottom")
    moving |= {
        "change": marks.bar(rates, "blue", 3.0),
        "rates now": marks.points(rates, "blue", size=8.5),
        "path": marks.line(plane, "purple", 1.8, (5, 3)),
        "end of the path": marks.points(plane, "purple", "^", 9.0),
        "now": marks.points(plane, "ink", size=10.0),
    }

    def update(*, block_i: float, block_e: float, drug: str) -> Reading:
        left = {"NMDA input of pyramidal cells": 1 - block_e / 100, "NMDA input of interneurons": 1 - block_i / 100}
        for (name, share), text in zip(left.items(), moving["what is left"], strict=True):
            moving[name].set_linewidth(0.3 + 5.0 * share)
            text.set_text(f"NMDA, {100 * share:.0f} % left")
        now = firing(block_e / 100, block_i / 100)
        level(moving["change"], [(rest.rate_e_hz, now.rate_e_hz, 1.0), (rest.rate_i_hz, now.rate_i_hz, 0.0)])
        moving["rates now"].set_data([now.rate_e_hz, now.rate_i_hz], heights)
        path = 100 * _path(float(drug))
        moving["path"].set_data(path[:, 1], path[:, 0])
        through(moving["end of the path"], [(path[-1, 1], path[-1, 0])])
        moving["now"].set_data([block_i], [block_e])
        return _reading(block_e / 100, block_i / 100, drug)

    return LiveFigure(figure, moving, update, "A circuit, as a cartoon", _panel())
