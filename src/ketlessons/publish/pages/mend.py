"""What does a lesson lack as a page that a reader needs? Names, captions, rows that say what they are about, and paper.

nbconvert's plain body is taken apart and mended: marks of a notebook go, tables get captions, scopes and a window to
scroll in, boxes of code get names, and whatever is folded is marked as an answer, a note for teachers or reading.
"""

from __future__ import annotations

import copy
import re
from html import escape

from bs4 import BeautifulSoup, Tag

from .frame import Heading

#: What folds in the lessons and gives an answer away: how its line begins. The template of lessons has these.
ANSWERS = (
    *("Answer and feedback", "Hint", "Solution", "What you should have seen"),
    "Show what happens without a prediction",
)
TEACHERS = "For teachers"
#: A table with so many columns has no room on a telephone; there the cells of a row stand under one another.
MANY_COLUMNS = 3
#: What of Python a page colours, by the short names that Pygments gives it: keywords, texts, remarks, numbers.
COLOURED = frozenset(["k", "kn", "kc", "ow", "s1", "s2", "sa", "sd", "si", "c1", "mi", "mf"])
_LESSON = re.compile(r"^([\w-]+)\.ipynb(?=$|#)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def mend(html: str) -> BeautifulSoup:
    """Return nbconvert's plain body of a lesson as a tree, mended for a page.

    Parameters
    ----------
    html : str
        What the exporter with the template "basic" writes.
    """
    soup = BeautifulSoup(html, "html.parser")
    for gone in soup.select("a.anchor-link, div.prompt, .kl-still > style"):
        gone.decompose()
    for area in soup.select(".output_area"):
        if not area.get_text(strip=True) and not area.find(["img", "svg", "input", "button", "script"]):
            area.decompose()
    for link in soup.find_all("a", href=_LESSON):  # links between lessons lead from page to page
        link["href"] = _LESSON.sub(r"\1.html", str(link["href"]))
    for fold in soup.find_all("details"):
        _mark(fold)
    for table in soup.find_all("table"):
        _table(soup, table)
    _name_code(soup)
    return soup


def headings(soup: Tag) -> list[Heading]:
    """Return the headings of a tree that have an id, in order."""
    found = [one for one in soup.find_all(_HEADINGS) if one.get("id")]
    return [Heading(int(one.name[1]), " ".join(one.get_text().split()), str(one["id"])) for one in found]


def scrolling(table: str, name: str) -> str:
    """Return HTML of a table in a window that scrolls where it is too wide; the keyboard is told so by the page.

    Parameters
    ----------
    table : str
        HTML.
    name : str
        What the window is called while it scrolls, as plain text.
    """
    return f'<div class="scrolls" data-name="{escape(name)}">{table}</div>'


def is_answer(line: str) -> bool:
    """Tell whether what folds behind this line gives an answer away."""
    return line.startswith(ANSWERS)


def _mark(fold: Tag) -> None:
    line = fold.summary.get_text(" ", strip=True) if fold.summary else ""
    if is_answer(line):
        fold["class"] = [*fold.get_attribute_list("class", []), "answer"]
    elif line == TEACHERS:
        fold["class"] = [*fold.get_attribute_list("class", []), "teachers"]


def _table(soup: BeautifulSoup, table: Tag) -> None:
    for head in table.select("thead th"):
        head["scope"] = "col"
    for row in table.select("tbody tr"):
        first = row.find(["th", "td"], recursive=False)
        if first is not None and first.name == "td":
            first.name = "th"
        if first is not None:
            first["scope"] = "row"
    if table.caption is None:  # written in prose: what stands over it is what it is about
        over = table.find_previous(["summary", *_HEADINGS])
        caption = soup.new_tag("caption", attrs={"class": "unseen"})
        caption.string = over.get_text(" ", strip=True) if over else "Table"
        table.insert(0, caption)
    _stack(table)
    name = " ".join(table.caption.get_text(" ", strip=True).split())
    table.wrap(soup.new_tag("div", attrs={"class": "scrolls", "data-name": f"{name}: table"}))


def _stack(table: Tag) -> None:
    """Tell each cell the head of its column. The roles keep it a table where a style lays it out as no table."""
    heads = [head.get_text(" ", strip=True) for head in table.select("thead th")]
    if len(heads) < MANY_COLUMNS:
        return
    table["class"] = [*table.get_attribute_list("class", []), "stacks"]
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for part in (table, *table.find_all(["thead", "tbody", "tr", "td"])):
        part["role"] = roles[part.name]
    for head in table.find_all("th"):
        head["role"] = "columnheader" if head["scope"] == "col" else "rowheader"
    for row in table.select("tbody tr"):
        for head, cell in zip(heads, row.find_all(["th", "td"], recursive=False), strict=False):
            if cell.name == "td" and head:
                cell["data-head"] = head


def _name_code(soup: BeautifulSoup) -> None:
    """Name each box of code, and what it printed, by its place among the code of the lesson."""
    for piece in soup.select(".highlight span"):  # half of all elements would be pieces that look like the rest
        if not COLOURED & set(piece.get_attribute_list("class", [])):
            piece.unwrap()
    for number, cell in enumerate(soup.select(".code_cell"), start=1):
        for box in cell.find_all("pre"):
            box["role"] = "group"
            box["aria-label"] = f"Code {number}" if box.find_parent(class_="input") else f"Printed by code {number}"
    for box in soup.select(".text_cell pre"):
        box["role"] = "group"
        box["aria-label"] = "Code to read"


def answers_on_paper(soup: BeautifulSoup) -> str:
    """Lay a line to write on at the place of each answer, on paper only, and return all answers as a part for the end.

    Answers that follow one another, such as a hint and a solution, are one.
    """
    number, parts = 0, []
    for fold in soup.select("details.answer"):
        before = fold.find_previous_sibling()
        if before is None or "answer" not in before.get_attribute_list("class", []):
            number += 1
            line = soup.new_tag("p", attrs={"class": "paper yours"})
            line.string = f"Answer {number}:"
            fold.insert_before(line)
            parts.append(f"<h3>Answer {number}{_under(fold)}</h3>")
        twin = copy.copy(fold)
        for one in twin.find_all(id=True):
            del one["id"]
        line = twin.summary.extract().get_text(" ", strip=True)
        inner = "".join(map(str, twin.contents))
        parts.append(f"<h4>{escape(line)}</h4>\n{inner}")
    if not parts:
        return ""
    return f'<section class="paper answers">\n<h2>Answers</h2>\n{"".join(parts)}\n</section>\n'


def _under(fold: Tag) -> str:
    over = fold.find_previous(_HEADINGS)
    return f" ({escape(over.get_text(' ', strip=True))})" if over else ""
