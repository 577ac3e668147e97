"""Does the README list the lessons as the data do? An index of covers and a table between two markers, generated."""

from __future__ import annotations

import pathlib

from ketlessons.evidence.course.lessons import lessons
from ketlessons.publish.covers import draw

START, END = "<!-- lessons:start -->", "<!-- lessons:end -->"


def table() -> str:
    """Return the lesson table as Markdown."""
    lines = ["| lesson | asks | minutes | needs |", "| --- | --- | --- | --- |"]
    for row in lessons():
        name = f"[{row.title}](notebooks/{row.file}.ipynb)" if row.written else f"{row.title} *(planned)*"
        lines.append(
            f"| {row.number} {name} | {row.asks} | {row.minutes or ''} | {', '.join(row.needs) or 'nothing'} |"
        )
    return "\n".join(lines)


def index() -> str:
    """Return the covers of the written lessons with links to them, as a Markdown table."""
    covers = draw()
    lines = ["| at a glance | lesson |", "| --- | --- |"]
    for row in lessons():
        if row.number in covers:
            words = f"{row.number} [{row.title}](notebooks/{row.file}.ipynb), {row.minutes} minutes: {row.asks}"
            lines.append(f"| ![{covers[row.number].alt}](docs/covers/{row.number}.png) | {words} |")
    return "\n".join(lines)


def with_table(readme: str) -> str:
    """Return the README's text with the index and the table between the markers made anew.

    Raises
    ------
    ValueError
        If a marker is missing.
    """
    if START not in readme or END not in readme:
        raise ValueError(f"readme: the markers {START} and {END} must both be there")
    head, rest = readme.split(START)
    return f"{head}{START}\n{index()}\n\n{table()}\n{END}{rest.split(END)[1]}"


def refresh(path: pathlib.Path) -> None:
    """Write the index and the table into the README."""
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
