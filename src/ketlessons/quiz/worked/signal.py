"""Lesson 03: how much of a target a free concentration holds, and how much has to be free to hold a share."""

from __future__ import annotations

from ketlessons.models.signal.held import fraction_held, free_for
from ketlessons.published.signal.affinities import TARGETS, affinities, free_to_hold
from ketlessons.quiz.kinds.numbers import Worked

_NM = 1000.0  # in a uM


def _half_um(drug: str, target: str) -> float:
    """Return the one constant that there is of a drug at a target, uM."""
    (one,) = affinities(drug)[target]
    return one.ends_um[0]


def _held(target: str, free_um: float) -> Worked:
    half_um = _half_um("ketamine", target)
    share = float(fraction_held(free_um, half_um))
    return Worked(
        100 * share,
        {"rest": 100 * (1 - share), "line": 50 * free_um / half_um, "turned": 100 * half_um / (free_um + half_um)},
        {"half_um": half_um, "name": TARGETS[target]},
    )


def _free(drug: str, percent: float) -> Worked:
    half_nm = _NM * _half_um(drug, "sert")
    share = percent / 100
    return Worked(
        _NM * free_to_hold(drug, share),
        {
            "line": half_nm * share / 0.5,
            "turned": _NM * float(free_for(1 - share, half_nm / _NM)),
            "half": half_nm,
        },
        {"half_nm": half_nm},
    )


WORKED = {"03-number-held": _held, "03-number-free": _free}
