"""How fast each state of the receptor turns into each other state.

Rows are the state left, columns the state entered; each row adds up to zero, so occupancies p (a row) obey
``dp/dt = p Q``. A drug moves only between open and open-blocked. Behind a drug the gates move as if the pore
were empty, which is what makes this trapping block: the blocked fraction at equilibrium then does not depend
on how often channels open, only the speed of getting there does.

Detailed balance and the escape. At equilibrium no loop of states may turn one way only. All moves here come
in matched pairs, except `Blocker.escape_per_s`, an exit from the shut receptor with no way in. It is thus
switched on only in drug-free solution, where nothing could enter anyway and no equilibrium is claimed. The
matching entry would let the drug into channels that never opened, against what was seen with MK-801
(huettner1988).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from .blocker import Blocker
from .gating import FourGating, Gating

Matrix = NDArray[np.float64]


def rate_matrix(
    gating: Gating,
    blocker: Blocker | None,
    glutamate_um: ArrayLike,
    blocker_um: ArrayLike = 0.0,
    voltage_mv: ArrayLike = -70.0,
    mg_unblocked: ArrayLike = 1.0,
) -> Matrix:
    """Rate matrix of the ten-state receptor, in the order of `TEN_STATES`.

    Parameters
    ----------
    gating : Gating
        The receptor's own rates.
    blocker : Blocker or None
        The drug; None for none.
    glutamate_um, blocker_um : array_like
        Concentrations, 0 to 1e6 uM; `blocker_um` must be 0 without a blocker.
    voltage_mv : array_like, optional
        Membrane voltage, -150 to 150 mV.
    mg_unblocked : array_like, optional
        Fraction of open channels that Mg2+ leaves free, more than 0 and at most 1. The drug's entry is
        multiplied by it: Mg2+ comes and goes much faster than the drug and sits in its way.

    Returns
    -------
    ndarray
        Shape ``(..., 10, 10)`` for inputs that broadcast to ``(...)``; rates in 1/s.

    Raises
    ------
    ValueError
        If drug is given with no blocker.

    Notes
    -----
    Source: destexhe1998, modeldb18198 for the five-state receptor (evidence rows `gating_rb` to `gating_rc`);
    the drug-bound copy is this collection's own choice.

    Examples
    --------
    >>> q = rate_matrix(Gating(5.0, 12.9, 8.4, 6.8, 46.5, 73.8), None, glutamate_um=10.0)
    >>> q.shape, float(q[0, 1]), bool(abs(q.sum(axis=-1)).max() < 1e-12)
    ((10, 10), 50.0, True)
    """
    glutamate, entry, leave, escape = conditions(blocker, glutamate_um, blocker_um, voltage_mv, mg_unblocked)
    q = np.zeros((*glutamate.shape, 10, 10))
    bind = gating.rb_per_um_s * glutamate
    for c0 in (0, 5):  # the empty receptor, then its drug-bound copy
        c1, c2, d, o = c0 + 1, c0 + 2, c0 + 3, c0 + 4
        q[..., c0, c1] = q[..., c1, c2] = bind
        q[..., c1, c0] = q[..., c2, c1] = gating.ru_per_s
        q[..., c2, d], q[..., d, c2] = gating.rd_per_s, gating.rr_per_s
        q[..., c2, o], q[..., o, c2] = gating.ro_per_s, gating.rc_per_s
    q[..., 4, 9], q[..., 9, 4] = entry, leave
    q[..., 5, 0] = escape
    return _with_diagonal(q)


def four_state_rates(
    gating: FourGating,
    blocker: Blocker | None,
    glutamate_um: ArrayLike,
    blocker_um: ArrayLike = 0.0,
    voltage_mv: ArrayLike = -70.0,
    mg_unblocked: ArrayLike = 1.0,
) -> Matrix:
    """Rate matrix of the four-state receptor, in the order of `FOUR_STATES`.

    Parameters
    ----------
    gating : FourGating
        The receptor's own rates.
    blocker, glutamate_um, blocker_um, voltage_mv, mg_unblocked
        As in `rate_matrix`, but any glutamate above 0 counts as saturating.

    Returns
    -------
    ndarray
        Shape ``(..., 4, 4)``; rates in 1/s.

    Examples
    --------
    >>> four_state_rates(FourGating(20.8, 73.8), None, glutamate_um=0.0)[0].tolist()
    [0.0, 0.0, 0.0, 0.0]
    """
    glutamate, entry, leave, escape = conditions(blocker, glutamate_um, blocker_um, voltage_mv, mg_unblocked)
    q = np.zeros((*glutamate.shape, 4, 4))
    q[..., 0, 1] = q[..., 3, 2] = gating.ro_per_s * (glutamate > 0)
    q[..., 1, 0] = q[..., 2, 3] = gating.rc_per_s
    q[..., 1, 2], q[..., 2, 1] = entry, leave
    q[..., 3, 0] = escape
    return _with_diagonal(q)


def conditions(
    blocker: Blocker | None,
    glutamate_um: ArrayLike,
    blocker_um: ArrayLike,
    voltage_mv: ArrayLike,
    mg_unblocked: ArrayLike,
) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Check the surroundings; return glutamate and the drug's entry, exit and escape rates in one shape."""
    glutamate = checks.checked("glutamate_um", glutamate_um, checks.CONCENTRATION)
    drug = checks.checked("blocker_um", blocker_um, checks.CONCENTRATION)
    voltage = checks.checked("voltage_mv", voltage_mv, checks.VOLTAGE)
    left = checks.checked("mg_unblocked", mg_unblocked, checks.UNBLOCKED)
    shape = checks.common_shape(glutamate_um=glutamate, blocker_um=drug, voltage_mv=voltage, mg_unblocked=left)
    glutamate = np.broadcast_to(glutamate, shape)
    if blocker is None:
        if drug.any():
            raise ValueError(f"blocker_um must be 0 uM when the scheme has no blocker, got {drug.max():g}")
        nothing = np.zeros(shape)
        return glutamate, nothing, nothing, nothing
    entry = np.broadcast_to(blocker.on_per_um_s * drug * left, shape)
    leave = np.broadcast_to(blocker.off_at(voltage), shape)
    return glutamate, entry, leave, np.broadcast_to(np.where(drug > 0, 0.0, blocker.escape_per_s), shape)


def _with_diagonal(q: Matrix) -> Matrix:
    """Fill the diagonal so that every row adds up to zero."""
    states = np.arange(q.shape[-1])
    q[..., states, states] = 0.0 - q.sum(axis=-1)
    return q
