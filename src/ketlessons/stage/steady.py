"""How does a figure look the same, whatever the learner or the institution has set?

Matplotlib and numpy keep their settings for a whole kernel, and artists read them when they are made, when they are
moved and when they are drawn. So a figure of the course is built, updated and drawn inside `steady`: under
matplotlib's own settings and numpy's own way with errors. Afterwards the learner's settings are what they were.
"""

from __future__ import annotations

import copy
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

#: One picture is built or drawn at a time in a kernel: matplotlib promises nothing to two threads, not even for two
#: figures, and its settings belong to all threads together.
_DRAWING = threading.RLock()

#: First words of settings that say how matplotlib deals with windows, keys and films, and nothing about a picture.
_NOT_LOOKS = {
    "backend", "backend_fallback", "interactive", "toolbar", "webagg", "macosx", "tk", "docstring", "keymap",
    "animation",
}  # fmt: skip
_FONT = "DejaVu Sans"


def _looks() -> dict[RcKeyType, Any]:
    """Return the settings of every picture: matplotlib's defaults, with the one font that comes with it."""
    # `dict` is asked because the mapping itself warns of old names. A copy, because a learner who adds a font to a list
    # of `rcParams` adds it to the list of the defaults too, and may have done so before this line.
    defaults = copy.deepcopy(dict(dict.items(mpl.rcParamsDefault)))
    looks = {name: value for name, value in defaults.items() if name.split(".")[0] not in _NOT_LOOKS}
    if looks["font.sans-serif"][0] != _FONT:
        looks["font.sans-serif"] = [_FONT]
    return {**looks, "font.family": ["sans-serif"], "path.effects": []}


_LOOKS = _looks()


@contextmanager
def steady() -> Iterator[None]:
    """Build, update or draw a figure under the course's own settings, one at a time; a context and a decorator.

    Notes
    -----
    Every function that builds a figure wears it, and `LiveFigure` draws inside it; it may be entered inside itself.
    Only what differs is swapped: in a kernel where nothing was set that is nothing, and entering costs some hundredths
    of a millisecond. Warnings that the kernel turned into errors are warnings again: no picture should stop at one.

    Examples
    --------
    >>> theirs = mpl.rcParams["lines.linewidth"]
    >>> mpl.rcParams["lines.linewidth"] = 9.0
    >>> with steady():
    ...     print(mpl.rcParams["lines.linewidth"])
    1.5
    >>> print(mpl.rcParams["lines.linewidth"])
    9.0
    >>> mpl.rcParams["lines.linewidth"] = theirs
    """
    with _DRAWING, ExitStack() as stack:
        if any(action == "error" for action, *_ in warnings.filters):
            stack.enter_context(_warnings_told())
        if not _LOOKS.items() <= dict.items(mpl.rcParams):
            stack.enter_context(_swapped())
        stack.enter_context(np.errstate(all="warn", under="ignore"))
        yield


@contextmanager
def _swapped() -> Iterator[None]:
    # Past the checks of the mapping, as matplotlib's own context does it: these values have been checked before.
    rc = mpl.rcParams
    theirs = {name: dict.get(rc, name) for name, look in _LOOKS.items() if dict.get(rc, name) != look}
    dict.update(rc, {name: _LOOKS[name] for name in theirs})
    try:
        yield
    finally:
        # What another thread has set meanwhile stays.
        ours = [name for name in theirs if dict.get(rc, name) is _LOOKS[name]]
        dict.update(rc, {name: theirs[name] for name in ours})


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Treat warnings as Python does when nobody asked for anything else."""
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
            warnings.simplefilter("ignore", kind)
        yield
