"""What has become of what a learner did? Each question with its newest answer, each check with its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ketlessons.record.lines import Entry


@dataclass(frozen=True)
class Answered:
    """One question that was answered.

    Parameters
    ----------
    of, lesson, kind, concept
        Its id, the number of its lesson, its kind and the core concept it asks for.
    asked, said
        The question, and the newest answer in words.
    answer
        The newest answer as the question holds it.
    right, share
        Whether the newest answer is right, and how much of it is; None where nobody judged.
    misconceptions
        What the wrong parts of it stand for.
    right_at_first
        Whether the first answer was right.
    tries
        How many answers were given.
    first_at, last_at
        When, in UTC: ``"2026-11-26T13:40:12.345Z"``.
    """

    of: str
    lesson: str
    kind: str
    concept: str
    asked: str
    said: str
    answer: Any
    right: bool | None
    share: float | None
    misconceptions: tuple[str, ...]
    right_at_first: bool | None
    tries: int
    first_at: str
    last_at: str


@dataclass(frozen=True)
class Built:
    """One "build it yourself": the newest code that passed its check, or the newest of all."""

    of: str
    lesson: str
    source: str
    said: str
    right: bool
    tries: int
    last_at: str


@dataclass(frozen=True)
class Thought:
    """One reflection: the newest words on what was asked."""

    of: str
    lesson: str
    asked: str
    said: str
    last_at: str


@dataclass(frozen=True)
class Shown:
    """One picture that the learner has put into the record: its title, its words and the image, in base64."""

    of: str
    lesson: str
    title: str
    said: str
    png: str
    last_at: str


def answers(entries: Iterable[Entry]) -> tuple[Answered, ...]:
    """Return every question that has an answer, in the order of lessons and first answers."""
    found = []
    for tries in _grouped(entries, "answer"):
        tries = tries[_after_the_last_taken_back(tries) :]
        if not tries:
            continue
        first, newest = tries[0], tries[-1]
        found.append(
            Answered(
                of=text(newest, "of"),
                lesson=text(newest, "lesson"),
                kind=text(newest, "kind"),
                concept=text(newest, "concept"),
                asked=text(newest, "asked"),
                said=text(newest, "said"),
                answer=newest.get("answer"),
                right=_judged(newest),
                share=_share(newest),
                misconceptions=tuple(one for one in _listed(newest, "misconceptions") if isinstance(one, str)),
                right_at_first=_judged(first),
                tries=len(tries),
                first_at=first["at"],
                last_at=newest["at"],
            )
        )
    return tuple(sorted(found, key=lambda one: one.lesson))


def built(entries: Iterable[Entry]) -> tuple[Built, ...]:
    """Return what was built for each check."""
    found = []
    for tries in _grouped(entries, "built"):
        best = next((one for one in reversed(tries) if one.get("right") is True), tries[-1])
        found.append(
            Built(
                text(best, "of"), text(best, "lesson"), text(best, "source"), text(best, "said"),
                best.get("right") is True, len(tries), best["at"],
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.lesson))


def reflections(entries: Iterable[Entry]) -> tuple[Thought, ...]:
    """Return the newest words on each thing that was asked."""
    newest = (tries[-1] for tries in _grouped(entries, "reflection"))
    return tuple(
        Thought(text(one, "of"), text(one, "lesson"), text(one, "asked"), text(one, "said"), one["at"])
        for one in newest
        if text(one, "said").strip()
    )


def pictures(entries: Iterable[Entry]) -> tuple[Shown, ...]:
    """Return the pictures in the record, the newest of each title."""
    newest = (tries[-1] for tries in _grouped(entries, "picture"))
    return tuple(
        Shown(text(one, "of"), text(one, "lesson"), text(one, "title"), text(one, "said"), text(one, "png"), one["at"])
        for one in newest
    )


def text(entry: Entry, name: str) -> str:
    """Return a part of an entry as text: a record may come from elsewhere, and hold anything."""
    held = entry.get(name)
    return held if isinstance(held, str) else ""


def _grouped(entries: Iterable[Entry], what: str) -> list[list[Entry]]:
    by: dict[str, list[Entry]] = {}
    for one in entries:
        if one["what"] == what:
            by.setdefault(text(one, "of"), []).append(one)
    return list(by.values())


def _after_the_last_taken_back(tries: list[Entry]) -> int:
    """Return where the answers begin that count: an answer of None takes back those before."""
    return max((i + 1 for i, one in enumerate(tries) if one.get("answer", "") is None), default=0)


def _judged(entry: Entry) -> bool | None:
    right = entry.get("right")
    return right if isinstance(right, bool) else None


def _share(entry: Entry) -> float | None:
    share = entry.get("share")
    return float(share) if isinstance(share, (int, float)) and not isinstance(share, bool) else None


def _listed(entry: Entry, name: str) -> list[Any]:
    held = entry.get(name)
    return held if isinstance(held, list) else []
