"""What has a learner committed to, and which numbers does this learner draw? For as long as the kernel lives.

A question that is asked again (the cell was run again, or all cells were) starts with the answer it was given. Every
answer of every kind comes through `keep`, as a JSON value; what keeps no answers is stopped here.
"""

from __future__ import annotations

import os
import secrets
from typing import Any

from ketlessons.quiz.asked import Question
from ketlessons.quiz.drawing import LAST_SEED, checked_seed

_answers: dict[str, Any] = {}
_seeds: list[int] = []


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


def seed() -> int:
    """Return the seed of this learner: that of `draw_from`, of KETLESSONS_SEED, or one that was drawn by lot.

    Raises
    ------
    ValueError
        If KETLESSONS_SEED is no seed.
    """
    if not _seeds:
        given = os.environ.get("KETLESSONS_SEED", "")
        if given and not given.isdecimal():
            raise ValueError(f"KETLESSONS_SEED: {given!r} is none; allowed: a whole number from 0 to {LAST_SEED}")
        _seeds.append(checked_seed(int(given)) if given else secrets.randbelow(LAST_SEED))
    return _seeds[0]


def draw_from(seed: int | None) -> None:
    """Let this learner draw from a seed from now on; None forgets it.

    Raises
    ------
    ValueError
        For what is no seed.
    """
    _seeds[:] = [] if seed is None else [checked_seed(seed)]
