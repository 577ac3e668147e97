"""How does an entry of a record begin? With an id, the time and what it is; and no text in it is without end."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from ketlessons.record import lines

#: A longer text (a learner's code, a reflection) is cut, and says so; a picture has its own bound.
LONGEST, LONGEST_PICTURE = 20_000, 400_000
_MARK = " [cut here: only the first part is kept]"


def made(what: str, **fields: Any) -> dict[str, Any]:
    """Return a new entry without a number: that it gets when it is written."""
    found: dict[str, Any] = lines.plain({"id": uuid.uuid4().hex, "at": now(), "what": what, **fields})
    return found


def cut(name: str, value: Any) -> Any:
    """Return a part of an entry, without its end if it is very long."""
    longest = LONGEST_PICTURE if name == "png" else LONGEST
    return value[:longest] + _MARK if isinstance(value, str) and len(value) > longest else value


def now() -> str:
    """Return the time, in UTC, to the millisecond."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
