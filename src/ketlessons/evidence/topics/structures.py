"""How is a molecule joined together? Its atoms and bonds as they are drawn, and the names that registers give it.

Those of one family lie on one scaffold: an atom of the same part has the same name and place in all of them.
"""

from dataclasses import dataclass
from typing import Any, Literal

from ..facts import UnknownFact
from ..reading.files import parse_json
from ..reading.package import file_text
from ..reading.slips import TableError, read_once

FILE = "structures/molecules.json"

#: How a bond is drawn, seen from its first atom: flat, or with its second atom towards the reader or away.
Lift = Literal["plain", "toward", "away"]
LIFTS: tuple[Lift, ...] = ("plain", "toward", "away")
#: What a record says of mirror forms: it is one, both in equal parts, either (nobody says which), or there are none.
MIRROR = ("one form", "half and half", "not stated", "none")
FAMILIES = ("arylcyclohexylamine", "other")


@dataclass(frozen=True)
class Atom:
    """One atom with its hydrogens.

    Parameters
    ----------
    name : str
        Its part in the molecule: C1 to C6 are the ring with the ketone, A1 to A6 the flat ring, N the nitrogen.
    element : str
        C, Cl, N or O.
    x, y : float
        Where it is drawn; a bond is about 1.5 long.
    hydrogens : int
        How many it carries.
    """

    name: str
    element: str
    x: float
    y: float
    hydrogens: int


@dataclass(frozen=True)
class Bond:
    """One bond between two atoms.

    Parameters
    ----------
    start, end : str
        Names of its atoms. A lifted bond starts at the centre whose arms it tells apart.
    order : int
        1 or 2.
    lift : {"plain", "toward", "away"}
        Where its end lies: in the paper, before it or behind it.
    """

    start: str
    end: str
    order: int
    lift: Lift


@dataclass(frozen=True)
class Structure:
    """One molecule.

    Parameters
    ----------
    id, label : str
        The key, and what a learner reads.
    family : str
        One of `FAMILIES`; molecules of the first share the scaffold.
    mirror : str
        One of `MIRROR`.
    centres : dict of str to str
        S or R of each centre, by the name of its atom, where the record is of one mirror form.
    formula, inchi, inchikey : str
        As the registers have them.
    atoms, bonds : tuple of Atom, tuple of Bond
        In no order that means anything.
    """

    id: str
    label: str
    family: str
    mirror: str
    centres: dict[str, str]
    formula: str
    inchi: str
    inchikey: str
    atoms: tuple[Atom, ...]
    bonds: tuple[Bond, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many atoms there are of each element, the hydrogens too."""
        found = {"H": sum(atom.hydrogens for atom in self.atoms)}
        for atom in self.atoms:
            found[atom.element] = found.get(atom.element, 0) + 1
        return found

    def atom(self, name: str) -> Atom:
        """Return one atom by its name, or raise `UnknownFact`."""
        for atom in self.atoms:
            if atom.name == name:
                return atom
        raise UnknownFact(f"no atom {name!r} in {self.id}; there are {', '.join(atom.name for atom in self.atoms)}")


@read_once
def structures() -> tuple[Structure, ...]:
    """Return all molecules.

    Returns
    -------
    tuple of Structure
        In the order of the file.

    Raises
    ------
    TableError
        If the file is damaged, names a molecule or an atom twice, or joins an atom that is not there.
    """
    raw = parse_json(file_text(FILE), FILE)
    if not isinstance(raw, list) or not raw:
        raise TableError("holds no list of molecules", "restore it from the repository", FILE)
    found = tuple(map(_read, raw))
    twice = [one.id for place, one in enumerate(found) if one.id in {other.id for other in found[:place]}]
    if twice:
        raise TableError(f"describes {twice[0]} twice", "keep one description", FILE)
    return found


def structure(name: str) -> Structure:
    """Return one molecule.

    Parameters
    ----------
    name : str
        Its id, such as ``"s_ketamine"``.

    Returns
    -------
    Structure
        The molecule.

    Raises
    ------
    UnknownFact
        If there is no such molecule; the message names those that there are.
    TableError
        As for `structures`.

    Examples
    --------
    >>> structure("s_ketamine").inchikey, structure("s_ketamine").centres
    ('YQEZLKZALYSWHR-ZDUSSCGKSA-N', {'C2': 'S'})
    """
    if found := [one for one in structures() if one.id == name]:
        return found[0]
    raise UnknownFact(f"no molecule {name!r}; there are {', '.join(one.id for one in structures())}")


def _read(entry: Any) -> Structure:
    """Return one molecule of the file, or say which of its parts is not whole."""
    name = entry.get("id", "a molecule without an id") if isinstance(entry, dict) else "an entry"
    try:
        atoms = tuple(Atom(*_atom(row)) for row in entry["atoms"])
        names = {atom.name for atom in atoms}
        bonds = tuple(Bond(*_bond(row, names)) for row in entry["bonds"])
        words = {part: str(entry[part]) for part in ("id", "label", "family", "mirror", "formula", "inchi", "inchikey")}
        centres = {str(atom): str(hand) for atom, hand in entry["centres"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as slip:
        cure = "give it the parts that the other molecules have"
        raise TableError(f"{name} is not whole ({slip})", cure, FILE) from None
    for part, choices in {"family": FAMILIES, "mirror": MIRROR}.items():
        if words[part] not in choices:
            raise TableError(f"{part} of {name} is {words[part]!r}", f"write one of {', '.join(choices)}", FILE)
    if len(names) < len(atoms):
        raise TableError(f"{name} names an atom twice", "give each atom its own name", FILE)
    if not set(centres) <= names or not set(centres.values()) <= {"S", "R"}:
        raise TableError(f"the centres of {name} are no S or R of its atoms", "name the atom, and S or R", FILE)
    return Structure(**words, centres=centres, atoms=atoms, bonds=bonds)


def _atom(row: Any) -> tuple[str, str, float, float, int]:
    name, element, x, y, hydrogens = row
    return str(name), str(element), float(x), float(y), int(hydrogens)


def _bond(row: Any, names: set[str]) -> tuple[str, str, int, Lift]:
    start, end, order, lift = row
    if start not in names or end not in names or start == end:
        raise ValueError(f"it joins {start!r} and {end!r}")
    if order not in (1, 2) or lift not in LIFTS:
        raise ValueError(f"its bond of {start} and {end} is {order!r}, {lift!r}")
    return start, end, order, lift
