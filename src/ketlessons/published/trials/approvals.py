"""What had been decided by a date, and where? Dated events, and the state of approval after each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import Event, timeline

#: Uses that a place may have settled: an anaesthetic; the spray with an antidepressant, in an acute crisis, or alone.
USES = ("anaesthetic", "with an antidepressant", "acute crisis", "alone")
PLACES = ("US", "EU", "UK")
#: What settles a use. In the UK a licence and a health service are two things, and a health service was read.
_SETTLES = ("approved", "accepted")


@cache
def events() -> tuple[Event, ...]:
    """Return the dated events, earliest first; what the tables say of a state is left out."""
    return tuple(sorted((event for event in timeline() if event.kind == "event"), key=lambda event: event.date))


def years(event: Event) -> float:
    """Return a date as years with decimals; without month or day, the middle."""
    year, month, day = ([int(part) for part in event.date.split("-")] + [7, 15])[:3]
    return year + (month - 1) / 12 + (day - 1) / 365


@dataclass(frozen=True)
class Approvals:
    """What had been decided by the date of one event."""

    event: Event

    def settled(self, use: str, place: str) -> Event | None:
        """Return the event that first settled a use in a place; None if it was not read, or came later."""
        return self._by_now(_first(use, place, *_SETTLES))

    def read(self, use: str, place: str) -> bool:
        """Whether the tables hold what became of a use in a place, by now or later."""
        return _first(use, place, *_SETTLES) is not None

    @property
    def refused(self) -> bool:
        """Whether a health service in the UK had decided against the spray by now."""
        return self._by_now(_first("with an antidepressant", "UK", "not recommended")) is not None

    @property
    def places(self) -> list[str]:
        """Where the spray is approved for depression, with an antidepressant, by now."""
        return [place for place in ("US", "EU") if self.settled("with an antidepressant", place)]

    def _by_now(self, found: Event | None) -> Event | None:
        return found if found and found.date <= self.event.date else None


def _first(use: str, place: str, *decisions: str) -> Event | None:
    """Return the earliest event in a place that decided so on a use; None if there is none."""
    return next((one for one in events() if (one.use, one.region) == (use, place) and one.decision in decisions), None)
