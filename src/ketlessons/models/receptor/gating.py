"""Which gates the receptor has, and at what rates they move.

Two receptors, each a handful of rate constants. `Gating` binds glutamate twice, then opens or desensitises;
`FourGating` keeps only shut and open, with glutamate as a switch.
"""

from dataclasses import dataclass

from .. import checks

TEN_STATES = ("C0", "C1", "C2", "D", "O", "C0B", "C1B", "C2B", "DB", "OB")
"""Shut with 0, 1 or 2 glutamate bound, desensitised, open; then the same five with a drug in the pore."""

FOUR_STATES = ("C", "O", "OB", "CB")
"""Shut, open, open but blocked, shut over the drug (trapped)."""


@dataclass(frozen=True)
class Gating:
    """Rates of the five-state receptor ``C0 <-> C1 <-> C2 <-> O`` with ``C2 <-> D``.

    Parameters
    ----------
    rb_per_um_s : float
        Glutamate binding, 1/uM/s, 0 to 1e6. No statistical factor of 2 is applied on top.
    ru_per_s, rd_per_s, rr_per_s, ro_per_s, rc_per_s : float
        Unbinding, desensitising, resensitising, opening and closing, 1/s, 0 to 1e6. All but `ro_per_s` and
        `rd_per_s` must be more than 0, or some state could never be left.

    Notes
    -----
    Source: destexhe1998, modeldb18198 (evidence rows `gating_rb` ... `gating_rc`; see `parameters.gating`).

    Examples
    --------
    >>> round(Gating(5.0, 12.9, 8.4, 6.8, 46.5, 73.8).open_probability, 4)
    0.2199
    """

    rb_per_um_s: float
    ru_per_s: float
    rd_per_s: float
    rr_per_s: float
    ro_per_s: float
    rc_per_s: float

    def __post_init__(self) -> None:
        """Refuse rates that cannot be."""
        checks.checked_number("rb_per_um_s", self.rb_per_um_s, checks.BINDING_RATE)
        for name in ("rd_per_s", "ro_per_s"):
            checks.checked_number(name, getattr(self, name), checks.RATE)
        for name in ("ru_per_s", "rr_per_s", "rc_per_s"):
            checks.checked_number(name, getattr(self, name), checks.LEAVING_RATE)

    @property
    def open_probability(self) -> float:
        """Equilibrium chance to be open when glutamate saturates: E / (1 + E + D), E = ro/rc, D = rd/rr."""
        opening = self.ro_per_s / self.rc_per_s
        return opening / (1.0 + opening + self.rd_per_s / self.rr_per_s)


@dataclass(frozen=True)
class FourGating:
    """Rates of the two-state receptor ``C <-> O``, which opens only while glutamate is there.

    Parameters
    ----------
    ro_per_s : float
        Opening, 1/s, 0 to 1e6; counts only while glutamate is more than 0.
    rc_per_s : float
        Closing, 1/s, more than 0 and at most 1e6.

    Examples
    --------
    >>> round(FourGating(20.8, 73.8).open_probability, 4)
    0.2199
    """

    ro_per_s: float
    rc_per_s: float

    def __post_init__(self) -> None:
        """Refuse rates that cannot be."""
        checks.checked_number("ro_per_s", self.ro_per_s, checks.RATE)
        checks.checked_number("rc_per_s", self.rc_per_s, checks.LEAVING_RATE)

    @property
    def open_probability(self) -> float:
        """Equilibrium chance to be open with glutamate: ro / (ro + rc)."""
        return self.ro_per_s / (self.ro_per_s + self.rc_per_s)
