"""How several results of one trial become one, so that the trial counts once.

The same patients at several times, or several doses against one placebo group, are not so many trials.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .. import checks, ranges
from ..quantities import Array


class ByTrial(NamedTuple):
    """One effect a trial: names, effects and standard errors, in order of first appearance."""

    trial: tuple[str, ...]
    value: Array
    se: Array


def by_trial(value: ArrayLike, se: ArrayLike, trial: Sequence[str], correlation: float) -> ByTrial:
    r"""Average the results of each trial, with the error that correlated results have.

    .. math:: \bar y = \frac{1}{k} \sum_i y_i, \quad
        SE^2 = \frac{1}{k^2} \left(\sum_i s_i^2 + \rho \sum_{i \ne j} s_i s_j\right)

    Parameters
    ----------
    value : array_like
        Effects, -1e4 to 1e4, ``(results,)``.
    se : array_like
        Their standard errors, above 0 to 1e4.
    trial : sequence of str
        Which trial each belongs to.
    correlation : float
        Between two results of one trial, 0 to 1. Trials seldom print it: 0.5 suits doses that share a placebo group of
        their own size, and more suits the same people at two times. At 1 further results add nothing.

    Returns
    -------
    ByTrial
        One row a trial, to be given to `pool`.

    Notes
    -----
    A plain mean, and not one weighted by precision: the times of a trial are to count alike.

    Examples
    --------
    >>> names, value, se = by_trial([4.0, 2.0, 3.0], [1.0, 1.0, 1.0], ["A", "A", "B"], correlation=0.5)
    >>> names, value.tolist(), se.round(3).tolist()
    (('A', 'B'), [3.0, 3.0], [0.866, 1.0])
    """
    y = ranges.row("value", value, ranges.SCORE)
    s = ranges.row("se", se, ranges.SPREAD, y.size)
    rho = checks.checked_number("correlation", correlation, ranges.CORRELATION)
    names = list(trial)
    if isinstance(trial, str) or len(names) != y.size or not all(isinstance(name, str) for name in names):
        raise ValueError(f"trial must be {y.size} names, one for each value, got {trial!r}")
    order = tuple(dict.fromkeys(names))
    members = [np.array([name == one for name in names]) for one in order]
    means = np.array([y[which].mean() for which in members])
    # The sum over all pairs is the square of the sum; what the correlation leaves out is on the diagonal.
    errors = np.array(
        [sqrt(rho * s[who].sum() ** 2 + (1.0 - rho) * (s[who] ** 2).sum()) / who.sum() for who in members]
    )
    return ByTrial(order, means, errors)
