"""How is a molecule drawn? As a chemist draws it: lines for bonds, and wedges for what leaves the paper.

Carbon stands at each corner without a letter; a methyl group and every other element has its letters. A filled wedge
rises towards the reader, a hatched one falls away.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from ketlessons.evidence.topics.structures import LIFTS, Atom, Bond, Structure
from ketlessons.stage import marks
from ketlessons.stage.style import colour

_Point = tuple[float, float]
_Stroke = tuple[_Point, _Point]
_Line = tuple[list[float], list[float]]
_GAP = (math.nan, math.nan)

#: In drawing units, of which a bond has 1.5: room around letters, between the lines of a double bond, half a wedge.
_ROOM, _APART, _WIDE = 0.33, 0.17, 0.16
_RUNGS = 6
_SMALL = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RINGS = (("A1", "A2", "A3", "A4", "A5", "A6"), ("C1", "C2", "C3", "C4", "C5", "C6"))
#: The most letters, and the most wedges, that one molecule has.
_LETTERS, _WEDGES = 5, 2


def small_digits(formula: str) -> str:
    """Write the counts of a formula small, as it is printed.

    >>> small_digits("C13H16ClNO")
    'C₁₃H₁₆ClNO'
    """
    return formula.translate(_SMALL)


def lettered(atom: Atom) -> bool:
    """Return whether an atom is drawn with letters."""
    return atom.element != "C" or atom.hydrogens == 3


def letters(atom: Atom, room_right: bool = True) -> str:
    """Write an atom and its hydrogens, these on the side where there is room.

    >>> letters(Atom("N", "N", 0.0, 0.0, 2)), letters(Atom("N", "N", 0.0, 0.0, 1), room_right=False)
    ('NH₂', 'HN')
    """
    many = small_digits(f"H{atom.hydrogens if atom.hydrogens > 1 else ''}") if atom.hydrogens else ""
    return f"{atom.element}{many}" if room_right else f"{many}{atom.element}"


class MoleculeDrawing:
    """One place where any of the molecules can be drawn.

    Parameters
    ----------
    axes
        The drawing board, in drawing units.
    """

    def __init__(self, axes: Axes):
        self._bonds = marks.line(axes, "ink", 1.9, solid_capstyle="round", zorder=3)
        self._rungs = marks.line(axes, "ink", 1.6, zorder=3)
        look = {"facecolor": colour("ink"), "edgecolor": colour("ink"), "linewidth": 0.5, "zorder": 3}
        self._wedges = [axes.add_patch(Polygon([(0, 0)] * 3, closed=True, **look)) for _ in range(_WEDGES)]
        self._known: dict[str, tuple[_Line, _Line, list[list[_Point]]]] = {}
        self._letters = [marks.words(axes, 0, 0, size=11.0, zorder=4) for _ in range(_LETTERS)]

    @property
    def artists(self) -> dict[str, Artist | list[Artist]]:
        """Everything that moves, by name."""
        return {"bonds": self._bonds, "hatched": self._rungs, "wedges": self._wedges, "letters": self._letters}

    def show(self, molecule: Structure) -> None:
        """Draw this molecule."""
        if molecule.id not in self._known:
            self._known[molecule.id] = _lines(molecule)
        bonds, rungs, raised = self._known[molecule.id]
        self._bonds.set_data(*bonds)
        self._rungs.set_data(*rungs)
        for place, wedge in enumerate(self._wedges):
            wedge.set_visible(place < len(raised))
            if place < len(raised):
                wedge.set_xy(raised[place])
        shown = [atom for atom in molecule.atoms if lettered(atom)]
        for place, words in enumerate(self._letters):
            words.set_text("")
            if place < len(shown):
                atom = shown[place]
                free = all(other.x - atom.x < 0.7 for other in _neighbours(molecule, atom))
                words.set_text(letters(atom, free))
                words.set_ha("left" if free else "right")
                words.set_position((atom.x - 0.13 if free else atom.x + 0.13, atom.y))


def circles(places: Iterable[tuple[float, float, float]]) -> tuple[list[float], list[float]]:
    """Return one line that goes around several circles, each given by its middle and its radius."""
    turn = [2 * math.pi * step / 40 for step in range(41)]
    points = [
        point
        for x, y, radius in places
        for point in (*((x + radius * math.cos(a), y + radius * math.sin(a)) for a in turn), _GAP)
    ]
    return [x for x, _ in points], [y for _, y in points]


def _lines(molecule: Structure) -> tuple[_Line, _Line, list[list[_Point]]]:
    """Return the flat bonds as one line, the hatched ones as another, and the corners of each filled wedge."""
    by_lift = {lift: [bond for bond in molecule.bonds if bond.lift == lift] for lift in LIFTS}
    flat = _joined(stroke for bond in by_lift["plain"] for stroke in _strokes(molecule, bond))
    hatched = _joined(rung for bond in by_lift["away"] for rung in _ladder(molecule, bond))
    return flat, hatched, [_wedge(molecule, bond) for bond in by_lift["toward"]]


def _joined(strokes: Iterable[_Stroke]) -> _Line:
    points = [point for start, end in strokes for point in (start, end, _GAP)]
    return [x for x, _ in points], [y for _, y in points]


def _neighbours(molecule: Structure, atom: Atom) -> list[Atom]:
    joined = [{bond.start, bond.end} - {atom.name} for bond in molecule.bonds if atom.name in (bond.start, bond.end)]
    return [molecule.atom(name) for (name,) in joined]


def _ends(molecule: Structure, bond: Bond) -> _Stroke:
    """Return where a bond is drawn from and to: it keeps away from letters."""
    one, other = molecule.atom(bond.start), molecule.atom(bond.end)
    long = math.hypot(other.x - one.x, other.y - one.y)
    step = ((other.x - one.x) / long, (other.y - one.y) / long)
    first, last = (_ROOM if lettered(atom) else 0.0 for atom in (one, other))
    return (one.x + first * step[0], one.y + first * step[1]), (other.x - last * step[0], other.y - last * step[1])


def _aside(stroke: _Stroke, by: float, shorter: float = 0.0) -> _Stroke:
    """Return a stroke moved to its left by so much, and shortened at both ends."""
    (x0, y0), (x1, y1) = stroke
    long = math.hypot(x1 - x0, y1 - y0)
    dx, dy = (x1 - x0) / long, (y1 - y0) / long
    return (
        (x0 - by * dy + shorter * dx, y0 + by * dx + shorter * dy),
        (x1 - by * dy - shorter * dx, y1 + by * dx - shorter * dy),
    )


def _strokes(molecule: Structure, bond: Bond) -> Sequence[_Stroke]:
    stroke = _ends(molecule, bond)
    if bond.order == 1:
        return (stroke,)
    inside = next((ring for ring in _RINGS if bond.start in ring and bond.end in ring), None)
    if inside is None:
        return _aside(stroke, _APART / 2), _aside(stroke, -_APART / 2)
    # In a ring the second line lies on the inner side.
    corners = [molecule.atom(name) for name in inside]
    middle = (sum(atom.x for atom in corners) / 6, sum(atom.y for atom in corners) / 6)
    (x0, y0), (x1, y1) = stroke
    left = (x1 - x0) * (middle[1] - y0) - (y1 - y0) * (middle[0] - x0) > 0
    return stroke, _aside(stroke, 1.15 * (_APART if left else -_APART), 0.17)


def _wedge(molecule: Structure, bond: Bond) -> list[_Point]:
    tip, end = _ends(molecule, bond)
    (_, left), (_, right) = _aside((tip, end), _WIDE), _aside((tip, end), -_WIDE)
    return [tip, left, right]


def _ladder(molecule: Structure, bond: Bond) -> list[_Stroke]:
    (x0, y0), (x1, y1) = _ends(molecule, bond)
    rungs = []
    for rung in range(1, _RUNGS + 1):
        share = rung / _RUNGS
        here = (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
        (left, _), (right, _) = (
            _aside((here, (here[0] + x1 - x0, here[1] + y1 - y0)), side * share * _WIDE) for side in (1, -1)
        )
        rungs.append((left, right))
    return rungs
