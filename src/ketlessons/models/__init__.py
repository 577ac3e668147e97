"""Pure numerical models of the receptor and the drug: numbers in, numbers out."""

from . import parameters
from .block import fraction_blocked, ic50_at_voltage
from .blocker import Blocker
from .channels import simulate_channels
from .compounds import Compound, compound
from .gating import FOUR_STATES, TEN_STATES, FourGating, Gating
from .magnesium import block_in_magnesium, magnesium_unblocked, pore_shares
from .protocol import Response, mean_occupancy, respond
from .rates import four_state_rates, rate_matrix
from .scheme import Scheme, steady_state
from .segments import Segment
from .synapse import Train, epsc_train, synaptic_transient

__all__ = [
    "FOUR_STATES",
    "TEN_STATES",
    "Blocker",
    "Compound",
    "FourGating",
    "Gating",
    "Response",
    "Scheme",
    "Segment",
    "Train",
    "block_in_magnesium",
    "compound",
    "epsc_train",
    "four_state_rates",
    "fraction_blocked",
    "ic50_at_voltage",
    "magnesium_unblocked",
    "mean_occupancy",
    "parameters",
    "pore_shares",
    "rate_matrix",
    "respond",
    "simulate_channels",
    "steady_state",
    "synaptic_transient",
]
