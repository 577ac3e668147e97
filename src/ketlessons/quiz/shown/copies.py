"""How is a question printed, and saved where no code runs? What is asked, and folded away what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ketlessons.evidence.display import forms
from ketlessons.quiz.drawing import PRINTED
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.kinds.numbers import Drawn, Number
from ketlessons.quiz.kinds.orders import Order
from ketlessons.quiz.kinds.severals import Several
from ketlessons.quiz.shown.telling import HEADS

SUMMARY = "Answer and feedback"
LEFT_OUT = "(Answer and feedback are left out here; the notebook and its page hold them.)"


@dataclass(frozen=True)
class Copy:
    """A question in words: head, prompt, what it lists, a note, and each part of its answer as mark and words."""

    head: str
    prompt: str
    listed: tuple[str, ...]
    note: str
    answers: tuple[tuple[str, str], ...]

    @property
    def html(self) -> str:
        """The copy for a page, its answers folded."""
        items = "".join(f"<li>{escape(one)}</li>" for one in self.listed)
        listed = f"<ol>{items}</ol>" if items else ""
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        told = "".join(f"<li><strong>{escape(mark)}:</strong> {escape(words)}</li>" for mark, words in self.answers)
        return (
            f"<p><strong>{self.head}.</strong> {escape(self.prompt)}</p>{listed}{note}"
            f"<details><summary>{SUMMARY}</summary><ol>{told}</ol></details>"
        )

    @property
    def asked(self) -> list[str]:
        """The lines that tell no answer."""
        numbered = (f"{number}. {one}" for number, one in enumerate(self.listed, start=1))
        return [f"{self.head}: {self.prompt}", *numbered, *([self.note] if self.note else [])]

    @property
    def told(self) -> list[str]:
        """The lines with the answers, for paper, where nothing is folded."""
        return [f"{SUMMARY}:", *(f"  - {mark}: {words}" for mark, words in self.answers)]

    def forms(self) -> dict[str, str]:
        """Return the copy for a page, a terminal and a printer."""
        return forms(self.html, "\n".join([*self.asked, LEFT_OUT]), "\n".join([*self.asked, *self.told]))


def copy_of(asked: Question) -> Copy:
    """Return the copy of a question of any kind but `Sort`; where numbers are drawn, those that everybody's copy has.

    Raises
    ------
    TypeError
        For a kind that has a copy of its own.
    """
    head = HEADS[asked.kind]
    if isinstance(asked, Choice):
        marks = (("Right" if option.key else "Not quite", option) for option in asked.options)
        told = tuple((mark, f"{option.text} {option.feedback}") for mark, option in marks)
        return Copy(head, asked.prompt, tuple(option.text for option in asked.options), "", told)
    if isinstance(asked, Several):
        marks = (("Holds" if option.key else "Does not hold", option) for option in asked.options)
        told = tuple((mark, f"{option.text} {option.feedback}") for mark, option in marks)
        return Copy(head, asked.prompt, tuple(option.text for option in asked.options), "", told)
    if isinstance(asked, Number):
        return _number(head, asked, asked.drawn(PRINTED))
    if isinstance(asked, Order):
        texts = {step.id: step.text for step in asked.steps}
        told = tuple((f"Place {place}", f"{s.text} {s.feedback}") for place, s in enumerate(asked.steps, start=1))
        swaps = tuple(("A slip", swap.feedback) for swap in asked.swaps)
        listed = tuple(texts[id] for id in asked.started(PRINTED))
        return Copy(head, asked.prompt, listed, f"From {asked.first} to {asked.last}.", told + swaps)
    raise TypeError(f"asked: {asked.kind!r} has a copy of its own")


def _number(head: str, asked: Number, drawn: Drawn) -> Copy:
    units = " or ".join(unit.text for unit in asked.units)
    note = f"Answer in {units}. The live question draws other numbers."
    slips = tuple(("A slip", one.feedback) for one in drawn.wrong if not one.everywhere)
    return Copy(head, drawn.prompt, (), note, (("Right", drawn.feedback), *slips))
