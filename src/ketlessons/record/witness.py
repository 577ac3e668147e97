"""How does a new kernel see that the end of a record is missing? A small file beside it says how far it went.

A file that was cut between two lines looks whole. The witness holds which record it stands by and its highest number,
and nothing that a learner wrote. It is written after the record; without it, or with one that says something else, all
goes on as before.
"""

from __future__ import annotations

import contextlib
import os
import pathlib


def beside(place: pathlib.Path) -> pathlib.Path:
    """Return where the witness of a record lies."""
    return place.with_name(f".{place.name}.count")


def say(place: pathlib.Path, book: str, last: int) -> None:
    """Write down how far a record goes."""
    with contextlib.suppress(OSError):
        # Written over, at the same length: a file that is emptied first is waited for by some file systems.
        handle = os.open(beside(place), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(handle, f"{book} {last:10}\n".encode("ascii"))
        finally:
            os.close(handle)


def heard(place: pathlib.Path) -> tuple[str, int] | None:
    """Return which record the witness stands by, and its highest number; None if it says neither."""
    try:
        book, last = beside(place).read_text(encoding="ascii").split()
        return book, int(last)
    except (OSError, ValueError):
        return None


def dismiss(place: pathlib.Path) -> None:
    """Remove the witness."""
    with contextlib.suppress(OSError):
        beside(place).unlink()
