"""What stands in a saved lesson, one thing after another? Headings, words, pictures, tasks and questions.

Slides, handouts and the book of answers each show some of these pieces, in their order. Answers and notes for teachers
are pieces of their own, or a part that a piece keeps apart, so that whoever leaves them out leaves out all of them.
"""

from __future__ import annotations

import base64
import pathlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import nbformat
from bs4 import BeautifulSoup, NavigableString, Tag
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from ketlessons.evidence.course.lessons import Lesson, lessons
from ketlessons.publish.folding import AT_HOME, hidden
from ketlessons.publish.pages.mend import TEACHERS, is_answer
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.questions import everything

_ASKS = re.compile(r'\bask\("([\w-]+)"\)')
_REVEALS = re.compile(r'\breveal\("([\w-]+)"\)')
_CHECKS = re.compile(r"^check\.(\w+)\(\w+\)$", flags=re.M)
_TASKS = "Tasks: "


@dataclass(frozen=True)
class Heading:
    """A heading: its level, 1 to 4, and its words as HTML."""

    level: int
    html: str


@dataclass(frozen=True)
class Words:
    """One block of prose, as HTML: a paragraph, a list, a quotation, a table."""

    html: str


@dataclass(frozen=True)
class Picture:
    """A still picture: its address, its alt text, its size in pixels, its caption, and the parts that it lists.

    A cover has no caption: its alt text says all.
    """

    src: str
    alt: str
    width: int
    height: int
    caption: str
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tasks:
    """What a figure asks for: its name, what stands before the tasks, each task, and what should have been seen.

    `more` is what is said after the answers, such as what other lessons say.
    """

    name: str
    intro: tuple[str, ...]
    tasks: tuple[str, ...]
    answers: tuple[str, ...]
    more: str = ""

    @property
    def paired(self) -> bool:
        """Whether each task has an answer of its own."""
        return len(self.tasks) == len(self.answers)


@dataclass(frozen=True)
class Asked:
    """A question that the lesson asks."""

    question: Question


@dataclass(frozen=True)
class Revealed:
    """The place at which a prediction is met again."""

    question: Question


@dataclass(frozen=True)
class Table:
    """A table that a cell shows, as HTML."""

    html: str


@dataclass(frozen=True)
class Printed:
    """What a cell printed, as plain text."""

    text: str


@dataclass(frozen=True)
class Build:
    """What is to be built: the lines that are given, and the name of its check."""

    code: str
    check: str


@dataclass(frozen=True)
class Folded:
    """What folds and gives something away: the line that folds it (a hint, a solution), and what it holds, as HTML."""

    line: str
    html: str


@dataclass(frozen=True)
class Thought:
    """A place for a sentence of a learner's own."""


@dataclass(frozen=True)
class Notes:
    """The notes for teachers, as HTML."""

    html: str


Any = Heading | Words | Picture | Tasks | Asked | Revealed | Table | Printed | Build | Folded | Thought | Notes


@dataclass(frozen=True)
class Piece:
    """One thing of a lesson: what it is, whether it is for home, and under which heading of level 2 it stands.

    `under` is the nearest heading of any level, of which some are left out with all that stands right under them.
    """

    what: Any
    home: bool
    section: str
    under: str


@dataclass(frozen=True)
class Script:
    """A lesson as the kit reads it: its file without ending, its title, its row of the map, and its pieces."""

    name: str
    title: str
    row: Lesson | None
    pieces: tuple[Piece, ...]

    @property
    def numbered(self) -> str:
        """The title with the number of the lesson, if it has one."""
        return f"{self.row.number} {self.title}" if self.row else self.title


def read(path: pathlib.Path) -> Script:
    """Return a saved lesson in pieces."""
    notebook = nbformat.read(path, as_version=4)
    home = {*hidden(notebook), *(i for i, cell in enumerate(notebook.cells) if cell.source.startswith(AT_HOME))}
    found: list[Piece] = []
    section, under, title = "", "", path.stem
    for index, cell in enumerate(notebook.cells):
        for what in _of_prose(cell) if cell.cell_type == "markdown" else _of_code(cell):
            if isinstance(what, Heading):
                under = plain(what.html)
                section = under if what.level == 2 else section
                title = under if what.level == 1 else title
            found.append(Piece(what, index in home, section, under))
    row = next((one for one in lessons() if one.file == path.stem), None)
    return Script(path.stem, title, row, tuple(found))


def plain(html: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split()) if "<" in html else unescape(html)


def _of_prose(cell: NotebookNode) -> Iterator[Any]:
    """Read a cell of prose, block by block."""
    renderer = IPythonRenderer(escape=False, attachments=cell.get("attachments", {}))
    soup = BeautifulSoup(MarkdownWithMath(renderer=renderer).render(cell.source), "html.parser")
    for mark in soup.select("a.anchor-link"):
        mark.decompose()
    for block in soup.find_all("p", recursive=False):  # a line of ways through the notebook, as lesson 08 has it
        if block.a and not re.search(r"\w", "".join(one for one in block.strings if not one.find_parent("a"))):
            block.decompose()
    for link in soup.find_all("a", href=re.compile(r"^(?!https:)")):  # leads to a notebook that is not here
        link.unwrap()
    blocks = [one for one in soup.children if isinstance(one, Tag)]
    while blocks:
        block = blocks.pop(0)
        if re.fullmatch("h[1-6]", block.name):
            words = block.decode_contents().strip()
            if plain(words).startswith(_TASKS):
                yield _tasks(plain(words).removeprefix(_TASKS), blocks)
            else:
                yield Heading(int(block.name[1]), words)
        elif block.name == "details":
            yield from _folded(block)
        elif block.name == "p" and isinstance(only := _only_child(block), Tag) and only.name == "img":
            yield _cover(only)
        else:
            for image in block.find_all("img"):  # a small cover beside a link says what the link says
                image.decompose()
            for line_end in block.select("li > br:last-child"):
                line_end.decompose()
            yield Words(str(block))


def _only_child(block: Tag) -> Tag | NavigableString | None:
    inner = [one for one in block.children if str(one).strip()]
    return inner[0] if len(inner) == 1 else None


def _tasks(name: str, blocks: list[Tag]) -> Tasks:
    """Take the tasks of a figure, and what should have been seen, from the blocks after their heading."""
    intro: list[str] = []
    while blocks and blocks[0].name == "p":
        intro.append(str(blocks.pop(0)))
    tasks = _items(blocks.pop(0)) if blocks and blocks[0].name == "ol" else ()
    answers: tuple[str, ...] = ()
    more = ""
    if blocks and blocks[0].name == "details" and is_answer(_line(blocks[0])):
        fold = blocks.pop(0)
        if listed := fold.find("ol", recursive=False):
            answers = _items(listed.extract())
        more = _inner(fold)
    return Tasks(name, tuple(intro), tasks, answers, more)


def _items(listed: Tag) -> tuple[str, ...]:
    return tuple(one.decode_contents().strip() for one in listed.find_all("li", recursive=False))


def _line(fold: Tag) -> str:
    return fold.summary.get_text(" ", strip=True) if fold.summary else ""


def _inner(fold: Tag) -> str:
    return "".join(str(one) for one in fold.children if not (isinstance(one, Tag) and one.name == "summary")).strip()


def _folded(fold: Tag) -> Iterator[Any]:
    line = _line(fold)
    if line == TEACHERS:
        yield Notes(_inner(fold))
    elif is_answer(line):
        yield Folded(line, _inner(fold))
    else:  # words that are met, or anything else that gives nothing away
        yield Heading(3, line)
        yield from (Words(str(one)) for one in fold.children if isinstance(one, Tag) and one.name != "summary")


def _cover(image: Tag) -> Picture:
    src = str(image["src"])
    head = base64.b64decode(src.partition("base64,")[2][:64])
    # Width and height of a PNG stand in its first bytes.
    size = (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big"))
    return Picture(src, str(image.get("alt", "")), *size, "")


def _of_code(cell: NotebookNode) -> Iterator[Any]:
    """Read a cell of code: what it asks or shows, and of the code itself only what a learner is to complete."""
    for name in _REVEALS.findall(cell.source):
        yield Revealed(everything()[name])
    for name in _ASKS.findall(cell.source):
        yield Asked(everything()[name])
    if check := _CHECKS.search(cell.source):
        yield Build(cell.source[: check.start()].strip(), check.group(1))
    elif "my_record.reflect(" in cell.source:
        yield Thought()
    elif not _REVEALS.search(cell.source) and not _ASKS.search(cell.source):
        for output in cell.outputs:
            if output.output_type == "stream":
                yield Printed(output.text.rstrip())
            elif "image/png" in output.get("data", {}):
                yield _picture(output.data["text/html"])
            elif "<table" in output.get("data", {}).get("text/html", ""):
                yield Table(output.data["text/html"])


def _picture(html: str) -> Picture:
    soup = BeautifulSoup(html, "html.parser")
    image, caption = soup.img, soup.figcaption
    assert image is not None
    assert caption is not None
    listed = tuple(one.get_text() for one in soup.select(".kl-picture > ul > li"))
    size = (int(str(image["width"])), int(str(image["height"])))
    return Picture(str(image["src"]), str(image["alt"]), *size, caption.get_text(), listed)


# What is left out ----------------------------------------------------------------------------------------------------

#: Headings whose own words are for who sits before the notebook, not for a screen or a sheet of paper.
AT_THE_DESK = ("You need", "Set-up", "What you may have read", "Sources", "Next")


def in_class(script: Script) -> list[Piece]:
    """Return what is met in class: neither what is for home, nor notes for teachers, nor what needs the notebook."""
    kept = [one for one in script.pieces if not one.home and not isinstance(one.what, Notes)]
    return [one for one in kept if not one.under.startswith(AT_THE_DESK)]


def for_home(script: Script) -> list[Piece]:
    """Return the parts for home that hold a picture or a question: what can be done on paper."""
    parts: list[list[Piece]] = []
    for one in script.pieces:
        if one.home and isinstance(one.what, Heading) and one.what.level == 3:
            parts.append([])
        if one.home and parts and not isinstance(one.what, Printed | Table | Notes):
            parts[-1].append(one)
    worth = (Picture, Asked)
    return [one for part in parts if any(isinstance(held.what, worth) for held in part) for one in part]
