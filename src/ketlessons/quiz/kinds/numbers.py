"""What does a question with a number ask? Values drawn for each learner, the answer worked out by a model.

Nothing is looked up: no table and no file holds the answer. A file holds the words, the grids from which values are
drawn, and what is said of typical wrong numbers; a function of `ketlessons.quiz.worked` works out the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import isfinite
from typing import Any

from ketlessons.evidence.reading.slips import TableError
from ketlessons.quiz.drawing import PRINTED, checked_seed, drawn_from
from ketlessons.quiz.kinds.asked import Question, Verdict
from ketlessons.quiz.kinds.parts import Option, Tags, listed, parts
from ketlessons.stage.saying import say


@dataclass(frozen=True)
class Unit:
    """A unit that can be chosen: its words, and how many of the unit of the key it is."""

    text: str
    factor: float = 1.0


@dataclass(frozen=True)
class Typical:
    """A typical wrong number: the name by which its value is worked out, what is said, and what it stands for."""

    id: str
    feedback: str
    misconception: str


@dataclass(frozen=True)
class Worked:
    """What a model makes of drawn values.

    Parameters
    ----------
    key
        The right number, in the first unit; not 0.
    wrong
        Typical wrong numbers by name, in the first unit.
    shown
        What else the words of the question can say.
    """

    key: float
    wrong: Mapping[str, float] = field(default_factory=dict)
    shown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Wrong:
    """One typical wrong number of one draw."""

    value: float
    reach: float
    feedback: str
    misconception: str
    #: Whether it is a slip that any number can suffer, and not one of this question.
    everywhere: bool = False


@dataclass(frozen=True)
class Drawn:
    """A question as one learner gets it: what is asked, what is right, and what is said.

    `reach` is how far a number may lie from the key, or from a typical wrong number, and still count as it.
    """

    seed: int
    prompt: str
    key: float
    reach: float
    feedback: str
    hint: str
    wrong: tuple[Wrong, ...]


#: Slips that any number can suffer: how the wrong number comes from the right one, what is said, what it stands for.
_EVERYWHERE: tuple[tuple[Callable[[float], float], str, str], ...] = (
    (lambda key: 1000 * key, "That is a thousand times too large. Look at the unit once more.", "slip_thousand"),
    (lambda key: key / 1000, "That is a thousand times too small. Look at the unit once more.", "slip_thousand"),
    (lambda key: 100 * key, "That is a hundred times too large: a share or a percentage?", "slip_hundred"),
    (lambda key: key / 100, "That is a hundred times too small: a share or a percentage?", "slip_hundred"),
    (lambda key: -key, "The number is right and its sign is turned round.", "slip_sign"),
    (lambda key: 1 / key, "That is one over the right number: the fraction stands upside down.", "slip_upside_down"),
)

#: Slips that only a number in one of these units can suffer.
_ONLY = {"slip_thousand": ("µM", "nM", "mg", "ng/mL", "L"), "slip_hundred": ("%",)}

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_TWO_WAYS = re.compile(r"[+-]?\d{1,3},\d{3}")


def number_in(typed: str, unit: str) -> float:
    """Return what a learner has typed as a number; a comma can stand for the point, and the unit can follow.

    Raises
    ------
    ValueError
        In words that a learner can use.

    Examples
    --------
    >>> number_in("12,5 %", "%"), number_in("−3", "points"), number_in("1.2e-3", "")
    (12.5, -3.0, 0.0012)
    """
    bare = re.sub(r"[\s\u2009\u202f]", "", typed).replace("\u2212", "-")
    ending = re.sub(r"\s", "", unit)
    if ending and bare.endswith(ending):
        bare = bare.removesuffix(ending)
    if not _NUMBER.fullmatch(bare):
        raise ValueError("typed: write one number, such as 12.5")
    if _TWO_WAYS.fullmatch(bare):
        raise ValueError("typed: a comma before three digits can be read in two ways; write 1000 or 1.000")
    value = float(bare.replace(",", "."))
    if not isfinite(value):
        raise ValueError("typed: that number is too large")
    return value


def _said(template: str, slots: Mapping[str, Any]) -> str:
    """Return a template with its slots filled, and a true minus before negative numbers."""
    return re.sub(r"(?<![\w)])-(?=\d)", "\u2212", say(template, **slots))


@dataclass(frozen=True)
class Number(Question):
    """One question with a number for an answer.

    Parameters
    ----------
    template
        The question, with slots for what was drawn; see `ketlessons.stage.saying`. `prompt` is the question with the
        numbers that printed copies have.
    units
        One or more; the first is that of the key. Where there are several, the learner has to choose.
    within
        How far from the key a number may lie, as a share of it, 0.001 to 0.2.
    grids
        From which values each slot is drawn.
    feedback
        A template: how it is worked out.
    hint
        A template: what is said of a number that is neither right nor typical.
    typical
        Typical wrong numbers, in the order in which they are tried.
    compute
        From drawn values to what a model makes of them.

    Raises
    ------
    ValueError
        If the question cannot work; the message names the part and the question.
    """

    kind: str = field(default="number", init=False)
    prompt: str = field(default="", init=False)
    template: str
    units: tuple[Unit, ...]
    within: float
    grids: Mapping[str, tuple[Any, ...]]
    feedback: str
    hint: str
    typical: tuple[Typical, ...]
    compute: Callable[..., Worked]

    def __post_init__(self) -> None:
        object.__setattr__(self, "prompt", self.template)
        super().__post_init__()
        if not self.units or len({unit.text for unit in self.units}) != len(self.units):
            raise ValueError(f"units: question {self.id!r} must have one or more, each once")
        if self.units[0].factor != 1 or not all(unit.factor > 0 for unit in self.units):
            raise ValueError(f"units: question {self.id!r} must have factors above 0, and 1 for its first unit")
        if type(self.within) not in (int, float) or not 0.001 <= self.within <= 0.2:
            raise ValueError(f"within: {self.within!r} of question {self.id!r}; allowed: 0.001 to 0.2")
        if not all(self.grids.values()):
            raise ValueError(f"grids: question {self.id!r} must have a value in each")
        if not self.feedback.strip() or not self.hint.strip() or not all(one.feedback.strip() for one in self.typical):
            raise ValueError(f"feedback: question {self.id!r} must have feedback, a hint, and words for every slip")
        try:
            object.__setattr__(self, "prompt", self.drawn(PRINTED).prompt)
        except KeyError as slot:
            raise ValueError(f"prompt: nothing fills the slot {slot} of question {self.id!r}") from None

    @property
    def options(self) -> tuple[Option, ...]:
        """The right number and the typical wrong ones of the printed draw as answers, each with its feedback."""
        drawn, unit = self.drawn(PRINTED), self.units[0].text
        slots = {"unit": unit}
        wrong = (
            Option(_said("{value:.3g} {unit}", {**slots, "value": one.value}), False, one.feedback, one.misconception)
            for one in drawn.wrong
        )
        right = _said("{value:.3g} {unit}", {**slots, "value": drawn.key})
        return (Option(right, True, f"{drawn.feedback} {drawn.hint}"), *wrong)

    def with_values(self, seed: int, values: Mapping[str, Any]) -> Drawn:
        """Return the question with these values in it.

        Raises
        ------
        ValueError
            If it cannot be worked out, or a typical wrong number is not.
        """
        worked = self.compute(**values)
        if not isfinite(worked.key) or not worked.key:
            raise ValueError(f"compute: question {self.id!r} has no key at {dict(values)}")
        slots = {**values, **worked.shown, "key": worked.key}
        reach = self.within * abs(worked.key)
        found: list[Wrong] = []

        def note(value: float, words: str, misconception: str, everywhere: bool = False) -> None:
            apart = [(worked.key, reach), *((one.value, one.reach) for one in found)]
            own = self.within * abs(value)
            if isfinite(value) and all(abs(value - other) > own + far for other, far in apart):
                found.append(Wrong(value, own, words, misconception, everywhere))

        for one in self.typical:
            if one.id not in worked.wrong:
                raise ValueError(f"typical: {one.id!r} of question {self.id!r} is not worked out")
            note(worked.wrong[one.id], _said(one.feedback, slots), one.misconception)
        for turn, words, misconception in _EVERYWHERE:
            if self.units[0].text in _ONLY.get(misconception, (self.units[0].text,)):
                note(turn(worked.key), words, misconception, True)
        prompt, feedback, hint = (_said(words, slots) for words in (self.template, self.feedback, self.hint))
        return Drawn(seed, prompt, worked.key, reach, feedback, hint, tuple(found))

    def drawn(self, seed: int) -> Drawn:
        """Return the question as the learner with this seed gets it."""
        return self.with_values(checked_seed(seed), drawn_from(self.grids, seed, self.id))

    def every_draw(self) -> Iterator[dict[str, Any]]:
        """Yield all values that can be drawn together."""
        for values in product(*self.grids.values()):
            yield dict(zip(self.grids, values, strict=True))

    def checked(self, answer: Any) -> dict[str, Any]:
        """Return which draw was answered, what was typed, and in which unit; see `Question`."""
        if not isinstance(answer, Mapping) or set(answer) != {"seed", "typed", "unit"}:
            raise ValueError(f"answer: {answer!r} is none; it has a seed, what was typed, and a unit")
        allowed = [unit.text for unit in self.units]
        if answer["unit"] not in allowed:
            raise ValueError(f"unit: {answer['unit']!r} is not one of this question; allowed: {', '.join(allowed)}")
        if not isinstance(answer["typed"], str) or len(answer["typed"]) > 40:
            raise ValueError("typed: allowed is text of at most 40 characters")
        number_in(answer["typed"], answer["unit"])
        return {"seed": checked_seed(answer["seed"]), "typed": answer["typed"], "unit": answer["unit"]}

    def asked_with(self, answer: Any) -> str:
        """Return the words of the question as it was drawn; see `Question`."""
        return self.drawn(self.checked(answer)["seed"]).prompt

    def said(self, answer: Any) -> str:
        """Return what was typed, with its unit; see `Question`."""
        answer = self.checked(answer)
        return f"{answer['typed'].strip()} {answer['unit']}".strip()

    def judged(self, answer: Any) -> Verdict:
        """Return whether a number is right, typical or neither; see `Question`."""
        answer = self.checked(answer)
        drawn = self.drawn(answer["seed"])
        factor = next(unit.factor for unit in self.units if unit.text == answer["unit"])
        value = number_in(answer["typed"], answer["unit"]) * factor
        if abs(value - drawn.key) <= drawn.reach * (1 + 1e-9):
            return Verdict(True, 1.0, (), drawn.feedback)
        for one in drawn.wrong:
            if abs(value - one.value) <= one.reach * (1 + 1e-9):
                return Verdict(False, 0.0, (one.misconception,), one.feedback)
        return Verdict(False, 0.0, (), drawn.hint)


def number_from(row: dict[str, Any], tags: Tags, what: str) -> Number:
    """Build one question with a number from what its file holds, and from the function that works it out.

    Raises
    ------
    TableError, ValueError
        If a part is missing, unknown or of the wrong kind, no function works it out, or the question cannot work.
    """
    from ketlessons.quiz.worked import WORKED

    must = {"id", "kind", "prompt", "units", "within", "grids", "feedback", "hint", "typical", *tags.must}
    parts(row, must, {*tags.may}, what, ("units", "within", "grids", "typical"))
    units, typical = [], []
    for number, unit in enumerate(listed(row["units"], "units", what), start=1):
        parts(unit, {"text"}, {"factor"}, f"unit {number} of {what}")
        units.append(Unit(unit["text"], unit.get("factor", 1.0)))
    for number, one in enumerate(listed(row["typical"], "typical", what), start=1):
        here = f"typical number {number} of {what}"
        parts(one, {"id", "feedback", "misconception"}, set(), here)
        tags.misconception(one["misconception"], here)
        typical.append(Typical(one["id"], one["feedback"], one["misconception"]))
    parts(row["grids"], set(), set(row["grids"]) if isinstance(row["grids"], dict) else set(), f"grids of {what}")
    grids = {name: tuple(listed(values, "grids", what)) for name, values in row["grids"].items()}
    if row["id"] not in WORKED:
        raise TableError(f"nothing works out {what}", "write its function in quiz/worked", column="id")
    words = (row["feedback"], row["hint"])
    return Number(
        row["id"],
        row["prompt"],
        tuple(units),
        row["within"],
        grids,
        *words,
        tuple(typical),
        WORKED[row["id"]],
        **tags.of(row),
    )
