"""One JupyterLab and one Chromium a process, and every lesson opened and run once."""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
from dataclasses import dataclass

import hands
import livelab
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
#: Screenshots for a person to look at.
ARTIFACTS = pathlib.Path(os.environ.get("KETLESSONS_ARTIFACTS", ROOT / "test-artifacts"))
LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def pytest_collection_modifyitems(items):
    """Mark everything in this folder."""
    here = pathlib.Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


#: Modules whose tests share what the module has opened.
TOGETHER = ("test_engine.py", "test_layout.py", "test_pages.py", "test_reopening.py")


def page_of(nodeid: str) -> str:
    """Return what a test shares an open page with: its lesson, its module, or nobody but itself."""
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
    """Return what the browser asked for outside the loopback address; every such request was aborted."""
    return []


@pytest.fixture(scope="session")
def new_context(chromium, refused):
    """Return a function that opens a clean browser profile which can reach nothing outside."""
    opened = []

    def refuse(route):
        refused.append(route.request.url)
        route.abort()

    def make(**options):
        context = chromium.new_context(viewport=dict(livelab.WINDOW), **options)
        context.route(livelab.OUTSIDE, refuse)
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
def lesson(request, context, lab, artifacts, axe):
    """Open one lesson in JupyterLab's default settings, run all its cells, and keep it for all tests."""
    page = livelab.LessonPage(context, lab, request.param)
    try:
        page.unfold()
        page.as_it_came = as_it_came(page, artifacts, axe)
        page.run_all()
        page.complaints_at_start = page.complaints()
        yield page
    finally:
        page.close()


@dataclass(frozen=True)
class AsItCame:
    """What a lesson shows before anything was run."""

    trusted: bool
    #: Of each picture: its cell, its width as drawn, its alt text and its caption.
    pictures: list[dict]
    violations: list[str]
    complaints: list[str]


#: Runs in the page: has every picture that the outputs hold come to the page?
ALL_CAME = """
() => window.jupyterapp.shell.currentWidget.content.widgets.every(({ model, node }) => {
  const held = model.type !== 'code' ? '' : JSON.stringify(model.outputs.toJSON().map(one => one.data?.['text/html']));
  return node.querySelectorAll('.jp-OutputArea img').length >= (held.match(/<img\\b/g) ?? []).length;
})
"""
#: Runs in the page: the pictures that a lesson shows as outputs, once they are decoded.
PICTURES = """
() => Promise.all(window.jupyterapp.shell.currentWidget.content.widgets.flatMap((widget, cell) =>
  [...widget.node.querySelectorAll('.jp-OutputArea img')].map(async img => {
    await img.decode().catch(() => {});
    const caption = img.closest('.kl-picture')?.textContent ?? '';
    return { cell, alt: img.alt, width: img.naturalWidth, caption };
  })))
"""


def as_it_came(page: livelab.LessonPage, artifacts: pathlib.Path, axe) -> AsItCame:
    """Look at a lesson that was opened, and not run."""
    trusted = page.page.evaluate(
        "() => [...window.jupyterapp.shell.currentWidget.content.model.cells].some(cell => cell.trusted)"
    )
    from playwright.sync_api import TimeoutError

    with page.tall():
        with contextlib.suppress(TimeoutError):  # the test tells which pictures did not come
            page.page.wait_for_function(ALL_CAME)
        violations = axe(page)
        page.photograph(artifacts / f"{page.notebook}-not-run.png")
        return AsItCame(trusted, page.page.evaluate(PICTURES), violations, page.complaints())


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


@pytest.fixture
def scratch(context, lab, folder):
    """Return a function that writes a notebook from code cells, opens and runs it, and returns the page."""
    opened = []

    def make(*sources: str, name: str, within=None) -> livelab.LessonPage:
        (folder / f"{name}.ipynb").write_text(hands.notebook(*sources), encoding="utf-8")
        page = livelab.LessonPage(within or context, lab, f"{name}.ipynb")
        opened.append(page)
        page.run_all()
        errors = [output for output in page.outputs() if output["output_type"] == "error"]
        assert not errors, "\n".join(errors[0]["traceback"])
        return page

    yield make
    for page in opened:
        page.close()


@pytest.fixture(scope="session")
def axe():
    """Return a function that runs axe-core over the output areas of a page and tells what it finds."""
    from axe_playwright_python.base import AXE_SCRIPT

    # What passed is only counted, so that its nodes need no description.
    options = {"resultTypes": ["violations"], "selectors": False}

    def run(lesson: livelab.LessonPage) -> list[str]:
        with lesson.tall():
            if not lesson.page.evaluate("() => Boolean(window.axe)"):
                lesson.page.evaluate(AXE_SCRIPT)
            found = lesson.page.evaluate(
                "options => window.axe.run({ include: [['.jp-OutputArea']] }, options)", options
            )
        assert len(found["passes"]) > 3, "axe looked at nothing"
        return [
            f"{violation['id']} ({violation['help']}): {node['html'][:160]}: {' '.join(node['failureSummary'].split())}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return run
