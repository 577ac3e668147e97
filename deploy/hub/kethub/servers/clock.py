"""What if the machine's clock is set? Waits, and the time that a server was idle, are counted on a clock nobody sets.

A clock that is set forward by a day would otherwise end every server at work, as idle for a day. One that is set back
would let everything that is done again and again wait for a day: looking whether servers run is one of these.
"""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import Callable, Mapping
from typing import Any

from tornado.platform.asyncio import BaseAsyncIOLoop

#: So far in the future may a time lie that was written down on this machine.
SLACK = datetime.timedelta(minutes=1)


def steady() -> None:
    """Let tornado count its waits as asyncio does, which does the waiting. By itself it asks the machine's clock."""
    BaseAsyncIOLoop.time = lambda self: self.asyncio_loop.time()


def not_later(written: datetime.datetime | None, now: datetime.datetime) -> datetime.datetime | None:
    """Return when something happened last; now, if that would lie in the future, where nothing newer is believed."""
    return now if written is not None and written > now + SLACK else written


@dataclasses.dataclass
class Seen:
    """What was told of a server, and when that was first heard."""

    started: object
    began_s: float
    active: object
    since_s: float


class Idle:
    """Decides for JupyterHub's culler which servers end: those that nothing was heard of, and those that are old.

    What it knows begins with the hub: after a restart of the hub an idle server has its time anew.
    """

    def __init__(self, oldest_s: float, clock: Callable[[], float] = time.monotonic):
        self._oldest_s, self._clock = oldest_s, clock
        self._seen: dict[object, Seen] = {}

    def __call__(self, *, inactive_limit: float, server: Mapping[str, Any], **_: object) -> bool:
        """Return whether a server should end."""
        now, started, active = self._clock(), server["started"], server["last_activity"]
        seen = self._seen.get(server["url"])
        if seen is None or seen.started != started:
            seen = self._seen[server["url"]] = Seen(started, now, active, now)
        if seen.active != active:
            seen.active, seen.since_s = active, now
        return now - seen.since_s >= inactive_limit or now - seen.began_s >= self._oldest_s
