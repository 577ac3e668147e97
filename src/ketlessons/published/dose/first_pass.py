"""What is left of a swallowed dose after gut wall and liver, and what it has become.

Read from the nasal study for esketamine, from studies of tablets for the racemate.
"""

from functools import cache
from typing import NamedTuple

from ketlessons.evidence import value
from ketlessons.models import checks


class FirstPass(NamedTuple):
    """Shares of a swallowed dose that reach the blood as ketamine and as norketamine."""

    ketamine: float
    norketamine: float


@cache
def first_pass(drug: str) -> FirstPass:
    """Return what is left of a swallowed dose after gut wall and liver.

    Parameters
    ----------
    drug : {"racemate", "s_ketamine"}
        Which drug.

    Returns
    -------
    FirstPass
        Shares that arrive as ketamine and as norketamine. What passes the gut wall and is not ketamine any more
        counts as norketamine, for both drugs alike.

    Examples
    --------
    >>> round(first_pass("s_ketamine").ketamine, 3)
    0.178
    """
    checks.checked_choice("drug", drug, ("racemate", "s_ketamine"))
    passed = value("gut_fraction")
    if drug == "racemate":
        arrives = value("oral_fraction_racemate")
    else:
        flow, cleared = value("nasal_qh"), (value("nasal_kel") + value("nasal_kmet")) * value("nasal_vh")
        arrives = passed * flow / (flow + cleared)
    return FirstPass(arrives, passed - arrives)
