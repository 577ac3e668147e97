"""By which ways, and how much of it, each named regimen reaches the blood: published fractions and speeds.

Every number is looked up by the id of an evidence row; what is written here are the choices between rows, and the
reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from ketlessons.evidence import Regimen, regimen, value
from ketlessons.models import checks
from ketlessons.models.dose.absorption import Dose, Way, nasal_amounts
from ketlessons.models.quantities import Array, Number

from .first_pass import first_pass

MODELS = ("venous", "arterial", "nasal")
#: How each patient's parameters differ from the typical person's, by name; see `deviations`.
Deviation = Mapping[str, Array]
NO_DEVIATION: Deviation = MappingProxyType({})
#: Where the nasal model takes up what was swallowed: its liver.
_LIVER = 3


def deviated(typical: float, deviation: Deviation, name: str) -> Number:
    """Return a typical value, times exp of the patients' deviations where the set has any of that name."""
    return typical * np.exp(deviation[name]) if name in deviation else typical


def models_for(regimen_id: str) -> tuple[str, ...]:
    """Return the sets of parameters that take a regimen.

    Parameters
    ----------
    regimen_id : str
        A regimen of the evidence table.

    Returns
    -------
    tuple of str
        Some of "venous", "arterial" and "nasal". The nasal model was made for the nasal spray, an infusion and a
        solution of esketamine; it takes an infusion of the racemate as well, for comparison, and nothing faster.

    Raises
    ------
    UnknownFact
        If there is no such regimen.

    Examples
    --------
    >>> models_for("im_label")
    ('venous', 'arterial')
    """
    return _models_of(regimen(regimen_id))


def _models_of(row: Regimen) -> tuple[str, ...]:
    slow_infusion = row.route == "iv" and (row.duration_min or 0.0) >= 20.0
    spray_or_solution = row.drug == "s_ketamine" and row.route in ("nasal", "oral")
    return MODELS if slow_infusion or spray_or_solution else MODELS[:2]


def doses_of(
    row: Regimen, model: str = "venous", deviation: Deviation = NO_DEVIATION, together: bool = False
) -> tuple[Dose, ...]:
    """Return the doses that a regimen consists of, each with its way.

    Parameters
    ----------
    row : Regimen
        A regimen of the evidence table.
    model : {"venous", "arterial", "nasal"}, optional
        The set of parameters: it decides where swallowed drug arrives.
    deviation : mapping, optional
        Patients from `published_patients.deviations`.
    together : bool, optional
        Whether all nasal devices are used at once, as published simulations did, instead of one after the other.

    Returns
    -------
    tuple of Dose
        For a nasal regimen two for each device: through the nose, and swallowed.

    Raises
    ------
    ValueError
        If the model does not take the regimen.

    Examples
    --------
    >>> [round(60 * dose.start_h) for dose in doses_of(regimen("nasal_56"))]
    [0, 0, 5, 5]
    """
    checks.checked_choice("model", model, _models_of(row))
    amount = row.amount_mg(value("reference_weight"))
    if row.route == "iv":
        return (Dose(amount, Way(1.0, duration_h=(row.duration_min or 0.0) / 60.0)),)
    if row.route == "im":
        return (Dose(amount, Way(value("f_im_label"), ka_per_h=value("im_ka"))),)
    if row.route == "oral":
        return (Dose(amount, _swallowed(row.drug, model, "oral_s", deviation)),)
    if row.route == "sublingual":
        return _sublingual(amount)
    return _nasal(row.devices, model, deviation, 0.0 if together else value("device_interval") / 60.0)


def bioavailability(regimen_id: str, model: str = "venous") -> float:
    """Return the share of a regimen's dose that reaches the blood as ketamine.

    Parameters
    ----------
    regimen_id : str
        A regimen of the evidence table.
    model : {"venous", "arterial", "nasal"}, optional
        The set of parameters.

    Returns
    -------
    float
        Share from 0 to 1; of nasal devices together.

    Raises
    ------
    ValueError
        If the model does not take the regimen.
    UnknownFact
        If there is no such regimen.

    Examples
    --------
    >>> round(bioavailability("nasal_84"), 2), bioavailability("iv_infusion")
    (0.51, 1.0)
    """
    checks.checked_choice("model", model, models_for(regimen_id))
    # What a swallowed dose loses in the liver is inside the nasal model, but the share that is left is the same.
    doses = doses_of(regimen(regimen_id), MODELS[0])
    amounts = [float(np.asarray(dose.amount_mg, np.float64)) for dose in doses]
    shares = [float(np.asarray(dose.way.ketamine_fraction, np.float64)) for dose in doses]
    return sum(amount * share for amount, share in zip(amounts, shares, strict=True)) / sum(amounts)


def _sublingual(amount_mg: float) -> tuple[Dose, ...]:
    """Split a tablet under the tongue into what the mouth takes up and what is swallowed."""
    ka, duration_h = value("sublingual_ka"), value("sublingual_duration")
    share, first = value("sublingual_mucosal_fraction"), first_pass("racemate")
    return (
        Dose(amount_mg * share, Way(1.0, ka_per_h=ka, duration_h=duration_h)),
        Dose(amount_mg * (1.0 - share), Way(first.ketamine, first.norketamine, ka_per_h=ka, duration_h=duration_h)),
    )


def _nasal(devices: int, model: str, deviation: Deviation, interval_h: float) -> tuple[Dose, ...]:
    share: Number = value("nasal_fraction_first")
    if "nasal_fraction" in deviation:
        odds = share / (1.0 - share) * np.exp(deviation["nasal_fraction"])
        share = odds / (1.0 + odds)
    nose = Way(1.0, ka_per_h=deviated(value("nasal_ka"), deviation, "nasal_ka"))
    gut = _swallowed("s_ketamine", model, "swallowed", deviation)
    amounts = nasal_amounts(value("device_dose"), devices, share, value("nasal_fraction_later"))
    return tuple(
        Dose(amount, way, number * interval_h)
        for number, pair in enumerate(amounts)
        for amount, way in zip(pair, (nose, gut), strict=True)
    )


def _swallowed(drug: str, model: str, prefix: str, deviation: Deviation) -> Way:
    """Return the way of a swallowed dose: through the gut wall and the liver."""
    ka = deviated(value(f"{prefix}_ka"), deviation, f"{prefix}_ka")
    duration_h = value(f"{prefix}_duration")
    if model == "nasal":
        return Way(value("gut_fraction"), ka_per_h=ka, duration_h=duration_h, into=_LIVER)
    first = first_pass(drug)
    return Way(first.ketamine, first.norketamine, ka_per_h=ka, duration_h=duration_h)
