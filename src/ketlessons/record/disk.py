"""How do lines get into a file so that they are there when the power fails? Under a lock, to the disk, and read again.

`writing` opens a file for one round of reading and adding. Several kernels may write to one file: they take turns, and
each sees what the others have written before it adds its own. What could not be written whole is taken back.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import stat
import time
from collections.abc import Iterator

#: How long a round waits for another kernel's. Where a file cannot be locked, lines are added in one piece, unlocked.
PATIENCE_S = 2.0
_PAUSE_S = 0.005
#: Private: nobody else on this machine reads it.
_MODE, _FOLDER_MODE = 0o600, 0o700
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
#: Never wait for the other end of something that is no file.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)


class NotWrittenError(OSError):
    """The disk took the lines and does not give them back."""


class Round:
    """One round with an open file: what it held, and a way to add to it."""

    def __init__(self, place: pathlib.Path, handle: int, locked: bool):
        self._place, self._handle, self._locked = place, handle, locked
        self.held = self._read(0)

    def _read(self, start: int) -> bytes:
        os.lseek(self._handle, start, os.SEEK_SET)
        pieces = []
        while piece := os.read(self._handle, 1 << 20):
            pieces.append(piece)
        return b"".join(pieces)

    def add(self, lines: bytes) -> None:
        """Add whole lines, and return when the disk holds them.

        Raises
        ------
        OSError
            If it does not. Then nothing was added, or a piece that no reader takes for a line.
        """
        # After a line that was cut short, or one that another kernel is adding now, ours begins on a line of its own.
        data = lines if self.held.endswith(b"\n") or not self.held else b"\n" + lines
        if not self._locked and self.held:
            data = b"\n" + lines
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(self._handle, left) :]
            os.fsync(self._handle)
            if lines not in self._read(len(self.held)):
                raise NotWrittenError(errno.EIO, "what was written cannot be read again")
            if not _same(self._place, self._handle):
                raise NotWrittenError(errno.ENOENT, "the file was moved or removed meanwhile")
        except OSError:
            if self._locked:  # alone with the file, so that all after what it held is ours
                with contextlib.suppress(OSError):
                    os.ftruncate(self._handle, len(self.held))
            raise
        self.held += data


def read(place: pathlib.Path) -> bytes | None:
    """Return what a file holds; None if there is none.

    Raises
    ------
    OSError
        If it cannot be read, or is no file.
    """
    try:
        handle = os.open(place, os.O_RDONLY | _BINARY | _AT_ONCE)
    except FileNotFoundError:
        return None
    try:
        _must_be_a_file(handle)
        return Round(place, handle, False).held
    finally:
        os.close(handle)


@contextlib.contextmanager
def writing(place: pathlib.Path) -> Iterator[Round]:
    """Open a file to read it and add to it, alone; make it if it is not there.

    Raises
    ------
    OSError
        If that cannot be.
    """
    new = not place.exists()
    if new:
        place.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY | _AT_ONCE, _MODE)
        try:
            _must_be_a_file(handle)
            with _alone(handle) as locked:
                if not _same(place, handle):  # while we waited, another kernel has put a new file in its place
                    continue
                yield Round(place, handle, locked)
                break
        finally:
            os.close(handle)
    if new:
        _keep_the_name(place.parent)


def replace(place: pathlib.Path, data: bytes) -> None:
    """Put other contents in the place of a file, in one step: a reader finds the old or the new.

    Raises
    ------
    OSError
        If that cannot be. Then the old are there.
    """
    fresh = place.with_name(f".{place.name}.new")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, _MODE)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(fresh, place)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    _keep_the_name(place.parent)


def _must_be_a_file(handle: int) -> None:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise OSError(errno.EINVAL, "it is no file")


def _same(place: pathlib.Path, handle: int) -> bool:
    """Whether the file that is open is the one that has this name."""
    try:
        return os.path.samestat(os.stat(place), os.fstat(handle))
    except FileNotFoundError:
        return False


def _keep_the_name(folder: pathlib.Path) -> None:
    """See that the name of a new file is on the disk too. Windows has no such errand."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _alone(handle: int) -> Iterator[bool]:
    """Take turns with other kernels; yield False where the file cannot be locked, or another does not let go."""
    until = time.monotonic() + PATIENCE_S
    while not (locked := _lock(handle)) and time.monotonic() < until:
        if locked is None:
            break
        time.sleep(_PAUSE_S)
    try:
        yield bool(locked)
    finally:
        if locked:
            _unlock(handle)


try:
    import fcntl
except ImportError:  # Windows, and a kernel in the browser
    fcntl = None  # type: ignore[assignment]

#: Windows locks bytes and not files: one far behind the last, so that readers are not in the way.
_FAR = 1 << 40


def _lock(handle: int) -> bool | None:
    """Try to lock; False if another has it, None if there are no locks here."""
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        return True
    except ImportError:
        return None
    except OSError as refused:
        return False if refused.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK) else None


def _unlock(handle: int) -> None:
    with contextlib.suppress(OSError, ImportError):
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_UN)
            return
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
