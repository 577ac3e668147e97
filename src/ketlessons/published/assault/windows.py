"""Windows: until when something can be found, by whose advice, and for how long traces of earlier use stay.

Only windows that somebody stands for: advice of a service, and people who were followed. No single dose has an
agreed window.
"""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.evidence import fact
from ketlessons.models import checks

SAMPLES = ("urine", "blood", "hair")
_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0}
_ADVICE = {
    "urine": ("window_urine_faculty", "window_urine_police"),
    "blood": ("window_blood_faculty",),
    "hair": (),
}


@dataclass(frozen=True)
class Window:
    """Until when something can be done or seen, in hours after; and whether a sentence has to say "reported"."""

    hours: float
    reported: bool


def _window(id: str) -> Window:
    row = fact(id)
    return Window(row.number * _HOURS[row.unit], row.reported)


def advice(sample: str) -> tuple[Window, ...]:
    """Return until when a sample is worth taking, by the advice there is, the shortest first.

    Parameters
    ----------
    sample : {"urine", "blood", "hair"}
        For hair there is no agreed limit, so there is none here.

    Returns
    -------
    tuple of Window

    Notes
    -----
    Source: the rows ``window_...`` of the table ``assault``; England, and the British Isles.

    Examples
    --------
    >>> [one.hours / 24 for one in advice("urine")], advice("hair")
    ([5.0, 7.0], ())
    """
    return tuple(_window(id) for id in _ADVICE[checks.checked_choice("sample", sample, SAMPLES)])


def some_gone() -> Window:
    """Return within how many hours some drugs have left the body; row ``window_gone``."""
    return _window("window_gone")


def examination() -> Window:
    """Return until when one centre examines; row ``window_centre``."""
    return _window("window_centre")


def to_start() -> tuple[Window, Window]:
    """Return until when medicine against HIV and medicine against pregnancy are worth starting; rows ``care_...``."""
    return _window("care_hiv"), _window("care_pregnancy")


def after_daily_use() -> tuple[int, Window, Window, Window]:
    """Return how many people were followed, and the times that urine stayed positive: shortest, ketamine, longest.

    The shortest and the longest time are of ketamine or a metabolite, the one between of ketamine itself.
    """
    people = round(fact("after_daily_use_people").number)
    return (
        people,
        _window("after_daily_use_first"),
        _window("after_daily_use_ketamine"),
        _window("after_daily_use_last"),
    )


def hair_after_treatment() -> Window:
    """Return how long after treatment one person's hair was still positive; row ``hair_weeks``."""
    return _window("hair_weeks")
