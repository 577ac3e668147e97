"""Which settings of a figure does a page hold? All, unless a control offers fewer values on pages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ketlessons.stage.controls import Clock, Control, Panel, Range


def steps(control: Control) -> tuple[Any, ...]:
    """Return every value that a hand can set a control to, in order."""
    return control.grid if isinstance(control, Range) else control.sweep()


def on_pages(panel: Panel) -> Panel:
    """Return what a learner can move on a page without a kernel.

    Raises
    ------
    ValueError
        When a button sets a control to a value that it does not offer there.
    """
    thin = replace(panel, controls=tuple(map(_thin, panel.controls)))
    offered = {control.name: steps(control) for control in thin.controls}
    for preset in panel.presets:
        for name, value in preset.values.items():
            if value not in offered[name]:
                raise ValueError(f"pages: {name!r} lacks {value!r}, which the button {preset.label!r} sets")
    return thin


def _thin(control: Control) -> Control:
    if not isinstance(control, Range) or not control.pages:
        return control
    texts = tuple(control.texts[control.grid.index(value)] for value in control.pages)
    thin = replace(control, grid=control.pages, texts=texts, pages=())
    if isinstance(control, Clock) and isinstance(thin, Clock):
        # From end to end it plays as long as over all values.
        return replace(thin, interval_ms=round(control.interval_ms * len(control.grid) / len(thin.grid)))
    return thin


def thinned(panel: Panel) -> tuple[str, ...]:
    """Return the labels of the controls that offer fewer values on a page."""
    return tuple(control.label for control in panel.controls if isinstance(control, Range) and control.pages)


def sizes(panel: Panel) -> tuple[int, ...]:
    """Return how many values each control offers."""
    return tuple(len(steps(control)) for control in panel.controls)


def settings(panel: Panel) -> Iterator[dict[str, Any]]:
    """Yield every setting of a panel, the last control turning fastest."""
    names = [control.name for control in panel.controls]
    for values in itertools.product(*map(steps, panel.controls)):
        yield dict(zip(names, values, strict=True))
