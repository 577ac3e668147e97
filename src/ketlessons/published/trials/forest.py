"""The trials of nasal esketamine that can be pooled at one time, and what they say together.

One point a trial, in order of publication, and a mean with limits as wide as so few trials deserve.
"""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.evidence import TimePoint, reference
from ketlessons.models import checks
from ketlessons.models.quantities import Interval
from ketlessons.models.trials.pooling import Pooled, pool
from ketlessons.models.trials.score_effects import Effect

from .nasal import WINDOWS, nasal_rows, together

#: Ratings that several trials share, and that have a year of publication each.
TIMES = ("4 h", "24 h", "day 25 to 28")
#: How trials are pooled: what is supposed of their true effects.
SUPPOSED = {"fixed": "one true effect", "paule_mandel": "true effects that differ"}


@dataclass(frozen=True)
class ForestTrial:
    """One trial at one time: difference from placebo spray in points of the MADRS, benefit positive.

    Parameters
    ----------
    trial : str
        Its name.
    year : int
        Of publication.
    effect : Effect
        Difference and standard error; the doses of one trial brought together.
    doses : int
        How many doses that was.
    reported : bool
        Whether a sentence has to say "reported".
    ids : tuple of str
        Rows of the table ``timecourse``.
    printed : Interval or None
        The limits of the row, where one dose stands alone: they need not be symmetric.
    """

    trial: str
    year: int
    effect: Effect
    doses: int
    reported: bool
    ids: tuple[str, ...]
    printed: Interval | None

    @property
    def interval(self) -> Interval:
        """Low, value and high at 95 %: as in the row, or those of the doses brought together."""
        return self.printed or self.effect.interval()


def nasal_trials(when: str, with_daly: bool = False) -> tuple[ForestTrial, ...]:
    """Return the trials rated at one time, one point each, the oldest publication first.

    Parameters
    ----------
    when : {"4 h", "24 h", "day 25 to 28"}
        Which ratings.
    with_daly : bool, optional
        Whether Daly 2018 is among them, which was rated at 2 h and at 24 h.

    Returns
    -------
    tuple of ForestTrial
        Those that `pooled_nasal` pools at that time, and Daly 2018.

    Notes
    -----
    Several doses against one placebo group are averaged with the correlation that the sizes of the arms give. Within a
    year the order is that of the table.

    Examples
    --------
    >>> [(one.trial, one.year, one.doses) for one in nasal_trials("4 h")]
    [('Canuso 2018', 2018, 1), ('ASPIRE II', 2021, 1)]
    """
    first, last = WINDOWS[checks.checked_choice("when", when, TIMES)]
    rows = [row for row in nasal_rows(with_daly) if first <= row.after_h <= last]
    names, _, values, errors = together(rows)
    found = []
    for name, y, se in zip(names, values, errors, strict=True):
        own = [row for row in rows if row.trial == name]
        year = min(int(reference(key).year) for row in own for key in row.sources)
        reported = any(row.reported for row in own)
        printed = _printed(own[0]) if len(own) == 1 else None
        effect, ids = Effect(float(y), float(se)), tuple(row.id for row in own)
        found.append(ForestTrial(name, year, effect, len(own), reported, ids, printed))
    return tuple(sorted(found, key=lambda one: one.year))


def _printed(row: TimePoint) -> Interval:
    """Return the interval of a row as it was printed, turned so that benefit is positive."""
    value, low, high = row.benefit
    if low is None or high is None:
        raise ValueError(f"{row.id} has no interval with two ends")
    return Interval(low, value, high)


def pool_forest(chosen: tuple[ForestTrial, ...], method: str) -> Pooled:
    """Pool chosen trials, with limits as wide as so few trials deserve.

    Parameters
    ----------
    chosen : tuple of ForestTrial
        At least one.
    method : {"fixed", "paule_mandel"}
        One true effect, with normal limits; or true effects that differ, with the limits of Hartung and Knapp, never
        narrower than the standard errors say. A single trial keeps its own limits.

    Returns
    -------
    Pooled
        Points of the MADRS, benefit positive.

    Raises
    ------
    ValueError
        If no trial is given.

    Notes
    -----
    Source: G. Knapp and J. Hartung, Stat Med 2003;22:2693-2710. The t distribution has trials - 1 degrees of freedom,
    so that two trials leave nearly everything open.

    Examples
    --------
    >>> round(pool_forest(nasal_trials("day 25 to 28"), "paule_mandel").value, 1)
    3.5
    """
    checks.checked_choice("method", method, tuple(SUPPOSED))
    honest = method != "fixed" and len(chosen) > 1
    values, errors = [one.effect.value for one in chosen], [one.effect.se for one in chosen]
    return pool(values, errors, method, "hartung_knapp_wider" if honest else "normal")
