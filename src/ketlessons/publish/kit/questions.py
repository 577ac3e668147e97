"""What does the kit print of a question? What is asked, and apart from it what each answer is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.kinds.severals import Several
from ketlessons.quiz.kinds.sorts import Sort
from ketlessons.quiz.shown.copies import copy_of
from ketlessons.quiz.shown.telling import HEADS

LETTERS = "ABCDEFGHIJKLMNOPQRST"


@dataclass(frozen=True)
class Told:
    """A question on paper.

    Parameters
    ----------
    id, head, prompt
        Its id, what stands before it, and the question.
    listed
        What it lists: options, steps, or cards.
    note
        What else has to be known to answer.
    lettered
        Whether what it lists are options, which have letters.
    short, whole
        Each part of the answer, as letter, mark and words: what is said of it, and the same after its own words.
    misconceptions
        For each part of the answer the misconception it stands for, or "".
    places
        For cards: each with its place in each case. The case of a question without a switch is "Place".
    """

    id: str
    head: str
    prompt: str
    listed: tuple[str, ...]
    note: str
    lettered: bool
    short: tuple[tuple[str, str, str], ...]
    whole: tuple[tuple[str, str, str], ...]
    misconceptions: tuple[str, ...] = ()
    places: tuple[tuple[str, Mapping[str, str]], ...] = ()


def told(question: Question) -> Told:
    """Return a question of any kind for paper; where numbers are drawn, with those that everybody's copy has."""
    head = HEADS[question.kind]
    if isinstance(question, Sort):
        return _sorted(question, head)
    if isinstance(question, Choice | Several):
        several = isinstance(question, Several)
        right, wrong = ("Holds", "Does not hold") if several else ("Right", "Not so")
        named = list(zip(LETTERS, question.options, strict=False))
        return Told(
            question.id,
            head,
            question.prompt,
            tuple(option.text for option in question.options),
            "",
            True,
            tuple((letter, right if one.key else wrong, one.feedback) for letter, one in named),
            tuple((letter, right if one.key else wrong, f"{one.text} {one.feedback}") for letter, one in named),
            tuple(option.misconception for option in question.options),
        )
    copy = copy_of(question)
    parts = tuple(("", mark, words) for mark, words in copy.answers)
    return Told(question.id, head, copy.prompt, copy.listed, copy.note, False, parts, parts)


def _sorted(question: Sort, head: str) -> Told:
    cases = {case.id: case.text or "Place" for case in question.cases}
    places = tuple(
        (card.text, {text: question.place_of(card, case) for case, text in cases.items()}) for card in question.cards
    )
    allowed = f"Places: {'; '.join(place.text for place in question.places)}."
    switch = f" {question.switch}: {'; '.join(cases.values())}." if question.switch else ""
    said = tuple(
        (
            "",
            f"{card.text} {f'{text}: ' if question.switch else ''}{question.place_of(card, case)}",
            card.feedback[case],
        )
        for card in question.cards
        for case, text in cases.items()
    )
    listed = tuple(card.text for card in question.cards)
    return Told(question.id, head, question.prompt, listed, allowed + switch, False, said, said, (), places)
