"""Does the README list the lessons as the data do? The table between two markers, generated."""

from __future__ import annotations

import pathlib

from ketlessons.evidence.lessons import lessons

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


def with_table(readme: str) -> str:
    """Return the README's text with the table between the markers made anew.

    Raises
    ------
    ValueError
        If a marker is missing.
    """
    if START not in readme or END not in readme:
        raise ValueError(f"readme: the markers {START} and {END} must both be there")
    head, rest = readme.split(START)
    return f"{head}{START}\n{table()}\n{END}{rest.split(END)[1]}"


def refresh(path: pathlib.Path) -> None:
    """Write the table into the README."""
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
