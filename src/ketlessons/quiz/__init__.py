"""Questions: `quiz.ask(id)` asks, `quiz.reveal(id)` tells, `quiz.review(lesson)` asks further ones one at a time."""

from ketlessons.quiz.answered import Answered
from ketlessons.quiz.asked import Question, Verdict
from ketlessons.quiz.choices import Choice
from ketlessons.quiz.numbers import Drawn, Number, Typical, Unit, Worked
from ketlessons.quiz.orders import Order, Step, Swap
from ketlessons.quiz.parts import BEYOND, Option
from ketlessons.quiz.questions import everything, further, question, questions
from ketlessons.quiz.reviewing import Review, review
from ketlessons.quiz.severals import Several
from ketlessons.quiz.sorting import Sorting
from ketlessons.quiz.sorts import Card, Named, Sort
from ketlessons.quiz.view import Quiz, Reveal, ask, reveal

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
