"""Of which pieces is a picture made, that many pictures share? Its markup and its words, cut where they repeat.

A move of one control changes a few numbers of a picture and leaves the rest. So a picture is cut at its tags, at the
outlines of its paths and at its clauses; each different piece is kept once; and of pieces that differ in their numbers
alone, the words are kept once too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ketlessons.stage.live_figure import Frame

#: What stands after the last cell of a line, and after each cell.
LINE, CELL = "\x1d", "\x1f"
#: What stands for a number in a template; what follows says how it was written, see `template`.
NUMBER = "\x01"
_CUT = "\x00"
_CLAUSE = re.compile(r"(?<=[.;:,(] )")
# Not within a word, a colour or the name of a shape: these are no numbers.
_NUMERAL = re.compile(r"(?<![\w#.])(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?(?![\w.]*\w)")


class Template(NamedTuple):
    """A piece without its numbers, and its numbers as whole ones."""

    words: str
    numbers: tuple[int, ...]


def sections(frame: Frame) -> tuple[list[str], ...]:
    """Return the pieces of a picture in five lists: markup, sentence, heads, lines of the table, news.

    A cell ends with its mark, and the last cell of a line with two, so a page can take joined pieces apart.
    """
    reading = frame.reading
    heads = [f"{text}{CELL}" for text in reading.columns]
    rows = [f"{cell}{CELL}" for row in reading.rows for cell in (*row[:-1], row[-1] + LINE)]
    told = ((one.subject, one.said, "1" if one.steady else "", one.of) for one in reading.brief)
    news = [f"{part}{CELL}" for one in told for part in one]
    # Between tags, and around outlines. A pattern that looks behind itself at each letter takes as long as drawing.
    cut = frame.svg.replace("><", f">{_CUT}<").replace(' d="', f' d="{_CUT}').replace('" fill="', f'{_CUT}" fill="')
    return (
        [piece for piece in cut.split(_CUT) if piece],
        [piece for piece in _CLAUSE.split(reading.sentence) if piece],
        heads,
        rows,
        news,
    )


def template(piece: str, drawn: bool) -> Template:
    r"""Return a piece as its words and its numbers.

    Parameters
    ----------
    piece
        A piece of markup or of words.
    drawn
        Whether it is markup, where all numbers are tenths of a pixel and a whole number is written without its nought.

    Examples
    --------
    >>> template('<text x="12.5" y="3">', True)
    Template(words='<text x="\x01t" y="\x01t">', numbers=(125, 30))
    >>> template("57 % at 0.70 µM", False)
    Template(words='\x010 % at \x012 µM', numbers=(57, 70))
    """
    numbers: list[int] = []

    def taken(match: re.Match[str]) -> str:
        whole, _, after = match[0].partition(".")
        if drawn and len(after) < 2 and after != "0":
            numbers.append(int(whole) * 10 + int(after or 0))
            return f"{NUMBER}t"
        numbers.append(int(whole + after))
        return f"{NUMBER}{len(after)}"

    return Template(_NUMERAL.sub(taken, piece), tuple(numbers))
