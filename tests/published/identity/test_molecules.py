"""What tells two molecules apart, what labels count, and which ratios stand: against what is known of each."""

import itertools

import pytest

from ketlessons.evidence import fact
from ketlessons.evidence.topics.structures import structure
from ketlessons.published.identity.labels import label, label_names, vial_ph
from ketlessons.published.identity.mirror_ratios import from_plasma, given_as_equal, ratio, ratio_names
from ketlessons.published.identity.molecules import Kin, difference, groups_of, molecule_names

#: From the first to the second, as the metabolism of ketamine and its kinship are described: groups and atoms.
STEPS = {
    ("ketamine_racemate", "norketamine"): ({"methyl"}, set(), {"C": -1, "H": -2}),
    ("norketamine", "dehydronorketamine"): (set(), {"double"}, {"H": -2}),
    ("norketamine", "hnk_2r_6r"): (set(), {"hydroxyl"}, {"O": 1}),
    ("ketamine_racemate", "phencyclidine"): ({"methyl", "chlorine", "ketone"}, {"ring"},
                                             {"C": 4, "H": 9, "Cl": -1, "O": -1}),
}  # fmt: skip


@pytest.mark.parametrize("pair", STEPS)
def test_each_step_gains_and_loses_what_it_should(pair):
    gone, new, balance = STEPS[pair]
    found = difference(*pair)
    assert (set(found.gone), set(found.new), found.balance) == (gone, new, balance)
    back = difference(*reversed(pair))
    assert (set(back.gone), set(back.new)) == (new, gone)
    assert back.balance == {element: -many for element, many in balance.items()}


def test_mirror_forms_keep_the_first_block_and_turn_the_second():
    found = difference("s_ketamine", "r_ketamine")
    assert (found.kin, found.turned, found.balance) == (Kin.MIRROR, ("C2",), {})
    (one, other), (hand, other_hand) = found.blocks
    assert one == other == "YQEZLKZALYSWHR"
    assert (hand, other_hand) == ("ZDUSSCGKSA", "CYBMUJFWSA")
    assert difference("hnk_2s_6s", "hnk_2r_6r").turned == ("C2", "C6")
    assert difference("s_ketamine", "hnk_2s_6s").turned == ()
    assert difference("r_ketamine", "hnk_2s_6s").turned == ("C2",)


def test_every_pair_has_its_kin_and_a_pair_of_the_family_something_marked():
    for one, other in itertools.product(molecule_names(), repeat=2):
        found = difference(one, other)
        assert (found.kin is Kin.SAME) == (one == other)
        assert (found.kin is Kin.APART) == (one != other and "memantine" in (one, other))
        assert (found.kin is Kin.FAMILY) <= bool(found.gone or found.new)
        assert (found.kin in (Kin.MIRROR, Kin.HALF)) <= (found.balance == {})
        assert (found.kin is Kin.MIRROR) == (found.gone == found.new == () and bool(found.turned))
    assert groups_of(structure("memantine")) == ()


def test_the_labels_agree_on_one_factor_that_is_that_of_the_molar_masses():
    printed = {"label_uk_50": (50, 57.7), "label_spravato_28": (28, 32.3), "label_esketamine_25": (25, 28.83),
               "label_vet_100": (100, 115.36)}  # fmt: skip
    assert {name: (label(name).base, label(name).salt) for name in label_names()} == printed
    for name in label_names():
        assert label(name).factor == pytest.approx(274.19 / 237.73, rel=1e-3)
        assert f"{label(name).base:g} {label(name).unit}" in label(name).words
        assert fact(f"{name}_base").unit == fact(name).unit
    assert vial_ph() == (3.5, 5.5)


def test_ratios_rise_and_what_trials_set_is_no_ratio_among_them():
    times = [ratio(name).times for name in ratio_names()]
    assert times == sorted(times) == [3, 3.4, 4, 4.7]
    assert given_as_equal() == 2
    low, middle, high = from_plasma()
    assert low < middle < given_as_equal() < high
