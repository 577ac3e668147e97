"""The spray with an antidepressant, and the spray alone: two kinds of trial that one mean hides.

What is written in this file are choices between rows, and the reasons.
"""

from __future__ import annotations

from ketlessons.evidence import timecourse
from ketlessons.models import checks
from ketlessons.models.trials.pooling import Pooled, pool

from ..trials.nasal import WINDOWS, nasal_rows, together

# What the column ``series`` of arms.csv calls trials in which nobody takes an antidepressant beside the spray.
_ALONE = "esk_nasal_trd_mono"
KINDS = ("with an antidepressant", "alone")


def pooled_kind(kind: str, when: str) -> Pooled:
    """Pool one kind of trials of nasal esketamine at one time.

    Parameters
    ----------
    kind : {"with an antidepressant", "alone"}
        Whether both arms took an antidepressant beside the spray.
    when : {"4 h", "24 h", "day 15", "day 25 to 28"}
        Which ratings.

    Returns
    -------
    Pooled
        Difference from placebo spray in points of the MADRS, benefit positive. One trial alone gives itself.

    Raises
    ------
    ValueError
        If no trial of this kind was rated then.

    Notes
    -----
    Random effects after Paule and Mandel with normal limits, as `pooled_nasal`. That the one trial without an
    antidepressant differs was seen after the fact: a reason to look further, and no finding. Source: the rows of
    `pooled_nasal`.

    Examples
    --------
    >>> [round(pooled_kind(kind, "day 25 to 28").value, 1) for kind in KINDS]
    [2.7, 5.9]
    """
    checks.checked_choice("kind", kind, KINDS)
    first, last = WINDOWS[checks.checked_choice("when", when, tuple(WINDOWS))]
    alone = {row.trial for row in timecourse(series=_ALONE)}
    names, times, y, se = together(nasal_rows())
    wanted = [
        index
        for index, (name, time_h) in enumerate(zip(names, times, strict=True))
        if first <= time_h <= last and (name in alone) == (kind == "alone")
    ]
    if not wanted:
        raise ValueError(f"when must be a time at which trials of this kind were rated, got {when!r} for {kind!r}")
    return pool(y[wanted], se[wanted])
