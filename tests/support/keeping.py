"""A record for one test: a place of its own, and kernels that come and go."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Iterator
from unittest import mock

from ketlessons import record
from ketlessons.quiz import memory
from ketlessons.record import lines
from ketlessons.record.places import VARIABLE


@contextlib.contextmanager
def kept_at(place: pathlib.Path) -> Iterator[pathlib.Path]:
    """Keep a record at this place, although a test runs and no learner is here."""
    with mock.patch.dict("os.environ", {VARIABLE: str(place)}):
        another_kernel()
        yield place
    another_kernel()


def another_kernel() -> None:
    """Forget all that a kernel knows."""
    record.close()
    memory.forget()


def written(place: pathlib.Path) -> list[dict]:
    """Return what a learner did, as it stands in the file."""
    found = lines.read(place.read_bytes()).entries if place.exists() else ()
    return [dict(one) for one in found if one["what"] in ("answer", "built", "reflection", "picture")]
