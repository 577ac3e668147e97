"""Questions: `quiz.ask(id)` asks, `quiz.reveal(id)` tells, `quiz.review(lesson)` asks further ones one at a time."""

from typing import TYPE_CHECKING

from ketlessons._on_demand import on_demand

#: Where the public names come from; a module is loaded when one of its names is first used.
_HOMES = {
    "shown.answered": ("Answered",),
    "kinds.asked": ("Question", "Verdict"),
    "asking": ("ask", "reveal", "review"),
    "kinds.choices": ("Choice",),
    "kinds.numbers": ("Drawn", "Number", "Typical", "Unit", "Worked"),
    "kinds.orders": ("Order", "Step", "Swap"),
    "kinds.parts": ("BEYOND", "Option"),
    "questions": ("everything", "further", "question", "questions"),
    "shown.reviewing": ("Review",),
    "kinds.severals": ("Several",),
    "shown.sorting": ("Sorting",),
    "kinds.sorts": ("Card", "Named", "Sort"),
    "shown.view": ("Quiz", "Reveal"),
}

if TYPE_CHECKING:
    from ketlessons.quiz.asking import ask, reveal, review
    from ketlessons.quiz.kinds.asked import Question, Verdict
    from ketlessons.quiz.kinds.choices import Choice
    from ketlessons.quiz.kinds.numbers import Drawn, Number, Typical, Unit, Worked
    from ketlessons.quiz.kinds.orders import Order, Step, Swap
    from ketlessons.quiz.kinds.parts import BEYOND, Option
    from ketlessons.quiz.kinds.severals import Several
    from ketlessons.quiz.kinds.sorts import Card, Named, Sort
    from ketlessons.quiz.questions import everything, further, question, questions
    from ketlessons.quiz.shown.answered import Answered
    from ketlessons.quiz.shown.reviewing import Review
    from ketlessons.quiz.shown.sorting import Sorting
    from ketlessons.quiz.shown.view import Quiz, Reveal
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
