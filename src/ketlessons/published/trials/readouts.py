"""Which comparisons show what goes with the control? Rows of both arms and of their difference, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import TimePoint, effect_point, time_point
from ketlessons.models.quantities import Interval

#: Rows of the ketamine arm and of the control arm, and the point of the difference: saline, midazolam, anaesthesia.
_ROWS = {
    "saline": (
        "wilkinson2019_ketamine_against_saline_response_24h",
        "wilkinson2019_saline_response_24h",
        "point_wilkinson2019_saline_24h",
    ),
    "midazolam": (
        "wilkinson2019_ketamine_against_midazolam_response_24h",
        "wilkinson2019_midazolam_response_24h",
        "point_wilkinson2019_midazolam_24h",
    ),
    "murrough": (
        "murrough2013_ketamine_response_24h",
        "murrough2013_midazolam_response_24h",
        "point_murrough2013_24h",
    ),
    "cochrane": (
        "cochrane2021_ketamine_response_24h",
        "cochrane2021_midazolam_response_24h",
        "point_cochrane2021_24h",
    ),
    "karma": ("karma_ketamine_response_4wk", "karma_midazolam_response_4wk", "point_karma_4wk"),
    "lii": ("lii2023_ketamine_response_1d", "lii2023_saline_response_1d", "point_lii2023_1d"),
}
# The arms of the review are no arms that were counted: its odds ratio is applied to an assumed share.
_WORKED_OUT = ("cochrane",)
# Rows of the trial's own model, where the arms did not begin alike.
_OWN_MODEL = {"lii": "lii2023_ketamine_lead_days_1_to_3"}


@dataclass(frozen=True)
class Readout:
    """One comparison of ketamine with a control.

    Parameters
    ----------
    name : str
        Which: the control, or the trial.
    drug_row, control_row : TimePoint
        People of a hundred who responded in each arm.
    smd : Interval
        Difference in standard deviations, benefit positive.
    worked_out : bool
        Whether nobody counted these arms: they follow from an odds ratio and an assumed share.
    raw : bool
        Whether the difference is that of raw ratings of arms that did not begin alike.
    own_model : Interval or None
        Points of the MADRS by the trial's own model, where the difference is raw.
    """

    name: str
    drug_row: TimePoint
    control_row: TimePoint
    smd: Interval
    worked_out: bool
    raw: bool
    own_model: Interval | None

    @property
    def reported(self) -> bool:
        """Whether a sentence has to say so."""
        return self.drug_row.reported


@cache
def readouts() -> dict[str, Readout]:
    """Return the comparisons by name: saline, then midazolam, then saline under anaesthesia.

    Returns
    -------
    dict of str to Readout
        Nobody was randomised between them.

    Notes
    -----
    Source: the rows of each.

    Examples
    --------
    >>> [(one.drug_row.value, one.control_row.value) for one in readouts().values() if one.raw]
    [(60.0, 50.0)]
    """
    return {name: _readout(name) for name in _ROWS}


def _readout(name: str) -> Readout:
    drug, control, id = _ROWS[name]
    point = effect_point(id)
    smd = _interval(id, point.smd, point.low, point.high)
    own = _interval(_OWN_MODEL[name], *time_point(_OWN_MODEL[name]).benefit) if name in _OWN_MODEL else None
    return Readout(name, time_point(drug), time_point(control), smd, name in _WORKED_OUT, point.start == "unlike", own)


def _interval(id: str, value: float, low: float | None, high: float | None) -> Interval:
    if low is None or high is None:
        raise ValueError(f"{id} has no interval with two ends")
    return Interval(low, value, high)
