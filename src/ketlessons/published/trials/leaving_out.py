"""What becomes of a pooled mean as trials come out, or when one is left out? The trials of nasal esketamine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.models import checks
from ketlessons.models.trials.pooling import Pooled

from .forest import ForestTrial, nasal_trials, pool_forest

#: Which trial can be left out: none, or the one that is most or least in favour of the spray.
LEFT_OUT = ("none", "most", "least")


@dataclass(frozen=True)
class Forest:
    """Trials at one time, of which the first were pooled.

    Parameters
    ----------
    there : tuple of ForestTrial
        All that could be pooled, the oldest publication first.
    shown : tuple of ForestTrial
        Those that are pooled.
    without : ForestTrial or None
        The one that was left out.
    none_to_spare : bool
        Whether one was to be left out of one, and stays.
    pooled : Pooled
        What those shown say together.
    """

    there: tuple[ForestTrial, ...]
    shown: tuple[ForestTrial, ...]
    without: ForestTrial | None
    none_to_spare: bool
    pooled: Pooled

    @property
    def weights(self) -> dict[str, float]:
        """Share of each trial that is pooled, by its name."""
        return dict(zip((one.trial for one in self.shown), self.pooled.weights, strict=True))


@cache
def forest(when: str, trials: int, left_out: str, method: str, with_daly: bool = False) -> Forest:
    """Return what the first trials say together.

    Parameters
    ----------
    when : {"4 h", "24 h", "day 25 to 28"}
        Which ratings.
    trials : int
        How many, 1 to 100; all where there are fewer.
    left_out : {"none", "most", "least"}
        Which of them is left out. A single one stays.
    method : {"fixed", "paule_mandel"}
        As for `pool_forest`.
    with_daly : bool, optional
        As for `nasal_trials`.

    Returns
    -------
    Forest
        Points of the MADRS, benefit positive.

    Notes
    -----
    Source: `nasal_trials`.

    Examples
    --------
    >>> forest("4 h", 2, "most", "fixed").without.trial
    'Canuso 2018'
    """
    checks.checked_choice("left_out", left_out, LEFT_OUT)
    there = nasal_trials(when, with_daly)
    first = there[: checks.checked_count("trials", trials, 1, 100)]
    lonely = left_out != "none" and len(first) == 1
    order = sorted(first, key=lambda one: one.effect.value)
    without = None if left_out == "none" or lonely else order[-1 if left_out == "most" else 0]
    shown = tuple(one for one in first if one is not without)
    return Forest(there, shown, without, lonely, pool_forest(shown, method))
