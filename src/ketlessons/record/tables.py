"""How does a learner see the record? One line, a table by lesson, and under each lesson what was answered and built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.display import Table
from ketlessons.record import results
from ketlessons.record.lines import Entry

BY_LESSON = ("Lesson", "Questions answered", "Right now", "Right at the first try", "Built", "Last answer")
#: How an answer fared that nobody judged.
_OPEN = "not judged"


def titles() -> dict[str, str]:
    """Return what the lessons are called, with their numbers."""
    return {row.number: f"{row.number} {row.title}" for row in lessons()}


def in_a_line(entries: Iterable[Entry]) -> str:
    """Return how much there is, as one sentence."""
    entries = tuple(entries)
    answers, built = results.answers(entries), results.built(entries)
    if not answers and not built:
        return "Your record holds no answer yet."
    judged = [one for one in answers if one.right is not None]
    right = sum(one.right is True for one in judged)
    solved = sum(one.right for one in built)
    built_words = f"; {solved} of {len(built)} functions passed their check" if built else ""
    return f"Your record: {_questions(len(answers))} answered, {right} of {len(judged)} right{built_words}."


def by_lesson(entries: Iterable[Entry], asked: Mapping[str, int]) -> Table:
    """Return what was done in each lesson.

    Parameters
    ----------
    entries
        What is in the record.
    asked
        How many questions each lesson asks whose answers are kept, by its number.
    """
    entries = tuple(entries)
    answers, built, names = results.answers(entries), results.built(entries), titles()
    rows = []
    numbers = {*asked, *(one.lesson for one in answers), *(one.lesson for one in built)}
    for number in sorted(numbers):
        mine = [one for one in answers if one.lesson == number]
        judged = [one for one in mine if one.right is not None]
        code = [one for one in built if one.lesson == number]
        days = [*(one.last_at for one in mine), *(one.last_at for one in code)]
        of = f" of {asked[number]}" if asked.get(number, 0) >= len(mine) else ""
        rows.append((
            names.get(number, number or "no lesson"),
            f"{len(mine)}{of}",
            _of(sum(one.right is True for one in judged), len(judged)),
            _of(sum(one.right_at_first is True for one in judged), len(judged)),
            _of(sum(one.right for one in code), len(code), " passed"),
            max(map(day, days), default="none"),
        ))  # fmt: skip
    return Table("What your record holds, by lesson", BY_LESSON, tuple(rows), "Days are those of UTC.")


def answered(entries: Iterable[Entry]) -> Table:
    """Return every question that was answered, with the answer."""
    rows = tuple(
        (one.asked or one.of, one.lesson, one.said, fared(one.right), str(one.tries), day(one.last_at))
        for one in results.answers(entries)
    )
    return Table("Every question you answered", ("Question", "Lesson", "Your answer", "It is", "Tries", "Last"), rows)


def fared(right: bool | None) -> str:
    """Say how an answer fared."""
    return _OPEN if right is None else "right" if right else "not right"


def day(at: str) -> str:
    """Return the day of a time."""
    return at[:10]


def _of(some: int, many: int, word: str = "") -> str:
    return f"{some} of {many}{word}" if many else "none"


def _questions(many: int) -> str:
    return "1 question" if many == 1 else f"{many} questions"
