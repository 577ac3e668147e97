"""What of a lesson is folded when it opens? The parts "At home", under a heading that JupyterLab shows collapsed.

JupyterLab hides what follows a collapsed heading, up to the next cell that holds a heading of the same or a higher
level. It keeps the mark in the cell, removes it when a reader opens the heading, and runs hidden cells like all others.
A page that runs no code, and paper, show everything.
"""

from __future__ import annotations

import re

from nbformat import NotebookNode

#: How a part for home begins.
AT_HOME = "### At home: "
#: JupyterLab's word for a heading that is collapsed.
COLLAPSED = "jp-MarkdownHeadingCollapsed"
_FENCED = re.compile(r"^(```|~~~).*?^\1", flags=re.M | re.S)


def heading_level(cell: NotebookNode) -> int | None:
    r"""Return the level of a cell's highest heading, 1 to 6, as JupyterLab reckons it; None if it has no heading.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell
    >>> heading_level(new_markdown_cell("Words, and then\n\n### A heading"))
    3
    """
    if cell.cell_type != "markdown":
        return None
    marks = re.findall(r"^ {0,3}(#{1,6})\s", _FENCED.sub("", cell.source), flags=re.M)
    return min(map(len, marks), default=None)


def fold(notebook: NotebookNode) -> NotebookNode:
    """Collapse every part "At home" of a notebook, in place, and return it. What else is collapsed stays so."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith(AT_HOME):
            cell.metadata[COLLAPSED] = True
    return notebook


def hidden(notebook: NotebookNode) -> list[int]:
    """Return the indexes of the cells that are hidden when JupyterLab opens the notebook."""
    found: list[int] = []
    under: int | None = None
    for index, cell in enumerate(notebook.cells):
        level = heading_level(cell)
        if level and (under is None or level <= under):
            under = level if cell.metadata.get(COLLAPSED) else None
        elif under:
            found.append(index)
    return found
