"""How cells of one kind turn a current into a rate, and which currents pass between two kinds.

The transfer function and the parts of one node of the reduced dynamic mean field model of Deco and others (2014).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, expm1

from .. import checks

_RATE = checks.Allowed(0.0, 1e4, "Hz", above_low=True)
_GAIN = checks.Allowed(0.0, 1e5, "1/nC", above_low=True)
_SECONDS = checks.Allowed(0.0, 10.0, "s", above_low=True)
_CURRENT = checks.Allowed(0.0, 10.0, "nA")
_ANY_CURRENT = checks.Allowed(-10.0, 10.0, "nA")
_FACTOR = checks.Allowed(0.0, 100.0)


@dataclass(frozen=True)
class Population:
    """How cells of one kind turn a current into a rate, and how fast what they release fades.

    Parameters
    ----------
    gain_per_nc, threshold_hz, curvature_s : float
        a, b and d of the transfer function: more than 0 and at most 1e5 /nC, 1e4 Hz and 10 s.
    tau_s : float
        Decay of the gates that these cells open, more than 0 and at most 10 s.
    """

    gain_per_nc: float
    threshold_hz: float
    curvature_s: float
    tau_s: float

    def __post_init__(self) -> None:
        allowed = (("gain_per_nc", _GAIN), ("threshold_hz", _RATE), ("curvature_s", _SECONDS), ("tau_s", _SECONDS))
        for name, limits in allowed:
            checks.checked_number(name, getattr(self, name), limits)


@dataclass(frozen=True)
class Circuit:
    """Two populations, and the currents that a wholly open gate passes between them.

    Parameters
    ----------
    excitatory, inhibitory : Population
        The two kinds of cells.
    gamma : float
        Kinetic factor of NMDA gating, 0 to 100.
    background_e_na, background_i_na : float
        What comes from elsewhere, 0 to 10 nA.
    nmda_e_na, nmda_i_na : float
        NMDA current from E onto E and onto I, 0 to 10 nA.
    gaba_e_na, gaba_i_na : float
        GABA current from I onto E and onto I, 0 to 10 nA; it is taken away.
    """

    excitatory: Population
    inhibitory: Population
    gamma: float
    background_e_na: float
    background_i_na: float
    nmda_e_na: float
    nmda_i_na: float
    gaba_e_na: float
    gaba_i_na: float

    def __post_init__(self) -> None:
        checks.checked_number("gamma", self.gamma, _FACTOR)
        for name, value in vars(self).items():
            if name.endswith("_na"):
                checks.checked_number(name, value, _CURRENT)


def rate_hz(current_na: float, cells: Population) -> float:
    r"""Return the rate of a population that gets a current.

    .. math:: H(I) = \frac{a I - b}{1 - e^{-d (a I - b)}}

    Parameters
    ----------
    current_na : float
        Input current I, -10 to 10 nA.
    cells : Population
        Its a, b and d.

    Returns
    -------
    float
        Rate, Hz; never negative.

    Examples
    --------
    >>> pyramidal = Population(310.0, 125.0, 0.16, 0.1)
    >>> round(rate_hz(125 / 310 - 0.026, pyramidal), 4)
    3.0631
    """
    return rate_of(checks.checked_number("current_na", current_na, _ANY_CURRENT), cells)


def rate_of(current_na: float, cells: Population) -> float:
    """Return the rate, Hz, of a current that was checked."""
    above = cells.gain_per_nc * current_na - cells.threshold_hz
    bent = cells.curvature_s * above
    if abs(bent) < 1e-9:
        return 1 / cells.curvature_s
    # Far below threshold the exponential would be too large to be a number; the rate is nothing there.
    return 0.0 if bent < -700 else above / -expm1(-bent)


def slope_of(current_na: float, cells: Population) -> float:
    """Return how fast the rate rises with the current, 1/nC."""
    above = cells.gain_per_nc * current_na - cells.threshold_hz
    bent = cells.curvature_s * above
    if abs(bent) < 1e-6:
        return cells.gain_per_nc / 2
    shrunk = -expm1(-bent)
    return cells.gain_per_nc * (1 / shrunk - bent * exp(-bent) / shrunk**2)
