"""How does the bank read on paper? A sheet of questions with boxes to answer in, and a key apart, both as one page.

What has numbers that are drawn is printed with one draw, so that a class talks about one.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from ketlessons.evidence.course.lessons import lessons
from ketlessons.publish.bank.answers import Look, answered, listed
from ketlessons.publish.bank.items import Item, Ordered, Paired, Picked, Typed

_STYLE = """
body { font: 12pt/1.5 system-ui, "DejaVu Sans", sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem;
  color: #1b1e23; background: #fff; }
section > ol > li { margin-bottom: 1.4rem; break-inside: avoid; } ol, ul { padding-left: 1.6rem; }
.boxes { list-style: none; padding-left: .2rem; } .boxes li::before { content: "\\2610\\00a0"; }
.line { display: inline-block; min-width: 9rem; border-bottom: 1px solid #1b1e23; }
.id { color: #4b525c; font-size: .8em; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; }
@media print { body { padding: 0; max-width: none; } section + section { break-before: page; } }
@media print { h2 { break-after: avoid; } }
@page { margin: 16mm; }
"""
_LOOK = Look(escape, bold="strong", stop=".", options="ul")


def questions(bank: list[Item]) -> str:
    """Return the questions, with boxes and lines to answer in."""
    return _page("Questions", "The key is a sheet of its own.", bank, _asked)


def key(bank: list[Item]) -> str:
    """Return the key: what is right, and what is said of each answer."""
    return _page("Key", "Numbered as the questions are.", bank, lambda item: answered(item, _LOOK))


def _printed(bank: list[Item]) -> list[Item]:
    """Return what is printed: of a question with drawn numbers the first draw."""
    return [item for item in bank if not isinstance(item, Typed) or item.id.endswith("-draw-1")]


def _page(head: str, note: str, bank: list[Item], shown: Callable[[Item], str]) -> str:
    titles = {lesson.number: lesson.title for lesson in lessons()}
    number, sections = 1, []
    for lesson in dict.fromkeys(item.lesson for item in bank):
        here = [item for item in _printed(bank) if item.lesson == lesson]
        parts = "".join(
            f'<li><p>{escape(item.prompt)} <span class="id">{escape(item.id)}</span></p>{shown(item)}</li>'
            for item in here
        )
        title = escape(f"Lesson {lesson}: {titles[lesson]}")
        sections.append(f'<section><h2>{title}</h2><ol start="{number}">{parts}</ol></section>')
        number += len(here)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{head} - ketlessons</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n<h1>{head}</h1>\n<p>{note} ketlessons, CC BY 4.0. Teaching material, not medical advice."
        "</p>\n" + "\n".join(sections) + "\n</main>\n</body>\n</html>\n"
    )


def _asked(item: Item) -> str:
    if isinstance(item, Picked):
        hint = "<p>Tick all that hold.</p>" if item.many else ""
        return hint + listed("ul", [escape(option.text) for option in item.options], boxes=True)
    if isinstance(item, Typed):
        return f'<p><span class="line">&nbsp;</span> {escape(item.unit)}</p>'
    if isinstance(item, Paired):
        places = f"<p>Write beside each: {escape('; '.join(item.places))}.</p>"
        return places + listed(
            "ul",
            [f'{escape(thing)} <span class="line">&nbsp;</span>' for thing in sorted(one for one, _, _ in item.pairs)],
        )
    assert isinstance(item, Ordered)
    steps = sorted(step for step, _ in item.steps)
    return f"<p>Number them, 1 for {escape(item.first)}.</p>" + listed(
        "ul", [escape(step) for step in steps], boxes=True
    )
