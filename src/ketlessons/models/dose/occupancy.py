"""How much of a target is occupied by what is free in the blood.

Drugs that compete for one site share it by the law of mass action, so their shares can never add up to more than all
of it. Only unbound drug counts. Occupied is not the same as blocked: what a full site does is for `block`.
"""

from __future__ import annotations

from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from ..quantities import Band, Interval, Number, spanned


def competitive_occupancy(unbound_um: ArrayLike, half_um: ArrayLike) -> Number:
    r"""Share of sites that competing drugs hold together.

    .. math:: RO = \frac{\sum_i C_i / K_i}{1 + \sum_i C_i / K_i}

    Parameters
    ----------
    unbound_um : array_like
        Unbound concentrations, 0 to 1e6 uM; the first axis counts the drugs.
    half_um : array_like
        Unbound concentration of each drug that alone holds half of the sites, 1e-6 to 1e6 uM, ``(drugs,)``.

    Returns
    -------
    float or ndarray
        Share from 0 to 1, in the shape of `unbound_um` without its first axis.

    Raises
    ------
    ValueError
        If there is not one half for each drug.

    Notes
    -----
    The form is Gaddum's. Adding the occupancies of two drugs as if each were alone would pass 1.

    Examples
    --------
    >>> round(competitive_occupancy([1.42, 9.11], [1.42, 9.11]), 3)
    0.667
    """
    conc = checks.checked("unbound_um", unbound_um, checks.CONCENTRATION)
    half = checks.checked("half_um", half_um, checks.POTENCY)
    if conc.ndim == 0 or half.shape != conc.shape[:1]:
        raise ValueError(f"half_um must hold one value a drug, got shapes {half.shape} and unbound_um {conc.shape}")
    weight = np.tensordot(1.0 / half, conc, axes=(0, 0))
    return checks.as_given(weight / (1.0 + weight))


#: Low, middle and high of what is not known well.
Three = tuple[float, float, float]


@overload
def nmda_occupancy(
    ketamine_um: float,
    norketamine_um: float,
    unbound_fraction: Three,
    half_ketamine_um: Three,
    half_norketamine_um: Three,
) -> Interval: ...
@overload
def nmda_occupancy(
    ketamine_um: ArrayLike,
    norketamine_um: ArrayLike,
    unbound_fraction: Three,
    half_ketamine_um: Three,
    half_norketamine_um: Three,
) -> Interval | Band: ...
def nmda_occupancy(
    ketamine_um: ArrayLike,
    norketamine_um: ArrayLike,
    unbound_fraction: Three,
    half_ketamine_um: Three,
    half_norketamine_um: Three,
) -> Interval | Band:
    """Occupancy of the channel site from total plasma concentrations, with what is not known well.

    Parameters
    ----------
    ketamine_um, norketamine_um : array_like
        Total plasma concentrations, 0 to 1e6 uM.
    unbound_fraction : tuple of float
        Low, middle and high share that is not bound to protein, 0 to 1, used for both substances.
    half_ketamine_um, half_norketamine_um : tuple of float
        Low, middle and high unbound concentration that alone holds half of the sites, 1e-6 to 1e6 uM.

    Returns
    -------
    Interval or Band
        Low, value and high occupancy, 0 to 1, in the broadcast shape of the concentrations. Low takes the low unbound
        fraction with the high halves, high the reverse: the widest that the inputs allow, not a confidence interval.

    Raises
    ------
    ValueError
        If three values do not rise.

    Notes
    -----
    Unbound drug is taken to be the same in plasma and at the receptor, which nobody has shown in people. Source:
    the evidence rows `unbound_fraction`, `ketamine_displacement_rat` and `norketamine_displacement_rat`.

    Examples
    --------
    >>> guess = nmda_occupancy(0.778, 0.0, (0.5, 0.55, 0.9), (0.99, 1.42, 2.14), (5.87, 9.11, 13.7))
    >>> [round(share, 2) for share in guess]
    [0.15, 0.23, 0.41]
    """
    ketamine = checks.checked("ketamine_um", ketamine_um, checks.CONCENTRATION)
    norketamine = checks.checked("norketamine_um", norketamine_um, checks.CONCENTRATION)
    checks.common_shape(ketamine_um=ketamine, norketamine_um=norketamine)
    free = _rising("unbound_fraction", unbound_fraction, checks.FRACTION)
    first = _rising("half_ketamine_um", half_ketamine_um, checks.POTENCY)
    second = _rising("half_norketamine_um", half_norketamine_um, checks.POTENCY)
    total = np.stack(np.broadcast_arrays(ketamine, norketamine))
    low, value, high = (
        np.asarray(competitive_occupancy(share * total, [one, two]))
        for share, one, two in zip(free, first[::-1], second[::-1], strict=True)
    )
    return spanned(low, value, high)


def sert_occupancy(conc_ng_ml: ArrayLike, half_ng_ml: ArrayLike, most: ArrayLike = 1.0) -> Number:
    r"""Share of serotonin transporters that an antidepressant holds at a plasma concentration.

    .. math:: O = O_{max} \frac{C}{C_{50} + C}

    Parameters
    ----------
    conc_ng_ml : array_like
        Total plasma concentration C, 0 to 1e7 ng/mL.
    half_ng_ml : array_like
        Concentration of half of the greatest occupancy, 1e-6 to 1e7 ng/mL.
    most : array_like, optional
        Greatest occupancy, 0 to 1.

    Returns
    -------
    float or ndarray
        Share from 0 to `most`, in the broadcast shape of the inputs.

    Notes
    -----
    From scans of people after a dose; total concentration is used because that is what was measured.

    Examples
    --------
    >>> sert_occupancy(10.0, 10.0, most=0.9)
    0.45
    """
    conc = checks.checked("conc_ng_ml", conc_ng_ml, checks.MASS_CONCENTRATION)
    half = checks.checked("half_ng_ml", half_ng_ml, checks.MASS_POTENCY)
    top = checks.checked("most", most, checks.FRACTION)
    checks.common_shape(conc_ng_ml=conc, half_ng_ml=half, most=top)
    return checks.as_given(top * conc / (half + conc))


def _rising(name: str, values: ArrayLike, allowed: checks.Allowed) -> NDArray[np.float64]:
    """Return three checked values that do not fall."""
    row = checks.checked(name, values, allowed)
    if row.shape != (3,) or (np.diff(row) < 0).any():
        raise ValueError(f"{name} must be low, middle and high, {allowed}, got {np.asarray(values).tolist()}")
    return row
