"""What had been decided by a date, and where? Dated events, and the state of approval after each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import Event, timeline

REGIONS = {"all": "All", "US": "US", "EU": "EU", "UK": "UK"}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
#: A state that the tables hold beside the dated events.
_STATE = "event_off_label"
#: For each use and place the event that settled it, what the event made of it, and how a sentence says it.
_APPROVALS = {
    ("anaesthesia", "US"): ("event_ketalar", "approved", "ketamine as an anaesthetic"),
    ("with", "US"): ("event_fda_trd", "approved", "esketamine spray with an oral antidepressant"),
    ("with", "EU"): ("event_eu_trd", "approved", "esketamine spray with an SSRI or SNRI"),
    ("with", "UK"): ("event_smc", "", ""),
    ("acute", "US"): ("event_fda_mdsi", "approved", "the spray in depression with acute suicidal thoughts"),
    ("acute", "EU"): ("event_eu_emergency", "approved", "the spray for a short time in a psychiatric emergency"),
    ("alone", "US"): ("event_fda_alone", "approved", "the spray alone"),
}
USES = {
    "anaesthesia": "Ketamine, as an anaesthetic",
    "with": "Esketamine spray with an antidepressant, TRD",
    "acute": "Esketamine spray, depression in an acute crisis",
    "alone": "Esketamine spray alone, TRD",
    "itself": "Ketamine itself, for depression",
}
PLACES = ("US", "EU", "UK")


@cache
def events() -> tuple[Event, ...]:
    """Return the dated events, earliest first."""
    return tuple(sorted((event for event in timeline() if event.id != _STATE), key=lambda event: event.date))


def spoken(date: str) -> str:
    """Say a date as far as it is known.

    >>> spoken("1962"), spoken("2006-08"), spoken("2019-03-05")
    ('1962', 'August 2006', '5 March 2019')
    """
    year, *rest = date.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} " if rest else ""
    return f"{f'{int(rest[1])} ' if len(rest) > 1 else ''}{month}{year}"


def years(event: Event) -> float:
    """Return a date as years with decimals; without month or day, the middle."""
    year, month, day = ([int(part) for part in event.date.split("-")] + [7, 15])[:3]
    return year + (month - 1) / 12 + (day - 1) / 365


@dataclass(frozen=True)
class Moment:
    """One event, and what had been decided by then."""

    event: Event
    region: str

    def settled(self, use: str, place: str) -> Event | None:
        """Return the event that settled a use by now."""
        if (use, place) not in _APPROVALS:
            return None
        found = next(event for event in events() if event.id == _APPROVALS[use, place][0])
        return found if found.date <= self.event.date else None

    @property
    def _nice(self) -> bool:
        """Whether NICE had decided by now."""
        return next(event for event in events() if event.id == "event_nice").date <= self.event.date

    def cell(self, use: str, place: str) -> str:
        """Return what the table of approvals says here."""
        if use == "itself":
            return "not approved *"
        if (use, place) not in _APPROVALS:
            return "not read"
        found = self.settled(use, place)
        if not found:
            return "not read" if place == "UK" else "not yet"
        if place == "UK":
            return f"licensed; Scotland yes{', NICE no' if self._nice else ''}"
        return f"{_APPROVALS[use, place][1]} {found.date[:4]}{' *' if found.reported else ''}"

    def approved(self, place: str) -> list[str]:
        """Return the uses approved here by now, with "reported" where that is all that was read."""
        said = []
        for (use, where), (_, verdict, words) in _APPROVALS.items():
            found = self.settled(use, where)
            if where == place and verdict == "approved" and found:
                said.append(f"{words}{' (reported)' if found.reported else ''}")
        return said

    @property
    def places(self) -> list[str]:
        """Where a spray is approved for depression by now."""
        return [place for place in PLACES if self.settled("with", place) and place != "UK"]

    def _state(self) -> str:
        itself = "ketamine itself is approved for depression nowhere that was read (reported)"
        if self.region == "all":
            where = " and, as reported, ".join(f"the {place}" for place in self.places)
            if not where:
                return "By then no form of ketamine is approved for depression (reported)."
            uk = ", and licensed in the UK" if self.settled("with", "UK") else ""
            return f"By then: the spray approved for depression in {where}{uk}; ketamine itself nowhere (reported)."
        if self.region == "UK":
            if not self.settled("with", "UK"):
                return f"By then, in the UK: no decision on depression in the tables; {itself}."
            nice = "; NICE does not recommend it for England" if self._nice else ""
            return (
                f"By then, in the UK: esketamine spray is licensed; the health service in Scotland accepts it{nice}. "
                "Ketamine itself is not approved for depression (reported)."
            )
        said = self.approved(self.region)
        listed = ", ".join(said) if said else "nothing in the tables"
        return f"By then approved in the {self.region}: {listed}; not ketamine itself for depression (reported)."

    def sentence(self) -> str:
        """Say the event, and what was approved by then."""
        how = ", as reported" if self.event.reported else ""
        told = " The label is reported to say that it was not shown to prevent suicide."
        label = told if self.event.id == "event_fda_mdsi" else ""
        return f"{spoken(self.event.date)}, {self.event.region}{how}: {self.event.event}.{label} {self._state()}"

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return the event, and the state of each use in each place."""
        when = f"{spoken(self.event.date)}, {self.event.region}, {self.event.status_text}"
        return (
            ("Event", f"{when}: {self.event.event}"),
            ("Region in the sentence", REGIONS[self.region]),
            *(
                (f"{place}: {words}", self.cell(use, place).replace(" *", ", reported"))
                for use, words in USES.items()
                for place in PLACES
            ),
        )
