"""A small explorer with every kind of control, and a way to count what it sends to the browser."""

import pytest

from ketlessons.explorers import Choice, Clock, Explorer, Panel, Preset, Range, Switch
from ketlessons.stage import style
from ketlessons.stage.live_figure import LiveFigure, Reading


class Wire:
    """What goes over the comm: every message a widget sends, and a hand that moves its controls."""

    def __init__(self, widget):
        self._widget = widget
        self.sent = []
        widget.comm.send = lambda data=None, metadata=None, buffers=None: self.sent.append(data)
        self._seq = 0

    @property
    def updates(self):
        return [data["state"] for data in self.sent if data.get("method") == "update"]

    def move(self, **values):
        """Send what the browser sends when a learner moves a control; return the number of the message."""
        self._seq += 1
        self.say({"type": "move", "seq": self._seq, "values": {**self._widget.values, **values}})
        return self._seq

    def say(self, content):
        message = {"content": {"data": {"method": "custom", "content": content}}, "buffers": []}
        self._widget._handle_msg(message)


def build_toy(fail_at=None, quote='"'):
    """An explorer of a dot. It fails to draw where `x` is `fail_at`."""
    figure = style.figure(4, 3)
    axes = style.dress(figure.add_axes((0.15, 0.2, 0.8, 0.7)), xlabel="x")
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 1)
    (dot,) = axes.plot([], [], "o", color=style.colour("blue"))

    def update(*, x, look, filled, time_s):
        dot.set_data([x], [0.5])
        if fail_at is not None and x == fail_at:
            raise ZeroDivisionError("no dot\n can be drawn here")
        dot.set_marker({"round": "o", "square": "s"}[look])
        dot.set_markerfacecolor(style.colour("blue" if filled else "paper"))
        kind = f"{quote}{look}{quote} & {'full' if filled else 'empty'}"
        sentence = f"At {time_s:g} s a {kind} dot lies at x < {x + 1:g}."
        return Reading(sentence, ("Quantity", "Value"), (("x", f"{x:g}"), ("look", look)))

    panel = Panel(
        (
            Range("x", "Place", (0, 1, 2, 3, 5, 10), 3, "cm"),
            Choice("look", "Look", (("round", "a disc"), ("square", "a square")), "round"),
            Switch("filled", "Filled", True),
            Clock("time_s", "Time", (0, 1, 2), 0, "s", moments=(0, 2)),
        ),
        presets=(Preset("Far and square", {"x": 10, "look": "square"}),),
        hint="Move it.",
    )
    return Explorer(LiveFigure(figure, {"dot": dot}, update, "Toy", panel))


@pytest.fixture
def make_toy():
    return build_toy


@pytest.fixture
def toy():
    return build_toy()


@pytest.fixture
def wire_of():
    return Wire
