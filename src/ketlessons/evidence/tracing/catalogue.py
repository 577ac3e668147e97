"""What does each row say, whichever table holds it? Every row that may be shown, told in the same few parts.

The tables differ in their columns, because a share of people, a law and an idea are not known by the same things. A
reader who looks a number up wants the same of all of them: what it is, its value and range, under which conditions, how
it was checked, and where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ..course.curricula import all_items
from ..course.teaching import core_concepts
from ..display import typeset
from ..facts import Checked, UnknownFact, usable
from ..reading.package import descriptor
from ..reading.slips import read_once
from ..references import Reference, reference
from ..rows import all_rows, tables
from ..topics.findings import all_findings
from ..topics.harms import all_effects, all_harms
from ..topics.laws import laws
from ..topics.ledger import all_claims
from ..topics.onset import EffectPoint, Event, TimePoint, Trial, all_of
from ..topics.regimens import all_regimens
from ..topics.schedules import all_schedules
from ..topics.services import services
from ..topics.signal import all_arrows, all_hypotheses, all_other_drugs
from ..topics.surveys import all_survey_points
from ..topics.uses import all_uses
from .cataloguing import TELLERS, Words
from .worked_out import parts_of

#: How the rows of each table are had that is no fact table. A table that is missing here has no rows with a status.
_ROWS: dict[str, Callable[[], Iterable[Any]]] = {
    "findings": all_findings,
    "prevalence": all_survey_points,
    "claims": all_claims,
    "regimens": all_regimens,
    "schedules": all_schedules,
    "timecourse": lambda: all_of(TimePoint),
    "trials": lambda: all_of(Trial),
    "effect_points": lambda: all_of(EffectPoint),
    "timeline": lambda: all_of(Event),
    "uses": all_uses,
    "harms": all_harms,
    "effects": all_effects,
    "hypotheses": all_hypotheses,
    "arrows": all_arrows,
    "other_drugs": all_other_drugs,
    "law": laws,
    "support": services,
    "core_concepts": lambda: tuple(core_concepts().values()),
    "curricula": all_items,
}


@dataclass(frozen=True)
class Told(Checked):
    """One row as it is told.

    Parameters
    ----------
    id : str
        Name of the row.
    table, topic : str
        The table that holds it, and what that table is about, in words.
    what : str
        What is known: the quantity, or the finding in words.
    value, unit : str
        The number or the finding, and its unit; empty where there is none.
    low, high : str
        The ends of the range, in the same unit; empty where there is none.
    conditions : str
        What it depends on: of whom, where, when; for a share of people the denominator and how they were found.
    sources : tuple of str
        Keys of ``references.bib``.
    status, depth : str
        How it was checked.
    parts : tuple of str
        The rows that it was worked out from, by name; empty if it was not, or from what its source prints.
    """

    id: str
    table: str
    topic: str
    what: str
    value: str
    unit: str
    low: str
    high: str
    conditions: str
    sources: tuple[str, ...]
    status: str
    depth: str
    parts: tuple[str, ...]

    @property
    def is_number(self) -> bool:
        """Whether the value is one number, and not a finding in words."""
        return self.value.replace("−", "").replace(".", "").isdecimal()

    @property
    def said(self) -> str:
        """Value and unit, such as "0.71 µM"; empty where only a range or only words exist."""
        return f"{self.value} {self.unit}".strip() if self.value else ""

    @property
    def range(self) -> str:
        """The range with its unit, such as "0.68 to 0.74 µM"; empty where there is none."""
        if self.low and self.high:
            return f"{self.low} to {self.high} {self.unit}".strip()
        ends = f"at least {self.low}" if self.low else f"at most {self.high}" if self.high else ""
        return f"{ends} {self.unit}".strip() if ends else ""

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sources themselves."""
        return tuple(map(reference, self.sources))


@read_once
def catalogue() -> tuple[Told, ...]:
    """Return every row that may be drawn or quoted, table by table in the order of the data package.

    Raises
    ------
    TableError
        If a table cannot be trusted.

    Examples
    --------
    >>> [(one.said, one.range) for one in catalogue() if one.id == "ketamine_ic50_human"]
    [('0.71 µM', '0.68 to 0.74 µM')]
    """
    titles = {resource["name"]: resource["title"] for resource in descriptor()["resources"]}
    found: list[Told] = []
    for name, title in titles.items():
        if name in tables():
            rows: Iterable[Any] = all_rows(name)
        elif name in _ROWS:
            rows = _ROWS[name]()
        else:
            continue
        found += [_told(row, name, title) for row in usable(rows)]
    return tuple(found)


def told(id: str) -> Told:
    """Return one row as it is told.

    Raises
    ------
    UnknownFact
        If no table has a row of this name that may be shown.
    """
    if id not in _by_id():
        raise UnknownFact(f"no row {id!r} that may be shown")
    return _by_id()[id]


@read_once
def _by_id() -> dict[str, Told]:
    return {one.id: one for one in catalogue()}


def _told(row: Any, table: str, topic: str) -> Told:
    words: Words = TELLERS[type(row)](row)
    clean = replace(words, what=typeset(_capital(words.what)), value=typeset(words.value))
    return Told(
        id=row.id,
        table=table,
        topic=topic,
        what=clean.what,
        value=clean.value,
        unit=clean.unit,
        low=clean.low,
        high=clean.high,
        conditions=typeset("; ".join(part.removesuffix(".") for part in clean.conditions if part)),
        sources=row.sources,
        status=row.status,
        depth=row.depth,
        parts=parts_of(row.id),
    )


def _capital(text: str) -> str:
    """Begin with a capital letter, except where a word is written otherwise, such as pKa or mTOR."""
    first = text.split(" ", 1)[0]
    return text if first != first.lower() else text[:1].upper() + text[1:]
