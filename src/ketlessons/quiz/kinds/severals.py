"""What does a question with several keys ask? Three to eight statements, each right or not, with feedback for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ketlessons.quiz.kinds.asked import Question, Verdict
from ketlessons.quiz.kinds.parts import Option, Tags, listed, option_from, parts


@dataclass(frozen=True)
class Several(Question):
    """One question with one key or more among several statements.

    Parameters
    ----------
    options
        Three to eight, of which at least one is a key and at least one is not. An answer is the list of the indices
        that were ticked, in rising order.

    Raises
    ------
    ValueError
        If the question cannot work; the message names the part and the question.
    """

    kind: str = field(default="several", init=False)
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 3 <= len(self.options) <= 8:
            raise ValueError(f"options: {len(self.options)} of question {self.id!r}; allowed: 3 to 8")
        if not all(option.text.strip() and option.feedback.strip() for option in self.options):
            raise ValueError(f"feedback: question {self.id!r} must have words and feedback for every option")
        if not all(isinstance(option.key, bool) for option in self.options):
            raise ValueError(f"key: question {self.id!r} must say true or false, or leave it out")
        if not 0 < sum(option.key for option in self.options) < len(self.options):
            raise ValueError(f"options: question {self.id!r} must have a key, and an option that is none")

    def checked(self, answer: Any) -> list[int]:
        """Return the indices that were ticked, each once and in rising order; see `Question`."""
        last = len(self.options) - 1
        good = isinstance(answer, list | tuple) and all(type(one) is int and 0 <= one <= last for one in answer)
        if not good or not answer or len(set(answer)) != len(answer):
            raise ValueError(
                f"answer: {answer!r} does not list options; allowed: each of 0 to {last} once, at least one"
            )
        return sorted(answer)

    def said(self, answer: Any) -> str:
        """Return the words of what was ticked; see `Question`."""
        return " / ".join(self.options[index].text for index in self.checked(answer))

    def judged(self, answer: Any) -> Verdict:
        """Return how many statements were taken for what they are; see `Question`."""
        ticked = set(self.checked(answer))
        good = [(index in ticked) == option.key for index, option in enumerate(self.options)]
        wrong = [option for option, right in zip(self.options, good, strict=True) if not right]
        stand_for = tuple(dict.fromkeys(one for option in wrong for one in option.stands_for))
        told = " ".join(option.feedback for option in self.options)
        return Verdict(all(good), sum(good) / len(good), stand_for, told)


def several_from(row: dict[str, Any], tags: Tags, what: str) -> Several:
    """Build one question with several keys from what its file holds.

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
    return Several(row["id"], row["prompt"], tuple(options), **tags.of(row))
