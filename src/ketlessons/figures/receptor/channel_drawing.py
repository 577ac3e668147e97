"""What does an NMDA receptor look like when it is shut, open, blocked or trapped? A cross-section drawn from shapes.

The order from outside to inside follows the cryo-EM structures (source keys `zhang2021`, `chou2022`): glutamate-binding
clamshells, then the gate, then the vestibule where ketamine sits, then the narrow filter near which Mg2+ sits. The gate
is above the ketamine site: that is why a gate that shuts can trap the drug. The drawing is not to scale.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Ellipse, Polygon, Rectangle, RegularPolygon

from ketlessons.stage import marks
from ketlessons.stage.style import colour

#: The states a learner tells apart, with the words used everywhere, and what marks each beside its colour.
STATES: dict[str, str] = {
    "closed": "closed",
    "open": "open",
    "magnesium": "blocked by Mg²⁺",
    "ketamine": "blocked by ketamine",
    "trapped": "ketamine trapped",
}

STATE_COLOURS = {
    "closed": "soft-ink",
    "open": "green",
    "magnesium": "gold",
    "ketamine": "blue",
    "trapped": "purple",
}

_Corners = Sequence[tuple[float, float]]

# In drawing units: the faces of the membrane, and the outlines of one half, each corner as (from the pore, height).
_MEMBRANE = (3.0, 5.2)
_WALL_OUTSIDE = ((0.95, 6.25), (1.75, 6.1), (1.75, 2.3), (0.75, 2.3))
_WALL_INSIDE = ((0.5, 2.75), (0.32, 3.15), (0.32, 3.45), (0.75, 3.75), (0.85, 4.6), (0.95, 5.0))
_WALL = (*_WALL_OUTSIDE, *_WALL_INSIDE)
_LINKER = ((1.2, 6.0), (1.2, 6.6), (1.62, 6.6), (1.62, 6.0))
#: The mouth of the clamshell that binds glutamate, outside the cell.
_CLEFT = ((0.85, 7.45), (1.5, 7.12), (0.85, 6.75))
_ANYWHERE = ((0, 5), (0, 5.1), (0.1, 5))
_IONS = ((0.1, 5.9), (-0.14, 5.25), (0.12, 4.55), (-0.08, 3.95), (0.0, 3.3), (0.05, 2.65))


def _look(ink: str, zorder: float, rim: str | None = None, width: float = 1.0) -> dict[str, Any]:
    edge = "none" if rim is None else colour(rim)
    return {"facecolor": colour(ink), "edgecolor": edge, "linewidth": width, "zorder": zorder}


def _polygon(axes: Axes, corners: _Corners, look: dict[str, Any]) -> Polygon:
    return axes.add_patch(Polygon(corners, closed=True, **look))


def _at(x: float, corners: _Corners, side: int = 1) -> list[tuple[float, float]]:
    """Return corners around a pore at `x`: as they stand, or mirrored (-1)."""
    return [(x + side * dx, y) for dx, y in corners]


def draw_membrane(axes: Axes, left: float, right: float) -> None:
    """Draw a strip of membrane: two rows of lipid heads with tails between. It stands still."""
    low, high = _MEMBRANE
    axes.add_patch(Rectangle((left, low), right - left, high - low, **_look("membrane", 1)))
    step = 0.42
    for index in range(math.floor((right - left) / step)):
        x = left + (index + 0.5) * step
        for y in (low, high):
            axes.add_patch(Circle((x, y), 0.17, **_look("membrane", 2, "membrane-edge", 0.8)))


def draw_protein(axes: Axes, x: float, background: str = "paper") -> None:
    """Draw the two protein walls around the pore at `x`: what stands still of one channel."""
    # The water-filled pore first: it cuts the membrane behind it.
    axes.add_patch(Rectangle((x - 1.5, 2.5), 3.0, 3.5, **_look(background, 2.5)))
    solid = _look("protein", 3, "protein-edge", 1.2)
    for side in (-1, 1):
        _polygon(axes, _at(x, _WALL, side), solid)
        _polygon(axes, _at(x, _LINKER, side), _look("protein", 3.2))
        axes.add_patch(Ellipse((x + side * 1.55, 7.05), 1.25, 1.5, **solid))
        _polygon(axes, _at(x, _CLEFT, side), _look(background, 3.5, "protein-edge"))


class ChannelDrawing:
    """The parts of one drawn channel that move: gate, glutamate, ions, Mg2+ and ketamine.

    Parameters
    ----------
    axes
        The drawing board, in drawing units.
    x
        Where the pore stands.
    """

    def __init__(self, axes: Axes, x: float):
        self.x = x
        gate, bound, ion = _look("protein-edge", 4, "ink", 1.1), _look("green", 5, "paper"), _look("orange", 5)
        # The gate and the arrow get their corners from `show`.
        self._gate = [_polygon(axes, _at(x, _ANYWHERE), gate) for _ in (0, 1)]
        self._glutamate = [axes.add_patch(Circle((x + side * 1.16, 7.1), 0.26, **bound)) for side in (-1, 1)]
        self._ions = [axes.add_patch(Circle((x + dx, y), 0.13, **ion)) for dx, y in _IONS]
        self._flow = _polygon(axes, _at(x, _ANYWHERE), ion)
        letter = partial(marks.words, axes, x, ink="paper", ha="center", bold=True, zorder=7)
        plug, drug = _look("gold", 6, "paper", 1.2), _look("blue", 6, "paper", 1.2)
        self._magnesium = [axes.add_patch(Circle((x, 3.72), 0.36, **plug)), letter(y=3.72, text="Mg", size=8)]
        hexagon = RegularPolygon((x, 4.24), 6, radius=0.56, **drug)
        self._ketamine = [axes.add_patch(hexagon), letter(y=4.23, text="K", size=9.5)]

    @property
    def artists(self) -> dict[str, Artist | list[Artist]]:
        """Everything that moves, by name."""
        return {
            "gate": self._gate,
            "glutamate": self._glutamate,
            "ions": self._ions,
            "flow": self._flow,
            "magnesium": self._magnesium,
            "ketamine": self._ketamine,
        }

    def show(self, state: str, glutamate_bound: int, flow: int = -1) -> None:
        """Draw one of `STATES` with 0, 1 or 2 glutamate bound.

        An open channel shows which way the net current of positive ions flows: in (-1), nowhere (0) or out (1).
        """
        gate_open = state in ("open", "magnesium", "ketamine")
        tip = 0.62 if gate_open else 0.02
        for side, block in zip((-1, 1), self._gate, strict=True):
            block.set_xy(_at(self.x, ((0.95, 5.45), (tip, 5.2), (tip, 4.98), (0.92, 4.8)), side))
        for index, dot in enumerate(self._glutamate):
            dot.set_visible(index < glutamate_bound)
        for ion in self._ions:
            ion.set_visible(state == "open")
        self._flow.set_visible(state == "open" and flow != 0)
        tail, tip = (2.2, 1.15) if flow < 0 else (6.2, 8.6)
        neck = tip + (0.5 if flow < 0 else -0.5)
        half = ((0.12, tail), (0.12, neck), (0.34, neck))
        self._flow.set_xy(_at(self.x, [*((-dx, y) for dx, y in half), (0, tip), *reversed(half)]))
        for part in self._magnesium:
            part.set_visible(state == "magnesium")
        for part in self._ketamine:
            part.set_visible(state in ("ketamine", "trapped"))
