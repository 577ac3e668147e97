"""Bad numbers of charge, salt, mixtures and counts are answered with the argument's name, the value and the range."""

import pytest
from refusals import not_held

from ketlessons.models import identity
from ketlessons.models.identity.charge import charged_share
from ketlessons.models.identity.formula import formula, molar_mass_g_mol
from ketlessons.models.identity.laying import arm_directions, places_taken
from ketlessons.models.identity.mirror_forms import mixture_if_inert, mixture_potency
from ketlessons.models.identity.none_seen import rule_of_three, upper_when_none
from ketlessons.models.identity.salt import base_in_salt, salt_from_base

NAN = float("nan")
WATER = {"ph": 7.4, "pka": 7.5}
MASSES = {"base_g_mol": 237.73, "salt_g_mol": 274.19}
MIXED = {"share_stronger": 0.5, "ratio": 3.4}
NONE = {"total": 401}
HELD = {"hand": "first", "held": 0, "turn_deg": 30.0}
LAID = {"arms": arm_directions("mirrored", 0), "fixed": arm_directions("first", 0)}
KETAMINE = {"counts": {"C": 13, "H": 16}}

CASES = [
    (charged_share, WATER, "ph", 15.0, "15", "from 0 to 14"),
    (charged_share, WATER, "ph", NAN, "nan", "from 0 to 14"),
    (charged_share, WATER, "pka", -1.0, "-1", "from 0 to 14"),
    (salt_from_base, MASSES | {"base": 50.0}, "base", -50.0, "-50", "from 0 to 1e+06"),
    (salt_from_base, MASSES | {"base": 50.0}, "base_g_mol", 0.0, "0", "from 1 to 100000 g/mol"),
    (salt_from_base, MASSES | {"base": 50.0}, "salt_g_mol", 200.0, "200", "at least base_g_mol, 237.73 g/mol"),
    (base_in_salt, MASSES | {"salt": 57.7}, "salt", NAN, "nan", "from 0 to 1e+06"),
    (base_in_salt, MASSES | {"salt": 57.7}, "salt_g_mol", 2e5, "200000", "from 1 to 100000 g/mol"),
    (mixture_potency, MIXED, "share_stronger", 50, "50", "from 0 to 1"),
    (mixture_potency, MIXED, "ratio", 0.3, "0.3", "from 1 to 1e+06"),
    (mixture_if_inert, {"share_stronger": 0.5}, "share_stronger", -0.5, "-0.5", "from 0 to 1"),
    (upper_when_none, NONE, "total", 0, "0", "from 1 to 1000000000"),
    (upper_when_none, NONE, "total", 401.0, "401.0", "from 1 to 1000000000"),
    (upper_when_none, NONE, "confidence", 95, "95", "from 0.5 to 0.9999"),
    (arm_directions, HELD, "hand", "left", "'left'", "first, mirrored"),
    (arm_directions, HELD, "held", 4, "4", "from 0 to 3"),
    (arm_directions, HELD, "turn_deg", NAN, "nan", "from -3600 to 3600 degrees"),
    (places_taken, LAID, "arms", [[1.0, 0.0, 0.0]], "(1, 3)", "of shape (4, 3)"),
    (places_taken, LAID, "fixed", [[2.0, 0.0, 0.0]], "2", "from -1 to 1"),
    (rule_of_three, NONE, "total", 2, "2", "from 3 to 1000000000"),
    (molar_mass_g_mol, KETAMINE, "counts", {"Xe": 1}, "'Xe'", "C, H, Cl, N, O"),
    (molar_mass_g_mol, KETAMINE, "counts", {"C": -1}, "-1", "from 0 to 1000"),
    (formula, KETAMINE, "counts", {"C": 1.5}, "1.5", "from 0 to 1000"),
]


@pytest.mark.parametrize(
    ("function", "good", "name", "bad", "shown", "allowed"),
    CASES,
    ids=[f"{function.__name__}-{name}-{shown}" for function, _, name, _, shown, _ in CASES],
)
def test_the_message_names_argument_value_and_range(refuses, function, good, name, bad, shown, allowed):
    refuses(function, good, name, bad, shown, allowed)


def test_everything_of_the_wing_that_takes_values_is_held_above():
    assert not_held(identity, CASES) == set()
