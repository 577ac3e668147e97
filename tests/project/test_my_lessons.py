"""Does a learner get newer lessons, and keep every word of their own?"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from repository import git, needs

from ketlessons import copies as my_lessons

ROOT = Path(__file__).parents[2]
NAME = "02-block.ipynb"
NEW = "02-block (new).ipynb"


def notebook(
    text: str, *, output: str = "0.71", count: int | None = None, version: str = "", lines: bool = False, **marks: bool
) -> str:
    """Return a notebook with one cell; number, kernel's version, marks and the cutting of lines are the program's."""
    source = text.splitlines(keepends=True) if lines else text
    shown = [{"output_type": "stream", "name": "stdout", "text": [output] if lines else output}]
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": marks,
        "source": source,
        "outputs": shown,
        "execution_count": count,
    }
    about = {"language_info": {"name": "python", "version": version}} if version else {}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": [cell]})


FIRST, SECOND, THIRD = notebook("1\n"), notebook("2\n"), notebook("3\n")
MINE = notebook("1\n# my answer\n")


class Desk:
    """The originals and a learner's folder."""

    def __init__(self, root: Path):
        self.originals, self.folder = root / "notebooks", root / "my-lessons"
        self.originals.mkdir()
        self.original(FIRST)

    def original(self, text: str, name: str = NAME) -> None:
        (self.originals / name).write_text(text, encoding="utf-8")

    def save(self, text: str, name: str = NAME) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def update(self) -> list[str]:
        return my_lessons.update(self.originals, self.folder)

    def holds(self) -> dict[str, str]:
        return {path.name: path.read_text(encoding="utf-8") for path in self.folder.iterdir() if path.name[0] != "."}


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def begun(desk) -> Desk:
    desk.update()
    return desk


def test_the_first_time_every_lesson_is_copied_and_the_learner_is_told_where(desk):
    desk.original(SECOND, "04-trace.ipynb")
    desk.original(THIRD, "_draft.ipynb")
    (told,) = desk.update()
    assert "my-lessons" in told
    assert desk.holds() == {NAME: FIRST, "04-trace.ipynb": SECOND}
    assert desk.update() == []


#: What the learner saved, what the original became, and what then lies in the folder.
WALKS = {
    "nothing": (None, None, {NAME: FIRST}),
    "a newer lesson": (None, SECOND, {NAME: SECOND}),
    "an answer": (MINE, None, {NAME: MINE}),
    "an answer and a newer lesson": (MINE, SECOND, {NAME: MINE, NEW: SECOND}),
    "the answer of the newer lesson": (SECOND, SECOND, {NAME: SECOND}),
    "a file that is no notebook": ("oops", SECOND, {NAME: "oops", NEW: SECOND}),
    "an empty file": ("", SECOND, {NAME: "", NEW: SECOND}),
}


@pytest.mark.parametrize("walk", WALKS)
def test_what_lies_in_the_folder_afterwards(begun, walk):
    saved, original, after = WALKS[walk]
    if saved is not None:
        begun.save(saved)
    if original is not None:
        begun.original(original)
    told = begun.update()
    assert begun.holds() == after
    assert len(told) == (NEW in after)
    assert all(NAME in sentence and NEW in sentence for sentence in told)
    assert begun.update() == [], "it is said once"
    assert begun.holds() == after


@pytest.mark.parametrize(
    ("saved", "work"),
    [
        (notebook("1\n", version="3.14.1"), False),
        (notebook("1\n", count=7), False),
        (notebook("1\n", lines=True), False),
        (notebook("1\n", **{"jp-MarkdownHeadingCollapsed": True}), False),
        (notebook("1\n", editable=False), True),
        (notebook("1\n", output="0.99"), True),
        (notebook("1\n "), True),
    ],
    ids=["opened", "ran with the same result", "cut into lines", "folded", "locked", "another output", "a space"],
)
def test_opening_a_lesson_is_no_work_and_anything_in_a_cell_is(begun, saved, work):
    begun.save(saved)
    begun.original(SECOND)
    begun.update()
    assert begun.holds() == ({NAME: saved, NEW: SECOND} if work else {NAME: SECOND})


def test_a_lesson_that_is_newer_still_takes_the_place_of_the_new_one_nobody_touched(begun):
    begun.save(MINE)
    begun.original(SECOND)
    begun.update()
    begun.original(THIRD)
    (told,) = begun.update()
    assert NEW in told
    assert begun.holds() == {NAME: MINE, NEW: THIRD}


def test_a_new_one_that_was_worked_on_is_the_learners_too(begun):
    begun.save(MINE)
    begun.original(SECOND)
    begun.update()
    begun.save(MINE, NEW)
    begun.original(THIRD)
    (told,) = begun.update()
    assert "(new 2)" in told
    assert begun.holds() == {NAME: MINE, NEW: MINE, "02-block (new 2).ipynb": THIRD}


def test_taking_the_new_one_for_ones_own_is_understood(begun):
    begun.save(MINE)
    begun.original(SECOND)
    begun.update()
    (begun.folder / NEW).replace(begun.folder / NAME)
    assert begun.update() == []
    begun.original(THIRD)
    assert begun.update() == []
    assert begun.holds() == {NAME: THIRD}


def test_a_deleted_copy_comes_back_and_a_deleted_new_one_does_not(begun):
    (begun.folder / NAME).unlink()
    assert begun.update() == []
    assert begun.holds() == {NAME: FIRST}
    begun.save(MINE)
    begun.original(SECOND)
    begun.update()
    (begun.folder / NEW).unlink()
    assert begun.update() == []
    assert begun.holds() == {NAME: MINE}


def test_a_learners_own_files_and_lessons_that_are_gone_stay(begun):
    for name, text in {"mine.ipynb": MINE, "notes.txt": "x", "03-follow.ipynb": MINE}.items():
        begun.save(text, name)
    (begun.originals / NAME).unlink()
    begun.original(SECOND, "03-follow.ipynb")  # and one that comes later under a name the learner had chosen
    (told,) = begun.update()
    assert "differs" in told
    assert begun.holds() == {
        NAME: FIRST, "mine.ipynb": MINE, "notes.txt": "x", "03-follow.ipynb": MINE, "03-follow (new).ipynb": SECOND,
    }  # fmt: skip


RECORDS = {"gone": None, "half": '{"02-bl', "a list": "[]", "numbers": '{"02-block.ipynb": 3}', "nothing": ""}


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("saved", [FIRST, MINE])
def test_without_a_record_nothing_is_lost(begun, record, saved):
    begun.save(saved)
    begun.original(SECOND)
    file = begun.folder / my_lessons.RECORD
    file.unlink()
    if RECORDS[record] is not None:
        file.write_text(RECORDS[record])
    (told,) = begun.update()
    assert "differs" in told
    assert begun.holds() == {NAME: saved, NEW: SECOND}
    file.unlink()
    assert begun.update() == [], "what lies beside it already is not laid there again"
    assert begun.holds() == {NAME: saved, NEW: SECOND}


def test_a_file_in_use_is_told_left_whole_and_tried_again(begun, monkeypatch):
    begun.original(SECOND)
    begun.original(THIRD, "04-trace.ipynb")
    replace = my_lessons.os.replace

    def refuse(source, target):
        if Path(target).name == NAME:
            raise PermissionError(13, "The file is open in another program")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(my_lessons.os, "replace", refuse)
        (told,) = begun.update()
    assert NAME in told
    assert "open in another program" in told
    assert begun.holds() == {NAME: FIRST, "04-trace.ipynb": THIRD}
    assert begun.update() == []
    assert begun.holds() == {NAME: SECOND, "04-trace.ipynb": THIRD}
    assert not list(begun.folder.glob(".*.new"))


def test_a_new_lesson_that_could_not_be_laid_down_is_tried_again(begun, monkeypatch):
    begun.save(MINE)
    begun.original(SECOND)
    with monkeypatch.context() as patch:
        patch.setattr(my_lessons, "write", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert "No space left" in begun.update()[0]
    assert NEW in begun.update()[0]
    assert begun.holds() == {NAME: MINE, NEW: SECOND}


def test_a_folder_of_a_lessons_name_is_left_alone(begun):
    (begun.folder / NAME).unlink()
    (begun.folder / NAME).mkdir()
    begun.update()
    assert (begun.folder / NAME).is_dir()


def test_a_place_that_cannot_be_written_to_is_told_with_a_way_out(desk, capsys):
    desk.folder.write_text("a file where the folder should be")
    assert my_lessons.main([str(desk.originals), str(desk.folder)]) == 1
    said = capsys.readouterr().out
    assert "cannot be saved in" in said
    assert "ORIGINALS=yes" in said


def test_nothing_is_written_when_nothing_is_new(begun, monkeypatch):
    monkeypatch.setattr(my_lessons, "write", lambda *_: pytest.fail("written"))
    assert begun.update() == []


# In the checkout ----------------------------------------------------------------------------------


def test_links_between_lessons_lead_to_copies(tmp_path):
    my_lessons.update(ROOT / "notebooks", tmp_path / "my-lessons")
    copies = sorted((tmp_path / "my-lessons").glob("*.ipynb"))
    links = set()
    for path in copies:
        prose = "".join(
            "".join(c["source"]) for c in json.loads(path.read_bytes())["cells"] if c["cell_type"] == "markdown"
        )
        links |= {link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose) if not re.match(r"[a-z]+:", link)}
    assert len(links) >= 4
    assert not [link for link in links if not (tmp_path / "my-lessons" / link).is_file()]


def test_git_sees_neither_copies_nor_environments(tmp_path):
    git(tmp_path, "init", "-q")
    shutil.copy(ROOT / ".gitignore", tmp_path)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "lessons")
    my_lessons.update(tmp_path / "notebooks", tmp_path / "my-lessons")
    for name in ("my-lessons/.ipynb_checkpoints/x.ipynb", ".venv/x", ".venv-before/x", ".venv-kept-1/x", ".venv-lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert git(tmp_path, "status", "--porcelain") == ""


def make(*words: str, **variables: str) -> str:
    """Return what make would run."""
    needs("make")
    command = ["make", "-C", str(ROOT), "--no-print-directory", "-n", *words]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON", "BROWSER", "ORIGINALS"):
            patch.delenv(name, raising=False)
        for name, value in variables.items():
            patch.setenv(name, value)
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("browser", ["yes", "no"])
def test_make_lab_opens_the_learners_copy_with_and_without_a_browser(browser):
    planned = make("lab", f"BROWSER={browser}")
    assert "src/ketlessons/copies.py notebooks my-lessons" in planned
    lab = next(line for line in planned.splitlines() if "-m jupyterlab" in line)
    assert lab.endswith(" my-lessons/00-start-here.ipynb")
    assert ("default_url=/lab/tree/my-lessons/00-start-here.ipynb" in lab) == (browser == "no")
    assert "notebooks/" not in lab


def test_make_lab_opens_the_originals_for_who_says_so():
    planned = make("lab", "ORIGINALS=yes", "BROWSER=no")
    assert "my-lessons" not in planned
    lab = next(line for line in planned.splitlines() if "-m jupyterlab" in line)
    assert "default_url=/lab/tree/notebooks/00-start-here.ipynb" in lab
    assert lab.endswith(" notebooks/00-start-here.ipynb")


def test_make_clean_leaves_the_learners_work():
    assert "my-lessons" not in make("clean")
    assert ".venv" in make("clean")
