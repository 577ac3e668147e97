"""What both arms of a trial did, before anybody subtracts one from the other.

Which two rows belong to one rating is written in `pairs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketlessons.evidence import TimePoint, time_point
from ketlessons.models import checks

from .pairs import PAIRS

MEASURES = ("points", "response")


@dataclass(frozen=True)
class Rating:
    """Both arms at one time. A fall on the scale is given as a positive number of points.

    Parameters
    ----------
    time_label : str
        When, since the first dose.
    drug, control : float
        Points that the mean fell, or persons of a hundred who respond.
    drug_ends, control_ends : tuple of float or None
        Interval of each; None where none was read.
    model : tuple of float or None
        The difference that the trial's own model gives, with its interval, benefit positive; None where none was read.
    model_spans : str
        What the model spans, if it is more than this time.
    people : tuple of int or None
        How many in the drug arm and in the control arm; None where it was not read.
    reported : bool
        Whether a number of an arm rests on someone's account of the source.
    rows : tuple of str
        Ids of the evidence rows.
    """

    time_label: str
    drug: float
    control: float
    drug_ends: tuple[float, float] | None
    control_ends: tuple[float, float] | None
    model: tuple[float, float | None, float | None] | None
    model_spans: str
    people: tuple[int | None, int | None]
    reported: bool
    rows: tuple[str, ...]

    @property
    def gap(self) -> float:
        """How much more the drug arm gained."""
        return self.drug - self.control


WITH_BOTH_ARMS = tuple(PAIRS)
# Lii prints scores, not changes; these two hold the scores before the infusion.
_LII_BEFORE = ("lii2023_ketamine_score_before", "lii2023_saline_score_before")


@lru_cache(maxsize=2 * len(PAIRS))
def arms(trial: str, measure: str) -> tuple[Rating, ...]:
    """Return what both arms of a trial did, at each time that was read.

    Parameters
    ----------
    trial : str
        One of `WITH_BOTH_ARMS`. Of several doses the largest is taken.
    measure : {"points", "response"}
        Points of the scale that the mean has fallen since the start, or responders of a hundred.

    Returns
    -------
    tuple of Rating
        Earliest first; empty where the trial's numbers on this measure were not read.

    Notes
    -----
    For "lii" the fall is the mean before less the mean after, from the printed scores; the arms began 4.8 points
    apart. Its model, at day 3, is one of days 1 to 3 together that allows for the start.
    Source: `rows` of each rating.

    Examples
    --------
    >>> (rating,) = arms("transform2", "points")
    >>> rating.drug, rating.control, round(rating.gap, 1), rating.model[0]
    (21.4, 17.0, 4.4, 4.0)
    """
    chosen = PAIRS[checks.checked_choice("trial", trial, WITH_BOTH_ARMS)]
    checks.checked_choice("measure", measure, MEASURES)
    if measure == "response":
        return tuple(_rating(time_point(one), time_point(two), None, "", 1.0) for one, two in chosen.response)
    start = before(trial) if trial == "lii" else (0.0, 0.0)
    return tuple(
        _rating(time_point(one), time_point(two), time_point(model) if model else None, chosen.spans, -1.0, start)
        for one, two, model in chosen.points
    )


def before(trial: str) -> tuple[float, float]:
    """Return the mean score of the drug arm and of the control arm before the first dose, where it was read.

    Parameters
    ----------
    trial : {"lii"}
        Other trials print changes.

    Returns
    -------
    tuple of float
        Points of the MADRS.

    Raises
    ------
    ValueError
        If the trial's scores before were not read.

    Notes
    -----
    Source: rows `lii2023_ketamine_score_before` and `lii2023_saline_score_before`.

    Examples
    --------
    >>> before("lii")
    (25.1, 29.9)
    """
    checks.checked_choice("trial", trial, ("lii",))
    drug, control = (time_point(id).value for id in _LII_BEFORE)
    return drug, control


def _rating(
    drug: TimePoint,
    control: TimePoint,
    model: TimePoint | None,
    spans: str,
    sign: float,
    start: tuple[float, float] = (0.0, 0.0),
) -> Rating:
    used = (drug, control) if model is None else (drug, control, model)
    ends, control_ends = (row.limits if row.low is not None else None for row in (drug, control))
    spanned = spans if model and model.when == "over" else ""
    return Rating(
        drug.time_label, start[0] + sign * drug.value, start[1] + sign * control.value, ends, control_ends,
        model.benefit if model else None, spanned, (drug.n, control.n), any(row.reported for row in used),
        tuple(row.id for row in used),
    )  # fmt: skip
