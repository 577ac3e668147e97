"""Questions: `quiz.ask(id)` asks, `quiz.reveal(id)` tells."""

from ketlessons.quiz.parts import Option
from ketlessons.quiz.questions import Question, question, questions
from ketlessons.quiz.sorting import Sorting
from ketlessons.quiz.sorts import Card, Named, Sort
from ketlessons.quiz.view import Quiz, Reveal, ask, reveal

__all__ = [
    "Card",
    "Named",
    "Option",
    "Question",
    "Quiz",
    "Reveal",
    "Sort",
    "Sorting",
    "ask",
    "question",
    "questions",
    "reveal",
]
