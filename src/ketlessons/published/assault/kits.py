"""How good are kits that test a drink, and how common might a spiked drink be? What a result is worked out from.

How well a kit does was measured. How common spiked drinks are was not: the shares here are round ones to suppose, and
none of them is taken from people who told or were tested.
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


#: Names of each kit, and the rows of its sensitivity and specificity.
_KITS = {
    "detective": ("Drink Detective", "Drink Detective", "kit_detective_sensitivity", "kit_detective_specificity"),
    "guard": ("Drink Guard", "Drink Guard", "kit_guard_sensitivity", "kit_guard_specificity"),
    "coaster": ("A coaster", "the coaster", "coaster_sensitivity", "coaster_specificity"),
}
KITS = tuple(_KITS)


def kit(name: str) -> Kit:
    """Return one kit.

    Parameters
    ----------
    name : {"detective", "guard", "coaster"}
        For the coaster: of drinks with one of the two drugs that it is sold for.

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
    label, spoken, sensitivity, specificity = _KITS[checks.checked_choice("name", name, KITS)]
    return Kit(label, spoken, fact(sensitivity).number, fact(specificity).number)


#: Shares of spiked drinks to suppose, of 1. Nobody has measured it, so they are round.
_SUPPOSED = {"two": 0.02, "five": 0.05, "fifteen": 0.15, "twenty_five": 0.25, "fifty": 0.50}
SHARES = tuple(_SUPPOSED)


def supposed(name: str) -> float:
    """Return a share of spiked drinks to suppose, 0 to 1.

    Parameters
    ----------
    name : {"two", "five", "fifteen", "twenty_five", "fifty"}
        How many of 100.

    Returns
    -------
    float

    Notes
    -----
    Source: none. How many drinks are spiked has not been measured.

    Examples
    --------
    >>> supposed("fifteen")
    0.15
    """
    return _SUPPOSED[checks.checked_choice("name", name, SHARES)]
