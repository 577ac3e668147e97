"""Where does a dose go? The ways into the blood, the first pass, the tissues and the brain, as one still map."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketlessons.evidence import fact
from ketlessons.published.dose.first_pass import first_pass
from ketlessons.stage import marks, style
from ketlessons.stage.live_figure import LiveFigure, Reading, still
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

_FIRST = (
    "A map of where a dose goes. Five ways lead to the blood, and these shares of the dose arrive there as ketamine:"
)
_LISTED = (
    "vein {vein:percent};",
    "muscle {muscle:percent} (label, adults);",
    "nose {nose:percent} in all (label, 84 mg esketamine);",
    "under the tongue {tongue:percent} in all (25 mg wafer, eight men), and {second:percent} by another study "
    "(lozenge, six patients);",
    "by mouth {mouth:percent} of what is swallowed (esketamine solution, by the nasal study's model), and "
    "{other:whole_percent} by another study.",
    "What is taken by mouth, and the part of a dose in nose or under the tongue that is swallowed, passes gut wall and "
    "liver first.",
    "From the blood the drug passes to and from the brain, where only unbound drug crosses; to and from muscle, fat "
    "and other tissue, which take it up and give it back; and to and from the liver, where ketamine becomes "
    "norketamine and further products that leave in urine.",
)
_CENTRED = {"ha": "center", "bold": True}


def _box(axes: Axes, x: float, y: float, width: float, height: float, ink: str, text: str) -> None:
    corners = [x, x + width, x + width, x], [y, y, y + height, y + height]
    axes.fill(*corners, facecolor=colour(f"{ink}-wash"), edgecolor=colour(ink), linewidth=1.5)
    marks.words(axes, x + width / 2, y + height / 2, text, size="text", ha="center", linespacing=1.3)


def _arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], kind: str = "-|>", dash: str = "-"
) -> None:
    ink = {"color": colour("ink"), "linewidth": 1.5, "linestyle": dash}
    axes.annotate("", end, start, arrowprops={"arrowstyle": kind, "shrinkA": 2, "shrinkB": 2, **ink})


@steady()
def body_map() -> LiveFigure:
    """Return the still map."""
    figure = style.figure(9.0, 4.6)
    axes = style.blank(figure.add_axes((0.01, 0.01, 0.98, 0.98)))
    axes.set_aspect("auto")
    axes.set_xlim(0, 18)
    axes.set_ylim(0, 9.2)
    shares = {
        "vein": 1.0,
        "muscle": fact("f_im_label").value,
        "nose": fact("f_nasal_label_84").value,
        "tongue": fact("f_sublingual_rolan").value,
        "second": fact("f_sublingual_chong2009").value,
        "mouth": float(first_pass("s_ketamine").ketamine),
        "other": fact("f_oral_s_fanta").value,
    }
    # The shares of nose and tongue hold their swallowed part, so they say "in all".
    ways = (
        ("vein", 7.75, "{vein:percent}"),
        ("muscle", 6.15, "{muscle:percent}"),
        ("nose", 4.55, "{nose:percent} in all"),
        ("under the tongue", 2.95, "{tongue:percent} in all,\n{second:percent} by another study"),
        ("by mouth", 1.35, "{mouth:percent} of what is swallowed,\n{other:whole_percent} by another study"),
    )
    marks.words(axes, 1.7, 8.85, "ways in", "blue", "text", **_CENTRED)
    marks.words(axes, 6.6, 8.85, "arrives as ketamine", "blue", "text", **_CENTRED)
    for number, (name, y, share) in enumerate(ways):
        _box(axes, 0.2, y - 0.5, 3.0, 1.0, "blue", name)
        end = 6.6 - 0.62 * number
        # Above the arrow to the blood, or below it; what is swallowed shows its share after the first pass.
        above = (6.6, y + 0.55 * (end - y) + 0.36)
        x, height = {"by mouth": (11.3, 1.3), "under the tongue": (7.2, 3.06)}.get(name, above)
        marks.words(axes, x, height, say(share, **shares), "blue", **_CENTRED)
        if name != "by mouth":
            _arrow(axes, (3.25, y), (9.35, end))
    _box(axes, 5.6, 0.35, 3.3, 2.0, "purple", "first pass:\ngut wall and liver")
    _arrow(axes, (3.25, 1.35), (5.55, 1.35))
    # What runs down from nose and tongue is swallowed too.
    for y, end in ((4.2, 2.2), (2.6, 1.8)):
        _arrow(axes, (3.25, y), (5.55, end), dash="--")
    _arrow(axes, (8.95, 1.6), (10.3, 3.65))
    _box(axes, 9.4, 3.7, 2.6, 3.6, "orange", "blood\n(measured)")
    _box(axes, 13.4, 7.1, 4.4, 1.5, "green", "brain: only unbound\ndrug crosses")
    _box(axes, 13.4, 4.8, 4.4, 1.5, "gold", "muscle, fat, other tissue:\ntakes up, and gives back")
    _box(axes, 13.4, 1.9, 4.4, 2.1, "purple", "liver:\nketamine becomes\nnorketamine")
    _arrow(axes, (12.1, 6.6), (13.3, 7.6), "<|-|>")
    _arrow(axes, (12.1, 5.5), (13.3, 5.5), "<|-|>")
    _arrow(axes, (12.1, 4.4), (13.3, 3.4), "<|-|>")
    _arrow(axes, (15.6, 1.85), (15.6, 0.95))
    marks.words(axes, 15.6, 0.5, "further products, then urine", ha="center")
    return still(figure, Reading.listing(_FIRST, _LISTED, shares), "Where a dose goes")
