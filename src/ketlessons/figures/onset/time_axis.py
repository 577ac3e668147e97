"""At which stop of the axis of time, on which scale and with which mark does a comparison stand?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ketlessons.published.trials.comparison import Comparison
from ketlessons.stage.words import clock


class Stop(NamedTuple):
    """A time worth stopping at, and which ratings belong there."""

    words: str
    time_h: float
    first_h: float
    last_h: float

    def holds(self, one: Comparison) -> bool:
        """Whether a comparison belongs here."""
        return self.first_h <= one.time_h <= self.last_h


#: At 8 h and at 6 weeks there are no ratings.
STOPS = (
    Stop("40 min", 2 / 3, 0.5, 1.0),
    Stop("2 h", 2.0, 1.5, 2.5),
    Stop("3 to 4 h", 4.0, 2.6, 5.0),
    Stop("8 h", 8.0, 6.0, 12.0),
    Stop("24 h", 24.0, 20.0, 30.0),
    Stop("2 days", 48.0, 40.0, 56.0),
    Stop("3 days", 72.0, 60.0, 90.0),
    Stop("5 days", 120.0, 100.0, 130.0),
    Stop("1 week", 168.0, 140.0, 190.0),
    Stop("2 to 3 weeks", 336.0, 300.0, 440.0),
    Stop("3 to 4 weeks", 648.0, 450.0, 700.0),
    Stop("6 weeks", 1008.0, 900.0, 1100.0),
    Stop("8 weeks", 1344.0, 1250.0, 1450.0),
)


class Scale(NamedTuple):
    """How a scale is named and said, and how much of it is one step of the grid that serves all."""

    words: str
    axis: str
    unit: str
    digits: int
    step: float


SCALES = {
    "smd": Scale("standard deviations (SMD)", "Better than control by (SD)", "SD", 2, 1.0),
    "points": Scale("points of the MADRS", "Better than control by (MADRS points)", "points", 1, 10.0),
    "response": Scale("responders of 100", "More of 100 respond than with control", "more of 100", 0, 40.0),
}


class Look(NamedTuple):
    """How a control is named, and the mark and colour of what is compared with it."""

    words: str
    mark: str
    ink: str


LOOKS = {
    "saline": Look("saline", "o", "orange"),
    "mixed": Look("saline or midazolam, pooled", "P", "ink"),
    "placebo spray": Look("placebo spray", "^", "purple"),
    "midazolam": Look("midazolam", "s", "blue"),
    "placebo pill": Look("placebo pill", "v", "gold"),
    "anaesthesia": Look("saline under anaesthesia", "D", "green"),
}
# Ratings of one stop stand beside each other, this far apart in powers of ten.
_APART = 0.036


def stop_at(time_h: float) -> Stop:
    """Return the stop that is nearest on a log scale."""
    return min(STOPS, key=lambda stop: abs(np.log(stop.time_h / time_h)))


def around(stop: Stop, many: int) -> tuple[float, float]:
    """Return the times between which so many marks of one stop stand."""
    reach = 10 ** (_APART * (max(many, 1) / 2 + 0.25))
    return stop.time_h / reach, stop.time_h * reach


def placed(drawn: tuple[Comparison, ...]) -> list[tuple[float, Comparison]]:
    """Return where each comparison is drawn: those of one stop side by side, around their time."""
    found = []
    for stop in STOPS:
        members = [one for one in drawn if stop.holds(one)]
        middle = (len(members) - 1) / 2
        found += [(stop.time_h * 10 ** (_APART * (place - middle)), one) for place, one in enumerate(members)]
    return found


def apart(ones: tuple[Comparison, ...]) -> list[tuple[float, Comparison]]:
    """Return where each comparison is drawn: those of exactly one time side by side."""
    found = []
    for one in ones:
        same = [other for other in ones if other.time_h == one.time_h]
        found.append((one.time_h * 10 ** (0.04 * (same.index(one) - (len(same) - 1) / 2)), one))
    return found


def when(time_h: float) -> str:
    """Say a time after the first dose, in weeks where people count in weeks.

    >>> when(2 / 3), when(24), when(72), when(168), when(1008)
    ('40 min', '24 h', '3 days', '1 week', '6 weeks')
    """
    weeks = time_h / 168.0
    if 2.0 <= time_h < 48.0:
        return f"{time_h:g} h"
    return clock(time_h) if weeks < 1 else f"{weeks:.0f} week{'s' if weeks > 1 else ''}"
