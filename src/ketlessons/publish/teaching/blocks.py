"""Does the page for teachers say what the tables say? Its generated parts, each between two markers."""

from __future__ import annotations

import pathlib
from collections.abc import Callable

from ketlessons.publish.teaching import mapped, planned

#: What stands between which markers, and what writes it.
BLOCKS: dict[str, Callable[[], str]] = {
    "hour": lambda: planned.hours("hour"),
    "three hours": lambda: planned.hours("three_hours"),
    "term": planned.term,
    "lessons": planned.by_lesson,
    "misconceptions": mapped.slips,
    "concepts": mapped.concepts,
    "curricula": mapped.curricula,
}


def markers(name: str) -> tuple[str, str]:
    """Return what stands before and after a generated part."""
    return f"<!-- {name}:start -->", f"<!-- {name}:end -->"


def with_tables(text: str) -> str:
    """Return the page's text with all that stands between markers made anew.

    Raises
    ------
    ValueError
        If a marker is missing, or stands there twice.
    """
    for name, write in BLOCKS.items():
        start, end = markers(name)
        if text.count(start) != 1 or text.count(end) != 1:
            raise ValueError(f"teaching: the markers {start} and {end} must both be there, once")
        head, rest = text.split(start)
        text = f"{head}{start}\n\n{write()}\n\n{end}{rest.split(end)[1]}"
    return text


def refresh(path: pathlib.Path) -> None:
    """Write the generated parts into the page."""
    path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
