"""Which comparisons show what goes with the control? Rows of both arms and of their difference, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import hypot

from ketlessons.evidence import TimePoint, effect_point, time_point
from ketlessons.models import checks
from ketlessons.models.quantities import Interval
from ketlessons.models.trials.conversions import se_from_limits
from ketlessons.models.trials.score_effects import Effect

#: Rows of the ketamine arm and of the control arm, and the point of the difference: saline, midazolam, anaesthesia.
_ROWS = {
    "saline": (
        "wilkinson2019_ketamine_against_saline_response_24h",
        "wilkinson2019_saline_response_24h",
        "point_wilkinson2019_saline_24h",
    ),
    "saline_cochrane": (
        "cochrane2021_ketamine_against_saline_response_24h",
        "cochrane2021_saline_response_24h",
        "point_cochrane2021_saline_24h",
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
#: What the two sources that compared ketamine with both controls found over saline, and over midazolam.
SOURCES = {"wilkinson": ("saline", "midazolam"), "cochrane": ("saline_cochrane", "cochrane")}
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
    source : str
        One of `SOURCES` that this comparison belongs to; empty for a single trial.
    raw : bool
        Whether the difference is that of raw ratings of arms that did not begin alike.
    own_model : Interval or None
        Points of the MADRS by the trial's own model, where the difference is raw.
    """

    name: str
    drug_row: TimePoint
    control_row: TimePoint
    smd: Interval
    source: str
    raw: bool
    own_model: Interval | None

    @property
    def responders(self) -> str:
        """Where the shares of responders come from: "model" or "odds ratio"; empty where people were counted."""
        return self.drug_row.responders

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
    source = next((one for one, names in SOURCES.items() if name in names), "")
    return Readout(name, time_point(drug), time_point(control), smd, source, point.start == "unlike", own)


@cache
def saline_less_midazolam(source: str) -> Interval:
    """Return by how much the lead over saline is larger than that over midazolam, by one source.

    Parameters
    ----------
    source : {"wilkinson", "cochrane"}
        Which.

    Returns
    -------
    Interval
        Standard deviations, at 95 %.

    Notes
    -----
    The errors follow from the printed limits, and the two leads are taken for independent. Nobody was randomised
    between saline and midazolam. Source: the rows of `readouts`.

    Examples
    --------
    >>> [round(end, 2) for end in saline_less_midazolam("cochrane")]
    [-0.17, 0.38, 0.93]
    """
    saline, midazolam = (
        readouts()[name].smd for name in SOURCES[checks.checked_choice("source", source, tuple(SOURCES))]
    )
    gap = saline.value - midazolam.value
    error = hypot(*(float(se_from_limits(one.low, one.high)) for one in (saline, midazolam)))
    return Effect(gap, error).interval()


def _interval(id: str, value: float, low: float | None, high: float | None) -> Interval:
    if low is None or high is None:
        raise ValueError(f"{id} has no interval with two ends")
    return Interval(low, value, high)
