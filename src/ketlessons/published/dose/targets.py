"""What share of NMDA channels a blood level might hold: published affinities, and how far to trust them.

The affinity comes from living rats: the unbound plasma concentration at which half of a label was displaced from the
channel. No tracer has given a validated percentage in people.
"""

from __future__ import annotations

from typing import overload

from numpy.typing import ArrayLike

from ketlessons.evidence import fact, value
from ketlessons.models import checks
from ketlessons.models.dose.course import KETAMINE_G_MOL, NORKETAMINE_G_MOL
from ketlessons.models.dose.occupancy import nmda_occupancy
from ketlessons.models.quantities import Band, Interval

_DISPLACEMENT = ("ketamine_displacement_rat", "norketamine_displacement_rat")


def spread(id: str) -> tuple[float, float, float]:
    """Return low end, value and high end of an evidence row."""
    row = fact(id)
    if row.low is None or row.high is None:
        raise ValueError(f"id must name a row with both ends of its range, got {id!r}")
    return row.low, value(id), row.high


@overload
def channel_occupancy(
    ketamine_ng_ml: float, norketamine_ng_ml: float = 0.0, unbound_fraction: float | None = None
) -> Interval: ...
@overload
def channel_occupancy(
    ketamine_ng_ml: ArrayLike, norketamine_ng_ml: ArrayLike = 0.0, unbound_fraction: float | None = None
) -> Interval | Band: ...
def channel_occupancy(
    ketamine_ng_ml: ArrayLike, norketamine_ng_ml: ArrayLike = 0.0, unbound_fraction: float | None = None
) -> Interval | Band:
    """Occupancy of the channel site at total plasma concentrations, with the span that is plausible.

    Parameters
    ----------
    ketamine_ng_ml, norketamine_ng_ml : array_like
        Total plasma concentrations, 0 to 1e7 ng/mL.
    unbound_fraction : float or None, optional
        Share not bound to protein, 0 to 1. Left out, the share that all lessons use, with its span; given, it has
        no span, and only the affinity is uncertain.

    Returns
    -------
    Interval or Band
        Low, value and high occupancy, 0 to 1: numbers for single concentrations, else arrays.

    Notes
    -----
    For (S)-ketamine, which binds more tightly than the racemate of the affinity, the value is likely too low. Source:
    evidence rows `ketamine_displacement_rat`, `norketamine_displacement_rat` and `unbound_fraction`; norketamine's
    unbound share is taken to be that of ketamine (`norketamine_unbound_fraction`).

    Examples
    --------
    >>> round(channel_occupancy(185.0).value, 2)
    0.23
    """
    ketamine = checks.checked("ketamine_ng_ml", ketamine_ng_ml, checks.MASS_CONCENTRATION) / KETAMINE_G_MOL
    norketamine = checks.checked("norketamine_ng_ml", norketamine_ng_ml, checks.MASS_CONCENTRATION) / NORKETAMINE_G_MOL
    if unbound_fraction is None:
        free = spread("unbound_fraction")
    else:
        share = checks.checked_number("unbound_fraction", unbound_fraction, checks.FRACTION)
        free = (share, share, share)
    return nmda_occupancy(ketamine, norketamine, free, *map(spread, _DISPLACEMENT))


def norketamine_share(ketamine_ng_ml: float, norketamine_ng_ml: float) -> float:
    """Return which share of the sites that both hold together norketamine holds, at total plasma concentrations.

    Parameters
    ----------
    ketamine_ng_ml, norketamine_ng_ml : float
        Total plasma concentrations, 0 to 1e7 ng/mL, not both 0.

    Returns
    -------
    float
        Share from 0 to 1 by the middle affinities; the unbound share, taken to be the same for both, drops out.

    Raises
    ------
    ValueError
        If there is none of either.

    Examples
    --------
    >>> round(norketamine_share(26.0, 165.0), 2)
    0.51
    """
    ketamine = checks.checked_number("ketamine_ng_ml", ketamine_ng_ml, checks.MASS_CONCENTRATION) / KETAMINE_G_MOL
    made = checks.checked_number("norketamine_ng_ml", norketamine_ng_ml, checks.MASS_CONCENTRATION) / NORKETAMINE_G_MOL
    drug, metabolite = (amount / value(row) for amount, row in zip((ketamine, made), _DISPLACEMENT, strict=True))
    if not drug + metabolite:
        raise ValueError("norketamine_ng_ml must be more than 0 where there is no ketamine, got 0")
    return metabolite / (drug + metabolite)
