"""How are further questions asked, one at a time? A review: of a lesson's part of the bank, of all, or of some."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from ketlessons.evidence.display import forms
from ketlessons.live import LiveWidget, look, script
from ketlessons.quiz import memory
from ketlessons.quiz.answered import seed_for
from ketlessons.quiz.asked import Question
from ketlessons.quiz.copies import LEFT_OUT, copy_of
from ketlessons.quiz.drawing import PRINTED, checked_seed, shuffled
from ketlessons.quiz.questions import further, question
from ketlessons.quiz.sorts import Sort
from ketlessons.quiz.telling import told

_HERE = pathlib.Path(__file__).parent


class Review(LiveWidget):
    """Several questions, one at a time, live.

    Attributes
    ----------
    answer : dict
        Which question was answered last (`at`, from 0), and by its id the answer to each (`given`). Answers are kept
        by the kernel and the learner's record, like those of a question that is asked alone; those of a question that
        keeps none never leave the page.
    """

    _esm = script(_HERE / "kinds.js", _HERE / "review.js")
    _css = look(_HERE / "quiz.css", _HERE / "kinds.css")
    answer = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        asked: Sequence[Question],
        title: str,
        seed: int | None = None,
        printed: Sequence[Question] | None = None,
        **kwargs: Any,
    ):
        self.questions, self.title = tuple(asked), title
        #: What a saved or printed copy holds: the same for everybody.
        self.printed = self.questions if printed is None else tuple(printed)
        self.seed = memory.seed() if seed is None else checked_seed(seed)
        given = {one.id: memory.answer_to(one) for one in asked if memory.answer_to(one) is not None}
        super().__init__(**{"answer": {"at": 0, "given": given}, **kwargs})
        items = [told(one, seed_for(one, self.seed), shuffle=True) for one in asked]
        self._describe(title=title, items=items, **memory.told(*asked))
        self.observe(self._keep, "answer")

    def _keep(self, change: Any) -> None:
        for one in self.questions:
            if one.id in change["new"]["given"] and change["new"]["given"][one.id] != memory.answer_to(one):
                memory.keep(one, change["new"]["given"][one.id])

    @traitlets.validate("answer")
    def _one_that_can_be_given(self, proposal: Any) -> dict[str, Any]:
        return self._checked(proposal["value"])

    def _checked(self, answer: Any) -> dict[str, Any]:
        if not isinstance(answer, Mapping) or set(answer) != {"at", "given"}:
            raise ValueError(f"answer: {answer!r} is none; it says where the learner is, and what was given")
        last = len(self.questions) - 1
        if type(answer["at"]) is not int or not 0 <= answer["at"] <= last:
            raise ValueError(f"at: {answer['at']!r} is no question; allowed: 0 to {last}")
        known = {one.id: one for one in self.questions if one.kept}
        if not isinstance(answer["given"], Mapping) or (strange := sorted(set(answer["given"]) - set(known))):
            named = strange[0] if isinstance(answer["given"], Mapping) else answer["given"]
            raise ValueError(f"given: {named!r} is no question here that keeps answers; allowed: {', '.join(known)}")
        return {"at": answer["at"], "given": {id: known[id].checked(one) for id, one in answer["given"].items()}}

    def _take(self, content: Mapping[str, Any], mark: Mapping[str, Any]) -> None:
        if content.get("type") != "commit":
            return
        with self._everybody_hears():  # an observer that fails takes no answer away
            self.answer = self._checked(content.get("answer"))
        self.send({"type": "heard", "mark": mark, "answer": self.answer, **memory.told(*self.questions)})

    def __repr__(self) -> str:
        return f"{self.title}: {len(self.questions)} questions"

    def _still(self) -> dict[str, str]:
        """Return all of them, in the order of the bank, which is the same for everybody."""
        copies = [copy_of(one) for one in sorted(self.printed, key=lambda one: one.id)]
        html = "".join(f"<li>{copy.html}</li>" for copy in copies)
        asked = [line for copy in copies for line in copy.asked]
        printed = [line for copy in copies for line in (*copy.asked, *copy.told)]
        head = repr(self)
        return forms(f"<p>{head}</p><ol>{html}</ol>", "\n".join([head, *asked, LEFT_OUT]), "\n".join([head, *printed]))


def _chosen(lesson: str | None, ids: Sequence[str] | None) -> list[Question]:
    if ids is not None:
        found = [question(one) for one in ids]
        if len(set(ids)) != len(found):
            raise ValueError("ids: each question can be asked once")
    elif lesson is None:
        # What is kept nowhere is asked only where somebody chose its lesson.
        found = [one for one in further().values() if one.kept]
    else:
        found = [one for one in further().values() if one.lesson == lesson]
        lessons = sorted({one.lesson for one in further().values()})
        if not found:
            raise ValueError(f"lesson: {lesson!r} has no further questions; allowed: {', '.join(lessons)}")
    found = [one for one in found if not isinstance(one, Sort)]
    if not found:
        raise ValueError("ids: there is no question to ask; allowed: one or more, but those that sort cards")
    return found


def review(
    lesson: str | None = None, *, ids: Sequence[str] | None = None, most: int = 20, seed: int | None = None
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

    Returns
    -------
    Review

    Raises
    ------
    ValueError
        If there is no such lesson or question, or a number is not allowed.
    """
    if type(most) is not int or not 1 <= most <= 100:
        raise ValueError(f"most: {most!r} is not allowed; allowed: 1 to 100")
    own = memory.seed() if seed is None else checked_seed(seed)
    found = _chosen(lesson, ids)
    if ids is not None:
        return Review(found[:most], "Further questions", own)
    title = "Further questions" if lesson is None else f"Further questions, lesson {lesson}"
    # Which ones, and in which order: by lot. Everybody's saved copy has the same.
    mine, copied = (shuffled(found, one, f"review-{lesson}")[:most] for one in (own, PRINTED))
    return Review(mine, title, own, copied)
