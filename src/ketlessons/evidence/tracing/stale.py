"""Which help lines and laws were looked up so long ago that somebody should look again?

Nothing turns red when a month goes by: the rows are listed, and a person looks at the services' own pages.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..reading.reader import read_rows

#: The tables whose rows say in which month they were looked up.
DATED = ("support.csv", "law.csv")
#: A row is listed when it is older than this.
MOST_MONTHS = 12


class Stale(NamedTuple):
    """One row that should be looked up again."""

    file: str
    id: str
    checked_on: str
    months: int

    @property
    def said(self) -> str:
        """The row in words, such as "data/support.csv, support_uk_111: looked up 2026-11, 14 months ago"."""
        return f"data/{self.file}, {self.id}: looked up {self.checked_on}, {self.months} months ago"


def stale(today: date | None = None) -> tuple[Stale, ...]:
    """Return the rows of support and law that were looked up more than a year ago, the oldest first.

    Parameters
    ----------
    today : datetime.date, optional
        The day to count from; the clock's own when it is left out.

    Raises
    ------
    TableError
        If a table cannot be trusted.

    Examples
    --------
    >>> from datetime import date
    >>> stale(date(2026, 11, 30))
    ()
    >>> len(stale(date(2031, 1, 1))) > 10
    True
    """
    now = today or date.today()
    found = []
    for file in DATED:
        for row in read_rows(file):
            year, month = map(int, row["checked_on"].split("-"))
            months = 12 * (now.year - year) + now.month - month
            if months > MOST_MONTHS:
                found.append(Stale(file, row["id"], row["checked_on"], months))
    return tuple(sorted(found, key=lambda one: -one.months))
