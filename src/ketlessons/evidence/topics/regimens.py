"""Which doses may a figure show? Named regimens of trials and labels, and no others.

A regimen is a row with its drug, route, dose and source. There is no way to ask for another dose: these lessons
explain what was studied and are no help in choosing a dose for anyone.
"""

from dataclasses import dataclass

from ..facts import Checked, usable
from ..named import one_of_few
from ..reading.reader import read_records
from ..reading.slips import read_once


@dataclass(frozen=True)
class Regimen(Checked):
    """One named regimen.

    Parameters
    ----------
    id : str
        Name of the row.
    label : str
        What a learner reads in a menu.
    drug : str
        "racemate" or "s_ketamine".
    route : str
        "iv", "im", "nasal", "sublingual" or "oral".
    dose : float
        Amount in `unit`.
    unit : str
        "mg" or "mg/kg", or "mg/kg/h" for a long infusion, whose dose is a rate.
    duration_min : float or None
        How long an infusion or injection into a vein takes.
    devices : int
        Nasal devices used one after the other; 0 for other routes.
    setting : str
        "trial" or "label".
    sources : tuple of str
        Keys of ``references.bib``.
    status : str
        How the row was checked; the statuses of the fact tables.
    depth : str
        How deep its sources were read; the depths of the fact tables.
    note : str
        What was read.
    """

    tells = ("dose", "duration_min", "devices")

    id: str
    label: str
    drug: str
    route: str
    dose: float
    unit: str
    duration_min: float | None
    devices: int
    setting: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str

    @property
    def phrase(self) -> str:
        """The regimen within a sentence, such as "0.5 mg/kg ketamine into a vein over 40 min"."""
        ways = {
            "iv": "into a vein",
            "im": "into a muscle",
            "nasal": f"through the nose in {self.devices} device{'s' if self.devices > 1 else ''}",
            "sublingual": "under the tongue",
            "oral": "by mouth",
        }
        over = f" over {_span(self.duration_min)}" if self.duration_min else ""
        drug = "esketamine" if self.drug == "s_ketamine" else "ketamine"
        return f"{self.dose:g} {self.unit} {drug} {ways[self.route]}{over}"

    def amount_mg(self, weight_kg: float) -> float:
        """Return the whole dose in mg for a person of this weight; a dose in mg does not depend on it."""
        if self.unit == "mg":
            return self.dose
        hours = (self.duration_min or 0.0) / 60.0 if self.unit == "mg/kg/h" else 1.0
        return self.dose * weight_kg * hours


def _span(minutes: float) -> str:
    """Say how long an infusion takes: in hours where it is many."""
    return f"{minutes:g} min" if minutes < 180 else f"{minutes / 60:g} h"


@read_once
def all_regimens() -> tuple[Regimen, ...]:
    """Return every regimen, the unverified ones too; for audits and tests."""
    return read_records("regimens.csv", Regimen, empty={"devices": 0})


def regimens() -> tuple[Regimen, ...]:
    """Return the usable regimens, in the order of the table."""
    return usable(all_regimens())


def regimen(id: str) -> Regimen:
    """Return one regimen.

    Parameters
    ----------
    id : str
        Its name, such as ``"iv_infusion"``.

    Returns
    -------
    Regimen
        The row.

    Raises
    ------
    UnknownFact
        If there is no such regimen; the message lists them.
    UnverifiedFact
        If nobody has checked the row.

    Examples
    --------
    >>> regimen("nasal_84").devices
    3
    """
    return one_of_few(all_regimens(), "regimen", id)
