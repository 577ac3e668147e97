"""Does working on one's own copy, with JupyterLab saving by itself, leave the originals and git alone?"""

from __future__ import annotations

import json
import pathlib
import shutil
import subprocess
import sys
import time

import livelab
import pytest
from repository import git

ROOT = pathlib.Path(__file__).resolve().parents[3]
NAME = "00-start-here.ipynb"
#: Saved by itself this many seconds after a change; by default 120.
AUTOSAVE = {"@jupyterlab/docmanager-extension:plugin": {"autosave": True, "autosaveInterval": 1}}


def renew(course: pathlib.Path) -> str:
    """Do what `make lab` does before it opens JupyterLab; return what it says."""
    command = [sys.executable, "-I", str(ROOT / "src/ketlessons/copies.py"), "notebooks", "my-lessons"]
    return subprocess.run(command, cwd=course, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> pathlib.Path:
    """Return a small checkout with the lessons in it."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / ".gitignore", course)
    shutil.copytree(ROOT / "notebooks", course / "notebooks", ignore=shutil.ignore_patterns(".*"))
    git(course, "init", "-q")
    git(course, "add", "-A")
    git(course, "commit", "-q", "-m", "lessons")
    renew(course)
    return course


@pytest.fixture(scope="module")
def address(chromium, course):
    """Start a JupyterLab on the checkout, as `make lab` does; yield its address."""
    with livelab.jupyterlab(course, AUTOSAVE) as address:
        yield address


#: After a save, JupyterLab waits ten times as long as it took before it saves by itself again: on a busy machine, where
#: the first one took seconds while the page was still loading, a minute or two.
PATIENCE_S = 240
#: Runs in the page: what may keep JupyterLab from saving.
STATE = """
() => ({ dirty: window.jupyterapp.shell.currentWidget.context.model.dirty,
         asked: document.querySelector('.jp-Dialog')?.innerText ?? '' })
"""


def wait_until_rewritten(lesson: livelab.LessonPage, path: pathlib.Path, before: bytes, holds: str = "") -> None:
    end = time.monotonic() + PATIENCE_S
    while (saved := path.read_bytes()) == before or holds.encode() not in saved:
        if time.monotonic() > end:
            raise AssertionError(f"{path.name} was not saved; the page: {lesson.page.evaluate(STATE)}")
        time.sleep(0.1)


def newer(course: pathlib.Path) -> bytes:
    """Let a newer lesson come; return what it holds."""
    original = course / "notebooks" / NAME
    book = json.loads(original.read_bytes())
    book["cells"][0]["source"] = ["# A newer lesson\n"]
    original.write_text(json.dumps(book), encoding="utf-8")
    return original.read_bytes()


def test_a_saved_copy_leaves_git_clean_and_only_work_counts_as_work(course, address, new_context):
    copy, original = course / "my-lessons" / NAME, course / "notebooks" / NAME
    as_it_came = original.read_bytes()
    profile = new_context()
    lesson = livelab.LessonPage(profile, address, f"my-lessons/{NAME}")
    try:
        # Opened and saved, without a change: no work.
        lesson.page.evaluate(
            """async () => {
                await window.jupyterapp.shell.currentWidget.context.ready; // before that, nothing is written
                await window.jupyterapp.commands.execute('docmanager:save');
            }"""
        )
        wait_until_rewritten(lesson, copy, as_it_came)
        assert git(course, "status", "--porcelain") == ""
        second = newer(course)
        assert renew(course) == ""
        assert copy.read_bytes() == second
        lesson.close()

        # Opened anew, and written in: JupyterLab saves by itself, and that is work.
        lesson = livelab.LessonPage(profile, address, f"my-lessons/{NAME}")
        git(course, "checkout", "-q", "--", "notebooks")
        lesson.page.evaluate(
            """async () => {
                await window.jupyterapp.shell.currentWidget.context.ready;
                window.jupyterapp.shell.currentWidget.content.model.cells.get(1).sharedModel.setSource("My own answer");
            }"""
        )
        wait_until_rewritten(lesson, copy, second, "My own answer")
        assert git(course, "status", "--porcelain") == ""
        assert original.read_bytes() == as_it_came
        assert "Yours is kept" in renew(course)
        assert b"My own answer" in copy.read_bytes()
        assert (course / "my-lessons/00-start-here (new).ipynb").read_bytes() == as_it_came
    finally:
        lesson.close()
