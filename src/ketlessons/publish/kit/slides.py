"""How does a lesson look on a projector? One file of slides: the keys walk through them, and answers wait for a step.

The frame is a hundred lines of our own. nbconvert's slides load reveal.js from elsewhere, and a copy of it in each file
would be half a megabyte of another project's code to keep; of all that it does a lesson needs the next slide, the next
step, and a size at which a slide fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ketlessons.publish.kit.pieces import Heading, Picture, Piece, Script, Words, in_class
from ketlessons.publish.kit.sheet import LICENCE, page
from ketlessons.publish.kit.slide_kinds import (
    CONTINUED,
    MOST_WORDS,
    Slide,
    blocks_of,
    count,
    groups,
    image_of,
    joined,
    slides_of,
)

#: How many words stand on the first slide.
MOST_BESIDE_A_COVER = 60
_BEFORE = "Before you begin"


def deck(script: Script) -> str:
    """Return the slides of a lesson as one self-contained page."""
    slides = [*_slides(script), _last(script)]
    parts = "\n".join(_section(number, one, len(slides)) for number, one in enumerate(slides, start=1))
    body = (
        f'<main aria-label="Slides">\n{parts}\n</main>\n'
        '<nav id="walk" aria-label="Slides"><button type="button" id="back">Back</button>'
        '<span id="place" role="status"></span><button type="button" id="on">Next</button></nav>'
    )
    return page(f"{script.numbered}: slides", body, style="slides.css", script="slides.js")


def _section(number: int, slide: Slide, of: int) -> str:
    level = 1 if number == 1 else 2
    waits = f'<div class="step">{slide.step}</div>' if slide.step else ""
    return (
        f'<section class="slide {slide.kind}" id="s{number}">'
        f'<h{level} id="h{number}" tabindex="-1">{slide.heading}</h{level}>'
        f'<div class="body">{slide.body}{waits}</div><p class="number">{number} of {of}</p></section>'
    )


def _slides(script: Script) -> Iterator[Slide]:
    """Walk through what is met in class. Words gather until something else comes."""
    pieces = in_class(script)
    heading, words = _BEFORE, []
    yield from _title(script, pieces, words)
    seen = ""
    for one in pieces:
        if one.under == script.title:  # on the first slide, or held for the second
            continue
        if isinstance(one.what, Words):
            words += blocks_of(one.what.html)
            continue
        for slide in _of_words(heading, words, again=heading == seen):
            seen = heading
            yield slide
        words = []
        if isinstance(one.what, Heading):
            heading = one.what.html
        else:
            yield from slides_of(one.what, heading, pieces)
    yield from _of_words(heading, words, again=heading == seen)


def _of_words(heading: str, blocks: list[str], *, again: bool) -> Iterator[Slide]:
    """Return blocks of prose as slides that are about equally full."""
    for place, group in enumerate(groups([count(one) for one in blocks], MOST_WORDS)):
        yield Slide(heading + (CONTINUED if place or again else ""), joined([blocks[i] for i in group]))


def _title(script: Script, pieces: list[Piece], left: list[str]) -> Iterator[Slide]:
    """Return the first slide; what has no room beside the cover is left for the second."""
    here = [one.what for one in pieces if one.under == script.title]
    cover = "".join(image_of(one) for one in here if isinstance(one, Picture))
    words = [one.html for one in here if isinstance(one, Words)]
    first = next((i for i in range(len(words), 0, -1) if count(*words[:i]) <= MOST_BESIDE_A_COVER), 1)
    left += words[first:]
    yield Slide(escape(script.numbered), cover + "".join(words[:first]), kind="title")


def _last(script: Script) -> Slide:
    name = escape(script.name)
    return Slide(
        "Where the numbers come from",
        f"<p>Every number has its row, its conditions and its source: in the notebook <code>{name}.ipynb</code> under "
        "<em>Sources</em>, and on the pages of the course under <em>Facts</em>. What is for home is in the notebook, "
        f"too.</p><p>{LICENCE}</p>",
    )
