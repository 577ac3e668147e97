"""What several trials say together, and by how much they differ.

A fixed-effect mean supposes one true effect; a random-effects mean supposes that the trials' true effects are spread
around a mean with variance tau squared, and answers for that mean. Neither repairs trials that are biased alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from numpy.typing import ArrayLike

from .. import checks, ranges
from .._distributions import chi2_beyond, normal_quantile, t_quantile
from ..quantities import Array, Interval

METHODS = ("paule_mandel", "dersimonian_laird", "reml", "fixed")
LIMITS = ("normal", "hartung_knapp", "hartung_knapp_wider")


@dataclass(frozen=True)
class Pooled:
    """A pooled effect; `interval` is about the mean, `prediction` about the true effect in a further trial.

    Parameters
    ----------
    method, limits : str
        How it was pooled: see `pool`.
    interval : Interval
        Low, value and high of the mean.
    se : float
        Standard error of the mean.
    tau2 : float
        Variance of the true effects between trials, 0 for a fixed effect.
    q : float
        Cochran's Q: weighted squares of the trials around the fixed-effect mean.
    weights : tuple of float
        Share of each trial in the mean.
    prediction : Interval or None
        None for a fixed effect and for fewer than three trials, which cannot say how trials differ.
    """

    method: str
    limits: str
    interval: Interval
    se: float
    tau2: float
    q: float
    weights: tuple[float, ...]
    prediction: Interval | None

    @property
    def value(self) -> float:
        """The mean."""
        return self.interval.value

    @property
    def trials(self) -> int:
        """How many were pooled."""
        return len(self.weights)

    @property
    def p_value(self) -> float:
        """Chance of a Q as large if all trials had one true effect; 1 for a single trial."""
        return float(chi2_beyond(self.q, self.trials - 1)) if self.trials > 1 else 1.0

    @property
    def i2(self) -> float:
        """Share of the spread that is more than chance, 0 to 1: (Q - df) / Q."""
        return max(0.0, 1.0 - (self.trials - 1) / self.q) if self.q > 0 else 0.0


def pool(
    value: ArrayLike, se: ArrayLike, method: str = "paule_mandel", limits: str = "normal", confidence: float = 0.95
) -> Pooled:
    r"""Pool effects of independent trials by the inverse of their variance.

    .. math:: \hat\mu = \frac{\sum_i w_i y_i}{\sum_i w_i}, \quad w_i = \frac{1}{s_i^2 + \tau^2}

    Parameters
    ----------
    value : array_like
        One effect a trial, -1e4 to 1e4, ``(trials,)``; ratios as logarithms.
    se : array_like
        Their standard errors, above 0 to 1e4.
    method : {"paule_mandel", "dersimonian_laird", "reml", "fixed"}, optional
        Where tau squared comes from. Paule-Mandel is the default: it solves Q(tau2) = trials - 1 for the weights that
        are then used, while DerSimonian-Laird takes one step from the fixed weights, and comes out too small when few
        trials differ much. "reml" takes what makes the residuals likeliest. All three are in use, and few trials tell
        them apart (Veroniki and others, Res Synth Methods 2016;7:55-79).
    limits : {"normal", "hartung_knapp", "hartung_knapp_wider"}, optional
        Limits of the mean: normal; from the spread that is seen, with a t distribution; or that, but never from less
        spread than the standard errors say.
    confidence : float, optional
        Of interval and prediction, 0.5 to 0.9999.

    Returns
    -------
    Pooled
        Mean, interval, heterogeneity and prediction interval.

    Raises
    ------
    ValueError
        If Hartung-Knapp is asked of one trial.

    Notes
    -----
    Times of one trial are not independent, nor are two doses with one placebo group: bring them together first with
    `by_trial`. The prediction interval takes t with trials - 2 degrees of freedom (Higgins and others, J R Stat Soc A
    2009;172:137-159). With three or four trials tau squared is hardly known whatever the method.

    Examples
    --------
    >>> together = pool([0.1, 0.5, 0.9], [0.2, 0.2, 0.2])
    >>> round(together.value, 2), round(together.tau2, 2), round(together.i2, 2)
    (0.5, 0.12, 0.75)
    """
    y = ranges.row("value", value, ranges.SCORE)
    variance = ranges.row("se", se, ranges.SPREAD, y.size) ** 2
    checks.checked_choice("method", method, METHODS)
    checks.checked_choice("limits", limits, LIMITS)
    tail = 0.5 + checks.checked_number("confidence", confidence, ranges.CONFIDENCE) / 2.0
    if y.size == 1 and limits != "normal":
        raise ValueError(f"limits must be normal for one trial, got {limits!r}")
    q = _spread(0.0, y, variance)
    tau2 = _between(method, q, y, variance)
    weight = 1.0 / (variance + tau2)
    mean, error, reach = float(weight @ y / weight.sum()), sqrt(1.0 / weight.sum()), normal_quantile(tail)
    if limits != "normal":
        seen = _spread(tau2, y, variance) / (y.size - 1)
        error *= sqrt(max(seen, 1.0) if limits == "hartung_knapp_wider" else seen)
        reach = float(t_quantile(tail, y.size - 1))
    ahead = None
    if method != "fixed" and y.size > 2:
        far = float(t_quantile(tail, y.size - 2)) * sqrt(tau2 + error**2)
        ahead = Interval(mean - far, mean, mean + far)
    shares = tuple(float(share) for share in weight / weight.sum())
    around = Interval(mean - reach * error, mean, mean + reach * error)
    return Pooled(method, limits, around, error, tau2, q, shares, ahead)


def _spread(tau2: float, y: Array, variance: Array) -> float:
    """Return the weighted squares around the mean at a given tau squared."""
    weight = 1.0 / (variance + tau2)
    return float(weight @ (y - weight @ y / weight.sum()) ** 2)


def _between(method: str, q: float, y: Array, variance: Array) -> float:
    """Return tau squared; 0 where the method finds no more spread than chance."""
    wanted = _SOLVED.get(method)
    if method == "dersimonian_laird":
        weight = 1.0 / variance
        return (
            max(0.0, (q - (y.size - 1)) / float(weight.sum() - weight @ weight / weight.sum())) if y.size > 1 else 0.0
        )
    if wanted is None or y.size == 1 or wanted(0.0, y, variance) <= 0.0:
        return 0.0
    from scipy.optimize import brentq

    # At the plain variance of the effects what is seen is below what is wanted, or not far from it.
    most = float(((y - y.mean()) ** 2).sum()) / (y.size - 1)
    while wanted(most, y, variance) > 0.0:
        most *= 2.0
    return float(brentq(wanted, 0.0, most, (y, variance), xtol=1e-14, rtol=1e-12))


def _too_far(tau2: float, y: Array, variance: Array) -> float:
    """Return by how much the weighted squares exceed trials - 1; Paule and Mandel take tau squared where it is 0."""
    return _spread(tau2, y, variance) - (y.size - 1)


def _slope(tau2: float, y: Array, variance: Array) -> float:
    """Return twice the slope of the restricted log likelihood; it is 0 at its top."""
    weight = 1.0 / (variance + tau2)
    apart = y - weight @ y / weight.sum()
    return float(weight**2 @ apart**2 - weight.sum() + weight @ weight / weight.sum())


_SOLVED = {"paule_mandel": _too_far, "reml": _slope}
