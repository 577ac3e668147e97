"""How potent is a mixture of two mirror forms? Here each simply adds its own part."""

from __future__ import annotations

from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Number

#: Potency of the stronger form over the weaker.
RATIO = checks.Allowed(1.0, 1e6)


def mixture_potency(share_stronger: ArrayLike, ratio: ArrayLike) -> Number:
    r"""Potency of a mixture over that of the half-and-half mixture, where the two forms add.

    .. math:: P = \frac{s\,r + (1 - s)}{(r + 1)/2}

    Parameters
    ----------
    share_stronger : array_like
        Share s of the stronger form in the mixture, 0 to 1; 0.5 is the racemate.
    ratio : array_like
        Potency r of the stronger form over the weaker, 1 to 1e6.

    Returns
    -------
    float or ndarray
        0 to 2, in the broadcast shape of the inputs; 1 for the racemate. The pure stronger form has 2 / (1 + 1/r), so
        2 is its limit: it is reached only if the weaker form does nothing.

    Notes
    -----
    Simple addition, the field's dose addition: a milligram of the stronger form counts as r milligrams of the weaker,
    whatever else is there, and both leave the body alike. What one form does to the other's way in, out or effect is
    left out.

    Examples
    --------
    >>> round(mixture_potency(1.0, 3.4), 3), round(mixture_potency(0.0, 3.4), 3), mixture_potency(0.5, 3.4)
    (1.545, 0.455, 1.0)
    """
    share = checks.checked("share_stronger", share_stronger, checks.FRACTION)
    times = checks.checked("ratio", ratio, RATIO)
    checks.common_shape(share_stronger=share, ratio=times)
    return checks.as_given(2.0 * (share * times + (1.0 - share)) / (times + 1.0))


def mixture_if_inert(share_stronger: ArrayLike) -> Number:
    r"""Potency of a mixture over that of the half-and-half mixture, if the weaker form did nothing at all.

    .. math:: P = 2 s

    Parameters
    ----------
    share_stronger : array_like
        Share s of the stronger form, 0 to 1.

    Returns
    -------
    float or ndarray
        0 to 2, in the shape of the input: what `mixture_potency` comes to for an endless ratio.

    Examples
    --------
    >>> mixture_if_inert(1.0), mixture_if_inert(0.5)
    (2.0, 1.0)
    """
    return checks.as_given(2.0 * checks.checked("share_stronger", share_stronger, checks.FRACTION))
