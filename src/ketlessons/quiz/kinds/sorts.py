"""What does a sorting question ask? Cards, places to put them in, and perhaps a switch that moves some of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ketlessons.evidence.reading.slips import TableError
from ketlessons.quiz.kinds.asked import Question, Verdict
from ketlessons.quiz.kinds.parts import Option, Tags, listed, parts


@dataclass(frozen=True)
class Named:
    """A place for cards, or one case of the switch: its id, and what a learner reads."""

    id: str
    text: str


@dataclass(frozen=True)
class Card:
    """One card: a short name, its words, and for each case the place where it belongs, and what to say about that."""

    id: str
    name: str
    text: str
    place: Mapping[str, str]
    feedback: Mapping[str, str]


#: The only case of a question without a switch.
ALWAYS = Named("always", "")


@dataclass(frozen=True)
class Sort(Question):
    """One sorting question.

    Parameters
    ----------
    places
        Two to six places.
    cards
        Two to twenty cards; each belongs in one place in each case, with feedback.
    switch
        What the switch is called; empty where there is none.
    cases
        What the switch can be set to: two to five cases, of which at least one moves a card; `ALWAYS` without a switch.

    Raises
    ------
    ValueError
        If the question cannot work; the message names the part and the question.
    """

    kind: str = field(default="sort", init=False)
    places: tuple[Named, ...]
    cards: tuple[Card, ...]
    switch: str = ""
    cases: tuple[Named, ...] = (ALWAYS,)

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, found, least, most in (
            ("places", self.places, 2, 6),
            ("cards", self.cards, 2, 20),
            ("cases", self.cases, 2 if self.switch else 1, 5 if self.switch else 1),
        ):
            if not least <= len(found) <= most:
                raise ValueError(f"{name}: {len(found)} of question {self.id!r}; allowed: {least} to {most}")
            if len({one.id for one in found}) != len(found):
                raise ValueError(f"{name}: two of question {self.id!r} have one id")
            if not all(one.id.strip() and (one.text.strip() or one is ALWAYS) for one in found):
                raise ValueError(f"{name}: each of question {self.id!r} must have an id and words")
        cases, places = {case.id for case in self.cases}, {place.id for place in self.places}
        for card in self.cards:
            if not card.name.strip():
                raise ValueError(f"name: card {card.id!r} of question {self.id!r} must have a short name")
            if set(card.place) != cases or set(card.feedback) != cases:
                raise ValueError(
                    f"place: card {card.id!r} of question {self.id!r} must have a place and feedback for each of "
                    f"{', '.join(sorted(cases))}"
                )
            if strange := sorted(set(card.place.values()) - places):
                raise ValueError(
                    f"place: {strange[0]!r} of card {card.id!r} of question {self.id!r}; allowed: "
                    f"{', '.join(sorted(places))}"
                )
            if not all(isinstance(words, str) and words.strip() for words in card.feedback.values()):
                raise ValueError(f"feedback: card {card.id!r} of question {self.id!r} must have feedback for each case")
        if self.switch and not any(self.moved(one.id, other.id) for one in self.cases for other in self.cases):
            raise ValueError(f"cases: the switch of question {self.id!r} moves no card")

    @property
    def options(self) -> tuple[Option, ...]:
        """Each card in each case as an answer that is right: its words, and what is said of it."""
        return tuple(Option(card.text, True, card.feedback[case.id]) for card in self.cards for case in self.cases)

    def place_of(self, card: Card, case: str) -> str:
        """Return what the place is called in which a card belongs."""
        return next(place.text for place in self.places if place.id == card.place[case])

    def moved(self, case: str, other: str) -> tuple[Card, ...]:
        """Return the cards that belong somewhere else in another case."""
        return tuple(card for card in self.cards if card.place[case] != card.place[other])

    def checked(self, answer: Any) -> dict[str, Any]:
        """Return an answer as it is kept: the case, where each card was put, and whether it was checked.

        Raises
        ------
        ValueError
            For anything else; the message names the part, the value and what is allowed.
        """
        if not isinstance(answer, Mapping) or set(answer) != {"case", "placed", "checked"}:
            raise ValueError(f"answer: {answer!r} is none; it has a case, what was placed, and whether it was checked")
        allowed = [case.id for case in self.cases]
        if answer["case"] not in allowed:
            raise ValueError(f"case: {answer['case']!r} is not one of this question; allowed: {', '.join(allowed)}")
        if not isinstance(answer["placed"], Mapping):
            raise ValueError(f"placed: {answer['placed']!r} does not say where each card was put")
        cards, places = {card.id for card in self.cards}, [place.id for place in self.places]
        for card, place in answer["placed"].items():
            if card not in cards or place not in places:
                raise ValueError(f"placed: {card!r} in {place!r}; allowed: {', '.join(places)}")
        if not isinstance(answer["checked"], bool):
            raise ValueError(f"checked: {answer['checked']!r} is not allowed; allowed: True or False")
        return {"case": answer["case"], "placed": dict(answer["placed"]), "checked": answer["checked"]}

    def said(self, answer: Any) -> str:
        """Return where each card was put; see `Question`."""
        answer = self.checked(answer)
        named = {place.id: place.text for place in self.places}
        case = next(case.text for case in self.cases if case.id == answer["case"])
        put = [f"{card.name}: {named[answer['placed'][card.id]]}" for card in self.cards if card.id in answer["placed"]]
        return f"{f'{case}. ' if case else ''}{'; '.join(put) or 'no card was put anywhere'}"

    def judged(self, answer: Any) -> Verdict:
        """Return how many cards lie where they belong; see `Question`."""
        answer = self.checked(answer)
        case, placed = answer["case"], answer["placed"]
        right = [placed.get(card.id) == card.place[case] for card in self.cards]
        told = " ".join(f"{card.name}: {self.place_of(card, case)}. {card.feedback[case]}" for card in self.cards)
        return Verdict(all(right), sum(right) / len(right), (), told)

    @property
    def unanswered(self) -> dict[str, Any]:
        """The answer before a learner has put any card anywhere."""
        return {"case": self.cases[0].id, "placed": {}, "checked": False}


def _named(held: Any, name: str, what: str) -> tuple[Named, ...]:
    found = []
    for number, one in enumerate(listed(held, name, what), start=1):
        parts(one, {"id", "text"}, set(), f"{name} {number} of {what}")
        found.append(Named(one["id"], one["text"]))
    return tuple(found)


def _by_case(held: Any, cases: tuple[Named, ...], name: str, what: str) -> dict[str, str]:
    """Return words for each case; the same for all if there is one text only."""
    if isinstance(held, str):
        return {case.id: held for case in cases}
    if isinstance(held, dict) and all(isinstance(words, str) for words in held.values()):
        return dict(held)
    raise TableError(f"{held!r} in {what} is neither text nor text for each case", "correct it", column=name)


def sort_from(row: dict[str, Any], tags: Tags, what: str) -> Sort:
    """Build one sorting question from what its file holds.

    Raises
    ------
    TableError, ValueError
        If a part is missing, unknown or of the wrong kind, or the question cannot work.
    """
    lists = ("places", "cards", "switch")
    parts(row, {"id", "kind", "prompt", "places", "cards", *tags.must}, {"switch", *tags.may}, what, lists)
    switch, cases = "", (ALWAYS,)
    if "switch" in row:
        parts(row["switch"], {"label", "cases"}, set(), f"the switch of {what}", ("cases",))
        switch, cases = row["switch"]["label"], _named(row["switch"]["cases"], "cases", what)
    cards = []
    for number, card in enumerate(listed(row["cards"], "cards", what), start=1):
        here = f"card {number} of {what}"
        parts(card, {"id", "name", "text", "place", "feedback"}, set(), here, ("place", "feedback"))
        told = (_by_case(card[name], cases, name, here) for name in ("place", "feedback"))
        cards.append(Card(card["id"], card["name"], card["text"], *told))
    places = _named(row["places"], "places", what)
    return Sort(row["id"], row["prompt"], places, tuple(cards), switch, cases, **tags.of(row))
