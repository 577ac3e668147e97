"""What does every page of the site have? Its language, title, menu, search, skip link, one main part and a foot.

`frame` wraps any body into a page of the site. A page is one file: its style, its script and its pictures are in it,
nothing is fetched, and it opens from a folder as it does from a server. A new page adds its file to `MENU`, and
`publish/site.py` writes it.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from ketlessons.live.still import PRINT
from ketlessons.stage.style import PALETTE

_FRONT = pathlib.Path(__file__).parent / "front"
#: The pages that every page leads to: the file, and what the link says.
MENU = (
    ("index.html", "Lessons"),
    ("facts.html", "Facts"),
    ("search.html", "Search"),
    ("accessibility.html", "Accessibility"),
)
#: A page with fewer headings than this needs no table of contents.
LEAST_CONTENTS = 3
#: An icon of the page's own: otherwise a browser asks the server for one that is not there.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath d='M2 1h4v14H2zM10 1h4v14h-4z' fill='%23005f9e'/%3E%3C/svg%3E"
)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} - ketlessons</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="{description}">
<link rel="icon" href="{icon}">
<style>
{style}
</style>
{data}</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
{header}<div class="columns">
{aside}<main id="content" tabindex="-1">
{body}
</main>
</div>
{after}<footer><p>ketlessons, an open course on the pharmacology of ketamine. Teaching material, <strong>not medical
advice</strong>. Text, pictures and data: <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. Code:
BSD-3-Clause.</p></footer>
<script>
{script}</script>
{before_end}</body>
</html>
"""


@dataclass(frozen=True)
class Heading:
    """One heading of a page: its level 2 to 6, its words, and its id."""

    level: int
    text: str
    id: str


def frame(
    title: str,
    body: str,
    *,
    description: str,
    here: str,
    contents: Iterable[Heading] = (),
    about: Mapping[str, object] | None = None,
    style: str = "",
    after: str = "",
    before_end: str = "",
) -> str:
    """Return a whole page.

    Parameters
    ----------
    title : str
        What the page is called, as plain text. The name of the course is added.
    body : str
        HTML of the main part, with exactly one heading of level 1.
    description : str
        One sentence about the page, as plain text, for those who list pages.
    here : str
        The file of the page, such as ``"facts.html"``. In the menu it is marked as the current page.
    contents : iterable of Heading
        What the table of contents lists: headings of level 2 and 3. With fewer than three of them there is none.
    about : mapping, optional
        What schema.org calls the page, for search engines: the object of its JSON-LD.
    style : str
        CSS of this page alone.
    after : str
        HTML between the main part and the foot, such as the links to the neighbours.
    before_end : str
        HTML before the end of the body, such as scripts with their data.

    Returns
    -------
    str
        The same bytes for the same arguments.
    """
    data = f'<script type="application/ld+json">{as_json(about)}</script>\n' if about else ""
    aside = _contents([one for one in contents if one.level in (2, 3)])
    return _PAGE.format(
        title=escape(title),
        description=escape(description),
        icon=_ICON,
        style=theme() + _read("frame.css") + style + PRINT,
        data=data,
        header=_header(here),
        aside=aside,
        body=body,
        after=after,
        script=_read("frame.js"),
        before_end=before_end,
    )


def theme() -> str:
    """Return the colours of a page, by role, on light and on dark paper: what a figure has, and paper is light."""
    light = "".join(f"--{name}:{role.light};" for name, role in PALETTE.items())
    dark = "".join(f"--{name}:{role.dark};" for name, role in PALETTE.items())
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}\n"
    )


def as_json(data: object) -> str:
    """Return data as JSON that may stand within a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _read(name: str) -> str:
    return (_FRONT / name).read_text(encoding="utf-8")


def _header(here: str) -> str:
    current = ' aria-current="page"'
    links = "".join(f'<li><a href="{file}"{current if file == here else ""}>{words}</a></li>' for file, words in MENU)
    # The page that searches has a field of its own.
    search = (
        ""
        if here == "search.html"
        else '<form role="search" action="search.html" method="get"><label for="search-all">Search the course</label>'
        '<span><input id="search-all" name="q" type="search" autocomplete="off"><button>Search</button></span></form>\n'
    )
    return (
        '<header class="site">\n<nav aria-label="Course"><a class="brand" href="index.html">ketlessons</a>'
        f"<ul>{links}</ul></nav>\n{search}</header>\n"
    )


def _contents(headings: list[Heading]) -> str:
    if len(headings) < LEAST_CONTENTS:
        return ""
    items, inner = [], False
    for one in headings:
        deeper = one.level > 2 and bool(items)
        if deeper and not inner:
            items[-1] = items[-1].removesuffix("</li>") + "<ul>"
        elif inner and not deeper:
            items.append("</ul></li>")
        inner = deeper
        items.append(f'<li><a href="#{escape(one.id)}">{escape(one.text)}</a></li>')
    items += ["</ul></li>"] if inner else []
    return (
        '<nav class="contents" aria-label="On this page"><details><summary>On this page</summary>\n'
        f"<ul>{''.join(items)}</ul></details></nav>\n"
    )
