"""What changes from one molecule to another? Two of nine side by side on one scaffold, with what changes ringed."""

from __future__ import annotations

import textwrap
from typing import Any

from matplotlib.axes import Axes

from ketlessons.evidence.topics.structures import Structure, structures
from ketlessons.figures.identity.molecule_drawing import MoleculeDrawing, circles, small_digits
from ketlessons.published.identity.molecules import GROUPS, Difference, Kin, difference, groups_of
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed
from ketlessons.stage.steady import steady
from ketlessons.stage.words import counted

_KEY = "first block of the InChIKey"
_BLOCKS = f"The {_KEY} changes from {{block}} to {{other_block}}{{second_block}}."
_SENTENCES = {
    Kin.SAME: "Both sides show {first:lower}: {formula}, {mass:.2f} g/mol, InChIKey {key}. Nothing differs: choose "
    "another molecule for one side.",
    Kin.MIRROR: "Mirror forms: {first:lower} and {second:lower} are made of the same atoms, {formula}, {mass:.2f} "
    f"g/mol, joined in the same way. At {{centres}} the wedge turns, from {{lift}}. The {_KEY} stays {{block}}; the "
    "second turns from {hand} to {other_hand}.",
    Kin.HALF: "{mixture} is half {form:lower} and half its mirror form, so all atoms are the same: {formula}, "
    f"{{mass:.2f}} g/mol. The mixture is drawn without a wedge, the one form with it. The {_KEY} stays {{block}}; the "
    "second turns from {hand} to {other_hand}.",
    Kin.FAMILY: "From {first:lower} ({formula}, {mass:.2f} g/mol) to {second:lower} ({other_formula}, {other_mass:.2f} "
    f"g/mol): {{changes}}. By atoms: {{balance}}. {_BLOCKS}",
    Kin.APART: "Two families: {first:lower} ({formula}, {mass:.2f} g/mol) and {second:lower} ({other_formula}, "
    "{other_mass:.2f} g/mol) are built on two skeletons, so no atom of one has its partner in the other. By atoms, "
    f"from left to right: {{balance}}. {_BLOCKS}",
}
_BRIEF = (
    News("Marked", "{marked}", of="{first}, {second}"),
    News("Atoms:", "{balance}", of="{first}, {second}"),
    News("First block", "{first_same}", of="{first}, {second}"),
    News("Second block", "{second_same}", of="{first}, {second}"),
)
_HEADS = ("What", "Left", "Right")

#: Circles around what changes, as middle and radius, and where the number of each stands: in drawing units.
_AROUND = {
    "methyl": (((2.92, 1.53, 0.53),), (3.55, 2.2)),
    "ring": (((1.66, 2.63, 1.98),), (3.8, 3.75)),
    "chlorine": (((-1.92, -1.69, 0.5),), (-2.7, -1.75)),
    "ketone": (((3.08, 0.72, 0.46),), (3.85, 0.6)),
    "hydroxyl": (((4.18, -2.12, 0.55),), (4.3, -1.3)),
    "double": (((1.66, -3.01, 0.4), (2.63, -1.86, 0.4)), (2.75, -2.95)),
    "C2": (((0.9, 0.52, 0.5),), (0.0, 1.2)),
    "C6": (((3.36, -1.99, 0.5),), (3.4, -1.15)),
}
#: No two molecules differ in more that is marked.
_MOST_MARKS = 4
_ELEMENTS = {"C": "carbon", "H": "hydrogen", "Cl": "chlorine", "N": "nitrogen", "O": "oxygen"}
_LIFTS = {"toward": "towards you", "away": "away from you", "plain": "flat"}


#: Carbons that the words call by number, and where that stands: inside the ring, beside each.
_COUNTED = {"2": (0.78, -0.62), "5": (1.45, -2.55), "6": (2.1, -1.72)}


def _centre(name: str) -> str:
    return f"carbon {name.removeprefix('C')}"


def _mirror(molecule: Structure) -> str:
    """Say which mirror form a drawing shows."""
    hands = " and ".join(f"{hand} at {_centre(name)}" for name, hand in molecule.centres.items())
    said = {"half and half": "both, half of each", "not stated": "not stated", "none": "has no mirror forms"}
    return said.get(molecule.mirror, hands)


def _balance(found: Difference) -> str:
    """Say how many atoms of each element there are more or fewer on the right."""
    parts = [
        _joined([counted(abs(step), _ELEMENTS[element]) for element, step in found.balance.items() if step * sign > 0])
        for sign in (1, -1)
    ]
    said = [f"{part} {word}" for part, word in zip(parts, ("more", "fewer"), strict=True) if part]
    return "; ".join(said) or "none more, none fewer"


def _changes(found: Difference) -> str:
    """Say which groups are gone and new, and which centres turn."""
    parts = {
        "gone": [GROUPS[group].words for group in found.gone],
        "new": [GROUPS[group].words for group in found.new],
        "turned": [f"the wedge at {_centre(name)}" for name in found.turned],
    }
    return "; ".join(
        f"{words[0]} is {_joined(words[1])}" if len(words[1]) == 1 else f"{words[0]} are {_joined(words[1])}"
        for words in parts.items()
        if words[1]
    )


def _joined(parts: list[str]) -> str:
    """Join words with commas, and an "and" before the last."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _slots(found: Difference) -> dict[str, Any]:
    one, other = found.first, found.second
    (block, other_block), (hand, other_hand) = found.blocks
    mass, other_mass = found.masses_g_mol
    mixture, form = (one, other) if one.mirror == "half and half" else (other, one)
    lifts = [next((bond.lift for bond in each.bonds if bond.lift != "plain"), "plain") for each in (one, other)]
    stays = f"; the second stays {hand}" if hand == other_hand else f", the second from {hand} to {other_hand}"
    return {
        "first": one.label,
        "second": other.label,
        "mixture": mixture.label,
        "form": form.label,
        "formula": one.formula,
        "other_formula": other.formula,
        "mass": mass,
        "other_mass": other_mass,
        "key": one.inchikey,
        "centres": " and ".join(map(_centre, found.turned)),
        "lift": " to ".join(_LIFTS[lift] for lift in lifts),
        "changes": _changes(found),
        "balance": _balance(found),
        "block": block,
        "other_block": other_block,
        "hand": hand,
        "other_hand": other_hand,
        "second_block": stays,
        "marked": counted(found.marks, "change"),
        "first_same": _same(block == other_block),
        "second_same": _same(hand == other_hand),
    }


def _same(same: bool) -> str:
    return "the same" if same else "differs"


def _rows(found: Difference) -> tuple[tuple[str, ...], ...]:
    pair = (found.first, found.second)
    (block, other_block), (hand, other_hand) = found.blocks
    carried = [", ".join(GROUPS[group].words for group in groups_of(each)) or "of another family" for each in pair]
    return (
        ("Molecule", *(each.label for each in pair)),
        ("Formula", *(each.formula for each in pair)),
        ("Molar mass", *(printed("{:.2f} g/mol", mass) for mass in found.masses_g_mol)),
        ("Groups on the scaffold", *carried),
        ("Mirror form", *map(_mirror, pair)),
        ("First block: which atom joins which", block, other_block),
        ("Second block: mirror form", hand, other_hand),
        ("Marked from left to right", "-", printed(counted(found.marks, "change"), found.marks)),
    )


def _listed(found: Difference) -> list[tuple[str, str, bool, bool]]:
    """Return what is ringed: its place, its words, and whether the ring stands left and right."""
    gone = [(group, f"gone: {GROUPS[group].words}", True, False) for group in found.gone]
    new = [(group, f"new: {GROUPS[group].words}", False, True) for group in found.new]
    turned = [(centre, f"turned: the wedge at {_centre(centre)}", True, True) for centre in found.turned]
    return [*gone, *new, *turned]


_NO_MARK = {
    Kin.SAME: "nothing",
    Kin.HALF: "no group: a mixture of both forms beside one of them",
    Kin.APART: "all: two families, nothing to match atom by atom",
}


def _panel() -> Panel:
    options = tuple((one.id, one.label) for one in structures())
    return Panel(
        (
            Choice("first", "Left", options, "ketamine_racemate"),
            Choice("second", "Right", options, "norketamine"),
        ),
        presets=(
            Preset("Two mirror forms", {"first": "s_ketamine", "second": "r_ketamine"}),
            Preset("A relative", {"first": "ketamine_racemate", "second": "phencyclidine"}),
        ),
        hint="Choose a molecule for each side, and name what changes before you read it.",
    )


class _Side:
    """One half of the picture: a molecule with its names, and rings around what changes."""

    def __init__(self, axes: Axes, x: float):
        figure = axes.figure  # `get_figure(root=True)` came with matplotlib 3.10
        self.drawing = MoleculeDrawing(axes)
        self.rings = marks.line(axes, "orange", 2.2, (5.0, 2.0), zorder=2)
        self.numbers = [marks.words(axes, 0, 0, ink="orange", ha="center", bold=True) for _ in range(_MOST_MARKS)]
        self.counted = [marks.words(axes, *at, ink="soft-ink", size=8.0, ha="center") for at in _COUNTED.values()]
        self.name = marks.words(figure, x, 0.955, size="head", bold=True)
        self.weight = marks.words(figure, x, 0.905)
        self.key = marks.words(figure, x, 0.055)

    def show(self, molecule: Structure, mass_g_mol: float, ringed: dict[int, str]) -> None:
        self.drawing.show(molecule)
        self.name.set_text(molecule.label)
        self.weight.set_text(f"{small_digits(molecule.formula)}, {mass_g_mol:.2f} g/mol")
        self.key.set_text(molecule.inchikey)
        self.rings.set_data(*circles(circle for place in ringed.values() for circle in _AROUND[place][0]))
        # The numbers begin at the ketone, so a molecule without one has others.
        numbered = any(atom.name == "O1" for atom in molecule.atoms)
        for carbon, words in zip(_COUNTED, self.counted, strict=True):
            words.set_text(carbon if numbered else "")
        for number, words in enumerate(self.numbers, 1):
            words.set_text(f"{number}" if number in ringed else "")
            words.set_position(_AROUND[ringed[number]][1] if number in ringed else (0, 0))

    def artists(self, name: str) -> dict[str, Any]:
        """Return everything that moves on this side, by name."""
        own = {
            "rings": self.rings,
            "numbers": self.numbers,
            "carbons": self.counted,
            "words": [self.name, self.weight, self.key],
        }
        return {f"{part}, {name}": artist for part, artist in {**self.drawing.artists, **own}.items()}


@steady()
def compare_molecules() -> LiveFigure:
    """Return the live figure; controls: first, second."""
    figure = style.figure(9.0, 5.0)
    sides = []
    for left in (0.008, 0.375):
        axes = style.blank(figure.add_axes((left, 0.175, 0.362, 0.695)))
        axes.set_xlim(-4.2, 5.1)
        axes.set_ylim(-3.75, 4.75)
        sides.append(_Side(axes, left + 0.012))
    x = 0.752
    marks.words(figure, x, 0.905, "What changes, left to right", bold=True)
    marks.words(figure, 0.02, 0.115, "InChIKey: the name in registers", "soft-ink")
    changes = marks.words(figure, x, 0.865, va="top", linespacing=1.3)
    blocks = marks.words(figure, x, 0.16, va="top", linespacing=1.3)

    def update(*, first: str, second: str) -> Reading:
        found = difference(first, second)
        listed = _listed(found)
        lines = [f"{number}  {words}" for number, (_, words, _, _) in enumerate(listed, 1)]
        lines = lines or [_NO_MARK[found.kin]]
        hands = [_mirror(each) for each in (found.first, found.second)]
        lines.append(f"Mirror form: {hands[0]}{'' if hands[0] == hands[1] else f' → {hands[1]}'}")
        kept = (line.replace("carbon ", "carbon\u00a0") for line in lines)
        changes.set_text("\n".join(textwrap.fill(line, 30, subsequent_indent="    ") for line in kept))
        for side, each, mass, here in zip(sides, (found.first, found.second), found.masses_g_mol, (2, 3), strict=True):
            side.show(each, mass, {number: one[0] for number, one in enumerate(listed, 1) if one[here]})
        slots = _slots(found)
        blocks.set_text(
            f"First block: {slots['first_same']}\n(which atom joins which)\n"
            f"Second block: {slots['second_same']}\n(mirror form)"
        )
        return Reading.of(_SENTENCES, found.kin, slots, _HEADS, _rows(found), _BRIEF)

    left, right = sides
    moving = {**left.artists("left"), **right.artists("right"), "changes": changes, "blocks": blocks}
    return LiveFigure(figure, moving, update, "Two molecules side by side", _panel())
