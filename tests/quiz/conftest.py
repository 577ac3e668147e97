"""A folder of questions that a test may fill with mistakes."""

import json

import pytest

from ketlessons import evidence
from ketlessons.evidence.slips import forget
from ketlessons.quiz import memory


@pytest.fixture(autouse=True)
def nothing_committed():
    """Start each test as a fresh kernel does."""
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def data_with(tmp_path, monkeypatch):
    """Return a function that replaces the collection by these files of rows."""
    (tmp_path / "questions").mkdir()
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
    return {
        "id": "99-check-it",
        "kind": "check",
        "prompt": "Which?",
        "options": [
            {"text": "This.", "key": True, "feedback": "Yes."},
            {"text": "That.", "feedback": "No."},
        ],
    }
