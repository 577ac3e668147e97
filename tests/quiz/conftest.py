"""A folder of questions that a test may fill with mistakes."""

import copy
import json

import pytest

from ketlessons import evidence
from ketlessons.evidence.reading.slips import forget
from ketlessons.quiz import memory

#: Which lesson, objective and core concept a row is of; tags are checked against the tables.
TAGS = {"lesson": "02", "objective": "02-read", "concept": "cc_potency"}
ROW = {
    "id": "99-check-it",
    "kind": "check",
    **TAGS,
    "prompt": "Which?",
    "options": [
        {"text": "This.", "key": True, "feedback": "Yes."},
        {"text": "That.", "feedback": "No.", "misconception": "mis_potent_is_better"},
    ],
}


@pytest.fixture(autouse=True)
def nothing_committed():
    """Start each test as a fresh kernel does, of a learner whose draws are known."""
    memory.forget()
    memory.draw_from(7)
    yield
    memory.forget()
    memory.draw_from(None)


@pytest.fixture
def data_with(tmp_path, monkeypatch):
    """Return a function that replaces the collection by these files of rows; the bank has one, "97-check-it"."""
    for name in ("questions", "bank"):
        (tmp_path / name).mkdir()
    other = json.dumps([{**ROW, "id": "97-check-it"}])
    (tmp_path / "bank" / "first.json").write_text(other, encoding="utf-8")
    monkeypatch.setattr(evidence, "data_path", lambda: tmp_path)

    def fill(**files):
        for name, rows in files.items():
            path = tmp_path / "questions" / f"{name}.json"
            path.write_text(json.dumps(rows), encoding="utf-8")
        forget()

    yield fill
    monkeypatch.undo()
    forget()


@pytest.fixture
def row():
    """One right row, to be spoilt."""
    return copy.deepcopy(ROW)
