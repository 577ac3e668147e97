"""How many people said that they use ketamine, who was asked, and how?

A row of ``prevalence.csv`` is one point of one series. Two points of a series may be joined where people were asked in
the same way, and where `SurveyPoint.method` differs they may not.
"""

from dataclasses import dataclass

from ..facts import Checked, usable
from ..named import named
from ..reading.reader import read_records
from ..reading.slips import read_once


@dataclass(frozen=True)
class SurveyPoint(Checked):
    """One point of a series.

    Parameters
    ----------
    id : str
        Name of the row.
    series : str
        Who was asked; ``datapackage.json`` says what each word means.
    survey : str
        The survey's year as it is printed, such as "2022/23".
    year : float
        The middle of it.
    percent : float or None
        How many of a hundred; None where only people were counted.
    count, total : int or None
        How many people, of how many; None where that was not read.
    method : str
        How they were asked.
    sources : tuple of str
        Keys of ``references.bib``.
    status, depth, note : str
        How the row was checked.
    """

    tells = ("percent", "count", "total")

    id: str
    series: str
    survey: str
    year: float
    percent: float | None
    count: int | None
    total: int | None
    method: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str


@read_once
def all_survey_points() -> tuple[SurveyPoint, ...]:
    """Return every row, the unverified ones too; for audits and tests."""
    return read_records("prevalence.csv", SurveyPoint)


def survey_points() -> tuple[SurveyPoint, ...]:
    """Return the usable points, in the order of the table."""
    return usable(all_survey_points())


def survey_point(id: str) -> SurveyPoint:
    """Return one point of a series.

    Parameters
    ----------
    id : str
        Its name: who was asked and when, such as ``"young_ew_2023"``.

    Raises
    ------
    UnknownFact
        If no row has this name; the message gives the nearest ones.
    UnverifiedFact
        If nobody has checked the row.

    Examples
    --------
    >>> survey_point("young_ew_2023").percent
    2.9
    """
    return named(all_survey_points(), "survey", id, "prevalence.csv")
