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


def shared_control(people: ArrayLike, people_control: float) -> Array:
    r"""Return how the differences of several arms from one control group go together.

    .. math:: \rho_{ij} = \frac{1 / n_0}{\sqrt{(1/n_i + 1/n_0)(1/n_j + 1/n_0)}}

    Parameters
    ----------
    people : array_like
        In each arm, 2 to 1e6, ``(arms,)``.
    people_control : float
        In the control group that they share, 2 to 1e6.

    Returns
    -------
    ndarray
        Correlations, with 1 on the diagonal, ``(arms, arms)``.

    Notes
    -----
    The control group is in both differences, so its variance is what they share; one spread in all arms is supposed.

    Examples
    --------
    >>> shared_control([100, 100], 100).tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    arms = ranges.row("people", people, ranges.PEOPLE)
    alike = 1.0 / checks.checked_number("people_control", people_control, ranges.PEOPLE)
    spread = np.sqrt(1.0 / arms + alike)
    together: Array = alike / np.outer(spread, spread)
    np.fill_diagonal(together, 1.0)
    return together


def by_trial(value: ArrayLike, se: ArrayLike, trial: Sequence[str], correlation: ArrayLike) -> ByTrial:
    r"""Average the results of each trial, with the error that correlated results have.

    .. math:: \bar y = \frac{1}{k} \sum_i y_i, \quad
        SE^2 = \frac{1}{k^2} \left(\sum_i s_i^2 + \sum_{i \ne j} \rho_{ij} s_i s_j\right)

    Parameters
    ----------
    value : array_like
        Effects, -1e4 to 1e4, ``(results,)``.
    se : array_like
        Their standard errors, above 0 to 1e4.
    trial : sequence of str
        Which trial each belongs to.
    correlation : array_like
        Between two results of one trial, 0 to 1: one number for all, or ``(results, results)``, of which only those of
        one trial are used. For doses that share a control group `shared_control` gives it; for the same people at two
        times trials seldom print it. At 1 further results add nothing.

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
    rho = checks.checked("correlation", correlation, ranges.CORRELATION)
    if rho.shape not in ((), (y.size, y.size)) or (rho != rho.T).any():
        raise ValueError(f"correlation must be one number, or {y.size} by {y.size} and symmetric, got {rho.shape}")
    names = list(trial)
    if isinstance(trial, str) or len(names) != y.size or not all(isinstance(name, str) for name in names):
        raise ValueError(f"trial must be {y.size} names, one for each value, got {trial!r}")
    order = tuple(dict.fromkeys(names))
    members = [np.array([name == one for name in names]) for one in order]
    means = np.array([y[which].mean() for which in members])
    shared = np.where(np.eye(y.size), 1.0, rho) * np.outer(s, s)
    errors = np.array([sqrt(float(shared[np.ix_(who, who)].sum())) / who.sum() for who in members])
    return ByTrial(order, means, errors)
