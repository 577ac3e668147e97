"""How many people had an adverse event, with the spray and without, and what lowers the certainty of that?

A row of ``findings.csv`` is one comparison of two arms: one kind of event, counted in one group of trials.
"""

from dataclasses import dataclass

from ..facts import Checked, usable
from ..named import named
from ..reading.reader import read_records
from ..reading.slips import read_once


@dataclass(frozen=True)
class Finding(Checked):
    """One kind of event in two arms.

    Parameters
    ----------
    id : str
        Name of the row.
    setting : str
        Who was counted, such as "nine trials".
    outcome : str
        What was counted, such as "dissociation".
    events, total : int
        People with the event, and people, given esketamine.
    events_control, total_control : int
        The same in the control arm.
    bias, inconsistency, indirectness, imprecision, reporting : str
        What lowers the certainty: "none", "unseen", "serious" or "very serious". A judgement of these lessons, and
        empty where nothing was judged.
    sources : tuple of str
        Keys of ``references.bib``.
    status, depth, note : str
        How the row was checked.
    """

    tells = ("events", "total", "events_control", "total_control")

    id: str
    setting: str
    outcome: str
    events: int
    total: int
    events_control: int
    total_control: int
    bias: str
    inconsistency: str
    indirectness: str
    imprecision: str
    reporting: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Events and people given esketamine, then of the control arm."""
        return self.events, self.total, self.events_control, self.total_control


@read_once
def all_findings() -> tuple[Finding, ...]:
    """Return every row, the unverified ones too; for audits and tests."""
    return read_records("findings.csv", Finding)


def findings() -> tuple[Finding, ...]:
    """Return the usable comparisons, in the order of the table."""
    return usable(all_findings())


def finding(id: str) -> Finding:
    """Return one comparison of two arms.

    Parameters
    ----------
    id : str
        Its name: who was counted and what, such as ``"nine_dissociation"``.

    Raises
    ------
    UnknownFact
        If no row has this name; the message gives the nearest ones.
    UnverifiedFact
        If nobody has checked the row.

    Examples
    --------
    >>> finding("nine_dissociation").counts
    (321, 983, 42, 782)
    """
    return named(all_findings(), "finding", id, "findings.csv")
