"""Which piece stands where, in which picture? Said once for all pictures between which the place does not change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ketlessons.publish.recorded.varints import varints

SAME, NEW, OLD = 0, 1, 2


class Column(NamedTuple):
    """One place in all pictures: the numbers of its pieces over the controls that change it, and who is beside whom."""

    pieces: NDArray[np.int64]
    back: list[NDArray[np.int64]]


class Layout:
    """The columns of all pictures, and the pieces in the order in which they are met.

    Attributes
    ----------
    number : dict
        Each piece, with whether it is markup, and its number.
    where : list of tuple
        Of each piece: the column in which it is met first, and where in that.
    widths : list of int
        How many columns each section has.
    said : bytes
        All of it, as it stands in a pack.
    """

    def __init__(self, pictures: Sequence[Sequence[Sequence[str]]], sizes: Sequence[int]):
        self._sizes = tuple(sizes)
        self.number: dict[tuple[str, bool], int] = {}
        self.where: list[tuple[int, int]] = []
        self.columns: list[Column] = []
        self.widths = [max(len(picture[section]) for picture in pictures) for section in range(len(pictures[0]))]
        said: list[bytes] = []
        for section, width in enumerate(self.widths):
            for place in range(width):
                pieces = [p[section][place] if place < len(p[section]) else "" for p in pictures]
                said.append(self._column(pieces, section == 0))
        self.said = b"".join(said)

    def _column(self, pieces: Sequence[str], drawn: bool) -> bytes:
        before = len(self.number)
        numbers = [self.number.setdefault((piece, drawn), len(self.number)) for piece in pieces]
        found = np.array(numbers, np.int64).reshape(self._sizes)
        changing = 0
        for control, size in enumerate(self._sizes):
            first = found.take([0], axis=control)
            if (found == first).all():
                found = first
            elif size > 1:
                changing |= 1 << control
        at = found.ravel()
        column = Column(at, [back_by_one(found.shape, control) for control in range(len(self._sizes))])
        met, places = np.unique(at, return_index=True)
        new = met >= before
        self.where += [(len(self.columns), int(place)) for place in places[new]]
        self.columns.append(column)
        first_time = np.zeros(at.size, bool)
        first_time[places[new]] = True
        ways = [np.where(first_time, NEW, at + OLD)]
        for back in column.back:
            same = (back >= 0) & (at == at[back])
            ways.append(np.where(same, SAME, ways[0]))
        best = min(range(len(ways)), key=lambda way: (_weight(ways[way]), way))
        return varints([changing, best]) + varints(ways[best])


def back_by_one(sizes: Sequence[int], control: int) -> NDArray[np.int64]:
    """Return for each picture the number of the one a step back on a control, or -1."""
    at = np.arange(math.prod(sizes))
    stride = math.prod(sizes[control + 1 :])
    return np.where(at // stride % sizes[control] > 0, at - stride, -1)


def _weight(symbols: NDArray[np.int64]) -> float:
    """Return roughly what a column costs: a repeated symbol costs little, whichever it is."""
    return float((symbols > NEW).sum() + 0.25 * (symbols == NEW).sum() + 0.5 * (np.diff(symbols) != 0).sum())
