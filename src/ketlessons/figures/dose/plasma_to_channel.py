"""What share of channels may a blood level hold? From total to unbound to occupied, with what is not known well."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text

from ketlessons.evidence import fact, value
from ketlessons.models.dose.course import KETAMINE_G_MOL, NORKETAMINE_G_MOL
from ketlessons.models.quantities import Interval
from ketlessons.published.dose.targets import channel_occupancy, norketamine_share
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Panel, Preset, Range, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, printed_span, say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

LOW, HIGH = 10.0, 5000.0
#: Levels to hold the curve against: evidence row, short words, colour role.
LEVELS = (
    ("antidepressant_total_ng_ml", "infusion (reported)", "green"),
    ("idvall_recovery_ng_ml", "awake again", "gold"),
    ("idvall_anaesthesia_ng_ml", "anaesthesia", "orange"),
)
#: When most is held after a regimen, by its set: label, regimen, and both levels at that one time, ng/mL.
MOST_HELD = (
    ("Nasal spray, 84 mg, most held", "nasal_84", 98, 128),
    ("By mouth, 84 mg, most held", "oral_s_84", 26, 165),
)
_CONC = np.geomspace(LOW, HIGH, 161)

_MADE = {"ketamine alone": "and no norketamine", "with norketamine": "and {norketamine_ng_ml:ng_ml} norketamine"}
#: Below what any source says of plasma there is one number, of pure albumin in a dish: `albumin_bound_racemate`.
_DISH = {
    "": "",
    ", as in no plasma": " No source finds so little unbound in plasma; pure albumin in a dish left about a third so.",
}
_WHOSE = {"ketamine alone": "", "with norketamine": " ({share:percent} of them by norketamine)"}
_SENTENCES = {
    case + dish: f"{{ketamine_ng_ml:ng_ml}} total ketamine ({{total_um:number}} µM) {made}: with {{unbound:percent}} "
    f"unbound, {{free_um:number}} µM ketamine is free and {{held:percent}} of the channel sites are held{_WHOSE[case]}"
    f", by an affinity measured in rats. The inputs allow {{allowed}}.{told} To compare: {{levels}}."
    for case, made in _MADE.items()
    for dish, told in _DISH.items()
}
_BRIEF = (
    News("Sites held", "{held:percent}", steady=True),
    News("Norketamine's share", "{share:percent}"),
    News("Inputs allow", "{allowed}", steady=True),
    News("Free ketamine", "{free_um:number} micromolar"),
)


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
        here = channel_occupancy(conc_ng_ml, norketamine_ng_ml, unbound)
        return cls(conc_ng_ml, norketamine_ng_ml, unbound, here, channel_occupancy(conc_ng_ml, norketamine_ng_ml))

    @property
    def case(self) -> str:
        return self.made + (", as in no plasma" if self.unbound < fact("unbound_fraction").low else "")

    @property
    def made(self) -> str:
        return "with norketamine" if self.norketamine_ng_ml else "ketamine alone"

    @property
    def share(self) -> float:
        """Which share of the sites held norketamine holds."""
        return norketamine_share(self.ketamine_ng_ml, self.norketamine_ng_ml)

    @property
    def span(self) -> Printed:
        return printed_span("percent", self.allowed.low, self.allowed.high)

    def slots(self) -> dict[str, object]:
        total_um = self.ketamine_ng_ml / KETAMINE_G_MOL
        return {
            "ketamine_ng_ml": self.ketamine_ng_ml,
            "norketamine_ng_ml": self.norketamine_ng_ml,
            "total_um": total_um,
            "unbound": self.unbound,
            "free_um": total_um * self.unbound,
            "held": self.here.value,
            "share": self.share,
            "allowed": self.span,
            "levels": ", ".join(say("{words} {level:ng_ml}", words=words, level=value(id)) for id, words, _ in LEVELS),
        }

    def rows(self) -> tuple[tuple[str, str], ...]:
        total_um, made_um = self.ketamine_ng_ml / KETAMINE_G_MOL, self.norketamine_ng_ml / NORKETAMINE_G_MOL
        albumin = value("albumin_bound_racemate")
        return (
            ("Total ketamine", printed("{:ng_ml}, {:number} µM", self.ketamine_ng_ml, total_um)),
            ("Total norketamine", printed("{:ng_ml}, {:number} µM", self.norketamine_ng_ml, made_um)),
            ("Unbound share, both", printed("{:percent}", self.unbound)),
            ("Free ketamine", printed("{:number} µM", total_um * self.unbound)),
            ("Free norketamine", printed("{:number} µM", made_um * self.unbound)),
            ("Sites held", printed("{:percent}", self.here.value)),
            ("Of the sites held, by norketamine", printed("{:percent}", self.share)),
            ("Sites held, spread of the affinity alone", printed_span("percent", self.here.low, self.here.high)),
            ("Sites held, all that the inputs allow", self.span),
            ("To compare: bound by pure albumin in a dish", Printed(f"{100 * albumin:.1f} %", albumin)),
            *((f"Level to compare: {words}", printed("{:ng_ml}", value(id))) for id, words, _ in LEVELS),
        )


def _panel() -> Panel:
    levels = tuple(sorted({*log_grid(10, 3000, (1, 1.25, 1.5, 1.85, 2.5, 3.5, 5, 7)), 26.0, 98.0, 642.0}))
    made = (0, 20, 50, 70, 100, 128, 165, 200, 250, 350, 500, 700, 1000)
    unbound = tuple(share / 100 for share in (35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90))
    return Panel(
        (
            Range("conc_ng_ml", "Ketamine in plasma", levels, 185, "ng/mL"),
            Range("norketamine_ng_ml", "Norketamine in plasma", made, 0, "ng/mL"),
            Range("unbound", "Unbound share", unbound, 0.55, texts=tuple(f"{100 * share:.0f} %" for share in unbound)),
        ),
        presets=(
            Preset("Infusion, reported peak", {"conc_ng_ml": 185, "norketamine_ng_ml": 0, "unbound": 0.55}),
            *(
                Preset(label, {"conc_ng_ml": ketamine, "norketamine_ng_ml": norketamine, "unbound": 0.55})
                for label, _, ketamine, norketamine in MOST_HELD
            ),
            Preset("Awake again after anaesthesia", {"conc_ng_ml": 642, "norketamine_ng_ml": 0, "unbound": 0.55}),
        ),
        hint="Move the level, then the unbound share. See how much of the answer is known, and how much is guessed.",
    )


def _levels(axes: Axes) -> None:
    """Draw the levels to compare; the dash of each tells the three apart in grey."""
    for place, (id, name, ink) in enumerate(LEVELS):
        level = value(id)
        marks.line(axes, ink, 1.3 + 0.2 * place, (1 + 2 * place, 2), [level, level], [0, 100])
        marks.words(axes, level, 102, name, ink, ha="center", va="bottom", linespacing=1.1)


def _box(boxes: Axes, place: int, title: str, ink: str) -> Text:
    """Draw one of the three steps in its box, and the arrow to it; return the words that change in the box."""
    left, right = 0.2 + 3.05 * place, 2.7 + 3.05 * place
    corners, middle = ([left, right, right, left], [0.1, 0.1, 1.3, 1.3]), {"size": "text", "ha": "center"}
    if place:
        arrow = {"arrowstyle": "-|>", "color": colour("ink"), "linewidth": 1.6}
        boxes.annotate("", (left - 0.03, 0.7), (left - 0.52, 0.7), arrowprops=arrow)
    boxes.fill(*corners, facecolor=colour(f"{ink}-wash"), edgecolor=colour(ink), linewidth=1.4)
    marks.words(boxes, left + 1.25, 1.08, f"{place + 1}. {title}", ink, bold=True, **middle)
    return marks.words(boxes, left + 1.25, 0.55, linespacing=1.35, **middle)


@steady()
def plasma_to_channel() -> LiveFigure:
    """Return the live figure; controls: conc_ng_ml, norketamine_ng_ml, unbound."""
    figure = style.figure(9.0, 5.0)
    axes = figure.add_axes((0.085, 0.115, 0.895, 0.51))
    style.dress(axes, ylabel="Channel sites held (%)", xlabel="Total ketamine in plasma (ng/mL), log scale")
    axes.set_xscale("log")
    axes.set_xlim(LOW, HIGH)
    axes.set_ylim(0, 100)
    marks.ticks(axes, x={tick: f"{tick}" for tick in (10, 30, 100, 300, 1000, 3000)})
    axes.minorticks_off()
    _levels(axes)
    band, curve = marks.band(axes, "purple"), marks.line(axes, "purple", 2.6)
    bar, dot = marks.bar(axes, "ink", 2.2), marks.points(axes, "ink", size=9, rim=None, clip_on=False)
    marks.words(axes, 10.5, 76, "shaded: all that the inputs allow", "purple", va="baseline")
    marks.words(axes, 10.5, 68, "line: your unbound share,\nmiddle affinity", "purple", va="top", linespacing=1.2)
    boxes = style.blank(figure.add_axes((0.0, 0.71, 1.0, 0.28)))
    boxes.set_aspect("auto")
    boxes.set_xlim(0, 9)
    boxes.set_ylim(0, 1.45)
    steps = (("in plasma, total", "blue"), ("unbound", "green"), ("sites held", "purple"))
    total, free, held = (_box(boxes, place, *step) for place, step in enumerate(steps))

    def update(*, conc_ng_ml: float, norketamine_ng_ml: float, unbound: float) -> Reading:
        step = _Step.of(conc_ng_ml, norketamine_ng_ml, unbound)
        slots = step.slots()
        low, _, high = channel_occupancy(_CONC, norketamine_ng_ml)
        band.set_xy(np.column_stack([np.append(_CONC, _CONC[::-1]), 100 * np.append(low, high[::-1])]))
        curve.set_data(_CONC, 100 * channel_occupancy(_CONC, norketamine_ng_ml, unbound).value)
        bar.set_data([conc_ng_ml] * 2, [100 * step.allowed.low, 100 * step.allowed.high])
        dot.set_data([conc_ng_ml], [100 * step.here.value])
        total.set_text(say("{ketamine_ng_ml:ng_ml} ketamine\n" + _MADE[step.made], **slots))
        free.set_text(say("{free_um:number} µM ketamine\n{unbound:percent} of {total_um:number} µM", **slots))
        held.set_text(say("{held:percent}\ninputs allow {allowed}", **slots))
        return Reading.of(_SENTENCES, step.case, slots, ("Quantity", "Value now"), step.rows(), _BRIEF)

    moving = {
        "all that the inputs allow": band,
        "your unbound share": curve,
        "allowed here": bar,
        "held here": dot,
        "total in words": total,
        "unbound in words": free,
        "held in words": held,
    }
    return LiveFigure(figure, moving, update, "From plasma to channel", _panel())
