"""Where does each number come from? A page with every row that may be shown, and links to it from what shows the rows.

Under each figure, table and printed number of a lesson's page a link leads here and chooses its rows; each row has the
link to its paper. So two clicks lead from a number to where it was printed.
"""

from __future__ import annotations

from html import escape

from bs4 import BeautifulSoup

from ketlessons.evidence.tracing.catalogue import catalogue
from ketlessons.evidence.tracing.drawn import Shown, shown
from ketlessons.explorers.fact_list import SCRIPT, STYLE, legend, markup

from .frame import Heading, frame

FILE = "facts.html"
#: How nbconvert names a cell.
_CELL = "cell-id="
_LOOK = """
.kf-legend { display: grid; grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr); gap: .2rem 1rem; }
.kf-legend dt { font-weight: 600; } .kf-legend dd { margin: 0; }
@media (max-width: 34rem) { .kf-legend { grid-template-columns: minmax(0, 1fr); } }
"""
_INTRO = """<h1>Facts and their sources</h1>
<p>Every number and finding that a lesson draws or quotes is a row here, and so is what stands beside it: {many} rows.
Each says under which conditions it holds, how it was checked and where it comes from. Rows disagree where their sources
do. Doses are those of trials and labels; nothing here is advice.</p>
<noscript><p>The fields that search the list need JavaScript, which is off in this browser. The whole list stands below,
and the browser's own <em>Find</em> searches it.</p></noscript>
<details><summary>What the words mean</summary>
{legend}
</details>
"""


def page() -> str:
    """Return the page of facts.

    Returns
    -------
    str
        One self-contained HTML file; the same bytes for the same tables.
    """
    rows = catalogue()
    topics = dict.fromkeys((row.table, row.topic) for row in rows)
    body = f"{_INTRO.format(many=f'{len(rows):,}', legend=legend())}\n{markup(rows, pages=True)}"
    return frame(
        "Facts and their sources",
        body,
        description="Every number of the course with its unit, range, conditions, how it was checked and its source.",
        here=FILE,
        contents=[
            *(Heading(2, topic, f"topic-{table}") for table, topic in topics),
            Heading(2, "Which rows each figure and table takes", "by-figure"),
        ],
        style=STYLE + _LOOK,
        before_end=f"<script>\n{SCRIPT}\nfactList(document.querySelector('.kf'), true);\n</script>\n",
    )


def link(one: Shown) -> str:
    """Return the link from something that a lesson shows to its rows, as HTML."""
    many = "1 row" if len(one.rows) == 1 else f"{len(one.rows):,} rows"
    words = f"Where these numbers come from: {escape(one.label)}, {many} with their sources"
    return f'<p class="from screen"><a href="{FILE}#{one.anchor}">{words}</a></p>'


def lay_links(soup: BeautifulSoup, lesson: str) -> None:
    """Lay under each cell of a lesson's page that shows rows the link to them, in place.

    Parameters
    ----------
    soup : BeautifulSoup
        The page, or its body, as nbconvert makes it: each cell has an id.
    lesson : str
        The notebook's name without its ending.
    """
    for one in shown():
        if one.lesson == lesson and (cell := soup.find(id=f"{_CELL}{one.cell}")):
            cell.append(BeautifulSoup(link(one), "html.parser"))
