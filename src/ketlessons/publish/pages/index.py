"""Where does a visitor begin? The lessons with their covers, how long each takes, and what it needs."""

from __future__ import annotations

import pathlib
from html import escape

from ketlessons.evidence.course.lessons import Lesson, lessons

from .frame import frame
from .learning import course_resource
from .lesson import Read

_FRONT = pathlib.Path(__file__).parent / "front"
_HELP = "Where-to-find-help"


def page(read: list[Read]) -> str:
    """Return the first page of the site, for the lessons that are there.

    Parameters
    ----------
    read : list of Read
        The lessons in reading order. One without a row in the map of lessons is listed by its title.
    """
    there = {one.row.number: one for one in read if one.row}
    cards = "\n".join(_card(one, there) for one in read)
    planned = [row for row in lessons() if not row.written]
    body = (
        "<h1>The pharmacology of ketamine</h1>\n"
        "<p>An open course in lessons: predict, look at a figure, read what it says in numbers, answer a question. "
        "Every number can be traced to the paper, label or law it comes from.</p>\n"
        f"{_help(read)}"
        f'<h2 id="lessons">Lessons</h2>\n<ul class="cards">\n{cards}\n</ul>\n{_planned(planned)}'
        '<h2 id="keep">Keep these pages</h2>\n<p>Each page is one file that needs no network. Save a page, or copy the '
        "whole folder, and open it by a double click.</p>\n"
    )
    return frame(
        "The pharmacology of ketamine",
        body,
        description="An open course on the pharmacology of ketamine: figures, and a source for every number.",
        here="index.html",
        about=course_resource([one.row for one in there.values() if one.row]),
        style=(_FRONT / "index.css").read_text(encoding="utf-8"),
    )


def _card(one: Read, there: dict[str, Read]) -> str:
    href = f"{one.name}.html"
    title = f"{one.row.number} {one.title}" if one.row else one.title
    # The picture stands after the words, and leads nowhere: the title is the link.
    picture = f'<img src="{one.cover[0]}" alt="{escape(one.cover[1])}" width="960" height="360">' if one.cover else ""
    facts = _facts(one.row, there) if one.row else ""
    asks = f"<p>{escape(one.row.asks)}</p>" if one.row else ""
    return f'<li><h3><a href="{href}">{escape(title)}</a></h3>{asks}{facts}{picture}</li>'


def _facts(row: Lesson, there: dict[str, Read]) -> str:
    titles = {other.number: other.title for other in lessons()}
    needs = [
        f'<a href="{there[number].name}.html">{number} {escape(titles[number])}</a>'
        if number in there
        else f"{number} {escape(titles[number])}"
        for number in row.needs
    ]
    parts = [("Takes", f"{row.minutes} minutes")] if row.minutes else []
    parts += [("Needs", ", ".join(needs) or "nothing"), ("For", escape(row.level)), ("Reviewed", escape(row.reviewed))]
    return "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in parts if words) + "</dl>"


def _planned(rows: list[Lesson]) -> str:
    if not rows:
        return ""
    items = "; ".join(f"{row.number} {escape(row.title)}: {escape(row.asks)}" for row in rows)
    return f'<p class="quiet">Planned: {items}</p>\n'


def _help(read: list[Read]) -> str:
    """Return where help is found, if a lesson tells it."""
    for one in read:
        if any(heading.id == _HELP for heading in one.headings):
            return (
                '<p class="box">The lessons speak about mental illness, the harms of drug use and sexual assault. If a '
                f'topic touches your own life, <a href="{one.name}.html#{_HELP}">here is where to find help</a>.</p>\n'
            )
    return ""
