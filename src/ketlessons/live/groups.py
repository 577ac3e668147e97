"""What stays of figures that a teacher puts side by side? Their still copies, one below the other.

A row, a grid or a set of tabs is a widget of ipywidgets, which knows nothing of still copies: saved, it would be "model
not found" next day. So IPython is told how to show such a group if one of ours is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ipywidgets
from IPython import get_ipython
from IPython.display import display

from ketlessons.live import shown, still


def watch() -> None:
    """Tell the running IPython, once, how to show a group with live outputs in it."""
    shell = get_ipython()
    if shell is None:
        return
    formatter = shell.display_formatter.mimebundle_formatter
    if ipywidgets.Box not in formatter.type_printers:
        formatter.for_type(ipywidgets.Box, bundle)


def bundle(group: ipywidgets.Box) -> Any:
    """Return how a group is shown; before that, leave the still copies of the live outputs in it."""
    stills = []
    for widget in _within(group):
        shown.note(widget)
        stills.append(widget._still())
    if stills:
        data = {"text/plain": "\n\n".join(one["text/plain"] for one in stills)}
        html = "".join(one["text/html"] for one in stills if "text/html" in one)
        display({**data, "text/html": still.beside_a_view(html)} if html else data, raw=True)
    return group._repr_mimebundle_()


def _within(group: ipywidgets.Box) -> Iterator[Any]:
    for child in group.children:
        if isinstance(child, ipywidgets.Box):
            yield from _within(child)
        elif hasattr(child, "_still"):
            yield child
