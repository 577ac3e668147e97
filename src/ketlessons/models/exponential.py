"""What does a linear system do in a while? The exponential of a small matrix, by products alone.

Receptors that jump between states and drug that flows through a chain both go on by ``exp(Q t)``. SciPy has a function
for that, but with the library of linear algebra that comes with it each call wakes a thread on every processor, even
for ten by ten numbers: on a busy machine the caller then waits longer for them than it computes. Products of matrices
as small as these never leave the thread that asks for them.
"""

from __future__ import annotations

from math import ceil, log2

import numpy as np

from .quantities import Array

#: Terms of the series; for a matrix of norm 1/2 the first one left out is below 1e-19.
_TERMS = 14


def grown(matrix: Array) -> Array:
    r"""Return ``exp(matrix) - 1`` of each matrix of a stack.

    .. math:: G(A) = e^A - 1 = \sum_{k=1}^{14} \frac{A^k}{k!}, \qquad G(2A) = G(A)\,G(A) + 2\,G(A)

    Without the 1, a state that hardly moves keeps its digits while others that move fast ask for many doublings.

    Parameters
    ----------
    matrix : ndarray
        Any finite numbers, ``(..., n, n)``, without unit: rates times a length of time.

    Returns
    -------
    ndarray
        The same shape.

    Notes
    -----
    The series is taken at a norm of at most 1/2 and then doubled (scaling and squaring). Without the 1 the doublings
    of a matrix of rates do not add up their errors: for two states the result is right to the last bits at any norm,
    where the error of `scipy.linalg.expm` grows with the norm, to 7e-6 at 1e11 (SciPy 1.17).

    Examples
    --------
    >>> grown(np.array([[-1e-12, 0.0], [3.0, -1e-12]]))[1, 0].round(9).item()
    3.0
    """
    norm = np.abs(matrix).sum(-2).max(initial=0.0)
    doublings = max(0, ceil(log2(norm)) + 1) if norm > 0 else 0
    scaled = matrix / 2.0**doublings
    result = term = scaled
    for number in range(2, _TERMS + 1):
        term = term @ scaled / number
        result = result + term
    for _ in range(doublings):
        result = result @ result + 2.0 * result
    return result


def exponential(matrix: Array) -> Array:
    """Return ``exp(matrix)`` of each matrix of a stack, ``(..., n, n)``; see `grown`.

    >>> exponential(np.array([[0.0, 1.0], [0.0, 0.0]])).tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    return np.eye(matrix.shape[-1]) + grown(matrix)
