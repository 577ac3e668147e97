"""Where two populations of cells settle that drive and hold back each other, when some of their input is blocked.

One node of the reduced dynamic mean field model of Deco and others (2014): excitatory (E) and inhibitory (I) cells.
Only two factors are not theirs: the shares of the two NMDA inputs that a blocker leaves.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .. import checks
from .cells import Circuit, rate_of, slope_of

#: Steps in which the first state above silence is looked for.
_STEPS = 16


class Activity(NamedTuple):
    """A steady state: how far the gates of both populations are open, and the rates of both, Hz."""

    gate_e: float
    gate_i: float
    rate_e_hz: float
    rate_i_hz: float


def settled(circuit: Circuit, left_on_e: float = 1.0, left_on_i: float = 1.0) -> Activity:
    r"""Return the steady state of least activity.

    .. math::
        I_E &= B_E + f_{EE} W_{EE} S_E - G_E S_I \qquad I_I = B_I + f_{EI} W_{EI} S_E - G_I S_I \\
        \dot S_E &= -S_E/\tau_E + (1 - S_E) \gamma H_E(I_E) \qquad \dot S_I = -S_I/\tau_I + H_I(I_I)

    Parameters
    ----------
    circuit : Circuit
        Populations and currents.
    left_on_e, left_on_i : float, optional
        Which share of the NMDA current onto E and onto I a blocker leaves (f_EE, f_EI), 0 to 1.

    Returns
    -------
    Activity
        Gates and rates.

    Notes
    -----
    For each S_E one S_I is steady, because what is left of I falls with it; so one equation in S_E remains, which is
    positive at 0 and negative at 1. With the constants of the paper it has one root at all shares from 0 to 1, and the
    state is stable: a circuit at rest comes to it. The equations are the paper's; f_EE and f_EI are not.

    Examples
    --------
    >>> from ketlessons.models.signal.cells import Circuit, Population
    >>> cells = Population(310.0, 125.0, 0.16, 0.1), Population(615.0, 177.0, 0.087, 0.01)
    >>> node = Circuit(*cells, 0.641, 0.382, 0.7 * 0.382, 1.4 * 0.15, 0.15, 1.0, 1.0)
    >>> [round(rate, 2) for rate in settled(node)[2:]]
    [3.08, 3.92]
    >>> round(settled(node, left_on_i=0.7).rate_e_hz, 2)
    4.44
    """
    from scipy.optimize import brentq

    e = checks.checked_number("left_on_e", left_on_e, checks.FRACTION)
    i = checks.checked_number("left_on_i", left_on_i, checks.FRACTION)

    def gate_i(gate_e: float) -> float:
        def too_little(gate: float) -> float:
            return circuit.inhibitory.tau_s * rate_of(_onto_i(circuit, gate_e, gate, i), circuit.inhibitory) - gate

        most = too_little(0.0)
        return float(brentq(too_little, 0.0, most, xtol=1e-14)) if most > 0 else 0.0

    def rises(gate_e: float) -> float:
        rate = rate_of(_onto_e(circuit, gate_e, gate_i(gate_e), e), circuit.excitatory)
        return (1 - gate_e) * circuit.gamma * rate - gate_e / circuit.excitatory.tau_s

    grid = [step / _STEPS for step in range(_STEPS + 1)]
    after = next(step for step in range(1, _STEPS + 1) if rises(grid[step]) <= 0)
    open_e = float(brentq(rises, grid[after - 1], grid[after], xtol=1e-14))
    open_i = gate_i(open_e)
    rate_e = rate_of(_onto_e(circuit, open_e, open_i, e), circuit.excitatory)
    return Activity(open_e, open_i, rate_e, rate_of(_onto_i(circuit, open_e, open_i, i), circuit.inhibitory))


def slowest_s(circuit: Circuit, left_on_e: float = 1.0, left_on_i: float = 1.0) -> float:
    """Return the slowest time constant with which the circuit comes back to its steady state.

    Parameters
    ----------
    circuit : Circuit
        Populations and currents.
    left_on_e, left_on_i : float, optional
        As for `settled`.

    Returns
    -------
    float
        Minus one over the greatest real part of the eigenvalues of the linearised equations, s.

    Examples
    --------
    >>> from ketlessons.models.signal.cells import Circuit, Population
    >>> cells = Population(310.0, 125.0, 0.16, 0.1), Population(615.0, 177.0, 0.087, 0.01)
    >>> round(slowest_s(Circuit(*cells, 0.641, 0.382, 0.7 * 0.382, 1.4 * 0.15, 0.15, 1.0, 1.0)), 3)
    0.167
    """
    at = settled(circuit, left_on_e, left_on_i)
    e, i = circuit.excitatory, circuit.inhibitory
    steep_e = slope_of(_onto_e(circuit, at.gate_e, at.gate_i, left_on_e), e)
    steep_i = slope_of(_onto_i(circuit, at.gate_e, at.gate_i, left_on_i), i)
    free = (1 - at.gate_e) * circuit.gamma
    moves = [
        [
            -1 / e.tau_s - circuit.gamma * at.rate_e_hz + free * steep_e * left_on_e * circuit.nmda_e_na,
            -free * steep_e * circuit.gaba_e_na,
        ],
        [steep_i * left_on_i * circuit.nmda_i_na, -1 / i.tau_s - steep_i * circuit.gaba_i_na],
    ]
    return float(-1 / np.linalg.eigvals(np.array(moves)).real.max())


def _onto_e(circuit: Circuit, gate_e: float, gate_i: float, left: float) -> float:
    return circuit.background_e_na + left * circuit.nmda_e_na * gate_e - circuit.gaba_e_na * gate_i


def _onto_i(circuit: Circuit, gate_e: float, gate_i: float, left: float) -> float:
    return circuit.background_i_na + left * circuit.nmda_i_na * gate_e - circuit.gaba_i_na * gate_i
