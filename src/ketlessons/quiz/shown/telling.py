"""What is the page told of a question? All that it needs to ask, to answer and to explain, without a kernel."""

from __future__ import annotations

from typing import Any

from ketlessons.quiz.drawing import shuffled
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.kinds.numbers import Number
from ketlessons.quiz.kinds.orders import Order
from ketlessons.quiz.kinds.severals import Several

#: What stands before the prompt of each kind.
HEADS = {
    "predict": "Predict",
    "check": "Quick check",
    "several": "Tick all that hold",
    "number": "Work it out",
    "order": "Put in order",
    "sort": "Sort the cards",
}


def told(asked: Question, seed: int, shuffle: bool = False) -> dict[str, Any]:
    """Return what the page is told of a question of any kind but `Sort`, as a JSON value.

    Parameters
    ----------
    asked : Question
        The question.
    seed : int
        From which numbers, the start of an order, and shuffled options are drawn.
    shuffle : bool, optional
        Whether options are shuffled. An answer names them by their place in the file all the same.

    Raises
    ------
    TypeError
        For a kind that is told in another way.
    """
    found = {
        "question": asked.id,
        "kind": asked.kind,
        "head": HEADS[asked.kind],
        "prompt": asked.prompt,
        "kept": asked.kept,
        "lesson": asked.lesson,
    }
    if isinstance(asked, Choice | Several):
        places = list(range(len(asked.options)))
        return {
            **found,
            "options": [{"text": o.text, "key": o.key, "feedback": o.feedback} for o in asked.options],
            "order": shuffled(places, seed, asked.id) if shuffle else places,
        }
    if isinstance(asked, Number):
        return {**found, **_number(asked, seed)}
    if isinstance(asked, Order):
        return {
            **found,
            "first": asked.first,
            "last": asked.last,
            "steps": [{"id": s.id, "name": s.name, "text": s.text, "feedback": s.feedback} for s in asked.steps],
            "swaps": [{"first": s.first, "second": s.second, "feedback": s.feedback} for s in asked.swaps],
            "start": asked.started(seed),
        }
    raise TypeError(f"asked: {asked.kind!r} is told in another way")


def _number(asked: Number, seed: int) -> dict[str, Any]:
    drawn = asked.drawn(seed)
    return {
        "prompt": drawn.prompt,
        "seed": seed,
        "units": [{"text": unit.text, "factor": unit.factor} for unit in asked.units],
        "key": drawn.key,
        "reach": drawn.reach,
        "feedback": drawn.feedback,
        "hint": drawn.hint,
        "wrong": [{"value": one.value, "reach": one.reach, "feedback": one.feedback} for one in drawn.wrong],
    }
