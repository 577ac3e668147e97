"""Which points of which surveys make a series of use over time, where does it break, and what is compared with what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import value
from ketlessons.evidence.topics.surveys import SurveyPoint, survey_point
from ketlessons.models import checks

#: The rows of each series, in the order of their years. A row of the table that contradicts another is not among them.
_ROWS = {
    "young_england_wales": (
        "young_ew_2008",
        "young_ew_2012",
        "young_ew_2016",
        "young_ew_2017",
        "young_ew_2018",
        "young_ew_2022",
        "young_ew_2023",
    ),
    "adults_england_wales": (
        "adults_ew_2010",
        "adults_ew_2012",
        "adults_ew_2014",
        "adults_ew_2015",
        "adults_ew_2022",
        "adults_ew_2023",
    ),
    "pupils_england": ("pupils_2014", "pupils_2023"),
    "children_in_treatment": ("treated_2016", "treated_2021", "treated_2023", "treated_2024"),
    "adults_usa": ("usa_adults_2015", "usa_adults_2019", "usa_adults_2021", "usa_adults_2022"),
    "all_usa": ("usa_all_2021", "usa_all_2023"),
    "all_australia": ("australia_2019", "australia_2022"),
    "thirties_australia": ("australia_30s_2019", "australia_30s_2022"),
}
SERIES = tuple(_ROWS)
#: Where people were counted and no percentage is used, the row that says of how many millions.
_OF = {"adults_england_wales": "people_16_59"}
#: The series beside which the wastewater of the same country and months is known, and the two years between.
_WASTEWATER = {"young_england_wales": "wastewater_ketamine", "adults_england_wales": "wastewater_ketamine"}


@dataclass(frozen=True)
class Point:
    """One point as it is drawn.

    Parameters
    ----------
    row : SurveyPoint
        The row behind it.
    percent : float
        How many of a hundred.
    """

    row: SurveyPoint
    percent: float


@dataclass(frozen=True)
class Series:
    """One series over time.

    Parameters
    ----------
    name : str
        One of `SERIES`.
    points : tuple of Point
        In the order of their years.
    worked_out : bool
        Whether percentages were worked out from numbers of people.
    wastewater : float or None
        By what share wastewater rose from the last point but one to the last; None where that is not known.
    """

    name: str
    points: tuple[Point, ...]
    worked_out: bool
    wastewater: float | None

    @property
    def last(self) -> Point:
        """The newest point."""
        return self.points[-1]

    @property
    def reported(self) -> bool:
        """Whether any point rests on the word of others."""
        return any(point.row.reported for point in self.points)

    @property
    def pieces(self) -> tuple[tuple[Point, ...], ...]:
        """The points in runs that may be joined: people were asked in the same way."""
        runs: list[list[Point]] = []
        for point in self.points:
            if runs and runs[-1][-1].row.method == point.row.method:
                runs[-1].append(point)
            else:
                runs.append([point])
        return tuple(map(tuple, runs))

    def since(self, year: float) -> Point:
        """Return the first point in or after a year, and the last but one where there is none before the last.

        Parameters
        ----------
        year : float
            A calendar year, such as 2016.

        Returns
        -------
        Point
            Never the last one.

        Examples
        --------
        >>> series("young_england_wales").since(2016).row.survey
        '2016/17'
        """
        earlier = [point for point in self.points[:-1] if point.row.year >= year]
        return earlier[0] if earlier else self.points[-2]

    def across_a_break(self, point: Point) -> bool:
        """Return whether the method changed between a point and the last one."""
        return point.row.method != self.last.row.method


@cache
def series(name: str) -> Series:
    """Return one series.

    Parameters
    ----------
    name : str
        One of `SERIES`.

    Returns
    -------
    Series
        Its points, and where it breaks.

    Examples
    --------
    >>> [len(run) for run in series("adults_usa").pieces]
    [2, 2]
    """
    rows = [survey_point(id) for id in _ROWS[checks.checked_choice("name", name, SERIES)]]
    of = 1e6 * value(_OF[name]) if name in _OF else None
    points = tuple(Point(row, _percent(row, of)) for row in rows)
    water = value(_WASTEWATER[name]) if name in _WASTEWATER else None
    return Series(name, points, of is not None, water)


def _percent(row: SurveyPoint, of: float | None) -> float:
    if row.percent is not None:
        return row.percent
    if row.count is None or of is None:
        raise ValueError(f"{row.id} has neither a percentage nor people of how many")
    return 100.0 * row.count / of
