"""What stays of figures that a teacher puts side by side? Their still copies, one below the other.

Where no HTML is shown, as in LaTeX, an output has one image at most. So the pictures are joined into one, and all words
follow them, those of a question among the figures too.

A row, a grid or a set of tabs is a widget of ipywidgets, which knows nothing of still copies: saved, it would be "model
not found" next day. So IPython is told how to show such a group if one of ours is in it.
"""

from __future__ import annotations

import base64
import contextlib
import io
from collections.abc import Iterator, Sequence
from typing import Any

import ipywidgets
from IPython import get_ipython
from IPython.display import display
from PIL import Image

from ketlessons.evidence.paper import on_paper
from ketlessons.live import shown, still
from ketlessons.stage.few_colours import with_few_colours


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
    if not stills:
        return group._repr_mimebundle_()
    words = "\n\n".join(one["text/plain"] for one in stills)
    printed = "\n".join(one.get("text/latex", on_paper(one["text/plain"])) for one in stills)
    pictures = [base64.b64decode(one["image/png"]) for one in stills if "image/png" in one]
    html = "".join(one["text/html"] for one in stills if "text/html" in one)
    data, after = {"text/plain": words, "text/latex": printed}, {"text/plain": ""}
    if pictures:
        image = base64.b64encode(_joined(pictures)).decode("ascii")
        data, after = {"text/plain": words, "image/png": image}, data
    display({**data, "text/html": still.beside_a_view(html)} if html else data, raw=True)
    return {**still.view(group.model_id), **after}


def _joined(pictures: Sequence[bytes]) -> bytes:
    """Return one picture with all of them, one below the other."""
    with contextlib.ExitStack() as opened:
        images = [opened.enter_context(Image.open(io.BytesIO(picture))) for picture in pictures]
        sheet = Image.new("RGB", (max(one.width for one in images), sum(one.height for one in images)), "white")
        top = 0
        for one in images:
            sheet.paste(one.convert("RGB"), (0, top))
            top += one.height
        buffer = io.BytesIO()
        sheet.save(buffer, format="png", dpi=images[0].info.get("dpi"))
    return with_few_colours(buffer.getvalue())


def _within(group: ipywidgets.Box) -> Iterator[Any]:
    for child in group.children:
        if isinstance(child, ipywidgets.Box):
            yield from _within(child)
        elif hasattr(child, "_still"):
            yield child
