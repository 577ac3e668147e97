"""Questions: `quiz.ask(id)` asks, `quiz.reveal(id)` tells."""

from ketlessons.quiz.asked import Question, Verdict
from ketlessons.quiz.choices import Choice
from ketlessons.quiz.parts import Option
from ketlessons.quiz.questions import question, questions
from ketlessons.quiz.sorting import Sorting
from ketlessons.quiz.sorts import Card, Named, Sort
from ketlessons.quiz.view import Quiz, Reveal, ask, reveal

__all__ = [
    "Card",
    "Choice",
    "Named",
    "Option",
    "Question",
    "Quiz",
    "Reveal",
    "Sort",
    "Sorting",
    "Verdict",
    "ask",
    "question",
    "questions",
    "reveal",
]
