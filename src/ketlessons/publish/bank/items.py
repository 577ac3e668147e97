"""What is in the bank, in a form that every format can be written from? One flat item for each thing to be answered.

A question with drawn numbers becomes several items, one for each of a few draws; a sorting question with a switch
becomes one for each case.
"""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.kinds.numbers import Number
from ketlessons.quiz.kinds.orders import Order
from ketlessons.quiz.kinds.parts import Option
from ketlessons.quiz.kinds.severals import Several
from ketlessons.quiz.kinds.sorts import Sort
from ketlessons.quiz.questions import everything

#: How many draws of a number are written: with some, neighbours in a class have other numbers.
DRAWS = 4


@dataclass(frozen=True)
class Item:
    """One thing to be answered.

    Parameters
    ----------
    id
        The id of its question, followed by the draw or the case where there are several.
    lesson, objective, concept
        Its tags.
    prompt
        The question.
    """

    id: str
    lesson: str
    objective: str
    concept: str
    prompt: str


@dataclass(frozen=True)
class Picked(Item):
    """One or several options to pick."""

    options: tuple[Option, ...]
    many: bool


@dataclass(frozen=True)
class Typed(Item):
    """A number to type: the right one, how far from it counts as right, the unit, and typical wrong ones.

    `wrong` holds value, reach, feedback and the misconception it stands for.
    """

    key: float
    reach: float
    unit: str
    feedback: str
    hint: str
    wrong: tuple[tuple[float, float, str, str], ...]


@dataclass(frozen=True)
class Paired(Item):
    """Things to be given to places: each with the name of its place, and what is said of it."""

    pairs: tuple[tuple[str, str, str], ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Ordered(Item):
    """Steps to be put in order, in the right one, each with what is said of its place."""

    steps: tuple[tuple[str, str], ...]
    first: str
    last: str


def left_out() -> list[str]:
    """Return the ids of questions that are not written, because their answers are kept nowhere."""
    return [asked.id for asked in everything().values() if not asked.kept]


def items() -> list[Item]:
    """Return the bank, flat, in the order of the lessons."""
    kept = [asked for asked in everything().values() if asked.kept]
    return [item for asked in sorted(kept, key=lambda asked: asked.lesson) for item in flat(asked)]


def flat(asked: Question) -> list[Item]:
    """Return what one question becomes.

    Raises
    ------
    TypeError
        For a kind that no format can hold yet.
    """
    tags = (asked.lesson, asked.objective, asked.concept)
    if isinstance(asked, Choice | Several):
        return [Picked(asked.id, *tags, asked.prompt, asked.options, isinstance(asked, Several))]
    if isinstance(asked, Number):
        return [_typed(asked, tags, draw, seed) for draw, seed in enumerate(_seeds(asked), start=1)]
    if isinstance(asked, Order):
        steps = tuple((step.text, step.feedback) for step in asked.steps)
        return [Ordered(asked.id, *tags, asked.prompt, steps, asked.first, asked.last)]
    if isinstance(asked, Sort):
        return [_paired(asked, tags, case.id, case.text) for case in asked.cases]
    raise TypeError(f"no format holds a {type(asked).__name__}")


def _seeds(asked: Number) -> list[int]:
    """Return the seeds of the first draws that differ; where few values can be drawn, there are fewer."""
    found: dict[str, int] = {}
    for seed in range(20 * DRAWS):
        found.setdefault(asked.drawn(seed).prompt, seed)
        if len(found) == DRAWS:
            break
    return list(found.values())


def _typed(asked: Number, tags: tuple[str, str, str], draw: int, seed: int) -> Typed:
    drawn, unit = asked.drawn(seed), asked.units[0].text
    # Where a learner chooses among units on the page, a platform is told which one the number is to have.
    asks = f"{drawn.prompt} Answer in {unit}." if len(asked.units) > 1 else drawn.prompt
    wrong = tuple((one.value, one.reach, one.feedback, one.misconception) for one in drawn.wrong)
    return Typed(
        f"{asked.id}-draw-{draw}", *tags, asks, drawn.key, drawn.reach, unit, drawn.feedback, drawn.hint, wrong
    )


def _paired(asked: Sort, tags: tuple[str, str, str], case: str, called: str) -> Paired:
    pairs = tuple((card.text, asked.place_of(card, case), card.feedback[case]) for card in asked.cards)
    name, prompt = asked.id, asked.prompt
    if asked.switch:
        name, prompt = f"{asked.id}-{case}", f"{asked.prompt} {asked.switch}: {called}."
    return Paired(name, *tags, prompt, pairs, tuple(place.text for place in asked.places))
