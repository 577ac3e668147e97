"""What has a learner committed to? Answers by question, for as long as the kernel lives.

A question that is asked again (the cell was run again, or all cells were) starts with the answer it was given.
"""

from __future__ import annotations

from typing import Any

_answers: dict[str, int] = {}
_sorted: dict[str, dict[str, Any]] = {}


def keep(question_id: str, answer: int) -> None:
    """Keep the index of the option a learner committed to; a negative one forgets it."""
    if answer < 0:
        _answers.pop(question_id, None)
    else:
        _answers[question_id] = answer


def answer_to(question_id: str) -> int:
    """Return the index of the option a learner committed to, or -1."""
    return _answers.get(question_id, -1)


def keep_sorted(question_id: str, answer: dict[str, Any]) -> None:
    """Keep where a learner has put the cards of a sorting question."""
    _sorted[question_id] = answer


def sorted_as(question_id: str) -> dict[str, Any] | None:
    """Return where a learner has put the cards, or None."""
    return _sorted.get(question_id)


def forget() -> None:
    """Forget every answer."""
    _answers.clear()
    _sorted.clear()
