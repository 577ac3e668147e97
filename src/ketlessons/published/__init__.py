"""The published numbers behind the models: which rows feed which equation, and why.

The only floor that knows both the tables and the equations. It is sorted into the wings of the models. The names below
are the public face, whichever wing they live in.
"""

from ketlessons._on_demand import on_demand

#: Where the public names come from; a module is loaded when one of its names is first used.
_HOMES = {
    "receptor.compounds": ("Compound", "compound", "compound_names"),
    "receptor.parameters": (
        "blocker",
        "blocker_fact_ids",
        "blocker_names",
        "cleft_glutamate",
        "four_gating",
        "gating",
        "magnesium",
    ),
    "dose.first_pass": ("first_pass",),
    "dose.misses": ("misses",),
    "dose.patients": ("deviations",),
    "dose.routes": ("bioavailability", "doses_of", "models_for"),
    "dose.sets": ("disposition", "trace"),
    "dose.targets": ("channel_occupancy",),
    "dose.visits": ("Visits", "visits"),
    "onset.fits": ("fit", "fit_rows"),
    "trials.arms": ("Rating", "arms"),
    "trials.comparison": ("CONTROLS", "Comparison"),
    "trials.comparisons": ("SCALES", "comparisons"),
    "trials.forest": ("ForestTrial", "nasal_trials", "pool_forest"),
    "trials.held": ("Held", "held_against"),
    "trials.nasal": ("pooled_nasal", "spray_beside_a_pill"),
}

__getattr__, __dir__ = on_demand(__name__, _HOMES)

__all__ = [
    "CONTROLS",
    "SCALES",
    "Comparison",
    "Compound",
    "ForestTrial",
    "Held",
    "Rating",
    "Visits",
    "arms",
    "bioavailability",
    "blocker",
    "blocker_fact_ids",
    "blocker_names",
    "channel_occupancy",
    "cleft_glutamate",
    "comparisons",
    "compound",
    "compound_names",
    "deviations",
    "disposition",
    "doses_of",
    "first_pass",
    "fit",
    "fit_rows",
    "four_gating",
    "gating",
    "held_against",
    "magnesium",
    "misses",
    "models_for",
    "nasal_trials",
    "pool_forest",
    "pooled_nasal",
    "spray_beside_a_pill",
    "trace",
    "visits",
]
