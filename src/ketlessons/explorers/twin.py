"""What does a saved notebook show when no code runs? The still copy of a figure, with its sentence as caption.

How a copy is marked up, and how it gives way to the live view beside it, is told in `ketlessons.live.still`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ketlessons.live import still
from ketlessons.stage.live_figure import LiveFigure


def bundle(figure: LiveFigure, values: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Return the still copy as a MIME bundle: HTML with alt text, the image itself, and the sentence as plain text."""
    png, reading = figure.png(values or {})
    return still.picture_bundle(png, figure.title, reading, figure.size_px)


class Still:
    """A figure that does not move, shown in a lesson with its sentence as caption."""

    def __init__(self, figure: LiveFigure, **values: Any):
        self.figure, self.values = figure, values

    @property
    def sentence(self) -> str:
        """What the picture shows."""
        return self.figure.frame(self.values).reading.sentence

    def __repr__(self) -> str:
        return self.sentence

    def _ipython_display_(self, **_kwargs: Any) -> None:
        """Leave two outputs, as a live figure does: the picture, and its words for what shows an image without them."""
        from IPython.display import display

        data = self._repr_mimebundle_()
        display(data, raw=True)
        display(still.caption(data["text/plain"]), raw=True)

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        return bundle(self.figure, self.values)
