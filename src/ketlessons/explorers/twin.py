"""What does a saved notebook show when no code runs? The still copy of a figure, with its sentence as alt text.

JupyterLab and nbconvert ignore alt text that is kept in an output's metadata, so the copy is an HTML figure whose image
carries the sentence itself. The plain-text form is the same sentence, so a notebook test that cannot compare pictures
still compares what the picture says. The markup needs no script and no style sheet, because viewers strip both.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from typing import Any

from ketlessons.figures.canvas import LiveFigure


def bundle(figure: LiveFigure, values: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Return the still copy as a MIME bundle: HTML with alt text, and the sentence as plain text."""
    png, reading = figure.png(values or {})
    return {"text/html": html(png, reading.sentence, figure), "text/plain": reading.sentence}


def html(png: bytes, sentence: str, figure: LiveFigure) -> str:
    """Return one HTML figure with the picture, its alt text and its caption."""
    width, height = figure.size_px
    picture = base64.b64encode(png).decode("ascii")
    return (
        '<figure style="margin:0.5em 0;max-width:1000px">'
        f'<img alt="{escape(sentence)}" width="{width}" height="{height}"'
        ' style="max-width:100%;height:auto;background:#fff;border-radius:6px"'
        f' src="data:image/png;base64,{picture}">'
        f"<figcaption>{escape(sentence)}</figcaption></figure>"
    )


class Still:
    """A figure that does not move, shown in a lesson with its sentence as alt text and caption."""

    def __init__(self, figure: LiveFigure, **values: Any):
        self.figure, self.values = figure, values

    @property
    def sentence(self) -> str:
        """What the picture shows."""
        return self.figure.frame(self.values).reading.sentence

    def __repr__(self) -> str:
        return self.sentence

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        return bundle(self.figure, self.values)
