"""Pure numerical models of identity, receptor, signal, dose, onset, trials and harms: numbers in, numbers out.

Each has a wing of its own. No wing imports another; what several need stands beside them. The names below are those
that lessons use and that teachers build with (docs/for-teachers.md), whichever wing they live in; all others are
imported from their module.

Raises
------
ValueError
    By every function here and in the wings, for what it cannot compute with: a number that is not finite, or out of
    range; a count that is not whole; a word that is not among those listed; rows whose lengths differ; shapes that do
    not broadcast. Its docstring states ranges, words and shapes. The message names the argument, the value and what is
    allowed. What a function refuses beyond that stands in its own docstring.
"""

from typing import TYPE_CHECKING

from ketlessons._on_demand import homes_of, on_demand

#: Where the public names come from; a module is loaded when one of its names is first used.
_HOMES = {
    "identity.charge": ("charged_share",),
    "identity.mirror_forms": ("mixture_potency",),
    "identity.none_seen": ("rule_of_three", "upper_when_none"),
    "identity.salt": ("salt_from_base",),
    "receptor.block": ("fraction_blocked", "ic50_at_voltage"),
    "receptor.magnesium": ("block_in_magnesium", "magnesium_unblocked"),
    "receptor.protocol": ("respond",),
    "receptor.scheme": ("Scheme", "steady_state"),
    "receptor.segments": ("Segment",),
    "dose.absorption": ("Dose", "Way", "repeated"),
    "dose.accumulation": ("accumulation_ratio", "one_compartment_accumulation"),
    "dose.decay": ("one_compartment",),
    "dose.exposure": ("exposure", "first_volume", "plateau_conc", "steady_volume", "systemic_clearance"),
    "dose.time_course": ("time_course",),
    "onset.fitting": ("fit_curve",),
    "signal.held": ("fraction_held", "free_for"),
    "trials.effects": ("odds_ratio", "proportion", "risk_difference", "risk_ratio"),
    "trials.funnel": ("egger",),
    "trials.number_needed": ("number_needed",),
    "trials.pooling": ("pool",),
    "trials.score_effects": ("hedges_g", "lead_in_sd", "mean_difference"),
    "trials.verdicts": ("verdict",),
    "assault.results": ("positive_predictive_value",),
}

#: Names that were public here once, and the modules that hold them.
_LEFT = {
    "quantities": ("Interval",),
    "receptor.blocker": ("Blocker",),
    "receptor.channels": ("simulate_channels",),
    "receptor.gating": ("FOUR_STATES", "TEN_STATES", "FourGating", "Gating"),
    "receptor.magnesium": ("pore_shares",),
    "receptor.protocol": ("Response", "mean_occupancy"),
    "receptor.rates": ("four_state_rates", "rate_matrix"),
    "receptor.synapse": ("Train", "epsc_train", "synaptic_transient"),
    "dose.absorption": ("nasal_amounts",),
    "dose.compartments": ("Network",),
    "dose.course": ("Course",),
    "dose.disposition": ("Disposition",),
    "dose.occupancy": ("competitive_occupancy", "nmda_occupancy", "sert_occupancy"),
    "dose.population": ("draw_deviations", "log_variance"),
    "onset.fit": ("Fit",),
    "onset.simple_fits": ("compare_constant", "fit_log_decay", "solve_approach"),
    "trials.clusters": ("ByTrial", "by_trial"),
    "trials.drawer": ("mean_not_in_favour",),
    "trials.number_needed": ("NumberNeeded",),
    "trials.pooling": ("Pooled",),
    "trials.score_effects": ("Effect",),
    "trials.selection": ("mean_in_favour", "mean_published", "share_in_favour", "smallest_significant"),
}

#: Names that were public here until what reads the tables got a floor of its own, and what they are called there.
_THERE = {
    "parameters": "published.blocker, published.compound, published.gating or published.magnesium",
    "published_disposition": "published.disposition",
    "published_fit": "published.fit",
    **{
        name: f"published.{name}"
        for name in (
            *("arms", "bioavailability", "channel_occupancy", "comparisons", "compound", "doses_of", "fit_rows"),
            *("models_for", "nasal_trials", "pool_forest", "pooled_nasal", "trace"),
        )
    },
}
_OVER = {
    "dose.first_pass": ("first_pass",),
    "dose.patients": ("deviations",),
    "receptor.compounds": ("Compound",),
    "trials.arms": ("Rating",),
    "trials.comparison": ("CONTROLS", "Comparison"),
    "trials.comparisons": ("SCALES",),
    "trials.forest": ("ForestTrial",),
}
#: A learner's older copy of a lesson, and a teacher's own notebook, are told so.
_MOVED = {
    **{name: f"write {there} and, once, from ketlessons import published" for name, there in _THERE.items()},
    **homes_of("ketlessons.published", _OVER),
    **homes_of(__name__, _LEFT),
}

if not TYPE_CHECKING:  # who checks types would take whatever is asked for here for anything at all
    __getattr__, __dir__ = on_demand(__name__, _HOMES, moved=_MOVED)

__all__ = [
    "Dose",
    "Scheme",
    "Segment",
    "Way",
    "accumulation_ratio",
    "block_in_magnesium",
    "charged_share",
    "egger",
    "exposure",
    "first_volume",
    "fit_curve",
    "fraction_blocked",
    "fraction_held",
    "free_for",
    "hedges_g",
    "ic50_at_voltage",
    "lead_in_sd",
    "magnesium_unblocked",
    "mean_difference",
    "mixture_potency",
    "number_needed",
    "odds_ratio",
    "one_compartment",
    "one_compartment_accumulation",
    "plateau_conc",
    "pool",
    "positive_predictive_value",
    "proportion",
    "repeated",
    "respond",
    "risk_difference",
    "risk_ratio",
    "rule_of_three",
    "salt_from_base",
    "steady_state",
    "steady_volume",
    "systemic_clearance",
    "time_course",
    "upper_when_none",
    "verdict",
]
