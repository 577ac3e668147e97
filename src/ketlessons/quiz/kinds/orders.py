"""What does a question about an order ask? Steps to be put one after the other, and what typical swaps stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ketlessons.quiz.drawing import shuffled
from ketlessons.quiz.kinds.asked import Question, Verdict
from ketlessons.quiz.kinds.parts import Option, Tags, listed, parts


@dataclass(frozen=True)
class Step:
    """One step: a short name, its words, and what is said of its place."""

    id: str
    name: str
    text: str
    feedback: str


@dataclass(frozen=True)
class Swap:
    """A typical slip: `first` put before `second`, which it follows; what is said, and which misconception it is."""

    first: str
    second: str
    feedback: str
    misconception: str


@dataclass(frozen=True)
class Order(Question):
    """One question about an order.

    Parameters
    ----------
    steps
        Three to seven, in their right order. An answer is the list of their ids as the learner has put them.
    first, last
        What the two ends are called, such as "first" and "last".
    swaps
        Typical slips, each of two steps.

    Raises
    ------
    ValueError
        If the question cannot work; the message names the part and the question.
    """

    kind: str = field(default="order", init=False)
    steps: tuple[Step, ...]
    first: str
    last: str
    swaps: tuple[Swap, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        ids = [step.id for step in self.steps]
        if not 3 <= len(ids) <= 7:
            raise ValueError(f"steps: {len(ids)} of question {self.id!r}; allowed: 3 to 7")
        if len(set(ids)) != len(ids):
            raise ValueError(f"steps: two of question {self.id!r} have one id")
        if not all(part.strip() for step in self.steps for part in (step.id, step.name, step.text, step.feedback)):
            raise ValueError(f"feedback: each step of question {self.id!r} must have an id, a name, words and feedback")
        if not self.first.strip() or not self.last.strip():
            raise ValueError(f"first, last: question {self.id!r} must say what its two ends are")
        for swap in self.swaps:
            if swap.first not in ids or swap.second not in ids or ids.index(swap.first) <= ids.index(swap.second):
                raise ValueError(
                    f"swaps: {swap.first!r} before {swap.second!r} is no slip of question {self.id!r}; allowed: two "
                    "steps, the one that comes later first"
                )
            if not swap.feedback.strip():
                raise ValueError(f"feedback: each swap of question {self.id!r} must have feedback")

    @property
    def options(self) -> tuple[Option, ...]:
        """Each step as an answer that is right, and each typical swap, in words, as one that is wrong."""
        names = {step.id: step.name for step in self.steps}
        right = (Option(step.text, True, step.feedback) for step in self.steps)
        wrong = (
            Option(f"{names[s.first]}, before: {names[s.second]}.", False, s.feedback, s.misconception)
            for s in self.swaps
        )
        return (*right, *wrong)

    def started(self, seed: int) -> list[str]:
        """Return the ids as a learner finds them: shuffled, and never in the right order."""
        right = [step.id for step in self.steps]
        found = shuffled(right, seed, self.id)
        return found if found != right else [*right[1:], right[0]]

    def checked(self, answer: Any) -> list[str]:
        """Return the ids in the order in which they were put; see `Question`."""
        ids = [step.id for step in self.steps]
        if not isinstance(answer, list | tuple) or sorted(map(str, answer)) != sorted(ids):
            raise ValueError(f"answer: {answer!r} is not an order of the steps; allowed: each of {', '.join(ids)} once")
        return list(answer)

    def said(self, answer: Any) -> str:
        """Return the names of the steps as they were put; see `Question`."""
        named = {step.id: step.name for step in self.steps}
        return ", then ".join(named[one] for one in self.checked(answer))

    def judged(self, answer: Any) -> Verdict:
        """Return how many pairs of steps stand in the right order; see `Question`."""
        put = self.checked(answer)
        pairs = list(combinations([step.id for step in self.steps], 2))
        good = sum(put.index(one) < put.index(other) for one, other in pairs)
        slips = [swap for swap in self.swaps if put.index(swap.first) < put.index(swap.second)]
        stand_for = tuple(dict.fromkeys(swap.misconception for swap in slips))
        told = " ".join([*(swap.feedback for swap in slips), *(step.feedback for step in self.steps)])
        return Verdict(good == len(pairs), good / len(pairs), stand_for, told)


def order_from(row: dict[str, Any], tags: Tags, what: str) -> Order:
    """Build one question about an order from what its file holds.

    Raises
    ------
    TableError, ValueError
        If a part is missing, unknown or of the wrong kind, or the question cannot work.
    """
    must = {"id", "kind", "prompt", "steps", "first", "last", *tags.must}
    parts(row, must, {"swaps", *tags.may}, what, ("steps",))
    steps, swaps = [], []
    for number, step in enumerate(listed(row["steps"], "steps", what), start=1):
        parts(step, {"id", "name", "text", "feedback"}, set(), f"step {number} of {what}")
        steps.append(Step(step["id"], step["name"], step["text"], step["feedback"]))
    for number, swap in enumerate(listed(row.get("swaps", []), "swaps", what), start=1):
        here = f"swap {number} of {what}"
        parts(swap, {"first", "second", "feedback", "misconception"}, set(), here)
        tags.misconception(swap["misconception"], here)
        swaps.append(Swap(swap["first"], swap["second"], swap["feedback"], swap["misconception"]))
    return Order(row["id"], row["prompt"], tuple(steps), row["first"], row["last"], tuple(swaps), **tags.of(row))
