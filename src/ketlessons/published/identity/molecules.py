"""Which molecules stand side by side, and what tells two of them apart: groups, atoms, mirror form, name in a register.

What a molecule carries is looked up by the names of its atoms, which are the same in all molecules of the family.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ketlessons.evidence.topics.structures import Structure, structure, structures
from ketlessons.models import checks
from ketlessons.models.identity.formula import molar_mass_g_mol


class Kin(Enum):
    """How two molecules are related."""

    SAME = auto()
    MIRROR = auto()
    HALF = auto()
    FAMILY = auto()
    APART = auto()


@dataclass(frozen=True)
class Group:
    """A part that some molecules of the family carry and others do not.

    Parameters
    ----------
    words : str
        What it is, with its article.
    atoms : tuple of str
        The atoms that are marked where it is gained or lost.
    """

    words: str
    atoms: tuple[str, ...]


GROUPS = {
    "methyl": Group("the methyl group (CH₃) on the nitrogen", ("M",)),
    "ring": Group("a ring that holds the nitrogen", ("M", "P3", "P4", "P5", "P6")),
    "chlorine": Group("the chlorine on the flat ring", ("Cl",)),
    "ketone": Group("the oxygen of the ketone (=O)", ("O1",)),
    "hydroxyl": Group("a hydroxyl group (OH) at carbon 6", ("O6",)),
    "double": Group("a double bond from carbon 5 to carbon 6", ("C5", "C6")),
}
#: Atoms whose presence tells that a group is there; the ring on the nitrogen takes the place of the methyl group.
_BY_ATOM = {"ring": "P3", "chlorine": "Cl", "ketone": "O1", "hydroxyl": "O6"}


def molecule_names() -> tuple[str, ...]:
    """Return the ids of the molecules, in the order in which they are offered.

    Returns
    -------
    tuple of str
        Ketamine and its mirror forms first, then what the body makes of it, then relatives.

    Examples
    --------
    >>> molecule_names()[:3]
    ('ketamine_racemate', 's_ketamine', 'r_ketamine')
    """
    return tuple(one.id for one in structures())


def groups_of(molecule: Structure) -> tuple[str, ...]:
    """Return which of `GROUPS` a molecule of the family carries.

    Parameters
    ----------
    molecule : Structure
        One of the molecules.

    Returns
    -------
    tuple of str
        Keys of `GROUPS`, in their order; none for a molecule of another family.

    Examples
    --------
    >>> groups_of(structure("norketamine"))
    ('chlorine', 'ketone')
    """
    if molecule.family == "other":
        return ()
    atoms = {atom.name for atom in molecule.atoms}
    found = {group for group, atom in _BY_ATOM.items() if atom in atoms}
    if "M" in atoms and "ring" not in found:
        found.add("methyl")
    if any({bond.start, bond.end} == {"C5", "C6"} and bond.order == 2 for bond in molecule.bonds):
        found.add("double")
    return tuple(group for group in GROUPS if group in found)


@dataclass(frozen=True)
class Difference:
    """What tells a second molecule from a first.

    Parameters
    ----------
    first, second : Structure
        The two.
    kin : Kin
        How they are related.
    gone, new : tuple of str
        Groups that only the first, and only the second carries.
    turned : tuple of str
        Centres that both name and whose hand differs.
    balance : dict of str to int
        Atoms that the second has more (above 0) or fewer (below 0), by element.
    """

    first: Structure
    second: Structure
    kin: Kin
    gone: tuple[str, ...]
    new: tuple[str, ...]
    turned: tuple[str, ...]
    balance: dict[str, int]

    @property
    def masses_g_mol(self) -> tuple[float, float]:
        """Molar masses of the two."""
        return molar_mass_g_mol(self.first.counts), molar_mass_g_mol(self.second.counts)

    @property
    def blocks(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """First blocks of both InChIKeys (which atom is joined to which), then second blocks (mirror form)."""
        (one, hand, _), (other, other_hand, _) = (key.inchikey.split("-") for key in (self.first, self.second))
        return (one, other), (hand, other_hand)

    @property
    def marks(self) -> int:
        """How many changes are marked in the picture."""
        return len(self.gone) + len(self.new) + len(self.turned)


def difference(first: str, second: str) -> Difference:
    """Return what tells a second molecule from a first.

    Parameters
    ----------
    first, second : str
        Two of `molecule_names`, which may be the same.

    Returns
    -------
    Difference
        Groups gained and lost, centres turned, and the balance of atoms.

    Examples
    --------
    >>> found = difference("ketamine_racemate", "norketamine")
    >>> found.gone, found.new, found.balance
    (('methyl',), (), {'C': -1, 'H': -2})
    >>> difference("s_ketamine", "r_ketamine").turned
    ('C2',)
    """
    checks.checked_choice("first", first, molecule_names())
    checks.checked_choice("second", second, molecule_names())
    one, other = structure(first), structure(second)
    turned = tuple(centre for centre, hand in one.centres.items() if other.centres.get(centre, hand) != hand)
    elements = [*one.counts, *(element for element in other.counts if element not in one.counts)]
    steps = {element: other.counts.get(element, 0) - one.counts.get(element, 0) for element in elements}
    kin = _kin(one, other)
    # Between two families nothing is matched, so nothing is gained or lost either.
    here, there = ((), ()) if kin is Kin.APART else (groups_of(one), groups_of(other))
    return Difference(
        first=one,
        second=other,
        kin=kin,
        gone=tuple(group for group in here if group not in there),
        new=tuple(group for group in there if group not in here),
        turned=turned,
        balance={element: steps[element] for element in ("C", "H", "Cl", "N", "O") if steps.get(element)},
    )


def _kin(one: Structure, other: Structure) -> Kin:
    if one.id == other.id:
        return Kin.SAME
    if "other" in (one.family, other.family):
        return Kin.APART
    if one.inchikey.split("-")[0] != other.inchikey.split("-")[0]:
        return Kin.FAMILY
    return Kin.HALF if "half and half" in (one.mirror, other.mirror) else Kin.MIRROR
