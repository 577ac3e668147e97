"""How many are harmed by an amount that helps so many? Two curves of thresholds, without a unit and without a drug."""

from __future__ import annotations

from math import exp, log

from .. import checks
from ..checks import Allowed

_SHARE = Allowed(0.01, 0.99, "")
_APART = Allowed(0.0, 10.0, "")
_SPREAD = Allowed(0.05, 5.0, "")


def reached(position: float, middle: float, spread: float) -> float:
    r"""Share of people whose threshold lies at or below a place on a scale.

    .. math:: \frac{1}{1 + e^{-(x - m)/s}}

    Parameters
    ----------
    position, middle : float
        The place, and where half have reached their threshold, each -20 to 20, on a scale without a unit.
    spread : float
        How far people's thresholds differ, 0.05 to 5.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> reached(1.0, 1.0, 0.3)
    0.5
    """
    place = checks.checked_number("position", position, Allowed(-20.0, 20.0, ""))
    half = checks.checked_number("middle", middle, Allowed(-20.0, 20.0, ""))
    return 1.0 / (1.0 + exp(-(place - half) / checks.checked_number("spread", spread, _SPREAD)))


def place_of(share: float, middle: float, spread: float) -> float:
    r"""Place on the scale by which a share of people have reached their threshold: `reached` turned round.

    .. math:: m + s \ln\frac{p}{1 - p}

    Parameters
    ----------
    share : float
        0.01 to 0.99.
    middle : float
        Where half have reached it.
    spread : float
        0.05 to 5.

    Returns
    -------
    float
        The place.

    Examples
    --------
    >>> round(reached(place_of(0.9, 2.0, 0.4), 2.0, 0.4), 9)
    0.9
    """
    part = checks.checked_number("share", share, _SHARE)
    return middle + checks.checked_number("spread", spread, _SPREAD) * log(part / (1.0 - part))


def harmed_where_helped(helped: float, apart: float, spread: float) -> float:
    r"""Share harmed at the place on the scale that helps a share of people.

    .. math:: \frac{1}{1 + e^{-(s \ln\frac{p}{1 - p} - d)/s}}

    Parameters
    ----------
    helped : float
        Share who are helped, 0.01 to 0.99.
    apart : float
        How far the middle of the harms lies above that of the help, 0 to 10.
    spread : float
        How far people's thresholds differ, the same for both, 0.05 to 5.

    Returns
    -------
    float
        0 to 1.

    Notes
    -----
    A drawing of an idea: thresholds of help and of harm are taken to be spread alike, and the scale has no unit.
    Source: the quantal curves of J. W. Trevan, Proc R Soc Lond B 1927;101:483-514, in their logistic form.

    Examples
    --------
    >>> harmed_where_helped(0.5, 0.0, 0.3), round(harmed_where_helped(0.9, 2.0, 0.5), 3)
    (0.5, 0.142)
    """
    lead = checks.checked_number("apart", apart, _APART)
    return reached(place_of(helped, 0.0, spread), lead, spread)
