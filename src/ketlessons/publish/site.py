"""How does a lesson read on a page that runs no code? One self-contained HTML file for each, and nothing fetched.

nbconvert's own page templates load scripts from elsewhere; this one takes only nbconvert's plain body and wraps it in a
page with a language, a title, a way to skip the menu and a readable measure.
"""

from __future__ import annotations

import pathlib
import re
from html import escape

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from ketlessons.live.still import PRINT
from ketlessons.publish.notebooks import clean, lessons
from ketlessons.publish.pages.alive import alive

_STYLE = """
:root { color-scheme: light; }
body { font: 17px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; color: #1b1e23;
  background: #fff; margin: 0 auto; padding: 1.2rem; max-width: 62rem; }
a { color: #005f9e; overflow-wrap: anywhere; }
p, li, :not(pre) > code { overflow-wrap: anywhere; }
a:focus-visible, summary:focus-visible { outline: 3px solid #005f9e; outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
.anchor-link, .jp-InputPrompt, .jp-OutputPrompt, .prompt { display: none; }
pre { background: #f4f6f8; padding: .7rem 1rem; border-radius: 6px; overflow-x: auto; font-size: .88em; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; }
figcaption { background: #f4f6f8; border-left: 4px solid #005f9e; padding: .5rem .8rem; margin-top: .4rem; }
table { border-collapse: collapse; } caption { text-align: left; color: #4b525c; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #c9cdd4; padding: .35rem 1rem .35rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }
footer { margin-top: 3rem; color: #4b525c; border-top: 1px solid #c9cdd4; }
@media (max-width: 40rem) {
  th, td { padding-right: .4rem; font-size: .85em; overflow-wrap: anywhere; hyphens: auto; }
}
@page { margin: 16mm; }
@media print {
  body { font-size: 11pt; padding: 0; max-width: none; }
  nav, .skip { display: none; } .input { break-after: avoid; }
}
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} - ketlessons</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{style}</style>
</head>
<body>
<a class="skip" href="#lesson">Skip to the lesson</a>
<nav aria-label="Course"><a href="00-start-here.html">All lessons</a></nav>
<main id="lesson">
{body}
</main>
<footer><p>ketlessons. Text and data: CC BY 4.0. Code: BSD-3-Clause. Teaching material, not medical advice.
To run and change the code, open the notebook in JupyterLab.</p></footer>
{living}
</body>
</html>
"""


def page(path: pathlib.Path) -> str:
    """Return one saved lesson as a self-contained HTML page."""
    notebook = clean(nbformat.read(path, as_version=4))  # a learner's own file may hold live views and their state
    notebook, living = alive(notebook)
    title = notebook.cells[0].source.splitlines()[0].lstrip("# ").strip()
    exporter = HTMLExporter(config=Config({"HTMLExporter": {"template_name": "basic", "sanitize_html": False}}))
    body, _ = exporter.from_notebook_node(notebook)
    # Links between lessons lead from page to page.
    body = re.sub(r'href="([\w-]+)\.ipynb', r'href="\1.html', body)
    # Code scrolls sideways on a narrow screen, so the keyboard must be able to reach and scroll it.
    body = body.replace("<pre", '<pre tabindex="0"')
    return _PAGE.format(title=escape(title), style=_STYLE + PRINT, body=body, living=living)


def build(folder: pathlib.Path, into: pathlib.Path) -> list[pathlib.Path]:
    """Write every lesson of a folder as a page; return the files written."""
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for path in lessons(folder):
        file = into / f"{path.stem}.html"
        file.write_text(page(path), encoding="utf-8", newline="\n")
        written.append(file)
    return written
