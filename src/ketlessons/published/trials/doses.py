"""How far do the differences of several doses from one placebo group go together? From the sizes of the arms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ketlessons.evidence import TimePoint
from ketlessons.models.quantities import Array
from ketlessons.models.trials.clusters import shared_control


def doses_together(rows: Sequence[TimePoint], rating: Sequence[str]) -> Array:
    """Return the correlations of differences; those of two ratings are not used by anybody, and are 0.

    Parameters
    ----------
    rows : sequence of TimePoint
        Differences from a control group.
    rating : sequence of str
        Which rating each belongs to: doses of one rating share a control group.

    Returns
    -------
    ndarray
        ``(rows, rows)``, to be given to `by_trial`.

    Raises
    ------
    ValueError
        If two doses share a control group and the sizes of the arms are not in the table ``arms``.

    Notes
    -----
    Source: the columns ``n_arm`` and ``n_control``.

    Examples
    --------
    >>> from ketlessons.evidence import time_point
    >>> two = [time_point(f"janik2025_esketamine{dose}_lead_day28") for dose in (56, 84)]
    >>> round(float(doses_together(two, ["Janik", "Janik"])[0, 1]), 2)
    0.31
    """
    together = np.eye(len(rows))
    for one in set(rating):
        which = [number for number, name in enumerate(rating) if name == one]
        if len(which) > 1:
            arms, controls = zip(*(_sizes(rows[number]) for number in which), strict=True)
            if len(set(controls)) > 1:
                raise ValueError(f"doses of {one} must share one control group, got groups of {controls}")
            together[np.ix_(which, which)] = shared_control(arms, controls[0])
    return together


def _sizes(row: TimePoint) -> tuple[int, int]:
    """Return how many people were in the arm, and in the control group that it shares."""
    if row.n_arm is None or row.n_control is None:
        raise ValueError(f"{row.id} is one dose of several, and the table arms does not hold the sizes of its arms")
    return row.n_arm, row.n_control
