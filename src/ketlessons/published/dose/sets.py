"""Which published numbers the kinetic models run on: three sets of parameters behind one function.

No single set fits everything, so there are three, and their disagreement is part of what is known:

- "venous": (S)-ketamine and norketamine in blood from an arm vein, the default;
- "arterial": an arterial core, for the first minutes after a dose into a vein;
- "nasal": the population model of the nasal spray, made for esketamine alone.

Every number is looked up by the id of an evidence row; what is written here are the choices between rows, and the
reasons.
"""

from __future__ import annotations

from functools import cache

from numpy.typing import ArrayLike

from ketlessons.evidence import regimen, value
from ketlessons.models import checks
from ketlessons.models.dose.compartments import Network
from ketlessons.models.dose.course import Course
from ketlessons.models.dose.disposition import Disposition
from ketlessons.models.dose.time_course import time_course
from ketlessons.models.quantities import Number

from .patients import deviations
from .routes import MODELS, NO_DEVIATION, Deviation, deviated, doses_of, models_for

DRUGS = ("racemate", "s_ketamine")


def disposition(model: str = "venous", drug: str = "racemate", deviation: Deviation = NO_DEVIATION) -> Disposition:
    """Return where a drug goes according to one of the three published sets.

    Parameters
    ----------
    model : {"venous", "arterial", "nasal"}
        The set of parameters.
    drug : {"racemate", "s_ketamine"}
        It decides the clearance of the venous and arterial sets; the nasal set is for (S)-ketamine whatever is asked.
    deviation : mapping, optional
        Patients from `deviations`; the typical person when left out.

    Returns
    -------
    Disposition
        Ketamine and norketamine.

    Notes
    -----
    The venous and arterial sets are stated for 70 kg; the nasal set has no weight in it. Source: fanta2015 and otto2021
    (venous), kamp2020 (arterial), perezruixo2021 (nasal). Norketamine of the first two is that of otto2021.

    Examples
    --------
    >>> round(float(disposition("arterial").ketamine.volumes_l[0]))
    25
    """
    checks.checked_choice("model", model, MODELS)
    checks.checked_choice("drug", drug, DRUGS)
    return _disposition(model, drug, deviation) if deviation else _typical(model, drug)


@cache
def _typical(model: str, drug: str) -> Disposition:
    """Solve the typical person once: nothing about it changes."""
    return _disposition(model, drug, NO_DEVIATION)


def _disposition(model: str, drug: str, deviation: Deviation) -> Disposition:
    def of(row: str, name: str = "") -> Number:
        return deviated(value(row), deviation, name)

    if model == "nasal":
        liver = of("nasal_vh", "vh")
        leaves, turns = of("nasal_kel", "kel") * liver, value("nasal_kmet") * liver
        ketamine = Network(
            [of("nasal_vc", "vc"), of("nasal_vp1", "vp1"), value("nasal_vp2"), liver],
            [(0, 1, value("nasal_q1")), (0, 2, value("nasal_q2")), (0, 3, of("nasal_qh", "qh"))],
            [0.0, 0.0, 0.0, leaves + turns],
        )
        formation, prefix = [0.0, 0.0, 0.0, turns], "nasal_norketamine"
    else:
        clearance = deviated(_clearance(drug), deviation, "cl")
        ketamine = Network(
            [of(f"{model}_v1", "v1"), value(f"{model}_v2"), value(f"{model}_v3")],
            [(0, 1, value(f"{model}_q2")), (0, 2, value(f"{model}_q3"))],
            [clearance, 0.0, 0.0],
        )
        # All of the clearance counts as norketamine: the metabolite's volumes were estimated that way.
        formation, prefix = [clearance, 0.0, 0.0], "norketamine"
    norketamine = Network(
        [of(f"{prefix}_v1", "norketamine_v1"), value(f"{prefix}_v2")],
        [(0, 1, value(f"{prefix}_q"))],
        [of(f"{prefix}_cl", "norketamine_cl"), 0.0],
    )
    return Disposition(model, ketamine, norketamine, formation)


def _clearance(drug: str) -> float:
    # One clearance for each drug in both sets, so that what differs between the two is where blood was sampled.
    return value("venous_cl_s" if drug == "s_ketamine" else "model_cl_racemate")


def trace(
    regimen_id: str,
    model: str = "venous",
    time_h: ArrayLike | None = None,
    patients: int | None = None,
    seed: int = 1,
) -> Course:
    """Follow a named regimen through the body of a typical adult, or of many virtual ones.

    Parameters
    ----------
    regimen_id : str
        A regimen of the evidence table, such as "iv_infusion" or "nasal_84"; doses per kg are for 70 kg.
    model : {"venous", "arterial", "nasal"}, optional
        The set of parameters. The nasal one takes infusions, nasal doses and the esketamine solution by mouth only.
    time_h : array_like, optional
        Rising times, 0 to 1e5 h; default every minute of a day.
    patients : int or None, optional
        How many virtual patients, 1 to 100000; None for the typical person.
    seed : int, optional
        Which people, 0 or more.

    Returns
    -------
    Course
        Ketamine and norketamine in blood; for esketamine these are (S)-ketamine and (S)-norketamine.

    Raises
    ------
    ValueError
        If a model does not take the regimen.
    UnknownFact
        If there is no such regimen.

    Examples
    --------
    >>> course = trace("iv_infusion")
    >>> round(float(course.cmax_ng_ml)), round(60 * float(course.tmax_h))
    (162, 40)
    """
    row = regimen(regimen_id)
    checks.checked_choice("model", model, models_for(regimen_id))
    deviation = NO_DEVIATION if patients is None else deviations(model, patients, seed)
    return time_course(disposition(model, row.drug, deviation), doses_of(row, model, deviation), time_h)
