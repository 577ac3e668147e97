"""Questions: `quiz.ask(id)` asks, `quiz.reveal(id)` tells."""

from ketlessons.quiz.questions import Option, Question, question, questions
from ketlessons.quiz.view import Quiz, Reveal, ask, reveal

__all__ = ["Option", "Question", "Quiz", "Reveal", "ask", "question", "questions", "reveal"]
