"""What do the explorers compete with? The usual recipes for the same figure, and the bare round trip to the kernel.

`slider.py` runs these in one notebook, next to the explorers. Each shows one slider and one picture. The two recipes
draw exactly what `explore.block_curve` draws: they run its own figure code, but in a figure that plain matplotlib owns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from unittest import mock

import anywidget
import ipywidgets as widgets
import matplotlib.pyplot as plt
import traitlets
from IPython.display import display
from matplotlib.figure import Figure

from ketlessons.figures.receptor import block_curve
from ketlessons.stage import style

OTHER_CONTROLS = {"voltage_mv": -70, "mg_mm": 0, "compound": "ketamine"}
#: About as many steps over the same decades as the explorer's own slider.
SLIDER = {"value": 1, "base": 10, "min": -1.7, "max": 2.3, "step": 0.15, "readout_format": ".3g"}


def _block_curve_in(new_figure: Callable[..., Figure]) -> tuple[Figure, Callable]:
    """Build what `explore.block_curve` shows in an ordinary figure; return it and the function that sets its data."""

    def figure(width_in: float, height_in: float) -> Figure:
        return new_figure(figsize=(width_in, height_in), dpi=style.DPI, facecolor=style.colour("paper"))

    def not_live(figure: Figure, _moving: Mapping, update: Callable, *_rest: object) -> tuple[Figure, Callable]:
        return figure, update

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(style, "figure", figure))
        stack.enter_context(mock.patch.object(block_curve, "LiveFigure", not_live))
        return block_curve.block_curve()


def interact() -> None:
    """Show the usual recipe: `ipywidgets.interact` around a function that makes a figure and ends in `plt.show()`."""

    def draw(conc_um: float) -> None:
        _, update = _block_curve_in(plt.figure)
        update(conc_um=conc_um, **OTHER_CONTROLS)
        plt.show()

    widgets.interact(draw, conc_um=widgets.FloatLogSlider(**SLIDER))


def ipympl() -> None:
    """Show the usual recipe for speed: one ipympl canvas, `set_data` and `draw_idle`."""
    from ipympl.backend_nbagg import Canvas, FigureManager

    figure, update = _block_curve_in(Figure)
    canvas = Canvas(figure)
    FigureManager(canvas, 0)
    slider = widgets.FloatLogSlider(**SLIDER)

    def moved(change: dict) -> None:
        update(conc_um=change["new"], **OTHER_CONTROLS)
        canvas.draw_idle()

    update(conc_um=slider.value, **OTHER_CONTROLS)
    slider.observe(moved, "value")
    display(widgets.VBox([slider, canvas]))


class Floor(anywidget.AnyWidget):
    """A slider whose picture is one bar, drawn by the kernel: what the trip there and back costs by itself.

    It speaks the explorers' protocol (one custom message out, one state message back, one in flight) and does no more.
    """

    _esm = """
    export default { render({ model, el }) {
      el.innerHTML = '<input type="range" min="0" max="40" step="1" value="20" aria-label="Floor">'
        + '<svg viewBox="0 0 400 40" width="400" height="40"><g class="floor-picture"></g></svg>';
      const input = el.firstChild, picture = el.querySelector(".floor-picture");
      let sent = 0, waiting = 0, next = null;
      const send = (value) => { next = null; waiting = sent += 1; model.send({ type: "move", seq: sent, value }); };
      const show = () => { picture.innerHTML = model.get("_frame").svg; };
      input.setAttribute("data-lm-suppress-shortcuts", "true");
      input.addEventListener("input", () => { if (waiting) next = input.value; else send(input.value); });
      model.on("change:_frame", () => { waiting = 0; show(); if (next !== null) send(next); });
      show();
    } };
    """
    _frame = traitlets.Dict().tag(sync=True)

    def __init__(self):
        super().__init__(_frame=self._drawn(20, 0))
        self.on_msg(lambda _widget, content, _buffers: self._moved(content))

    def _moved(self, content: dict) -> None:
        self._frame = self._drawn(int(content["value"]), content["seq"])

    @staticmethod
    def _drawn(value: int, seq: int) -> dict:
        return {"seq": seq, "svg": f'<rect x="0" y="5" width="{10 * value}" height="30" fill="#005f9e"/>'}


def floor() -> None:
    """Show the floor."""
    display(Floor())
