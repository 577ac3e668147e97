"""Where a record lies, and where none is kept."""

import os
import sys

import nbformat
import pytest

from ketlessons import copies
from ketlessons.publish import notebooks
from ketlessons.record import places


@pytest.mark.parametrize("word", ["off", "OFF", " no ", "none", "0", "false"])
def test_the_variable_switches_it_off(word, tmp_path):
    assert places.place({"KETLESSONS_RECORD": word}, tmp_path) is None


@pytest.mark.parametrize("where", [{"PYTEST_VERSION": "9"}, {"CI": "true"}, {"CI": "1"}])
def test_where_no_learner_is_nothing_is_kept(where, tmp_path):
    assert places.place(where, tmp_path) is None
    assert places.place() is None, "this is a test"


@pytest.mark.parametrize("where", [{}, {"CI": "false"}, {"CI": ""}, {"KETLESSONS_RECORD": ""}])
def test_elsewhere_it_lies_in_the_users_folder_of_data(where, tmp_path):
    found = places.place(where, tmp_path)
    assert found.name == "my-record.jsonl"
    assert found.is_absolute()
    assert tmp_path not in found.parents
    assert "ketlessons" in found.parts


def test_in_a_learners_own_folder_it_lies_beside_the_lessons(tmp_path):
    mine = tmp_path / "my-lessons"
    (mine / "tries").mkdir(parents=True)
    (mine / ".copied.json").write_text("{}")
    assert places.place({}, mine) == places.place({}, mine / "tries") == mine / "my-record.jsonl"


def test_the_folder_that_make_lab_makes_is_known_as_a_learners_own():
    assert copies.RECORD == places.OWN_FOLDER


def test_in_a_browser_it_lies_beside_the_lesson(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert places.place({}, tmp_path) == tmp_path / "my-record.jsonl"


def test_a_folder_that_is_gone_is_no_trouble(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    os.rmdir(gone)
    assert places.place({}).name == "my-record.jsonl"
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert places.place({}) is None


def test_who_names_a_place_has_it_there(tmp_path):
    assert places.place({"KETLESSONS_RECORD": str(tmp_path / "r"), "CI": "true"}) == tmp_path / "r"


ONE = """from ketlessons import ask, check, my_record, reveal
from ketlessons.quiz import memory, question
asked = question("02-predict-half-ic50")
memory.keep(asked, 0)
def f(c, i, n): return c**n / (c**n + i**n)
check.hill(f)"""


def test_a_lesson_that_is_published_writes_no_record_and_shows_nothing_of_one(place, tmp_path):
    """Nobody learns there, and the same bytes come out for everybody."""
    asked = next(one for one in _predictions() if one.kept)
    cells = [ONE.replace("02-predict-half-ic50", asked.id), f"reveal({asked.id!r})", "my_record.show()"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    path = tmp_path / "one.ipynb"
    nbformat.write(notebook, path)
    done = notebooks.execute(path)
    assert not place.exists()
    assert "No record is kept here" in done.cells[2].outputs[0].data["text/plain"]
    # In a kernel of a learner the same cells write one.
    from nbclient import NotebookClient

    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    assert [one["what"] for one in _written(place)] == ["answer", "built"]


def _predictions():
    from ketlessons.quiz import questions

    return [one for one in questions().values() if one.kind == "predict"]


def _written(place):
    from keeping import written

    return written(place)
