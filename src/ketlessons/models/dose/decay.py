"""How fast one compartment empties.

Half of what is left goes in every half-life.
"""

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Number


def one_compartment(start_ng_ml: ArrayLike, half_life_h: ArrayLike, time_h: ArrayLike) -> Number:
    r"""Concentration left in one well-stirred compartment.

    .. math:: C(t) = C_0 \cdot \left(\tfrac{1}{2}\right)^{t / t_{1/2}}

    Parameters
    ----------
    start_ng_ml : array_like
        Concentration at time 0, 0 to 1e7 ng/mL.
    half_life_h : array_like
        Half-life, 1e-3 to 1e4 h.
    time_h : array_like
        Time since then, 0 to 1e5 h.

    Returns
    -------
    float or ndarray
        Concentration in ng/mL, in the broadcast shape of the inputs.

    Notes
    -----
    Ketamine does not behave so: see `time_course`. The equation is the last stretch of every curve there.

    Examples
    --------
    >>> one_compartment(100.0, half_life_h=3.0, time_h=6.0)
    25.0
    """
    start = checks.checked("start_ng_ml", start_ng_ml, checks.MASS_CONCENTRATION)
    half = checks.checked("half_life_h", half_life_h, checks.HALF_LIFE)
    time = checks.checked("time_h", time_h, checks.CLOCK)
    checks.common_shape(start_ng_ml=start, half_life_h=half, time_h=time)
    return checks.as_given(start * np.exp2(-time / half))
