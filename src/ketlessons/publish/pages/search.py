"""How does a reader find a word in the lessons, the claims and the facts? A page that carries all their words with it.

The words stand in the page as data, so that it searches when it is opened from a folder, without a server. A row leads
only to a page that is there.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bs4 import Tag

from ketlessons.evidence.display import typeset
from ketlessons.evidence.facts import REPORTED_LEGEND, usable
from ketlessons.evidence.rows import table, tables
from ketlessons.evidence.topics.ledger import TOPICS, all_claims

from .frame import as_json, frame
from .lesson import Read

_FRONT = pathlib.Path(__file__).parent / "front"
#: What can be found, and how a reader calls it.
KINDS = {"lesson": "Lessons", "claim": "Claims of the article", "fact": "Facts"}
FACTS = "facts.html"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: What of a lesson is not searched: code, answers that would be given away, and what only guides the eye.
_NOT_SEARCHED = ".input, details.answer, details.teachers, script, style, .unseen, .paper, .screen"


@dataclass(frozen=True)
class Row:
    """One thing to find: its kind, its title, where it stands in words, what it says, and its address."""

    kind: str
    title: str
    where: str
    says: str
    address: str


def rows(read: list[Read], also: Collection[str] = ()) -> list[Row]:
    """Return all that can be found, in reading order: parts of lessons, claims, facts.

    Parameters
    ----------
    read : list of Read
        The lessons that have a page.
    also : collection of str
        The files of the other pages. Facts are found if `FACTS` is among them.
    """
    found = [row for one in read for row in _parts(one)]
    found += _claims(read)
    if FACTS in also:
        found += _facts()
    return found


def _parts(one: Read) -> Iterator[Row]:
    """Give each part of a lesson from one heading to the next."""
    body = one.soup.__copy__()
    for gone in body.select(_NOT_SEARCHED):
        gone.decompose()
    called = f"Lesson {one.row.number}: {one.title}" if one.row else one.title
    title, anchor, words = one.title, "", []
    for node in body.descendants:
        if isinstance(node, Tag):
            if node.name in _HEADINGS and node.get("id"):
                yield Row("lesson", title, called, _line(words), f"{one.name}.html{anchor}")
                title, anchor, words = _line([node.get_text(" ")]), f"#{node['id']}", []
            elif node.name == "img" and node.get("alt"):
                words.append(str(node["alt"]))
        elif not any(parent.name in _HEADINGS for parent in node.parents):
            words.append(str(node))
    yield Row("lesson", title, called, _line(words), f"{one.name}.html{anchor}")


def _claims(read: list[Read]) -> Iterator[Row]:
    places = {one.row.number: one for one in read if one.row}
    for claim in usable(all_claims()):
        if claim.lesson in places:
            one = places[claim.lesson]
            anchor = next((f"#{heading.id}" for heading in one.headings if heading.text == claim.section), "")
            where = f"{TOPICS[claim.topic]}; taught in lesson {claim.lesson}"
            said = f"{claim.verdict.capitalize()}. {typeset(claim.better_statement)}"
            yield Row("claim", f"The article says: {typeset(claim.claim)}", where, said, f"{one.name}.html{anchor}")


def _facts() -> Iterator[Row]:
    for name in tables():
        for fact in table(name):
            value = "" if fact.text() == fact.quantity else fact.text()
            reported = REPORTED_LEGEND.split(" ", 1)[1] if fact.reported else ""
            says = "; ".join(part for part in (value, reported, typeset(fact.conditions)) if part)
            yield Row("fact", typeset(fact.quantity), name.replace("_", " "), says, f"{FACTS}#row-{fact.id}")


def _line(words: list[str]) -> str:
    # Words that are set apart in a sentence are joined with a space, which a mark after them must not keep.
    return re.sub(r" ([.,;:!?)\]’”])", r"\1", " ".join(" ".join(words).split()))


def page(read: list[Read], also: Collection[str] = ()) -> str:
    """Return the page that searches; arguments as for `rows`."""
    found = [row for row in rows(read, also) if row.says or row.kind != "lesson"]
    kinds = [kind for kind in KINDS if any(row.kind == kind for row in found)]
    boxes = "".join(
        f'<label><input type="checkbox" name="kind" value="{kind}" checked> {KINDS[kind]}</label>' for kind in kinds
    )
    body = (
        "<h1>Search</h1>\n"
        '<form role="search" class="find" action="search.html" method="get">'
        '<p><label for="q">Words to look for in the course</label>'
        '<span><input id="q" name="q" type="search" autocomplete="off"><button>Search</button></span></p>'
        f"<fieldset><legend>Look in</legend>{boxes}</fieldset></form>\n"
        "<noscript><p>Searching needs JavaScript, which is off in this browser. Every page can be searched with the "
        "browser's own <em>Find</em>.</p></noscript>\n"
        '<p role="status" class="status"></p>\n<ol class="found"></ol>\n'
        '<p><button type="button" class="more" hidden>Show more</button></p>\n'
    )
    # Lists are shorter than mappings that repeat their names a thousand times.
    data = as_json([[row.kind, row.title, row.where, row.says, row.address] for row in found])
    script = (_FRONT / "search.js").read_text(encoding="utf-8")
    return frame(
        "Search",
        body,
        description="Search all lessons, claims and facts of the course on the pharmacology of ketamine.",
        here="search.html",
        style=(_FRONT / "search.css").read_text(encoding="utf-8"),
        before_end=f'<script type="application/json" id="rows">{data}</script>\n<script>\n{script}</script>\n',
    )
