"""How does a lesson get its cover? Drawn into a file, and laid into the lesson's first cell, so that a copy keeps it.

The picture is an attachment of the cell that shows it: JupyterLab, nbconvert and a page of ours show it with its alt
text, and nothing has to lie beside the notebook. Lesson 00 and the README show all covers as an index.
"""

from __future__ import annotations

import base64
import pathlib
import re

import nbformat
from nbformat import NotebookNode

from ketlessons.covers import COVERS, Cover
from ketlessons.covers.card import SMALL_PX, WIDTH_PX
from ketlessons.evidence.course.lessons import Lesson, lessons
from ketlessons.publish import notebooks

#: The attachment of a lesson's first cell, and where an index of covers stands in a cell.
NAME = "cover.png"
INDEX_HEADING = "## The map of lessons"
_IMAGE = re.compile(r"!\[[^\]]*\]\(attachment:" + re.escape(NAME) + r"\)\n\n")
_INDEX = re.compile(r"\n\n- \[\d\d .*\Z", flags=re.S)


def lay_in(notebook: NotebookNode, cover: Cover) -> NotebookNode:
    """Lay a cover under the title of a lesson, in place of the one that is there, and return the lesson."""
    first = notebook.cells[0]
    title, rest = _IMAGE.sub("", first.source).split("\n\n", 1)
    first.source = f"{title}\n\n![{cover.alt}](attachment:{NAME})\n\n{rest}"
    first.attachments = {NAME: {"image/png": _text(cover.png(WIDTH_PX))}}
    return notebook


def lay_index(notebook: NotebookNode, covers: dict[str, Cover], own: str) -> NotebookNode:
    """Lay the covers of the other lessons into the cell with the map, and return the lesson."""
    (cell,) = [cell for cell in notebook.cells if cell.source.startswith(INDEX_HEADING)]
    shown = [row for row in lessons() if row.number in covers and row.number != own]
    lines = [_entry(row, covers[row.number].alt) for row in shown]
    cell.source = _INDEX.sub("", cell.source) + "\n\n" + "\n".join(lines)
    cell.attachments = {f"{row.number}.png": {"image/png": _text(covers[row.number].png(SMALL_PX))} for row in shown}
    return notebook


def _entry(row: Lesson, alt: str) -> str:
    words = f"- [{row.number} {row.title}]({row.file}.ipynb): {row.asks} {row.minutes} minutes.\\"
    return f"{words}\n  [![{alt}](attachment:{row.number}.png)]({row.file}.ipynb)"


def _text(png: bytes) -> str:
    return base64.b64encode(png).decode("ascii")


def draw() -> dict[str, Cover]:
    """Return the cover of each written lesson, by the lesson's number.

    Raises
    ------
    ValueError
        If a written lesson has no cover.
    """
    written = [row.number for row in lessons() if row.written]
    if missing := [number for number in written if number not in COVERS]:
        raise ValueError(f"covers: no cover is drawn for lesson {', '.join(missing)}; see src/ketlessons/covers")
    return {number: COVERS[number]() for number in written}


def publish(folder: pathlib.Path, into: pathlib.Path) -> list[pathlib.Path]:
    """Draw all covers for an index, lay them into the lessons of a folder, and return the files written.

    Parameters
    ----------
    folder : pathlib.Path
        The lessons. The first cell of each is written anew, and in one with a map of lessons the cell of the map.
    into : pathlib.Path
        Where the pictures go that the README shows.
    """
    covers, numbers = draw(), {row.file: row.number for row in lessons()}
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for number, cover in covers.items():
        written.append(into / f"{number}.png")
        written[-1].write_bytes(cover.png(SMALL_PX))
    for path in notebooks.lessons(folder):
        number = numbers.get(path.stem)
        if number not in covers:
            continue
        notebook = lay_in(nbformat.read(path, as_version=4), covers[number])
        if any(cell.source.startswith(INDEX_HEADING) for cell in notebook.cells):
            lay_index(notebook, covers, number)
        path.write_text(notebooks.text(notebook), encoding="utf-8", newline="\n")
        written.append(path)
    return written
