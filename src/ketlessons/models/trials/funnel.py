"""Are small trials more in favour than large ones? Egger's test of a funnel plot, which few trials hardly feed."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from numpy.typing import ArrayLike

from .. import ranges
from .._distributions import t_share


class Egger(NamedTuple):
    """Egger's regression.

    Parameters
    ----------
    intercept : float
        0 where small and large trials agree; above 0 where the less exact trials have the larger effects.
    se : float
        Its standard error.
    p_value : float
        Two-sided, from t with trials - 2 degrees of freedom.
    """

    intercept: float
    se: float
    p_value: float


def egger(value: ArrayLike, se: ArrayLike) -> Egger:
    r"""Test whether a funnel plot leans to one side.

    .. math:: \frac{y_i}{s_i} = a + b \, \frac{1}{s_i} + e_i

    Parameters
    ----------
    value : array_like
        One effect a trial, -1e4 to 1e4, ``(trials,)``, three trials or more.
    se : array_like
        Their standard errors, above 0 to 1e4, not all alike.

    Returns
    -------
    Egger
        Intercept a with its standard error and p-value.

    Raises
    ------
    ValueError
        If there are fewer than three trials, or all standard errors are alike.

    Notes
    -----
    Small trials may lean for other reasons than a drawer: other people, other doses. With fewer than ten trials the
    test finds next to nothing, so that a large p-value shows nothing. Source: M. Egger and others, BMJ
    1997;315:629-634.

    Examples
    --------
    >>> found = egger([0.2, 0.5, 0.6, 1.1], [0.1, 0.2, 0.3, 0.4])
    >>> round(found.intercept, 2), round(found.p_value, 2)
    (2.64, 0.02)
    """
    y = ranges.row("value", value, ranges.SCORE)
    s = ranges.row("se", se, ranges.SPREAD, y.size)
    exact, scaled = 1.0 / s, y / s
    apart = exact - exact.mean()
    across = float(apart @ apart)
    if y.size < 3 or across <= 1e-12 * float(exact @ exact):
        raise ValueError(f"se must be three or more, not all alike, got {s.tolist()}")
    slope = float(apart @ scaled) / across
    intercept = float(scaled.mean() - slope * exact.mean())
    left = scaled - intercept - slope * exact
    error = sqrt(float(left @ left) / (y.size - 2) * (1.0 / y.size + float(exact.mean()) ** 2 / across))
    beyond = float(t_share(-abs(intercept) / error, y.size - 2)) if error > 0.0 else 0.0
    return Egger(intercept, error, 2.0 * beyond)
