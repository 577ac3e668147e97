"""What has a learner committed to? Answers by question, for as long as the kernel lives.

A question that is asked again (the cell was run again, or all cells were) starts with the answer it was given. Every
answer of every kind comes through `keep`, as a JSON value; what keeps no answers is stopped here.
"""

from __future__ import annotations

from typing import Any

from ketlessons.quiz.asked import Question

_answers: dict[str, Any] = {}


def keep(asked: Question, answer: Any) -> None:
    """Keep the answer a learner committed to; None forgets it.

    Raises
    ------
    ValueError
        If the question keeps no answers.
    """
    if not asked.kept:
        raise ValueError(f"answer: the question {asked.id!r} keeps no answers")
    if answer is None:
        _answers.pop(asked.id, None)
    else:
        _answers[asked.id] = answer


def answer_to(asked: Question) -> Any:
    """Return the answer a learner committed to, or None."""
    return _answers.get(asked.id) if asked.kept else None


def forget() -> None:
    """Forget every answer."""
    _answers.clear()
