"""How often do people wake in distress, by whom, and out of how many? Rows of the table ``identity``, as drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import fact
from ketlessons.models.quantities import Interval
from ketlessons.models.trials.effects import proportion


@dataclass(frozen=True)
class Waking:
    """One published share of people who woke with an emergence reaction or agitated.

    Parameters
    ----------
    name
        By which it is asked for.
    who
        Whom it is about, with what was given.
    share
        As it is printed, from 0 to 1.
    people
        Out of how many; None where that is not printed.
    counted
        How many of them, in whole people, where that is known; else it follows from the share but for its rounding.
    """

    name: str
    who: str
    share: float
    people: int | None
    counted: int | None = None

    @property
    def events(self) -> int | None:
        """How many that is, in whole people, or about; None without a denominator."""
        if self.people is None or self.counted is not None:
            return self.counted
        return round(self.share * self.people)

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval; None without a denominator."""
        return None if self.people is None or self.events is None else proportion(self.events, self.people)


def _white(form: str, name: str) -> Waking:
    people = int(fact(f"white_{form}_people").number)
    counted = int(fact(f"white_{form}_emergence_people").number)
    return Waking(f"white_{form}", f"Surgery, {name}", fact(f"white_emergence_{form}").number, people, counted)


@cache
def wakings() -> tuple[Waking, ...]:
    """Return the shares in the order in which they are drawn, from the top."""
    children = int(fact("emergence_children_sedations").number)
    return (
        _white("s", "(S)"),
        _white("racemate", "racemate"),
        _white("r", "(R)"),
        Waking("label", "Older US label", fact("emergence_label").number, None),
        Waking("adults_alone", "Adults, ketamine alone", fact("emergence_adults_alone").number, None),
        Waking("adults_midazolam", "Adults, with midazolam", fact("emergence_adults_midazolam").number, None),
        Waking("children_any", "Children, any", fact("emergence_children_any").number, children),
        Waking("children_matters", "Children, that matters", fact("emergence_children_important").number, children),
    )
