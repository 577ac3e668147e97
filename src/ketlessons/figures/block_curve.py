"""How much current does a concentration take away, and what do voltage and Mg2+ change? The concentration-block curve."""

from __future__ import annotations

import numpy as np

from ketlessons import evidence
from ketlessons.figures import style
from ketlessons.figures.canvas import LiveFigure, Reading
from ketlessons.figures.style import colour
from ketlessons.models import (
    block_in_magnesium,
    fraction_blocked,
    ic50_at_voltage,
    magnesium_unblocked,
    parameters,
)

#: Concentrations the curve is drawn over, µM.
LOW_UM, HIGH_UM = 0.01, 300.0

#: Names a learner reads, in the order of the menu.
COMPOUNDS = {
    "ketamine": "Ketamine (racemate), current",
    "memantine": "Memantine, current",
    "hnk_2r6r": "(2R,6R)-HNK, current",
    "s_ketamine": "(S)-ketamine, binding",
    "r_ketamine": "(R)-ketamine, binding",
    "s_norketamine": "(S)-norketamine, binding",
    "r_norketamine": "(R)-norketamine, binding",
}


def _minus(text: str) -> str:
    return text.replace("-", "−")


def _percent(fraction: float) -> str:
    """Write a fraction as percent; small ones keep a digit, because 0 % would be untrue."""
    percent = 100 * fraction
    if 0 < percent < 0.1:
        return "under 0.1 %"
    return f"{percent:.1f} %" if percent < 10 or percent > 99 else f"{percent:.0f} %"


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
    for fact_id, words, role in (
        ("antidepressant_free_um", "antidepressant infusion\n(estimate)", "green"),
        ("anaesthetic_free_um", "anaesthesia\n(estimate)", "orange"),
    ):
        estimate = evidence.fact(fact_id)
        axes.axvspan(estimate.low, estimate.high, facecolor=colour(f"{role}-wash"), edgecolor="none", zorder=0)
        axes.text(np.sqrt(estimate.low * estimate.high), 103, words, color=colour(role), fontsize=style.SMALL_PT,
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
    # Without Mg2+ the studies say nothing of 0 mM in words: keep what is known of each compound beside the picture.
    note = axes.text(0.0108, 95, "", color=colour("soft-ink"), fontsize=style.SMALL_PT, va="top")

    def update(*, conc_um: float, voltage_mv: float, mg_mm: float, compound: str) -> Reading:
        drug = parameters.compound(compound)
        name = drug.label
        binding = drug.kind == "binding"
        # What was read only in a report of the study must be called that.
        seen = "reported" if drug.reported else "measured"
        moves = drug.delta is not None
        if moves:
            ic50 = ic50_at_voltage(drug.ic50_um, voltage_mv, drug.delta, drug.reference_mv)
            free = magnesium_unblocked(voltage_mv, mg_mm, **parameters.magnesium())
        else:
            ic50, free = drug.ic50_um, 1.0
        now = block_in_magnesium(conc_um, ic50, free, drug.hill)
        half_um = ic50 / free

        curve.set_data(conc, 100 * block_in_magnesium(conc, ic50, free, drug.hill))
        curve.set_linestyle((0, (7, 3)) if binding else "-")
        measured.set_data(conc, 100 * fraction_blocked(conc, drug.ic50_um, drug.hill))
        half.set_data([drug.ic50_um], [50])
        spread.set_data([drug.low_um or drug.ic50_um, drug.high_um or drug.ic50_um], [50, 50])
        half_text.set_position((drug.ic50_um * 0.86, 51.5))
        half_text.set_text(f"{seen} {'Ki' if binding else 'IC50'} {drug.ic50_um:g} µM")
        drop.set_data([conc_um, conc_um, LOW_UM], [0, 100 * now, 100 * now])
        dot.set_data([conc_um], [100 * now])
        right = conc_um > 30
        dot_text.set_position((conc_um * (0.8 if right else 1.25), min(max(100 * now - 4, 5), 94)))
        dot_text.set_ha("right" if right else "left")
        dot_text.set_text(_percent(now))

        printed = ""
        if drug.low_um is not None and drug.high_um is not None:
            printed = f" (printed range {drug.low_um:g} to {drug.high_um:g} µM)"
        volts = _minus(f"{voltage_mv:g} mV")
        if binding:
            note.set_text("dashed: binding sites occupied, not current\nvoltage and Mg²⁺ do not apply")
            sentence = (
                f"At {conc_um:g} µM free {name}, {_percent(now)} of the binding sites are occupied. Half are occupied at "
                f"the {seen} Ki of {drug.ic50_um:g} µM{printed}, from rat brain tissue: a binding test has no voltage and "
                "no current, so those two controls do nothing here."
            )
        elif not moves:
            where = "" if drug.reference_mv is None else _minus(f" at {drug.reference_mv:g} mV")
            note.set_text(f"drawn as {seen}{where};\nvoltage and Mg²⁺ controls not used")
            sentence = (
                f"At {conc_um:g} µM free {name}, {_percent(now)} of the current is removed. Half is removed at the {seen} "
                f"IC50 of {drug.ic50_um:g} µM{printed}{where}. No source read gives its voltage dependence, so the voltage "
                "and Mg²⁺ controls do nothing here."
            )
        else:
            note.set_text(f"grey dots: as {seen}, −70 mV, no Mg²⁺\nblue: your settings")
            magnesium = (
                "Without Mg²⁺"
                if mg_mm == 0
                else f"With {mg_mm:g} mM Mg²⁺, which alone leaves {_percent(free)} of open channels free,"
            )
            sentence = (
                f"{magnesium} and at {volts}, {conc_um:g} µM free {name} removes {_percent(now)} of the current. "
                f"Half would take {half_um:.3g} µM; the {seen} IC50, at {_minus(f'{drug.reference_mv:g}')} mV without Mg²⁺, is "
                f"{drug.ic50_um:g} µM{printed}."
            )
        kind = "Binding sites occupied" if binding else "Current removed"
        rows = [
            ("Compound", name),
            ("Free concentration", f"{conc_um:g} µM"),
            (kind, _percent(now)),
            ("Half effect at these settings", f"{half_um:.3g} µM"),
            (f"{seen.capitalize()} half effect", f"{drug.ic50_um:g} µM{printed}"),
            ("Hill slope", f"{drug.hill:g}" + ("" if drug.hill_read else " (assumed: one site)")),
        ]
        if moves:
            rows.append(("Open channels left free by Mg²⁺ alone", _percent(free)))
        return Reading(sentence, ("Quantity", "Value now"), tuple(rows))

    moving = [measured, curve, spread, half, half_text, drop, dot, dot_text, note]
    return LiveFigure(figure, moving, update, "Concentration and block")
