"""What Mg2+ in the pore changes, alone and against a drug that wants the same place.

The rule of Jahr and Stevens for Mg2+ alone, and fast competition for one site when a drug is there too.
Both at equilibrium.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from ..quantities import Number
from .block import drug_weight


def magnesium_unblocked(
    voltage_mv: ArrayLike, mg_mm: ArrayLike, half_block_mm: ArrayLike, slope_per_mv: ArrayLike
) -> Number:
    r"""Fraction B of open channels that Mg2+ leaves unblocked (Jahr and Stevens).

    .. math:: B(V) = \frac{1}{1 + \frac{[Mg]}{M_0} e^{-k V}}

    Parameters
    ----------
    voltage_mv : array_like
        Membrane voltage V, -150 to 150 mV.
    mg_mm : array_like
        Outside Mg2+, 0 to 100 mM.
    half_block_mm : array_like
        Mg2+ that blocks half at 0 mV, M0, 0.001 to 1000 mM.
    slope_per_mv : array_like
        Steepness k, 0 to 0.5 1/mV.

    Returns
    -------
    float or ndarray
        Fraction, more than 0 and at most 1, in the broadcast shape of the inputs.

    Notes
    -----
    A steady-state rule from hippocampal neurons: neither for receptors with GluN2C or GluN2D, nor for the
    first milliseconds after a voltage step. Source: jahr1990 (evidence rows `mg_half_block_0mv`, `mg_slope`).

    Examples
    --------
    >>> round(magnesium_unblocked(-60, 1.0, half_block_mm=3.57, slope_per_mv=0.062), 4)
    0.0796
    """
    voltage = checks.checked("voltage_mv", voltage_mv, checks.VOLTAGE)
    magnesium = checks.checked("mg_mm", mg_mm, checks.MAGNESIUM)
    half_block = checks.checked("half_block_mm", half_block_mm, checks.HALF_BLOCK)
    slope = checks.checked("slope_per_mv", slope_per_mv, checks.SLOPE)
    checks.common_shape(voltage_mv=voltage, mg_mm=magnesium, half_block_mm=half_block, slope_per_mv=slope)
    return checks.as_given(1.0 / (1.0 + magnesium / half_block * np.exp(-slope * voltage)))


def pore_shares(
    conc_um: ArrayLike, ic50_um: ArrayLike, unblocked_by_mg: ArrayLike, hill: ArrayLike = 1.0
) -> tuple[Number, Number, Number]:
    r"""Share the open channels between an empty pore, Mg2+ and a drug that want the same site.

    Weights :math:`1 : \frac{1}{B} - 1 : \frac{1}{B} (B\,K/IC_{50})^{n}`, divided by their sum.

    Parameters
    ----------
    conc_um, ic50_um, hill : array_like
        As in `fraction_blocked`; the IC50 is the one without Mg2+ at the same voltage.
    unblocked_by_mg : array_like
        Fraction B that Mg2+ alone would leave, more than 0 and at most 1.

    Returns
    -------
    free, magnesium, drug : float or ndarray
        Three fractions that add up to 1, each in the broadcast shape of the inputs.

    Notes
    -----
    The shares are those of channels whose gate stands open, at equilibrium. With n = 1 this is plain competition
    for one site. With another slope the drug's weight is chosen such that Mg2+ makes the IC50 1/B times larger and
    leaves the slope as it is, the usual (Gaddum-Schild) reading of competition.

    Examples
    --------
    >>> [round(share, 2) for share in pore_shares(0.71, 0.71, unblocked_by_mg=0.5)]
    [0.33, 0.33, 0.33]
    """
    left, weight = _weight_in_magnesium(conc_um, ic50_um, unblocked_by_mg, hill)
    drug = weight / left
    magnesium = 1.0 / left - 1.0
    total = 1.0 + magnesium + drug
    return checks.as_given(1.0 / total), checks.as_given(magnesium / total), checks.as_given(drug / total)


def block_in_magnesium(
    conc_um: ArrayLike, ic50_um: ArrayLike, unblocked_by_mg: ArrayLike, hill: ArrayLike = 1.0
) -> Number:
    r"""Fraction of the current in Mg2+ that a drug removes, when both compete for one site.

    .. math:: f = \frac{(B\,K/IC_{50})^{n}}{1 + (B\,K/IC_{50})^{n}}

    This is plain block with the IC50 made 1/B times larger.

    Parameters
    ----------
    conc_um, ic50_um, unblocked_by_mg, hill : array_like
        As in `pore_shares`.

    Returns
    -------
    float or ndarray
        Fraction 0 to 1 of the control current (Mg2+ present, no drug), in the broadcast shape.

    Examples
    --------
    >>> block_in_magnesium(1.42, 0.71, unblocked_by_mg=0.5)
    0.5
    """
    _, weight = _weight_in_magnesium(conc_um, ic50_um, unblocked_by_mg, hill)
    return checks.as_given(weight / (1.0 + weight))


def _weight_in_magnesium(
    conc_um: ArrayLike, ic50_um: ArrayLike, unblocked_by_mg: ArrayLike, hill: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return B, and the drug's weight against the pores that hold none of it."""
    drug = drug_weight(conc_um, ic50_um, hill)
    left = checks.checked("unblocked_by_mg", unblocked_by_mg, checks.UNBLOCKED)
    checks.common_shape(conc_um=drug, unblocked_by_mg=left)
    return left, drug * left ** np.asarray(hill, float)
