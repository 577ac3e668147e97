"""What did laboratories find, in whom? The series that are drawn side by side, with the counts that were printed.

A series counts what was still there when a sample was taken and what somebody looked for. So none of these shares
says how many people had drunk, or were given something.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from ketlessons.evidence import fact
from ketlessons.models import checks
from ketlessons.models.quantities import Interval
from ketlessons.models.trials.effects import proportion


@dataclass(frozen=True)
class Series:
    """One series: whom it tested, and in what share something was found.

    Parameters
    ----------
    name : str
        Where and when.
    whom : str
        Who was tested, in a few words.
    share : float
        0 to 1.
    counted : tuple of int or None
        How many of how many; None where only a share is known.
    reported : bool
        Whether a sentence has to say so.
    """

    name: str
    whom: str
    share: float
    counted: tuple[int, int] | None
    reported: bool

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval; None where the counts are not known."""
        return proportion(*self.counted) if self.counted else None


#: By what was found: name, whom, the row that counts or gives the share, and the row of how many were tested.
_ROWS = MappingProxyType(
    {
        "alcohol": (
            ("Houston 2014–20", "assault samples", "houston_alcohol", "houston_total"),
            ("Ontario 2005–07", "suspected, in hospital", "ontario_alcohol_found", ""),
            ("US, before 1999", "samples sent in", "us_urine_alcohol", "us_urine_total"),
            ("Denmark 2015–22", "reported; of 369 or of 268", "denmark_alcohol", ""),
            ("UK 2000–02", "cases reported", "uk_cases_alcohol", "uk_cases_total"),
            ("Sweden 2003–07", "women, reported to police", "women_2003_alcohol", "women_2003_total"),
        ),
        "nothing": (
            ("Sweden 2003–07", "women, reported to police", "women_2003_nothing", "women_2003_total"),
            ("US, before 1999", "samples sent in", "us_urine_nothing", "us_urine_total"),
        ),
        "unexpected": (
            ("UK 2000–02", "cases reported", "uk_not_named", "uk_cases_total"),
            ("Oslo 2018–19", "suspected spiking", "oslo_unreported", "oslo_total"),
            ("Ontario 2005–07", "suspected, in hospital", "ontario_unexpected", "ontario_total"),
        ),
        "ketamine": (("Ontario 2005–07", "suspected, in hospital", "ontario_ketamine", "ontario_total"),),
    }
)


def found_in(what: str) -> tuple[Series, ...]:
    """Return the series that say in how many something was found, from the smallest share to the largest.

    Parameters
    ----------
    what : {"alcohol", "nothing", "unexpected", "ketamine"}
        Alcohol; nothing that was looked for; a drug that was not expected or not named; ketamine that was not expected.

    Returns
    -------
    tuple of Series

    Notes
    -----
    Source: the rows of the table ``assault`` that are named here.

    Examples
    --------
    >>> [f"{one.name}: {one.share:.0%}" for one in found_in("nothing")]
    ['Sweden 2003–07: 31%', 'US, before 1999: 40%']
    """
    rows = _ROWS[checks.checked_choice("what", what, tuple(_ROWS))]
    made = (_series(*row) for row in rows)
    return tuple(sorted(made, key=lambda one: one.share))


def _series(name: str, whom: str, found: str, total: str) -> Series:
    row = fact(found)
    if not total:
        return Series(name, whom, row.number, None, row.reported)
    counted = (round(row.number), round(fact(total).number))
    return Series(name, whom, counted[0] / counted[1], counted, row.reported)
