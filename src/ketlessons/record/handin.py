"""What can a learner hand in? One page of answers, code, thoughts and pictures, which runs nothing wherever it opens.

Whoever opens it trusts the browser and not the learner: all that a learner wrote is text, a picture is a PNG or is left
out, and the page's own policy forbids scripts, forms, frames and everything from elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from html import escape

from ketlessons.evidence.display import table_markup
from ketlessons.record import results, tables
from ketlessons.record.lines import Entry

_PNG = b"\x89PNG\r\n\x1a\n"
#: Signs that a page shows as nothing, or that turn the order of those after them; line ends and tabs stay.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")

_STYLE = """
:root { color-scheme: light; }
body { font: 17px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; color: #1b1e23;
  background: #fff; margin: 0 auto; padding: 1.2rem; max-width: 62rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: 1rem 0; } caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #c9cdd4; padding: .35rem 1rem .35rem 0; }
th[scope="row"] { font-weight: normal; min-width: 12rem; } td { min-width: 6rem; }
th:nth-last-child(-n+3), td:nth-last-child(-n+3) { white-space: nowrap; min-width: 0; }
th, td, pre, blockquote, h1, figcaption { unicode-bidi: isolate; }
pre { background: #f4f6f8; padding: .7rem 1rem; border-radius: 6px; font-size: .88em; white-space: pre-wrap; }
blockquote { border-left: 4px solid #005f9e; margin: .5rem 0; padding: .1rem .8rem; white-space: pre-wrap; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; border: 1px solid #c9cdd4; }
footer { margin-top: 2rem; color: #4b525c; border-top: 1px solid #c9cdd4; }
@media print { body { font-size: 11pt; padding: 0; } tr, figure, pre { break-inside: avoid; } }
"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-{hash}'; \
base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{line} {when}</p>
{body}
</main>
<footer><p>Made by ketlessons from a record that the learner owns and could change: it shows work, and proves none.
Lesson 08 keeps no answers, so it is never here.</p></footer>
</body>
</html>
"""


def page(entries: Iterable[Entry], name: str = "", only: Iterable[str] = (), when: str = "") -> str:
    """Return the page.

    Parameters
    ----------
    entries
        What is in the record.
    name
        What the learner wants to be called on it; may be empty.
    only
        The numbers of the lessons to show; all if empty.
    when
        When it was made, in words; may be empty.
    """
    wanted = set(only)
    mine = [one for one in entries if not wanted or results.text(one, "lesson") in wanted]
    title = f"Work to hand in{f': {shown(name)}' if name.strip() else ''}"
    numbers = sorted({results.text(one, "lesson") for one in mine if one["what"] in _PARTS})
    body = "\n".join(
        _lesson(number, [one for one in mine if results.text(one, "lesson") == number]) for number in numbers
    )
    return _PAGE.format(
        hash=base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode(),
        style=_STYLE,
        title=title,
        line=shown(tables.in_a_line(mine).replace("Your record", "This page")),
        when=shown(when),
        body=body or "<p>Nothing was handed in.</p>",
    )


_PARTS = ("answer", "built", "reflection", "picture")


def template() -> str:
    """Return the page with %title%, %line%, %when% and %body% in it, for a browser to put its own there."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return _PAGE.format(hash=digest, style=_STYLE, title="%title%", line="%line%", when="%when%", body="%body%")


def _lesson(number: str, entries: list[Entry]) -> str:
    """Return one lesson's part of the page."""
    name = tables.titles().get(number, number)
    parts = [f"<section>\n<h2>{f'Lesson {shown(name)}' if name else 'Of no lesson'}</h2>"]
    if answers := results.answers(entries):
        rows = [
            tuple(
                map(shown, (one.asked or one.of, one.said, tables.fared(one.right), str(one.tries), one.last_at[:10]))
            )
            for one in answers
        ]
        parts.append(_table(rows))
    for code in results.built(entries):
        passed = "passed" if code.right else "not passed yet"
        parts.append(f"<h3>Built: {shown(code.of)}, {passed}</h3>\n<p>{shown(code.said)}</p>")
        parts.append(f'<pre tabindex="0">{shown(code.source)}</pre>')
    for one in results.reflections(entries):
        parts.append(f"<h3>{shown(one.asked) or 'In their own words'}</h3>\n<blockquote>{shown(one.said)}</blockquote>")
    parts += [_figure(one) for one in results.pictures(entries)]
    return "\n".join([*parts, "</section>"])


def _table(rows: list[tuple[str, ...]]) -> str:
    """Return the answers as a table without style of its own, which the page's policy forbids."""
    table = table_markup("Answers", ("Question", "Answer", "It is", "Tries", "Last"), rows)
    return re.sub(r' style="text-align:left(;vertical-align:top)?"', "", table)


def _figure(one: results.Shown) -> str:
    """Return a picture with its words; of what is no PNG, the words."""
    caption = f"<figcaption>{shown(one.said)}</figcaption>"
    code = as_png(one.png)
    if not code:
        return f"<figure><p>{shown(one.title)}: the picture could not be read.</p>{caption}</figure>"
    return f'<figure><img alt="Picture: {shown(one.title)}" src="data:image/png;base64,{code}">{caption}</figure>'


def as_png(code: str) -> str:
    """Return base64 written anew if it holds a PNG; otherwise nothing."""
    try:
        raw = base64.b64decode(code, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(raw).decode("ascii") if raw.startswith(_PNG) else ""


def shown(words: str) -> str:
    """Return a learner's words as text of a page: nothing in them is markup, and no sign of them is unseen."""
    return escape(_UNSEEN.sub("\ufffd", words), quote=True)
