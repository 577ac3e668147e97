"""How many times as potent as (R)-ketamine is (S)-ketamine? Published ratios, and what is said of the racemate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ketlessons.evidence import fact, value
from ketlessons.models import checks

#: By what a ratio was found: a review's word, plasma of people under anaesthesia, or binding to tissue of rats.
By = Literal["review", "plasma", "binding"]


@dataclass(frozen=True)
class Ratio:
    """One published ratio of (S) over (R).

    Parameters
    ----------
    name : str
        The key.
    times : float
        Potency, or affinity, of (S) over (R).
    by : {"review", "plasma", "binding"}
        How it was found.
    words : str
        Whose it is, in a few words.
    """

    name: str
    times: float
    by: By
    words: str


_RATIOS: dict[str, tuple[By, str, str]] = {
    "review_low": ("review", "s_to_r_review", "the low end of a review of 2008"),
    "plasma": ("plasma", "white_potency", "plasma of 60 surgical patients"),
    "review_high": ("review", "s_to_r_review", "the high end of a review of 2008"),
    "binding": ("binding", "s_to_r_ratio_ebert", "binding in rat brain"),
}


def ratio_names() -> tuple[str, ...]:
    """Return the names that `ratio` knows.

    Returns
    -------
    tuple of str
        From the smallest ratio to the largest.

    Examples
    --------
    >>> ratio_names()
    ('review_low', 'plasma', 'review_high', 'binding')
    """
    return tuple(_RATIOS)


def ratio(name: str) -> Ratio:
    """Return one published ratio.

    Parameters
    ----------
    name : str
        One of `ratio_names`.

    Returns
    -------
    Ratio
        With how it was found.

    Examples
    --------
    >>> [ratio(name).times for name in ratio_names()]
    [3.0, 3.4, 4.0, 4.7]
    """
    checks.checked_choice("name", name, ratio_names())
    by, row_id, words = _RATIOS[name]
    row = fact(row_id)
    times = {"review_low": row.low, "review_high": row.high}.get(name, row.value)
    if times is None:
        raise ValueError(f"{row_id} must hold the number that {name} stands for, got {row.text()}")
    return Ratio(name, times, by, words)


def given_as_equal() -> float:
    """Return how much racemate trials gave as the equal of one part of (S): chosen by them, not measured.

    Returns
    -------
    float
        Amount of racemate over amount of (S).

    Examples
    --------
    >>> given_as_equal()
    2.0
    """
    return value("s_to_racemate_dose")


def from_plasma() -> tuple[float, float, float]:
    """Return the potency of (S) over the racemate by the plasma of people whose anaesthesia ended.

    Returns
    -------
    tuple of float
        Low end, value and high end; the ends are what the rounding of two printed levels leaves open.

    Examples
    --------
    >>> from_plasma()
    (1.55, 1.8, 2.11)
    """
    row = fact("white_s_to_racemate")
    if row.low is None or row.high is None:
        raise ValueError(f"white_s_to_racemate must have both ends of its range, got {row.text()}")
    return row.low, row.number, row.high
