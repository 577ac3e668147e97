"""How much current does a concentration take away, and what do voltage and Mg2+ change? The block curve."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from ketlessons import evidence, published
from ketlessons.models import (
    block_in_magnesium,
    fraction_blocked,
    ic50_at_voltage,
    magnesium_unblocked,
)
from ketlessons.published import Compound
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, linear_grid, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
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


def _minus(text: str) -> str:
    """Set a true minus before digits; hyphens inside words stay."""
    return re.sub(r"-(?=\d)", "−", text)


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
    def binding(self) -> bool:
        return self.drug.kind == "binding"

    @property
    def seen(self) -> str:
        """What was read only in a report of the study must be called reported."""
        return "reported" if self.drug.reported else "measured"

    @property
    def printed(self) -> str:
        if self.drug.low_um is None or self.drug.high_um is None:
            return ""
        return f" (printed range {self.drug.low_um:g} to {self.drug.high_um:g} µM)"

    @property
    def half_um(self) -> float:
        return self.ic50_um / self.unblocked

    def band(self, fact_id: str) -> tuple[float, float]:
        """Return what this curve removes at the two ends of a band of free concentrations."""
        estimate = evidence.fact(fact_id)
        low, high = (
            float(block_in_magnesium(conc_um, self.ic50_um, self.unblocked, self.drug.hill))
            for conc_um in (estimate.low, estimate.high)
        )
        return low, high

    def note(self) -> str:
        if self.binding:
            return "dashed: binding sites occupied, not current\nvoltage and Mg²⁺ do not apply"
        if self.drug.delta is None:
            return f"drawn as {self.seen};\nvoltage and Mg²⁺ controls not used"
        return f"grey dots: as {self.seen}, −70 mV, no Mg²⁺\nblue: your settings"

    def sentence(self) -> str:
        drug, now = self.drug, percent(self.removed)
        start = f"{self.conc_um:g} µM free {drug.label}"
        if self.binding:
            return (
                f"At {start}, {now} of the binding sites are occupied. Half are occupied at the {self.seen} Ki of "
                f"{drug.ic50_um:g} µM{self.printed}, from rat brain tissue: a binding test has no voltage "
                "and no current, so those two controls do nothing here."
            )
        if drug.delta is None:
            return (
                f"At {start}, {now} of the current is removed. Half is removed at the {self.seen} IC50 of "
                f"{drug.ic50_um:g} µM{self.printed}. No source read gives its voltage dependence, so the voltage "
                "and Mg²⁺ controls do nothing here."
            )
        free = percent(self.unblocked)
        with_mg = f"With {self.mg_mm:g} mM Mg²⁺, which alone leaves {free} of open channels free,"
        extrapolated = " (extrapolated)" if self.mg_mm or self.voltage_mv != drug.reference_mv else ""
        low, high = self.band("antidepressant_free_um")
        across = f" Across the antidepressant band this curve removes {percent(low)} to {percent(high)}."
        return _minus(
            f"{with_mg if self.mg_mm else 'Without Mg²⁺'} and at {self.voltage_mv:g} mV, {start} removes {now} of "
            f"the current. Half would take {self.half_um:.3g} µM{extrapolated}; the {self.seen} IC50, at "
            f"{drug.reference_mv:g} mV in fluid taken to be free of Mg²⁺, is {drug.ic50_um:g} µM{self.printed}."
            f"{across if drug.name == 'ketamine' else ''}"
        )

    def rows(self) -> tuple[tuple[str, str], ...]:
        drug = self.drug
        rows = [
            ("Compound", drug.label),
            ("Free concentration", f"{self.conc_um:g} µM"),
            ("Binding sites occupied" if self.binding else "Current removed", percent(self.removed)),
            ("Half effect at these settings", f"{self.half_um:.3g} µM"),
            (f"{self.seen.capitalize()} half effect", f"{drug.ic50_um:g} µM{self.printed}"),
            ("Hill slope", f"{drug.hill:g}{'' if drug.hill_read else ' (assumed: one site)'}"),
        ]
        if drug.delta is not None:
            rows.append(("Open channels left free by Mg²⁺ alone", percent(self.unblocked)))
        if drug.name == "ketamine":
            for fact_id, words, _ in BANDS:
                estimate = evidence.fact(fact_id)
                low, high = self.band(fact_id)
                rows.append(
                    (
                        f"Band of {words}, free (estimate): {estimate.low:.3g} to {estimate.high:.3g} µM",
                        f"removes {percent(low)} to {percent(high)}",
                    )
                )
        return tuple(rows)


def _panel() -> Panel:
    return Panel(
        (
            Range("conc_um", "Free concentration", log_grid(0.02, 200), 1, "µM"),
            Range("voltage_mv", "Voltage", linear_grid(-90, 40, 5), -70, "mV"),
            Range("mg_mm", "Mg²⁺", linear_grid(0, 2, 0.1), 0, "mM"),
            Choice("compound", "Compound", tuple(COMPOUNDS.items()), "ketamine"),
        ),
        presets=(
            Preset("As measured", {"voltage_mv": -70, "mg_mm": 0}),
            Preset("Resting neuron with Mg²⁺", {"voltage_mv": -70, "mg_mm": 1}),
            Preset("Depolarised neuron with Mg²⁺", {"voltage_mv": -20, "mg_mm": 1}),
        ),
        hint="Drag the concentration first. Then add Mg²⁺ and watch the curve walk to the right.",
    )


@steady()
def block_curve() -> LiveFigure:
    """Return the live figure; controls: conc_um, voltage_mv, mg_mm, compound."""
    figure = style.figure(9.0, 4.5)
    axes = style.dress(figure.add_axes((0.085, 0.135, 0.895, 0.70)), xlabel="Free (unbound) concentration, µM",
                       ylabel="Current removed, or sites bound (%)")  # fmt: skip
    axes.set_xscale("log")
    axes.set_xlim(LOW_UM, HIGH_UM)
    axes.set_ylim(0, 100)
    ticks = (0.01, 0.1, 1, 10, 100)
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()
    for fact_id, words, role in BANDS:
        estimate = evidence.fact(fact_id)
        axes.axvspan(estimate.low, estimate.high, facecolor=colour(f"{role}-wash"), edgecolor="none", zorder=0)
        middle = np.sqrt(estimate.low * estimate.high)
        axes.text(middle, 103, f"{words}\n(estimate)", color=colour(role), fontsize=style.SMALL_PT,
                  ha="center", va="bottom", linespacing=1.15)  # fmt: skip
    conc = np.geomspace(LOW_UM, HIGH_UM, 241)
    measured = axes.plot([], [], color=colour("soft-ink"), linewidth=1.3, linestyle=(0, (2, 2)))[0]
    curve = axes.plot([], [], color=colour("blue"), linewidth=2.8)[0]
    spread = axes.plot([], [], color=colour("purple"), linewidth=5, solid_capstyle="butt")[0]
    half = axes.plot([], [], "D", color=colour("purple"), markersize=8, markeredgecolor=colour("paper"))[0]
    half_text = axes.text(1, 53, "", color=colour("purple"), fontsize=style.SMALL_PT, ha="right", va="bottom")
    drop = axes.plot([], [], color=colour("ink"), linewidth=1.2, linestyle=(0, (5, 3)))[0]
    dot = axes.plot([], [], "o", color=colour("ink"), markersize=10)[0]
    dot_text = axes.text(1, 1, "", color=colour("ink"), fontsize=12, fontweight="bold", va="center")
    note = axes.text(0.0108, 95, "", color=colour("soft-ink"), fontsize=style.SMALL_PT, va="top")

    def update(*, conc_um: float, voltage_mv: float, mg_mm: float, compound: str) -> Reading:
        state = _State.at(conc_um, voltage_mv, mg_mm, compound)
        drug = state.drug
        curve.set_data(conc, 100 * block_in_magnesium(conc, state.ic50_um, state.unblocked, drug.hill))
        curve.set_linestyle((0, (7, 3)) if state.binding else "-")
        measured.set_data(conc, 100 * fraction_blocked(conc, drug.ic50_um, drug.hill))
        half.set_data([drug.ic50_um], [50])
        spread.set_data([drug.low_um or drug.ic50_um, drug.high_um or drug.ic50_um], [50, 50])
        half_text.set_position((drug.ic50_um * 0.86, 51.5))
        half_text.set_text(f"{state.seen} {'Ki' if state.binding else 'IC50'} {drug.ic50_um:g} µM")
        height = 100 * state.removed
        drop.set_data([conc_um, conc_um, LOW_UM], [0, height, height])
        dot.set_data([conc_um], [height])
        near_edge = conc_um > 110
        dot_text.set_position((conc_um * (0.8 if near_edge else 1.25), min(max(height - 4, 5), 94)))
        dot_text.set_ha("right" if near_edge else "left")
        dot_text.set_text(percent(state.removed))
        note.set_text(state.note())
        return Reading(state.sentence(), ("Quantity", "Value now"), state.rows())

    moving = {
        "measured": measured,
        "curve": curve,
        "spread": spread,
        "half": half,
        "half_text": half_text,
        "drop": drop,
        "dot": dot,
        "dot_text": dot_text,
        "note": note,
    }
    return LiveFigure(figure, moving, update, "Concentration and block", _panel())
