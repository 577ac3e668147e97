"""Where do places and arrows of the map of ideas lie, and how is an arrow drawn? Layers from top to bottom."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cache
from math import hypot

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from ketlessons.evidence.topics.signal import Arrow
from ketlessons.published.signal.ideas import map_arrows, map_places
from ketlessons.stage import marks, style

#: Of the picture, in pixels: narrow, so that its words can be read on a telephone.
WIDTH, HEIGHT = 700.0, 544.0
LABEL_PT, HEAD_PT = 12.5, 15.0
_LEFT, _RIGHT = 92.0, 690.0
#: The middle of each layer.
_LAYERS = {"input": 418.0, "target": 350.0, "cell": 279.0, "relay": 205.0, "expression": 131.0, "outcome": 62.0}
_HEADS = {
    "input": "given",
    "target": "targets",
    "cell": "cells",
    "relay": "relays",
    "expression": "later",
    "outcome": "seen",
}
#: Where places of a layer stand if not in even steps.
_AT = {
    "place_behaviour": 200.0,
    "place_dissociation": 430.0,
    "place_mood": 612.0,
    "place_spines": 250.0,
    "place_gamma": 520.0,
}
#: Behaviour of rodents on the left, what people tell on the right, and nothing across.
WALL_X = 318.0
_STEPS = 14
_Points = tuple[list[float], list[float]]

#: Certainty is told by dashes: the less certain, the shorter the ink.
KIND_OF = {
    "settled": "settled",
    "strong in animals, indirect in people": "strong",
    "supported in animals, untested in people": "supported",
    "supported in animals, not borne out by the human test so far": "supported",
    "disputed in animals": "disputed",
    "modulates the effect in people, role unclear": "disputed",
    "open": "disputed",
    "proposal, mainly from one group": "proposed",
    "not supported at medical concentrations": "proposed",
    "not supported": "proposed",
}
LOOKS: dict[str, tuple[str, float, marks.Dash]] = {
    "settled": ("blue", 3.6, None),
    "strong": ("blue", 2.3, None),
    "supported": ("blue", 2.3, (8.0, 2.5)),
    "disputed": ("blue", 2.3, (4.0, 2.5)),
    "proposed": ("blue", 2.3, (1.2, 2.2)),
}
#: The same beside the word of certainty, a little thinner.
LOOKS_OF_SAMPLE = {word: (ink, width - 0.1, dash) for word, (ink, width, dash) in LOOKS.items()}


@cache
def at(place: str) -> tuple[float, float]:
    """Return where a place stands."""
    layer = next(one.layer for one in map_places() if one.id == place)
    peers = [one.id for one in map_places() if one.layer == layer]
    step = (_RIGHT - _LEFT) / len(peers)
    return _AT.get(place, _LEFT + step * (peers.index(place) + 0.5)), _LAYERS[layer]


@cache
def label_at(place: str) -> tuple[float, float]:
    """Return where its name stands: above and below by turns, so that neighbours have room."""
    layer = next(one.layer for one in map_places() if one.id == place)
    peers = [one.id for one in map_places() if one.layer == layer]
    x, y = at(place)
    above = layer != "outcome" and peers.index(place) % 2 == 0
    return x, y + (17 if above else -18)


@cache
def _curves() -> dict[str, tuple[tuple[float, float], ...]]:
    """Return each arrow as a bent line, those between the same two places bent differently."""
    found = {}
    between: dict[frozenset[str], int] = {}
    for one in map_arrows():
        pair = frozenset((one.start, one.end))
        turn = between[pair] = between.get(pair, -1) + 1
        (x0, y0), (x1, y1) = at(one.start), at(one.end)
        length = hypot(x1 - x0, y1 - y0)
        flat = 0.22 if y0 == y1 else 0.06
        bend = (flat + 0.05 * turn) * (-1 if turn % 2 else 1)
        middle = ((x0 + x1) / 2 - bend * (y1 - y0), (y0 + y1) / 2 + bend * (x1 - x0))
        first, last = 7 / length, 1 - 8 / length
        steps = [first + (last - first) * step / (_STEPS - 1) for step in range(_STEPS)]
        found[one.id] = tuple(
            (
                (1 - t) ** 2 * x0 + 2 * t * (1 - t) * middle[0] + t * t * x1,
                (1 - t) ** 2 * y0 + 2 * t * (1 - t) * middle[1] + t * t * y1,
            )
            for t in steps
        )
    return found


def joined(arrows: Sequence[Arrow]) -> _Points:
    """Return the lines of arrows as one line with gaps."""
    xs: list[float] = []
    ys: list[float] = []
    for one in arrows:
        for x, y in _curves()[one.id]:
            xs.append(x)
            ys.append(y)
        xs.append(float("nan"))
        ys.append(float("nan"))
    return xs, ys


def drawn(arrows: Sequence[Arrow]) -> dict[str, _Points]:
    """Return heads and bars at the ends of arrows, and marks in the middle of what was not seen or is unclear."""
    strokes: _Points = ([], [])
    middles: dict[str, _Points] = {"no change": ([], []), "unclear": ([], [])}
    for one in arrows:
        curve = _curves()[one.id]
        (x0, y0), (x1, y1) = curve[-3], curve[-1]
        size = hypot(x1 - x0, y1 - y0)
        ux, uy = (x1 - x0) / size, (y1 - y0) / size
        if one.sign in ("no change", "not needed", "unclear"):
            kept = middles["unclear" if one.sign == "unclear" else "no change"]
            x, y = curve[_STEPS // 2]
            kept[0].append(x)
            kept[1].append(y)
        if one.sign == "lowers":
            ends = [(x1 - 7 * uy, y1 + 7 * ux), (x1 + 7 * uy, y1 - 7 * ux)]
        else:
            ends = [
                (x1 - 9 * ux - 5 * uy, y1 - 9 * uy + 5 * ux),
                (x1, y1),
                (x1 - 9 * ux + 5 * uy, y1 - 9 * uy - 5 * ux),
            ]
        strokes[0].extend([*(x for x, _ in ends), float("nan")])
        strokes[1].extend([*(y for _, y in ends), float("nan")])
    return {"heads": strokes, **middles}


def draw(figure: Figure) -> Axes:
    """Draw what stands still: the layers with their heads, all places as small rings, the wall, and the key."""
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, HEIGHT)
    for layer, y in _LAYERS.items():
        marks.words(axes, 12, y, _HEADS[layer], "soft-ink", LABEL_PT)
    levels = list(_LAYERS.values())
    between = [(one + other) / 2 for one, other in itertools.pairwise(levels)]
    axes.hlines(between, 12, WIDTH - 10, color=style.colour("grid"), linewidth=0.8, zorder=0)
    rings = [at(place.id) for place in map_places()]
    marks.hollow(
        axes, "protein-edge", "o", 6, 1.0, [x for x, _ in rings], [y for _, y in rings], zorder=3, linestyle="none"
    )
    marks.line(axes, "ink", 4.0, None, [WALL_X, WALL_X], [34, 92], zorder=3)
    marks.words(axes, WALL_X - 10, 22, "rodents", "soft-ink", LABEL_PT, ha="right")
    marks.words(axes, WALL_X + 10, 22, "people: nothing crosses the wall", "soft-ink", LABEL_PT)
    return axes


def behind(axes: Axes, names: Mapping[str, Text]) -> tuple[PathPatch, dict[str, Path]]:
    """Return the paper that dims the arrows behind names, as yet none of it, and the piece of it for each name."""
    pieces = {}
    for place in map_places():
        name = names[place.id]
        name.set_text(place.short)
        box = name.get_window_extent()
        name.set_text("")
        x, y = label_at(place.id)  # a unit of the picture is a pixel
        wide, high = box.width / 2 + 2, box.height / 2
        corners = [(x - wide, y - high), (x + wide, y - high), (x + wide, y + high), (x - wide, y + high)]
        pieces[place.id] = Path([*corners, corners[0]], closed=True)
    look = {"facecolor": style.colour("paper"), "edgecolor": "none", "alpha": 0.75, "zorder": 2.5}
    return axes.add_patch(PathPatch(Path([(0, 0)]), **look)), pieces
