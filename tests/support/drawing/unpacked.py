"""Opens a pack of recorded pictures, from the description of its form alone: nothing here is shared with what packs."""

from __future__ import annotations

import gzip
import itertools
import json
import math
import re

POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}


def _numbers(body):
    number = shift = 0
    for byte in body:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def _unfolded(number):
    return -(number + 1) // 2 if number % 2 else number // 2


class Unpacked:
    """The head of a pack, and its pictures by their number."""

    def __init__(self, pack):
        whole = gzip.decompress(pack)
        end = 4 + int.from_bytes(whole[:4], "little")
        self.head = json.loads(whole[4:end])
        self._next = _numbers(whole[end:]).__next__
        self.count = math.prod(self.head["sizes"])
        self._sections = self._places()
        self._pieces = self._texts()
        try:
            self._next()
        except StopIteration:
            return
        raise AssertionError("the pack holds more numbers than its form asks for")

    def _places(self):
        met = 0
        sections = []
        for width in self.head["widths"]:
            columns = []
            for _ in range(width):
                changing, way = self._next(), self._next()
                sizes = [size if changing >> control & 1 else 1 for control, size in enumerate(self.head["sizes"])]
                column = {}
                for setting in itertools.product(*map(range, sizes)):
                    symbol = self._next()
                    if symbol == 0:
                        beside = list(setting)
                        beside[way - 1] -= 1
                        symbol = column[tuple(beside)]
                    elif symbol == 1:
                        symbol, met = met, met + 1
                    else:
                        symbol -= 2
                    column[setting] = symbol
                columns.append((sizes, column))
            sections.append(columns)
        assert met == self.head["pieces"]
        return sections

    def _texts(self):
        kinds = [self._next() for _ in range(self.head["pieces"])]
        of_kind = [kinds.count(kind) for kind in range(len(self.head["words"]) + 1)]
        texts = {kind: self._filled(words, of_kind[kind]) for kind, words in enumerate(self.head["words"], start=1)}
        texts[0] = self._outlines(of_kind[0])
        rows = {kind: iter(lines) for kind, lines in texts.items()}
        return [next(rows[kind]) for kind in kinds]

    def _filled(self, words, many):
        parts = re.split("\x01(.)", words)
        columns = []
        for how in parts[1::2]:
            steps, numbers, last = self._next(), [], 0
            for _ in range(many):
                number = self._next()
                last = last + _unfolded(number) if steps else number
                numbers.append(f"{last / 10:g}" if how == "t" else f"{last / 10 ** int(how):.{how}f}")
            columns.append(numbers)
        lines = []
        for place in range(many):
            line = parts[0]
            for column, after in zip(columns, parts[2::2], strict=True):
                line += column[place] + after
            lines.append(line)
        return lines

    def _outlines(self, many):
        letters = [self.head["letters"][self._next()] for _ in range(many)]
        ways = [divmod(self._next(), 4) for _ in range(many)]
        sides = []
        for _ in range(2):
            side = []
            for at, (shape, (back, guess)) in enumerate(zip(letters, ways, strict=True)):
                points = []
                for i in range(sum(POINTS[letter] for letter in shape)):
                    one = points[i - 1] if i else 0
                    two = points[i - 2] if i > 1 else 0
                    if guess == 0:
                        expected = one
                    elif guess == 1:
                        expected = 2 * one - two
                    elif guess == 2:
                        expected = side[at - back][i]
                    else:
                        expected = side[at - back][i] + (one - side[at - back][i - 1] if i else 0)
                    points.append(expected + _unfolded(self._next()))
                side.append(points)
            sides.append(side)
        return [self._written(shape, x, y) for shape, x, y in zip(letters, *sides, strict=True)]

    @staticmethod
    def _written(shape, across, down):
        points = iter([f"{x / 10:g} {y / 10:g}" for x, y in zip(across, down, strict=True)])
        return "".join(letter + " ".join(next(points) for _ in range(POINTS[letter])) for letter in shape)

    def text(self, picture):
        """Return the text of a picture."""
        setting = []
        for size in reversed(self.head["sizes"]):
            picture, index = divmod(picture, size)
            setting.insert(0, index)
        parts = []
        for columns in self._sections:
            part = ""
            for sizes, column in columns:
                part += self._pieces[column[tuple(i if n > 1 else 0 for i, n in zip(setting, sizes, strict=True))]]
            parts.append(part)
        return "\x1e".join(parts)

    def picture(self, picture):
        """Return a picture as the browser is sent one by a kernel, without its setting."""
        svg, sentence, heads, rows, news = self.text(picture).split("\x1e")
        lines = [line.split("\x1f") for line in rows.split("\x1d\x1f")][:-1]
        told = news.split("\x1f")[:-1]
        return {
            "svg": svg,
            "sentence": sentence,
            "columns": heads.split("\x1f")[:-1],
            "rows": lines,
            "brief": [[a, b, c == "1", d] for a, b, c, d in zip(*(told[n::4] for n in range(4)), strict=True)],
        }
