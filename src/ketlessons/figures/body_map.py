"""Where does a dose go? The ways into the blood, the tissues, the liver and the brain, as one still map."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketlessons.evidence import fact
from ketlessons.figures import style
from ketlessons.figures.canvas import LiveFigure, Reading, still
from ketlessons.figures.style import colour
from ketlessons.figures.words import percent
from ketlessons.models import first_pass


def _box(axes: Axes, x: float, y: float, width: float, height: float, role: str, text: str) -> None:
    axes.fill([x, x + width, x + width, x], [y, y, y + height, y + height], facecolor=colour(f"{role}-wash"),
              edgecolor=colour(role), linewidth=1.5)  # fmt: skip
    axes.text(x + width / 2, y + height / 2, text, color=colour("ink"), fontsize=style.TEXT_PT, ha="center",
              va="center", linespacing=1.3)  # fmt: skip


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], both: bool = False) -> None:
    axes.annotate("", end, start, arrowprops={"arrowstyle": "<|-|>" if both else "-|>", "color": colour("ink"),
                                              "linewidth": 1.6, "shrinkA": 2, "shrinkB": 2})  # fmt: skip


def body_map() -> LiveFigure:
    """Return the still map."""
    figure = style.figure(9.0, 4.4)
    axes = style.blank(figure.add_axes((0.01, 0.01, 0.98, 0.98)))
    axes.set_aspect("auto")
    axes.set_xlim(0, 18)
    axes.set_ylim(0, 8.8)
    muscle, nasal = fact("f_im_label"), fact("f_nasal_label_84")
    mouth, tongue = first_pass("s_ketamine"), fact("f_sublingual_rolan")
    ways = (
        ("vein", 7.35, "100 %"),
        ("muscle", 5.75, percent(muscle.value)),
        ("nose", 4.15, percent(nasal.value)),
        ("under the tongue", 2.55, percent(tongue.value)),
        ("by mouth", 0.95, percent(mouth.ketamine)),
    )
    axes.text(1.75, 8.45, "ways in", color=colour("blue"), fontsize=style.TEXT_PT, fontweight="bold", ha="center",
              va="center")  # fmt: skip
    axes.text(4.35, 8.45, "arrives", color=colour("blue"), fontsize=style.TEXT_PT, fontweight="bold", ha="center",
              va="center")  # fmt: skip
    for name, y, share in ways:
        _box(axes, 0.2, y - 0.5, 3.1, 1.0, "blue", name)
        end = 4.6 + 0.55 * (y - 4.15)
        _arrow(axes, (3.35, y), (7.0, end))
        # Above the arrow, on the side from which it comes.
        height = y + (end - y) * 0.27 + (0.42 if end <= y else 0.58)
        axes.text(4.35, height, share, color=colour("blue"), fontsize=style.SMALL_PT, fontweight="bold", ha="center",
                  va="center")  # fmt: skip
    _box(axes, 7.1, 2.5, 2.9, 4.2, "orange", "blood\n(what is\nmeasured)")
    _box(axes, 13.0, 6.9, 4.7, 1.5, "green", "brain: only unbound\ndrug crosses")
    _box(axes, 13.0, 4.5, 4.7, 1.5, "gold", "muscle, fat, other tissue:\nfills, and gives back")
    _box(axes, 13.0, 1.9, 4.7, 1.7, "purple", "liver and gut wall:\nketamine becomes\nnorketamine")
    _arrow(axes, (10.1, 6.2), (12.9, 7.6), both=True)
    _arrow(axes, (10.1, 4.9), (12.9, 5.2), both=True)
    _arrow(axes, (10.1, 3.6), (12.9, 2.9), both=True)
    _arrow(axes, (15.35, 1.85), (15.35, 0.85))
    axes.text(15.35, 0.45, "further products, then urine", color=colour("ink"), fontsize=style.SMALL_PT, ha="center",
              va="center")  # fmt: skip
    sentence = (
        "A map of where a dose goes. Five ways lead into the blood, and these shares of the dose arrive there as "
        f"ketamine: vein 100 %; muscle {percent(muscle.value)} (label, adults); nose {percent(nasal.value)} (label, "
        f"84 mg esketamine); under the tongue {percent(tongue.value)} (25 mg wafer, eight men); by mouth "
        f"{percent(mouth.ketamine)} (esketamine solution, by the nasal study's model). From the blood the drug passes "
        "to and from the brain, where only unbound drug crosses; to and from muscle, fat and other tissue, which fill "
        "and give back; and to liver and gut wall, where it becomes norketamine, then further products that leave in "
        "urine. What is swallowed meets gut wall and liver first."
    )
    return still(figure, Reading(sentence), "Where a dose goes")
