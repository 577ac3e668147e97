"""How the patients of the published studies differ.

Virtual patients for the models that come with variances.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ketlessons.evidence import value
from ketlessons.models import checks
from ketlessons.models.dose.population import draw_deviations, log_variance

# Variances that were read. Each block is (names, lower triangle of evidence ids): the venous study gives variances and
# covariances. Nobody's variances of the arterial set were read, so it has no patients of its own.
_BLOCKS = (
    (("v1", "cl"), (("var_v1",), ("cov_v1_cl", "var_cl"))),
    (
        ("norketamine_v1", "norketamine_cl"),
        (("var_norketamine_v1",), ("cov_norketamine_v1_cl", "var_norketamine_cl")),
    ),
)
# The nasal study gives coefficients of variation. That of `nasal_kmet` is left blank in the paper: it does not vary.
_NASAL_CV = {
    "vc": "cv_nasal_vc",
    "vp1": "cv_nasal_vp1",
    "qh": "cv_nasal_qh",
    "vh": "cv_nasal_vh",
    "kel": "cv_nasal_kel",
    "norketamine_v1": "cv_nasal_norketamine_v1",
    "norketamine_cl": "cv_nasal_norketamine_cl",
    "nasal_ka": "cv_nasal_ka",
    "swallowed_ka": "cv_swallowed_ka",
    "oral_s_ka": "cv_oral_s_ka",
}


def deviations(model: str, patients: int, seed: int = 1) -> dict[str, NDArray[np.float64]]:
    """Draw virtual patients for one set of parameters.

    Parameters
    ----------
    model : {"venous", "nasal"}
        The set; no variances of the arterial one were read.
    patients : int
        How many, 1 to 100000.
    seed : int, optional
        Which people, 0 or more.

    Returns
    -------
    dict of str to ndarray
        Deviations on the logarithmic scale, ``(patients,)`` each; on the logit scale for "nasal_fraction".

    Examples
    --------
    >>> sorted(deviations("venous", 3))
    ['cl', 'norketamine_cl', 'norketamine_v1', 'v1']
    """
    checks.checked_choice("model", model, ("venous", "nasal"))
    if model == "nasal":
        names = [*_NASAL_CV, "nasal_fraction"]
        variances = [log_variance(value(row)) for row in _NASAL_CV.values()]
        covariance = np.diag([*variances, value("sd_logit_nasal_fraction") ** 2])
    else:
        names = [name for block, _ in _BLOCKS for name in block]
        covariance = np.zeros((len(names), len(names)))
        for number, (_, triangle) in enumerate(_BLOCKS):
            for i, row in enumerate(triangle):
                for j, id in enumerate(row):
                    at, other = 2 * number + i, 2 * number + j
                    covariance[at, other] = covariance[other, at] = value(id)
    return dict(zip(names, draw_deviations(covariance, patients, seed), strict=True))
