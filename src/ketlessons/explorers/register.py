"""Which explorers are there, and in which wing of the figures does each stand? One line an explorer."""

from __future__ import annotations

#: What moves, in the order of the lessons.
LIVE = {
    "timeline": "identity",
    "compare_molecules": "identity",
    "lay_mirror_forms": "identity",
    "same_vial": "identity",
    "mix_mirror_forms": "identity",
    "waking_up": "identity",
    "hundred_channels": "receptor",
    "channel_clock": "receptor",
    "block_curve": "receptor",
    "use_dependence": "receptor",
    "hypothesis_map": "signal",
    "circuit_cartoon": "signal",
    "other_nmda_drugs": "signal",
    "held_at_target": "signal",
    "route_race": "dose",
    "parent_metabolite": "dose",
    "liver_and_route": "dose",
    "three_models": "dose",
    "virtual_patients": "dose",
    "plasma_to_channel": "dose",
    "repeated_visits": "dose",
    "after_a_day": "dose",
    "both_arms": "onset",
    "hours_and_weeks": "onset",
    "target_and_effect": "onset",
    "wearing_off": "onset",
    "forest_plot": "trials",
    "one_trial_many_numbers": "trials",
    "what_goes_with_the_control": "trials",
    "small_trials": "trials",
    "icon_array": "harms",
    "harm_map": "harms",
    "summary_of_findings": "harms",
    "use_over_time": "harms",
    "two_curves": "harms",
    "timeline_walk": "identity",
    "what_was_found": "assault",
    "detection_windows": "assault",
    "base_rates": "assault",
    "claim_ledger": "ledger",
}
#: What stands still.
STILL = {
    "five_states": "receptor",
    "body_map": "dose",
}
#: Names that explorers had once, and their names now.
LEFT = {"the_control_decides": "what_goes_with_the_control"}
