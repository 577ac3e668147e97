"""How a drug enters and leaves the open pore.

One drug, a handful of rate constants, and what was and was not read about its voltage dependence.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Number
from .block import THERMAL_VOLTAGE_MV, ic50_at_voltage


@dataclass(frozen=True)
class Blocker:
    """A drug that enters and leaves the open pore.

    Parameters
    ----------
    name : str
        How to call it.
    on_per_um_s : float
        Microscopic entry rate, 1/uM/s, 0 to 1e6: per open channel. A published rate measured on a whole
        cell is this times the open probability, so it must be divided by that first.
    off_per_s : float
        Microscopic exit rate at `reference_mv`, 1/s, more than 0 and at most 1e6.
    reference_mv : float
        Voltage of `off_per_s`, -150 to 150 mV.
    delta : float or None, optional
        Share of the field crossed, 0 to 1. None when no source was read: then no other voltage is answered.
    valence : float, optional
        Charge, 1 to 3.
    escape_per_s : float, optional
        Slow way out of a shut, empty-handed receptor, 1/s, used only in drug-free solution (see `rates`).
    thermal_voltage_mv : float, optional
        RT/F, 20 to 30 mV.

    Notes
    -----
    All voltage dependence sits in the exit rate: a choice of this model, not a measurement. What was read is
    that changing how much of a blocker is charged changes entry and not exit (macdonald1991).

    Examples
    --------
    >>> drug = Blocker("example", on_per_um_s=1.0, off_per_s=0.71, reference_mv=-70, delta=0.79)
    >>> round(drug.off_at(-40), 2)
    1.81
    """

    name: str
    on_per_um_s: float
    off_per_s: float
    reference_mv: float
    delta: float | None = None
    valence: float = 1
    escape_per_s: float = 0.0
    thermal_voltage_mv: float = THERMAL_VOLTAGE_MV

    def __post_init__(self) -> None:
        """Refuse values that cannot be."""
        checks.checked_number("on_per_um_s", self.on_per_um_s, checks.BINDING_RATE)
        checks.checked_number("off_per_s", self.off_per_s, checks.LEAVING_RATE)
        checks.checked_number("reference_mv", self.reference_mv, checks.VOLTAGE)
        if self.delta is not None:
            checks.checked_number("delta", self.delta, checks.FRACTION)
        checks.checked_number("valence", self.valence, checks.VALENCE)
        checks.checked_number("escape_per_s", self.escape_per_s, checks.RATE)
        checks.checked_number("thermal_voltage_mv", self.thermal_voltage_mv, checks.THERMAL_VOLTAGE)

    @property
    def voltage_known(self) -> bool:
        """Whether the drug may be asked about voltages other than `reference_mv`."""
        return self.delta is not None

    def off_at(self, voltage_mv: ArrayLike) -> Number:
        """Exit rate at a voltage: ``off * exp(z delta (V - V0) / (RT/F))``.

        Parameters
        ----------
        voltage_mv : array_like
            Membrane voltage, -150 to 150 mV; only `reference_mv` itself when `delta` is None.

        Returns
        -------
        float or ndarray
            Exit rate in 1/s, in the shape of `voltage_mv`.

        Raises
        ------
        ValueError
            If a voltage is not covered by what was read about this drug.
        """
        voltage = checks.checked("voltage_mv", voltage_mv, checks.VOLTAGE)
        if self.delta is None:
            elsewhere = voltage[voltage != self.reference_mv]
            if elsewhere.size:
                raise ValueError(
                    f"voltage_mv must be {self.reference_mv:g} mV for {self.name}, whose voltage dependence "
                    f"was not read in any source, got {elsewhere.flat[0]:g}"
                )
            return checks.as_given(np.full_like(voltage, self.off_per_s))
        # Entry does not depend on voltage here, so exit scales exactly as the IC50 does.
        scale = ic50_at_voltage(1.0, voltage, self.delta, self.reference_mv, self.valence, self.thermal_voltage_mv)
        return checks.as_given(self.off_per_s * np.asarray(scale))
