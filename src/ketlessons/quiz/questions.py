"""What does a lesson ask? Questions as data: a prompt, options, and feedback for every option."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from ketlessons import evidence


@dataclass(frozen=True)
class Option:
    """One answer: its words, whether it is the key, and what to say to a learner who picks it."""

    text: str
    key: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """One question with one key.

    Parameters
    ----------
    id
        Unique over the collection.
    kind
        "predict" (the learner commits before any curve is shown; feedback comes later) or "check" (feedback at once).
    prompt
        The question.
    options
        Two to five options, one of them the key, each with feedback.
    """

    id: str
    kind: str
    prompt: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        if self.kind not in ("predict", "check"):
            raise ValueError(f"kind: {self.kind!r} of question {self.id!r}; allowed: 'predict', 'check'")
        if not 2 <= len(self.options) <= 5:
            raise ValueError(f"options: {len(self.options)} of question {self.id!r}; allowed: 2 to 5")
        if not self.prompt.strip() or not all(option.text.strip() for option in self.options):
            raise ValueError(f"prompt, text: question {self.id!r} must have words in its prompt and in every option")
        if not all(isinstance(option.key, bool) for option in self.options):
            raise ValueError(f"key: question {self.id!r} must say true or false, or leave it out")
        if sum(option.key for option in self.options) != 1:
            raise ValueError(f"options: question {self.id!r} must have exactly one key")
        if not all(option.feedback.strip() for option in self.options):
            raise ValueError(f"feedback: question {self.id!r} must have feedback for every option")


@lru_cache
def questions() -> dict[str, Question]:
    """Return every question of the collection by id."""
    found: dict[str, Question] = {}
    folder = evidence.data_path() / "questions"
    for file in sorted((entry for entry in folder.iterdir() if entry.name.endswith(".json")), key=lambda e: e.name):
        for row in json.loads(file.read_text(encoding="utf-8")):
            try:
                options = tuple(Option(o["text"], o.get("key", False), o["feedback"]) for o in row["options"])
                one = Question(row["id"], row["kind"], row["prompt"], options)
            except KeyError as missing:
                raise ValueError(f"{missing}: missing in question {row.get('id')!r} of {file.name}") from None
            if one.id in found:
                raise ValueError(f"id: {one.id!r} stands twice in data/questions")
            found[one.id] = one
    return found


def question(question_id: str) -> Question:
    """Return one question.

    Raises
    ------
    ValueError
        If there is no question with this id.
    """
    try:
        return questions()[question_id]
    except KeyError:
        raise ValueError(f"question_id: {question_id!r} is not a question; allowed: {', '.join(questions())}") from None
