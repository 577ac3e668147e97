"""How is a question asked in a notebook? Native radio buttons, feedback in words, and a copy that needs no code."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from html import escape
from typing import Any

import traitlets

from ketlessons.evidence.display import forms, table_markup
from ketlessons.live import Announced, LiveWidget, look, script
from ketlessons.quiz import memory
from ketlessons.quiz.drawing import PRINTED
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.kinds.parts import Option
from ketlessons.quiz.kinds.sorts import Sort
from ketlessons.quiz.questions import question
from ketlessons.quiz.shown.answered import Answered
from ketlessons.quiz.shown.sorting import Sorting
from ketlessons.quiz.shown.telling import HEADS, told

_HERE = pathlib.Path(__file__).parent


class Quiz(LiveWidget):
    """One question, live.

    Attributes
    ----------
    answer : int
        Index of the option the learner committed to; -1 before that. The kernel and the learner's record keep it: asked
        again, the question starts with it. Of a question that keeps no answers it is always -1.
    """

    _esm = script(_HERE / "kinds.js", _HERE / "quiz.js")
    _css = look(_HERE / "quiz.css", _HERE / "kinds.css")
    answer = traitlets.Int(-1).tag(sync=True)

    def __init__(self, asked: Choice, **kwargs: Any):
        self.question = asked
        super().__init__(**{"answer": _index(memory.answer_to(asked)), **kwargs})
        self._describe(**told(asked, PRINTED), **memory.told(asked))
        if asked.kept:
            self.observe(lambda change: memory.keep(asked, _or_none(change["new"])), "answer")

    @traitlets.validate("answer")
    def _one_of_the_options(self, proposal: Any) -> int:
        allowed = self._allowed(proposal["value"])
        if allowed >= 0 and not self.question.kept:
            raise ValueError(f"answer: the question {self.question.id!r} keeps no answers; allowed: -1")
        return allowed

    def _allowed(self, value: Any) -> int:
        return -1 if value == -1 else self.question.checked(value)

    def _take(self, content: Mapping[str, Any], mark: Mapping[str, Any]) -> None:
        if content.get("type") != "commit":
            return
        if not self.question.kept:  # the browser is told what to say; here nothing is held
            self.send({"type": "heard", "mark": mark, "answer": self._allowed(content.get("answer"))})
            return
        with self._everybody_hears():  # an observer that fails takes no answer away
            self.answer = content.get("answer")
        self.send({"type": "heard", "mark": mark, "answer": self.answer, **memory.told(self.question)})

    def reveal(self) -> Reveal:
        """Return how each prediction fared, and which one the learner committed to."""
        return Reveal(self.question, self.answer)

    def __repr__(self) -> str:
        return f"{HEADS[self.question.kind]}: {self.question.prompt}"

    def _still(self) -> dict[str, str]:
        asked = self.question
        items = "".join(f"<li>{escape(option.text)}</li>" for option in asked.options)
        answers = "" if asked.kind == "predict" else _answers(asked)
        settle = (
            "Commit to one before you read on." if asked.kept else "Settle on one before you read on. It is not kept."
        )
        later = f"<p>{settle}</p>" if asked.kind == "predict" else ""
        html = f"<p><strong>{HEADS[asked.kind]}.</strong> {escape(asked.prompt)}</p><ol>{items}</ol>{later}{answers}"
        return forms(html, _in_words(asked), _printed(asked))


class Reveal(Announced):
    """What became of a prediction: feedback for every option, the learner's own marked.

    Before a learner has committed to one, the answers stay folded.
    """

    def __init__(self, asked: Choice, answer: int):
        self.question, self.answer = asked, answer

    def __repr__(self) -> str:
        asked = self.question
        if not asked.kept:
            return f"No answer to this question is kept. What happens: {self._key}"
        if self.answer < 0:
            return (
                "You have not committed to a prediction yet, or the kernel was restarted since. Go back to the cell "
                f"that asks \u201c{asked.prompt}\u201d, run it, commit to one answer, and run this cell again. "
                "Until then it stays folded how each one fares."
            )
        return f"You predicted: {asked.options[self.answer].text} What happens: {self._key}"

    @property
    def _key(self) -> str:
        return next(option.text for option in self.question.options if option.key)

    def _heard(self) -> str:
        # Run with all other cells, nobody waits for it: then it is short.
        return (
            repr(self) if self.answer >= 0 or not self.question.kept else "You have not committed to a prediction yet."
        )

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        head = repr(self).split(" What happens:")[0]
        fates = [
            (
                f"{option.text}{' (your prediction)' if index == self.answer else ''}",
                f"{'What happens.' if option.key else 'Not so.'} {option.feedback}",
            )
            for index, option in enumerate(self.question.options)
        ]
        rows = [tuple(map(escape, fate)) for fate in fates]
        title = "Each prediction, and what this lesson shows"
        table = table_markup(title, ("Prediction", "How it fares"), rows)
        if self.answer < 0 and self.question.kept:
            table = f"<details><summary>Show what happens without a prediction</summary>{table}</details>"
        # Paper folds nothing, so there everything is told, as it is when a page is printed.
        printed = "\n".join(
            [
                head if self.answer >= 0 or not self.question.kept else title,
                *(f"- {prediction} {fate}" for prediction, fate in fates),
            ]
        )
        return forms(f"<p>{escape(head)}</p>{table}", repr(self), printed)


def _index(answer: int | None) -> int:
    """Return an answer as the page is told it: -1 where there is none."""
    return -1 if answer is None else answer


def _or_none(index: int) -> int | None:
    return None if index < 0 else index


_SUMMARY = "Answer and feedback"


def _word(option: Option) -> str:
    return "Right" if option.key else "Not quite"


def _answers(asked: Choice) -> str:
    items = "".join(
        f"<li><strong>{_word(option)}:</strong> {escape(option.text)} {escape(option.feedback)}</li>"
        for option in asked.options
    )
    return f"<details><summary>{_SUMMARY}</summary><ol>{items}</ol></details>"


def _asked(asked: Choice) -> list[str]:
    numbered = (f"{number}. {option.text}" for number, option in enumerate(asked.options, start=1))
    return [f"{HEADS[asked.kind]}: {asked.prompt}", *numbered]


def _in_words(asked: Choice) -> str:
    """Return a question as plain text, for a terminal or a word processor. It tells no key."""
    lines = _asked(asked)
    if asked.kind == "check":
        lines.append("(Answer and feedback are left out here; the notebook and its page hold them.)")
    return "\n".join(lines)


def _printed(asked: Choice) -> str:
    """Return a question for paper, where nothing can be unfolded later: a check with its answers after it."""
    lines = _asked(asked)
    if asked.kind == "check":
        lines.append(f"{_SUMMARY}:")
        lines += [f"  - {_word(option)}: {option.text} {option.feedback}" for option in asked.options]
    return "\n".join(lines)


def asked_live(question_id: str) -> Quiz | Sorting | Answered:
    """Return the live question with this id."""
    asked = question(question_id)
    if isinstance(asked, Sort):
        return Sorting(asked)
    return Quiz(asked) if isinstance(asked, Choice) else Answered(asked)


def told_live(question_id: str) -> Reveal:
    """Return how each prediction fared, by the id of its question."""
    asked = question(question_id)
    if not isinstance(asked, Choice):
        raise ValueError(f"question_id: {question_id!r} has answered where it was asked")
    return Reveal(asked, _index(memory.answer_to(asked)))
