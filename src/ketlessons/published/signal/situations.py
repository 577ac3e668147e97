"""How much drug is free in plasma in a named situation, and what scans of people saw of its targets."""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.evidence import Fact, fact
from ketlessons.models import checks
from ketlessons.models.quantities import Interval
from ketlessons.published.signal.affinities import ROWS

#: What lies free in plasma, by name: the drug, and the row. Two are named regimens; no dose is worked out here.
_FREE = {
    "infusion": ("ketamine", "antidepressant_free_um"),
    "anaesthesia": ("ketamine", "anaesthetic_free_um"),
    "norketamine": ("norketamine", "norketamine_anaesthetic_free_um"),
}
#: Serotonin transporters held in scans of people: by the situation, or by the drug where it is swallowed every day.
_SCANS = {
    "infusion": ("sig_sert_human",),
    "paroxetine": ("sert_paroxetine_first_4h", "sert_paroxetine_4wk"),
    "venlafaxine": ("sert_minimum_dose",),
}


@dataclass(frozen=True)
class Situation:
    """What lies free in plasma in a named situation, uM, with its span and its evidence row."""

    drug: str
    row: Fact
    free_um: Interval


def free_in(name: str) -> Situation:
    """Return what lies free in plasma in a named situation.

    Parameters
    ----------
    name : str
        ``"infusion"``, an antidepressant infusion; ``"anaesthesia"``; or ``"norketamine"``, the most after anaesthesia.

    Returns
    -------
    Situation
        Drug, row and free concentration.

    Examples
    --------
    >>> free_in("infusion").free_um
    Interval(low=0.21, value=0.428, high=0.946)
    """
    drug, id = _FREE[checks.checked_choice("name", name, tuple(_FREE))]
    row = fact(id)
    if row.low is None or row.high is None:
        raise ValueError(f"name must be a situation whose row has both ends of its range, got {name!r}")
    return Situation(drug, row, Interval(row.low, row.number, row.high))


def scans(name: str) -> tuple[Fact, ...]:
    """Return what scans of people saw of serotonin transporters held.

    Parameters
    ----------
    name : str
        A drug of `affinities` or a situation of `free_in`.

    Returns
    -------
    tuple of Fact
        Shares, or ends of them; none where nobody was scanned.

    Examples
    --------
    >>> [row.text() for row in scans("infusion")], scans("amitriptyline")
    (['at most 0.1'], ())
    """
    checks.checked_choice("name", name, tuple(dict.fromkeys((*ROWS, *_FREE))))
    return tuple(fact(id) for id in _SCANS.get(name, ()))
