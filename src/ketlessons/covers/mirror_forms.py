"""The cover of "Meet ketamine": two mirror forms of one molecule, both in the vial and one in the spray."""

from __future__ import annotations

from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketlessons import evidence
from ketlessons.evidence.topics.structures import Structure, structure
from ketlessons.figures.identity.molecule_drawing import MoleculeDrawing
from ketlessons.stage import marks
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

from .card import WORDS_PT, Cover, board, card

_ALT = (
    "One molecule, C13H16ClNO, {mass} g/mol, and what a dashed mirror makes of it: (S)-ketamine and (R)-ketamine, with "
    "the same atoms and bonds. A bracket under both says vial: it holds both, {half:percent} of each. A bracket under "
    "(S) alone says spray. Since when there is one, and since when the other, is left open."
)


@steady()
def mirror_forms() -> Cover:
    """Return the cover."""
    figure = card()
    one = structure("s_ketamine")
    _molecule(figure, one, 0.06)
    _molecule(figure, mirrored(one), 0.54)
    whole = board(figure, 0, 0, 1, 1)
    whole.set_xlim(0, 1)
    whole.set_ylim(0, 1)
    whole.plot([0.5, 0.5], [0.30, 0.95], color=colour("soft-ink"), linewidth=3, linestyle=(0, (3, 2)))
    for x, ink, text in ((0.10, "blue", "(S)"), (0.90, "orange", "(R)")):
        marks.words(whole, x, 0.86, text, ink, 26, bold=True, ha="center")
    _bracket(whole, (0.06, 0.94), 0.12, "orange", "vial")
    _bracket(whole, (0.06, 0.46), 0.25, "blue", "spray")
    mass = evidence.fact("ketamine_molar_mass").text().split()[0]
    return Cover(figure, say(_ALT, mass=mass, half=0.5))


def mirrored(molecule: Structure) -> Structure:
    """Return what a mirror that stands upright beside the drawing shows: left and right change, wedges stay."""
    return replace(molecule, atoms=tuple(replace(atom, x=-atom.x) for atom in molecule.atoms))


def _molecule(figure: Figure, drawn: Structure, left: float) -> None:
    axes = board(figure, left, 0.30, 0.40, 0.68)
    xs, ys = [atom.x for atom in drawn.atoms], [atom.y for atom in drawn.atoms]
    axes.set_xlim(min(xs) - 1, max(xs) + 1)
    axes.set_ylim(min(ys) - 0.7, max(ys) + 0.7)
    axes.set_aspect("equal")
    drawing = MoleculeDrawing(axes)
    drawing.show(drawn)
    for words in drawing.artists["letters"]:
        words.set_fontsize(WORDS_PT)


def _bracket(axes: Axes, ends: tuple[float, float], y: float, ink: str, text: str) -> None:
    """Draw a line under what belongs together, with its words in the middle."""
    left, right = ends
    axes.plot([left, left, right, right], [y + 0.05, y, y, y + 0.05], color=colour(ink), linewidth=3)
    marks.words(axes, (left + right) / 2, y - 0.065, text, ink, WORDS_PT, bold=True, ha="center")
