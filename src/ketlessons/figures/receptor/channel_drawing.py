"""What does an NMDA receptor look like when it is shut, open, blocked or trapped? A cross-section drawn from shapes.

The order from outside to inside follows the cryo-EM structures (source keys `zhang2021`, `chou2022`): glutamate-binding
clamshells, then the gate, then the vestibule where ketamine sits, then the narrow filter near which Mg2+ sits. The gate
is above the ketamine site: that is why a gate that shuts can trap the drug. The drawing is not to scale.
"""

from __future__ import annotations

import math

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Ellipse, Polygon, Rectangle, RegularPolygon

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

_MEMBRANE = (3.0, 5.2)  # lower and upper face of the membrane, in drawing units


def draw_membrane(axes: Axes, left: float, right: float) -> None:
    """Draw a strip of membrane: two rows of lipid heads with tails between. It stands still."""
    low, high = _MEMBRANE
    axes.add_patch(
        Rectangle((left, low), right - left, high - low, facecolor=colour("membrane"), edgecolor="none", zorder=1)
    )
    step = 0.42
    for index in range(math.floor((right - left) / step)):
        x = left + (index + 0.5) * step
        for y in (low, high):
            axes.add_patch(
                Circle(
                    (x, y),
                    0.17,
                    facecolor=colour("membrane"),
                    edgecolor=colour("membrane-edge"),
                    linewidth=0.8,
                    zorder=2,
                )
            )


def draw_protein(axes: Axes, x: float, background: str = "paper") -> None:
    """Draw the two protein walls around the pore at `x`: what stands still of one channel."""
    # The water-filled pore first: it cuts the membrane behind it.
    axes.add_patch(Rectangle((x - 1.5, 2.5), 3.0, 3.5, facecolor=colour(background), edgecolor="none", zorder=2.5))
    for side in (-1, 1):
        wall = [(0.95, 6.25), (1.75, 6.1), (1.75, 2.3), (0.75, 2.3), (0.5, 2.75), (0.32, 3.15), (0.32, 3.45),
                (0.75, 3.75), (0.85, 4.6), (0.95, 5.0)]  # fmt: skip
        axes.add_patch(
            Polygon([(x + side * dx, y) for dx, y in wall], closed=True, facecolor=colour("protein"),
                    edgecolor=colour("protein-edge"), linewidth=1.2, zorder=3)
        )  # fmt: skip
        axes.add_patch(
            Polygon([(x + side * dx, y) for dx, y in ((1.2, 6.0), (1.2, 6.6), (1.62, 6.6), (1.62, 6.0))], closed=True,
                    facecolor=colour("protein"), edgecolor="none", zorder=3.2)
        )  # fmt: skip
        # The clamshell that binds glutamate, outside the cell.
        axes.add_patch(
            Ellipse((x + side * 1.55, 7.05), 1.25, 1.5, facecolor=colour("protein"), edgecolor=colour("protein-edge"),
                    linewidth=1.2, zorder=3)
        )  # fmt: skip
        axes.add_patch(
            Polygon([(x + side * dx, y) for dx, y in ((0.85, 7.45), (1.5, 7.12), (0.85, 6.75))], closed=True,
                    facecolor=colour(background), edgecolor=colour("protein-edge"), linewidth=1.0, zorder=3.5)
        )  # fmt: skip


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
        gate_style = {"facecolor": colour("protein-edge"), "edgecolor": colour("ink"), "linewidth": 1.1, "zorder": 4}
        self._gate = [
            axes.add_patch(Polygon([(x, 5), (x, 5.1), (x + 0.1, 5)], closed=True, **gate_style)) for _ in (0, 1)
        ]
        self._glutamate = [
            axes.add_patch(Circle((x + side * 1.16, 7.1), 0.26, facecolor=colour("green"), edgecolor=colour("paper"),
                                  linewidth=1.0, zorder=5))
            for side in (-1, 1)
        ]  # fmt: skip
        self._ions = [
            axes.add_patch(Circle((x + dx, y), 0.13, facecolor=colour("orange"), edgecolor="none", zorder=5))
            for dx, y in ((0.1, 5.9), (-0.14, 5.25), (0.12, 4.55), (-0.08, 3.95), (0.0, 3.3), (0.05, 2.65))
        ]
        self._arrow = axes.add_patch(
            Polygon([(x, 2), (x, 1), (x + 0.1, 1)], closed=True, facecolor=colour("orange"), edgecolor="none", zorder=5)
        )
        self._magnesium = axes.add_patch(
            Circle((x, 3.72), 0.36, facecolor=colour("gold"), edgecolor=colour("paper"), linewidth=1.2, zorder=6)
        )
        self._plus = axes.text(x, 3.72, "Mg", color=colour("paper"), fontsize=8, fontweight="bold", ha="center",
                               va="center", zorder=7)  # fmt: skip
        self._ketamine = axes.add_patch(
            RegularPolygon(
                (x, 4.24), 6, radius=0.56, facecolor=colour("blue"), edgecolor=colour("paper"), linewidth=1.2, zorder=6
            )
        )
        self._letter = axes.text(x, 4.23, "K", color=colour("paper"), fontsize=9.5, fontweight="bold", ha="center",
                                 va="center", zorder=7)  # fmt: skip

    @property
    def artists(self) -> list[Artist]:
        """Everything that moves."""
        return [*self._gate, *self._glutamate, *self._ions, self._arrow, self._magnesium, self._plus, self._ketamine,
                self._letter]  # fmt: skip

    def show(self, state: str, glutamate_bound: int, flow: int = -1) -> None:
        """Draw one of `STATES` with 0, 1 or 2 glutamate bound.

        An open channel shows which way the net current of positive ions flows: in (-1), nowhere (0) or out (1).
        """
        gate_open = state in ("open", "magnesium", "ketamine")
        tip = 0.62 if gate_open else 0.02
        for side, block in zip((-1, 1), self._gate, strict=True):
            block.set_xy([(self.x + side * dx, y) for dx, y in ((0.95, 5.45), (tip, 5.2), (tip, 4.98), (0.92, 4.8))])
        for index, dot in enumerate(self._glutamate):
            dot.set_visible(index < glutamate_bound)
        for ion in self._ions:
            ion.set_visible(state == "open")
        self._arrow.set_visible(state == "open" and flow != 0)
        tail, tip = (2.2, 1.15) if flow < 0 else (6.2, 8.6)
        neck = tip + (0.5 if flow < 0 else -0.5)
        self._arrow.set_xy(
            [(self.x + dx, y) for dx, y in ((-0.12, tail), (-0.12, neck), (-0.34, neck), (0, tip), (0.34, neck),
                                            (0.12, neck), (0.12, tail))]
        )  # fmt: skip
        for part in (self._magnesium, self._plus):
            part.set_visible(state == "magnesium")
        for part in (self._ketamine, self._letter):
            part.set_visible(state in ("ketamine", "trapped"))
