"""What does a kernel know of a learner's record, and what has it told of it? One journal a kernel.

`add` returns when the entry is on the disk, or with words on why it is not: the lesson goes on, the entry waits in the
kernel, and is added with the next one. A journal compares the file with what it was when it was last seen. Lines that
it knows and that are gone, although nobody removed them, it adds again, and says so.
"""

from __future__ import annotations

import pathlib
import threading
import uuid
import zlib
from collections.abc import Iterable
from typing import Any

from ketlessons.record import disk, lines, telling, witness
from ketlessons.record.entries import cut, made
from ketlessons.record.lines import Entry, Found

#: What a learner did. All else is what the record says of itself.
KEPT = ("answer", "built", "reflection", "picture")


class Journal:
    """One kernel's side of a record.

    Parameters
    ----------
    place
        Where the record lies. None: nothing is kept, and nothing said.
    """

    def __init__(self, place: pathlib.Path | None):
        self.place = place
        self._turn = threading.RLock()  # a cell and a message may come in two threads
        self._forget_the_file()
        self._waiting: list[dict[str, Any]] = []  # what could not be written yet
        self._news: list[str] = []
        self._told: set[str] = set()

    def _forget_the_file(self) -> None:
        self._found = Found()  # what was in the file, and what is to be put back
        self._back: dict[str, Entry] = {}  # what was in the file once and is to be put back
        self._sum: int | None = None  # of the file when it was last seen; None before that

    # Reading ------------------------------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """Return what is in the record now, and after it what still waits to be written."""
        with self._turn:
            self._look()
            if self._back:
                self._write()
            return (*self._found.entries, *({"n": None, **one} for one in self._waiting))

    @property
    def stopped(self) -> bool:
        """Whether the learner has asked that nothing be kept."""
        with self._turn:
            self._look()
            return self._found.stopped

    def last(self, what: str, of: str) -> Entry | None:
        """Return the newest entry of this kind on this subject, or None."""
        return next((one for one in reversed(self.entries()) if one["what"] == what and one.get("of") == of), None)

    def news(self) -> str:
        """Return what the learner should know of the record and was not told, once; empty if there is nothing."""
        with self._turn:
            told, self._news = " ".join(self._news), []
            return told

    def _look(self) -> None:
        """Read the file, if there is one, and notice what happened to it."""
        if self.place is None:
            return
        try:
            raw = disk.read(self.place)
        except OSError as refused:
            if (sentence := telling.unread(refused)) not in self._told:
                self._told.add(sentence)
                self._news.append(sentence)
            return
        if raw is None:
            self._is_gone(self.place)
        elif zlib.crc32(raw) != self._sum:
            self._take_in(self.place, raw)

    def _is_gone(self, place: pathlib.Path) -> None:
        """Take it that there is no file, as when its owner has removed it; nothing is put back then."""
        if self._found.entries or witness.heard(place):
            self._news.append(telling.GONE)
            witness.dismiss(place)
        self._forget_the_file()

    def _take_in(self, place: pathlib.Path, raw: bytes) -> None:
        """Learn what the file holds, and what of it is gone."""
        found, before, first = lines.read(raw), self._found, self._sum is None
        if before.book and found.book and found.book != before.book:
            self._news.append(telling.OTHER)
            before, first = Found(), True
        there, removed = {one["id"] for one in found.entries}, found.removed
        self._back = {one["id"]: one for one in before.entries if one["id"] not in there and one["n"] not in removed}
        self._found, self._sum = found.joined(self._back.values()), zlib.crc32(raw)
        if first:
            self._tell_of_losses(place)

    def _tell_of_losses(self, place: pathlib.Path) -> None:
        """Say what a kernel that was not there cannot put back."""
        found, went_to = self._found, witness.heard(place)
        # A witness that stands by another record says nothing of this one; if the first line is gone, nobody knows.
        further = went_to[1] - found.last if went_to and found.book in ("", went_to[0]) else 0
        if many := len(found.lost) + max(further, 0):
            self._news.append(telling.lost(many))
        elif found.torn:
            self._news.append(telling.TORN)
        if found.newer:
            self._news.append(telling.newer(found.newer))

    # Writing ------------------------------------------------------------------------------------------------------

    def add(self, what: str, **fields: Any) -> str:
        """Add an entry; return when the disk holds it, or why it does not.

        Returns
        -------
        str
            Empty if it is kept, or nothing is to be kept; otherwise a sentence for the learner.
        """
        if self.place is None:
            return ""
        with self._turn:
            self._waiting.append(made(what, **{name: cut(name, value) for name, value in fields.items()}))
            return self._write()

    def settle(self) -> str:
        """Try again to write what waits; return why it cannot be written, or nothing."""
        with self._turn:
            return self._write() if self._waiting and self.place is not None else ""

    def bring(self, entries: Iterable[Entry]) -> tuple[int, str]:
        """Add those entries of another record that are not in this one; return how many, and why not."""
        with self._turn:
            had = {one["id"] for one in self.entries()}
            new = [one for one in entries if one["id"] not in had and one["what"] in KEPT]
            self._waiting += [{name: one[name] for name in one if name != "n"} for one in new]
            return len(new), self._write() if new and self.place is not None else ""

    def _write(self) -> str:
        """Write what waits, and what is to be put back."""
        assert self.place is not None
        try:
            if not self.place.exists():
                self._is_gone(self.place)
            with disk.writing(self.place) as turn:
                if zlib.crc32(turn.held) != self._sum and (turn.held or self._found.entries):
                    self._take_in(self.place, turn.held)  # another kernel came between
                if self._found.stopped:
                    self._waiting = [one for one in self._waiting if one["what"] == "started"]
                if not self._waiting and not self._back:
                    return ""
                fresh = self._numbered()
                turn.add(b"".join(map(lines.line, (*self._back.values(), *fresh))))
                self._sum = zlib.crc32(turn.held)
        except OSError as refused:
            return telling.unsaved(refused, len(self._waiting))
        if self._back:
            self._news.append(telling.put_back(len(self._back)))
        if len(self._waiting) > 1:
            self._news.append(telling.late(len(self._waiting) - 1))
        self._back, self._waiting = {}, []
        self._found = self._found.joined(fresh)
        witness.say(self.place, self._found.book, self._found.last)
        return ""

    def _numbered(self) -> list[Entry]:
        """Return what waits with the numbers that come next; a new record begins with a line of its own."""
        head = []
        if not self._found.book:
            head.append(made("begun", book=uuid.uuid4().hex))
        if lost := self._found.lost:  # told once, and from then on known
            head.append(made("lost", gone=lines.spans(lost)))
        return [{"n": n, **one} for n, one in enumerate((*head, *self._waiting), start=self._found.last + 1)]

    # Taking out ---------------------------------------------------------------------------------------------------

    def erase(self, lesson: str | None = None) -> tuple[int, str]:
        """Remove all entries, or those of one lesson, from the file; return how many, and why not."""
        if self.place is None:
            return 0, ""
        with self._turn:
            self._look()
            if lesson is not None and self._found.newer:
                return 0, "Nothing was removed: a newer ketlessons has written here. Use that one, or remove all."
            try:
                many = self._removed(self.place, lesson)
            except OSError as refused:
                if lesson is None and refused.errno in telling.NO_ROOM:
                    return self._removed_whole(self.place)
                return 0, f"Nothing was removed ({telling.why(refused)})."
            waited = len(self._waiting)
            self._waiting = [one for one in self._waiting if lesson is not None and one.get("lesson") != lesson]
            return many + waited - len(self._waiting), ""

    def _removed(self, place: pathlib.Path, lesson: str | None) -> int:
        """Put a file without them in the place of the file; damaged lines, which may hold anything, go too."""
        if not place.exists():
            return 0
        with disk.writing(place) as turn:
            if zlib.crc32(turn.held) != self._sum:
                self._take_in(place, turn.held)
            found, stopped = self._found, self._found.stopped
            out = {one["n"] for one in found.entries if one["what"] in KEPT and lesson in (None, one.get("lesson"))}
            if lesson is None:  # a new record: not even how many there were is left
                left = [{"n": 0, **made("begun", book=uuid.uuid4().hex)}]
                left += [{"n": 1, **made("stopped")}] if stopped else []
            else:
                mark = {"n": found.last + 1, **made("erased", gone=lines.spans(out | set(found.lost)))}
                left = [*(dict(one) for one in found.entries if one["n"] not in out), mark]
            disk.replace(place, b"".join(map(lines.line, left)))
        self._forget_the_file()
        witness.dismiss(place)
        self._look()
        witness.say(place, self._found.book, self._found.last)
        return len(out)

    def _removed_whole(self, place: pathlib.Path) -> tuple[int, str]:
        """Remove the file itself: on a full disk there is no room for one without the entries, and that must work."""
        many = sum(one["what"] in KEPT for one in self._found.entries) + len(self._waiting)
        stopped, self._waiting = self._found.stopped, []
        try:
            place.unlink()
        except OSError as refused:
            return 0, f"Nothing was removed ({telling.why(refused)})."
        witness.dismiss(place)
        self._forget_the_file()
        if stopped:  # there is room now
            self._waiting = [made("stopped")]
            return many, self._write()
        return many, ""
