"""How many more cases are there in a population, because some use what goes with them? The attributable number."""

from __future__ import annotations

from .. import checks
from ..checks import Allowed

_PERCENT = Allowed(0.0, 100.0, "%")
_PEOPLE = Allowed(0.0, 1e10, "people")


def extra_cases(with_percent: float, without_percent: float, users_percent: float, people: float) -> float:
    r"""Cases among so many people beyond those that there would be if nobody used it.

    .. math:: N \, \frac{u}{100} \, \frac{a - b}{100}

    Parameters
    ----------
    with_percent, without_percent : float
        People with the harm among those who use it, and among those who do not, 0 to 100 %.
    users_percent : float
        How many of all use it, 0 to 100 %.
    people : float
        How many people there are in all, 0 to 1e10.

    Returns
    -------
    float
        Extra cases, in people; negative where those who use it have the harm less often.

    Notes
    -----
    The attributable number, or population excess: it supposes that the difference between the two groups comes from the
    use, which a survey does not show. Source: B. MacMahon and T. F. Pugh, Epidemiology: Principles and Methods, 1970.

    Examples
    --------
    >>> round(extra_cases(30, 24, 5.8, 1000), 2)
    3.48
    """
    one = checks.checked_number("with_percent", with_percent, _PERCENT)
    other = checks.checked_number("without_percent", without_percent, _PERCENT)
    share = checks.checked_number("users_percent", users_percent, _PERCENT) / 100.0
    return checks.checked_number("people", people, _PEOPLE) * share * (one - other) / 100.0
