"""Do answers outlive their kernel on a real page, and is a learner told there at once what could not be saved?"""

from __future__ import annotations

import hands
import pytest
from keeping import written

from ketlessons.quiz import questions

PREDICTION = next(q for q in questions().values() if q.kind == "predict")
ASK, REVEAL = f'ask("{PREDICTION.id}")', f'reveal("{PREDICTION.id}")'


def start(place) -> str:
    """Return a first cell as it is for a learner, with the record in a place of this test."""
    return f"import os\nos.environ['KETLESSONS_RECORD'] = {str(place)!r}\nfrom ketlessons import ask, reveal, my_record"


def commit(quiz, index: int) -> None:
    quiz.choose(index)
    quiz.wait("committed", lambda: "Committed" in quiz.feedback.inner_text())


@pytest.mark.parametrize("end", ["restarted", "killed"])
def test_an_answer_outlives_its_kernel_and_is_revealed(scratch, tmp_path, end):
    place = tmp_path / "my-record.jsonl"
    page = scratch(start(place), ASK, REVEAL, name=f"record-{end}")
    _, (quiz,) = hands.widgets(page)
    commit(quiz, 1)
    assert [one["answer"] for one in written(place)] == [1]
    page.page.evaluate(hands.ENDS[end])
    page.run_all()
    _, (again,) = hands.widgets(page)
    assert again.answer() == 1
    assert again.radios.evaluate_all("all => all.findIndex(one => one.checked)") == 1
    again.wait("it is shown", lambda: "Committed" in again.earlier.inner_text())
    assert again.feedback.inner_text() == "", "and not spoken"
    revealed = str(page.outputs())
    assert f"You predicted: {PREDICTION.options[1].text}" in revealed
    assert len(written(place)) == 1


def test_two_tabs_write_one_record(scratch, tmp_path):
    place = tmp_path / "my-record.jsonl"
    one = scratch(start(place), ASK, name="record-one")
    other = scratch(start(place), ASK, "my_record.show()", name="record-other")
    commit(hands.widgets(one)[1][0], 0)
    commit(hands.widgets(other)[1][0], 2)
    assert [entry["answer"] for entry in written(place)] == [0, 2]
    other.run_cell(2)
    assert "1 question answered" in str(other.outputs())


def test_what_cannot_be_saved_is_told_beside_the_answer_and_no_longer_when_it_can(scratch, tmp_path, artifacts, axe):
    place = tmp_path / "my-record.jsonl"
    place.mkdir()  # a folder has its name
    page = scratch(start(place), ASK, name="record-unsaved")
    _, (quiz,) = hands.widgets(page)
    note = quiz.root.locator(".kl-note")
    assert note.get_attribute("role") == "status"
    quiz.wait("it is told before anything is answered", lambda: "cannot be read" in note.inner_text())
    commit(quiz, 1)
    quiz.wait("it is told", lambda: "This is not saved in your record (a folder has its name)" in note.inner_text())
    assert quiz.answer() == 1, "and the lesson goes on"
    page.photograph(artifacts / "record-unsaved.png", quiz.root)
    assert not axe(page)
    place.rmdir()
    quiz.press(quiz.root.get_by_role("button"), "Enter")  # the same answer again
    quiz.wait("the note is gone", lambda: not note.is_visible() or "not saved" not in note.inner_text())
    assert [one["answer"] for one in written(place)] == [1]
