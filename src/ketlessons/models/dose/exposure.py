"""What clearance and volume alone tell of a dose, before any curve is drawn.

Whatever the compartments between, what arrives has to be cleared: area, plateau and mean level hang on the clearance.
The first sample and the amount that the body holds at a plateau hang on volumes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Array, Number
from .compartments import Network

_NG_ML = 1000.0  # in a mg/L
_LASTING = 1e-13  # A slowest rate that is a smaller share of the fastest is rounding: drug stays for ever.


def systemic_clearance(network: Network) -> Number:
    r"""Volume of the sampled blood that is freed of drug in an hour, wherever it is cleared.

    .. math:: CL = \frac{D}{AUC} = \Big( \sum_k \frac{B_{0k}^2}{\lambda_k} \Big)^{-1}

    Parameters
    ----------
    network : Network
        Compartments; the first one is sampled.

    Returns
    -------
    float or ndarray
        Clearance in L/h, ``()`` or ``(patients,)``. Where the sampled blood itself is cleared and nothing else, it is
        that clearance; drug cleared in a liver cannot be cleared faster than blood flows through it.

    Raises
    ------
    ValueError
        If drug stays in the network for ever.

    Notes
    -----
    Source: conservation of mass, for a dose into the sampled blood; B and :math:`\lambda` as in `Network`.

    Examples
    --------
    >>> liver = Network([100.0, 1.0], [(0, 1, 90.0)], [0.0, 180.0])
    >>> round(systemic_clearance(liver), 6)
    60.0
    """
    return checks.as_given(1.0 / _hours_per_l(network)[..., 0])


def steady_volume(network: Network) -> Number:
    r"""Volume that the body seems to have when an even infusion has reached its plateau.

    .. math:: V_{ss} = \frac{\sum_i V_i\, C_i}{C_0}

    Parameters
    ----------
    network : Network
        Compartments; the first one is sampled.

    Returns
    -------
    float or ndarray
        Amount in all compartments over the concentration in the sampled one, in L, ``()`` or ``(patients,)``. It is
        the sum of the volumes where only the sampled blood is cleared, and less where another place is.

    Raises
    ------
    ValueError
        If drug stays in the network for ever.

    Notes
    -----
    Source: conservation of mass at the plateau of an infusion into the sampled blood.

    Examples
    --------
    >>> round(steady_volume(Network([133.0, 98.8, 187.0], [(0, 1, 157.0), (0, 2, 23.2)], [84.0, 0.0, 0.0])), 6)
    418.8
    """
    conc = _hours_per_l(network)
    volumes = np.stack(np.broadcast_arrays(*(np.asarray(volume, float) for volume in network.volumes_l)), -1)
    return checks.as_given((volumes * conc).sum(-1) / conc[..., 0])


def first_volume(dose_mg: ArrayLike, first_ng_ml: ArrayLike) -> Number:
    r"""Volume that a first sample suggests, taken before drug has left the blood.

    .. math:: V = \frac{D}{C_0}

    Parameters
    ----------
    dose_mg : array_like
        Amount that reached the blood at once, 0 to 1e5 mg.
    first_ng_ml : array_like
        Concentration at that time, 1e-6 to 1e7 ng/mL.

    Returns
    -------
    float or ndarray
        Volume in L, in the broadcast shape of the inputs. A later sample gives a larger one.

    Examples
    --------
    >>> first_volume(35.0, 250.0)
    140.0
    """
    dose = checks.checked("dose_mg", dose_mg, checks.AMOUNT)
    first = checks.checked("first_ng_ml", first_ng_ml, checks.MASS_POTENCY)
    checks.common_shape(dose_mg=dose, first_ng_ml=first)
    return checks.as_given(_NG_ML * dose / first)


def plateau_conc(rate_mg_h: ArrayLike, clearance_l_h: ArrayLike) -> Number:
    r"""Concentration at which as much is cleared as comes in.

    .. math:: C_{ss} = \frac{R}{CL}

    Parameters
    ----------
    rate_mg_h : array_like
        Amount that reaches the blood in an hour, 0 to 1e5 mg/h; for doses at even intervals F x dose / interval.
    clearance_l_h : array_like
        Clearance, more than 0 and at most 1e5 L/h.

    Returns
    -------
    float or ndarray
        Concentration in ng/mL, in the broadcast shape of the inputs: the plateau of an even infusion, and the mean
        over an interval of doses at even intervals once each interval is like the one before. No volume is in it.

    Examples
    --------
    >>> plateau_conc(42.0, 84.0)
    500.0
    """
    rate = checks.checked("rate_mg_h", rate_mg_h, checks.MASS_RATE)
    clearance = checks.checked("clearance_l_h", clearance_l_h, checks.CLEARING)
    checks.common_shape(rate_mg_h=rate, clearance_l_h=clearance)
    return checks.as_given(_NG_ML * rate / clearance)


def exposure(dose_mg: ArrayLike, fraction: ArrayLike, clearance_l_h: ArrayLike) -> Number:
    r"""Area under the concentration that a dose leaves behind.

    .. math:: AUC = \frac{F \cdot D}{CL}

    Parameters
    ----------
    dose_mg : array_like
        Dose, 0 to 1e5 mg.
    fraction : array_like
        Share that reaches the blood, 0 to 1.
    clearance_l_h : array_like
        Clearance, more than 0 and at most 1e5 L/h.

    Returns
    -------
    float or ndarray
        Area from the dose until nothing is left, ng h/mL, in the broadcast shape of the inputs. With the same dose at
        even intervals it is also the area over one interval, once each is like the one before.

    Examples
    --------
    >>> exposure(84.0, 0.5, 84.0)
    500.0
    """
    dose = checks.checked("dose_mg", dose_mg, checks.AMOUNT)
    share = checks.checked("fraction", fraction, checks.FRACTION)
    clearance = checks.checked("clearance_l_h", clearance_l_h, checks.CLEARING)
    checks.common_shape(dose_mg=dose, fraction=share, clearance_l_h=clearance)
    return checks.as_given(_NG_ML * dose * share / clearance)


def _hours_per_l(network: Network) -> Array:
    """Return the plateau in each compartment for each mg/h into the sampled one, ``(..., compartments)``."""
    rates = network.rates_per_h
    if (rates[..., 0] <= _LASTING * rates[..., -1]).any():
        slowest = float(rates[..., 0].min())
        raise ValueError(f"network must clear what each compartment holds, got a slowest rate of {slowest:g} 1/h")
    return np.asarray((network.modes * (network.modes[..., :1, :] / rates[..., None, :])).sum(-1))
