"""Which regimens can a learner choose, and how are they and the sets of parameters named?"""

from __future__ import annotations

from ketlessons.evidence import regimen
from ketlessons.stage.controls import Range
from ketlessons.stage.words import clock

#: What the menus offer, in order: no anaesthetic doses, they would leave the others on the floor.
REGIMENS = (
    "iv_infusion",
    "im_half",
    "nasal_28",
    "nasal_56",
    "nasal_84",
    "sublingual_25",
    "oral_25",
    "oral_s_84",
    "iv_s_infusion_28",
)
#: The sets of parameters, as the figures name them.
MODEL_WORDS = {"venous": "venous set", "arterial": "arterial set", "nasal": "nasal population model"}

#: Minutes after the start worth stopping at, within the first six hours.
_MINUTES = (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 75, 90, 105, 120, 150, 180, 210, 240, 300, 360)


def menu(ids: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Offer named regimens by their labels; there is no other way to choose a dose."""
    return tuple((id, regimen(id).label) for id in ids)


def minutes(value: float, last: float = _MINUTES[-1]) -> Range:
    """Return the slider of minutes after the start, up to the last one that a figure shows."""
    grid = tuple(minute for minute in _MINUTES if minute <= last)
    return Range("time_min", "Time after the start", grid, value, texts=tuple(clock(m / 60.0) for m in grid))
