"""What do an explorer and a question have in common? A still copy, an answer to every message, and an end.

A page must never wait for ever: whatever happens while a message is taken (a mistake in a figure, a teacher's observer
that fails), the kernel answers it with its number. And a kernel must not grow for ever: see `shown`.
"""

from __future__ import annotations

import contextlib
import pathlib
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import anywidget
import traitlets

from ketlessons.live import groups, shown, still
from ketlessons.stage import style
from ketlessons.stage.words import told_in_words

_HERE = pathlib.Path(__file__).parent


def script(*files: pathlib.Path) -> str:
    """Return the browser side of a widget: the shared line to the kernel, then its own files."""
    return "".join(js.read_text(encoding="utf-8") for js in (_HERE / "wire.js", *files))


def look(*files: pathlib.Path) -> str:
    """Return the style of a widget: the palette, what all widgets share, then its own files."""
    return style.theme_css() + "".join(css.read_text(encoding="utf-8") for css in (_HERE / "live.css", *files))


def one_line(error: BaseException) -> str:
    """Return what an exception says, on one line that can be read aloud."""
    return told_in_words(" ".join(str(error).split())) or type(error).__name__


class LiveWidget(anywidget.AnyWidget):
    """A widget that leaves its still copy beside it, answers every message, and can be shown again after it was closed.

    Subclasses give `_still` (the MIME bundle of the still copy) and `_take` (what to do with a message).

    Attributes
    ----------
    patience_ms : int
        How long the page waits for an answer before it says so and sends the newest message again.
    last_error : str or None
        The traceback of the last thing that failed, for the person who mends it.
    """

    patience_ms = 4000

    _spec = traitlets.Dict().tag(sync=True)

    #: What every subclass gives: the MIME bundle of its still copy, and what a message does, answered with its mark.
    _still: Callable[[], dict[str, str]]
    _take: Callable[[Mapping[str, Any], Mapping[str, Any]], None]

    def __init__(self, **kwargs: Any):
        # JupyterLab may answer a message on a subshell, which is another thread than that of a cell: they take turns.
        self._turn = threading.RLock()
        self._newest: dict[str, int] = {}  # the number of the last message of each view
        self._faults: list[Exception] | None = None  # gathered while everybody hears of a change
        self.last_error: str | None = None
        super().__init__(**kwargs)
        self.on_msg(self._on_message)
        groups.watch()

    def _describe(self, **spec: Any) -> None:
        """Tell the page what it shows. It also learns by which name the kernel knows this widget."""
        self._spec = {"id": self.model_id, "patience": self.patience_ms, **spec}

    # Answering ----------------------------------------------------------------------------------------------------

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        """Take one message and answer it, whatever happens meanwhile."""
        if not isinstance(content, Mapping):
            return
        mark = {"view": content.get("view"), "seq": content.get("seq", 0)}
        with self._turn:
            if not self._comes_after(mark):
                return
            try:
                self._take(content, mark)
            except Exception as error:
                self.last_error = traceback.format_exc()
                words = f"This could not be taken ({one_line(error)}). What is shown has not changed."
                self.send({"type": "heard", "mark": mark, "trouble": words})

    def _comes_after(self, mark: Mapping[str, Any]) -> bool:
        """Whether a message is newer than the last one of its view: a late or doubled one must not undo a newer one."""
        view, seq = mark["view"], mark["seq"]
        if not isinstance(view, str) or not isinstance(seq, int):
            return True
        if seq <= self._newest.get(view, 0):
            return False
        self._newest[view] = seq
        return True

    @contextlib.contextmanager
    def _everybody_hears(self) -> Iterator[list[Exception]]:
        """Let all observers hear of a change even if one of them fails; yield what failed."""
        if self._faults is not None:
            yield self._faults
            return
        self._faults = []
        try:
            yield self._faults
        finally:
            self._faults = None

    def notify_change(self, change: Any) -> None:
        """Tell everybody who observes a trait."""
        try:
            super().notify_change(change)
        except Exception as error:
            self.last_error = traceback.format_exc()
            if self._faults is None:
                raise
            self._faults.append(error)

    # Being shown, and no longer -----------------------------------------------------------------------------------

    def _ipython_display_(self, **_kwargs: Any) -> None:
        """Leave two outputs: the still copy, and the live view, which hides the copy where it can draw."""
        from IPython.display import display

        if self.comm is None:
            self.reopen()
        shown.note(self)
        data = self._still()
        if "text/html" in data:
            data = {**data, "text/html": still.beside_a_view(data["text/html"])}
        display(data, raw=True)
        display(still.view(self.model_id, data["text/plain"] if "image/png" in data else ""), raw=True)

    def _repr_mimebundle_(self, **_kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return both in one bundle, for whoever shows this widget in another way than a cell does."""
        return {still.WIDGET_VIEW: still.view(self.model_id)[still.WIDGET_VIEW], **self._still()}, {}

    def close(self) -> None:
        """Close the view and free what was kept for it. Showing the widget again opens it again."""
        if self.comm is not None and self.layout is not None:
            self.layout.close()
        super().close()

    def reopen(self) -> None:
        """Open a closed widget again, with the values it had."""
        for widget in (self.layout, self):
            vars(widget).pop("_repr_mimebundle_", None)  # closing has hidden the class's own
            widget.open()
