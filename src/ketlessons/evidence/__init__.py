"""What is known, how well, and from where: the public face of the evidence.

Everything a lesson says in numbers starts here, as one row of one table under ``data/``: a value, a unit, the
conditions, the source and how it was checked. Rows that nobody has checked are kept in the tables but never
handed out, and a file in which any cell cannot be trusted is not read at all: each function here then raises a
`TableError`, which names file, row, column and cure.
"""

from typing import TYPE_CHECKING

from ketlessons._on_demand import on_demand

#: Where the public names come from; a module is loaded when one of its names is first used.
_HOMES = {
    "facts": ("Fact", "UnknownFact", "UnverifiedFact"),
    "topics.harms": ("harm", "harm_table"),
    "topics.laws": ("law_table",),
    "topics.ledger": ("Claim", "claims", "claims_table", "save_ledger"),
    "topics.onset": (
        "EffectPoint",
        "Event",
        "TimePoint",
        "Trial",
        "effect_point",
        "effect_points",
        "event",
        "time_point",
        "timecourse",
        "timeline",
        "trial",
        "trials",
    ),
    "reading.package": ("data_path",),
    "references": ("Reference", "reference", "reference_list"),
    "topics.regimens": ("Regimen", "regimen", "regimens"),
    "rows": ("all_rows", "fact", "fact_table", "table", "tables", "value"),
    "topics.schedules": ("Schedule", "schedule", "schedules"),
    "topics.signal": ("hypotheses_table",),
    "reading.slips": ("TableError",),
    "topics.uses": ("Use", "uses"),
}

if TYPE_CHECKING:
    from .facts import Fact, UnknownFact, UnverifiedFact
    from .reading.package import data_path
    from .reading.slips import TableError
    from .references import Reference, reference, reference_list
    from .rows import all_rows, fact, fact_table, table, tables, value
    from .topics.harms import harm, harm_table
    from .topics.laws import law_table
    from .topics.ledger import Claim, claims, claims_table, save_ledger
    from .topics.onset import (
        EffectPoint,
        Event,
        TimePoint,
        Trial,
        effect_point,
        effect_points,
        event,
        time_point,
        timecourse,
        timeline,
        trial,
        trials,
    )
    from .topics.regimens import Regimen, regimen, regimens
    from .topics.schedules import Schedule, schedule, schedules
    from .topics.signal import hypotheses_table
    from .topics.uses import Use, uses
else:
    __getattr__, __dir__ = on_demand(__name__, _HOMES)

__all__ = [
    "Claim",
    "EffectPoint",
    "Event",
    "Fact",
    "Reference",
    "Regimen",
    "Schedule",
    "TableError",
    "TimePoint",
    "Trial",
    "UnknownFact",
    "UnverifiedFact",
    "Use",
    "all_rows",
    "claims",
    "claims_table",
    "data_path",
    "effect_point",
    "effect_points",
    "event",
    "fact",
    "fact_table",
    "harm",
    "harm_table",
    "hypotheses_table",
    "law_table",
    "reference",
    "reference_list",
    "regimen",
    "regimens",
    "save_ledger",
    "schedule",
    "schedules",
    "table",
    "tables",
    "time_point",
    "timecourse",
    "timeline",
    "trial",
    "trials",
    "uses",
    "value",
]
