"""How many equal steps of a linear system are taken at little cost: those that are there are doubled.

Receptors that jump between states and drug that flows between compartments both go on by a power of one matrix.
"""

from __future__ import annotations

from .quantities import Array


def advance(rows: Array, one_step: Array) -> None:
    """Fill ``rows[k] = rows[0] @ one_step**k`` in place, doubling the filled part each time.

    >>> import numpy as np
    >>> rows = np.array([[1.0], [0.0], [0.0], [0.0]])
    >>> advance(rows, np.array([[0.5]]))
    >>> rows.ravel().tolist()
    [1.0, 0.5, 0.25, 0.125]
    """
    filled, power = 1, one_step
    while filled < len(rows):
        take = min(filled, len(rows) - filled)
        rows[filled : filled + take] = rows[:take] @ power
        filled += take
        power = power @ power
