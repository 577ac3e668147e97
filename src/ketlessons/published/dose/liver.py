"""What becomes of the area under ketamine when something blocks or induces the liver's enzymes? Route by route.

Enzymes and gut are those of the nasal study, and so is the blood flow, unless one that was measured takes its place.
What other studies found of single blockers and inducers stands beside it, and nothing is fitted to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from ketlessons.evidence import Fact, fact, regimen, value
from ketlessons.models import checks
from ketlessons.models.dose.absorption import nasal_amounts
from ketlessons.models.dose.extraction import area_by_route, hepatic_extraction
from ketlessons.models.quantities import Number

#: The ways in: into a vein, the licensed spray of three devices, and swallowed.
ROUTES = ("vein", "spray", "mouth")
#: Blood flow through the liver: fitted in the nasal study; or measured in 23 people, with both ends of their range.
FLOWS = ("fitted", "most", "measured", "least")
_L_H = 60.0 / 1000.0  # in a mL/min
_SPRAY = "nasal_84"

#: What changed the area, as it was found: name, row, and whether the row holds how much smaller the area became.
_FOUND = {
    "vein": (
        ("rifampicin", "cyp_rifampicin_iv", True),
        ("rifampicin, another study", "cyp_rifampicin_iv_noppers", True),
    ),
    "spray": (("ticlopidine", "cyp_ticlopidine_nasal", False),),
    "mouth": (
        ("grapefruit juice", "cyp_grapefruit", False),
        ("clarithromycin", "cyp_clarithromycin", False),
        ("ticlopidine", "cyp_ticlopidine", False),
        ("St John's wort", "cyp_st_johns_wort", True),
        ("rifampicin", "cyp_rifampicin_oral", True),
    ),
}


@dataclass(frozen=True)
class Found:
    """What a study found of one blocker or inducer.

    Parameters
    ----------
    name : str
        What was taken beside ketamine.
    row : Fact
        The evidence row.
    times : float
        How many times as large the area under ketamine became.
    """

    name: str
    row: Fact
    times: float


@cache
def flow_l_h(flow: str = "fitted") -> float:
    """Return a blood flow through the liver, L/h.

    Parameters
    ----------
    flow : {"fitted", "most", "measured", "least"}, optional
        That of the nasal study, which was fitted together with its enzymes; or what was measured: the greatest, the
        value that is printed for all, the least.

    Returns
    -------
    float
        Of blood; the models take the level in blood to be that in plasma.

    Notes
    -----
    Source: `nasal_qh` and `liver_blood_flow`, which is per 1.73 m2 of body surface.

    Examples
    --------
    >>> [round(flow_l_h(flow)) for flow in FLOWS]
    [151, 111, 90, 65]
    """
    if checks.checked_choice("flow", flow, FLOWS) == "fitted":
        return value("nasal_qh")
    row = fact("liver_blood_flow")
    found = {"most": row.high, "measured": row.value, "least": row.low}[flow]
    if found is None:
        raise ValueError(f"flow must be one that {row.id} holds; got {flow!r}")
    return _L_H * found


@cache
def intrinsic_l_h() -> float:
    """Return the intrinsic clearance of the nasal study: its two rates in the liver times the liver's volume, L/h."""
    return (value("nasal_kel") + value("nasal_kmet")) * value("nasal_vh")


def extraction(times: ArrayLike = 1.0, flow: str = "fitted") -> Number:
    """Return the share that the liver takes when the intrinsic clearance is so many times that of the nasal study.

    Examples
    --------
    >>> [round(extraction(1.0, flow), 2) for flow in FLOWS]
    [0.72, 0.78, 0.81, 0.86]
    """
    return hepatic_extraction(flow_l_h(flow), intrinsic_l_h() * checks.checked("times", times, checks.TIMES))


@cache
def swallowed(route: str) -> float:
    """Return the share of a dose that is swallowed: none, what the nose leaves of three devices, or all."""
    checks.checked_choice("route", route, ROUTES)
    if route != "spray":
        return float(route == "mouth")
    parts = nasal_amounts(
        value("device_dose"), regimen(_SPRAY).devices, value("nasal_fraction_first"), value("nasal_fraction_later")
    )
    nose, down = (sum(float(np.asarray(part)) for part in side) for side in zip(*parts, strict=True))
    return down / (nose + down)


def arrives(route: str, times: float = 1.0, flow: str = "fitted") -> float:
    """Return the share F of a dose that reaches the blood as esketamine, by one of `ROUTES` and at one of `FLOWS`."""
    share = swallowed(route)
    return 1.0 - share + share * value("gut_fraction") * (1.0 - float(extraction(times, flow)))


def area_times(route: str, times: ArrayLike, flow: str = "fitted") -> Number:
    """Return how many times as large the area becomes when the intrinsic clearance becomes so many times as large.

    Parameters
    ----------
    route : {"vein", "spray", "mouth"}
        By which way the dose enters.
    times : array_like
        Intrinsic clearance over that of the nasal study, 0.01 to 100.
    flow : {"fitted", "most", "measured", "least"}, optional
        Blood flow through the liver, before the change and after it: see `flow_l_h`.

    Returns
    -------
    float or ndarray
        Ratio of areas under esketamine, in the shape of `times`. The gut wall is left as it was.

    Examples
    --------
    >>> [round(area_times(route, 0.5), 2) for route in ROUTES]
    [1.28, 1.43, 2.0]
    >>> [round(area_times("vein", 7.0, flow), 2) for flow in FLOWS]
    [0.76, 0.81, 0.84, 0.88]
    """
    factor, share, gut = checks.checked("times", times, checks.TIMES), swallowed(route), value("gut_fraction")
    through = flow_l_h(flow)
    changed = area_by_route(through, intrinsic_l_h() * factor, share, gut)
    return changed / area_by_route(through, intrinsic_l_h(), share, gut)


@cache
def found(route: str) -> tuple[Found, ...]:
    """Return what studies found by one of `ROUTES`, greatest area first."""
    checks.checked_choice("route", route, ROUTES)
    return tuple(
        Found(name, fact(row), 1.0 - value(row) if smaller else value(row)) for name, row, smaller in _FOUND[route]
    )
