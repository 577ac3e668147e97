"""What has a learner committed to? The kernel holds it, and the learner's record keeps it for the next kernel.

A question that is asked again (the cell was run again, or the kernel was restarted) starts with the answer it was
given. Every answer of every kind comes through `keep`, as a JSON value; what keeps no answers is stopped here.
"""

from __future__ import annotations

from typing import Any

from ketlessons import record
from ketlessons.quiz.asked import Question

_answers: dict[str, Any] = {}
#: Why the record could not take an answer; None once that was said.
_unsaved: dict[str, str | None] = {}


def keep(asked: Question, answer: Any) -> None:
    """Keep the answer a learner committed to; None forgets it. `told` says if the record could not take it.

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
    _unsaved[asked.id] = record.add("answer", asked.lesson, **written(asked, answer))


def written(asked: Question, answer: Any) -> dict[str, Any]:
    """Return what the record keeps of an answer: enough to read it where this version of the question is gone."""
    fields = {"of": asked.id, "kind": asked.kind, "asked": asked.prompt, "answer": answer}
    if answer is None:
        return fields
    verdict = asked.judged(answer)
    judged = {"right": verdict.right, "share": verdict.share, "misconceptions": verdict.misconceptions}
    return {**fields, "said": asked.said(answer), **judged, "objective": asked.objective, "concept": asked.concept}


def answer_to(asked: Question) -> Any:
    """Return the answer a learner committed to, or None."""
    if not asked.kept:
        return None
    return _answers[asked.id] if asked.id in _answers else _recorded(asked)


def _recorded(asked: Question) -> Any:
    """Return what an earlier kernel was answered, if the question and the answer still have the same words."""
    entry = record.last("answer", asked.id)
    if entry is None or entry.get("asked") != asked.prompt or entry.get("answer") is None:
        return None
    try:
        answer = asked.checked(entry["answer"])
        return answer if asked.said(answer) == entry.get("said") else None
    except (ValueError, TypeError, KeyError):
        return None


def told(asked: Question) -> dict[str, str]:
    """Return what a page must say of the record beside the answer it is sent, as a part of that message."""
    if not asked.kept:
        return {}
    unsaved = _unsaved.get(asked.id, "")
    if unsaved is None:  # it was said before, and the same answer comes again: is it still so?
        unsaved = record.settle()
    _unsaved[asked.id] = None if unsaved else ""
    words = " ".join(filter(None, (unsaved, record.news())))
    return {"note": words} if words else {}


def forget() -> None:
    """Forget every answer that this kernel holds; what the record keeps stays there."""
    _answers.clear()
    _unsaved.clear()
