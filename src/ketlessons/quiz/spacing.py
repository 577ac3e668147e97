"""Which questions should this learner meet next? Those that went wrong, then those whose time has come, then new ones.

Each right answer on a further day puts a question further off: 1, 3, 7, 16 and 35 days. That steps grow is an idea
that has been tested: over four weeks, words that were practised at growing distances were recalled more often on the
way than words at even ones, and eight weeks later equally well (Kang and others 2014,
https://doi.org/10.3758/s13423-014-0636-z). That they are just these five is our choice.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ketlessons.quiz.drawing import checked_seed, shuffled
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.kinds.numbers import Number
from ketlessons.quiz.kinds.orders import Order
from ketlessons.quiz.kinds.severals import Several

#: Days until a question comes again, after right answers on one day, two, and so on; the last one stays.
INTERVALS_D = (1, 3, 7, 16, 35)
#: What was answered so short a time ago is of this session, and waits until all others were asked.
SESSION = datetime.timedelta(hours=1)
#: Why a question is asked, in the order in which they are asked.
REASONS = ("wrong", "due", "slip", "new", "again", "early")


@dataclass(frozen=True)
class Turn:
    """One question whose turn it is.

    Parameters
    ----------
    of
        Its id.
    why
        "wrong" (the newest answer is not right), "due" (right, and its time has come), "slip" (not answered yet, and it
        can show a misconception that stood behind a wrong answer), "new" (not answered yet), "again" (wrong in this
        session) or "early" (right, and its time has not come: asked only where there is nothing else).
    due_at
        When its time came or comes; None for what was not answered yet.
    """

    of: str
    why: str
    due_at: datetime.datetime | None = None


@dataclass(frozen=True)
class _Standing:
    """What became of one question so far: the newest answer, and on how many days in a row it was right."""

    last_at: datetime.datetime
    right: bool
    days: int
    misconceptions: tuple[str, ...]

    @property
    def due_at(self) -> datetime.datetime:
        """When its time comes: a wrong one at once, a right one after its interval."""
        wait = INTERVALS_D[min(self.days, len(INTERVALS_D)) - 1] if self.right else 0
        return self.last_at + datetime.timedelta(days=wait)


def stands_behind(asked: Question) -> frozenset[str]:
    """Return the misconceptions that a wrong answer to a question can stand for."""
    if isinstance(asked, Choice | Several):
        return frozenset(option.misconception for option in asked.options if option.misconception)
    if isinstance(asked, Number):
        return frozenset(one.misconception for one in asked.typical)
    return frozenset(swap.misconception for swap in asked.swaps) if isinstance(asked, Order) else frozenset()


def due(
    entries: Iterable[Mapping[str, Any]],
    now: datetime.datetime,
    among: Mapping[str, Question],
    most: int = 12,
    seed: int = 0,
) -> tuple[Turn, ...]:
    """Return whose turn it is, the first one first; no question twice.

    Lessons take turns within each reason, so that what is asked is mixed.

    Parameters
    ----------
    entries
        What is in a learner's record, the oldest first; others than answers are not looked at.
    now
        The time, with its zone. An answer that claims to be later counts as of now.
    among
        The questions to choose from, by id.
    most
        How many at most, 1 to 100.
    seed
        From which the order of new questions is drawn.

    Raises
    ------
    ValueError
        If `now` has no zone, or a number is not allowed.
    """
    if not isinstance(now, datetime.datetime) or now.tzinfo is None:
        raise ValueError(f"now: {now!r} is not allowed; allowed: a time with its zone")
    if type(most) is not int or not 1 <= most <= 100:
        raise ValueError(f"most: {most!r} is not allowed; allowed: 1 to 100")
    checked_seed(seed)
    standing = _standings(entries, now)
    shown = {slip for one in standing.values() if not one.right for slip in one.misconceptions}
    turns = [_turn(asked, standing.get(asked.id), shown, now) for asked in among.values()]
    found: list[Turn] = []
    for why in REASONS:
        if why == "early" and found:
            break
        mine = shuffled([turn for turn in turns if turn.why == why], seed, f"spacing-{why}")
        mine.sort(
            key=lambda turn: turn.due_at.timestamp() if turn.due_at else 0.0
        )  # the lot stays where times are alike
        found += _in_turns(mine, lambda turn: among[turn.of].lesson)
    return tuple(found[:most])


def _turn(asked: Question, standing: _Standing | None, shown: set[str], now: datetime.datetime) -> Turn:
    if standing is None:
        return Turn(asked.id, "slip" if stands_behind(asked) & shown else "new")
    turn = Turn(asked.id, "early", standing.due_at)
    if not standing.right:
        return replace(turn, why="again" if now - standing.last_at < SESSION else "wrong")
    return replace(turn, why="due") if standing.due_at <= now else turn


def _in_turns(turns: Sequence[Turn], group: Callable[[Turn], str]) -> list[Turn]:
    """Return the same turns, one of each group after the other; within a group their order stays."""
    place: dict[str, int] = {}
    ranked = []
    for turn in turns:
        place[group(turn)] = place.get(group(turn), -1) + 1
        ranked.append((place[group(turn)], turn))
    return [turn for _, turn in sorted(ranked, key=lambda pair: pair[0])]


def _standings(entries: Iterable[Mapping[str, Any]], now: datetime.datetime) -> dict[str, _Standing]:
    found: dict[str, _Standing] = {}
    for entry in entries:
        of = entry.get("of")
        if entry.get("what") != "answer" or not isinstance(of, str):
            continue
        if entry.get("answer", "") is None:  # an answer of None takes back those before
            found.pop(of, None)
            continue
        right = entry.get("right")
        if isinstance(right, bool):
            found[of] = _after(found.get(of), min(_time(entry.get("at"), now), now), right, entry)
    return found


def _after(before: _Standing | None, at: datetime.datetime, right: bool, entry: Mapping[str, Any]) -> _Standing:
    slips = entry.get("misconceptions")
    held = tuple(one for one in slips if isinstance(one, str)) if isinstance(slips, list | tuple) else ()
    if not right:
        return _Standing(at, False, 0, held)
    if before is None or not before.right:
        return _Standing(at, True, 1, ())
    # Two right answers on one day are one: the second was still in mind.
    return _Standing(at, True, before.days + (at.date() > before.last_at.date()), ())


def _time(written: Any, now: datetime.datetime) -> datetime.datetime:
    """Return a time of a record, in UTC; what cannot be read is taken for long ago."""
    try:
        at = datetime.datetime.fromisoformat(written)
        return (at if at.tzinfo else at.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (TypeError, ValueError, OverflowError):
        return now - datetime.timedelta(days=2 * INTERVALS_D[-1])
