"""Which published samples do the parameter sets miss, and when were they taken? The choices, regimen by regimen."""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.evidence import Fact, Regimen, fact, regimen

#: Regimen, minutes since the start, the row that was published, and whether the sample came from an artery.
_ROWS = (
    ("iv_bolus_label", 5.0, "conc_bolus_5min_label", False),
    ("iv_half", 5.0, "iv_half_5min", False),
    ("oral_25", 57.6, "oral_cmax_chong", False),
    ("iv_s_infusion", 20.0, "conc_s_arterial_after_50", True),
    ("sublingual_25", 45.6, "sublingual_cmax_chong", False),
)


@dataclass(frozen=True)
class Sample:
    """A published concentration that at least one parameter set misses.

    Parameters
    ----------
    regimen : Regimen
        What was given.
    minute : float
        When the sample was taken, since the start.
    published : Fact
        The row.
    in_artery : bool
        Whether the blood was that of an artery.
    """

    regimen: Regimen
    minute: float
    published: Fact
    in_artery: bool


def missed_samples() -> tuple[Sample, ...]:
    """Return the published samples that lesson 04 holds against the venous and the arterial set.

    Returns
    -------
    tuple of Sample
        In the order of the lesson; not every miss is here.

    Examples
    --------
    >>> [(one.regimen.id, one.minute) for one in missed_samples()][:2]
    [('iv_bolus_label', 5.0), ('iv_half', 5.0)]
    """
    return tuple(Sample(regimen(id), minute, fact(row), in_artery) for id, minute, row, in_artery in _ROWS)
