"""What share of channels may a blood level hold? From total to unbound to occupied, with what is not known well."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ketlessons.evidence import fact
from ketlessons.models import Interval
from ketlessons.models.dose.course import KETAMINE_G_MOL, NORKETAMINE_G_MOL
from ketlessons.published import channel_occupancy
from ketlessons.stage import style
from ketlessons.stage.controls import Panel, Preset, Range, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import concentration, number, percent, span

LOW, HIGH = 10.0, 5000.0
#: Levels to hold the curve against: evidence row, short words, colour role.
LEVELS = (
    ("antidepressant_total_ng_ml", "infusion (reported)", "green"),
    ("idvall_recovery_ng_ml", "awake again", "gold"),
    ("idvall_anaesthesia_ng_ml", "anaesthesia", "orange"),
)
_CONC = np.geomspace(LOW, HIGH, 161)


def _levels() -> str:
    """Say what the three upright lines are."""
    return ", ".join(f"{words} {concentration(fact(id).value)}" for id, words, _ in LEVELS)


@dataclass(frozen=True)
class _Step:
    """From total to unbound to occupied, at one setting."""

    ketamine_ng_ml: float
    norketamine_ng_ml: float
    unbound: float
    here: Interval
    allowed: Interval

    @classmethod
    def of(cls, conc_ng_ml: float, norketamine_ng_ml: float, unbound: float) -> _Step:
        return cls(
            conc_ng_ml,
            norketamine_ng_ml,
            unbound,
            channel_occupancy(conc_ng_ml, norketamine_ng_ml, unbound),
            channel_occupancy(conc_ng_ml, norketamine_ng_ml),
        )

    @property
    def total_um(self) -> float:
        return self.ketamine_ng_ml / KETAMINE_G_MOL

    @property
    def span(self) -> str:
        return span(percent(self.allowed.low), percent(self.allowed.high))

    def sentence(self) -> str:
        with_it = (
            f" and {concentration(self.norketamine_ng_ml)} norketamine"
            if self.norketamine_ng_ml
            else " and no norketamine"
        )
        return (
            f"{concentration(self.ketamine_ng_ml)} total ketamine ({number(self.total_um)} µM){with_it}: with "
            f"{percent(self.unbound)} unbound, {number(self.total_um * self.unbound)} µM ketamine is free and "
            f"{percent(self.here.value)} of the channel sites are held, by an affinity measured in rats. The "
            f"inputs allow {self.span}. To compare: {_levels()}."
        )

    def rows(self) -> tuple[tuple[str, str], ...]:
        made = self.norketamine_ng_ml / NORKETAMINE_G_MOL
        return (
            ("Total ketamine", f"{concentration(self.ketamine_ng_ml)}, {number(self.total_um)} µM"),
            ("Total norketamine", f"{concentration(self.norketamine_ng_ml)}, {number(made)} µM"),
            ("Unbound share, both", percent(self.unbound)),
            ("Free ketamine", f"{number(self.total_um * self.unbound)} µM"),
            ("Free norketamine", f"{number(made * self.unbound)} µM"),
            ("Sites held", percent(self.here.value)),
            ("Sites held, spread of the affinity alone", span(percent(self.here.low), percent(self.here.high))),
            ("Sites held, all that the inputs allow", self.span),
            *((f"Level to compare: {words}", concentration(fact(id).value)) for id, words, _ in LEVELS),
        )


def _panel() -> Panel:
    levels = tuple(sorted({*log_grid(10, 3000, (1, 1.25, 1.5, 1.85, 2.5, 3.5, 5, 7)), 642.0}))
    made = (0, 20, 50, 70, 100, 150, 180, 250, 350, 500, 700, 1000)
    unbound = tuple(share / 100 for share in (50, 55, 60, 65, 70, 75, 80, 85, 90))
    return Panel(
        (
            Range("conc_ng_ml", "Ketamine in plasma", levels, 185, "ng/mL"),
            Range("norketamine_ng_ml", "Norketamine in plasma", made, 0, "ng/mL"),
            Range("unbound", "Unbound share", unbound, 0.55, texts=tuple(f"{100 * share:.0f} %" for share in unbound)),
        ),
        presets=(
            Preset("Infusion, reported peak", {"conc_ng_ml": 185, "norketamine_ng_ml": 0, "unbound": 0.55}),
            Preset("Nasal spray, 84 mg", {"conc_ng_ml": 100, "norketamine_ng_ml": 180, "unbound": 0.55}),
            Preset("Awake again after anaesthesia", {"conc_ng_ml": 642, "norketamine_ng_ml": 0, "unbound": 0.55}),
        ),
        hint="Move the level, then the unbound share. See how much of the answer is known, and how much is guessed.",
    )


@steady()
def plasma_to_channel() -> LiveFigure:
    """Return the live figure; controls: conc_ng_ml, norketamine_ng_ml, unbound."""
    figure = style.figure(9.0, 5.0)
    axes = style.dress(figure.add_axes((0.085, 0.115, 0.895, 0.51)), ylabel="Channel sites held (%)",
                       xlabel="Total ketamine in plasma (ng/mL), log scale")  # fmt: skip
    axes.set_xscale("log")
    axes.set_xlim(LOW, HIGH)
    axes.set_ylim(0, 100)
    ticks = (10, 30, 100, 300, 1000, 3000)
    axes.set_xticks(ticks, [f"{tick}" for tick in ticks])
    axes.minorticks_off()
    for number_, (id, words, role) in enumerate(LEVELS):
        level = fact(id).value
        # The level's own dash tells the three apart in grey.
        axes.plot([level, level], [0, 100], color=colour(role), linewidth=1.3 + 0.2 * number_,
                  linestyle=(0, (1 + 2 * number_, 2)))  # fmt: skip
        axes.text(
            level, 102, words, color=colour(role), fontsize=style.SMALL_PT, ha="center", va="bottom", linespacing=1.1
        )
    band = axes.fill([], [], facecolor=colour("purple-wash"), edgecolor=colour("purple"), linewidth=0.8)[0]
    curve = axes.plot([], [], color=colour("purple"), linewidth=2.6)[0]
    bar = axes.plot([], [], color=colour("ink"), linewidth=2.2, solid_capstyle="butt")[0]
    dot = axes.plot([], [], "o", color=colour("ink"), markersize=9, clip_on=False)[0]
    axes.text(10.5, 76, "shaded: all that the inputs allow", color=colour("purple"), fontsize=style.SMALL_PT)
    axes.text(10.5, 68, "line: your unbound share,\nmiddle affinity", color=colour("purple"), fontsize=style.SMALL_PT,
              va="top", linespacing=1.2)  # fmt: skip
    boxes = figure.add_axes((0.0, 0.71, 1.0, 0.28))
    style.blank(boxes)
    boxes.set_aspect("auto")
    boxes.set_xlim(0, 9)
    boxes.set_ylim(0, 1.45)
    values = []
    for place, (title, role) in enumerate(
        (("in plasma, total", "blue"), ("unbound", "green"), ("sites held", "purple"))
    ):
        left = 0.2 + 3.05 * place
        boxes.fill([left, left + 2.5, left + 2.5, left], [0.1, 0.1, 1.3, 1.3], facecolor=colour(f"{role}-wash"),
                   edgecolor=colour(role), linewidth=1.4)  # fmt: skip
        boxes.text(left + 1.25, 1.08, f"{place + 1}. {title}", color=colour(role), fontsize=style.TEXT_PT,
                   fontweight="bold", ha="center", va="center")  # fmt: skip
        values.append(boxes.text(left + 1.25, 0.55, "", color=colour("ink"), fontsize=style.TEXT_PT, ha="center",
                                 va="center", linespacing=1.35))  # fmt: skip
        if place < 2:
            boxes.annotate("", (left + 3.02, 0.7), (left + 2.53, 0.7),
                           arrowprops={"arrowstyle": "-|>", "color": colour("ink"), "linewidth": 1.6})  # fmt: skip

    def update(*, conc_ng_ml: float, norketamine_ng_ml: float, unbound: float) -> Reading:
        step = _Step.of(conc_ng_ml, norketamine_ng_ml, unbound)
        low, _, high = channel_occupancy(_CONC, norketamine_ng_ml)
        band.set_xy(np.column_stack([np.append(_CONC, _CONC[::-1]), 100 * np.append(low, high[::-1])]))
        curve.set_data(_CONC, 100 * channel_occupancy(_CONC, norketamine_ng_ml, unbound).value)
        bar.set_data([conc_ng_ml] * 2, [100 * step.allowed.low, 100 * step.allowed.high])
        dot.set_data([conc_ng_ml], [100 * step.here.value])
        also = f"and {concentration(norketamine_ng_ml)} norketamine" if norketamine_ng_ml else "and no norketamine"
        values[0].set_text(f"{concentration(conc_ng_ml)} ketamine\n{also}")
        values[1].set_text(
            f"{number(step.total_um * unbound)} µM ketamine\n{percent(unbound)} of {number(step.total_um)} µM"
        )
        values[2].set_text(f"{percent(step.here.value)}\ninputs allow {step.span}")
        return Reading(step.sentence(), ("Quantity", "Value now"), step.rows())

    moving = {"band": band, "curve": curve, "bar": bar, "dot": dot, "values": values}
    return LiveFigure(figure, moving, update, "From plasma to channel", _panel())
