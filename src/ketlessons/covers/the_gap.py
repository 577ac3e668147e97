"""The cover of "Follow the signal": many arrows to what rodents do, few to how people feel, and none across."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ketlessons.evidence.topics.signal import Arrow
from ketlessons.published.signal.ideas import lit
from ketlessons.stage import marks
from ketlessons.stage.steady import steady

from .card import WORDS_PT, Cover, board, card

_DASH = {
    "needed": None,
    "raises": None,
    "lowers": None,
    "not needed": (3.0, 3.0),
    "no change": (3.0, 3.0),
    "unclear": (1.0, 2.5),
}


@steady()
def the_gap() -> Cover:
    """Return the cover."""
    rodents, people = lit("all", "rodents"), lit("all", "people")
    figure = card()
    axes = board(figure, 0.0, 0.0, 1.0, 1.0)
    axes.set_xlim(0, 9.6)
    axes.set_ylim(0, 3.6)
    for name, middle, ends, ink in (
        ("rodents", 2.4, rodents.at_behaviour, "blue"),
        ("people", 7.2, people.at_mood, "orange"),
    ):
        _fan(axes, middle, ends, ink)
        word = "behaviour" if name == "rodents" else "mood"
        marks.words(axes, middle, 3.18, f"{name}: {len(ends)}", size=WORDS_PT, ha="center", bold=True)
        marks.points(axes, ink, size=26, x=[middle], y=[0.86], zorder=4)
        marks.words(axes, middle, 0.34, word, size=WORDS_PT, ha="center")
    marks.line(axes, "ink", 12, None, [4.8, 4.8], [0.2, 3.4])
    signs = [one.sign for one in people.at_mood]
    said = ", ".join(f"{signs.count(sign)} {sign}" for sign in dict.fromkeys(sorted(signs)))
    return Cover(
        figure,
        f"Two fans of arrows with a wall between them. In rodents {len(rodents.arrows)} arrows were seen after the "
        f"block by ketamine, and {len(rodents.at_behaviour)} of them end in antidepressant-like behaviour. In people "
        f"{len(people.arrows)} were seen, and {len(people.at_mood)} end in mood: {said}. No arrow crosses the wall. "
        "Full lines: seen; dashes: looked for and not seen; dots: unclear.",
    )


def _fan(axes: Axes, middle: float, ends: tuple[Arrow, ...], ink: str) -> None:
    """Draw one line for each arrow, from its place on an arch down to where it ends."""
    ordered = sorted(ends, key=lambda one: (one.sign, one.id))
    for one, angle in zip(ordered, np.linspace(0.92 * np.pi, 0.08 * np.pi, len(ordered)), strict=True):
        x, y = middle + 2.0 * np.cos(angle), 1.1 + 1.75 * np.sin(angle)
        marks.line(axes, ink, 4.0, _DASH[one.sign], [x, middle], [y, 0.86])
        marks.points(axes, ink, size=9, x=[x], y=[y])
