"""How good are kits that test a drink, and how common might a spiked drink be? What a result is worked out from.

How well a kit does was measured. How common spiked drinks are was not: what is supposed is lent by published shares
of tests of people, which count something else.
"""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.evidence import fact
from ketlessons.models import checks


@dataclass(frozen=True)
class Kit:
    """One kit: its names in a menu and a sentence, and its shares of spiked drinks found, of others left alone."""

    name: str
    spoken: str
    sensitivity: float
    specificity: float


#: Sensitivity and specificity of each kit, by row; for a row with two ends, which end.
_KITS = {
    "detective": ("Drink Detective", "Drink Detective", "kit_detective_sensitivity", "kit_detective_specificity", ""),
    "guard": ("Drink Guard", "Drink Guard", "kit_guard_sensitivity", "kit_guard_specificity", ""),
    "coaster_ketamine": (
        "A coaster, ketamine",
        "the coaster for ketamine",
        "coaster_ketamine_sensitivity",
        "coaster_specificity",
        "",
    ),
    "coaster_ghb_low": (
        *("A coaster, GHB, unclear as no", "the coaster for GHB, unclear counted as no"),
        *("coaster_ghb_sensitivity", "coaster_specificity", "low"),
    ),
    "coaster_ghb_high": (
        *("A coaster, GHB, unclear as yes", "the coaster for GHB, unclear counted as yes"),
        *("coaster_ghb_sensitivity", "coaster_specificity", "high"),
    ),
}
KITS = tuple(_KITS)


def kit(name: str) -> Kit:
    """Return one kit.

    Parameters
    ----------
    name : {"detective", "guard", "coaster_ketamine", "coaster_ghb_low", "coaster_ghb_high"}
        For GHB the coaster has two sensitivities, by whether unclear results count as negative or as positive.

    Returns
    -------
    Kit

    Notes
    -----
    Source: the rows ``kit_...`` and ``coaster_...`` of the table ``assault``.

    Examples
    --------
    >>> chosen = kit("detective")
    >>> chosen.sensitivity, chosen.specificity
    (0.69, 0.879)
    """
    label, spoken, sensitivity, specificity, end = _KITS[checks.checked_choice("name", name, KITS)]
    row = fact(sensitivity)
    found = getattr(row, end) if end else row.number
    return Kit(label, spoken, float(found), fact(specificity).number)


@dataclass(frozen=True)
class Supposed:
    """A share of spiked drinks that is supposed, and which published share it is as large as."""

    share: float
    like: str
    reported: bool


#: What lends its size: the row that counts or gives a share, the row of how many were tested, and what it is of.
_LIKE = {
    "uk": ("uk_not_admitted", "uk_cases_total", "UK cases, a sedative not named"),
    "police": ("police_supported", "", "police tests"),
    "oslo": ("oslo_unreported", "oslo_total", "patients in Oslo, a drug not named"),
    "review": ("covert_review_high", "", "the highest of five publications"),
    "ontario": ("ontario_unexpected", "ontario_total", "Ontario, a drug not expected"),
}
SHARES = tuple(_LIKE)


def supposed(name: str) -> Supposed:
    """Return a share to suppose.

    Parameters
    ----------
    name : {"uk", "police", "oslo", "review", "ontario"}
        Whose size it has.

    Returns
    -------
    Supposed

    Notes
    -----
    Source: rows of the table ``assault``: what was found in people who suspected or reported something, rounded to
    whole drinks of a hundred. How many drinks are spiked has not been measured.

    Examples
    --------
    >>> supposed("oslo")
    Supposed(share=0.15, like='patients in Oslo, a drug not named', reported=False)
    """
    found, total, like = _LIKE[checks.checked_choice("name", name, SHARES)]
    row = fact(found)
    share = row.number / fact(total).number if total else row.number
    return Supposed(round(share, 2), like, row.reported)
