"""The cover of "Trace a dose to the brain": two routes, two curves, and the share that may be held."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketlessons.evidence import regimen
from ketlessons.models.quantities import Interval
from ketlessons.published.dose.routes import bioavailability
from ketlessons.published.dose.sets import trace
from ketlessons.published.dose.targets import channel_occupancy
from ketlessons.published.dose.visits import set_for
from ketlessons.stage import marks
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

from .card import WORDS_PT, Cover, board, card

ROUTES = {"iv_infusion": ("vein", "blue", None), "nasal_84": ("nose", "orange", (2.2, 1.4))}
END_H = 4.0
_TIMES = np.linspace(0, END_H, 241)
_RIM = {"edgecolor": colour("ink"), "linewidth": 1.6}
_ALT = (
    "From dose to blood to brain by two routes, in a model. {first}: {first_arrives:.0f} % arrives as ketamine, peak "
    "{first_peak:ng_ml} in plasma, {first_low:.0f} to {first_high:.0f} % of the channels held then. {second}: "
    "{second_arrives:.0f} %, {second_peak:ng_ml}, {second_low:.0f} to {second_high:.0f} %. The curves rise and fall "
    "within {end:.0f} h. The share in the brain is drawn as a span: it is estimated, not measured."
)


@steady()
def dose_to_brain() -> Cover:
    """Return the cover."""
    figure = card()
    for x, word in ((0.165, "dose"), (0.52, "blood"), (0.845, "brain, estimated")):
        marks.words(figure, x, 0.88, word, size=WORDS_PT, ha="center", bold=True)
    for x in (0.318, 0.69):
        _arrow(figure, x)
    dose, brain = board(figure, 0.03, 0.06, 0.28, 0.72), board(figure, 0.75, 0.06, 0.22, 0.72)
    blood = board(figure, 0.395, 0.17, 0.28, 0.62)
    for axes in (dose, brain):
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
    blood.set_xlim(0, END_H)
    blood.set_ylim(0, 170)
    blood.plot([0, 0, END_H], [170, 0, 0], color=colour("ink"), linewidth=2.2, clip_on=False)
    marks.words(blood, END_H / 2, -16, "hours", size=WORDS_PT, ha="center")
    slots: dict[str, object] = {"end": END_H}
    for place, (id, (word, ink, dash)) in enumerate(ROUTES.items()):
        which, row = ("first", "second")[place], regimen(id)
        curve = trace(id, set_for(row), _TIMES).ketamine_ng_ml
        peak, arrives = float(curve.max()), bioavailability(id, set_for(row))
        held = channel_occupancy(peak)
        y, x = 0.72 - 0.48 * place, 0.22 + 0.56 * place
        marks.words(dose, 0.0, y, word, ink, WORDS_PT, bold=True)
        _arrives(dose, y, arrives, ink)
        marks.line(blood, ink, 5.5, dash, _TIMES, curve)
        _held(brain, x, held, ink)
        marks.words(brain, x, 0.05, word, ink, WORDS_PT, ha="center", bold=True)
        slots |= {which: row.phrase[0].upper() + row.phrase[1:], f"{which}_arrives": 100 * arrives}
        slots |= {f"{which}_peak": peak, f"{which}_low": 100 * held.low, f"{which}_high": 100 * held.high}
    return Cover(figure, say(_ALT, **slots))


def _arrow(figure: Figure, x: float) -> None:
    """Draw the arrow from one step to the next."""
    axes = board(figure, x, 0.40, 0.05, 0.2)
    look = {"arrowstyle": "-|>,head_width=0.5,head_length=0.7", "color": colour("ink"), "linewidth": 4}
    axes.annotate("", (1, 0.5), (0, 0.5), arrowprops=look)


def _arrives(axes: Axes, y: float, share: float, ink: str) -> None:
    """Draw the whole of a dose as a frame, and what arrives of it filled."""
    for wide, face in ((1.0, "paper"), (share, ink)):
        axes.add_patch(Rectangle((0.34, y - 0.12), 0.64 * wide, 0.24, facecolor=colour(face), **_RIM))
    marks.words(axes, 0.36, y, f"{100 * share:.0f} %", "paper", WORDS_PT)


def _held(axes: Axes, x: float, held: Interval, ink: str) -> None:
    """Draw all channels as a frame, and the span of the share that may be held."""
    for low, high, face in ((0.0, 1.0, "paper"), (float(held.low), float(held.high), ink)):
        axes.add_patch(
            Rectangle((x - 0.14, 0.18 + 0.8 * low), 0.28, 0.8 * (high - low), facecolor=colour(face), **_RIM)
        )
