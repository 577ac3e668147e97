"""Why are two mirror forms not one thing? One is laid over the other, held at an arm and turned: what covers?"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from ketlessons.models.identity.laying import arm_directions, places_taken
from ketlessons.models.quantities import Array
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, printed, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import through
from ketlessons.stage.words import upper

#: The four neighbours of carbon 2, by their rank, as they are lettered and as they are said.
ARMS = ("N", "C=O", "flat ring", "CH₂")
_SAID = ("the nitrogen", "the ketone's carbon", "the flat ring", "the ring's next carbon")
FORMS = {"r": "(R) over (S)", "s": "(S) over (S)"}
_HANDS = {"r": "mirrored", "s": "first"}
_HEAD = "Laid: {form}, held at {held} and turned by {turn:g}°: "
_SENTENCES = {
    "all": f"{_HEAD}all 4 of 4 arms cover. A form covers itself.",
    "two": f"{_HEAD}2 of 4 arms cover, {{covering}}. {{crossed:upper}} lie on each other's places. No turn does "
    "better.",
    "one": f"{_HEAD}1 of 4 arms covers, the one that is held. The other 3 lie between their places: turn on.",
    "places": f"{_HEAD}1 of 4 arms covers, the one that is held. The other 3 lie on each other's places.",
}
_BRIEF = told_of("{form}", News("Arms that cover", "{many} of 4", steady=True), News("Covering", "{covering}"))
_HEADS = ("Arm of the form on top", "Where it lies")
#: Seen from above the front, and a little from the side, so that no arm hides another.
_TILT, _ASIDE = math.radians(30), math.radians(25)


def _seen(directions: Array, length: float = 1.0) -> Array:
    """Return where directions in space lie on the paper, ``(4, 2)``."""
    x, y, up = directions.T
    across, back = x * math.cos(_ASIDE) - y * math.sin(_ASIDE), x * math.sin(_ASIDE) + y * math.cos(_ASIDE)
    return length * np.stack([across, back * math.sin(_TILT) + up * math.cos(_TILT)], -1)


def _near(directions: Array) -> Array:
    """Return how near to the eye each end is, from about -1 to 1."""
    x, y, up = directions.T
    return -(x * math.sin(_ASIDE) + y * math.cos(_ASIDE)) * math.cos(_TILT) + up * math.sin(_TILT)


#: Where letters may stand beside a tip, from the tip, and how they lie there.
_SPOTS = (
    *(
        (0.27 * math.cos(turn), 0.24 * math.sin(turn), "left" if math.cos(turn) > 0.1 else "right")
        for turn in map(math.radians, (0, 180, 40, 140, -40, -140))
    ),
    (0.0, 0.30, "center"),
    (0.0, -0.30, "center"),
)
#: How wide a letter is, about, in units of the picture.
_LETTER = 0.105


def _room(tip: Array, letters: int, ends: Array) -> tuple[tuple[float, float], str]:
    """Return the spot beside a tip where its letters lie farthest from all arms: outwards where all are free.

    An arm that points at the eye is short on the paper, so its letters would lie over the others.
    """
    along = np.linspace(0, 1, 13)[:, None, None] * ends[None]
    inked = along.reshape(-1, 2)
    best, place, side = -1.0, (0.0, 0.0), "center"
    for right, up, here in _SPOTS:
        x, y = float(tip[0]) + right, float(tip[1]) + up
        start = x - {"left": 0.0, "center": 0.5, "right": 1.0}[here] * _LETTER * letters
        box = np.stack([start + _LETTER * letters * np.linspace(0, 1, 6), np.full(6, y)], -1)
        free = min(float(np.hypot(*(box[:, None] - inked[None]).transpose(2, 0, 1)).min()), 0.24)
        # Of spots that are free enough the one that lies outwards.
        outwards = (right * float(tip[0]) + up * float(tip[1])) / (math.hypot(right, up) or 1)
        if free + 0.04 * outwards > best:
            best, place, side = free + 0.04 * outwards, (x, y), here
    return place, side


def _and(arms: list[int]) -> str:
    return " and ".join(_SAID[arm] for arm in arms)


def _panel() -> Panel:
    held = tuple((str(arm), upper(said.removeprefix("the "))) for arm, said in enumerate(_SAID))
    return Panel(
        (
            Choice("form", "Lay", tuple(FORMS.items()), "r"),
            Choice("held", "Hold both at", held, "0", same=True),
            Range("turn_deg", "Turn the one on top", linear_grid(0, 330, 30), 30, "°"),
        ),
        presets=(Preset("(S) over itself, no turn", {"form": "s", "turn_deg": 0}),),
        hint="Turn (R) until as many arms as possible cover. Then hold it at another arm, and try again.",
    )


class _Cross:
    """A centre with four arms, of which each has letters."""

    def __init__(self, axes: Axes, ink: str, width: float, shape: str, size: float, lettered: bool):
        self.width = width
        self.lines = [marks.line(axes, ink, width, solid_capstyle="round", zorder=2) for _ in ARMS]
        self.tips = marks.points(axes, ink, shape, size, zorder=3)
        self.letters = [marks.words(axes, 0, 0, name, ha="center") for name in ARMS] if lettered else []

    def show(self, directions: Array) -> None:
        ends = _seen(directions)
        for line, (x, y), near in zip(self.lines, ends, _near(directions), strict=True):
            line.set_data([0, x], [0, y])
            line.set_linewidth(self.width * (1 + 0.4 * near))
        through(self.tips, [(float(x), float(y)) for x, y in ends])
        for words, tip in zip(self.letters, ends, strict=False):
            (x, y), side = _room(tip, len(words.get_text()), ends)
            words.set_ha(side)
            words.set_position((x, y))

    def artists(self, name: str) -> dict[str, Any]:
        """Return everything that moves, by name."""
        letters = {f"letters, {name}": self.letters} if self.letters else {}
        return {f"arms, {name}": self.lines, f"tips, {name}": self.tips, **letters}


def _place(taken: int | None, arm: int) -> str:
    if taken is None:
        return "between the places"
    return "covers" if taken == arm else f"on the place of {_SAID[taken]}"


def _reading(form: str, held: int, turn_deg: float, taken: tuple[int | None, ...]) -> Reading:
    covering = [arm for arm, place in enumerate(taken) if place == arm]
    crossed = [arm for arm, place in enumerate(taken) if place not in (arm, None)]
    case = {4: "all", 2: "two"}.get(len(covering), "places" if crossed else "one")
    slots = {
        "form": FORMS[form],
        "held": _SAID[held],
        "turn": turn_deg,
        "many": len(covering),
        "covering": _and(covering) if len(covering) < 4 else "all",
        "crossed": _and(crossed),
    }
    rows = (
        ("Laid", FORMS[form]),
        ("Held at", _SAID[held]),
        ("Turned by", printed("{:g}°", turn_deg)),
        *((upper(said.removeprefix("the ")), _place(taken[arm], arm)) for arm, said in enumerate(_SAID)),
        ("Arms that cover", printed("{:g} of 4", len(covering))),
    )
    return Reading.of(_SENTENCES, case, slots, _HEADS, rows, _BRIEF)


@steady()
def lay_mirror_forms() -> LiveFigure:
    """Return the live figure; controls: form, held, turn_deg."""
    figure = style.figure(9.0, 3.9)
    boards = []
    for left in (0.022, 0.296, 0.566):
        axes = style.blank(figure.add_axes((left, 0.02, 0.27, 0.82)))
        axes.set_xlim(-1.8, 1.8)
        axes.set_ylim(-1.55, 1.55)
        boards.append(axes)
    below = _Cross(boards[0], "protein-edge", 7.0, "o", 13, lettered=True)
    above = _Cross(boards[1], "blue", 2.6, "D", 8, lettered=True)
    under = _Cross(boards[2], "protein-edge", 7.0, "o", 13, lettered=False)
    over = _Cross(boards[2], "blue", 2.6, "D", 8, lettered=False)
    rings = marks.hollow(boards[2], "orange", "o", 24, 2.2, markerfacecolor="none", zorder=4)
    marks.words(figure, 0.157, 0.94, "(S)-ketamine, carbon 2", ha="center", bold=True)
    name = marks.words(figure, 0.431, 0.94, ha="center", bold=True)
    marks.words(figure, 0.70, 0.94, "one laid over the other", ha="center", bold=True)
    told = [marks.words(figure, 0.848, 0.72 - 0.14 * arm, va="top", linespacing=1.25) for arm in range(4)]
    count = marks.words(figure, 0.848, 0.83, size="head", bold=True)
    marks.words(figure, 0.70, 0.05, "ring: these arms cover", "orange", ha="center")

    def update(*, form: str, held: str, turn_deg: float) -> Reading:
        arm = int(held)
        fixed = arm_directions("first", arm)
        moved = arm_directions(_HANDS[form], arm, turn_deg)
        taken = places_taken(moved, fixed)
        for cross, directions in ((below, fixed), (above, moved), (under, fixed), (over, moved)):
            cross.show(directions)
        covering = [place for place, where in enumerate(taken) if place == where]
        ends = _seen(moved)
        through(rings, [(float(ends[place][0]), float(ends[place][1])) for place in covering])
        name.set_text(f"{FORMS[form].split()[0]}-ketamine, turned")
        count.set_text(f"{len(covering)} of 4 cover")
        for words, letters, where in zip(told, ARMS, taken, strict=True):
            place = "between" if where is None else "covers" if ARMS[where] == letters else f"on {ARMS[where]}"
            words.set_text(f"{letters}:\n  {place}")
        return _reading(form, arm, turn_deg, taken)

    moving = {
        **below.artists("(S)"),
        **above.artists("turned"),
        **under.artists("below"),
        **over.artists("on top"),
        "rings": rings,
        "words": [name, count, *told],
    }
    return LiveFigure(figure, moving, update, "Lay one form over the other", _panel())
