"""Can a trial that found no significant lead still rule a large one out? Which leads it is held against."""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.evidence import TimePoint, time_point

from .forest import nasal_trials, pool_forest

# Infusions are held against the one trial against midazolam that found a lead.
_INFUSIONS, _FOUND = ("lii2023_ketamine_lead_days_1_to_3", "karma_ketamine_lead_4wk"), "murrough2013_ketamine_lead_24h"
# Trials of the spray are held against their own pooled mean about four weeks after the first dose.
_SPRAY = (
    "canuso2018_esketamine_lead_25d",
    "transform2_esketamine_lead_day28",
    "transform1_esketamine84_lead_day28",
    "transform3_esketamine_lead_day28",
    "chen2023_esketamine_lead_day28",
    "takahashi2021_esketamine84_lead_day28",
    "janik2025_esketamine56_lead_day28",
    "janik2025_esketamine84_lead_day28",
)


@dataclass(frozen=True)
class Held:
    """One lead, and the lead that it is held against.

    Parameters
    ----------
    row : TimePoint
        The trial's own difference, in points of the MADRS.
    against : float
        Points of the MADRS, benefit positive.
    """

    row: TimePoint
    against: float


def held_against() -> tuple[Held, ...]:
    """Return the leads of lesson 06 that are held against a lead that others found.

    Returns
    -------
    tuple of Held
        Two trials of infusions, then the trials of the spray at day 25 to 28.

    Notes
    -----
    Source: `row` of each, and the row `murrough2013_ketamine_lead_24h`; for the spray `pool_forest` of `nasal_trials`.

    Examples
    --------
    >>> first = held_against()[0]
    >>> first.row.trial, first.against
    ('Lii 2023', 7.95)
    """
    found, _, _ = time_point(_FOUND).benefit
    pooled = pool_forest(nasal_trials("day 25 to 28"), "paule_mandel").value
    infusions = (Held(time_point(id), found) for id in _INFUSIONS)
    return (*infusions, *(Held(time_point(id), pooled) for id in _SPRAY))
