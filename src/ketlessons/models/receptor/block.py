"""How much current a drug in the open pore removes, and how voltage changes that.

Two equations at equilibrium, without time: Hill and Woodhull. What Mg2+ changes is for `magnesium`; how fast
equilibrium comes, and what is trapped on the way, is for `protocol`.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import checks
from ..quantities import Number

# RT/F near 21.6 degrees Celsius; the tests hold it equal to the evidence row `model_thermal_voltage`.
THERMAL_VOLTAGE_MV = 25.4


def fraction_blocked(conc_um: ArrayLike, ic50_um: ArrayLike, hill: ArrayLike = 1.0) -> Number:
    r"""Fraction of the current that a blocker removes at equilibrium.

    .. math:: f = \frac{(K / IC_{50})^{n}}{1 + (K / IC_{50})^{n}}

    Parameters
    ----------
    conc_um : array_like
        Blocker concentration K, 0 to 1e6 uM.
    ic50_um : array_like
        Concentration that halves the current, 1e-6 to 1e6 uM.
    hill : array_like, optional
        Hill slope n, 0.1 to 10. One site gives 1.

    Returns
    -------
    float or ndarray
        Fraction 0 to 1, in the broadcast shape of the inputs; a float if all were single numbers.

    Notes
    -----
    Source: gilling2009 for ketamine's IC50 and slope (evidence rows `ketamine_ic50_human`,
    `ketamine_hill_human`).

    Examples
    --------
    >>> fraction_blocked(0.71, 0.71)
    0.5
    >>> fraction_blocked([0, 1, 10], 0.71, hill=0.84).round(2)
    array([0.  , 0.57, 0.9 ])
    """
    drug = drug_weight(conc_um, ic50_um, hill)
    return checks.as_given(drug / (1.0 + drug))


def ic50_at_voltage(
    ic50_um: ArrayLike,
    voltage_mv: ArrayLike,
    delta: ArrayLike,
    reference_mv: ArrayLike,
    valence: ArrayLike = 1,
    thermal_voltage_mv: ArrayLike = THERMAL_VOLTAGE_MV,
) -> Number:
    r"""IC50 of a charged blocker at another membrane voltage (Woodhull).

    .. math:: IC_{50}(V) = IC_{50}(V_0)\, e^{z \delta (V - V_0) / (RT/F)}

    Parameters
    ----------
    ic50_um : array_like
        IC50 at `reference_mv`, 1e-6 to 1e6 uM.
    voltage_mv, reference_mv : array_like
        Membrane voltage V and the voltage V0 of the measurement, -150 to 150 mV.
    delta : array_like
        Share of the field that the blocker crosses from outside, 0 to 1.
    valence : array_like, optional
        Charge z of the blocker, 1 to 3.
    thermal_voltage_mv : array_like, optional
        RT/F, 20 to 30 mV.

    Returns
    -------
    float or ndarray
        IC50 in uM, in the broadcast shape of the inputs.

    Notes
    -----
    Far from the voltages of a study this is extrapolation. Source: gilling2009 for ketamine (evidence rows
    `ketamine_delta_human`, `ketamine_voltage_human`), `model_thermal_voltage` for RT/F.

    Examples
    --------
    >>> round(ic50_at_voltage(0.71, -40, delta=0.79, reference_mv=-70), 2)
    1.81
    """
    ic50 = checks.checked("ic50_um", ic50_um, checks.POTENCY)
    voltage = checks.checked("voltage_mv", voltage_mv, checks.VOLTAGE)
    fraction = checks.checked("delta", delta, checks.FRACTION)
    reference = checks.checked("reference_mv", reference_mv, checks.VOLTAGE)
    charge = checks.checked("valence", valence, checks.VALENCE)
    thermal = checks.checked("thermal_voltage_mv", thermal_voltage_mv, checks.THERMAL_VOLTAGE)
    checks.common_shape(
        ic50_um=ic50,
        voltage_mv=voltage,
        delta=fraction,
        reference_mv=reference,
        valence=charge,
        thermal_voltage_mv=thermal,
    )
    return checks.as_given(ic50 * np.exp(charge * fraction * (voltage - reference) / thermal))


def drug_weight(conc_um: ArrayLike, ic50_um: ArrayLike, hill: ArrayLike) -> NDArray[np.float64]:
    """Weight of the drug-blocked pore against an empty one, (K / IC50) ** hill."""
    conc = checks.checked("conc_um", conc_um, checks.CONCENTRATION)
    ic50 = checks.checked("ic50_um", ic50_um, checks.POTENCY)
    slope = checks.checked("hill", hill, checks.HILL)
    checks.common_shape(conc_um=conc, ic50_um=ic50, hill=slope)
    return (conc / ic50) ** slope
