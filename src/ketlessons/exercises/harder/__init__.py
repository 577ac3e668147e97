"""A second, harder step for each "build it yourself" part: `check.harder.hill(function)`. One file a check."""

from typing import TYPE_CHECKING

from ketlessons._on_demand import on_demand

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
}

if TYPE_CHECKING:
    from ketlessons.exercises.harder.charged import charged
    from ketlessons.exercises.harder.decay import decay
    from ketlessons.exercises.harder.extra_cases import extra_cases
    from ketlessons.exercises.harder.from_plasma import from_plasma
    from ketlessons.exercises.harder.held import held
    from ketlessons.exercises.harder.hill import hill
    from ketlessons.exercises.harder.lead import lead
    from ketlessons.exercises.harder.number_needed import number_needed
    from ketlessons.exercises.harder.predictive_value import predictive_value
else:
    __getattr__, __dir__ = on_demand(__name__, _HOMES)

__all__ = [
    "charged",
    "decay",
    "extra_cases",
    "from_plasma",
    "held",
    "hill",
    "lead",
    "number_needed",
    "predictive_value",
]
