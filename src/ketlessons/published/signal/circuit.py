"""Which published constants the small circuit runs on, and what it does at each pair of blocks.

The constants are those of one node of the reduced dynamic mean field model (Deco and others 2014), as model files copy
them. That ketamine can be drawn in as a factor on each of the two NMDA inputs is a choice of these lessons.
"""

from __future__ import annotations

from functools import cache

from ketlessons.evidence import value
from ketlessons.models import checks
from ketlessons.models.signal.cells import Circuit, Population
from ketlessons.models.signal.circuit import Activity, settled
from ketlessons.models.signal.held import fraction_held

#: How many times more tightly the made-up drugs of the lesson hold the channels of interneurons; 1 is an even block.
SELECTIVE = (1.0, 2.5, 5.0, 10.0)


@cache
def circuit() -> Circuit:
    """Return one node of the model with its published constants.

    Returns
    -------
    Circuit
        Excitatory and inhibitory cells, and the currents between them. Source: evidence rows `sig_dmf_*`.

    Examples
    --------
    >>> round(circuit().nmda_e_na, 2)
    0.21
    """
    pyramidal, interneurons = (
        Population(*(value(f"sig_dmf_{part}_{kind}") for part in ("a", "b", "d", "tau"))) for kind in ("e", "i")
    )
    nmda, background = value("sig_dmf_j_nmda"), value("sig_dmf_i0")
    return Circuit(
        pyramidal,
        interneurons,
        gamma=value("sig_dmf_gamma"),
        background_e_na=value("sig_dmf_w_e") * background,
        background_i_na=value("sig_dmf_w_i") * background,
        nmda_e_na=value("sig_dmf_w_plus") * nmda,
        nmda_i_na=nmda,
        gaba_e_na=value("sig_dmf_j_i"),
        gaba_i_na=1.0,  # the equations give it no symbol
    )


@cache
def firing(block_e: float = 0.0, block_i: float = 0.0) -> Activity:
    """Return where the circuit settles when shares of its two NMDA inputs are blocked.

    Parameters
    ----------
    block_e, block_i : float, optional
        Share of the NMDA current onto excitatory and onto inhibitory cells that is gone, 0 to 1.

    Returns
    -------
    Activity
        Gates and rates. Source: `circuit`; the two shares are a choice of these lessons.

    Examples
    --------
    >>> round(firing(block_i=0.3).rate_e_hz, 2)
    4.44
    """
    on_e = checks.checked_number("block_e", block_e, checks.FRACTION)
    on_i = checks.checked_number("block_i", block_i, checks.FRACTION)
    return settled(circuit(), 1 - on_e, 1 - on_i)


@cache
def breakeven(block_e: float) -> float | None:
    """Return which block on inhibitory cells leaves the excitatory rate where it was.

    Parameters
    ----------
    block_e : float
        Share of the NMDA current onto excitatory cells that is gone, 0 to 1.

    Returns
    -------
    float or None
        Share, 0 to 1; None where even a whole block on inhibitory cells does not make up for it.

    Examples
    --------
    >>> round(breakeven(0.1), 3), breakeven(0.9)
    (0.247, None)
    """
    from scipy.optimize import brentq

    on_e = checks.checked_number("block_e", block_e, checks.FRACTION)

    def gained(block_i: float) -> float:
        return firing(on_e, float(block_i)).rate_e_hz - firing().rate_e_hz

    if not on_e:
        return 0.0
    return None if gained(1.0) < 0 else float(brentq(gained, 0.0, 1.0, xtol=1e-10))


def blocks_of(selective: float, conc: float) -> tuple[float, float]:
    """Return what a made-up drug blocks on both kinds of cells.

    Parameters
    ----------
    selective : float
        How many times more drug half a block takes on excitatory than on inhibitory cells, 0.01 to 100.
    conc : float
        Concentration, in units of what half a block on inhibitory cells takes, 0 to 1e6.

    Returns
    -------
    tuple of float
        Shares blocked on excitatory and on inhibitory cells, one site each.

    Examples
    --------
    >>> blocks_of(1.0, 1.0)
    (0.5, 0.5)
    """
    times = checks.checked_number("selective", selective, checks.TIMES)
    amount = checks.checked_number("conc", conc, checks.CONCENTRATION._replace(unit=""))
    return float(fraction_held(amount, times)), float(fraction_held(amount, 1.0))
