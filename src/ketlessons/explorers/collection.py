"""Which live explorers are there? All of them by name, for tests, benchmarks and recorded pages."""

from ketlessons.explorers.lesson_00 import hundred_channels
from ketlessons.explorers.lesson_02 import block_curve, channel_clock, use_dependence
from ketlessons.explorers.lesson_04 import (
    after_a_day,
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

#: Every explorer of the collection that moves, in the order of the lessons.
EXPLORERS = {
    function.__name__: function
    for function in (
        *(hundred_channels, channel_clock, block_curve, use_dependence),
        *(route_race, parent_metabolite, three_models, virtual_patients, plasma_to_channel, after_a_day),
        *(both_arms, hours_and_weeks, target_and_effect, wearing_off),
        *(forest_plot, one_trial_many_numbers, the_control_decides, small_trials, timeline_walk),
    )
}
