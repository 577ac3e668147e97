"""What had been decided by a date, and where? Dated events, and the state of approval after each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ketlessons.evidence import Event
from ketlessons.published.identity.dates import events

#: Uses that a place may have settled: an anaesthetic; the spray with an antidepressant, in an acute crisis, or alone.
USES = ("anaesthetic", "with an antidepressant", "acute crisis", "alone")
PLACES = ("US", "EU", "UK")
#: What settles a use. In the UK a licence and a health service are two things, and a health service was read.
_SETTLES = ("approved", "accepted")


class State(Enum):
    """What had become of a use in a place by a date, as far as the table of dates holds it."""

    NO_ENTRY = auto()
    NOT_YET = auto()
    APPROVED = auto()
    LICENSED = auto()
    NOT_RECOMMENDED = auto()


@dataclass(frozen=True)
class Approvals:
    """What had been decided by the date of one event."""

    event: Event

    def settled(self, use: str, place: str) -> Event | None:
        """Return the event that first settled a use in a place; None if there is none, or it came later."""
        return self._by_now(_first(use, place, *_SETTLES))

    def state(self, use: str, place: str) -> State:
        """Return what had become of a use in a place; in the UK it is settled by a health service."""
        if self.settled(use, place):
            if place == "UK":
                return State.NOT_RECOMMENDED if self.refused else State.LICENSED
            return State.APPROVED
        later = place != "UK" and _first(use, place, *_SETTLES)
        return State.NOT_YET if later else State.NO_ENTRY

    @property
    def refused(self) -> bool:
        """Whether a health service in the UK had decided against the spray by now."""
        return self._by_now(_first("with an antidepressant", "UK", "not recommended")) is not None

    @property
    def spray(self) -> list[Event]:
        """The events by which the US and the EU had approved the spray, with an antidepressant, by now."""
        found = (self.settled("with an antidepressant", place) for place in ("US", "EU"))
        return [event for event in found if event]

    def _by_now(self, found: Event | None) -> Event | None:
        return found if found and found.date <= self.event.date else None


def _first(use: str, place: str, *decisions: str) -> Event | None:
    """Return the earliest event in a place that decided so on a use; None if there is none."""
    return next((one for one in events() if (one.use, one.region) == (use, place) and one.decision in decisions), None)
