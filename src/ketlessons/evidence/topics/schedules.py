"""How often may a figure give a regimen? Named courses of visits of trials and labels, and no others.

A schedule is a regimen, how often it is given, and the time from one visit to the next. As with the doses, there is no
way to ask for another one.
"""

from dataclasses import dataclass

from ..facts import Checked, usable
from ..named import one_of_few
from ..reading.reader import read_records
from ..reading.slips import read_once


@dataclass(frozen=True)
class Schedule(Checked):
    """One named course of visits.

    Parameters
    ----------
    id : str
        Name of the row.
    label : str
        What a learner reads in a menu.
    regimen : str
        What is given at each visit: a row of the regimens.
    interval_h : float or None
        Hours from one visit to the next; None where there is one.
    times : int
        How many visits.
    setting : str
        "trial" or "label".
    sources : tuple of str
        Keys of ``references.bib``.
    status : str
        How the row was checked; the statuses of the fact tables.
    depth : str
        How deep its sources were read; the depths of the fact tables.
    note : str
        What was read, and what is drawn otherwise than it was done.
    """

    tells = ("interval_h", "times")

    id: str
    label: str
    regimen: str
    interval_h: float | None
    times: int
    setting: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str


@read_once
def all_schedules() -> tuple[Schedule, ...]:
    """Return every schedule, the unverified ones too; for audits and tests."""
    return read_records("schedules.csv", Schedule)


def schedules() -> tuple[Schedule, ...]:
    """Return the usable schedules, in the order of the table."""
    return usable(all_schedules())


def schedule(id: str) -> Schedule:
    """Return one schedule.

    Parameters
    ----------
    id : str
        Its name, such as ``"spray_twice_weekly"``.

    Returns
    -------
    Schedule
        The row.

    Raises
    ------
    UnknownFact
        If there is no such schedule; the message lists them.
    UnverifiedFact
        If nobody has checked the row.

    Examples
    --------
    >>> schedule("spray_twice_weekly").times
    8
    """
    return one_of_few(all_schedules(), "schedule", id)
