"""How much more there is when a dose is given again and again than after the first one.

Courses add up, so nothing new has to be solved: over one interval of the steady state lies the whole area of one dose,
piece upon piece.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Number
from .absorption import Dose
from .disposition import Disposition
from .time_course import time_course


def accumulation_ratio(disposition: Disposition, doses: Sequence[Dose], interval_h: float) -> Number:
    r"""Say how many times the first interval's area an interval of the steady state has.

    .. math:: R = \frac{AUC_{0-\infty}}{AUC_{0-\tau}}

    both after one visit: exact for any sum of exponentials, however many compartments there are.

    Parameters
    ----------
    disposition : Disposition
        Where the drug goes.
    doses : sequence of Dose
        What is given at one visit, at least one dose before the interval has ended.
    interval_h : float
        From one visit to the next, more than 0 and at most 1e4 h.

    Returns
    -------
    float or ndarray
        Ratio for ketamine, ``()`` or ``(patients,)``: 1 where nothing is left when the next visit comes, endless
        where nothing ever leaves.

    Raises
    ------
    ValueError
        If no drug has reached the blood when the interval has ended.

    Notes
    -----
    Source: superposition. Rates are taken to stay the same; a drug that speeds up its own clearance builds up less.

    Examples
    --------
    >>> from ketlessons.models import Way
    >>> from ketlessons.models.dose.compartments import Network
    >>> body = Disposition("one", Network([100.0], [], [50.0]), Network([90.0], [], [60.0]), [50.0])
    >>> round(accumulation_ratio(body, [Dose(10.0, Way(1.0))], interval_h=1.3862943611), 9)
    2.0
    """
    interval = checks.checked_number("interval_h", interval_h, checks.INTERVAL)
    course = time_course(disposition, doses, [0.0, interval])
    first = np.asarray(course.auc_ng_h_ml)
    if (first <= 0.0).any():
        raise ValueError(f"doses must reach the blood within interval_h, got none within {interval:g} h")
    return checks.as_given(np.asarray(course.auc_inf_ng_h_ml) / first)


def one_compartment_accumulation(half_life_h: ArrayLike, interval_h: ArrayLike) -> Number:
    r"""Say the same of one compartment into which each dose goes at once.

    .. math:: R = \frac{1}{1 - 2^{-\tau / t_{1/2}}}

    Parameters
    ----------
    half_life_h : array_like
        Half-life, 1e-3 to 1e4 h.
    interval_h : array_like
        From one dose to the next, more than 0 and at most 1e4 h.

    Returns
    -------
    float or ndarray
        Ratio, in the broadcast shape of the inputs: 2 where a dose comes every half-life.

    Notes
    -----
    It suits a drug of which one half-life tells most. A half-life of the last stretch of a curve that bends, as
    ketamine's does, tells of a small part of the drug: with it the ratio comes out too large.

    Examples
    --------
    >>> one_compartment_accumulation(24.0, 24.0)
    2.0
    """
    half = checks.checked("half_life_h", half_life_h, checks.HALF_LIFE)
    interval = checks.checked("interval_h", interval_h, checks.INTERVAL)
    checks.common_shape(half_life_h=half, interval_h=interval)
    return checks.as_given(-1.0 / np.expm1(-np.log(2.0) * interval / half))
