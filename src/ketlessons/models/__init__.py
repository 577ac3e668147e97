"""Pure numerical models of the receptor and the drug: numbers in, numbers out."""

from . import conversions, effects, kinetics, occupancy, onset, parameters, pooling, power
from .absorption import Dose, Way, nasal_amounts, repeated
from .block import fraction_blocked, ic50_at_voltage
from .blocker import Blocker
from .channels import simulate_channels
from .clusters import ByTrial, by_trial
from .comparison import CONTROLS, Comparison
from .compartments import Network
from .compounds import Compound, compound
from .course import Course
from .decay import one_compartment
from .disposition import Disposition
from .drawer import mean_not_in_favour
from .effects import odds_ratio, proportion, risk_difference, risk_ratio
from .fitting import fit_curve
from .gating import FOUR_STATES, TEN_STATES, FourGating, Gating
from .kinetics import time_course
from .magnesium import block_in_magnesium, magnesium_unblocked, pore_shares
from .number_needed import NumberNeeded, number_needed
from .occupancy import Interval, competitive_occupancy, nmda_occupancy, sert_occupancy
from .onset_fit import Fit
from .pooling import Pooled, pool
from .population import draw_deviations, log_variance
from .protocol import Response, mean_occupancy, respond
from .published_arms import Rating, arms
from .published_comparisons import SCALES, comparisons
from .published_first_pass import first_pass
from .published_forest import ForestTrial, nasal_trials, pool_forest
from .published_kinetics import published_disposition, trace
from .published_onset import fit_rows, pooled_nasal, published_fit
from .published_patients import deviations
from .published_routes import bioavailability, doses_of, models_for
from .published_targets import channel_occupancy
from .rates import four_state_rates, rate_matrix
from .scheme import Scheme, steady_state
from .score_effects import Effect, hedges_g, lead_in_sd, mean_difference
from .segments import Segment
from .selection import mean_in_favour, mean_published, share_in_favour, smallest_significant
from .simple_fits import compare_constant, fit_log_decay, solve_approach
from .synapse import Train, epsc_train, synaptic_transient
from .verdicts import verdict

__all__ = [
    "CONTROLS",
    "FOUR_STATES",
    "SCALES",
    "TEN_STATES",
    "Blocker",
    "ByTrial",
    "Comparison",
    "Compound",
    "Course",
    "Disposition",
    "Dose",
    "Effect",
    "Fit",
    "ForestTrial",
    "FourGating",
    "Gating",
    "Interval",
    "Network",
    "NumberNeeded",
    "Pooled",
    "Rating",
    "Response",
    "Scheme",
    "Segment",
    "Train",
    "Way",
    "arms",
    "bioavailability",
    "block_in_magnesium",
    "by_trial",
    "channel_occupancy",
    "compare_constant",
    "comparisons",
    "competitive_occupancy",
    "compound",
    "conversions",
    "deviations",
    "doses_of",
    "draw_deviations",
    "effects",
    "epsc_train",
    "first_pass",
    "fit_curve",
    "fit_log_decay",
    "fit_rows",
    "four_state_rates",
    "fraction_blocked",
    "hedges_g",
    "ic50_at_voltage",
    "kinetics",
    "lead_in_sd",
    "log_variance",
    "magnesium_unblocked",
    "mean_difference",
    "mean_in_favour",
    "mean_not_in_favour",
    "mean_occupancy",
    "mean_published",
    "models_for",
    "nasal_amounts",
    "nasal_trials",
    "nmda_occupancy",
    "number_needed",
    "occupancy",
    "odds_ratio",
    "one_compartment",
    "onset",
    "parameters",
    "pool",
    "pool_forest",
    "pooled_nasal",
    "pooling",
    "pore_shares",
    "power",
    "proportion",
    "published_disposition",
    "published_fit",
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
    "synaptic_transient",
    "time_course",
    "trace",
    "verdict",
]
