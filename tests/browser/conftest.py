"""One JupyterLab and one Chromium a process, and every lesson opened and run once."""

from __future__ import annotations

import os
import pathlib
import re
import shutil
from functools import cache

import hands
import livelab
import looks
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
#: Screenshots for a person to look at.
ARTIFACTS = pathlib.Path(os.environ.get("KETLESSONS_ARTIFACTS", ROOT / "test-artifacts"))
LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


#: Modules with tests that are long and alone: they come first among those, so that no process works on one at the end
#: while the others have nothing left to do.
LONG = ("test_own_copies.py", "test_memory.py", "test_motion.py", "test_spaced_review.py", "test_speech.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark everything in this folder, and order it."""
    here = pathlib.Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: here in item.path.parents and item.path.name not in LONG)


#: Modules whose tests share what the module has opened.
TOGETHER = (
    "test_engine.py", "test_facts_page.py", "test_kit.py", "test_layout.py", "test_page_record.py", "test_pages.py",
    "test_reopening.py",
)  # fmt: skip


def page_of(nodeid: str) -> str:
    """Return what a test shares an open page with: its lesson, its crowd, its module, or nobody but itself."""
    if crowd := re.search(r"\[(crowd-\d+)-", nodeid):
        return crowd[1]
    lesson = next((name for name in LESSONS if f"[{name}" in nodeid), None)
    return lesson or next((name for name in TOGETHER if f"/{name}::" in nodeid), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep tests that share a page in one process. (The groups of pytest-xdist 3.8 are lost on pytest 9.2.)"""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByPage(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return page_of(nodeid)

    return ByPage(config, log)


@pytest.fixture(scope="session")
def artifacts() -> pathlib.Path:
    """Return the folder that keeps screenshots."""
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    return ARTIFACTS


@pytest.fixture(scope="session")
def chromium():
    """Start one browser for all tests."""
    livelab.browser_or_stop()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, livelab.chromium(playwright) as running:
        yield running


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> pathlib.Path:
    """Return a copy of the saved lessons; nothing here touches the repository."""
    copy = tmp_path_factory.mktemp("lessons")
    for name in LESSONS:
        shutil.copy(ROOT / "notebooks" / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def lab(chromium, folder):
    """Start one JupyterLab with its default settings; yield its address."""
    with livelab.jupyterlab(folder) as address:
        yield address


@pytest.fixture(scope="session")
def refused() -> list[str]:
    """Return what the browser asked for outside the loopback address, and could not reach."""
    return []


@pytest.fixture(scope="session")
def new_context(chromium, refused):
    """Return a function that opens a clean browser profile which can reach nothing outside.

    What is asked for outside is noted. It cannot be reached because the browser knows no address but the loopback's. A
    route would stand in the way of every request, and keep JupyterLab's scripts from the browser's cache.
    """
    opened = []

    def note(request):
        if livelab.OUTSIDE.match(request.url):
            refused.append(request.url)

    def make(**options):
        context = chromium.new_context(viewport=dict(livelab.WINDOW), **options)
        context.on("request", note)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def context(new_context):
    """Return the profile in which the lessons are open."""
    return new_context()


@pytest.fixture(scope="session", params=LESSONS)
def lesson(request, windows, artifacts, axe):
    """Open one lesson in JupyterLab's default settings, run all its cells, and keep it for all tests."""
    page = windows.open(request.param)
    try:
        page.as_it_came = looks.as_it_came(page, artifacts, axe)
        page.run_all()
        page.complaints_at_start = page.complaints()
        yield page
    finally:
        windows.leave(page)


@pytest.fixture(autouse=True)
def quiet_console(request):
    """Fail a test during which a lesson, or the scratch notebook of its module, put an error on the console."""
    pages = [request.getfixturevalue("lesson")] if "lesson" in request.fixturenames else []
    before = [len(page.complaints()) for page in pages]
    yield
    for page, count in zip(pages, before, strict=True):
        new = page.complaints()[count:]
        assert not new, f"{page.notebook}, on the browser's console: " + "\n".join(new)


@pytest.fixture(scope="session")
def widgets(lesson):
    """Return the explorers and the questions of the lesson."""
    return hands.widgets(lesson)


@pytest.fixture(scope="session")
def explorers(widgets):
    """Return the explorers of the lesson."""
    return widgets[0]


@pytest.fixture(scope="session")
def quizzes(widgets):
    """Return the questions of the lesson."""
    return widgets[1]


@pytest.fixture(scope="session")
def opened_up(lesson, explorers, quizzes, artifacts, axe) -> looks.OpenedUp:
    """Return how the lesson looks with its numbers open and its questions answered, in both themes and all widths."""
    return looks.opened_up(lesson, explorers, quizzes, artifacts, axe)


@pytest.fixture(scope="session")
def site_page(tmp_path_factory):
    """Return a function that writes the page of a lesson, as `make site` does, and returns its file; once a lesson."""
    from ketlessons.publish import site

    here = tmp_path_factory.mktemp("site")

    @cache
    def write(name: str) -> pathlib.Path:
        file = (here / name).with_suffix(".html")
        file.write_text(site.page(ROOT / "notebooks" / name), encoding="utf-8")
        return file

    return write


@pytest.fixture(scope="session")
def windows(context, lab) -> livelab.Windows:
    """Return the pages in which small notebooks are opened, one after the other."""
    return livelab.Windows(context, lab)


@pytest.fixture
def scratch(windows, folder):
    """Return a function that writes a notebook from code cells, opens and runs it, and returns the page."""
    opened = []

    def make(*sources: str, name: str, motion: str = "no-preference") -> livelab.LessonPage:
        (folder / f"{name}.ipynb").write_text(hands.notebook(*sources), encoding="utf-8")
        page = windows.open(f"{name}.ipynb")
        opened.append(page)
        page.page.emulate_media(reduced_motion=motion)
        page.run_all()
        errors = [output for output in page.outputs() if output["output_type"] == "error"]
        assert not errors, "\n".join(errors[0]["traceback"])
        return page

    yield make
    for page in opened:
        windows.leave(page)


#: Runs in the page. JupyterLab's body is 0 px high and shows nothing that lies beyond, where all of it lies: so axe
#: takes no text in it for visible, and judges no contrast, unless the body is as high as the window. What has been
#: scrolled out of sight it leaves out too.
SEEN_BY_AXE = """
async (options) => {
  const { style } = document.body, { height } = style;
  const outers = [...document.querySelectorAll('.jp-WindowedPanel-outer')].map((outer) => [outer, outer.scrollTop]);
  style.height = '100vh';
  for (const [outer] of outers) outer.scrollTop = 0;
  try {
    return await window.axe.run({ include: [['.jp-OutputArea']] }, options);
  } finally {
    style.height = height;
    for (const [outer, top] of outers) outer.scrollTop = top;
  }
}
"""


@pytest.fixture(scope="session")
def axe():
    """Return a function that runs axe-core over the output areas of a page and tells what it finds."""
    from axe_playwright_python.base import AXE_SCRIPT

    # What passed is only counted, so that its nodes need no description. No rule here asks for style sheets.
    options = {"resultTypes": ["violations"], "selectors": False, "preload": False}

    def run(lesson: livelab.LessonPage) -> list[str]:
        with lesson.tall():
            if not lesson.page.evaluate("() => Boolean(window.axe)"):
                lesson.page.evaluate(AXE_SCRIPT)
            found = lesson.page.evaluate(SEEN_BY_AXE, options)
        assert len(found["passes"]) > 3, "axe looked at nothing"
        judged = {rule["id"] for kind in ("passes", "violations", "incomplete") for rule in found[kind]}
        assert "color-contrast" in judged, "axe took no text for visible"
        return [
            f"{violation['id']} ({violation['help']}): {node['html'][:160]}: {' '.join(node['failureSummary'].split())}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return run
