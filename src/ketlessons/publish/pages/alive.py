"""How does a lesson live on a page that runs no code? Its live outputs become places that a script wakes.

Each place holds the still copy that the lesson was saved with. The script puts the widget of JupyterLab there, and a
model that answers from recorded pictures, which the page carries. Without a script, and on paper, the copy stands.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from ketlessons.explorers import EXPLORERS
from ketlessons.live import LiveWidget
from ketlessons.publish.pages import markup, questions
from ketlessons.publish.pages.lives import Live, live_of
from ketlessons.publish.recorded import grid
from ketlessons.publish.recorded.record import figure_of, recorded

#: Said where a lesson asks to write code. Pages that can run code say here where.
WHERE_IT_RUNS = (
    "This page runs no code. To have your answer checked, open this lesson in JupyterLab and write there: "
    "the cell then tells in words what is right and what is not. The hint and the solution stand below."
)
_STYLE = re.compile(r"<style>.*?</style>", flags=re.S)


def alive(notebook: NotebookNode) -> tuple[NotebookNode, str]:
    """Return a lesson whose live outputs are places, and the markup that a page of it carries once, at its end.

    Parameters
    ----------
    notebook
        A saved lesson, clean. It is not changed.

    Returns
    -------
    tuple
        The lesson, and the styles, scripts and pictures; empty where nothing lives.
    """
    notebook = copy.deepcopy(notebook)
    found = [(cell, live) for cell in notebook.cells if (live := live_of(cell)) and cell.outputs]
    packs = recorded(live.name for _, live in found if live.kind == "explorer")
    page = _Page()
    for cell, live in found:
        page.take(cell, live)
    return notebook, page.markup(packs)


class _Page:
    """What lives in one page, gathered cell by cell."""

    def __init__(self) -> None:
        self.lives: list[dict[str, Any]] = []
        self.reveals: list[dict[str, Any]] = []
        self.widgets: dict[str, LiveWidget] = {}
        self._places = 0

    def take(self, cell: NotebookNode, live: Live) -> None:
        """Make a place of a cell's live output, and note what lives there."""
        if live.kind == "check":
            cell.outputs = [_html(f'<p class="kl-elsewhere">{WHERE_IT_RUNS}</p>')]
        elif live.kind == "explorer":
            fewer = grid.thinned(figure_of(live.name).panel)
            if "explorer" not in self.widgets:  # all explorers have one script and one style
                self.widgets["explorer"] = EXPLORERS[live.name]()
            told = {"pack": f"kl-pack-{live.name}", **({"values": live.values} if live.values else {})}
            self.lives.append({**told, "kind": "explorer", "place": self._place(cell), "fewer": _fewer(fewer)})
        elif live.kind == "question":
            widget, state = questions.asked(live.name)
            kind = self._kind(type(widget).__name__.lower(), widget)
            self.lives.append({"kind": kind, "question": live.name, "state": state, "place": self._place(cell)})
        elif told := questions.told(live.name):
            self.reveals.append({"question": live.name, "told": told, "place": self._place(cell)})

    def _kind(self, kind: str, widget: LiveWidget) -> str:
        self.widgets.setdefault(kind, widget)
        return kind

    def _place(self, cell: NotebookNode) -> str:
        """Put what a cell's live output showed into a place of its own, and return the place's name."""
        self._places += 1
        name = f"kl-live-{self._places}"
        # The live output is the last that shows anything; the empty one after it is for what is no page.
        shown = [output for output in cell.outputs if output.get("data", {}).get("text/html", "")]
        still = _STYLE.sub("", shown[-1].data["text/html"])
        if "kl-still" not in still:
            still = f'<div class="kl-still">{still}</div>'
        at = cell.outputs.index(shown[-1])
        cell.outputs[at:] = [_html(f'<div class="kl-host" id="{name}">{still}</div>')]
        return name

    def markup(self, packs: dict[str, bytes]) -> str:
        """Return what the page carries for all of them."""
        if not self.lives and not self.reveals:
            return ""
        pictures = {f"kl-pack-{name}": pack for name, pack in packs.items()}
        parts = (
            markup.styles(self.widgets.values()),
            markup.data(self.lives, self.reveals, pictures),
            markup.scripts(self.widgets),
        )
        return "\n".join(parts)


def _fewer(labels: tuple[str, ...]) -> str:
    """Return the sentence that says which controls offer fewer values than in JupyterLab; empty if none does."""
    if not labels:
        return ""
    listed = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
    return f"On this page {listed} {'moves' if len(labels) == 1 else 'move'} in fewer steps than in JupyterLab."


def _html(html: str) -> NotebookNode:
    return new_output("display_data", {"text/html": html})
