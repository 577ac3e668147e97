"""Lesson 04: free drug, what is left, half-lives, plateaus, what is swallowed, and two drugs at one site.

But for the first one they are of drugs that nobody is given: their numbers come from ranges, and lead to no dose.
"""

from __future__ import annotations

from math import e, log, log10

from ketlessons import evidence
from ketlessons.models.dose.accumulation import one_compartment_accumulation
from ketlessons.models.dose.decay import one_compartment
from ketlessons.models.dose.exposure import first_volume, plateau_conc
from ketlessons.models.dose.extraction import area_by_route, hepatic_extraction
from ketlessons.models.dose.occupancy import competitive_occupancy
from ketlessons.quiz.kinds.numbers import Worked

#: Blood flow through a liver to suppose, L/h. What is asked for does not hang on it.
_FLOW_L_H = 90.0


def _free(total_ng_ml: float) -> Worked:
    unbound, mass_g_mol = evidence.value("unbound_fraction"), evidence.value("ketamine_molar_mass")
    total_um = total_ng_ml / mass_g_mol
    return Worked(
        total_um * unbound,
        {"total": total_um, "bound": total_um * (1 - unbound), "by_mass": total_ng_ml * unbound},
        {"unbound": unbound, "mass_g_mol": mass_g_mol},
    )


def _left(half_life_h: float, time_h: float) -> Worked:
    left = float(one_compartment(100.0, half_life_h, time_h))
    found = {"rest": 100 - left, "natural": 100 * e ** (-time_h / half_life_h)}
    line = 100 - 50 * time_h / half_life_h
    return Worked(left, {**found, "line": max(line, 0.0)})


def _time(half_life_h: float, percent: float) -> Worked:
    halvings = log(100 / percent) / log(2)
    return Worked(
        halvings * half_life_h,
        {
            "natural": half_life_h * log(100 / percent),
            "tens": half_life_h * log10(100 / percent),
            "line": 2 * half_life_h * (1 - percent / 100),
        },
        {"halvings": halvings},
    )


def _plateau(rate_mg_h: float, clearance_l_h: float, volume_l: float) -> Worked:
    return Worked(
        float(plateau_conc(rate_mg_h, clearance_l_h)),
        {"by_volume": 1000 * rate_mg_h / volume_l, "mg_per_l": rate_mg_h / clearance_l_h},
    )


def _half_life(volume_l: float, clearance_l_h: float) -> Worked:
    # The half-life at which a model with one compartment empties by half.
    ratio = volume_l / clearance_l_h
    return Worked(
        log(2) * ratio, {"no_log": ratio, "tens": log10(2) * ratio, "turned": log(2) / ratio}, {"ratio": ratio}
    )


def _build_up(half_life_h: float, interval_h: float) -> Worked:
    left = float(one_compartment(1.0, half_life_h, interval_h))
    return Worked(
        float(one_compartment_accumulation(half_life_h, interval_h)),
        {"left": 1 / left, "gone": 1.0, "added": 1 + left, "natural": 1 / (1 - e ** (-interval_h / half_life_h))},
        {"left_share": left},
    )


def _swallowed(extracted_percent: float, gut_percent: float) -> Worked:
    share = extracted_percent / 100
    intrinsic = _FLOW_L_H * share / (1 - share)
    by_mouth = float(area_by_route(_FLOW_L_H, intrinsic, 1.0, gut_percent / 100))
    arrives = 100 * by_mouth / float(area_by_route(_FLOW_L_H, intrinsic))
    return Worked(
        arrives,
        {"taken": gut_percent * share, "liver_alone": 100 * (1 - share), "lost": 100 - arrives, "gut": gut_percent},
    )


def _enzyme(extracted_percent: float) -> Worked:
    share = extracted_percent / 100
    intrinsic = _FLOW_L_H * share / (1 - share)
    before, after = (float(area_by_route(_FLOW_L_H, clearing)) for clearing in (intrinsic, intrinsic / 2))
    return Worked(
        after / before,
        {"mouth": 2.0, "nothing": 1.0},
        {"then_percent": 100 * float(hepatic_extraction(_FLOW_L_H, intrinsic / 2))},
    )


def _together(one_percent: float, other_percent: float) -> Worked:
    one, other = one_percent / 100, other_percent / 100
    # Each alone holds its share at this multiple of the concentration that holds half.
    held = float(competitive_occupancy([one / (1 - one), other / (1 - other)], [1.0, 1.0]))
    return Worked(
        100 * held,
        {
            "sum": one_percent + other_percent,
            "apart": 100 * (1 - (1 - one) * (1 - other)),
            "larger": max(one_percent, other_percent),
            "rest": 100 * (1 - held),
        },
        {"first": one / (1 - one), "second": other / (1 - other)},
    )


def _volume(amount_mg: float, level_ng_ml: float) -> Worked:
    return Worked(
        float(first_volume(amount_mg, level_ng_ml)),
        {"as_it_stands": amount_mg / level_ng_ml, "turned": level_ng_ml / amount_mg},
    )


WORKED = {
    "04-number-free": _free,
    "04-number-left": _left,
    "04-number-time": _time,
    "04-number-plateau": _plateau,
    "04-number-half-life": _half_life,
    "04-number-build-up": _build_up,
    "04-number-swallowed": _swallowed,
    "04-number-enzyme": _enzyme,
    "04-number-together": _together,
    "04-number-volume": _volume,
}
