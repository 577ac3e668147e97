"""Checks for the "build it yourself" parts of the lessons: `check.hill(function)`, and then `check.harder.hill`."""

from typing import TYPE_CHECKING

from ketlessons._on_demand import on_demand
from ketlessons.exercises import harder

#: Where the checks come from; a module is loaded when its check is first used.
_HOMES = {
    "charged": ("charged",),
    "decay": ("decay",),
    "extra_cases": ("extra_cases",),
    "from_plasma": ("from_plasma",),
    "held": ("held",),
    "hill": ("hill",),
    "lead": ("lead",),
    "number_needed": ("number_needed",),
    "predictive_value": ("predictive_value",),
    "checking": ("Reply",),
}

if TYPE_CHECKING:
    from ketlessons.exercises.charged import charged
    from ketlessons.exercises.checking import Reply
    from ketlessons.exercises.decay import decay
    from ketlessons.exercises.extra_cases import extra_cases
    from ketlessons.exercises.from_plasma import from_plasma
    from ketlessons.exercises.held import held
    from ketlessons.exercises.hill import hill
    from ketlessons.exercises.lead import lead
    from ketlessons.exercises.number_needed import number_needed
    from ketlessons.exercises.predictive_value import predictive_value
else:
    __getattr__, __dir__ = on_demand(__name__, _HOMES, within="ketlessons.exercises")

__all__ = [
    "Reply",
    "charged",
    "decay",
    "extra_cases",
    "from_plasma",
    "harder",
    "held",
    "hill",
    "lead",
    "number_needed",
    "predictive_value",
]
