"""How does a lesson read as a page? Its cells, a word on how it can be run, its neighbours, and what paper shows."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from ketlessons.evidence.course.lessons import Lesson, lessons

from . import facts
from .frame import Heading, frame
from .learning import lesson_resource
from .mend import answers_on_paper, headings, mend

_FRONT = pathlib.Path(__file__).parent / "front"
#: What a page says of itself, in the words of a page whose figures move and of one whose figures stand.
_MOVES = (
    "Figures and questions on this page answer you; code does not run here. Below each piece of code stands what it "
    "shows, so where the text says <em>run the cell</em>, read on. "
)
_STANDS = (
    "This page runs no code: below each piece of code stands what it shows, each figure at its first setting. Where "
    "the text says <em>run the cell</em>, read on. "
)


@dataclass(frozen=True)
class Neighbour:
    """A lesson that another leads to: its file without ending, and its title."""

    file: str
    title: str


@dataclass(frozen=True)
class Read:
    """A lesson that was read for its page.

    Parameters
    ----------
    name : str
        Name of the notebook, without its ending.
    title : str
        Its heading of level 1.
    row : Lesson or None
        Its row in the map of lessons; None for a lesson of a teacher's own.
    soup : BeautifulSoup
        The body, mended.
    cover : tuple of str
        The address and the alt text of the picture that it opens with; empty without one.
    headings : list of Heading
        What it has.
    scripts : str
        Markup that goes before the end of the page.
    """

    name: str
    title: str
    row: Lesson | None
    soup: BeautifulSoup
    cover: tuple[str, str] | tuple[()]
    headings: list[Heading]
    scripts: str


def read(name: str, notebook: NotebookNode, scripts: str = "") -> Read:
    """Return a cleaned notebook, read for its page.

    Parameters
    ----------
    name : str
        Name of the notebook, without its ending.
    notebook : NotebookNode
        Its cells.
    scripts : str
        What makes it live, if anything does: markup that goes before the end of the page.
    """
    exporter = HTMLExporter(config=Config({"HTMLExporter": {"template_name": "basic", "sanitize_html": False}}))
    body, _ = exporter.from_notebook_node(notebook)
    soup = mend(body)
    first = soup.select_one(".cell")
    image = first.find("img") if first else None
    cover = (str(image["src"]), str(image.get("alt", ""))) if image else ()
    row = next((one for one in lessons() if one.file == name), None)
    title = soup.h1.get_text(" ", strip=True) if soup.h1 else name
    return Read(name, title, row, soup, cover, headings(soup), scripts)


def page(lesson: Read, before: Neighbour | None = None, after: Neighbour | None = None) -> str:
    """Return the page of a lesson between its neighbours."""
    soup = lesson.soup
    answers = answers_on_paper(soup)
    facts.lay_links(soup, lesson.name)
    first = soup.select_one(".cell")
    if first:
        first.insert_after(BeautifulSoup(_how(lesson), "html.parser"))
    numbered = f"{lesson.row.number} {lesson.title}" if lesson.row else lesson.title
    return frame(
        numbered,
        f"{soup}{answers}",
        description=lesson.row.asks if lesson.row else lesson.title,
        here=f"{lesson.name}.html",
        contents=[one for one in lesson.headings if one.level > 1],
        about=lesson_resource(lesson.row) if lesson.row else None,
        style=(_FRONT / "lesson.css").read_text(encoding="utf-8"),
        after=_neighbours(before, after),
        before_end=lesson.scripts,
    )


def _how(lesson: Read) -> str:
    says = _MOVES if lesson.scripts else _STANDS
    return (
        f'<section class="box how" aria-label="About this page"><p>{says}To run the lesson, open '
        f"<code>{escape(lesson.name)}.ipynb</code> in JupyterLab: <code>make lab</code> in the folder of the course "
        f"does it.</p>\n{_PAPER}</section>"
    )


_PAPER = """<details class="screen"><summary>On paper</summary>
<fieldset><legend>Answers</legend>
<label><input type="radio" name="answers" id="answers-end" checked> at the end, with lines to write on</label>
<label><input type="radio" name="answers" id="answers-blank"> left out, with lines to write on</label>
<label><input type="radio" name="answers" id="answers-place"> where they stand</label>
</fieldset>
<p><label><input type="checkbox" id="with-teachers"> Notes for teachers, too</label></p>
<p><button type="button" class="print" hidden>Print this page</button></p>
</details>
"""


def _neighbours(before: Neighbour | None, after: Neighbour | None) -> str:
    links = "".join(
        f'<a rel="{rel}" href="{one.file}.html"><span>{words} lesson</span>{escape(one.title)}</a>'
        for rel, words, one in (("prev", "Previous", before), ("next", "Next", after))
        if one
    )
    return f'<nav class="neighbours" aria-label="Previous and next lesson">{links}</nav>\n' if links else ""
