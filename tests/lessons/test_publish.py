"""Can the lessons be executed, saved and exported so that the same input gives the same bytes?"""

import pathlib
import platform
import re
import shutil
import subprocess
import sys
from importlib import metadata

import nbformat
import pytest

from ketlessons.publish import notebooks, readme, site

ROOT = pathlib.Path(__file__).resolve().parents[2]
#: In the HTML of an output, and as an output of its own.
PICTURE = re.compile(r"[A-Za-z0-9+/]{200,}={0,2}")
#: What draws the bytes of a picture.
RASTERS = ("matplotlib", "pillow", "numpy")


@pytest.fixture(scope="module")
def executed(lesson, tmp_path_factory):
    """Execute and save a lesson, and once more from what that saved; return both files.

    A lesson that comes out as it was committed has been executed twice, since it was committed executed.
    """
    folders = [tmp_path_factory.mktemp(name) for name in ("saved", "first", "second")]
    shutil.copy(lesson.path, folders[0])
    saved, first, second = (folder / lesson.path.name for folder in folders)
    notebooks.save(folders[0], folders[1])
    if first.read_bytes() == saved.read_bytes():
        return [saved, first]
    notebooks.save(folders[1], folders[2])
    return [first, second]


def test_executing_twice_gives_the_same_bytes(executed):
    first, second = executed
    assert first.read_bytes() == second.read_bytes()


def test_the_committed_lessons_are_what_executing_gives(executed, lesson):
    made = executed[1].read_text(encoding="utf-8")
    saved = lesson.path.read_text(encoding="utf-8")
    assert PICTURE.sub("PICTURE", made) == PICTURE.sub("PICTURE", saved)
    assert len(PICTURE.findall(made)) == len(PICTURE.findall(saved))
    # Rasters differ in single bits between systems and versions; with those that the lessons are saved with, the bytes
    # agree.
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().splitlines()
    as_saved = all(f"{name}=={metadata.version(name)}" in pinned for name in RASTERS)
    if as_saved and platform.system() == "Linux" and platform.machine() == "x86_64":
        assert made == saved, "run `make notebooks` and commit the result"


def test_pages_carry_alt_text_and_fetch_nothing(lesson, page_of):
    page = page_of(lesson.path)
    images = re.findall(r"<img [^>]*>", page)
    assert images
    assert all(re.search(r'alt="(Picture: [A-Z]|[^"]{40,})', image) for image in images)
    assert not re.search(r'<(?:script|link)[^>]+(?:src|href)="http', page)
    assert not re.search(r"<script[^>]+src|@import|import\(|\bfetch\(|XMLHttpRequest|url\((?!data:)", page)
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page


def test_a_page_shows_what_is_folded(tmp_path):
    new = nbformat.v4
    cells = [
        new.new_markdown_cell("# Title"),
        new.new_markdown_cell("### At home: more", metadata={"jp-MarkdownHeadingCollapsed": True}),
        new.new_markdown_cell("Words for home."),
        new.new_markdown_cell("## In class"),
    ]
    nbformat.write(new.new_notebook(cells=cells), tmp_path / "folded.ipynb")
    page = site.page(tmp_path / "folded.ipynb")
    assert page.index("At home: more") < page.index("Words for home.") < page.index("In class")
    shown = page[page.index("At home: more") : page.index("In class</h2>")]
    assert not re.search(r"<details|hidden|display", shown)


def test_the_readme_lists_the_lessons_as_the_data_do():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.with_table(text) == text, "run `python -m ketlessons.publish readme README.md`"


def test_a_readme_without_markers_is_refused():
    with pytest.raises(ValueError, match="lessons:start"):
        readme.with_table("no table here")


def written_by_a_teacher():
    """Return a notebook with what teachers set on purpose, and what programs leave behind."""
    new = nbformat.v4
    kept = {
        "tags": ["hide-input"],
        "slideshow": {"slide_type": "slide"},
        "nbgrader": {"grade": True, "grade_id": "hill", "points": 2, "locked": False, "solution": True},
        "editable": False,
        "deletable": False,
        "jupyter": {"source_hidden": True},
        "my_school": {"room": 3},
    }
    passing = {
        "collapsed": True,
        "scrolled": "auto",
        "trusted": True,
        "execution": {"iopub.status.busy": "2026-11-24T10:00:00Z"},
        "ExecuteTime": {"start_time": "2026-11-24T10:00:00Z"},
        "papermill": {"duration": 0.1},
    }
    output = new.new_output("display_data", data={"image/png": "aGk="}, metadata={"image/png": {"width": 300}})
    cells = [
        new.new_code_cell("1", id="both", outputs=[output], metadata={
            **kept, **passing, "jupyter": {"source_hidden": True, "outputs_hidden": True},
        }),
        new.new_code_cell("1", id="folded", metadata={"jupyter": {"outputs_hidden": True}}),
        new.new_markdown_cell("words", id="words", metadata={"slideshow": {"slide_type": "notes"}}),
        new.new_markdown_cell("## Aside", id="aside", metadata={"jp-MarkdownHeadingCollapsed": True}),
        new.new_raw_cell("raw", id="raw", metadata={"raw_mimetype": "text/latex"}),
    ]  # fmt: skip
    about = {
        "title": "Mine",
        "authors": [{"name": "A teacher"}],
        "celltoolbar": "Slideshow",
        "rise": {"theme": "white"},
        "language_info": {"name": "python", "version": "3.13.0", "file_extension": ".txt"},
        "kernelspec": {"name": "my-env", "display_name": "my env", "language": "python"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
        "papermill": {"duration": 2.0},
        "vscode": {"interpreter": {"hash": "1f"}},
    }
    return new.new_notebook(cells=cells, metadata=about), kept


def test_what_a_teacher_has_set_is_kept_and_what_a_run_has_left_is_not():
    notebook, kept = written_by_a_teacher()
    cleaned = notebooks.clean(notebook)
    both, folded, words, aside, raw = cleaned.cells
    assert both.metadata == kept
    assert both.outputs[0].metadata == {"image/png": {"width": 300}}
    assert folded.metadata == {}
    assert words.metadata == {"slideshow": {"slide_type": "notes"}}
    assert aside.metadata == {"jp-MarkdownHeadingCollapsed": True}
    assert raw.metadata == {"raw_mimetype": "text/latex"}
    about = dict(cleaned.metadata)
    assert about.pop("kernelspec") == notebooks.KERNEL
    assert about.pop("language_info") == notebooks.LANGUAGE
    assert sorted(about) == ["authors", "celltoolbar", "rise", "title"]
    nbformat.validate(cleaned)
    once = notebooks.text(cleaned)
    assert notebooks.text(notebooks.clean(cleaned)) == once


def test_a_teachers_settings_outlive_the_execution(tmp_path):
    notebook, kept = written_by_a_teacher()
    notebook.cells += [nbformat.v4.new_markdown_cell("### At home: more"), nbformat.v4.new_code_cell("2", id="more")]
    nbformat.write(notebook, tmp_path / "mine.ipynb")
    command = [sys.executable, "-m", "ketlessons.publish", "execute", str(tmp_path), "--into", str(tmp_path / "out")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    saved = nbformat.read(tmp_path / "out" / "mine.ipynb", as_version=4)
    assert saved.cells[0].metadata == kept
    assert saved.cells[0].outputs[0].data["text/plain"] == "1"
    assert saved.metadata.title == "Mine"
    folded = {cell.source for cell in saved.cells if cell.metadata.get("jp-MarkdownHeadingCollapsed")}
    assert folded == {"## Aside", "### At home: more"}
    assert saved.cells[-1].outputs[0].data["text/plain"] == "2", "what is folded is run too"


def test_pieces_of_one_stream_are_joined():
    new = nbformat.v4
    pieces = [new.new_output("stream", name="stdout", text=text) for text in ("a\n", "b\n")]
    cell = new.new_code_cell("print()", outputs=pieces, execution_count=1)
    cleaned = notebooks.clean(new.new_notebook(cells=[cell]))
    assert [output.text for output in cleaned.cells[0].outputs] == ["a\nb\n"]
