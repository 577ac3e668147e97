"""What does a positive or a negative result mean? Bayes' rule for one test, as shares and as whole counts.

A test is told by two shares that a laboratory can measure. What a result means also depends on how common the thing is
among what is tested, and no laboratory measures that.
"""

from __future__ import annotations

from typing import NamedTuple

from .. import checks


def positive_predictive_value(sensitivity: float, specificity: float, prevalence: float) -> float:
    r"""Share of positive results that are right.

    .. math:: PPV = \frac{s\,p}{s\,p + (1 - c)(1 - p)}

    Parameters
    ----------
    sensitivity : float
        s, share of those with the thing that test positive, 0 to 1.
    specificity : float
        c, share of those without it that test negative, 0 to 1.
    prevalence : float
        p, share of all tested that have it, 0 to 1.

    Returns
    -------
    float
        0 to 1.

    Raises
    ------
    ValueError
        If no result can be positive, so that there is no share of them.

    Notes
    -----
    Source: Bayes' rule. `sensitivity` is P(positive | thing), the result is P(thing | positive); the two are different
    questions. The three shares are taken as exact and as the same for everything that is tested.

    Examples
    --------
    >>> round(positive_predictive_value(0.9, 0.9, 0.1), 4)
    0.5
    """
    right, wrong = _positive(sensitivity, specificity, prevalence)
    if right + wrong <= 0:
        raise ValueError("no result can be positive at this sensitivity, specificity and prevalence")
    return right / (right + wrong)


def false_omission_rate(sensitivity: float, specificity: float, prevalence: float) -> float:
    r"""Share of negative results that are wrong: what a negative result still leaves open.

    .. math:: FOR = \frac{(1 - s)\,p}{(1 - s)\,p + c\,(1 - p)}

    Parameters
    ----------
    sensitivity, specificity, prevalence : float
        As for `positive_predictive_value`.

    Returns
    -------
    float
        0 to 1.

    Raises
    ------
    ValueError
        If no result can be negative.

    Notes
    -----
    Source: Bayes' rule.

    Examples
    --------
    >>> round(false_omission_rate(0.9, 0.9, 0.1), 4)
    0.0122
    """
    right, wrong = _positive(sensitivity, specificity, prevalence)
    missed, clear = prevalence - right, 1.0 - prevalence - wrong
    if missed + clear <= 0:
        raise ValueError("no result can be negative at this sensitivity, specificity and prevalence")
    return missed / (missed + clear)


def _positive(sensitivity: float, specificity: float, prevalence: float) -> tuple[float, float]:
    """Return the shares of all tested that are rightly and wrongly positive."""
    s = checks.checked_number("sensitivity", sensitivity, checks.FRACTION)
    c = checks.checked_number("specificity", specificity, checks.FRACTION)
    p = checks.checked_number("prevalence", prevalence, checks.FRACTION)
    return s * p, (1.0 - c) * (1.0 - p)


class Counts(NamedTuple):
    """So many of each kind, in whole numbers that add up to all that were tested."""

    found: int
    missed: int
    false_alarms: int
    clear: int

    @property
    def positive(self) -> int:
        """How many results are positive."""
        return self.found + self.false_alarms

    @property
    def negative(self) -> int:
        """How many results are negative."""
        return self.missed + self.clear

    @property
    def having(self) -> int:
        """How many have what is looked for."""
        return self.found + self.missed


def expected_counts(sensitivity: float, specificity: float, prevalence: float, total: int = 1000) -> Counts:
    """Return how many of each kind are expected, rounded so that nobody is lost.

    Parameters
    ----------
    sensitivity, specificity, prevalence : float
        As for `positive_predictive_value`.
    total : int, optional
        How many are tested, 1 to 1e6.

    Returns
    -------
    Counts
        In whole numbers. First it is rounded how many have the thing, then how many of either kind test positive.

    Notes
    -----
    What is expected, and not what one series would show: chance adds a spread.

    Examples
    --------
    >>> expected_counts(0.9, 0.9, 0.1)
    Counts(found=90, missed=10, false_alarms=90, clear=810)
    """
    many = checks.checked_count("total", total, 1, 1_000_000)
    _positive(sensitivity, specificity, prevalence)
    # The allowance takes halves upwards whatever the last bit of a product says.
    having = int(many * prevalence + 0.5 + 1e-9)
    found = int(having * sensitivity + 0.5 + 1e-9)
    false_alarms = int((many - having) * (1.0 - specificity) + 0.5 + 1e-9)
    return Counts(found, having - found, false_alarms, many - having - false_alarms)
