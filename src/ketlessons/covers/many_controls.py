"""The cover of "Weigh the evidence": one drug, several controls, a diamond each. Which is which, the lesson asks."""

from __future__ import annotations

from matplotlib.patches import Polygon

from ketlessons.evidence import EffectPoint, effect_point
from ketlessons.stage import marks
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import decimals
from ketlessons.stage.words import in_words, upper

from .card import WORDS_PT, Cover, board, card

#: Poolings and a trial of one infusion, a day later, in the order of the tables. The cover does not name the controls.
POINTS = (
    "point_kishimoto2016_24h",
    "point_wilkinson2019_saline_24h",
    "point_wilkinson2019_midazolam_24h",
    "point_cochrane2021_24h",
    "point_cochrane2021_saline_24h",
)
_ALT = (
    "{count} diamonds on one scale beside the line of no difference: ketamine, one day after one infusion, against "
    "different controls. {told} standard deviations. Which control is whose is left open: a question mark stands at "
    "each."
)


@steady()
def many_controls() -> Cover:
    """Return the cover."""
    figure = card()
    axes = board(figure, 0.03, 0.16, 0.94, 0.66)
    points = [effect_point(id) for id in POINTS]
    axes.set_xlim(-1.2, 2.4)
    axes.set_ylim(-0.7, len(points) - 0.4)
    axes.axvline(0, color=colour("ink"), linewidth=3)
    for place, point in enumerate(points):
        y = len(points) - 1 - place
        corners = ((point.low, y), (point.smd, y + 0.4), (point.high, y), (point.smd, y - 0.4))
        axes.add_patch(Polygon(corners, closed=True, facecolor=colour("blue"), edgecolor=colour("ink"), linewidth=1.5))
        marks.words(axes, -0.7, y, "?", "orange", 24, bold=True, ha="center")
    head = {"size": WORDS_PT, "ha": "center"}
    marks.words(axes, -0.7, len(points) - 0.05, "which control?", "orange", bold=True, **head)
    marks.words(axes, 1.1, len(points) - 0.05, "same drug", "blue", bold=True, **head)
    marks.words(axes, 0, -1.0, "no difference", **head)
    marks.words(axes, 1.75, -1.0, "ketamine better", **head)
    arrow = {"arrowstyle": "-|>", "linewidth": 2.5}
    axes.annotate("", (2.4, -1.0), (2.2, -1.0), annotation_clip=False, arrowprops=arrow)
    told = "; ".join(map(_told, points))
    return Cover(figure, say(_ALT, count=upper(in_words(len(points))), told=told))


def _told(point: EffectPoint) -> str:
    digits = decimals(point.smd, point.low, point.high)
    return f"{point.smd:.{digits}f} ({point.low:.{digits}f} to {point.high:.{digits}f})"
