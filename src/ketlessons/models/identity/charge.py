"""Which share of a weak base carries a charge, and what the acidity of its water changes: Henderson and Hasselbalch."""

from __future__ import annotations

from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Number

ACIDITY = checks.Allowed(0.0, 14.0)


def charged_share(ph: ArrayLike, pka: ArrayLike) -> Number:
    r"""Share of a weak base that has taken up a proton, and so carries a charge.

    .. math:: \frac{[BH^+]}{[B] + [BH^+]} = \frac{1}{1 + 10^{\,pH - pK_a}}

    Parameters
    ----------
    ph : array_like
        Acidity of the water, pH 0 to 14.
    pka : array_like
        pKa of the conjugate acid, 0 to 14: the pH at which half of the base is charged.

    Returns
    -------
    float or ndarray
        Share from 0 to 1, in the broadcast shape of the inputs; the rest is uncharged.

    Notes
    -----
    The Henderson-Hasselbalch equation for one site that takes up one proton, with concentrations for activities: thin
    solutions, and the pKa of the temperature at hand.

    Examples
    --------
    >>> round(charged_share(7.4, 7.5), 3), charged_share(7.5, 7.5)
    (0.557, 0.5)
    """
    acidity = checks.checked("ph", ph, ACIDITY)
    half = checks.checked("pka", pka, ACIDITY)
    checks.common_shape(ph=acidity, pka=half)
    return checks.as_given(1.0 / (1.0 + 10.0 ** (acidity - half)))
