"""Checks for the "build it yourself" parts of the lessons: `check.hill(function)`, and then `check.harder.hill`."""

from ketlessons.exercises import harder
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
