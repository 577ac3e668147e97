"""Checks for the "build it yourself" parts of the lessons: `check.hill(function)`."""

from ketlessons.quiz.exercises import Verdict, decay, hill, number_needed

__all__ = ["Verdict", "decay", "hill", "number_needed"]
