"""Words for learners are about the subject: no lesson, question or shown cell says what was read to make it.

The words of explorers are tested beside the figures. The list of papers at a lesson's end may say what it lists.
"""

import csv
import json
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
_USE = r"(?!\s+(?:off|out|aloud|a|an|the|it|\d))"
#: "Read off the curve", "read it aloud" and "what you may have read" are for learners; what these find is not.
OURS = re.compile(
    rf"\b(?:was|were|been|can be|could be|nobody|never|nothing)(?: not| only| never| ever)? read\b{_USE}"
    rf"|\bnot read\b{_USE}|\b(?:trials|papers|pages?|each|copy|summary|abstracts?) read\b"
    r"|\bread (?:at the source|in (?:reports|a model file|the paper|somebody|someone))",
    re.IGNORECASE,
)
#: Columns of the tables that no lesson shows.
KEPT = {"id", "source", "status", "depth", "note", "interval"}


def words_of(thing) -> list[str]:
    """Return every text in a file of JSON."""
    if isinstance(thing, str):
        return [thing]
    return [text for part in (thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ())
            for text in words_of(part)]  # fmt: skip


def found(texts) -> list[str]:
    return [text[max(0, hit.start() - 60) : hit.end() + 30] for text in texts for hit in OURS.finditer(text)]


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("at a voltage that was not read; a range was read", 2),
        ("site of sampling not read", 1),
        ("the variances that could be read", 1),
        ("read at the source", 1),
        ("between the arms of the trials read", 1),
        ("do not read 5 % as none, nor an effect that can be read off the curve", 0),
        ("What you may have read is meant to be read aloud", 0),
        ("not given in the abstract", 0),
    ],
)
def test_the_rule_tells_our_reading_from_theirs(text, ours):
    assert len(found([text])) == ours


def test_prose_code_and_outputs(lesson):
    said = [cell.source for cell in lesson.cells]
    said += [
        text
        for index, output in lesson.outputs()
        if "reference_list(" not in lesson.cells[index].source
        for text in (output.get("text", ""), *words_of(output.get("data", {})))
    ]
    assert len(said) > 30
    assert not found(said)


@pytest.mark.parametrize("folder", ["questions", "bank", "tasks"])
def test_questions_and_tasks(folder):
    files = sorted((ROOT / "data" / folder).glob("*.json"))
    assert files
    assert not found(text for file in files for text in words_of(json.loads(file.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("file", sorted((ROOT / "data").glob("*.csv")), ids=lambda file: file.name)
def test_cells_that_lessons_show(file):
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row.get("status") != "unverified"]
    assert rows
    assert not found(cell for row in rows for name, cell in row.items() if name not in KEPT)
