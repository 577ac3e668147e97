"""Can cards be sorted by ear? A listener who knows the words of cards and places, and what is spoken.

What `sorting.js` says, once more, to be tried headless; `tests/browser/lessons/test_speech.py` holds the two together.
"""

from __future__ import annotations

from ear import LostError, was_heard

from ketlessons.quiz import Sort, questions


class SortingEar:
    """A listener at one question that asks to sort cards, as it is when nobody has answered.

    Parameters
    ----------
    id
        The question. Each of its cards is a list that is called by the words of the card.

    Attributes
    ----------
    log : list of str
        Everything that was spoken or read, in order.
    """

    def __init__(self, id: str):
        asked = questions()[id]
        assert isinstance(asked, Sort), f"{id} sorts nothing"
        self._asked = asked
        self._case = asked.cases[0]
        self._placed: dict[str, str] = {}
        self._checked = False
        self.title = f"Sort the cards. {asked.prompt}"
        self.log = [self.title, *(card.text for card in asked.cards)]

    @staticmethod
    def _one(among, words: str):
        found = [one for one in among if one.text == words]
        if len(found) != 1:
            raise LostError(f"{len(found)} are called {words!r}; there are {[one.text for one in among]}")
        return found[0]

    def put(self, card: str, place: str) -> str:
        """Set the list of this name to the place of this name. The list speaks for itself, and nothing else does."""
        self._placed[self._one(self._asked.cards, card).id] = self._one(self._asked.places, place).id
        self.log.append(f"{card} {place}")
        return ""

    def _say(self, words: str) -> str:
        self.log.append(words)
        return words

    def press(self, label: str) -> str:
        """Press the button; return what is said then."""
        if label != "Check my sorting":
            raise LostError(f"no button is called {label!r}")
        if not self._placed:
            return self._say("Put at least one card somewhere first.")
        self._checked = True
        right = sum(self._placed.get(card.id) == card.place[self._case.id] for card in self._asked.cards)
        here = f"{self._case.text}: " if self._case.text else ""
        switch = self._asked.switch
        then = f" Then change the {switch.lower()}: which cards will move?" if switch else ""
        return self._say(f"{here}{right} of {len(self._asked.cards)} right. Feedback stands under each card.{then}")

    def move(self, switch: str, to: str) -> str:
        """Choose this case of the switch of this name; return what is said then."""
        if switch != self._asked.switch:
            raise LostError(f"no switch is called {switch!r}")
        before, self._case = self._case, self._one(self._asked.cases, to)
        self.log.append(f"{switch}, {to}")
        if not self._checked:
            return self._say(f"{switch}: {to}. Put each card where it belongs there.")
        self._checked = True
        moved = self._asked.moved(before.id, self._case.id)
        told = "; ".join(f"{card.name}, now {self._asked.place_of(card, self._case.id)}" for card in moved)
        many = "1 card moves" if len(moved) == 1 else f"{len(moved)} cards move"
        return self._say(f"{to}: {many}. {told}." if moved else f"{to}: no card moves.")

    def read(self) -> list[str]:
        """Go through the lists once more: after a check each is described by its feedback."""
        lines = []
        for card in self._asked.cards if self._checked else ():
            put, belongs = self._placed.get(card.id), card.place[self._case.id]
            verdict = "Right" if put == belongs else "Not quite" if put else "Left open"
            place = self._asked.place_of(card, self._case.id)
            lines.append(f"{verdict}: {place}. {card.feedback[self._case.id]}")
        self.log += lines
        return lines

    def heard(self, fragment: str) -> bool:
        """Return whether these words, or this number, were heard."""
        return was_heard(self.log, fragment)
