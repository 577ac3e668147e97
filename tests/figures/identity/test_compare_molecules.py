"""Two molecules side by side: what is ringed, said and listed, against what was written down by hand."""

import itertools
import re

import pytest

from ketlessons.evidence.topics.structures import structure
from ketlessons.explorers import EXPLORERS
from ketlessons.published.identity.molecules import Kin, difference, molecule_names


@pytest.fixture(scope="module")
def figure():
    return EXPLORERS["compare_molecules"]().figure


def shown(figure, first, second):
    return figure.frame({"first": first, "second": second}).reading


SENTENCES = {
    ("ketamine_racemate", "norketamine"): (
        Kin.FAMILY,
        "From ketamine (racemate) (C13H16ClNO, 237.73 g/mol) to norketamine (C12H14ClNO, 223.70 g/mol): gone is the "
        "methyl group (CH₃) on the nitrogen. By atoms: one carbon and 2 hydrogens fewer. The first block of the "
        "InChIKey changes from YQEZLKZALYSWHR to BEQZHFIKTBVCAU; the second stays UHFFFAOYSA.",
    ),
    ("s_ketamine", "r_ketamine"): (
        Kin.MIRROR,
        "Mirror forms: (S)-ketamine and (R)-ketamine are made of the same atoms, C13H16ClNO, 237.73 g/mol, joined in "
        "the same way. At carbon 2 the wedge turns, from towards you to away from you. The first block of the InChIKey "
        "stays YQEZLKZALYSWHR; the second turns from ZDUSSCGKSA to CYBMUJFWSA.",
    ),
    ("r_ketamine", "ketamine_racemate"): (
        Kin.HALF,
        "Ketamine (racemate) is half (R)-ketamine and half its mirror form, so all atoms are the same: C13H16ClNO, "
        "237.73 g/mol. The mixture is drawn without a wedge, the one form with it. The first block of the InChIKey "
        "stays YQEZLKZALYSWHR; the second turns from CYBMUJFWSA to UHFFFAOYSA.",
    ),
    ("memantine", "memantine"): (
        Kin.SAME,
        "Both sides show memantine: C12H21N, 179.31 g/mol, InChIKey BUGYDGFZZOZRHP-UHFFFAOYSA-N. Nothing differs: "
        "choose another molecule for one side.",
    ),
    ("memantine", "phencyclidine"): (
        Kin.APART,
        "Two families: memantine (C12H21N, 179.31 g/mol) and phencyclidine (C17H25N, 243.39 g/mol) are built on two "
        "skeletons, so no atom of one has its partner in the other. By atoms, from left to right: 5 carbons and 4 "
        "hydrogens more. The first block of the InChIKey changes from BUGYDGFZZOZRHP to JTJMJGYZQZDUJJ; the second "
        "stays UHFFFAOYSA.",
    ),
}


@pytest.mark.parametrize("pair", SENTENCES)
def test_each_case_has_its_sentence(figure, pair):
    told = shown(figure, *pair)
    assert (told.case, told.sentence) == SENTENCES[pair]


def test_every_case_is_among_them():
    assert {case for case, _ in SENTENCES.values()} == set(Kin)


@pytest.mark.parametrize("name", molecule_names())
def test_all_bonds_and_letters_of_a_molecule_are_drawn(figure, name):
    shown(figure, name, "norketamine")
    molecule, moving = structure(name), figure.moving
    strokes = sum(x != x for x in moving["bonds, left"].get_xdata())
    lifts = [bond.lift for bond in molecule.bonds]
    assert strokes == sum(bond.order for bond in molecule.bonds if bond.lift == "plain")
    assert sum(wedge.get_visible() for wedge in moving["wedges, left"]) == lifts.count("toward")
    assert sum(x != x for x in moving["hatched, left"].get_xdata()) == 6 * lifts.count("away")
    letters = [words.get_text() for words in moving["letters, left"] if words.get_text()]
    others = [atom.element for atom in molecule.atoms if atom.element != "C" or atom.hydrogens == 3]
    assert sorted(re.search(r"Cl|[CNO]", text)[0] for text in letters) == sorted(others)


def test_a_wedge_is_narrow_at_its_centre_and_wide_at_its_end(figure):
    shown(figure, "s_ketamine", "r_ketamine")
    (tip, left, right, *_) = figure.moving["wedges, left"][0].get_xy()
    centre = structure("s_ketamine").atom("C2")
    assert tuple(tip) == pytest.approx((centre.x, centre.y))
    assert abs(left - right).max() > 0.2


@pytest.mark.parametrize("pair", [("s_ketamine", "r_ketamine"), ("ketamine_racemate", "phencyclidine"),
                                  ("norketamine", "hnk_2s_6s"), ("norketamine", "dehydronorketamine")])  # fmt: skip
def test_what_is_ringed_has_a_number_and_words(figure, pair):
    told = shown(figure, *pair)
    many = dict((row[0], row[2]) for row in told.rows)["Marked from left to right"].value
    numbers = {words.get_text() for side in ("left", "right") for words in figure.moving[f"numbers, {side}"]} - {""}
    assert numbers == {str(number) for number in range(1, int(many) + 1)}
    listed = figure.moving["changes"].get_text()
    assert all(re.search(rf"^{number}  (gone|new|turned): ", listed, re.MULTILINE) for number in numbers)
    rings = sum(x != x for side in ("left", "right") for x in figure.moving[f"rings, {side}"].get_xdata())
    assert rings >= len(numbers)


def test_there_are_numbers_for_all_that_can_differ(figure):
    pairs = itertools.product(molecule_names(), repeat=2)
    assert max(difference(*pair).marks for pair in pairs) == len(figure.moving["numbers, left"])


def test_nothing_is_ringed_where_nothing_can_be_matched(figure):
    for pair in (("memantine", "s_ketamine"), ("s_ketamine", "s_ketamine"), ("s_ketamine", "ketamine_racemate")):
        shown(figure, *pair)
        assert not len(figure.moving["rings, left"].get_xdata())
        assert not len(figure.moving["rings, right"].get_xdata())


def test_the_table_has_both_molecules_in_two_columns(figure):
    told = shown(figure, "s_ketamine", "hnk_2r_6r")
    rows = {head: cells for head, *cells in told.rows}
    assert told.columns == ("What", "Left", "Right")
    assert rows["Mirror form"] == ["S at carbon 2", "R at carbon 2 and R at carbon 6"]
    assert [cell.value for cell in rows["Molar mass"]] == pytest.approx([237.727, 239.699], abs=1e-6)
