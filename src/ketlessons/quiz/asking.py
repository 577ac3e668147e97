"""What does a lesson ask with? The three functions of its first line; what they show is loaded when they are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketlessons.quiz.shown.answered import Answered
    from ketlessons.quiz.shown.reviewing import Review
    from ketlessons.quiz.shown.sorting import Sorting
    from ketlessons.quiz.shown.view import Quiz, Reveal


def ask(question_id: str) -> Quiz | Sorting | Answered:
    """Return the live question with this id.

    Raises
    ------
    ValueError
        If there is no question with this id.
    """
    from ketlessons.quiz.shown.view import asked_live

    return asked_live(question_id)


def reveal(question_id: str) -> Reveal:
    """Return how each prediction fared, by the id of its question.

    It needs no variable of an earlier cell, so it also works after the kernel was restarted: the learner's record holds
    the prediction. Where no record is kept it says what to run.

    Raises
    ------
    ValueError
        If there is no question with this id, or it is of a kind that answers at once.
    """
    from ketlessons.quiz.shown.view import told_live

    return told_live(question_id)


def review(
    lesson: str | None = None,
    *,
    ids: Sequence[str] | None = None,
    most: int = 20,
    seed: int | None = None,
    spaced: bool = False,
) -> Review:
    """Return further questions, live and one at a time.

    Parameters
    ----------
    lesson : str, optional
        The number of a lesson, such as ``"04"``, whose further questions are asked. Without it all lessons are mixed
        but those whose answers are kept nowhere: nobody meets them who did not choose them.
    ids : sequence of str, optional
        The questions to ask, by id and in this order; then `lesson` is not looked at.
    most : int, optional
        How many are asked at most, 1 to 100.
    seed : int, optional
        From which numbers and orders are drawn; without it the learner's own.
    spaced : bool, optional
        Whether the learner's record chooses: what was not right in lessons and reviews, what is due again, then new
        ones of the bank; see `ketlessons.quiz.spacing`. Each begins without its earlier answer.

    Returns
    -------
    Review

    Raises
    ------
    ValueError
        If there is no such lesson or question, a number is not allowed, or a spaced review is asked for a lesson or
        by id.
    """
    from ketlessons.quiz.shown.reviewing import review_of

    return review_of(lesson, ids, most, seed, spaced)
