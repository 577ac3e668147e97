"""Can every question be answered by keyboard, and does it answer back?

Where a lesson promises that no answer is kept, the page answers back all the same, and the kernel holds nothing.
"""

from __future__ import annotations

import re

import hands
import pytest


def newer_words(quiz):
    """Return a function that tells what the line of feedback says, once it was written after this call.

    The same words may be said again, and another test may have answered before: so it is not the words that are
    compared. Each time the line is written, the browser makes a new node of text.
    """
    before = quiz.feedback.evaluate_handle("line => line.firstChild")

    def told() -> str:
        return quiz.feedback.evaluate(
            "(line, before) => line.firstChild === before ? '' : line.textContent.trim()", before
        )

    return told


def answered(quiz, index: int, told) -> None:
    """Wait until an answer has arrived: in the kernel, or, where none is kept, in the words on the page alone."""
    if quiz.kept:
        quiz.wait(f"option {index} reaches the kernel", lambda: quiz.answer() == index)
    # While the answer is on its way, and while the kernel is busy, the line says so.
    predicted = "Committed" if quiz.kept else "Your answer is kept nowhere"
    starts = (predicted,) if quiz.kind == "predict" else ("Right.", "Not quite.")
    quiz.wait(f"option {index} is answered", lambda: told().startswith(starts))
    if not quiz.kept:
        assert quiz.answer() == -1, f"{quiz.name}: the kernel holds an answer that should be kept nowhere"


def test_every_option_has_its_own_answer(lesson, quizzes):
    with hands.Problems() as problems:
        for quiz in quizzes:
            with problems.part(quiz.name):
                role = quiz.feedback.get_attribute("role")
                problems.expect(role == "status", f"{quiz.name}: feedback in an element of role {role}")
                heard = []
                for index, option in enumerate(quiz.options):
                    where = f"{quiz.name}, option {index} ({option['text'][:40]!r})"
                    told = newer_words(quiz)
                    quiz.choose(index)
                    answered(quiz, index, told)
                    said = quiz.feedback.inner_text()
                    heard.append(said)
                    checked = quiz.radios.evaluate_all("all => all.findIndex(one => one.checked)")
                    problems.expect(checked == index, f"{where}: option {checked} is marked")
                    if quiz.kind == "predict":
                        promise = "Committed" if quiz.kept else "kept nowhere"
                        problems.expect(promise in said, f"{where}: answered {said!r}")
                        leaked = any(other["feedback"] in said for other in quiz.options)
                        problems.expect(not leaked, f"{where}: a prediction must not be answered before the reveal")
                    else:
                        verdict = "Right" if option["key"] else "Not quite"
                        problems.expect(said.startswith(verdict), f"{where}: should say {verdict}, says {said!r}")
                        problems.expect(
                            option["feedback"] in said, f"{where}: does not give its feedback, but {said!r}"
                        )
                if quiz.kind == "check":
                    problems.expect(
                        len(set(heard)) == len(heard), f"{quiz.name}: two options are answered alike: {heard}"
                    )


def test_a_button_without_a_choice_says_so(scratch):
    from ketlessons.quiz import questions

    asked = next(iter(questions()))
    page = scratch(f"from ketlessons import ask\nask({asked!r})", name="unanswered")
    _, (quiz,) = hands.widgets(page)
    button = quiz.root.get_by_role("button")
    quiz.press(button, "Enter")
    assert "first" in quiz.feedback.inner_text()
    assert quiz.answer() == -1


def test_the_reveal_shows_what_was_predicted(lesson, quizzes):
    predictions = [quiz for quiz in quizzes if quiz.kind == "predict"]
    reveals = [
        index
        for index, cell in enumerate(lesson.cells())
        if cell["type"] == "code" and re.search(r"^reveal\(", cell["source"], flags=re.M)
    ]
    if not predictions and not reveals:
        pytest.skip(f"{lesson.notebook} asks for no prediction")
    assert len(predictions) == len(reveals), (
        f"{lesson.notebook}: {len(predictions)} predictions, {len(reveals)} reveals"
    )
    with hands.Problems() as problems:
        for quiz, cell in zip(predictions, reveals, strict=True):
            for index, option in enumerate(quiz.options):
                where = f"{quiz.name}, revealed in cell {cell}, option {index}"
                quiz.choose(index)
                if quiz.kept:
                    quiz.wait(f"option {index} reaches the kernel", lambda q=quiz, i=index: q.answer() == i)
                lesson.run_cell(cell)
                shown = lesson.page.evaluate(
                    """i => window.jupyterapp.shell.currentWidget.content.widgets[i].node
                             .querySelector('.jp-OutputArea').innerText""",
                    cell,
                )
                marked = [row for row in shown.splitlines() if "(your prediction)" in row]
                if quiz.kept:
                    problems.expect(f"You predicted: {option['text']}" in shown, f"{where}: shows {shown[:200]!r}")
                    problems.expect(
                        len(marked) == 1 and option["text"] in marked[0], f"{where}: marked in the table: {marked}"
                    )
                else:
                    problems.expect("No answer to this question is kept" in shown, f"{where}: shows {shown[:200]!r}")
                    problems.expect(not marked, f"{where}: shows what was predicted: {marked}")
                for other in quiz.options:
                    problems.expect(other["feedback"] in shown, f"{where}: no feedback for {other['text']!r}")
