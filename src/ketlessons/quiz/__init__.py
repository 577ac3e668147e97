"""Questions and exercises: `quiz.ask(id)` asks, `check.hill(function)` looks at a learner's own equation."""

from ketlessons.quiz.questions import Option, Question, question, questions
from ketlessons.quiz.view import Quiz, Reveal, ask

__all__ = ["Option", "Question", "Quiz", "Reveal", "ask", "question", "questions"]
