"""The cover of "Respond to assault": care at any time, and days in which it is still worth asking for a test."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from ketlessons.evidence import fact
from ketlessons.stage import marks
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

from .card import WORDS_PT, Cover, board, card

_ALT = (
    "A long green bar, which goes on to the edge: care first, at any time. Below it {days} boxes, "
    "one for each day in which a test is still worth asking for in England. The first is parted at {hours} hours, "
    "because some drugs are gone by then. Beside the boxes stands: your choice."
)


@steady()
def care_first() -> Cover:
    """Return the cover."""
    days = round(fact("window_urine_police").number)
    hours = round(fact("window_gone").number)
    figure = card()
    axes = board(figure, 0.03, 0.08, 0.94, 0.84)
    axes.set_xlim(0, 12)
    axes.set_ylim(0, 4)
    axes.add_patch(Rectangle((0.1, 2.35), 11.9, 1.15, facecolor=colour("green"), edgecolor="none"))
    head = {"size": 24, "bold": True}
    marks.words(axes, 0.5, 2.92, "Care first", "paper", **head)
    marks.words(axes, 11.6, 2.92, "at any time", "paper", ha="right", size=20)
    for day in range(days):
        left = 0.1 + day
        axes.add_patch(Rectangle((left, 0.75), 0.86, 0.9, facecolor=colour("blue"), edgecolor="none"))
    axes.plot([0.1 + 0.86 * hours / 24] * 2, [0.75, 1.65], color=colour("paper"), linewidth=3)
    marks.words(axes, 0.1, 0.28, f"a test: some {days} days, England", "blue", WORDS_PT)
    marks.words(axes, 7.6, 1.2, "your choice", "ink", size=24, bold=True)
    return Cover(figure, say(_ALT, days=days, hours=hours))
