"""How do I remove what my record holds, and how do I keep nothing more?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ketlessons import record
from ketlessons.my_record.showing import OFF, Told
from ketlessons.quiz import memory
from ketlessons.record import export


def erase(sure: bool = False, lesson: str | None = None) -> Told:
    """Remove what the record holds. Without `sure=True` it says what would go, and removes nothing.

    Parameters
    ----------
    sure : bool
        Whether it is to be done.
    lesson : str, optional
        The number of a lesson, to remove only what was done in it.
    """
    if record.journal().place is None:
        return Told(OFF)
    entries = [one for one in export.kept(record.journal().entries()) if lesson in (None, one.get("lesson"))]
    held = _counted(entries)
    of = f" of lesson {lesson}" if lesson is not None else ""
    if not entries:
        return Told(f"Your record holds nothing{of} that could be removed.")
    if not sure:
        again = f"my_record.erase(sure=True{f', lesson={lesson!r}' if lesson is not None else ''})"
        return Told(
            f"Nothing is removed yet. This would go from your record{of}, for good: {held}. To do it, run {again}"
        )
    _, unsaved = record.journal().erase(lesson)
    if unsaved:
        return Told(unsaved)
    memory.forget()
    left = "Not removed: files you saved or handed in, and what stands in your notebooks."
    return Told(f"Removed from your record{of}: {held}. {left}")


def stop() -> Told:
    """Keep nothing more, in this kernel and in later ones, until `start`. What is there stays: see `erase`."""
    if record.journal().place is None:
        return Told(OFF)
    unsaved = "" if record.journal().stopped else record.journal().add("stopped")
    return Told(
        unsaved or "From now on nothing goes into your record. What is in it stays; my_record.erase() removes it."
    )


def start() -> Told:
    """Go on with the record after `stop`."""
    if record.journal().place is None:
        return Told(OFF)
    unsaved = record.journal().add("started") if record.journal().stopped else ""
    return Told(unsaved or "What you answer goes into your record, on this machine only.")


_NAMES = {
    "answer": ("answer", "answers"),
    "built": ("piece of code", "pieces of code"),
    "reflection": ("thought", "thoughts"),
    "picture": ("picture", "pictures"),
}


def _counted(entries: Iterable[Any]) -> str:
    counts = Counter(one["what"] for one in entries)
    return ", ".join(f"{counts[what]} {names[counts[what] > 1]}" for what, names in _NAMES.items() if counts[what])
