"""How does somebody find a row among all of them? A list that is searched by words, topic, status, lesson and figure.

The same list is a page of the site and an output in a notebook. It is plain HTML that stands whole where no script
runs; `fact_list.js` hides what was not asked for, counts the rest, and writes it into a file.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from ketlessons.evidence.course.lessons import Lesson, lessons
from ketlessons.evidence.facts import DEPTH_WORDS, REPORTED_LEGEND, STATUS_WORDS, USABLE
from ketlessons.evidence.references import Reference
from ketlessons.evidence.tracing.catalogue import Told
from ketlessons.evidence.tracing.drawn import lessons_of, shown

_HERE = pathlib.Path(__file__).parent
#: How the list looks, and what searches it: a function `factList(root, page)`.
STYLE, SCRIPT = ((_HERE / f"fact_list.{ending}").read_text(encoding="utf-8") for ending in ("css", "js"))
#: What each status means, for a reader.
MEANS = {
    "primary": "the paper, its abstract or a table of it, a label, a law, a register or a page says so itself",
    "transcribed": "a model file or page that says it copies the paper",
    "secondary": "someone else's account of the source says so: said with the word “reported”",
    "derived": "the arithmetic takes rows of the kinds above, or what the source prints",
    "derived_reported": "the same, and one of them is reported by others",
}


def legend() -> str:
    """Return what the words under "How checked" mean, as HTML."""
    words = "".join(f"<dt>{STATUS_WORDS[name]}</dt><dd>{means}</dd>" for name, means in MEANS.items())
    depths = ", ".join(dict.fromkeys(DEPTH_WORDS.values()))
    return (
        f"<p>Under <em>How checked</em> the first word says what a number rests on ({depths}), and the rest how it "
        f'came here:</p>\n<dl class="kf-legend">{words}</dl>\n<p>{REPORTED_LEGEND}.</p>'
    )


def markup(rows: Iterable[Told], pages: bool) -> str:
    """Return the list as HTML, with what it is searched by.

    Parameters
    ----------
    rows : iterable of Told
        In the order of their tables.
    pages : bool
        Whether it stands on a page of the site: then lessons are links, and every row can be linked to.
    """
    rows = tuple(rows)
    written = {one.number: one for one in lessons() if one.written}
    used = lessons_of()
    taught = {one.id: used.get(one.id, ()) for one in rows}
    names = {one.id: one.what for one in rows}
    parts = []
    for table, group in groupby(rows, key=lambda one: one.table):
        those = tuple(group)
        body = "\n".join(_row(one, taught[one.id], names, written, pages) for one in those)
        title = escape(those[0].topic)
        parts.append(
            f'<section class="kf-topic" data-topic="{table}"><h2 id="topic-{table}" data-title="{title}">{title} '
            f'<small>({_rows(len(those))})</small></h2>\n<ul class="kf-rows">\n{body}\n</ul></section>'
        )
    return f'<div class="kf">{_ask(rows, taught, written)}\n{"".join(parts)}\n{_shown(names, pages)}</div>'


def _rows(many: int) -> str:
    return "1 row" if many == 1 else f"{many:,} rows"


def _row(one: Told, taught: Sequence[str], names: dict[str, str], written: dict[str, Lesson], pages: bool) -> str:
    """Return one row as an item of the list; what has a `data-p` is a column of the file that a reader saves."""
    value = f'<span data-p="value">{escape(one.value)}</span>'
    low, high = (f'<span data-p="{name}">{escape(end)}</span>' for name, end in (("low", one.low), ("high", one.high)))
    unit = escape(f" {one.unit}") if one.unit else ""
    ends = f"{low} to {high}" if one.low and one.high else f"at least {low}" if one.low else f"at most {high}"
    checked = one.how_checked if one.depth == "derived" else f"{one.how_checked}, {one.status_text}"
    found = [
        ("Value" if one.is_number else "Finding", f"{value}{unit}", "v") if one.value else None,
        ("Range", f"{ends}{unit}", "v") if one.low or one.high else None,
        ("Conditions", f'<span data-p="conditions">{escape(one.conditions)}</span>', "") if one.conditions else None,
        ("How checked", f'<span data-p="checked">{escape(checked)}</span>', ""),
        ("Source", f'<span data-p="source">{" ".join(map(_source, one.references))}</span>', ""),
        ("Worked out from", _parts(one, names), "") if one.parts else None,
        ("Shown in", ", ".join(_lesson(number, written, pages) for number in taught), "") if taught else None,
    ]
    lines = "".join(
        f"<dt>{line[0]}</dt><dd{' class=' + line[2] if line[2] else ''}>{line[1]}</dd>" for line in found if line
    )
    anchor = f' id="row-{one.id}"' if pages else ""
    data = f'data-id="{one.id}" data-s="{one.status}" data-l="{" ".join(taught)}"'
    data += f' data-u="{escape(one.unit)}"' if one.unit else ""
    return f"<li{anchor} {data}><h3>{escape(one.what)}</h3><dl>{lines}</dl></li>"


def _source(one: Reference) -> str:
    """Return one source: in short with its link, or whole where it has no address."""
    if not one.link:
        return f"{escape(one.text())}"
    others = " et al." if len(one.authors) > 1 else ""
    named = f"{one.authors[0]}{others}" if one.authors else one.title or one.journal
    year = f" ({one.year})" if one.year else ""
    where = f", {one.journal}" if one.journal and one.journal != named else ""
    return f'{escape(f"{named}{year}{where}")}: <a href="{escape(one.link)}">{escape(one.link_text)}</a>.'


def _parts(one: Told, names: dict[str, str]) -> str:
    links = (f'<a href="#row-{part}">{escape(names[part])}</a>' for part in one.parts if part in names)
    return f'<span data-p="parts">{"; ".join(links)}</span>'


def _lesson(number: str, written: dict[str, Lesson], pages: bool) -> str:
    said = f"lesson {number}"
    return f'<a href="{written[number].file}.html">{said}</a>' if pages and number in written else said


def _options(pairs: Iterable[tuple[str, str]], everything: str) -> str:
    some = "".join(f'<option value="{escape(value)}">{escape(said)}</option>' for value, said in pairs)
    return f'<option value="">{everything}</option>{some}'


def _ask(rows: Sequence[Told], taught: dict[str, Sequence[str]], written: dict[str, Lesson]) -> str:
    """Return the controls. They do nothing without a script, so they are hidden until one runs."""
    topics = dict.fromkeys((one.table, one.topic) for one in rows)
    statuses = [(name, STATUS_WORDS[name]) for name in USABLE if any(one.status == name for one in rows)]
    numbers = [number for number in written if any(number in those for those in taught.values())]
    in_lessons = [(number, f"{number} {written[number].title}") for number in numbers]
    groups = []
    some_shown = [one for one in shown() if not taught.keys().isdisjoint(one.rows)]
    for number, group in groupby(some_shown, key=lambda one: one.lesson[:2]):
        some = "".join(f'<option value="{one.anchor}">{escape(one.label)}</option>' for one in group)
        groups.append(f'<optgroup label="Lesson {number}">{some}</optgroup>')
    figures = f'<option value="">all</option>{"".join(groups)}'
    fields = (
        ("topic", "Topic", _options(topics, "all topics")),
        ("status", "How it was checked", _options(statuses, "any way")),
        ("lesson", "Shown in lesson", _options(in_lessons, "any, or none")),
        ("shown", "Figure or table", figures),
    )
    boxes = "".join(
        f'<div><label>{label} <select data-ask="{name}">{options}</select></label></div>'
        for name, label, options in fields
    )
    return (
        '<div class="kf-ask" role="search" aria-label="Rows" data-needs-script hidden>'
        '<div><label>Words <input type="search" data-ask="words" autocomplete="off" spellcheck="false"></label></div>'
        f"{boxes}</div>\n"
        '<div class="kf-said" data-needs-script hidden><p class="kf-count"></p>'
        '<button type="button" data-do="clear">Show all rows</button>'
        '<button type="button" data-do="csv">Save these rows as a file (CSV)</button>'
        '<span class="kf-live" role="status"></span></div>'
    )


def _shown(names: dict[str, str], pages: bool) -> str:
    """Return which rows each figure and table takes, as a list that the script chooses by and that reads without it."""
    parts = []
    for one in shown():
        rows = [row for row in one.rows if row in names]
        if not pages:
            parts.append(f'<span hidden data-shown="{one.anchor}" data-rows="{" ".join(rows)}"></span>')
            continue
        links = "; ".join(f'<a href="#row-{row}">{escape(names[row])}</a>' for row in rows)
        head = f"{escape(one.label)}, lesson {one.lesson[:2]}: {_rows(len(rows))}"
        parts.append(f'<h3 id="{one.anchor}">{head}</h3>\n<p data-shown="{one.anchor}">{links}</p>')
    if not pages:
        return "".join(parts)
    return (
        '<section class="kf-by"><h2 id="by-figure">Which rows each figure and table takes</h2>\n'
        f"{''.join(parts)}</section>"
    )
