"""Does the student set keep back what it must, and nothing else, and does it run?"""

import json
import subprocess
import sys

import nbformat
import pytest
from kept_back import found, secrets

from ketlessons.publish.kit import students

#: Together they hold every kind of question, a prediction that is met again, and the mixed review.
RUN = ("01-meet-ketamine", "09-put-it-together")


@pytest.fixture(scope="module")
def set_(folder, tmp_path_factory):
    into = tmp_path_factory.mktemp("student-notebooks")
    students.write(folder, into)
    return into


def words(notebook):
    """Return all text of a notebook, whatever holds it."""
    held = []

    def walk(value):
        if isinstance(value, str):
            held.append(value)
        elif isinstance(value, dict):
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(json.loads(nbformat.writes(notebook)))
    return "\n".join(held)


def test_no_answer_and_no_note_for_teachers_stands_anywhere_in_it(path, set_, saved):
    kept_back, text = secrets(saved[path.stem]), words(nbformat.read(set_ / path.name, as_version=4))
    assert kept_back.notes
    assert kept_back.feedback
    for name in ("answers", "notes", "feedback"):
        pieces = getattr(kept_back, name)
        assert found(pieces, words(saved[path.stem])) == list(pieces) or name == "feedback", (
            "the test looks for nothing"
        )
        assert not found(pieces, text), name
    for line in ("Answer and feedback:", "<summary>Answer", "<summary>Show what", "For teachers", "olution fold"):
        assert line not in text


def test_feedback_is_found_in_the_saved_lesson_so_that_not_finding_it_means_something(path, saved):
    kept_back = secrets(saved[path.stem])
    assert len(found(kept_back.feedback, words(saved[path.stem]))) >= len(kept_back.feedback) // 2 > 0


def test_all_else_is_as_it_was(path, set_, saved):
    before, after = saved[path.stem], nbformat.read(set_ / path.name, as_version=4)
    code = [[(cell.id, cell.source) for cell in one.cells if cell.cell_type == "code"] for one in (before, after)]
    assert code[0] == code[1]
    hints = [sum(cell.source.count("<summary>Hint</summary>") for cell in one.cells) for one in (before, after)]
    assert hints[0] == hints[1]
    outputs = [[output for cell in one.cells for output in cell.get("outputs", [])] for one in (before, after)]
    shown = [[one.data["image/png"] for one in held if "image/png" in one.get("data", {})] for held in outputs]
    assert shown[0] == shown[1]
    assert len(before.cells) - len(after.cells) <= 1, "only a cell that held nothing but notes may go"
    assert after.cells[0].source.endswith(students.SAID)


def test_the_same_lessons_give_the_same_bytes(folder, set_, tmp_path):
    for file in students.write(folder, tmp_path):
        assert file.read_bytes() == (set_ / file.name).read_bytes()


def test_it_runs_and_says_what_it_said_under_strict_nbval(set_):
    files = [str(set_ / f"{name}.ipynb") for name in RUN]
    nbval = ["--nbval", "--nbval-sanitize-with", str(set_ / students.SETTINGS), "--nbval-cell-timeout=120"]
    command = [sys.executable, "-m", "pytest", *nbval, "-q", "-p", "no:cacheprovider", *files]
    done = subprocess.run(command, cwd=set_, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


def test_what_a_run_may_bring_back_is_what_was_cut():
    text = students.overlooked()
    for pattern, instead in students.CUT.values():
        assert f"regex: {pattern}\nreplace: {instead}\n" in text
