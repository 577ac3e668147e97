"""How much current does a concentration take away, and what do voltage and Mg2+ change? The block curve."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import numpy as np

from ketlessons import evidence, published
from ketlessons.models.receptor.block import fraction_blocked, ic50_at_voltage
from ketlessons.models.receptor.magnesium import block_in_magnesium, magnesium_unblocked
from ketlessons.published.receptor.compounds import Compound
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, linear_grid, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed, say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import percent

#: Concentrations the curve is drawn over, µM.
LOW_UM, HIGH_UM = 0.01, 300.0

#: Free ketamine in plasma: evidence row, words, colour.
BANDS = (
    ("antidepressant_free_um", "antidepressant infusion", "green"),
    ("anaesthetic_free_um", "anaesthesia", "orange"),
)

#: Names a learner reads, in the order of the menu.
COMPOUNDS = {
    "ketamine": "Ketamine, IC50",
    "memantine": "Memantine, IC50",
    "hnk_2r6r": "(2R,6R)-HNK, IC50",
    "s_ketamine": "(S)-ketamine, Ki",
    "r_ketamine": "(R)-ketamine, Ki",
    "s_norketamine": "(S)-norketamine, Ki",
    "r_norketamine": "(R)-norketamine, Ki",
}


class Case(Enum):
    """What a potency is, and how far it is carried from where it was measured."""

    BINDING = auto()
    NO_VOLTAGE = auto()
    AS_MEASURED = auto()
    OTHER_VOLTAGE = auto()
    IN_MAGNESIUM = auto()


# Two digits: what is carried to another voltage or into Mg²⁺ is not known better than the paper's own two.
_REMOVES = "{conc_um:um} free {drug.label} removes {removed:percent} of the current. Half would take {half_um:.2g} µM"
_KNOWN = (
    "the {seen} IC50, at {drug.reference_mv:mv} in fluid taken to be free of Mg²⁺, is {drug.ic50_um:um}{spread}.{band}"
)
_SENTENCES = {
    Case.BINDING: "At {conc_um:um} free {drug.label}, {removed:percent} of the binding sites are occupied. Half are "
    "occupied at the {seen} Ki of {drug.ic50_um:um}{spread}, from rat brain tissue: a binding test has no voltage and "
    "no current, so those two controls do nothing here.",
    Case.NO_VOLTAGE: "At {conc_um:um} free {drug.label}, {removed:percent} of the current is removed. Half is removed "
    "at the {seen} IC50 of {drug.ic50_um:um}{spread}. No voltage dependence is given for it, so the voltage and Mg²⁺ "
    "controls do nothing here.",
    Case.AS_MEASURED: f"Without Mg²⁺ and at {{voltage_mv:mv}}, {_REMOVES}; {_KNOWN}",
    Case.OTHER_VOLTAGE: f"Without Mg²⁺ and at {{voltage_mv:mv}}, {_REMOVES} (extrapolated); {_KNOWN}",
    Case.IN_MAGNESIUM: "With {mg_mm:g} mM Mg²⁺, which alone leaves {unblocked:percent} of open channels free, and at "
    f"{{voltage_mv:mv}}, {_REMOVES} (extrapolated, for GluN2A or GluN2B); {_KNOWN}",
}
_SPREAD = " (printed range {drug.low_um:g} to {drug.high_um:um})"
_BAND = " Across the antidepressant band this curve removes {band_low:percent} to {band_high:percent}."

_REMOVED = News("Removes", "{removed:percent}", of="{drug.name}")
_HALF = News("Half-block", "{half_um:.2g} micromolar", steady=True, of="{drug.name}")
_BRIEF = {
    Case.BINDING: (News("Occupied", "{removed:percent} of sites", steady=True, of="{drug.name}"), _HALF),
    Case.NO_VOLTAGE: (_REMOVED, _HALF),
    Case.AS_MEASURED: (_REMOVED, _HALF),
    Case.OTHER_VOLTAGE: (_REMOVED, _HALF),
    Case.IN_MAGNESIUM: (_REMOVED, _HALF, News("Magnesium alone leaves", "{unblocked:percent} free")),
}

_HEADS = ("Quantity", "Value now")
_MOVED = "grey dots: as {seen}, {drug.reference_mv:mv}, no Mg²⁺\nblue: your settings"
_NOTES = {
    Case.BINDING: "dashed: binding sites occupied, not current\nvoltage and Mg²⁺ do not apply",
    Case.NO_VOLTAGE: "drawn as {seen};\nvoltage and Mg²⁺ controls not used",
}


@dataclass(frozen=True)
class _State:
    """What the curve says at one setting, before anything is drawn."""

    drug: Compound
    conc_um: float
    voltage_mv: float
    mg_mm: float
    ic50_um: float
    unblocked: float
    removed: float

    @classmethod
    def at(cls, conc_um: float, voltage_mv: float, mg_mm: float, compound: str) -> _State:
        drug = published.compound(compound)
        if drug.delta is None:
            ic50_um, unblocked = drug.ic50_um, 1.0
        else:
            ic50_um = ic50_at_voltage(drug.ic50_um, voltage_mv, drug.delta, drug.reference_mv)
            unblocked = magnesium_unblocked(voltage_mv, mg_mm, **published.magnesium())
        removed = block_in_magnesium(conc_um, ic50_um, unblocked, drug.hill)
        return cls(drug, conc_um, voltage_mv, mg_mm, ic50_um, unblocked, removed)

    @property
    def case(self) -> Case:
        if self.drug.kind == "binding":
            return Case.BINDING
        if self.drug.delta is None:
            return Case.NO_VOLTAGE
        if self.mg_mm:
            return Case.IN_MAGNESIUM
        return Case.AS_MEASURED if self.voltage_mv == self.drug.reference_mv else Case.OTHER_VOLTAGE

    def band(self, fact_id: str) -> tuple[float, float]:
        """Return what this curve removes at the two ends of a band of free concentrations."""
        estimate = evidence.fact(fact_id)
        ends_um = (estimate.low, estimate.high)
        low, high = block_in_magnesium(ends_um, self.ic50_um, self.unblocked, self.drug.hill).tolist()
        return low, high

    def slots(self) -> dict[str, Any]:
        """Return what the sentence, the table and the words of the picture may say."""
        drug = self.drug
        slots = {**vars(self), "half_um": self.ic50_um / self.unblocked, "spread": "", "band": ""}
        # A number that stands only in a report of the study must be called reported.
        slots["seen"] = "reported" if drug.reported else "measured"
        if drug.low_um is not None and drug.high_um is not None:
            slots["spread"] = say(_SPREAD, drug=drug)
        if drug.name == "ketamine":
            slots["band_low"], slots["band_high"] = self.band("antidepressant_free_um")
            slots["band"] = say(_BAND, **slots)
        return slots

    def rows(self, slots: dict[str, Any]) -> tuple[tuple[str, str], ...]:
        drug = self.drug
        rows = [
            ("Compound", drug.label),
            ("Free concentration", printed("{:um}", self.conc_um)),
            (
                "Binding sites occupied" if self.case is Case.BINDING else "Current removed",
                printed("{:percent}", self.removed),
            ),
            ("Half effect at these settings", printed("{:.2g} µM", slots["half_um"])),
            (say("{seen:upper} half effect", **slots), printed(f"{{:um}}{slots['spread']}", drug.ic50_um)),
            ("Hill slope", printed("{:g}" if drug.hill_read else "{:g} (assumed: one site)", drug.hill)),
        ]
        if drug.delta is not None:
            rows.append(("Open channels left free by Mg²⁺ alone", printed("{:percent}", self.unblocked)))
        if drug.name == "ketamine":
            for fact_id, words, _ in BANDS:
                estimate = evidence.fact(fact_id)
                head = f"Band of {words}, free (estimate): {estimate.low:.2g} to {estimate.high:.2g} µM"
                rows.append((head, printed("removes {:percent} to {:percent}", *self.band(fact_id))))
        return tuple(rows)


def _panel() -> Panel:
    return Panel(
        (
            Range("conc_um", "Free concentration", log_grid(0.02, 200), 1, "µM"),
            Range("voltage_mv", "Voltage", linear_grid(-90, 40, 5), -70, "mV", pages=linear_grid(-90, 40, 10)),
            Range("mg_mm", "Magnesium", linear_grid(0, 2, 0.1), 0, "mM", pages=(0, 0.1, 0.5, 1, 2)),
            Choice("compound", "Compound", tuple(COMPOUNDS.items()), "ketamine"),
        ),
        presets=(
            Preset("As measured", {"voltage_mv": -70, "mg_mm": 0}),
            Preset("Resting neuron with magnesium", {"voltage_mv": -70, "mg_mm": 1}),
            Preset("Depolarised neuron with magnesium", {"voltage_mv": -20, "mg_mm": 1}),
        ),
        hint="Drag the concentration first. Then add Mg²⁺ and watch the curve walk to the right.",
    )


@steady()
def block_curve() -> LiveFigure:
    """Return the live figure; controls: conc_um, voltage_mv, mg_mm, compound."""
    figure = style.figure(9.0, 4.5)
    axes = style.dress(
        figure.add_axes((0.085, 0.135, 0.895, 0.70)),
        xlabel="Free (unbound) concentration, µM",
        ylabel="Current removed, or sites bound (%)",
    )
    axes.set_xscale("log")
    axes.set_xlim(LOW_UM, HIGH_UM)
    axes.set_ylim(0, 100)
    marks.ticks(axes, x={tick: f"{tick:g}" for tick in (0.01, 0.1, 1, 10, 100)})
    axes.minorticks_off()
    for fact_id, words, ink in BANDS:
        estimate = evidence.fact(fact_id)
        axes.axvspan(estimate.low, estimate.high, facecolor=colour(f"{ink}-wash"), edgecolor="none", zorder=0)
        middle = np.sqrt(estimate.low * estimate.high)
        marks.words(axes, middle, 103, f"{words}\n(estimate)", ink, ha="center", va="bottom", linespacing=1.15)
    conc = np.geomspace(LOW_UM, HIGH_UM, 241)
    published_curve = marks.line(axes, "soft-ink", 1.3, marks.DOTTED)
    curve = marks.line(axes, "blue", 2.8)
    spread = marks.bar(axes, "purple", 5)
    half = marks.points(axes, "purple", "D")
    half_words = marks.words(axes, 1, 53, ink="purple", ha="right", va="bottom")
    drop = marks.line(axes, "ink", 1.2, (5.0, 3.0))
    dot = marks.points(axes, "ink", size=10, rim=None)
    dot_words = marks.words(axes, 1, 1, size="head", bold=True)
    note = marks.words(axes, 0.0108, 95, ink="soft-ink", va="top")

    def update(*, conc_um: float, voltage_mv: float, mg_mm: float, compound: str) -> Reading:
        state = _State.at(conc_um, voltage_mv, mg_mm, compound)
        drug, slots, binding = state.drug, state.slots(), state.case is Case.BINDING
        curve.set_data(conc, 100 * block_in_magnesium(conc, state.ic50_um, state.unblocked, drug.hill))
        curve.set_linestyle((0, (7, 3)) if binding else "-")
        published_curve.set_data(conc, 100 * fraction_blocked(conc, drug.ic50_um, drug.hill))
        half.set_data([drug.ic50_um], [50])
        spread.set_data([drug.low_um or drug.ic50_um, drug.high_um or drug.ic50_um], [50, 50])
        half_words.set_position((drug.ic50_um * 0.86, 51.5))
        half_words.set_text(f"{slots['seen']} {'Ki' if binding else 'IC50'} {drug.ic50_um:g} µM")
        height = 100 * state.removed
        drop.set_data([conc_um, conc_um, LOW_UM], [0, height, height])
        dot.set_data([conc_um], [height])
        near_edge = conc_um > 110
        dot_words.set_position((conc_um * (0.8 if near_edge else 1.25), min(max(height - 4, 5), 94)))
        dot_words.set_ha("right" if near_edge else "left")
        dot_words.set_text(percent(state.removed))
        note.set_text(say(_NOTES.get(state.case, _MOVED), **slots))
        return Reading.of(_SENTENCES, state.case, slots, _HEADS, state.rows(slots), _BRIEF)

    moving = {
        "published": published_curve,
        "curve": curve,
        "printed_range": spread,
        "published_half": half,
        "published_half_words": half_words,
        "drop": drop,
        "now": dot,
        "now_words": dot_words,
        "note": note,
    }
    return LiveFigure(figure, moving, update, "Concentration and block", _panel())
