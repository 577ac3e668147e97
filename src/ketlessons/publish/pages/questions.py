"""What does a page know of a question? All that its widget is told in JupyterLab, and what becomes of each answer."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from ketlessons import quiz
from ketlessons.live import LiveWidget
from ketlessons.quiz.shown.view import Reveal

#: What any widget has, and no question needs on a page.
_OF_EVERY_WIDGET = re.compile(r"_(?!spec$).*|layout|tabbable|tooltip|comm|keys|log")
_COMMITTED = "Committed. You can change it. Further down, this page tells what becomes of it."


def asked(question_id: str) -> tuple[LiveWidget, dict[str, Any]]:
    """Return the widget of a question, whose script and style a page needs, and what its model holds at first.

    What the browser needs to know of a question stands in its `_spec`, whatever kind of question it is.
    """
    widget = quiz.ask(question_id)
    state = {name: getattr(widget, name) for name in widget.keys if not _OF_EVERY_WIDGET.fullmatch(name)}
    state["_spec"] = {**state["_spec"], "id": question_id, "held": _COMMITTED, "sending": "Saving your answer ..."}
    return widget, state


def told(question_id: str) -> list[str] | None:
    """Return what a page tells of a prediction: before there is one, and for each option. None if that is the same.

    In JupyterLab a learner runs a cell for that; a page tells it as soon as there is a prediction.
    """
    question = quiz.question(question_id)
    if not isinstance(question, quiz.Question) or not question.kept:
        return None
    fates = [Reveal(question, answer)._repr_mimebundle_()["text/html"] for answer in range(-1, len(question.options))]
    words = (
        f"You have not committed to a prediction yet. Go back to the question “{question.prompt}” and commit to one."
    )
    first = re.sub(r"^<p>.*?</p>", lambda _: f"<p>{escape(words)}</p>", fates[0], count=1, flags=re.S)
    return [first, *fates[1:]]
