"""How are cards sorted in a notebook? By a native list for each, a switch that moves cards, and feedback on each."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from html import escape
from typing import Any

import traitlets

from ketlessons.evidence.display import forms, table_markup
from ketlessons.live import LiveWidget, look, script
from ketlessons.quiz import memory
from ketlessons.quiz.kinds.sorts import Sort

_HERE = pathlib.Path(__file__).parent
_HEAD = "Sort the cards"
_SUMMARY = "Answer and feedback"


class Sorting(LiveWidget):
    """One sorting question, live.

    Attributes
    ----------
    answer : dict
        The case the switch is set to, where each card was put, and whether that was checked. The kernel and the
        learner's record keep it: asked again, the question starts with it.
    """

    _esm = script(_HERE / "sorting.js")
    _css = look(_HERE / "quiz.css", _HERE / "sorting.css")
    answer = traitlets.Dict().tag(sync=True)

    def __init__(self, asked: Sort, **kwargs: Any):
        self.question = asked
        super().__init__(**{"answer": memory.answer_to(asked) or asked.unanswered, **kwargs})
        self._describe(
            prompt=asked.prompt,
            lesson=asked.lesson,
            switch=asked.switch,
            cases=[{"id": case.id, "text": case.text} for case in asked.cases],
            places=[{"id": place.id, "text": place.text} for place in asked.places],
            cards=[
                {
                    "id": card.id,
                    "name": card.name,
                    "text": card.text,
                    "place": dict(card.place),
                    "feedback": dict(card.feedback),
                }
                for card in asked.cards
            ],
            **memory.told(asked),
        )
        self.observe(lambda change: memory.keep(asked, change["new"]), "answer")

    @traitlets.validate("answer")
    def _one_that_can_be_given(self, proposal: Any) -> dict[str, Any]:
        return self.question.checked(proposal["value"])

    def _take(self, content: Mapping[str, Any], mark: Mapping[str, Any]) -> None:
        if content.get("type") != "commit":
            return
        with self._everybody_hears():  # an observer that fails takes no answer away
            self.answer = content.get("answer")
        self.send({"type": "heard", "mark": mark, "answer": self.answer, **memory.told(self.question)})

    def __repr__(self) -> str:
        return f"{_HEAD}: {self.question.prompt}"

    def _still(self) -> dict[str, str]:
        asked = self.question
        places = "; ".join(place.text for place in asked.places)
        switch = f"<p>{escape(asked.switch)}: {escape(_cases(asked))}.</p>" if asked.switch else ""
        items = "".join(f"<li>{escape(card.text)}</li>" for card in asked.cards)
        html = (
            f"<p><strong>{_HEAD}.</strong> {escape(asked.prompt)}</p><p>Places: {escape(places)}.</p>{switch}"
            f"<ol>{items}</ol>{_answers(asked)}"
        )
        return forms(html, _in_words(asked), _printed(asked))


def _cases(asked: Sort) -> str:
    return "; ".join(case.text for case in asked.cases)


def _answers(asked: Sort) -> str:
    """Return a table of where each card belongs in each case, and why, folded away."""
    heads = [escape(case.text) or "Where it belongs" for case in asked.cases]
    rows = [
        (
            escape(card.text),
            *(
                f"<strong>{escape(asked.place_of(card, case.id))}.</strong> {escape(card.feedback[case.id])}"
                for case in asked.cases
            ),
        )
        for card in asked.cards
    ]
    table = table_markup("Where each card belongs, and why", ("Card", *heads), rows)
    return f"<details><summary>{_SUMMARY}</summary>{table}</details>"


def _asked(asked: Sort) -> list[str]:
    lines = [f"{_HEAD}: {asked.prompt}", f"Places: {'; '.join(place.text for place in asked.places)}"]
    lines += [f"{asked.switch}: {_cases(asked)}"] if asked.switch else []
    return lines + [f"{number}. {card.text}" for number, card in enumerate(asked.cards, start=1)]


def _in_words(asked: Sort) -> str:
    """Return a question as plain text, for a terminal or a word processor. It tells no place."""
    left_out = "(Answer and feedback are left out here; the notebook and its page hold them.)"
    return "\n".join([*_asked(asked), left_out])


def _printed(asked: Sort) -> str:
    """Return a question for paper, where nothing can be unfolded later: with its answers after it."""
    lines = [*_asked(asked), f"{_SUMMARY}:"]
    for card in asked.cards:
        lines.append(f"  - {card.text}")
        for case in asked.cases:
            where = f"{case.text}: " if case.text else ""
            lines.append(f"    - {where}{asked.place_of(card, case.id)}. {card.feedback[case.id]}")
    return "\n".join(lines)
