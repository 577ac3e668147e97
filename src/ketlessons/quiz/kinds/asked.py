"""What has every question in common? An id, a lesson, words, and an answer that can be written down and judged.

An answer is a JSON value, whatever the kind of question: what a browser sends, a kernel holds and a file keeps is one
thing. Each kind says in `checked` which values it takes, and in `judged` what becomes of one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """What becomes of one answer.

    Parameters
    ----------
    right
        Whether all of it is right.
    share
        How much of it is right, from 0 to 1.
    misconceptions
        Which misconceptions of `data/misconceptions.csv` the wrong parts of it stand for, in the order of the parts.
    told
        The feedback, as the learner reads it.
    """

    right: bool
    share: float
    misconceptions: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class Question(ABC):
    """What every kind of question has.

    Parameters
    ----------
    id
        Unique over the collection; it stays, whatever is corrected in the words.
    kind
        "predict", "check", "several", "number", "order" or "sort".
    prompt
        The question.
    lesson
        The number of its lesson, such as "02".
    objective
        Which objective of the lesson it asks for: an id of `data/objectives.csv`.
    concept
        Which core concept it asks for: an id of `data/core_concepts.csv`.
    kept
        Whether the answer is held. Where it is not, nothing holds it.
    """

    id: str
    kind: str
    prompt: str
    lesson: str = field(default="", kw_only=True)
    objective: str = field(default="", kw_only=True)
    concept: str = field(default="", kw_only=True)
    kept: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        if not self.prompt.strip():
            raise ValueError(f"prompt: question {self.id!r} must have words in its prompt")
        if not isinstance(self.kept, bool):
            raise ValueError(f"kept: question {self.id!r} must say true or false, or leave it out")

    @abstractmethod
    def checked(self, answer: Any) -> Any:
        """Return an answer as it is kept: a JSON value of its own.

        Raises
        ------
        ValueError
            For what is no answer to this question; the message names the part, the value and what is allowed.
        """

    def asked_with(self, answer: Any) -> str:
        """Return the words of the question to which this is an answer; others were drawn for other learners.

        Raises
        ------
        ValueError
            As `checked`.
        """
        self.checked(answer)
        return self.prompt

    def said(self, answer: Any) -> str:
        """Return an answer in words, as a learner's record and a page to hand in show it.

        Raises
        ------
        ValueError
            As `checked`.
        """
        return str(self.checked(answer))

    @abstractmethod
    def judged(self, answer: Any) -> Verdict:
        """Return what becomes of an answer.

        Raises
        ------
        ValueError
            As `checked`.
        """
