"""What becomes of a learner's answers when something goes wrong while they are written? Faults at random moments.

    python tests/support/record_faults.py          1,000 tries and more, as a table
    python tests/support/record_faults.py --json   the same for a program

Each try lets a kernel, or several, write answers; a fault comes at a random moment. Then a fresh kernel looks. Every
answer that was acknowledged must be in the record, or a learner must have been told by then.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from unittest import mock

from ketlessons.record import lines
from ketlessons.record.journal import Journal

REAL_WRITE, REAL_OPEN, REAL_FSYNC = os.write, os.open, os.fsync


@dataclass
class Tally:
    """What came of all tries with one fault."""

    fault: str
    tries: int = 0
    acknowledged: int = 0
    lost: int = 0  # acknowledged, not in the record, and nobody was told
    lost_and_told: int = 0
    refused_and_told: int = 0  # not acknowledged: the learner was told on the spot
    unheard: int = 0  # neither acknowledged nor told


@dataclass
class Try:
    """One try: a folder, chance, and what was acknowledged."""

    place: pathlib.Path
    chance: random.Random
    tally: Tally
    kept: list[str]
    told: str = ""

    def answer(self, journal: Journal, name: str) -> bool:
        """Let a kernel take an answer, as a question does."""
        words = journal.add("answer", lesson="02", of=name, asked="Which of these? " * 8, answer=1, said="µ" * 40)
        self.told += words + journal.news()
        if words:
            self.tally.refused_and_told += 1
            return False
        self.kept.append(name)
        return True

    def account(self, there: set[str]) -> None:
        """Reckon what is missing now as lost, and whether a learner was told since the last reckoning."""
        missing = [name for name in self.kept if name not in there]
        self.tally.lost += 0 if self.told else len(missing)
        self.tally.lost_and_told += len(missing) if self.told else 0
        self.tally.acknowledged += len(missing)
        self.kept = [name for name in self.kept if name in there]
        self.told = ""

    def look(self) -> None:
        """Let a fresh kernel look for what was acknowledged."""
        self.told = ""
        fresh = Journal(self.place)
        there = {one.get("of") for one in fresh.entries()}
        self.told = fresh.news()
        self.account(there)
        self.tally.acknowledged += len(self.kept)
        self.tally.tries += 1


# The faults -----------------------------------------------------------------------------------------------------------


def killed(one: Try) -> None:
    """A kernel is ended with SIGKILL at any moment, over and over, on one record."""
    for attempt in range(one.chance.randint(1, 2)):
        _let_go(one, [_Writer(one, f"k{attempt}.", answers=60)], kill=True)


def two_tabs(one: Try) -> None:
    """Three kernels write to one record at once, and one of them is killed."""
    _let_go(one, [_Writer(one, name, answers=5) for name in "abc"], kill=True)


def full_disk(one: Try) -> None:
    """The disk takes a part of a line, or fails when it should hold it; later there is room again."""
    journal = Journal(one.place)
    code = one.chance.choice((errno.ENOSPC, errno.EDQUOT, errno.EIO))
    with _short_of_room(one.chance, code):
        waiting = [name for name in _names(one, "w") if not one.answer(journal, name)]
    if one.answer(journal, "room"):
        one.kept += waiting  # they were told to be saved with the next one


def no_larger_file(one: Try) -> None:
    """The system itself cuts a write short: a limit on the size of files, met in the midst of a line."""
    limit = one.chance.randint(1, 3000)
    _let_go(one, [_Writer(one, "f", 12, limit)], kill=False)


def read_only(one: Try) -> None:
    """The folder, or the file, may not be written to from some moment on."""
    journal, names = Journal(one.place), _names(one, "r")
    before = one.chance.randint(0, len(names) - 1)
    for name in names[:before]:
        one.answer(journal, name)
    with _not_to_be_written(one.chance.choice((errno.EROFS, errno.EACCES, errno.EPERM))):
        for name in names[before:]:
            one.answer(journal, name)
        _still_known(one, journal, names)


def damaged_under_a_kernel(one: Try) -> None:
    """Something spoils the file between two answers."""
    journal = Journal(one.place)
    for name in _names(one, "d"):
        one.answer(journal, name)
        one.account(_in_the_file(one.place))
        if one.chance.random() < 0.4:
            spoil(one.place, one.chance)
    one.answer(journal, "at last")
    one.account(_in_the_file(one.place))
    if one.place.is_dir():
        shutil.rmtree(one.place)
        one.answer(journal, "afterwards")
        one.account(_in_the_file(one.place))


def damaged_between_kernels(one: Try) -> None:
    """Something spoils the file while no kernel runs."""
    journal = Journal(one.place)
    for name in _names(one, "e"):
        one.answer(journal, name)
    spoil(one.place, one.chance)


FAULTS: dict[Callable[[Try], None], int] = {
    killed: 300,
    two_tabs: 100,
    full_disk: 150,
    no_larger_file: 100,
    read_only: 100,
    damaged_under_a_kernel: 200,
    damaged_between_kernels: 200,
}


def spoil(place: pathlib.Path, chance: random.Random) -> str:
    """Do something to a file that no program should; return what."""
    raw = bytearray(place.read_bytes()) if place.is_file() else bytearray()
    at, to = sorted(chance.randint(0, len(raw)) for _ in range(2))
    ends = [i + 1 for i, byte in enumerate(raw) if byte == 10]
    ways = {
        "bytes overwritten": lambda: raw.__setitem__(slice(at, to), bytes(chance.randbytes(to - at))),
        "one bit turned": lambda: raw and raw.__setitem__(at - 1 if at else 0, raw[at - 1 if at else 0] ^ 4),
        "block of zeros": lambda: raw.__setitem__(slice(at, to), bytes(to - at)),
        "piece cut out": lambda: raw.__delitem__(slice(at, to)),
        "end cut off": lambda: raw.__delitem__(slice(at, None)),
        "end cut off between lines": lambda: ends and raw.__delitem__(slice(chance.choice(ends), None)),
        "beginning cut off": lambda: raw.__delitem__(slice(0, at)),
        "garbage added": lambda: raw.extend(chance.randbytes(chance.randint(1, 300))),
        "line ends of Windows": lambda: raw.__setitem__(slice(None), raw.replace(b"\n", b"\r\n")),
        "saved as UTF-16": lambda: raw.__setitem__(slice(None), raw.decode("utf-8", "replace").encode("utf-16")),
        "lines doubled": lambda: raw.extend(raw[:]),
        "emptied": raw.clear,
        "removed": None,
        "a folder in its place": None,
    }
    way = chance.choice(list(ways))
    if way in ("removed", "a folder in its place"):
        if place.is_file():
            place.unlink()
            if way != "removed":
                place.mkdir()
        return way
    if place.is_file():
        ways[way]()
        place.write_bytes(raw)
    return way


# Kernels and troubles -------------------------------------------------------------------------------------------------


class _Writer:
    """A kernel of its own that answers questions, and says through a pipe which answers were acknowledged."""

    def __init__(self, one: Try, name: str, answers: int, limit: int | None = None):
        self.ear, mouth = os.pipe()
        self.pid = os.fork()
        if self.pid:
            os.close(mouth)
            return
        try:
            os.close(self.ear)
            if limit:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            journal = Journal(one.place)
            for number in range(answers):
                words = journal.add("answer", lesson="02", of=f"{name}{number}", said="x" * (number * 13 % 200))
                # One byte says "told at once"; a name says "kept".
                os.write(mouth, b"!\n" if words else f"{name}{number}\n".encode())
        finally:
            os._exit(0)

    def heard(self) -> list[str]:
        """Wait for its end; return what was acknowledged, and a mark for each time a learner was told of trouble."""
        pieces = []
        while piece := os.read(self.ear, 4096):
            pieces.append(piece)
        os.close(self.ear)
        os.waitpid(self.pid, 0)
        return b"".join(pieces).decode().split()


def _let_go(one: Try, writers: list[_Writer], kill: bool) -> None:
    if kill:
        time.sleep(one.chance.uniform(0, 0.06))
        os.kill(writers[0].pid, signal.SIGKILL)
    for writer in writers:
        heard = writer.heard()
        one.kept += [name for name in heard if name != "!"]
        one.tally.refused_and_told += heard.count("!")


def _in_the_file(place: pathlib.Path) -> set[str]:
    return {str(one.get("of")) for one in lines.read(place.read_bytes()).entries} if place.is_file() else set()


def _names(one: Try, prefix: str) -> list[str]:
    return [f"{prefix}{number}" for number in range(one.chance.randint(2, 7))]


def _still_known(one: Try, journal: Journal, names: list[str]) -> None:
    """The lesson goes on: what could not be saved counts in its kernel."""
    known = {entry.get("of") for entry in journal.entries()}
    one.tally.unheard += sum(name not in known for name in names)


@contextmanager
def _short_of_room(chance: random.Random, code: int) -> Iterator[None]:
    def write(handle: int, data: bytes) -> int:
        if _is_a_record(handle) and chance.random() < 0.5:
            REAL_WRITE(handle, bytes(data)[: chance.randint(0, len(data))])
            raise OSError(code, os.strerror(code))
        return REAL_WRITE(handle, bytes(data)[: chance.randint(1, len(data))])  # short, and no error

    def fsync(handle: int) -> None:
        if _is_a_record(handle) and chance.random() < 0.2:
            raise OSError(code, os.strerror(code))

    with mock.patch.object(os, "write", write), mock.patch.object(os, "fsync", fsync):
        yield


@contextmanager
def _not_to_be_written(code: int) -> Iterator[None]:
    def opened(path, flags, *rest, **more):  # chmod would not stop a test that runs as root
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(code, os.strerror(code))
        return REAL_OPEN(path, flags, *rest, **more)

    with mock.patch.object(os, "open", opened):
        yield


def _is_a_record(handle: int) -> bool:
    return stat.S_ISREG(os.fstat(handle).st_mode)


def run(times: float = 1.0, seed: int = 0) -> list[Tally]:
    """Try every fault; return what came of it."""
    found = []
    for fault, tries in FAULTS.items():
        tally = Tally(fault.__doc__.splitlines()[0])
        # What a disk does when the power fails is not tried here, and waiting for it would be most of the time.
        waits = REAL_FSYNC if fault in (killed, two_tabs) else lambda handle: None
        with mock.patch.object(os, "fsync", waits):
            for number in range(round(times * tries)):
                with tempfile.TemporaryDirectory() as folder:
                    place = pathlib.Path(folder) / "my-lessons" / "my-record.jsonl"
                    one = Try(place, random.Random(f"{seed} {fault.__name__} {number}"), tally, [])
                    fault(one)
                    one.look()
        found.append(tally)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--times", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    found = run(given.times, given.seed)
    if given.json:
        print(json.dumps([asdict(one) for one in found]))
        return
    for one in found:
        print(one.fault)
        print(
            "   ",
            ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in asdict(one).items() if name != "fault"),
        )


if __name__ == "__main__":
    main()
