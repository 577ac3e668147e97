"""The explorers of the lessons: `explore.block_curve()` shows a live figure with its controls.

Which there are stands in `ketlessons.explorers.register`, a line each. A figure is loaded when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from ketlessons.explorers.explorer import Explorer, shared
from ketlessons.explorers.register import LEFT, LIVE, STILL
from ketlessons.explorers.twin import Still
from ketlessons.stage.controls import Choice, Clock, Panel, Preset, Range, Switch, linear_grid, log_grid

# What a teacher builds an explorer of their own with, and every explorer there is.
__all__ = [
    "EXPLORERS",
    "Choice",
    "Clock",
    "Explorer",
    "Panel",
    "Preset",
    "Range",
    "Still",
    "Switch",
    "evidence",
    "linear_grid",
    "log_grid",
]
__all__ += [*LIVE, *STILL]


def _opener(name: str) -> Callable[[], Explorer | Still]:
    """Return the function that shows one explorer. It carries the question that its figure answers."""
    figures = import_module(f"ketlessons.figures.{(LIVE | STILL)[name]}.{name}")
    build = getattr(figures, name)

    def show() -> Explorer | Still:
        return Explorer(shared(build)) if name in LIVE else Still(build())

    show.__name__ = show.__qualname__ = name
    show.__doc__ = figures.__doc__
    return show


def __getattr__(name: str) -> Any:
    if name == "EXPLORERS":
        #: Every explorer that moves, in the order of the lessons, for tests, benchmarks and recorded pages.
        found: Any = {one: globals().get(one) or __getattr__(one) for one in LIVE}
    elif name in LIVE or name in STILL:
        found = _opener(name)
    elif name == "evidence":
        found = import_module("ketlessons.explorers.finder").evidence
    else:
        # A learner's older copy of a lesson is told what to write now.
        now = f"; write explore.{LEFT[name]}()" if name in LEFT else ""
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}{now}")
    # From now on the name is an ordinary one, and this function is not called for it again.
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
