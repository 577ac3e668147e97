"""How do thousands of pictures fit into a page? Each piece once, each change of a piece where it happens, then gzip.

A pack is gzip over: the length of a head (four bytes, little end first), the head (JSON), and whole numbers of seven
bits a byte, the lowest first, the high bit set on all but the last byte. A number that may be negative is folded:
0, -1, 1, -2, ... are kept as 0, 1, 2, 3, ... The numbers are, in this order:

1. for each section of a picture and each place in it: which controls change it (1 for the first, 2 for the second, 4
   for the third ..., added); a neighbour (0 for none, or 1 + the number of a control); then for each setting of those
   controls 0 for "the piece at the neighbour", 1 for "the next new piece" or 2 + the number of a piece. The neighbour
   of a setting is the one a step back on that control;
2. for each piece 0 if it is an outline, or 1 + the number of its template;
3. for each template and each number in it: 1 if steps are kept and 0 if numbers are, then one for each of its pieces;
4. for each outline the number of its letters; then for each its guess and, if it has a neighbour, that outline's
   number counted back from it, as guess + 4 times the distance; then all misses across, then all misses down.

Pictures are numbered as the last control turns fastest. A section that is shorter than others is filled with the empty
piece. Pieces are numbered as the first list meets them.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ketlessons.publish.recorded import paths
from ketlessons.publish.recorded.layout import Layout
from ketlessons.publish.recorded.pieces import Template, template
from ketlessons.publish.recorded.varints import folded, varints


def pack(pictures: Sequence[Sequence[Sequence[str]]], sizes: Sequence[int], head: Mapping[str, Any]) -> bytes:
    """Return pictures, given as sections of pieces, in one block of bytes.

    Parameters
    ----------
    pictures
        For each setting, the last control turning fastest, its sections.
    sizes
        How many values each control has.
    head
        What else the page must know; it is JSON.
    """
    if len(pictures) != math.prod(sizes):
        raise ValueError(f"pictures: {len(pictures)} for {math.prod(sizes)} settings; allowed: one for each")
    layout = Layout(pictures, sizes)
    kinds, words, letters, numbers = _kept(layout)
    top = json.dumps(
        {
            **head,
            "sizes": list(sizes),
            "widths": layout.widths,
            "pieces": len(kinds),
            "words": words,
            "letters": letters,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8")
    body = layout.said + varints(kinds) + numbers
    return gzip.compress(len(top).to_bytes(4, "little") + top + body, 9, mtime=0)


def _kept(layout: Layout) -> tuple[list[int], list[str], list[str], bytes]:
    """Return the kind of each piece, the templates, the letters of outlines, and all numbers."""
    kinds: list[int] = []
    words: dict[str, int] = {}
    numbers: list[list[Template]] = []
    outlines: dict[int, paths.Outline] = {}
    for (piece, drawn), at in layout.number.items():
        outline = paths.parsed(piece) if drawn else None
        if outline:
            outlines[at] = outline
            kinds.append(0)
            continue
        made = template(piece, drawn)
        kind = words.setdefault(made.words, len(words))
        if kind == len(numbers):
            numbers.append([])
        numbers[kind].append(made)
        kinds.append(kind + 1)
    columns = b"".join(
        _numbers([made.numbers[slot] for made in these]) for these in numbers for slot in range(len(these[0].numbers))
    )
    letters, bends = _outlines(outlines, layout)
    return kinds, list(words), letters, columns + bends


def _numbers(column: Sequence[int]) -> bytes:
    steps = folded(np.diff(np.array(column, np.int64), prepend=0))
    ways = [varints([0]) + varints(column), varints([1]) + varints(steps)]
    return min(ways, key=lambda way: len(gzip.compress(way, 6)))


def _outlines(outlines: Mapping[int, paths.Outline], layout: Layout) -> tuple[list[str], bytes]:
    """Return the letters, and of each outline its letters, its guess and what that missed by."""
    place = {piece: at for at, piece in enumerate(outlines)}
    letters: dict[str, int] = {}
    latest: dict[str, int] = {}
    shapes, ways, across, down = [], [], [], []
    for piece, outline in outlines.items():
        number, picture = layout.where[piece]
        column = layout.columns[number]
        # Who is near: the last one with these letters, and the neighbours of the picture in which it is met first.
        near = [latest[outline.letters]] if outline.letters in latest else []
        for back in column.back:
            if back[picture] >= 0:
                other = int(column.pieces[back[picture]])
                if other in outlines and place[other] < place[piece] and outlines[other].letters == outline.letters:
                    near.append(other)
        best = None
        for other in (None, *dict.fromkeys(near)):
            there = None if other is None else outlines[other].points
            for guess, missed in enumerate(paths.guesses(outline.points, there)):
                if (other is None) == (guess in (paths.BEFORE, paths.STRAIGHT)):
                    price = paths.cost(missed) + (0 if other is None else 4)
                    if best is None or price < best[0]:
                        back_by = 0 if other is None else place[piece] - place[other]
                        best = (price, guess + 4 * back_by, missed)
        shapes.append(letters.setdefault(outline.letters, len(letters)))
        ways.append(best[1])
        across.append(best[2][0])
        down.append(best[2][1])
        latest[outline.letters] = piece
    if not outlines:
        return [], b""
    misses = [varints(folded(np.concatenate(side))) for side in (across, down)]
    return list(letters), varints(shapes) + varints(ways) + b"".join(misses)
