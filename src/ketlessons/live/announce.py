"""How is a verdict heard? It is spoken once when its cell has run, beside the words that everybody sees.

Jupyter tells a screen reader nothing of what a cell prints. A status line that is saved with the lesson would be spoken
each time the lesson is opened. So the line belongs to the kernel, which remembers that it was heard.
"""

from __future__ import annotations

import pathlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

import traitlets

from ketlessons.live import shown, still
from ketlessons.live.widget import LiveWidget, look, script

_HERE = pathlib.Path(__file__).parent


class _Announcement(LiveWidget):
    """Words that a screen reader is told once. There is nothing to see."""

    _esm = script(_HERE / "announce.js")
    _css = look()
    heard = traitlets.Bool(False).tag(sync=True)

    def __init__(self, words: str, **kwargs: Any):
        super().__init__(**kwargs)
        self._describe(words=words)

    def _take(self, content: Mapping[str, Any], mark: Mapping[str, Any]) -> None:
        """Nothing is asked of an announcement."""

    def _still(self) -> dict[str, str]:
        return {"text/plain": ""}

    def __repr__(self) -> str:
        return ""


class Announced(ABC):
    """Something that is shown in a cell, and whose words are spoken when the cell has run.

    Subclasses give `_repr_mimebundle_`, what is seen, and `__repr__`, what is heard unless `_heard` says it shorter.
    """

    @abstractmethod
    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        """Return what is seen."""

    def _heard(self) -> str:
        """Return what is spoken."""
        return repr(self)

    def _ipython_display_(self, **_kwargs: Any) -> None:
        """Leave what is seen, and the line that is heard where a kernel runs."""
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)
        announcement = _Announcement(" ".join(self._heard().split()))
        shown.note(announcement)
        display(still.view(announcement.model_id), raw=True)
