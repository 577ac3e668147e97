"""What does a question with one key ask? Two to five options, and feedback for every one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ketlessons.quiz.kinds.asked import Question, Verdict
from ketlessons.quiz.kinds.parts import Option, Tags, listed, option_from, parts


@dataclass(frozen=True)
class Choice(Question):
    """One question with one key.

    Parameters
    ----------
    kind
        "predict" (the learner commits before any curve is shown; feedback comes later) or "check" (feedback at once).
    options
        Two to five options, one of them the key, each with feedback. An answer is the index of one.

    Raises
    ------
    ValueError
        If the question cannot work; the message names the part and the question.
    """

    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.kind not in ("predict", "check"):
            allowed = "'predict', 'check', 'several', 'number', 'order', 'sort'"
            raise ValueError(f"kind: {self.kind!r} of question {self.id!r}; allowed: {allowed}")
        if not 2 <= len(self.options) <= 5:
            raise ValueError(f"options: {len(self.options)} of question {self.id!r}; allowed: 2 to 5")
        if not all(option.text.strip() for option in self.options):
            raise ValueError(f"prompt, text: question {self.id!r} must have words in its prompt and in every option")
        if not all(isinstance(option.key, bool) for option in self.options):
            raise ValueError(f"key: question {self.id!r} must say true or false, or leave it out")
        if sum(option.key for option in self.options) != 1:
            raise ValueError(f"options: question {self.id!r} must have exactly one key")
        if not all(option.feedback.strip() for option in self.options):
            raise ValueError(f"feedback: question {self.id!r} must have feedback for every option")

    def checked(self, answer: Any) -> int:
        """Return the index of an option; see `Question`."""
        last = len(self.options) - 1
        if not isinstance(answer, int) or isinstance(answer, bool) or not 0 <= answer <= last:
            raise ValueError(f"answer: {answer!r} is not an option; allowed: 0 to {last}")
        return answer

    def said(self, answer: Any) -> str:
        """Return the words of an option; see `Question`."""
        return self.options[self.checked(answer)].text

    def judged(self, answer: Any) -> Verdict:
        """Return what becomes of an option; see `Question`."""
        option = self.options[self.checked(answer)]
        return Verdict(option.key, float(option.key), option.stands_for, option.feedback)


def choice_from(row: Any, tags: Tags, what: str) -> Choice:
    """Build one question with one key from what its file holds.

    Raises
    ------
    TableError, ValueError
        If a part is missing, unknown or of the wrong kind, or the question cannot work.
    """
    parts(row, {"id", "kind", "prompt", "options", *tags.must}, {*tags.may}, what, ("options",))
    options = [
        option_from(one, f"option {number} of {what}", tags)
        for number, one in enumerate(listed(row["options"], "options", what), start=1)
    ]
    return Choice(row["id"], row["kind"], row["prompt"], tuple(options), **tags.of(row))
