"""How are several keys, a number or an order asked for in a notebook? With native controls, answered at once."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any

import traitlets

from ketlessons.live import LiveWidget, look, script
from ketlessons.quiz import memory
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.numbers import Number
from ketlessons.quiz.shown.copies import copy_of
from ketlessons.quiz.shown.telling import HEADS, told

_HERE = pathlib.Path(__file__).parent


def seed_for(asked: Question, seed: int | None) -> int:
    """Return from which seed a question is drawn: that of its kept answer, a given one, or the learner's."""
    kept = memory.answer_to(asked)
    if isinstance(asked, Number) and kept is not None:
        return int(kept["seed"])
    return memory.seed() if seed is None else seed


class Answered(LiveWidget):
    """One question of several keys, of a number or of an order, live.

    Attributes
    ----------
    answer : JSON value or None
        What the learner committed to, in the form of the question's kind; None before that. The kernel
        and the learner's record keep it: asked again, the question starts with it. Of a question that keeps no answers
        it is always None.
    """

    _esm = script(_HERE / "kinds.js", _HERE / "quiz.js")
    _css = look(_HERE / "quiz.css", _HERE / "kinds.css")
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)

    def __init__(self, asked: Question, seed: int | None = None, **kwargs: Any):
        self.question = asked
        self.seed = seed_for(asked, seed)
        super().__init__(**{"answer": memory.answer_to(asked), **kwargs})
        self._describe(**told(asked, self.seed), **memory.told(asked))
        if asked.kept:
            self.observe(lambda change: memory.keep(asked, change["new"]), "answer")

    @traitlets.validate("answer")
    def _one_that_can_be_given(self, proposal: Any) -> Any:
        if proposal["value"] is None:
            return None
        if not self.question.kept:
            raise ValueError(f"answer: the question {self.question.id!r} keeps no answers; allowed: None")
        return self.question.checked(proposal["value"])

    def _take(self, content: Mapping[str, Any], mark: Mapping[str, Any]) -> None:
        if content.get("type") != "commit":
            return
        if not self.question.kept:  # the browser is told what to say; here nothing is held
            self.send({"type": "heard", "mark": mark, "answer": self.question.checked(content.get("answer"))})
            return
        with self._everybody_hears():  # an observer that fails takes no answer away
            self.answer = self.question.checked(content.get("answer"))
        self.send({"type": "heard", "mark": mark, "answer": self.answer, **memory.told(self.question)})

    def __repr__(self) -> str:
        return f"{HEADS[self.question.kind]}: {self.question.prompt}"

    def _still(self) -> dict[str, str]:
        return copy_of(self.question).forms()
