"""Does each lesson carry its cover in its first cell, so that a copy shows it, and do index and README agree?"""

import base64
import io
import platform
import re
import shutil
import subprocess
import sys
from html import unescape
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
from PIL import Image

from ketlessons.covers.card import SMALL_PX, WIDTH_PX
from ketlessons.evidence.course.lessons import lessons
from ketlessons.publish import covers, notebooks

ROOT = Path(__file__).resolve().parents[2]
AGAIN = "run `python -m ketlessons.publish covers notebooks docs/covers` and commit the result"
IMAGE = re.compile(r"!\[([^\]]*)\]\(attachment:([^)]+)\)")


@pytest.fixture(scope="module")
def drawn():
    return covers.draw()


def same_picture(png, other):
    """Compare bytes where pictures are drawn as they were saved; elsewhere only their size."""
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().splitlines()
    as_saved = all(f"{name}=={metadata.version(name)}" in pinned for name in ("matplotlib", "pillow", "numpy"))
    if as_saved and platform.system() == "Linux" and platform.machine() == "x86_64":
        return png == other
    return Image.open(io.BytesIO(png)).size == Image.open(io.BytesIO(other)).size


def attached(cell):
    return {name: base64.b64decode(held["image/png"]) for name, held in cell.get("attachments", {}).items()}


def number_of(lesson):
    return next(row.number for row in lessons() if row.file == lesson.path.stem)


def test_the_first_cell_shows_the_cover_under_the_title(lesson, drawn):
    first, cover = lesson.cells[0], drawn[number_of(lesson)]
    assert first.source.split("\n\n")[1] == f"![{cover.alt}](attachment:{covers.NAME})", AGAIN
    assert list(attached(first)) == [covers.NAME]
    assert same_picture(attached(first)[covers.NAME], cover.png(WIDTH_PX)), AGAIN


def test_every_attachment_is_shown_and_every_picture_is_attached(lesson):
    for cell in lesson.prose:
        names = [name for _, name in IMAGE.findall(cell.source)]
        assert sorted(names) == sorted(cell.get("attachments", {}))


def test_the_map_is_an_index_of_covers_with_links(lesson, drawn):
    if not lesson.guide:
        return
    (cell,) = [cell for cell in lesson.prose if cell.source.startswith(covers.INDEX_HEADING)]
    pictures = attached(cell)
    for row in lessons():
        if row.written and row.file != lesson.path.stem:
            assert f"[{row.number} {row.title}]({row.file}.ipynb): {row.asks} {row.minutes} minutes." in cell.source
            picture = f"![{drawn[row.number].alt}](attachment:{row.number}.png)"
            assert f"[{picture}]({row.file}.ipynb)" in cell.source, AGAIN
            assert same_picture(pictures.pop(f"{row.number}.png"), drawn[row.number].png(SMALL_PX)), AGAIN
    assert not pictures


def test_a_page_shows_the_cover_with_its_description(lesson, drawn, page_of):
    page = page_of(lesson.path)
    image = re.search(r"<img [^>]*>", page.split("<h1", 1)[1]).group()
    assert 'src="data:image/png;base64,' in image
    assert unescape(re.search(r'alt="([^"]*)"', image).group(1)) == drawn[number_of(lesson)].alt
    assert "attachment:" not in page


def test_the_pictures_of_the_readme_are_those(drawn):
    files = {path.stem: path.read_bytes() for path in (ROOT / "docs" / "covers").iterdir()}
    assert set(files) == set(drawn)
    for number, cover in drawn.items():
        assert same_picture(files[number], cover.png(SMALL_PX)), AGAIN


def test_publishing_covers_again_changes_nothing_and_touches_two_cells_at_most(tmp_path):
    folder = tmp_path / "notebooks"
    shutil.copytree(ROOT / "notebooks", folder, ignore=shutil.ignore_patterns(".*"))
    command = [sys.executable, "-m", "ketlessons.publish", "covers", str(folder), str(tmp_path / "covers")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    once = {path.name: path.read_bytes() for path in notebooks.lessons(folder)}
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    assert {path.name: path.read_bytes() for path in notebooks.lessons(folder)} == once
    for path in notebooks.lessons(folder):
        before, after = (nbformat.read(one, as_version=4).cells for one in (ROOT / "notebooks" / path.name, path))
        index = [cell.source.startswith(covers.INDEX_HEADING) for cell in before]
        assert [a == b for a, b in zip(before[1:], after[1:], strict=True)].count(False) <= sum(index)


def test_a_lesson_without_a_cover_gets_one_and_keeps_its_words(drawn):
    new = nbformat.v4
    book = new.new_notebook(
        cells=[new.new_markdown_cell("# Title\n\nA promise.\n\nMinutes."), new.new_markdown_cell("x")]
    )
    covers.lay_in(book, drawn["02"])
    title, picture, *rest = book.cells[0].source.split("\n\n")
    assert title == "# Title"
    assert picture.startswith("![One NMDA channel")
    assert rest == ["A promise.", "Minutes."]
    covers.lay_in(book, drawn["05"])
    assert book.cells[0].source.count("![") == 1
    assert "Two lines" in book.cells[0].source
    nbformat.validate(book)


def test_a_written_lesson_without_a_cover_is_refused(monkeypatch):
    monkeypatch.delitem(covers.COVERS, "02")
    with pytest.raises(ValueError, match="no cover is drawn for lesson 02"):
        covers.draw()
