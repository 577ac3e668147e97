"""How much of a target is held by how much free drug, and how much free drug would hold a share of it.

The law of mass action for one drug at one site. Held is not the same as acted upon: an agonist may need few of its
receptors, and a channel blocker needs open channels.
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Number

#: A share that some concentration holds; no concentration holds all.
REACHABLE = checks.Allowed(0.0, 0.999)


def fraction_held(free_um: ArrayLike, half_um: ArrayLike) -> Number:
    r"""Return which share of a target one drug holds.

    .. math:: held = \frac{C}{C + K}

    Parameters
    ----------
    free_um : array_like
        Free (unbound) concentration C, 0 to 1e6 uM.
    half_um : array_like
        Concentration K that holds half, 1e-6 to 1e6 uM: a Kd or Ki, or what stands in for one.

    Returns
    -------
    float or ndarray
        Share from 0 to 1, in the broadcast shape of the inputs.

    Notes
    -----
    The law of mass action with one site and nobody who competes. An IC50 is no Ki: where transmitter competes, or use
    decides, it belongs to its assay.

    Examples
    --------
    >>> fraction_held(1.42, 1.42)
    0.5
    """
    conc = checks.checked("free_um", free_um, checks.CONCENTRATION)
    half = checks.checked("half_um", half_um, checks.POTENCY)
    checks.common_shape(free_um=conc, half_um=half)
    return checks.as_given(conc / (conc + half))


def free_for(share: ArrayLike, half_um: ArrayLike) -> Number:
    r"""Return how much free drug holds a share of a target: `fraction_held` turned round.

    .. math:: C = K \frac{held}{1 - held}

    Parameters
    ----------
    share : array_like
        Share to hold, 0 to 0.999.
    half_um : array_like
        Concentration K that holds half, 1e-6 to 1e6 uM.

    Returns
    -------
    float or ndarray
        Free concentration, uM, in the broadcast shape of the inputs.

    Examples
    --------
    >>> round(free_for(0.8, 162.0), 6)
    648.0
    """
    part = checks.checked("share", share, REACHABLE)
    half = checks.checked("half_um", half_um, checks.POTENCY)
    checks.common_shape(share=part, half_um=half)
    return checks.as_given(half * part / (1.0 - part))
