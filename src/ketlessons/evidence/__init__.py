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
    "harms": ("harm", "harm_table"),
    "laws": ("law_table",),
    "ledger": ("Claim", "claims", "claims_table", "save_ledger"),
    "onset": (
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
    "package": ("data_path",),
    "references": ("Reference", "reference", "reference_list"),
    "regimens": ("Regimen", "regimen", "regimens"),
    "rows": ("all_rows", "fact", "fact_table", "table", "tables", "value"),
    "schedules": ("Schedule", "schedule", "schedules"),
    "signal": ("hypotheses_table",),
    "slips": ("TableError",),
    "uses": ("Use", "uses"),
}

if TYPE_CHECKING:
    from .facts import Fact, UnknownFact, UnverifiedFact
    from .harms import harm, harm_table
    from .laws import law_table
    from .ledger import Claim, claims, claims_table, save_ledger
    from .onset import (
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
    from .package import data_path
    from .references import Reference, reference, reference_list
    from .regimens import Regimen, regimen, regimens
    from .rows import all_rows, fact, fact_table, table, tables, value
    from .schedules import Schedule, schedule, schedules
    from .signal import hypotheses_table
    from .slips import TableError
    from .uses import Use, uses
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
