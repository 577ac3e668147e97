"""What does my record hold? A sentence that is heard, and tables by lesson and by question."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any

from ketlessons import record
from ketlessons.evidence.display import Table, forms
from ketlessons.live import Announced
from ketlessons.quiz import questions
from ketlessons.record import results, tables
from ketlessons.record.results import Answered, Built

OFF = "No record is kept here: it is switched off, as it is where no learner is."
STOPPED = "Nothing new goes into your record: you stopped it. my_record.start() goes on with it."


class Told(Announced):
    """What became of a wish: words that are seen and heard, and perhaps tables under them."""

    def __init__(self, words: str, *parts: Table):
        self.words, self.parts = words, parts

    def __repr__(self) -> str:
        return "\n\n".join([self.words, *map(str, self.parts)])

    def _heard(self) -> str:
        return self.words

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        return forms("\n".join([f"<p>{escape(self.words)}</p>", *(part.html for part in self.parts)]), repr(self))


def show() -> Told:
    """Return what the record holds: a sentence, a table by lesson, and every question with its answer."""
    if record.journal().place is None:
        return Told(OFF)
    entries = record.journal().entries()
    words = [tables.in_a_line(entries), record.news(), STOPPED if record.journal().stopped else ""]
    asked = Counter(one.lesson for one in questions().values() if one.kept and one.lesson)
    return Told(" ".join(filter(None, words)), tables.by_lesson(entries, asked), tables.answered(entries))


def where() -> str:
    """Return the path of the file; empty where no record is kept."""
    place = record.journal().place
    return str(place) if place else ""


def answers() -> tuple[Answered, ...]:
    """Return every question that was answered, with its newest answer and how it fared."""
    return results.answers(record.journal().entries())


def built() -> tuple[Built, ...]:
    """Return what was built for each check: the newest code that passed, or the newest of all."""
    return results.built(record.journal().entries())
