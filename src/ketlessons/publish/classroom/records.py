"""Which records are in a folder, and which of them can be trusted? Broken ones are counted and named, never guessed.

A record is counted once, however many files hold it. A line that was cut short or changed has no sum that fits and is
left out; that its record is damaged is told. A file without one whole line is no record.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ketlessons.record import KEEPS_NOTHING, lines
from ketlessons.record.lines import Entry

#: A larger file is none that a lesson wrote.
LARGEST = 50_000_000


@dataclass(frozen=True)
class Broken:
    """A file that is no record, or is one in part: its name, and what is wrong with it."""

    name: str
    why: str
    used: bool


@dataclass(frozen=True)
class Try:
    """One answer to one question: whether it was right, what it stands for, and the answer itself."""

    right: bool
    misconceptions: tuple[str, ...]
    answer: Any


@dataclass(frozen=True)
class Learner:
    """What one learner has answered: all tries at each question, in order, by its id."""

    tries: Mapping[str, tuple[Try, ...]] = field(default_factory=dict)

    def first(self, question: str) -> Try | None:
        """Return the first answer to a question, if there is one."""
        return next(iter(self.tries.get(question, ())), None)


@dataclass(frozen=True)
class Class:
    """The learners of a class, and the files that could not be read, or not whole."""

    learners: tuple[Learner, ...]
    broken: tuple[Broken, ...]


def read_folder(folder: pathlib.Path) -> Class:
    """Return the class whose records lie in a folder.

    Raises
    ------
    ValueError
        If there is no such folder.
    """
    if not folder.is_dir():
        raise ValueError(f"folder: {str(folder)!r} is no folder")
    by_book: dict[str, dict[str, Entry]] = {}
    broken: list[Broken] = []
    for file in sorted(folder.iterdir()):
        if file.name.startswith(".") or not file.is_file():
            continue
        if file.suffix != ".jsonl":
            broken.append(Broken(file.name, "its name does not end in .jsonl", False))
        elif found := _read(file, broken):
            # A file whose first line is lost does not say whose it is: it stands for itself.
            held = by_book.setdefault(found.book or f"file {file.name}", {})
            held.update((one["id"], one) for one in found.entries)
    learners = (_learner(held.values()) for held in by_book.values())
    return Class(tuple(learners), tuple(broken))


def _read(file: pathlib.Path, broken: list[Broken]) -> lines.Found | None:
    """Read one file and note what is wrong with it; None if nothing of it can be used."""
    try:
        if file.stat().st_size > LARGEST:
            broken.append(Broken(file.name, "it is too large for a record", False))
            return None
        found = lines.read(file.read_bytes())
    except OSError as error:
        broken.append(Broken(file.name, f"it cannot be read ({error.strerror})", False))
        return None
    if not found.entries:
        why = "it was written by a newer ketlessons" if found.newer else "no line in it is whole"
        broken.append(Broken(file.name, why if found.newer or found.damaged else "it is empty", False))
        return None
    wrong = [f"{found.damaged} damaged"] if found.damaged else []
    wrong += [f"{len(found.lost)} lost"] if found.lost else []
    wrong += [f"{found.newer} of a newer ketlessons"] if found.newer else []
    if wrong:
        broken.append(Broken(file.name, f"lines that could not be used: {', '.join(wrong)}", True))
    return found


def _learner(entries: Iterable[Entry]) -> Learner:
    """Return what was answered, without what was taken back, and without what is kept nowhere."""
    tries: dict[str, list[Try]] = {}
    for one in sorted(entries, key=lambda entry: int(entry["n"])):
        of, right = one.get("of"), one.get("right")
        if one["what"] != "answer" or not isinstance(of, str) or one.get("lesson") in KEEPS_NOTHING:
            continue
        if one.get("answer", "") is None:
            tries.pop(of, None)
        elif isinstance(right, bool):
            held = one.get("misconceptions")
            slips = tuple(m for m in held if isinstance(m, str)) if isinstance(held, list) else ()
            tries.setdefault(of, []).append(Try(right, slips, one.get("answer")))
    return Learner({of: tuple(found) for of, found in tries.items()})
