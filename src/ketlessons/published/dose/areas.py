"""How much norketamine there is for the ketamine, by area: what was published, and the same hours in the models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import regimen, value

from .sets import trace
from .visits import set_for

#: Hours that an area counts where nothing was published; the published areas of the racemate end there.
FIRST_H = 8.0
_WHOLE_H = float("inf")
#: What was published by regimen: hours that were counted, and rows of ratios.
_RATIOS: dict[str, tuple[float, tuple[str, ...]]] = {
    "iv_infusion": (8.0, ("norketamine_to_ketamine_auc_iv_chong2006",)),
    "sublingual_25": (
        8.0,
        ("norketamine_to_ketamine_auc_sublingual_chong", "norketamine_to_ketamine_auc_sublingual_chong2006"),
    ),
    "oral_25": (8.0, ("norketamine_to_ketamine_auc_oral_chong", "norketamine_to_ketamine_auc_oral_chong2006")),
    "oral_s_84": (_WHOLE_H, ("norketamine_ratio_oral_fanta",)),
}
#: The same, as rows of the two areas: norketamine's, ketamine's.
_AREAS = {f"nasal_{mg}": (24.0, f"nasal_nk_auc24_{mg}", f"nasal_auc24_{mg}") for mg in (28, 56, 84)}


@dataclass(frozen=True)
class AreaRatio:
    """Area under norketamine over area under ketamine.

    Parameters
    ----------
    hours : float
        How many hours since the start both areas count; inf for all.
    model : float
        What the regimen's own set gives.
    published : tuple of float
        What was published for the same hours: nothing, one number, or several that do not agree.
    rows : tuple of str
        The row of each.
    """

    hours: float
    model: float
    published: tuple[float, ...]
    rows: tuple[str, ...]


@cache
def area_ratio(regimen_id: str) -> AreaRatio:
    """Return how large the area under norketamine is beside that under ketamine, over the hours that were published.

    Parameters
    ----------
    regimen_id : str
        A regimen of the evidence table.

    Returns
    -------
    AreaRatio
        Like for like: the model's areas end where the published ones do; after 8 h where there are none.

    Raises
    ------
    UnknownFact
        If there is no such regimen.

    Examples
    --------
    >>> found = area_ratio("sublingual_25")
    >>> found.hours, round(found.model, 2), found.published
    (8.0, 2.96, (2.1, 2.5))
    """
    row = regimen(regimen_id)
    rows: tuple[str, ...]
    published: tuple[float, ...]
    if row.id in _AREAS:
        hours, made, drug = _AREAS[row.id]
        rows, published = (made,), (value(made) / value(drug),)
    else:
        hours, rows = _RATIOS.get(row.id, (FIRST_H, ()))
        published = tuple(value(one) for one in rows)
    course = trace(row.id, set_for(row), [0.0, hours] if hours < _WHOLE_H else None)
    if hours < _WHOLE_H:
        areas = course.norketamine_auc_ng_h_ml, course.auc_ng_h_ml
    else:
        areas = course.norketamine_auc_inf_ng_h_ml, course.auc_inf_ng_h_ml
    return AreaRatio(hours, float(areas[0] / areas[1]), published, rows)
