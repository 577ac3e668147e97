"""What wires a control to a picture? One widget class, and nothing a lesson author has to touch.

An explorer is a pure function from control values to a picture and a sentence. The browser sends the newest control
values and waits for the answer before it sends again: while a learner drags, steps in between are dropped, never
queued, and the last value always arrives; a message that was lost is sent again. The answer carries the controls, the
picture and the sentence in one message, so the three cannot disagree.
"""

from __future__ import annotations

import asyncio
import contextlib
import pathlib
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import traitlets

from ketlessons.explorers import twin
from ketlessons.live import LiveWidget, look, script
from ketlessons.live.widget import one_line
from ketlessons.stage.controls import Control, Panel, Preset
from ketlessons.stage.live_figure import Frame, LiveFigure

_HERE = pathlib.Path(__file__).parent
_IDLE_S = 0.015  # long enough for the answer to leave the kernel first


@cache
def shared(build: Callable[[], LiveFigure]) -> LiveFigure:
    """Return the figure that a function builds: one for all explorers that show it.

    A frame depends on the control values and on nothing else, so explorers can share their figure. A learner who runs
    a cell fifty times has fifty explorers, and one figure.
    """
    return build()


class _ControlTrait(traitlets.TraitType):
    """A trait whose allowed values are those of its control."""

    def __init__(self, control: Control):
        super().__init__(default_value=control.value)
        self._control = control

    def validate(self, obj: Any, value: Any) -> Any:
        return self._control.check(value)


class Explorer(LiveWidget):
    """A live figure with its controls, its sentence and its still copy.

    Parameters
    ----------
    figure
        The picture and its panel. Its `update` takes the controls by name. Each control becomes a trait of this widget:
        read it, set it, `observe` it or `link` it.

    Attributes
    ----------
    sentence : str
        What the picture shows now.
    table : list of tuple of str
        The same numbers, heads first.
    last_error : str or None
        The traceback of the last update, or of the last observer, that failed, for the person who mends it.

    Raises
    ------
    ValueError
        When a control is set, from Python, to a value it does not allow. The message names the control, the value and
        what is allowed. In the browser the same mistake gives one kind sentence and the controls go on working.
    """

    _esm = script(_HERE / "explorer.js")
    _css = look(_HERE / "explorer.css")

    _frame = traitlets.Dict().tag(sync=True)

    def __init__(self, figure: LiveFigure, **kwargs: Any):
        self._figure = figure
        self._panel = figure.panel
        self._controls = {control.name: control for control in self._panel.controls}
        self._mark: dict[str, Any] = {"view": None, "seq": 0}  # of the last move that was answered
        self._hand = False  # whether a hand in the browser waits for the picture
        self._shown: dict[str, Any] | None = None  # the values of the last picture that could be drawn
        self._ahead: asyncio.TimerHandle | None = None
        super().__init__(**kwargs)
        self.add_traits(**{name: _ControlTrait(control).tag(sync=True) for name, control in self._controls.items()})
        self._describe(**described(figure, self._panel))
        self._draw()

    # What a teacher or a test reads -------------------------------------------------------------------------------

    @property
    def controls(self) -> tuple[Control, ...]:
        """The controls in reading order."""
        return self._panel.controls

    @property
    def presets(self) -> tuple[Preset, ...]:
        """The buttons that set several controls at once."""
        return self._panel.presets

    @property
    def figure(self) -> LiveFigure:
        """The figure behind this explorer."""
        return self._figure

    @property
    def values(self) -> dict[str, Any]:
        """The control values now, by name."""
        return {name: getattr(self, name) for name in self._controls}

    @property
    def sentence(self) -> str:
        """What the picture shows now."""
        return self._frame["sentence"]

    @property
    def table(self) -> list[tuple[str, ...]]:
        """The numbers of the picture, heads first."""
        return [tuple(row) for row in (self._frame["columns"], *self._frame["rows"])]

    def set(self, **values: Any) -> Explorer:
        """Set several controls at once, with one new picture, and return this explorer.

        Raises
        ------
        ValueError
            For an unknown control or a value it does not allow; nothing is changed then.
        """
        self._settle(self._panel.checked(values))
        return self

    def reset(self) -> Explorer:
        """Put every control back to its default."""
        return self.set(**{name: control.value for name, control in self._controls.items()})

    # What moves it ------------------------------------------------------------------------------------------------

    def _settle(self, values: Mapping[str, Any], mark: Mapping[str, Any] | None = None) -> None:
        """Take checked values, draw once, and send controls, picture and sentence in one message.

        Whoever observes a control is called after all controls are set and the picture is drawn, and may move another.
        If one of them fails, the others are called all the same, and the picture is sent. Then a hand in the browser is
        told in a sentence, and Python by the exception.
        """
        # What the browser said is not said back to it: a late echo would look like a move of a linked control.
        told = values if mark else {}
        with self._turn:
            was = self._hand
            self._hand = bool(mark)
            if mark:
                self._mark = dict(mark)
            try:
                with self._everybody_hears() as faults, self.hold_sync():
                    with self._lock_property(**told), self.hold_trait_notifications():
                        for name, value in values.items():
                            setattr(self, name, value)
                        self._draw()
                    if faults and mark:
                        self._frame = {**self._frame, "trouble": _unheard(faults[0])}
            finally:
                self._hand = was
        if faults and not mark and self._faults is None:
            raise faults[0]

    def notify_change(self, change: Any) -> None:
        """Draw before anybody hears of a change, and let control and picture travel in one message."""
        name = change["name"]
        if name not in getattr(self, "_controls", ()) or not self._frame or self._frame["values"] == self.values:
            super().notify_change(change)
            return
        with self.hold_sync():
            self._draw()
            super().notify_change(change)

    def _take(self, content: Mapping[str, Any], mark: Mapping[str, Any]) -> None:
        if content.get("type") != "move":
            return
        try:
            checked = self._panel.checked(dict(content.get("values", {})))
        except (TypeError, ValueError) as error:
            self._mark = dict(mark)
            self._frame = {**self._frame, "mark": self._mark, "trouble": _kind(error)}
            return
        before = self.values
        self._settle(checked, mark)
        self._plan_ahead(before)

    def _draw(self) -> None:
        values = self.values
        try:
            # Only a hand in the browser is in a hurry; set from Python, the artists themselves follow too.
            frame = self._figure.remembered(values) if self._hand else self._figure.frame(values)
        except Exception as error:
            # A learner's slider must survive any mistake in a figure: keep the last picture and say so, once.
            self.last_error = traceback.format_exc()
            before = self._frame or {
                "svg": "",
                "sentence": "This picture could not be drawn.",
                "columns": [],
                "rows": [],
                "brief": [],
            }
            self._frame = {**before, "mark": self._mark, "values": values, "trouble": _kind(error)}
            return
        self.last_error, self._shown = None, values
        self._frame = {"mark": self._mark, **_message(values, frame)}

    # Remembering and drawing ahead: allowed because a frame depends on the control values and on nothing else --------

    def _plan_ahead(self, before: Mapping[str, Any]) -> None:
        """After a learner moved a slider, draw its next step while the kernel has nothing else to do."""
        if self._ahead is not None:
            self._ahead.cancel()
        moved = [name for name, value in self.values.items() if value != before[name]]
        grid = getattr(self._controls[moved[0]], "grid", ()) if len(moved) == 1 else ()
        if not grid or self.values[moved[0]] not in grid:
            return
        name, now = moved[0], grid.index(self.values[moved[0]])
        forward = 1 if self.values[name] > before[name] else -1
        steps = [{**self.values, name: grid[i]} for i in (now + forward, now - forward) if 0 <= i < len(grid)]
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel runs, so nobody is waiting
            return
        self._ahead = loop.call_later(_IDLE_S, self._draw_ahead, loop, steps)

    def _draw_ahead(self, loop: asyncio.AbstractEventLoop, steps: list[dict[str, Any]]) -> None:
        """Draw one step and send it, so that the browser can show it the moment the learner goes there."""
        with contextlib.suppress(Exception):  # a step that cannot be drawn is reported when a learner goes there
            self.send({"type": "ahead", "frame": _message(steps[0], self._figure.remembered(steps[0]))})
        # One step at a time, so that a move that arrives meanwhile waits for one picture at most.
        self._ahead = loop.call_later(_IDLE_S, self._draw_ahead, loop, steps[1:]) if steps[1:] else None

    # How it is shown ----------------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        return self.sentence

    def _still(self) -> dict[str, str]:
        if self._shown is None:  # nothing could be drawn yet: the words, and the live view, are all there is
            return {"text/plain": self.sentence}
        return twin.bundle(self._figure, self._shown)


def described(figure: LiveFigure, panel: Panel) -> dict[str, Any]:
    """Return what the browser needs to know of a figure before it shows any picture of it."""
    width, height = figure.size_px
    return {
        "title": figure.title,
        "hint": panel.hint,
        "width": width,
        "height": height,
        "controls": [control.spec() for control in panel.controls],
        "presets": [preset.spec() for preset in panel.presets],
        "stage": figure.stage(),
    }


def _message(values: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    """Return controls, picture and sentence as they travel to the browser."""
    reading = frame.reading
    return {
        "values": dict(values),
        "svg": frame.svg,
        "sentence": reading.sentence,
        "columns": list(reading.columns),
        "rows": [list(row) for row in reading.rows],
        "brief": [list(news) for news in reading.brief],
        "trouble": "",
    }


def _kind(error: Exception) -> str:
    """Turn an exception into one sentence a learner can act on."""
    return (
        f"This setting could not be drawn ({one_line(error)}). The picture still shows the last setting that worked; "
        "move a control and it will go on."
    )


def _unheard(error: Exception) -> str:
    """Say that somebody who follows the controls failed, in one sentence."""
    return (
        f"The picture is right, but something that follows this figure failed ({type(error).__name__}: "
        f"{one_line(error)}). The controls go on working."
    )
