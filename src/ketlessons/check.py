"""Checks for the "build it yourself" parts of the lessons: `check.hill(function)`."""

from ketlessons.quiz.exercise_lead import lead
from ketlessons.quiz.exercise_number_needed import number_needed
from ketlessons.quiz.exercises import Verdict, decay, hill

__all__ = ["Verdict", "decay", "hill", "lead", "number_needed"]
