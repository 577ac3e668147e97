"""What is one entry of a learner's record? One line of JSON with a number and a check sum; a bad line spoils no other.

A record is a text file, one JSON object a line, in the order of the numbers `n`. Lines are only ever added. The sum at
the end of a line is the CRC-32 of all before it, so a line that was cut short or changed is seen. A number that is
missing is an entry that was lost, unless the record says that its owner removed it.
"""

from __future__ import annotations

import codecs
import json
import math
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

#: How the lines are written; a reader of another form must say so.
FORM = 1
_START = b'{"v":'
#: Half a pair of surrogates is no text, and no file of UTF-8 can hold it.
_HALVES = re.compile("[\ud800-\udfff]")
_TAIL = re.compile(rb',"sum":"([0-9a-f]{8})"\}$')

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """What a file holds.

    Parameters
    ----------
    entries
        What could be read, by number; each once, by its id.
    numbers
        Which numbers were seen.
    damaged
        How many lines could not be read.
    torn
        Whether the last line is one of them.
    newer
        How many lines are whole, but of a form that this library does not know.
    """

    entries: tuple[Entry, ...] = ()
    numbers: frozenset[int] = frozenset()
    damaged: int = 0
    torn: bool = False
    newer: int = 0

    @property
    def book(self) -> str:
        """Which record this is; empty if its first line is lost."""
        return next((one["book"] for one in self.entries if one["what"] == "begun"), "")

    @property
    def last(self) -> int:
        """The highest number."""
        return max(self.numbers, default=-1)

    @property
    def stopped(self) -> bool:
        """Whether the learner has asked that nothing more be kept."""
        return next((one["what"] == "stopped" for one in reversed(self.entries) if one["what"] in _SWITCH), False)

    @property
    def removed(self) -> set[int]:
        """The numbers that the learner has removed, or that were told to be lost."""
        return {n for one in self.entries if one["what"] in ("erased", "lost") for n in gone(one)}

    @property
    def lost(self) -> list[int]:
        """The numbers of entries that should be there and are not."""
        return sorted(set(range(self.last + 1)) - self.numbers - self.removed)

    def joined(self, more: Iterable[Entry]) -> Found:
        """Return the same with more entries."""
        more = list(more)
        if not more:
            return self
        numbers = self.numbers | {one["n"] for one in more}
        if min(one["n"] for one in more) > self.last:  # as when something is added
            return replace(self, entries=(*self.entries, *more), numbers=numbers)
        by_id = {one["id"]: one for one in (*self.entries, *more)}
        every = tuple(sorted(by_id.values(), key=lambda one: int(one["n"])))
        return replace(self, entries=every, numbers=numbers)


_SWITCH = ("stopped", "started")


def gone(entry: Entry) -> set[int]:
    """Return the numbers that an entry says are gone; they are written as spans from one to another."""
    try:
        return {n for first, last in entry["gone"] for n in range(first, min(last, entry["n"]) + 1)}
    except (KeyError, TypeError, ValueError):
        return set()


def spans(numbers: Iterable[int]) -> list[list[int]]:
    """Return numbers as spans.

    >>> spans([4, 1, 2, 3, 9])
    [[1, 4], [9, 9]]
    """
    found: list[list[int]] = []
    for n in sorted(numbers):
        if found and found[-1][1] == n - 1:
            found[-1][1] = n
        else:
            found.append([n, n])
    return found


def line(entry: Entry) -> bytes:
    r"""Return an entry as a line, with its sum and its line end.

    >>> line({"n": 1, "what": "answer"})
    b'{"v":1,"n":1,"what":"answer","sum":"cb76de02"}\n'
    """
    text = json.dumps(plain({"v": FORM, **entry}), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    body = text.encode("utf-8")[:-1]
    return body + b',"sum":"%08x"}\n' % zlib.crc32(body)


def read(raw: bytes) -> Found:
    """Return what a file holds, whatever was done to it."""
    found: dict[str, Entry] = {}
    seen: set[int] = set()
    damaged = newer = 0
    torn = False
    for piece in raw.removeprefix(codecs.BOM_UTF8).split(b"\n"):
        if not (piece := piece.strip()):
            continue
        entry = _entry(piece)
        whole = [entry] if entry else [one for part in _parts(piece) if (one := _entry(part))]
        torn = not entry
        damaged += torn
        for one in whole:
            if one.pop("v") != FORM:
                newer += 1
            else:
                found.setdefault(one["id"], one)
                seen.add(one["n"])
    entries = tuple(sorted(found.values(), key=lambda one: int(one["n"])))
    return Found(entries, frozenset(seen), damaged, torn, newer)


def _parts(piece: bytes) -> list[bytes]:
    """Return what may be whole lines in a damaged one: where a line end was lost, two have run together."""
    starts = [match.start() for match in re.finditer(re.escape(_START), piece)]
    ends = [*starts[1:], len(piece)] if starts else []
    return [piece[start:end] for start, end in zip(starts, ends, strict=True)]


def _entry(piece: bytes) -> dict[str, Any] | None:
    tail = _TAIL.search(piece)
    if not tail or int(tail[1], 16) != zlib.crc32(piece[: tail.start()]):
        return None
    try:
        entry = json.loads(piece)
    except (ValueError, RecursionError):
        return None
    named = isinstance(entry, dict) and isinstance(entry.get("what"), str) and isinstance(entry.get("v"), int)
    if not named or not isinstance(entry.get("n"), int) or isinstance(entry["n"], bool) or entry["n"] < 0:
        return None
    if not isinstance(entry.get("id"), str) or not isinstance(entry.get("at"), str):
        return None
    del entry["sum"]
    entry = plain(entry)
    return None if entry["what"] == "begun" and not isinstance(entry.get("book"), str) else entry


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: other kinds of number as numbers, what is no number as None.

    >>> plain({"a": (1, float("nan"))})
    {'a': [1, None]}
    """
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < 1 << 63 else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    item = getattr(value, "item", None)  # a number of numpy's
    try:
        return plain(item()) if item else str(value)
    except (TypeError, ValueError):
        return str(value)
