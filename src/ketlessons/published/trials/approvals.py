"""What had been decided by a date, and where? Dated events, and the state of approval after each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import Event, timeline

#: A state that the tables hold beside the dated events.
_STATE = "event_off_label"
#: For each use and place the event that settled it. In the UK a licence and a health service are two things.
_APPROVALS = {
    ("anaesthesia", "US"): "event_ketalar",
    ("with", "US"): "event_fda_trd",
    ("with", "EU"): "event_eu_trd",
    ("with", "UK"): "event_smc",
    ("acute", "US"): "event_fda_mdsi",
    ("acute", "EU"): "event_eu_emergency",
    ("alone", "US"): "event_fda_alone",
}
_NICE = "event_nice"
#: Uses that a place may have settled: an anaesthetic; the spray with an antidepressant, in an acute crisis, or alone.
USES = ("anaesthesia", "with", "acute", "alone")
PLACES = ("US", "EU", "UK")


@cache
def events() -> tuple[Event, ...]:
    """Return the dated events, earliest first."""
    return tuple(sorted((event for event in timeline() if event.id != _STATE), key=lambda event: event.date))


def years(event: Event) -> float:
    """Return a date as years with decimals; without month or day, the middle."""
    year, month, day = ([int(part) for part in event.date.split("-")] + [7, 15])[:3]
    return year + (month - 1) / 12 + (day - 1) / 365


@dataclass(frozen=True)
class Approvals:
    """What had been decided by the date of one event."""

    event: Event

    def settled(self, use: str, place: str) -> Event | None:
        """Return the event that settled a use in a place by now; None if it was not read, or came later."""
        return self._by_now(_APPROVALS[use, place]) if self.read(use, place) else None

    def read(self, use: str, place: str) -> bool:
        """Whether the tables hold what became of a use in a place, by now or later."""
        return (use, place) in _APPROVALS

    @property
    def refused_by_nice(self) -> bool:
        """Whether the health service in England had decided against the spray by now."""
        return self._by_now(_NICE) is not None

    @property
    def places(self) -> list[str]:
        """Where the spray is approved for depression, with an antidepressant, by now."""
        return [place for place in ("US", "EU") if self.settled("with", place)]

    def _by_now(self, id: str) -> Event | None:
        found = next(event for event in events() if event.id == id)
        return found if found.date <= self.event.date else None
