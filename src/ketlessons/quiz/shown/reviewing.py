"""How are further questions asked, one at a time? A review: of a lesson's part of the bank, of all, or of some."""

from __future__ import annotations

import datetime
import pathlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from ketlessons import record
from ketlessons.evidence.display import forms
from ketlessons.live import LiveWidget, look, script
from ketlessons.quiz import memory
from ketlessons.quiz.drawing import LAST_SEED, PRINTED, checked_seed, shuffled
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.sorts import Sort
from ketlessons.quiz.questions import everything, further, question
from ketlessons.quiz.shown.answered import seed_for
from ketlessons.quiz.shown.copies import LEFT_OUT, copy_of
from ketlessons.quiz.shown.telling import told
from ketlessons.quiz.spacing import due

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
        fresh: bool = False,
        **kwargs: Any,
    ):
        self.questions, self.title = tuple(asked), title
        #: Whether each question begins without the answer it once was given, and a number with another draw.
        self.fresh = fresh
        #: What a saved or printed copy holds: the same for everybody.
        self.printed = self.questions if printed is None else tuple(printed)
        self.seed = memory.seed() if seed is None else checked_seed(seed)
        held = {} if fresh else {one.id: memory.answer_to(one) for one in asked}
        given = {id: answer for id, answer in held.items() if answer is not None}
        super().__init__(**{"answer": {"at": 0, "given": given}, **kwargs})
        items = [told(one, self.seed if fresh else seed_for(one, self.seed), shuffle=True) for one in asked]
        self._describe(title=title, items=items, **memory.told(*asked))
        self.observe(self._keep, "answer")

    def _keep(self, change: Any) -> None:
        given, before = change["new"]["given"], change["old"]["given"]
        for one in self.questions:
            # To give the same answer again, days later, is an answer too: it is what puts a question further off.
            known = before.get(one.id) if self.fresh else memory.answer_to(one)
            if one.id in given and given[one.id] != known:
                memory.keep(one, given[one.id])

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


#: What is said of each reason of `spacing.REASONS` in the title of a review, with how many there are.
_WHY = {
    "wrong": "not right last time",
    "due": "due again",
    "slip": "new, on a slip of yours",
    "new": "new",
    "again": "not right just now",
    "early": "early",
}


def _spaced(most: int, own: int) -> Review:
    """Return the review of what is weak or due by the record, and of new questions."""
    entries = record.entries()
    met = {entry.get("of") for entry in entries}
    # What a lesson asks stands beside its figure, so it is new there alone; here it comes again.
    fit = [one for one in everything().values() if one.kept and one.kind not in ("predict", "sort")]
    among = {one.id: one for one in fit if one.id in further() or one.id in met}
    turns = due(entries, datetime.datetime.now(datetime.UTC), among, most, own)
    bank = {id: one for id, one in among.items() if id in further()}
    copied = due((), datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC), bank, most, PRINTED)
    counts = Counter(turn.why for turn in turns)
    words = ", ".join(f"{counts[why]} {said}" for why, said in _WHY.items() if counts[why])
    # Other numbers each time, so that none is known by heart; the same ones until something is answered.
    drawn = (own + len(entries)) % (LAST_SEED + 1)
    mine, printed = ([among[turn.of] for turn in some] for some in (turns, copied))
    return Review(mine, f"Mixed review ({words})", drawn, printed, fresh=True)


def review_of(lesson: str | None, ids: Sequence[str] | None, most: int, seed: int | None, spaced: bool) -> Review:
    """Return further questions, live and one at a time; see `ketlessons.review`."""
    if type(most) is not int or not 1 <= most <= 100:
        raise ValueError(f"most: {most!r} is not allowed; allowed: 1 to 100")
    own = memory.seed() if seed is None else checked_seed(seed)
    if spaced:
        if lesson is not None or ids is not None:
            raise ValueError("spaced: such a review chooses by itself; leave out lesson and ids")
        return _spaced(most, own)
    found = _chosen(lesson, ids)
    if ids is not None:
        return Review(found[:most], "Further questions", own)
    title = "Further questions" if lesson is None else f"Further questions, lesson {lesson}"
    # Which ones, and in which order: by lot. Everybody's saved copy has the same.
    mine, copied = (shuffled(found, one, f"review-{lesson}")[:most] for one in (own, PRINTED))
    return Review(mine, title, own, copied)
