"""Lesson 01: how much of a salt is drug, what is charged, how potent one mirror form is, what none of n shows."""

from __future__ import annotations

from ketlessons import evidence
from ketlessons.models.identity.charge import charged_share
from ketlessons.models.identity.mirror_forms import mixture_potency
from ketlessons.models.identity.none_seen import rule_of_three
from ketlessons.models.identity.salt import base_in_salt, salt_from_base
from ketlessons.quiz.kinds.numbers import Worked


def _base(salt_mg: float) -> Worked:
    base_g_mol = evidence.value("ketamine_molar_mass")
    salt_g_mol = evidence.value("ketamine_hydrochloride_molar_mass")
    return Worked(
        float(base_in_salt(salt_mg, base_g_mol, salt_g_mol)),
        {"salt": salt_mg, "turned": float(salt_from_base(salt_mg, base_g_mol, salt_g_mol))},
        {"base_g_mol": base_g_mol, "salt_g_mol": salt_g_mol},
    )


def _charged(ph: float) -> Worked:
    pka = evidence.value("ketamine_pka")
    share = float(charged_share(ph, pka))
    return Worked(100 * share, {"rest": 100 * (1 - share), "all": 100.0 if ph < pka else 0.0}, {"pka": pka})


def _form(ratio: float) -> Worked:
    return Worked(float(mixture_potency(1.0, ratio)), {"ratio": ratio, "inert": 2.0})


def _none(people: int) -> Worked:
    return Worked(100 * rule_of_three(people), {"nobody": 0.0, "one": 100 / people})


WORKED = {
    "01-number-base": _base,
    "01-number-charged": _charged,
    "01-number-form": _form,
    "01-number-none": _none,
}
