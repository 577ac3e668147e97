"""How is each drawn number worked out? One function a question, from drawn values to the key and to typical slips.

A function takes what was drawn, asks the tables for what was measured and the models for the rest, and gives back what
`ketlessons.quiz.kinds.numbers.Worked` holds. Its name in `WORKED` is the id of its question.
"""

from ketlessons.quiz.worked import care, doses, identity, receptor, signal, trials

WORKED = {
    **identity.WORKED,
    **receptor.WORKED,
    **signal.WORKED,
    **doses.WORKED,
    **trials.WORKED,
    **care.WORKED,
}

__all__ = ["WORKED"]
