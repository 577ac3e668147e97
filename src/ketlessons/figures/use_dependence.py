"""When does the block come, when does it go, and what is trapped? A bench protocol with pulses, drug and wash."""

from __future__ import annotations

import numpy as np

from ketlessons.figures import style
from ketlessons.figures.canvas import LiveFigure, Reading, artists
from ketlessons.figures.style import colour
from ketlessons.models import Scheme, Segment, parameters, respond

#: Drugs of the menu: label, name in a sentence, blocker, and whether it slowly leaks from shut channels.
DRUGS = {
    "ketamine": ("Ketamine, fully trapped", "ketamine", "ketamine", False),
    "ketamine_leak": ("Ketamine, slow leak (rat neurons)", "ketamine with a slow leak", "ketamine", True),
    "memantine_leak": ("Memantine, leaks (rat neurons)", "memantine with a slow leak", "memantine", True),
    "pcp": ("PCP (phencyclidine)", "PCP", "pcp", False),
    "mk801": ("MK-801 (dizocilpine)", "MK-801", "mk801", False),
}

#: How often glutamate comes while the drug is there.
PULSES = {"none": "none: channels stay shut", "few": "one pulse", "many": "a pulse every 10 s"}

#: What stays the same in every run: glutamate as strong as it gets, drug at the concentration of the rat-neuron study.
GLUTAMATE_UM, CONC_UM = 1000.0, 10.0
PULSE_S, PERIOD_S = 4.0, 10.0
CONTROL_PULSES = 2
END_S = 260.0
_STEP_S = 0.1
_Y_MAX = 30.0


def _schedule(drug_s: float, pulses: str, wash_s: float) -> list[tuple[str, float, bool, bool]]:
    """Return the protocol as (phase, seconds, glutamate, drug) in order."""
    pulse = [("control", PULSE_S, True, False), ("control", PERIOD_S - PULSE_S, False, False)]
    steps = pulse * CONTROL_PULSES
    whole = int(drug_s // PERIOD_S)
    for index in range(whole):
        on = pulses == "many" or (pulses == "few" and index == 0)
        steps += [("drug", PULSE_S, on, True), ("drug", PERIOD_S - PULSE_S, False, True)]
    if wash_s > 0:
        steps.append(("wash", wash_s, False, False))
    left = END_S - sum(step[1] for step in steps)
    test = [("test", PULSE_S, True, False), ("test", PERIOD_S - PULSE_S, False, False)]
    return steps + test * int(left // PERIOD_S)


def use_dependence() -> LiveFigure:
    """Return the live figure; controls: drug, drug_s, pulses, wash_s."""
    figure = style.figure(9.0, 4.6)
    axes = style.dress(figure.add_axes((0.085, 0.125, 0.845, 0.62)), xlabel="Time (s)", ylabel="Conducting (%)")
    axes.set_xlim(0, END_S)
    axes.set_ylim(0, _Y_MAX)
    strip = figure.add_axes((0.085, 0.76, 0.845, 0.19))
    strip.set_axis_off()
    strip.set_xlim(0, END_S)
    strip.set_ylim(0, 3)
    strip.text(-2, 1.5, "drug", ha="right", va="center", fontsize=style.SMALL_PT, color=colour("blue"), fontweight="bold")
    strip.text(-2, 0.5, "glu", ha="right", va="center", fontsize=style.SMALL_PT, color=colour("green"), fontweight="bold")
    glutamate = strip.plot([], [], color=colour("green"), linewidth=10, solid_capstyle="butt")[0]
    drug_bar = strip.plot([], [], color=colour("blue"), linewidth=10, solid_capstyle="butt")[0]
    heads = {
        phase: strip.text(0, 2.5, word, ha="center", va="center", fontsize=style.SMALL_PT, color=colour("ink"))
        for phase, word in (("control", "control"), ("drug", "drug"), ("wash", "wash"), ("test", "test pulses, no drug"))
    }
    control = axes.plot([], [], color=colour("soft-ink"), linewidth=1.1, linestyle=(0, (3, 2)), label="without drug")[0]
    line = axes.plot([], [], color=colour("blue"), linewidth=2.2, label="with drug")[0]
    right = axes.twinx()
    style.dress(right, ylabel="Drug in the pore (%)", grid=False)
    right.spines["right"].set_visible(True)
    right.set_ylim(0, 100)
    right.set_yticks([0, 25, 50, 75, 100])
    right.yaxis.label.set_color(colour("purple"))
    held = right.plot([], [], color=colour("purple"), linewidth=1.8, linestyle=(0, (6, 2, 1, 2)),
                      label="channels holding the drug (right axis)")[0]  # fmt: skip
    figure.legend(handles=[line, control, held], loc="upper center", ncol=3, fontsize=8.5, frameon=False,
                  labelcolor=colour("ink"), bbox_to_anchor=(0.53, 1.005), borderaxespad=0.1)  # fmt: skip
    receptor = parameters.gating()

    def update(*, drug: str, drug_s: float, pulses: str, wash_s: float) -> Reading:
        label, name, blocker, leaks = DRUGS[drug]
        drug_model = parameters.blocker(blocker, escape=leaks)
        steps = _schedule(drug_s, pulses, wash_s)
        voltage = drug_model.reference_mv

        def run(with_drug: bool):
            protocol = [
                Segment(seconds, GLUTAMATE_UM if glu else 0.0, CONC_UM if has_drug and with_drug else 0.0, voltage)
                for _, seconds, glu, has_drug in steps
            ]
            return respond(Scheme(receptor, drug_model), protocol, step_s=_STEP_S)

        treated, untreated = run(True), run(False)
        edges = np.concatenate([[0.0], np.cumsum([step[1] for step in steps])])
        conducting = 100 * treated.conductance
        line.set_data(treated.time_s, conducting)
        control.set_data(untreated.time_s, 100 * untreated.conductance)
        held.set_data(treated.time_s, 100 * treated.blocked)

        on, off = [], []
        for (_, _, glu, has_drug), start, end in zip(steps, edges, edges[1:], strict=False):
            on += [start, end, np.nan] if glu else []
            off += [start, end, np.nan] if has_drug else []
        glutamate.set_data(on, np.where(np.isnan(on), np.nan, 0.5))
        drug_bar.set_data(off, np.where(np.isnan(off), np.nan, 1.5) if off else [])
        spans = {}
        for (phase, *_), start, end in zip(steps, edges, edges[1:], strict=False):
            spans[phase] = (spans.get(phase, (start,))[0], end)
        for phase, head in heads.items():
            start, end = spans.get(phase, (0.0, 0.0))
            head.set_x((start + end) / 2)
            head.set_visible(end - start >= 15)

        passed = [
            (phase, 100 * _mean(treated, start, end) / _mean(untreated, start, end))
            for (phase, _, glu, _), start, end in zip(steps, edges, edges[1:], strict=False)
            if glu
        ]
        tests = [percent for phase, percent in passed if phase == "test"]
        with_drug = [percent for phase, percent in passed if phase == "drug"]
        before = treated.blocked[_index(treated, spans["drug"][1])] if "drug" in spans else 0.0
        after = treated.blocked[_index(treated, spans["test"][0])]
        if not with_drug:
            seen = (
                f"{name[0].upper()}{name[1:]} was there for {drug_s:g} s but no channel opened"
                if "drug" in spans
                else "No drug was given"
            ) + f", so {_whole(100 * before)} % of channels hold it"
        else:
            seen = (
                f"{len(with_drug)} glutamate pulse{'s' if len(with_drug) > 1 else ''} with {CONC_UM:g} µM {name}: the last "
                f"one carries {_whole(with_drug[-1])} % of the control current, and {_whole(100 * before)} % of channels hold the drug "
                "when it is washed away"
            )
        sentence = (
            f"{seen}. After {wash_s:g} s of wash without glutamate {_whole(100 * after)} % hold it. The first test pulse then "
            f"carries {_whole(tests[0])} % of the control current, the last {_whole(tests[-1])} %."
        )
        rows = [
            ("Channels holding the drug when it is washed away", f"{100 * before:.1f} %"),
            (f"Channels holding the drug after {wash_s:g} s of wash", f"{100 * after:.1f} %"),
            *((f"Current in pulse {i} with drug", f"{percent:.0f} % of control") for i, percent in enumerate(with_drug, 1)),
            *((f"Current in test pulse {i}", f"{percent:.0f} % of control") for i, percent in enumerate(tests[:8], 1)),
            (f"Current in the last test pulse ({len(tests)})", f"{tests[-1]:.0f} % of control"),
        ]
        return Reading(sentence, ("Quantity", f"{label}, {CONC_UM:g} µM"), tuple(rows))

    moving = artists(glutamate, drug_bar, heads.values(), control, held, line)
    return LiveFigure(figure, moving, update, "Pulses, drug and wash")


def _index(response, time_s: float) -> int:
    return min(int(np.searchsorted(response.time_s, time_s - 1e-9)), len(response.time_s) - 1)


def _mean(response, start_s: float, end_s: float) -> float:
    """Return the conductance averaged over a pulse: what charge the pulse carries, per second."""
    return float(response.conductance[_index(response, start_s) : _index(response, end_s) + 1].mean())


def _whole(percent: float) -> str:
    return f"{percent:.0f}" if percent >= 1 or percent < 0.05 else f"{percent:.1f}"
