"""The explorers of the lessons, one function each: `explore.block_curve()` shows a live figure with its controls."""

from ketlessons._on_demand import on_demand
from ketlessons.explorers.explorer import Explorer
from ketlessons.explorers.twin import Still
from ketlessons.stage.controls import Choice, Clock, Preset, Range, Switch, linear_grid, log_grid

#: The explorers of each lesson. A lesson is loaded, with its figures, when one of them is first asked for.
_HOMES = {
    "lesson_00": ("hundred_channels",),
    "lesson_02": ("block_curve", "channel_clock", "five_states", "use_dependence"),
    "lesson_04": (
        "after_a_day",
        "body_map",
        "parent_metabolite",
        "plasma_to_channel",
        "route_race",
        "three_models",
        "virtual_patients",
    ),
    "lesson_05": ("both_arms", "hours_and_weeks", "target_and_effect", "wearing_off"),
    "lesson_06": ("forest_plot", "one_trial_many_numbers", "small_trials", "the_control_decides", "timeline_walk"),
    "collection": ("EXPLORERS",),
}

__getattr__, __dir__ = on_demand(__name__, _HOMES)

__all__ = [
    "EXPLORERS",
    "Choice",
    "Clock",
    "Explorer",
    "Preset",
    "Range",
    "Still",
    "Switch",
    "after_a_day",
    "block_curve",
    "body_map",
    "both_arms",
    "channel_clock",
    "five_states",
    "forest_plot",
    "hours_and_weeks",
    "hundred_channels",
    "linear_grid",
    "log_grid",
    "one_trial_many_numbers",
    "parent_metabolite",
    "plasma_to_channel",
    "route_race",
    "small_trials",
    "target_and_effect",
    "the_control_decides",
    "three_models",
    "timeline_walk",
    "use_dependence",
    "virtual_patients",
    "wearing_off",
]
