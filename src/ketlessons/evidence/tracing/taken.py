"""Which rows does a piece of code take? A recorder that stands beside the one door through which all rows pass.

A row tells what was found in a few of its columns (`Checked.tells`); the others say of whom, where and when. Code that
reads one of the first has taken the row, whichever accessor handed it out, and whatever it does with the number then.
While nobody records, a row is an ordinary object, and reading it costs nothing more.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from types import ModuleType
from typing import Any

from ..facts import Checked
from ..reading.slips import being_read

#: The floors whose functions keep what they made of rows.
_KEEPING = ("ketlessons.published.", "ketlessons.figures.", "ketlessons.covers.")


@contextmanager
def taking() -> Iterator[set[str]]:
    """Record the rows that are taken, by name; a context, whose set grows while it lasts.

    Functions of the floors above keep what they once made of rows, and would not ask for them again. So they forget
    that first. What a module reads while it is imported is seen only if it is imported within. What readers look at
    while they read a file is not taken: they do so once a process, whoever asks first.

    Examples
    --------
    >>> from ketlessons.evidence import fact
    >>> with taking() as taken:
    ...     half = fact("ketamine_ic50_human").value
    ...     unit = fact("ketamine_hill_human").unit
    >>> taken
    {'ketamine_ic50_human'}
    """
    _forget_what_was_made()
    taken: set[str] = set()

    def noting(row: Any, name: str) -> Any:
        if name in object.__getattribute__(row, "tells") and not being_read():
            taken.add(object.__getattribute__(row, "id"))
        return object.__getattribute__(row, name)

    # On the class, and for now only: a hook that stood here for good would make each reading of a row slower.
    before = vars(Checked).get("__getattribute__")
    setattr(Checked, "__getattribute__", noting)  # noqa: B010 - mypy takes no method in its place
    try:
        yield taken
    finally:
        if before is None:
            delattr(Checked, "__getattribute__")
        else:
            setattr(Checked, "__getattribute__", before)  # noqa: B010


def _forget_what_was_made() -> None:
    # Looked for where functions stand, in modules and their classes: a search through all objects of a process takes a
    # tenth of a second, and a lesson has forty cells.
    for name, module in list(sys.modules.items()):
        if f"{name}.".startswith(_KEEPING):
            for one in _named_in(module):
                if isinstance(one, _lru_cache_wrapper) and f"{one.__module__}.".startswith(_KEEPING):
                    one.cache_clear()


def _named_in(module: ModuleType) -> Iterator[Any]:
    """Yield what a module and its classes give names to."""
    for one in list(vars(module).values()):
        yield from vars(one).values() if isinstance(one, type) else (one,)
