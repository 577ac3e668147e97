"""Pure numerical models of receptor, dose, onset and trials: numbers in, numbers out.

Each has a wing of its own. No wing imports another; what several need stands beside them. The names below are the
public face, whichever wing they live in.
"""

from ketlessons._on_demand import on_demand

#: Where the other public names come from; a module is loaded when one of its names is first used.
_HOMES = {
    "quantities": ("Interval",),
    "receptor.block": ("fraction_blocked", "ic50_at_voltage"),
    "receptor.blocker": ("Blocker",),
    "receptor.channels": ("simulate_channels",),
    "receptor.gating": ("FOUR_STATES", "TEN_STATES", "FourGating", "Gating"),
    "receptor.magnesium": ("block_in_magnesium", "magnesium_unblocked", "pore_shares"),
    "receptor.protocol": ("Response", "mean_occupancy", "respond"),
    "receptor.rates": ("four_state_rates", "rate_matrix"),
    "receptor.scheme": ("Scheme", "steady_state"),
    "receptor.segments": ("Segment",),
    "receptor.synapse": ("Train", "epsc_train", "synaptic_transient"),
    "dose.absorption": ("Dose", "Way", "nasal_amounts", "repeated"),
    "dose.accumulation": ("accumulation_ratio", "one_compartment_accumulation"),
    "dose.compartments": ("Network",),
    "dose.course": ("Course",),
    "dose.decay": ("one_compartment",),
    "dose.disposition": ("Disposition",),
    "dose.exposure": ("exposure", "first_volume", "plateau_conc", "steady_volume", "systemic_clearance"),
    "dose.occupancy": ("competitive_occupancy", "nmda_occupancy", "sert_occupancy"),
    "dose.population": ("draw_deviations", "log_variance"),
    "dose.time_course": ("time_course",),
    "onset.fit": ("Fit",),
    "onset.fitting": ("fit_curve",),
    "onset.simple_fits": ("compare_constant", "fit_log_decay", "solve_approach"),
    "trials.clusters": ("ByTrial", "by_trial"),
    "trials.drawer": ("mean_not_in_favour",),
    "trials.effects": ("odds_ratio", "proportion", "risk_difference", "risk_ratio"),
    "trials.number_needed": ("NumberNeeded", "number_needed"),
    "trials.pooling": ("Pooled", "pool"),
    "trials.score_effects": ("Effect", "hedges_g", "lead_in_sd", "mean_difference"),
    "trials.selection": ("mean_in_favour", "mean_published", "share_in_favour", "smallest_significant"),
    "trials.verdicts": ("verdict",),
}

#: Names that were public here until what reads the tables got a floor of its own, and what they are called there.
_THERE = {
    "parameters": "published.blocker, published.compound, published.gating or published.magnesium",
    "published_disposition": "published.disposition",
    "published_fit": "published.fit",
    **{
        name: f"published.{name}"
        for name in (
            *("CONTROLS", "SCALES", "Comparison", "Compound", "ForestTrial", "Rating", "arms", "bioavailability"),
            *("channel_occupancy", "comparisons", "compound", "deviations", "doses_of", "first_pass", "fit_rows"),
            *("models_for", "nasal_trials", "pool_forest", "pooled_nasal", "trace"),
        )
    },
}
#: A learner's older copy of a lesson, and a teacher's own notebook, are told so.
_MOVED = {name: f"write {there} and, once, from ketlessons import published" for name, there in _THERE.items()}

__getattr__, __dir__ = on_demand(__name__, _HOMES, moved=_MOVED)

__all__ = [
    "FOUR_STATES",
    "TEN_STATES",
    "Blocker",
    "ByTrial",
    "Course",
    "Disposition",
    "Dose",
    "Effect",
    "Fit",
    "FourGating",
    "Gating",
    "Interval",
    "Network",
    "NumberNeeded",
    "Pooled",
    "Response",
    "Scheme",
    "Segment",
    "Train",
    "Way",
    "accumulation_ratio",
    "block_in_magnesium",
    "by_trial",
    "compare_constant",
    "competitive_occupancy",
    "draw_deviations",
    "epsc_train",
    "exposure",
    "first_volume",
    "fit_curve",
    "fit_log_decay",
    "four_state_rates",
    "fraction_blocked",
    "hedges_g",
    "ic50_at_voltage",
    "lead_in_sd",
    "log_variance",
    "magnesium_unblocked",
    "mean_difference",
    "mean_in_favour",
    "mean_not_in_favour",
    "mean_occupancy",
    "mean_published",
    "nasal_amounts",
    "nmda_occupancy",
    "number_needed",
    "odds_ratio",
    "one_compartment",
    "one_compartment_accumulation",
    "plateau_conc",
    "pool",
    "pore_shares",
    "proportion",
    "rate_matrix",
    "repeated",
    "respond",
    "risk_difference",
    "risk_ratio",
    "sert_occupancy",
    "share_in_favour",
    "simulate_channels",
    "smallest_significant",
    "solve_approach",
    "steady_state",
    "steady_volume",
    "synaptic_transient",
    "systemic_clearance",
    "time_course",
    "verdict",
]
