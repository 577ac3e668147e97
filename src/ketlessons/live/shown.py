"""Which live outputs are still on the page? Those whose cell was run again are closed, so that memory levels off.

ipywidgets keeps every widget until it is closed, and a learner who runs a cell fifty times closes none. JupyterLab says
with each run which cell it runs. When a cell shows something new, what an earlier run of that cell showed is off the
page: it is closed, unless another cell still shows it or a variable holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol
from weakref import WeakSet


class Closable(Protocol):
    """Something that can be shown in a cell and closed."""

    def close(self) -> None:
        """Free what it holds."""


@dataclass
class _Run:
    """What the latest run of one cell has shown."""

    number: str
    shown: WeakSet = field(default_factory=WeakSet)


_runs: dict[str, _Run] = {}


def this_run() -> tuple[str, str] | None:
    """Return which cell runs now and in which run, or None where nobody says (a script, a test, an old page)."""
    try:
        from IPython import get_ipython

        message = get_ipython().get_parent()
        return str(message["metadata"]["cellId"]), str(message["header"]["msg_id"])
    except (AttributeError, KeyError, TypeError, ImportError, LookupError):
        return None


def variables() -> dict[str, Any]:
    """Return what the learner has given a name. Names with an underscore are IPython's own memory of outputs."""
    from IPython import get_ipython

    shell = get_ipython()
    return {} if shell is None else {k: v for k, v in shell.user_ns.items() if not k.startswith("_") and k != "Out"}


def note(widget: Closable) -> None:
    """Remember that the cell which runs now shows this widget, and close what its earlier run has left behind."""
    run = this_run()
    if run is None:
        return
    cell, number = run
    before = _runs.get(cell)
    if before is None or before.number != number:
        _runs[cell] = _Run(number)
    _runs[cell].shown.add(widget)
    if before is not None and before.number != number:
        _close_unseen(before.shown)


def _close_unseen(old: WeakSet) -> None:
    held = {id(value) for value in variables().values()}
    for widget in list(old):
        if id(widget) not in held and not any(widget in run.shown for run in _runs.values()):
            widget.close()
