"""The explorers of the lessons, one function each: `explore.block_curve()` shows a live figure with its controls."""

from ketlessons.explorers.controls import Choice, Clock, Preset, Range, Switch, linear_grid, log_grid
from ketlessons.explorers.explorer import Explorer
from ketlessons.explorers.lesson_00 import hundred_channels
from ketlessons.explorers.lesson_02 import block_curve, channel_clock, five_states, use_dependence
from ketlessons.explorers.twin import Still

#: Every explorer of the collection, for tests, benchmarks and recorded pages.
EXPLORERS = {function.__name__: function for function in (hundred_channels, channel_clock, block_curve, use_dependence)}

__all__ = [
    "EXPLORERS",
    "Choice",
    "Clock",
    "Explorer",
    "Preset",
    "Range",
    "Still",
    "Switch",
    "block_curve",
    "channel_clock",
    "five_states",
    "hundred_channels",
    "linear_grid",
    "log_grid",
    "use_dependence",
]
