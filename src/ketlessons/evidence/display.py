"""How evidence is shown, in a notebook and as plain text.

Two small displayable things, a table and a numbered list. Both give HTML that a screen reader can walk
(caption, column and row headers, real links), plain text that says the same, and the same once more for
paper; all are the same bytes every time.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from textwrap import fill

from ketlessons.evidence.paper import on_paper

#: JupyterLab pushes table text to the right, which makes sentences hard to read. Viewers may strip this safely.
_LEFT = ' style="text-align:left;vertical-align:top"'


def linked(address: str, text: str) -> str:
    """Return a link as HTML, underlined: JupyterLab tells links from other words by their colour alone.

    >>> linked("https://doi.org/10.1/x", "doi:10.1/x")
    '<a href="https://doi.org/10.1/x" style="text-decoration: underline">doi:10.1/x</a>'
    """
    return f'<a href="{escape(address)}" style="text-decoration: underline">{escape(text)}</a>'


def table_markup(caption: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a captioned HTML table with scoped headers. All texts must already be HTML.

    Parameters
    ----------
    caption : str
        What the table is about.
    headers : sequence of str
        One per column.
    rows : iterable of sequence of str
        The first cell of a row names the row.
    """
    head = "".join(f'<th scope="col"{_LEFT}>{text}</th>' for text in headers)
    body = "\n".join(
        f'<tr><th scope="row"{_LEFT}>{first}</th>' + "".join(f"<td{_LEFT}>{text}</td>" for text in rest) + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<table class="ketlessons-table">\n<caption style="text-align:left">{caption}</caption>\n'
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def forms(html: str, text: str, printed: str | None = None) -> dict[str, str]:
    """Return what a notebook is given of something shown in words: a page's form, a terminal's and a printer's.

    Parameters
    ----------
    html : str
        For pages.
    text : str
        The same as plain text.
    printed : str, optional
        What is printed by LaTeX, as plain text, if it is more than `text`.
    """
    return {"text/html": html, "text/plain": text, "text/latex": on_paper(text if printed is None else printed)}


def typeset(text: str) -> str:
    """Return ASCII words of the tables as they are printed: Mg²⁺, µM and the true minus.

    Examples
    --------
    >>> typeset("1 uM to 10 mM Mg2+; -70 mV")
    '1 µM to 10 mM Mg²⁺; −70 mV'
    """
    text = text.replace("Mg2+", "Mg²⁺").replace("Ca2+", "Ca²⁺")
    text = re.sub(r"(?<=\d )uM\b", "µM", text)
    return re.sub(r"(?<![\w)])-(?=\d)", "−", text)


@dataclass(frozen=True)
class Table:
    """A captioned table of text.

    Parameters
    ----------
    caption : str
        What the table is about.
    headers : tuple of str
        One per column.
    rows : tuple of tuple of str
        As many cells as headers; the first cell of a row names the row.
    legend : str
        What marks in the cells mean, in one line under the table; may be empty.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: str = ""

    def __post_init__(self) -> None:
        """Refuse a row that does not fit the headers."""
        for row in self.rows:
            if len(row) != len(self.headers):
                raise ValueError(f"a row has {len(row)} cells for {len(self.headers)} headers: {row!r}")

    @property
    def html(self) -> str:
        """The table as HTML, with a caption and scoped headers."""
        headers = [escape(text) for text in self.headers]
        rows = [[escape(text) for text in row] for row in self.rows]
        under = f'\n<p class="ketlessons-legend">{escape(self.legend)}</p>' if self.legend else ""
        return table_markup(escape(self.caption), headers, rows) + under

    def __str__(self) -> str:
        """Say the table row by row, each cell with its header."""
        lines = [self.caption]
        for first, *rest in self.rows:
            lines.append(f"- {first}")
            lines += [f"    {name}: {text}" for name, text in zip(self.headers[1:], rest, strict=True)]
        lines += [self.legend] if self.legend else []
        return "\n".join(lines)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Give the notebook all forms."""
        return forms(self.html, str(self))


@dataclass(frozen=True)
class Folded:
    """Several tables, each behind a line that opens it; in print and as plain text they stand open.

    Parameters
    ----------
    caption : str
        What they are about together.
    parts : tuple of tuple of str and Table
        The line that opens a table, and the table.
    """

    caption: str
    parts: tuple[tuple[str, Table], ...]

    @property
    def html(self) -> str:
        """The tables as HTML, folded."""
        folds = "\n".join(
            f'<details class="ketlessons-fold"><summary>{escape(line)}</summary>\n{part.html}\n</details>'
            for line, part in self.parts
        )
        return f"<p><strong>{escape(self.caption)}</strong></p>\n{folds}"

    def __str__(self) -> str:
        """Say the tables one after the other."""
        return "\n".join((self.caption, *(str(part) for _, part in self.parts)))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Give the notebook all forms."""
        return forms(self.html, str(self))


@dataclass(frozen=True)
class Entry:
    """One item of a list: its text, and a link to follow.

    Parameters
    ----------
    text : str
        What is printed.
    link : str
        An https address; empty where there is none.
    link_text : str
        What the link says, such as ``"doi:10.1124/mol.120.119784"``.
    remark : str
        What the reader should know about the item; may be empty.
    """

    text: str
    link: str = ""
    link_text: str = ""
    remark: str = ""


@dataclass(frozen=True)
class NumberedList:
    """A numbered list of entries with links.

    Parameters
    ----------
    entries : tuple of Entry
        In the order to show.
    """

    entries: tuple[Entry, ...] = field(default=())

    @property
    def html(self) -> str:
        """The list as HTML."""
        items = []
        for entry in self.entries:
            link = f" {linked(entry.link, entry.link_text)}" if entry.link else ""
            remark = f" <small>{escape(entry.remark)}</small>" if entry.remark else ""
            items.append(f"<li>{escape(entry.text)}{link}{remark}</li>")
        return '<ol class="ketlessons-references">\n' + "\n".join(items) + "\n</ol>"

    def __str__(self) -> str:
        """Say the list, one numbered paragraph for each entry."""
        return "\n".join(
            fill(words, width=100, subsequent_indent="   ", break_long_words=False, break_on_hyphens=False)
            for words in self._paragraphs()
        )

    def _paragraphs(self) -> list[str]:
        return [
            f"{number}. {' '.join(part for part in (entry.text, entry.link, entry.remark) if part)}"
            for number, entry in enumerate(self.entries, start=1)
        ]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Give the notebook all forms."""
        return forms(self.html, str(self), "\n".join(self._paragraphs()))
