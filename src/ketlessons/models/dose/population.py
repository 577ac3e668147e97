"""How differently people handle the same dose: virtual patients drawn from published variances.

A patient is a set of deviations from the typical person on the logarithmic scale, drawn with the variances and
covariances of a study. The same seed always gives the same people, and more patients are the same people and some
more.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks


def draw_deviations(covariance: ArrayLike, patients: int, seed: int = 1) -> NDArray[np.float64]:
    r"""Draw each patient's deviations from the typical person.

    .. math:: \eta \sim N(0, \Omega)

    Parameters
    ----------
    covariance : array_like
        Variances and covariances, ``(k, k)``, symmetric and positive definite.
    patients : int
        How many, 1 to 100000.
    seed : int, optional
        Which people, 0 or more.

    Returns
    -------
    ndarray
        Deviations, ``(k, patients)``. A parameter is its typical value times exp of its deviation.

    Raises
    ------
    ValueError
        If the matrix is not symmetric and positive definite.

    Notes
    -----
    Source: otto2021 and perezruixo2021 for the variances (evidence rows `var_v1` and following).

    Examples
    --------
    >>> few, more = (draw_deviations([[0.084, 0.023], [0.023, 0.026]], n, seed=1) for n in (3, 100))
    >>> bool((few == more[:, :3]).all())
    True
    """
    matrix = checks.checked("covariance", covariance, checks.COVARIANCE)
    square = matrix.ndim == 2 and matrix.shape[0] == matrix.shape[1]
    if not square or not np.allclose(matrix, matrix.T) or np.linalg.eigvalsh(matrix).min() <= 0:
        raise ValueError(f"covariance must be symmetric and positive definite, shape (k, k), got {matrix.tolist()}")
    count = checks.checked_count("patients", patients, 1, 100_000)
    start = checks.checked_count("seed", seed, 0, 2**63 - 1)
    # One row a patient, so that a larger group begins with the same people.
    steps = np.random.default_rng(start).standard_normal((count, matrix.shape[0]))
    return np.linalg.cholesky(matrix) @ steps.T


def log_variance(cv: ArrayLike) -> float | NDArray[np.float64]:
    r"""Variance on the logarithmic scale of a quantity with a coefficient of variation.

    .. math:: \omega^2 = \ln(1 + CV^2)

    Parameters
    ----------
    cv : array_like
        Coefficient of variation as a fraction, 0 to 10.

    Returns
    -------
    float or ndarray
        Variance of the logarithm.

    Examples
    --------
    >>> round(log_variance(0.275), 3)
    0.073
    """
    return checks.as_given(np.log1p(checks.checked("cv", cv, checks.VARIATION) ** 2))
