"""Which controls does lesson 02 give to its figures?"""

from __future__ import annotations

from ketlessons.explorers.explorer import Explorer, shared
from ketlessons.explorers.twin import Still
from ketlessons.figures import block_curve as curve
from ketlessons.figures import channel_clock as clock
from ketlessons.figures import five_states as states
from ketlessons.figures import use_dependence as bench
from ketlessons.stage.controls import Choice, Clock, Preset, Range, linear_grid, log_grid

_VOLTAGES = linear_grid(-90, 40, 5)
_MAGNESIUM = linear_grid(0, 2, 0.1)


def five_states() -> Still:
    """Return the still picture of the channel's five states."""
    return Still(states.five_states())


def channel_clock() -> Explorer:
    """Return the explorer of one channel, and many, against the clock."""
    return Explorer(
        shared(clock.channel_clock),
        (
            Choice(
                "glutamate", "Glutamate", (("0", "none"), ("1", "a trickle, 1 µM"), ("1000", "plenty, 1000 µM")), "1000"
            ),
            Range("conc_um", "Ketamine", (0, *log_grid(0.1, 30, (1, 2, 3, 5))), 3, "µM"),
            Range("voltage_mv", "Voltage", _VOLTAGES, -70, "mV"),
            Range("mg_mm", "Mg²⁺", _MAGNESIUM, 0, "mM"),
            Clock("time_s", "Time", linear_grid(0, clock.END_S, clock.STEP_S), 8.9, "s", moments=clock.MOMENTS_S),
        ),
        hint="Press Play, or step. Then take glutamate away, add Mg²⁺, change the voltage, and play again.",
    )


def block_curve() -> Explorer:
    """Return the explorer of the concentration-block curve."""
    return Explorer(
        shared(curve.block_curve),
        (
            Range("conc_um", "Free concentration", log_grid(0.02, 200), 1, "µM"),
            Range("voltage_mv", "Voltage", _VOLTAGES, -70, "mV"),
            Range("mg_mm", "Mg²⁺", _MAGNESIUM, 0, "mM"),
            Choice("compound", "Compound", tuple(curve.COMPOUNDS.items()), "ketamine"),
        ),
        presets=(
            Preset("As measured", {"voltage_mv": -70, "mg_mm": 0}),
            Preset("Resting neuron with Mg²⁺", {"voltage_mv": -70, "mg_mm": 1}),
            Preset("Depolarised neuron with Mg²⁺", {"voltage_mv": -20, "mg_mm": 1}),
        ),
        hint="Drag the concentration first. Then add Mg²⁺ and watch the curve walk to the right.",
    )


def use_dependence() -> Explorer:
    """Return the explorer of pulses, drug and wash."""
    return Explorer(
        shared(bench.use_dependence),
        (
            Choice("drug", "Drug, 10 µM", tuple((key, label) for key, (label, *_) in bench.DRUGS.items()), "ketamine"),
            Range("drug_s", "Drug present for", linear_grid(0, 60, 10), 60, "s"),
            Choice("pulses", "Pulses with drug", tuple(bench.PULSES.items()), "short"),
            Range("wash_s", "Wash", linear_grid(0, 90, 10), 30, "s"),
        ),
        presets=(
            Preset("Drug, but no glutamate", {"drug_s": 60, "pulses": "none"}),
            Preset("Block, then a long wash", {"drug_s": 60, "pulses": "long", "wash_s": 90}),
        ),
        hint="First give the drug without any glutamate pulse. Then with short pulses. Then lengthen the wash.",
    )
