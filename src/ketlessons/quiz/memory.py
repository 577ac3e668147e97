"""What has a learner committed to, and which numbers does this learner draw? The record tells it to the next kernel.

A question that is asked again (the cell was run again, or the kernel was restarted) starts with the answer it was
given. Every answer of every kind comes through `keep`, as a JSON value; what keeps no answers is stopped here.
"""

from __future__ import annotations

import os
import secrets
from typing import Any

from ketlessons import record
from ketlessons.quiz.drawing import LAST_SEED, checked_seed
from ketlessons.quiz.kinds.asked import Question

_answers: dict[str, Any] = {}
#: Why the record could not take an answer; None once that was said.
_unsaved: dict[str, str | None] = {}
_seeds: list[int] = []


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
    fields["asked"] = asked.asked_with(answer)
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
    if entry is None or entry.get("answer") is None:
        return None
    try:
        answer = asked.checked(entry["answer"])
        same = (asked.asked_with(answer), asked.said(answer)) == (entry.get("asked"), entry.get("said"))
        return answer if same else None
    except (ValueError, TypeError, KeyError):
        return None


def told(*asked: Question) -> dict[str, str]:
    """Return what a page must say of the record beside the answer it is sent, as a part of that message."""
    kept = [one.id for one in asked if one.kept]
    if not kept:
        return {}
    unsaved = {_unsaved[one] for one in kept if one in _unsaved}
    if None in unsaved:  # it was said before, and the same answer comes again: is it still so?
        unsaved = (unsaved - {None}) or {record.settle()}
    words = " ".join(filter(None, (*unsaved, record.news())))
    for one in kept:
        if one in _unsaved:
            _unsaved[one] = None if any(unsaved) else ""
    return {"note": words} if words else {}


def forget() -> None:
    """Forget every answer that this kernel holds; what the record keeps stays there."""
    _answers.clear()
    _unsaved.clear()


def seed() -> int:
    """Return the seed of this learner: that of `draw_from`, of KETLESSONS_SEED, of the record, or one by lot.

    Raises
    ------
    ValueError
        If KETLESSONS_SEED is no seed.
    """
    if not _seeds:
        given = os.environ.get("KETLESSONS_SEED", "")
        if given and not given.isdecimal():
            raise ValueError(f"KETLESSONS_SEED: {given!r} is none; allowed: a whole number from 0 to {LAST_SEED}")
        _seeds.append(checked_seed(int(given)) if given else _seed_before())
    return _seeds[0]


def _seed_before() -> int:
    """Return the seed of what this learner answered last, so that the next kernel draws the same; or one by lot."""
    for entry in reversed(record.entries()):
        seed = entry["answer"].get("seed") if isinstance(entry.get("answer"), dict) else None
        if type(seed) is int and 0 <= seed <= LAST_SEED:
            return seed
    return secrets.randbelow(LAST_SEED)


def draw_from(seed: int | None) -> None:
    """Let this learner draw from a seed from now on; None forgets it.

    Raises
    ------
    ValueError
        For what is no seed.
    """
    _seeds[:] = [] if seed is None else [checked_seed(seed)]
