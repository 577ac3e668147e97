"""The molecules: do atoms give formula and mass, and wedges the mirror form, by routes of their own?

The mirror form is worked out twice without any library of chemistry: by the signed volume of the arms and the order of
Cahn, Ingold and Prelog, and by the numbering of the InChI and its stereo layer.
"""

import itertools
import json
import re

import pytest

from ketlessons.evidence import TableError, UnknownFact, value
from ketlessons.evidence.topics.structures import Atom, Bond, Structure, structure, structures

WEIGHT = {"C": 12.011, "H": 1.008, "Cl": 35.45, "N": 14.007, "O": 15.999}
#: Rows of the tables that print the molar mass, where there is one.
MASSES = {
    "ketamine_racemate": "ketamine_molar_mass",
    "s_ketamine": "ketamine_molar_mass",
    "r_ketamine": "ketamine_molar_mass",
    "norketamine": "norketamine_molar_mass",
    "dehydronorketamine": "dehydronorketamine_molar_mass",
    "hnk_2s_6s": "hydroxynorketamine_molar_mass",
    "hnk_2r_6r": "hydroxynorketamine_molar_mass",
    "phencyclidine": "phencyclidine_molar_mass",
    "memantine": "memantine_molar_mass",
}
#: As the registers have them, by themselves.
KEYS = {
    "ketamine_racemate": "YQEZLKZALYSWHR-UHFFFAOYSA-N",
    "s_ketamine": "YQEZLKZALYSWHR-ZDUSSCGKSA-N",
    "r_ketamine": "YQEZLKZALYSWHR-CYBMUJFWSA-N",
    "norketamine": "BEQZHFIKTBVCAU-UHFFFAOYSA-N",
    "dehydronorketamine": "BXBPJMHHWPXBJL-UHFFFAOYSA-N",
    "hnk_2s_6s": "CFBVGSWSOJBYGC-JQWIXIFHSA-N",
    "hnk_2r_6r": "CFBVGSWSOJBYGC-ZYHUDNBSSA-N",
    "phencyclidine": "JTJMJGYZQZDUJJ-UHFFFAOYSA-N",
    "memantine": "BUGYDGFZZOZRHP-UHFFFAOYSA-N",
}
NAMES = sorted(KEYS)
#: Arms by rank. N before all; the carbonyl has (O, O, C), the flat ring (C, C, C), a CH2 of the ring (C, H, H).
RANKS = {"C2": ("N", "C1", "A1", "C3"), "C6": ("O6", "C1", "C5", "H")}
VALENCES = {"C": 4, "N": 3, "O": 2, "Cl": 1}


def number_of(text):
    return {symbol: int(many or 1) for symbol, many in re.findall(r"([A-Z][a-z]?)(\d*)", text)}


def neighbours(molecule, name):
    return {bond.end if bond.start == name else bond.start for bond in molecule.bonds if name in (bond.start, bond.end)}


@pytest.mark.parametrize("name", NAMES)
def test_the_atoms_give_the_formula_the_molar_mass_and_the_valences(name):
    molecule = structure(name)
    counts = {symbol: sum(atom.element == symbol for atom in molecule.atoms) for symbol in VALENCES}
    counts["H"] = sum(atom.hydrogens for atom in molecule.atoms)
    assert {symbol: many for symbol, many in counts.items() if many} == number_of(molecule.formula)
    assert molecule.inchi.split("/")[1] == molecule.formula
    assert sum(WEIGHT[symbol] * many for symbol, many in counts.items()) == pytest.approx(value(MASSES[name]), abs=0.01)
    for atom in molecule.atoms:
        orders = [bond.order for bond in molecule.bonds if atom.name in (bond.start, bond.end)]
        assert sum(orders) + atom.hydrogens == VALENCES[atom.element], atom.name
    assert molecule.inchikey == KEYS[name]


# The graph of the InChI ---------------------------------------------------------------------------------------------


def graph_of_inchi(inchi):
    """Return the elements by number and the pairs of numbers that are joined, from the layers of an InChI."""
    layers = inchi.split("/")
    elements = [symbol for symbol, many in number_of(layers[1]).items() if symbol != "H" for _ in range(many)]
    joined, open_branches, last, after = set(), [], None, None
    for token in re.findall(r"\d+|[-(),]", layers[2].removeprefix("c")):
        if token == "(":
            open_branches.append(last)
        elif token == ")":
            after = open_branches.pop()
        elif token == ",":
            after = open_branches[-1]
        elif token != "-":
            here = int(token)
            if last is not None:
                joined.add(frozenset((after or last, here)))
            last, after = here, None
    return dict(enumerate(elements, 1)), joined


def labels(elements, joined):
    """Tell atoms apart by what surrounds them, farther and farther."""
    found = dict(elements)
    near = {atom: [min(pair - {atom}) for pair in joined if atom in pair] for atom in elements}
    for _ in elements:
        found = {
            atom: str(hash((found[atom], tuple(sorted(found[other] for other in near[atom]))))) for atom in elements
        }
    return found


@pytest.mark.parametrize("name", NAMES)
def test_atoms_are_joined_as_the_inchi_joins_them(name):
    molecule = structure(name)
    drawn = labels(
        {atom.name: atom.element for atom in molecule.atoms},
        {frozenset((bond.start, bond.end)) for bond in molecule.bonds},
    )
    told = labels(*graph_of_inchi(molecule.inchi))
    assert sorted(drawn.values()) == sorted(told.values())


# Which hand ---------------------------------------------------------------------------------------------------------


def place(molecule, centre, arm):
    """Return an arm of a centre in space; the hydrogen that is not drawn lies opposite to the other three."""
    lifts = {
        bond.end: {"toward": 1.0, "away": -1.0, "plain": 0.0}[bond.lift]
        for bond in molecule.bonds
        if bond.start == centre
    }
    at = molecule.atom(centre)
    if arm == "H":
        arms = [place(molecule, centre, other) for other in neighbours(molecule, centre)]
        return tuple(-sum(one[axis] for one in arms) / 3 for axis in range(3))
    end = molecule.atom(arm)
    return end.x - at.x, end.y - at.y, lifts.get(arm, 0.0)


def clockwise(first, second, third, away):
    """Return whether three arms run clockwise, seen with the fourth one pointing away."""
    a, b, c = (tuple(p - q for p, q in zip(arm, away, strict=True)) for arm in (first, second, third))
    volume = (
        a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])
    )
    assert abs(volume) > 0.1
    return volume < 0


def test_the_sense_of_turning_is_right():
    """Seen from above, with the fourth arm below: north, east, south-west run clockwise."""
    assert clockwise((0, 1, 0), (1, -0.5, 0), (-1, -0.5, 0), (0, 0, -1))
    assert not clockwise((1, -0.5, 0), (0, 1, 0), (-1, -0.5, 0), (0, 0, -1))


HANDS = [(name, centre) for name in NAMES for centre in structure(name).centres]


@pytest.mark.parametrize(("name", "centre"), HANDS)
def test_the_wedges_say_the_letter_by_the_order_of_cahn_ingold_and_prelog(name, centre):
    molecule = structure(name)
    drawn = neighbours(molecule, centre) | ({"H"} if molecule.atom(centre).hydrogens else set())
    assert drawn == set(RANKS[centre])
    arms = [place(molecule, centre, arm) for arm in RANKS[centre]]
    assert ("R" if clockwise(*arms) else "S") == molecule.centres[centre]


def parity(numbered, places, away):
    """Return the parity of an InChI: the first arm away, the others rising clockwise is a minus there."""
    order = sorted(range(len(numbered)), key=lambda arm: numbered[arm])
    return "-" if clockwise(*(places[arm] for arm in order), away) else "+"


def test_the_parity_is_that_of_the_inchi_of_alanine():
    """L-alanine is (S), and its InChI ends in /t2-/m0/s1. Carbon 2 holds carbon 1, carbon 3 (the acid), nitrogen 4."""
    # Hydrogen below the paper: nitrogen, acid, methyl run against the clock in (S).
    nitrogen, acid, methyl = (0.0, 1.0, 0.0), (-1.0, -0.5, 0.0), (1.0, -0.5, 0.0)
    hydrogen = (0.0, 0.0, -1.0)
    assert not clockwise(nitrogen, acid, methyl, hydrogen)
    assert parity([4, 3, 1], [nitrogen, acid, methyl], hydrogen) == "-"


@pytest.mark.parametrize(("name", "centre"), HANDS)
def test_the_wedges_say_the_stereo_layer_of_the_inchi(name, centre):
    molecule = structure(name)
    drawn = labels(
        {atom.name: atom.element for atom in molecule.atoms},
        {frozenset((bond.start, bond.end)) for bond in molecule.bonds},
    )
    told = labels(*graph_of_inchi(molecule.inchi))
    number = {atom: next(one for one, label in told.items() if label == drawn[atom]) for atom in drawn}
    around = neighbours(molecule, centre)
    assert len({number[atom] for atom in around}) == len(around)
    layers = {layer[0]: layer[1:] for layer in molecule.inchi.split("/")[2:]}
    said = dict(re.findall(r"(\d+)([-+])", layers["t"]))[str(number[centre])]
    if layers["m"] == "1":
        said = {"-": "+", "+": "-"}[said]
    arms = sorted(around, key=number.__getitem__)
    if molecule.atom(centre).hydrogens:
        found = parity([number[arm] for arm in arms], [place(molecule, centre, arm) for arm in arms],
                       place(molecule, centre, "H"))  # fmt: skip
    else:  # without hydrogen the arm of the lowest number points away
        first, *others = arms
        found = parity([number[arm] for arm in others], [place(molecule, centre, arm) for arm in others],
                       place(molecule, centre, first))  # fmt: skip
    assert found == said


@pytest.mark.parametrize(("one", "other"), [("s_ketamine", "r_ketamine"), ("hnk_2s_6s", "hnk_2r_6r")])
def test_mirror_forms_differ_in_their_wedges_and_in_nothing_else(one, other):
    first, second = structure(one), structure(other)
    assert first.atoms == second.atoms
    turn = {"plain": "plain", "toward": "away", "away": "toward"}
    assert {(b.start, b.end, b.order, turn[b.lift]) for b in first.bonds} == {
        (b.start, b.end, b.order, b.lift) for b in second.bonds
    }


def test_a_molecule_without_a_stated_form_has_no_wedge_and_no_stereo_layer():
    for molecule in structures():
        lifted = [bond for bond in molecule.bonds if bond.lift != "plain"]
        assert bool(lifted) == bool(molecule.centres) == ("/t" in molecule.inchi) == (molecule.mirror == "one form")
        assert ("UHFFFAOYSA" in molecule.inchikey) == (not molecule.centres)
        assert {bond.start for bond in lifted} == set(molecule.centres)


def test_an_atom_of_the_family_stands_at_one_place_in_all_its_molecules():
    places = {}
    for molecule in structures():
        if molecule.family != "other":
            for atom in molecule.atoms:
                assert places.setdefault(atom.name, (atom.x, atom.y)) == (atom.x, atom.y), (molecule.id, atom.name)
    for (one, at), (other, there) in itertools.combinations(places.items(), 2):
        assert at != there, (one, other)


# What is refused ----------------------------------------------------------------------------------------------------


def test_unknown_names_are_answered_with_those_that_there_are():
    with pytest.raises(UnknownFact, match=r"no molecule 'ketamin'; there are ketamine_racemate, s_ketamine"):
        structure("ketamin")
    with pytest.raises(UnknownFact, match=r"no atom 'C9' in s_ketamine; there are M, N, C2"):
        structure("s_ketamine").atom("C9")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda all_: all_.clear(), "holds no list of molecules"),
        (lambda all_: all_.append(all_[0]), "describes ketamine_racemate twice"),
        (lambda all_: all_[1].pop("inchi"), "s_ketamine is not whole"),
        (lambda all_: all_[1]["bonds"][0].__setitem__(0, "Q"), "s_ketamine is not whole .*joins 'Q' and 'N'"),
        (lambda all_: all_[1]["bonds"][0].__setitem__(2, 4), "s_ketamine is not whole"),
        (lambda all_: all_[1]["atoms"][0].__setitem__(0, "N"), "s_ketamine is not whole|names an atom twice"),
        (lambda all_: all_[1].update(mirror="both"), "mirror of s_ketamine is 'both'"),
        (lambda all_: all_[1]["centres"].update(C2="L"), "no S or R"),
    ],
)
def test_a_damaged_file_is_refused_with_what_is_wrong(desk, spoil, said):
    path = desk.folder / "structures" / "molecules.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    spoil(found)
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(TableError, match=said) as problem:
        structures()
    assert problem.value.file == "structures/molecules.json"


def test_the_records_are_what_they_say():
    assert all(isinstance(one, Structure) for one in structures())
    molecule = structure("memantine")
    assert isinstance(molecule.atoms[0], Atom)
    assert isinstance(molecule.bonds[0], Bond)
    assert molecule.counts == {"H": 21, "C": 12, "N": 1}
