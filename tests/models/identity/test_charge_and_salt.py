"""Charge, salt, mixtures and formulas against balances that are worked out in another way."""

import numpy as np
import pytest
from scipy.optimize import brentq

from ketlessons.models.identity.charge import charged_share
from ketlessons.models.identity.formula import formula, molar_mass_g_mol
from ketlessons.models.identity.mirror_forms import mixture_if_inert, mixture_potency
from ketlessons.models.identity.salt import base_in_salt, salt_from_base


@pytest.mark.parametrize("ph", [2.0, 3.5, 5.5, 7.4, 7.5, 9.0])
def test_the_charged_share_is_the_balance_of_the_two_forms(ph):
    """The law of mass action, solved for the charged form by a search: Ka = [B][H] / [BH]."""
    ka, protons = 10**-7.5, 10**-ph
    charged = brentq(lambda bh: (1 - bh) * protons / bh - ka, 1e-12, 1 - 1e-15, xtol=1e-15)
    assert charged_share(ph, 7.5) == pytest.approx(charged, rel=1e-9)


def test_the_shares_that_the_lesson_prints():
    assert round(charged_share(7.4, 7.5), 2) == 0.56
    assert charged_share(5.5, 7.5) == pytest.approx(100 / 101)
    assert charged_share(3.5, 7.5) == pytest.approx(10000 / 10001)
    assert np.all(np.diff(charged_share(np.linspace(0, 14, 141), 7.5)) < 0)


def test_salt_and_base_are_each_others_way_back_and_count_one_acid():
    chloride = 1.008 + 35.45
    assert salt_from_base(237.727, 237.727, 237.727 + chloride) == pytest.approx(274.185)
    assert base_in_salt(salt_from_base(28.0, 237.73, 274.19), 237.73, 274.19) == pytest.approx(28.0)
    assert [round(salt_from_base(base, 237.73, 274.19), 1) for base in (50, 28, 25, 100)] == [57.7, 32.3, 28.8, 115.3]


@pytest.mark.parametrize("ratio", [1.0, 3.0, 3.4, 4.0, 4.7])
@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.9, 1.0])
def test_a_mixture_needs_what_its_parts_leave_over(share, ratio):
    """Dose addition as it is defined: amounts whose parts, each over what it needs alone, come to one."""
    alone_s, alone_r = 1.0, ratio

    def needed(share_s):
        return brentq(lambda amount: amount * share_s / alone_s + amount * (1 - share_s) / alone_r - 1, 1e-9, 1e9)

    assert mixture_potency(share, ratio) == pytest.approx(needed(0.5) / needed(share), rel=1e-8)


def test_the_published_ratio_gives_what_the_lesson_says_and_two_needs_an_inert_form():
    assert mixture_potency(1.0, 3.4) == pytest.approx(1.545, abs=5e-4)
    assert mixture_potency(1.0, 1e6) == pytest.approx(mixture_if_inert(1.0), abs=1e-5)
    assert mixture_potency(1.0, 1e6) < 2 == mixture_if_inert(1.0)


def test_formulas_follow_hill_and_weigh_what_the_elements_weigh():
    assert formula({"O": 1, "N": 1, "Cl": 1, "H": 16, "C": 13}) == "C13H16ClNO"
    assert formula({"H": 1, "Cl": 1}) == "ClH"
    assert formula({"C": 1, "H": 4, "O": 0}) == "CH4"
    assert molar_mass_g_mol({"H": 1, "Cl": 1}) == pytest.approx(36.458)
