"""How many equal steps of a linear system are taken at little cost: those that are there are doubled.

Receptors that jump between states and drug that flows between compartments both go on by a power of one matrix.
"""

from __future__ import annotations

from .quantities import Array


def advance(rows: Array, powers: list[Array]) -> None:
    """Fill ``rows[k] = rows[0] @ one_step**k`` in place, doubling the filled part each time.

    `powers` begins with the matrix of one step. Those of 2, 4, 8 ... steps are added to it as they are needed, so that
    who goes on by the same matrix again finds them there.

    >>> import numpy as np
    >>> rows, powers = np.array([[1.0], [0.0], [0.0], [0.0]]), [np.array([[0.5]])]
    >>> advance(rows, powers)
    >>> rows.ravel().tolist(), np.ravel(powers).tolist()
    ([1.0, 0.5, 0.25, 0.125], [0.5, 0.25])
    """
    filled, number = 1, 0
    while filled < len(rows):
        if number == len(powers):
            powers.append(powers[-1] @ powers[-1])
        take = min(filled, len(rows) - filled)
        rows[filled : filled + take] = rows[:take] @ powers[number]
        filled, number = filled + take, number + 1
