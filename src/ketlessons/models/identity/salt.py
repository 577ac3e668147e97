"""How much salt holds so much base, and how much base a mass of salt holds: one factor, from two molar masses."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Array, Number

MASS = checks.Allowed(0.0, 1e6)
MOLAR_MASS = checks.Allowed(1.0, 1e5, "g/mol")


def salt_from_base(base: ArrayLike, base_g_mol: ArrayLike, salt_g_mol: ArrayLike) -> Number:
    r"""Mass of salt that holds a mass of base.

    .. math:: m_{salt} = m_{base} \frac{M_{salt}}{M_{base}}

    Parameters
    ----------
    base : array_like
        Mass of the base, or mass in a volume, 0 to 1e6 in any unit.
    base_g_mol, salt_g_mol : array_like
        Molar masses, 1 to 1e5 g/mol; the salt's counts one of the base.

    Returns
    -------
    float or ndarray
        In the unit of `base`, in the broadcast shape of the inputs.

    Raises
    ------
    ValueError
        If the salt weighs less than the base that is in it.

    Examples
    --------
    >>> round(salt_from_base(28.0, 237.73, 274.19), 1)
    32.3
    """
    mass = checks.checked("base", base, MASS)
    return checks.as_given(np.asarray(mass * _factor(base_g_mol, salt_g_mol)))


def base_in_salt(salt: ArrayLike, base_g_mol: ArrayLike, salt_g_mol: ArrayLike) -> Number:
    r"""Mass of base that a mass of salt holds.

    .. math:: m_{base} = m_{salt} \frac{M_{base}}{M_{salt}}

    Parameters
    ----------
    salt : array_like
        Mass of the salt, or mass in a volume, 0 to 1e6 in any unit.
    base_g_mol, salt_g_mol : array_like
        As for `salt_from_base`.

    Returns
    -------
    float or ndarray
        In the unit of `salt`, in the broadcast shape of the inputs.

    Raises
    ------
    ValueError
        If the salt weighs less than the base that is in it.

    Examples
    --------
    >>> round(base_in_salt(50.0, 237.73, 274.19), 1)
    43.4
    """
    mass = checks.checked("salt", salt, MASS)
    return checks.as_given(np.asarray(mass / _factor(base_g_mol, salt_g_mol)))


def _factor(base_g_mol: ArrayLike, salt_g_mol: ArrayLike) -> Array:
    base = checks.checked("base_g_mol", base_g_mol, MOLAR_MASS)
    salt = checks.checked("salt_g_mol", salt_g_mol, MOLAR_MASS)
    checks.common_shape(base_g_mol=base, salt_g_mol=salt)
    if (salt < base).any():
        raise ValueError(f"salt_g_mol must be at least base_g_mol, {base.max():g} g/mol, got {salt.min():g}")
    factor: Array = salt / base
    return factor
