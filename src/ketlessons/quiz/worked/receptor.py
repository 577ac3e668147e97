"""Lesson 02: block at a concentration, the concentration for a block, what voltage and Mg2+ do to both."""

from __future__ import annotations

from math import exp

from ketlessons import published
from ketlessons.models.receptor.block import THERMAL_VOLTAGE_MV, fraction_blocked, ic50_at_voltage
from ketlessons.models.receptor.magnesium import magnesium_unblocked
from ketlessons.quiz.kinds.numbers import Worked


def _blocked(conc_um: float) -> Worked:
    drug = published.compound("ketamine")
    share = float(fraction_blocked(conc_um, drug.ic50_um, drug.hill))
    return Worked(
        100 * share,
        {"rest": 100 * (1 - share), "line": 50 * conc_um / drug.ic50_um},
        {"ic50_um": drug.ic50_um, "hill": drug.hill},
    )


def _conc(percent: float) -> Worked:
    drug = published.compound("ketamine")
    odds = percent / (100 - percent)
    return Worked(
        drug.ic50_um * odds ** (1 / drug.hill),
        {
            "line": drug.ic50_um * percent / 50,
            "turned": drug.ic50_um * odds ** (-1 / drug.hill),
            "no_slope": drug.ic50_um * odds,
        },
        {"ic50_um": drug.ic50_um, "hill": drug.hill},
    )


def _voltage(voltage_mv: float) -> Worked:
    drug = published.compound("ketamine")
    assert drug.delta is not None
    rise = (voltage_mv - drug.reference_mv) / THERMAL_VOLTAGE_MV
    return Worked(
        float(ic50_at_voltage(drug.ic50_um, voltage_mv, drug.delta, drug.reference_mv)),
        {
            "turned": drug.ic50_um * exp(-drug.delta * rise),
            "tens": drug.ic50_um * 10 ** (drug.delta * rise),
            "whole_field": drug.ic50_um * exp(rise),
        },
        {
            "ic50_um": drug.ic50_um,
            "delta": drug.delta,
            "reference_mv": drug.reference_mv,
            "thermal_mv": THERMAL_VOLTAGE_MV,
        },
    )


def _free_of_magnesium(voltage_mv: float) -> Worked:
    rule = published.magnesium()
    left = float(magnesium_unblocked(voltage_mv, 1.0, **rule))
    turned = float(magnesium_unblocked(-voltage_mv, 1.0, **rule))
    return Worked(100 * left, {"rest": 100 * (1 - left), "turned": 100 * turned}, dict(rule))


def _in_magnesium(voltage_mv: float) -> Worked:
    drug = published.compound("ketamine")
    assert drug.delta is not None
    left = float(magnesium_unblocked(voltage_mv, 1.0, **published.magnesium()))
    alone_um = float(ic50_at_voltage(drug.ic50_um, voltage_mv, drug.delta, drug.reference_mv))
    # The learner reads rounded numbers, and gets the answer that follows from these.
    left, alone_um = round(left, 3), round(alone_um, 2)
    return Worked(
        alone_um / left, {"times": alone_um * left, "rest": alone_um / (1 - left)}, {"left": left, "alone_um": alone_um}
    )


WORKED = {
    "02-number-blocked": _blocked,
    "02-number-conc": _conc,
    "02-number-voltage": _voltage,
    "02-number-magnesium": _free_of_magnesium,
    "02-number-rivals": _in_magnesium,
}
