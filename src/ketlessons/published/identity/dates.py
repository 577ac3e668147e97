"""Which dated events does a walk go through? All of them in lesson 01, those of the way to a licence in lesson 06."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ketlessons.evidence import Event, timeline
from ketlessons.evidence import event as event_named

#: What an event is about, in the order in which it is drawn, with what a picture calls it.
THEMES: Mapping[str, str] = MappingProxyType(
    {"chemistry": "Chemistry", "medicine": "Medicine", "law": "Law", "depression": "Depression"}
)
#: The dates of the walk to the approvals for depression. A row that is added later enters it here, or not at all.
TO_DEPRESSION = (
    "event_synthesis",
    "event_first_human",
    "event_ketalar",
    "event_dea_proposal",
    "event_schedule3",
    "event_berman",
    "event_zarate",
    "event_uk_class_b",
    "event_fda_trd",
    "event_chmp",
    "event_eu_trd",
    "event_fda_mdsi",
    "event_smc",
    "event_eu_emergency",
    "event_nice",
    "event_fda_compounded",
    "event_fda_alone",
    "event_karma",
    "event_acmd",
    "event_nrx",
)


def _by_date(event: Event) -> str:
    return event.date


@cache
def every_event() -> tuple[Event, ...]:
    """Return all dated events, earliest first; what the tables say of a state is left out."""
    return tuple(sorted((one for one in timeline() if one.kind == "event"), key=_by_date))


@cache
def events() -> tuple[Event, ...]:
    """Return the dated events of the walk to depression, earliest first."""
    return tuple(sorted(map(event_named, TO_DEPRESSION), key=_by_date))


def years(event: Event) -> float:
    """Return a date as years with decimals; without month or day, the middle."""
    year, month, day = ([int(part) for part in event.date.split("-")] + [7, 15])[:3]
    return year + (month - 1) / 12 + (day - 1) / 365


def years_between(one: Event, other: Event) -> int:
    """Return by how many the years of two dates differ, whatever their months."""
    return abs(int(one.date[:4]) - int(other.date[:4]))
