"""Which groups of people stand beside each other where one harm was counted? Three for each question, by name.

A row that is added to the table of harms stands in no picture until it is named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from ketlessons.evidence import harm
from ketlessons.evidence.topics.harms import Effect, Harm, effect
from ketlessons.models import checks
from ketlessons.models.quantities import Interval
from ketlessons.models.trials.effects import proportion

#: Three groups for each question, from the left to the right.
QUESTIONS = MappingProxyType(
    {
        "without": ("tam2016_control", "pal2013_never", "pal2013_recent"),
        "recruited": ("feifel2020_bladder", "winstock2012_urinary", "chan2012_cystitis"),
        "kidneys": ("chu2008_kidney", "yee2017_kidney", "sturgess2023_kidney"),
        "stopping": ("winstock2012_better", "li2019_better", "yee2017_stopped"),
        "dependence": ("barrios2025_dependence", "winstock2012_dependence", "retest2021_disorder"),
        "psychosis": ("tang2015_psychosis", "tang2017_psychosis", "tang2017_methamphetamine"),
        "deaths": ("cdc2024_detected", "cdc2024_involved", "cdc2024_only"),
    }
)
#: The effects of the map: those of the short term from the head down, then those of the long term.
EFFECTS = (
    "effect_visions",
    "effect_confusion",
    "effect_memory_now",
    "effect_unconscious",
    "effect_seizures",
    "effect_breathing",
    "effect_heart",
    "effect_vomiting",
    "effect_belly_now",
    "effect_coordination",
    "effect_injury",
    "effect_memory",
    "effect_psychosis",
    "effect_mood",
    "effect_anxiety",
    "effect_nose",
    "effect_bile",
    "effect_cramps",
    "effect_kidney",
    "effect_bladder",
    "effect_tolerance",
    "effect_dependence",
    "effect_death",
)


@dataclass(frozen=True)
class Group:
    """One group of people, and what chance leaves open about them.

    Parameters
    ----------
    row : Harm
        What was counted, in whom, and how these people were found.
    interval : Interval or None
        The share with Wilson's ends, 0 to 1; None where the source prints no number of people.
    """

    row: Harm
    interval: Interval | None

    @property
    def share(self) -> float:
        """The share of people with the harm, 0 to 1."""
        return self.row.share

    def of(self, many: int) -> int:
        """Return how many of so many people that is, in whole people, a half counted up."""
        return int(self.share * many + 0.5)


def asked(question: str) -> tuple[Group, ...]:
    """Return the three groups of one question.

    Parameters
    ----------
    question : str
        One of `QUESTIONS`.

    Returns
    -------
    tuple of Group
        From the left to the right. Where only the share is printed, the count behind its interval is the share times
        the people, rounded.

    Raises
    ------
    ValueError
        For a question that is not listed.

    Examples
    --------
    >>> [group.of(100) for group in asked("kidneys")]
    [51, 17, 25]
    """
    return tuple(_group(id) for id in QUESTIONS[checks.checked_choice("question", question, tuple(QUESTIONS))])


def _group(id: str) -> Group:
    row = harm(id)
    if row.people is None:
        return Group(row, None)
    events = round(row.share * row.people) if row.events is None else row.events
    return Group(row, proportion(events, row.people))


@dataclass(frozen=True)
class Mapped:
    """One effect of the map with the rows that it names.

    Parameters
    ----------
    effect : Effect
        The effect and what is judged of it.
    row, beside : Harm or None
        How often, and what stands beside that; None where no reliable rate is known.
    """

    effect: Effect
    row: Harm | None
    beside: Harm | None


def mapped() -> tuple[Mapped, ...]:
    """Return the effects of the map with their rows, in the order of `EFFECTS`.

    Examples
    --------
    >>> len(mapped()), mapped()[0].effect.effect
    (23, 'Visions and distortions')
    """
    found = []
    for one in map(effect, EFFECTS):
        found.append(Mapped(one, harm(one.row) if one.row else None, harm(one.beside) if one.beside else None))
    return tuple(found)
