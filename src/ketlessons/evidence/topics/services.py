"""Where can somebody turn? Services that help, with whom each is for and where its number was seen.

A number that has changed, or a line that is closed to whoever rings it, does harm. So each row names its country,
the ages it takes where the service says so, what was seen and in which month, and it is shown with all of that.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..facts import Checked, usable
from ..reading.reader import read_rows
from ..reading.slips import read_once


@dataclass(frozen=True)
class Service(Checked):
    """One service that helps.

    Parameters
    ----------
    id : str
        Name of the row.
    country : str
        Where it can be reached.
    name : str
        What it is called.
    about : str
        Its kind: "assault", "children", "crisis", "health" or "drugs".
    purpose : str
        What it is for.
    contact : str
        A number, or what to do.
    hours : str
        When; empty where none are known.
    age_from, age_to : int or None
        Youngest and oldest age that the service names; None where it names none.
    under_16 : str
        Whether it is known to take people under 16: "yes"; "yes, and it tells others" if it has to bring somebody in;
        "no"; or "not said".
    seen_on : str
        Where its number was seen, such as "the service's own page".
    sources : tuple of str
        Keys of ``references.bib``.
    status, depth : str
        How the row was checked; those of the fact tables.
    checked_on : str
        Year and month of the look-up.
    """

    tells = ("contact", "hours")

    id: str
    country: str
    name: str
    about: str
    purpose: str
    contact: str
    hours: str
    age_from: int | None
    age_to: int | None
    under_16: str
    seen_on: str
    sources: tuple[str, ...]
    status: str
    depth: str
    checked_on: str

    @property
    def ages(self) -> str:
        """For whom it is, such as "16 and over"."""
        if self.age_from is None:
            return "no age named" if self.age_to is None else f"under {self.age_to + 1}"
        return f"{self.age_from} and over" if self.age_to is None else f"{self.age_from} to {self.age_to}"


@read_once
def _all_services() -> tuple[Service, ...]:
    return tuple(
        Service(
            **{"id": row["id"], "country": row["country"], "name": row["service"]},
            **{"about": row["about"], "purpose": row["for"]},
            **{"contact": row["contact"], "hours": row["hours"], "age_from": row["age_from"]},
            **{"age_to": row["age_to"], "under_16": row["under_16"], "seen_on": row["seen_on"]},
            **{"sources": row.sources, "status": row["status"], "depth": row["depth"], "checked_on": row["checked_on"]},
        )
        for row in read_rows("support.csv")
    )


def services() -> tuple[Service, ...]:
    """Return the services that may be shown, in the order of the table: those for assault first.

    Raises
    ------
    TableError
        If the table cannot be trusted.

    Examples
    --------
    >>> first = services()[0]
    >>> first.name, first.ages, first.under_16
    ('National Sexual Assault Hotline (RAINN)', 'no age named', 'yes')
    """
    return usable(_all_services())
