"""The explorers of the lessons, one function each: `explore.block_curve()` shows a live figure with its controls."""

from ketlessons.explorers.controls import Choice, Clock, Preset, Range, Switch, linear_grid, log_grid
from ketlessons.explorers.explorer import Explorer
from ketlessons.explorers.lesson_00 import hundred_channels
from ketlessons.explorers.lesson_02 import block_curve, channel_clock, five_states, use_dependence
from ketlessons.explorers.lesson_04 import (
    after_a_day,
    body_map,
    parent_metabolite,
    plasma_to_channel,
    route_race,
    three_models,
    virtual_patients,
)
from ketlessons.explorers.lesson_05 import both_arms, hours_and_weeks, target_and_effect, wearing_off
from ketlessons.explorers.lesson_06 import (
    forest_plot,
    one_trial_many_numbers,
    small_trials,
    the_control_decides,
    timeline_walk,
)
from ketlessons.explorers.twin import Still

#: Every explorer of the collection, for tests, benchmarks and recorded pages.
EXPLORERS = {
    function.__name__: function
    for function in (
        *(hundred_channels, channel_clock, block_curve, use_dependence),
        *(route_race, parent_metabolite, three_models, virtual_patients, plasma_to_channel, after_a_day),
        *(both_arms, hours_and_weeks, target_and_effect, wearing_off),
        *(forest_plot, one_trial_many_numbers, the_control_decides, small_trials, timeline_walk),
    )
}

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
