"""Which published values do the parameter sets miss, and by how much? Those that lesson 04 shows its learners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ketlessons.evidence import Fact, fact, regimen

from .sets import trace
from .visits import visits

#: Samples that at least one set misses: regimen, minutes since the start, row, and words after the published value.
_SAMPLES = (
    ("iv_bolus_label", 5.0, "conc_bolus_5min_label", ""),
    ("iv_half", 5.0, "iv_half_5min", ""),
    ("oral_25", 57.6, "oral_cmax_chong", ""),
    ("iv_s_infusion", 20.0, "conc_s_arterial_after_50", " in an artery"),
    ("sublingual_25", 45.6, "sublingual_cmax_chong", ""),
)
#: Peaks of norketamine: regimen, row.
_NORKETAMINE = (("oral_25", "norketamine_cmax_oral_chong"), ("sublingual_25", "norketamine_cmax_sublingual_chong"))


@dataclass(frozen=True)
class Miss:
    """A published value that at least one set of parameters misses.

    Parameters
    ----------
    what : str
        What was measured, after which regimen, when.
    published : Fact
        The row.
    told : str
        The published value with its unit and spread, in words.
    by : mapping of str to float
        What each set gives, in the unit of the row.
    """

    what: str
    published: Fact
    told: str
    by: Mapping[str, float]

    def __str__(self) -> str:
        sets = ", ".join(f"{name} set {value:.0f}" for name, value in self.by.items())
        return f"{self.what}: published {self.told}; {sets}"


def misses() -> tuple[Miss, ...]:
    """Return the published values that lesson 04 holds against the sets.

    Returns
    -------
    tuple of Miss
        In the order of the lesson; not every miss is here: see the recorded misses of the tests.

    Examples
    --------
    >>> print(misses()[0])
    Vein, 2 mg/kg over 1 min, anaesthesia, 5 min: published 1800 to 2000 ng/mL; venous set 912, arterial set 2282
    """
    found = []
    for id, minute, row, where in _SAMPLES:
        by = {model: float(trace(id, model).at(minute / 60.0)[0]) for model in ("venous", "arterial")}
        found.append(_miss(f"{regimen(id).label}, {minute:g} min", row, by, where))
    for id, row in _NORKETAMINE:
        peak = float(trace(id, "venous").norketamine_cmax_ng_ml)
        found.append(_miss(f"{regimen(id).label}, peak of norketamine", row, {"venous": peak}))
    area = float(trace("nasal_84", "nasal").norketamine_auc_ng_h_ml)
    found.append(_miss(f"{regimen('nasal_84').label}, norketamine over 24 h", "nasal_nk_auc24_84", {"nasal": area}))
    volume = visits("infusion_96h", "venous").steady_volume_l
    found.append(_miss("Volume of distribution of ketamine", "vss_racemate_meta", {"venous": volume}))
    return tuple(found)


def _miss(what: str, row: str, by: Mapping[str, float], where: str = "") -> Miss:
    published = fact(row)
    return Miss(what, published, published.text() + where, by)
