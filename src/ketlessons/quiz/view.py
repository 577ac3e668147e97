"""How is a question asked in a notebook? Native radio buttons, feedback in words, and a copy that needs no code."""

from __future__ import annotations

import pathlib
from html import escape
from typing import Any

import anywidget
import traitlets

from ketlessons.evidence.display import table_markup
from ketlessons.figures import style
from ketlessons.quiz.questions import Question, question

_HERE = pathlib.Path(__file__).parent


class Quiz(anywidget.AnyWidget):
    """One question, live.

    Attributes
    ----------
    answer : int
        Index of the option the learner committed to; -1 before that.
    """

    _esm = _HERE / "quiz.js"
    _css = style.theme_css() + (_HERE / "quiz.css").read_text(encoding="utf-8")
    _spec = traitlets.Dict().tag(sync=True)
    answer = traitlets.Int(-1).tag(sync=True)

    def __init__(self, asked: Question, **kwargs: Any):
        self.question = asked
        super().__init__(**kwargs)
        self._spec = {
            "kind": asked.kind,
            "prompt": asked.prompt,
            "options": [{"text": o.text, "key": o.key, "feedback": o.feedback} for o in asked.options],
        }

    @traitlets.validate("answer")
    def _one_of_the_options(self, proposal: Any) -> int:
        last = len(self.question.options) - 1
        if not -1 <= proposal["value"] <= last:
            raise ValueError(f"answer: {proposal['value']!r} is not an option; allowed: -1 (none yet) to {last}")
        return proposal["value"]

    def reveal(self) -> Reveal:
        """Return how each prediction fared, and which one the learner committed to."""
        return Reveal(self.question, self.answer)

    def __repr__(self) -> str:
        return f"{_HEADS[self.question.kind]}: {self.question.prompt}"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        live = super()._repr_mimebundle_(**kwargs)
        data, metadata = live if isinstance(live, tuple) else (live or {}, {})
        return {**data, "text/plain": repr(self), "text/html": self._still()}, metadata

    def _still(self) -> str:
        asked = self.question
        items = "".join(f"<li>{escape(option.text)}</li>" for option in asked.options)
        answers = "" if asked.kind == "predict" else _answers(asked, "Answer and feedback")
        later = "<p>Commit to one before you read on.</p>" if asked.kind == "predict" else ""
        return f"<p><strong>{_HEADS[asked.kind]}.</strong> {escape(asked.prompt)}</p><ol>{items}</ol>{later}{answers}"


class Reveal:
    """What became of a prediction: feedback for every option, the learner's own marked."""

    def __init__(self, asked: Question, answer: int):
        self.question, self.answer = asked, answer

    def __repr__(self) -> str:
        asked = self.question
        if self.answer < 0:
            first = "You have not committed to a prediction yet. Here is how each one fares."
        else:
            first = f"You predicted: {asked.options[self.answer].text}"
        key = next(option for option in asked.options if option.key)
        return f"{first} What happens: {key.text}"

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        head = repr(self).split(" What happens:")[0]
        rows = [
            (
                f"{escape(option.text)}{' (your prediction)' if index == self.answer else ''}",
                f"{'What happens.' if option.key else 'Not so.'} {escape(option.feedback)}",
            )
            for index, option in enumerate(self.question.options)
        ]
        table = table_markup("Each prediction, and what this lesson shows", ("Prediction", "How it fares"), rows)
        return {"text/plain": repr(self), "text/html": f"<p>{escape(head)}</p>{table}"}


_HEADS = {"predict": "Predict", "check": "Quick check"}


def _answers(asked: Question, summary: str) -> str:
    items = "".join(
        f"<li><strong>{'Right' if option.key else 'Not quite'}:</strong> {escape(option.text)} "
        f"{escape(option.feedback)}</li>"
        for option in asked.options
    )
    return f"<details><summary>{summary}</summary><ol>{items}</ol></details>"


def ask(question_id: str) -> Quiz:
    """Return the live question with this id.

    Raises
    ------
    ValueError
        If there is no question with this id.
    """
    return Quiz(question(question_id))
