"""The published numbers behind the models: which rows feed which equation, and why.

The only floor that knows both the tables and the equations. It is sorted into the wings of the models. The names below
are those that lessons use and that teachers build with (docs/for-teachers.md), whichever wing they live in; all others
are imported from their module.

Raises
------
ValueError
    By every function here and in the wings, for a word that is not among those listed in its docstring, and for a
    number that a model refuses. The message names the argument, the value and what is allowed. What a function refuses
    beyond that stands in its own docstring.
"""

from typing import TYPE_CHECKING

from ketlessons._on_demand import homes_of, on_demand

#: Where the public names come from; a module is loaded when one of its names is first used.
_HOMES = {
    "identity.met": ("met", "met_papers"),
    "receptor.compounds": ("compound", "compound_names"),
    "receptor.parameters": ("blocker", "blocker_names", "gating", "magnesium"),
    "dose.misses": ("misses",),
    "dose.routes": ("bioavailability", "doses_of", "models_for"),
    "dose.sets": ("disposition", "trace"),
    "dose.targets": ("channel_occupancy",),
    "dose.visits": ("visits",),
    "onset.fits": ("fit", "fit_rows"),
    "onset.kinds": ("pooled_kind",),
    "onset.rated_twice": ("change_of_lead", "lead_of_the_same"),
    "signal.affinities": ("affinities",),
    "signal.circuit": ("firing",),
    "signal.followed": ("followed",),
    "signal.ideas": ("ideas", "map_sources"),
    "signal.situations": ("free_in",),
    "trials.arms": ("arms",),
    "trials.comparisons": ("comparisons",),
    "trials.forest": ("nasal_trials", "pool_forest"),
    "trials.held": ("held_against",),
    "trials.nasal": ("pooled_nasal", "spray_beside_a_pill"),
    "trials.weighed": ("weighed",),
    "harms.told": ("harm_rows", "harm_sources"),
    "assault.shown": ("laws_on", "on_assault"),
}

#: Names that were public here once, and the modules that hold them.
_LEFT = {
    "receptor.compounds": ("Compound",),
    "receptor.parameters": ("blocker_fact_ids", "cleft_glutamate", "four_gating"),
    "dose.first_pass": ("first_pass",),
    "dose.patients": ("deviations",),
    "trials.arms": ("Rating",),
    "trials.comparison": ("CONTROLS", "Comparison"),
    "trials.comparisons": ("SCALES",),
    "trials.forest": ("ForestTrial",),
}

if not TYPE_CHECKING:  # who checks types would take whatever is asked for here for anything at all
    __getattr__, __dir__ = on_demand(__name__, _HOMES, moved=homes_of(__name__, _LEFT))

__all__ = [
    "affinities",
    "arms",
    "bioavailability",
    "blocker",
    "blocker_names",
    "change_of_lead",
    "channel_occupancy",
    "comparisons",
    "compound",
    "compound_names",
    "disposition",
    "doses_of",
    "firing",
    "fit",
    "fit_rows",
    "followed",
    "free_in",
    "gating",
    "harm_rows",
    "harm_sources",
    "held_against",
    "ideas",
    "laws_on",
    "lead_of_the_same",
    "magnesium",
    "map_sources",
    "met",
    "met_papers",
    "misses",
    "models_for",
    "nasal_trials",
    "on_assault",
    "pool_forest",
    "pooled_kind",
    "pooled_nasal",
    "spray_beside_a_pill",
    "trace",
    "visits",
    "weighed",
]
