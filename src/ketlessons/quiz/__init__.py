"""Questions: `quiz.ask(id)` asks, `quiz.reveal(id)` tells, `quiz.review(lesson)` asks further ones one at a time."""

from typing import TYPE_CHECKING

from ketlessons._on_demand import on_demand

#: Where the public names come from; a module is loaded when one of its names is first used.
_HOMES = {
    "answered": ("Answered",),
    "asked": ("Question", "Verdict"),
    "asking": ("ask", "reveal", "review"),
    "choices": ("Choice",),
    "numbers": ("Drawn", "Number", "Typical", "Unit", "Worked"),
    "orders": ("Order", "Step", "Swap"),
    "parts": ("BEYOND", "Option"),
    "questions": ("everything", "further", "question", "questions"),
    "reviewing": ("Review",),
    "severals": ("Several",),
    "sorting": ("Sorting",),
    "sorts": ("Card", "Named", "Sort"),
    "view": ("Quiz", "Reveal"),
}

if TYPE_CHECKING:
    from ketlessons.quiz.answered import Answered
    from ketlessons.quiz.asked import Question, Verdict
    from ketlessons.quiz.asking import ask, reveal, review
    from ketlessons.quiz.choices import Choice
    from ketlessons.quiz.numbers import Drawn, Number, Typical, Unit, Worked
    from ketlessons.quiz.orders import Order, Step, Swap
    from ketlessons.quiz.parts import BEYOND, Option
    from ketlessons.quiz.questions import everything, further, question, questions
    from ketlessons.quiz.reviewing import Review
    from ketlessons.quiz.severals import Several
    from ketlessons.quiz.sorting import Sorting
    from ketlessons.quiz.sorts import Card, Named, Sort
    from ketlessons.quiz.view import Quiz, Reveal
else:
    __getattr__, __dir__ = on_demand(__name__, _HOMES)

__all__ = [
    "BEYOND",
    "Answered",
    "Card",
    "Choice",
    "Drawn",
    "Named",
    "Number",
    "Option",
    "Order",
    "Question",
    "Quiz",
    "Reveal",
    "Review",
    "Several",
    "Sort",
    "Sorting",
    "Step",
    "Swap",
    "Typical",
    "Unit",
    "Verdict",
    "Worked",
    "ask",
    "everything",
    "further",
    "question",
    "questions",
    "reveal",
    "review",
]
