"""Which receptor is under study with which drug, and where the pair settles.

A `Scheme` joins one receptor and one drug and knows the names and the order of their states. `steady_state`
says where it ends up when nothing changes any more; `protocol` says how it gets there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .blocker import Blocker
from .gating import FOUR_STATES, TEN_STATES, FourGating, Gating
from .rates import Matrix, conditions, four_state_rates, rate_matrix


@dataclass(frozen=True)
class Scheme:
    """One receptor with one drug, or with none: what protocols are run on.

    Parameters
    ----------
    gating : Gating or FourGating
        Which of the two receptors; it decides the states.
    blocker : Blocker or None, optional
        The drug.

    Examples
    --------
    >>> Scheme(FourGating(20.8, 73.8)).states
    ('C', 'O', 'OB', 'CB')
    """

    gating: Gating | FourGating
    blocker: Blocker | None = None

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the states, in the order of every occupancy."""
        return TEN_STATES if isinstance(self.gating, Gating) else FOUR_STATES

    @property
    def open_index(self) -> int:
        """Where the conducting state stands among `states`."""
        return self.states.index("O")

    @property
    def open_blocked_index(self) -> int:
        """Where the open, drug-blocked state stands among `states`."""
        return self.states.index("OB")

    @property
    def blocked_slice(self) -> slice:
        """Which of `states` hold a drug: the second half."""
        return slice(len(self.states) // 2, len(self.states))

    def rest(self) -> NDArray[np.float64]:
        """Occupancy of a receptor that has met neither glutamate nor drug, shape ``(states,)``."""
        occupancy = np.zeros(len(self.states))
        occupancy[0] = 1.0
        return occupancy

    def rates(
        self,
        glutamate_um: ArrayLike,
        blocker_um: ArrayLike = 0.0,
        voltage_mv: ArrayLike = -70.0,
        mg_unblocked: ArrayLike = 1.0,
    ) -> Matrix:
        """Rate matrix in 1/s, shape ``(..., states, states)``; see `rate_matrix` for ranges and errors."""
        around = (self.blocker, glutamate_um, blocker_um, voltage_mv, mg_unblocked)
        if isinstance(self.gating, Gating):
            return rate_matrix(self.gating, *around)
        return four_state_rates(self.gating, *around)


def steady_state(
    scheme: Scheme,
    glutamate_um: ArrayLike,
    blocker_um: ArrayLike = 0.0,
    voltage_mv: ArrayLike = -70.0,
    mg_unblocked: ArrayLike = 1.0,
) -> NDArray[np.float64]:
    r"""Occupancy after any length of time in constant conditions, written down from detailed balance.

    Without drug the weights are :math:`1, a, a^2, a^2 r_d/r_r, a^2 r_o/r_c` with :math:`a = r_b A / r_u`
    (five states), or :math:`1, r_o/r_c` (two). Each drug-bound state weighs
    :math:`B\,k_{on} K / k_{off}(V)` times its empty twin.

    Parameters
    ----------
    scheme : Scheme
        Receptor and drug.
    glutamate_um, blocker_um, voltage_mv, mg_unblocked : array_like
        As in `rate_matrix`.

    Returns
    -------
    ndarray
        Shape ``(..., states)``, each row adding up to 1.

    Notes
    -----
    With no glutamate a channel never opens, and what it holds depends on its past. The answer given there is
    the receptor that started empty: all shut, nothing blocked.

    Examples
    --------
    >>> scheme = Scheme(FourGating(20.8, 73.8), Blocker("example", 1.0, 0.71, reference_mv=-70))
    >>> occupancy = steady_state(scheme, glutamate_um=1000.0, blocker_um=0.71)
    >>> round(float(occupancy[scheme.blocked_slice].sum()), 3)
    0.5
    """
    glutamate, entry, leave, _ = conditions(scheme.blocker, glutamate_um, blocker_um, voltage_mv, mg_unblocked)
    gate = scheme.gating
    if isinstance(gate, Gating):
        one = gate.rb_per_um_s * glutamate / gate.ru_per_s
        two = one * one
        empty = [
            np.ones_like(one),
            one,
            two,
            two * gate.rd_per_s / gate.rr_per_s,
            two * gate.ro_per_s / gate.rc_per_s,
        ]
    else:
        empty = [np.ones_like(glutamate), np.where(glutamate > 0, gate.ro_per_s / gate.rc_per_s, 0.0)]
    drug = np.where(glutamate > 0, entry / np.where(leave > 0, leave, 1.0), 0.0)
    held = [weight * drug for weight in empty]
    # FOUR_STATES runs round the loop (C, O, OB, CB), TEN_STATES repeats the first five.
    weights = np.stack(empty + (held if isinstance(gate, Gating) else held[::-1]), axis=-1)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))
