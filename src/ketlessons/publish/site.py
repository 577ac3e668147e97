"""How do the lessons read without Python? As a folder of pages: each one self-contained file, and nothing fetched.

nbconvert's own page templates load scripts from elsewhere; here its plain body is taken and mended (`pages/mend.py`),
and every page gets the same frame (`pages/frame.py`). The folder opens by a double click, and goes on any server.
"""

from __future__ import annotations

import pathlib

import nbformat

from ketlessons.publish.notebooks import clean, lessons
from ketlessons.publish.pages import access, facts, index, lesson, search
from ketlessons.publish.pages.alive import alive


def page(path: pathlib.Path) -> str:
    """Return one saved lesson as a self-contained HTML page, which leads to its neighbours in the folder."""
    return _framed(_read(path), path)


def build(folder: pathlib.Path, into: pathlib.Path, repository: str = "") -> list[pathlib.Path]:
    """Write every lesson of a folder as a page, and the pages that lead to them; return the files written.

    Parameters
    ----------
    folder : pathlib.Path
        The saved lessons.
    into : pathlib.Path
        Where the pages go; any server can hand out this folder as it is.
    repository : str
        The address where the course is kept, if the pages are to lead there.
    """
    paths = lessons(folder)
    read = [_read(path) for path in paths]
    # What is searched and shown in the index is taken before a page gets what every page has.
    pages = {
        "index.html": index.page(read),
        facts.FILE: facts.page(),
        "accessibility.html": access.page(repository),
    }
    pages["search.html"] = search.page(read, also=pages)
    pages |= {f"{path.stem}.html": _framed(one, path) for one, path in zip(read, paths, strict=True)}
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in pages.items():
        file = into / name
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
    return written


def _read(path: pathlib.Path) -> lesson.Read:
    """Read a lesson. What makes it live changes its cells, and adds markup before the end of its page."""
    notebook = clean(nbformat.read(path, as_version=4))  # a learner's own file may hold live views and their state
    return lesson.read(path.stem, *alive(notebook))


def _framed(read: lesson.Read, path: pathlib.Path) -> str:
    beside = lessons(path.parent)
    place = beside.index(path) if path in beside else 0
    before = beside[place - 1] if place else None
    after = beside[place + 1] if path in beside[:-1] else None
    return lesson.page(read, *(one and lesson.Neighbour(one.stem, _title(one)) for one in (before, after)))


def _title(path: pathlib.Path) -> str:
    cells = nbformat.read(path, as_version=4).cells
    return cells[0].source.splitlines()[0].lstrip("# ").strip() if cells and cells[0].source else path.stem
