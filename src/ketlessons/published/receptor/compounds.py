"""Which published potencies a concentration-block curve is drawn from.

Functional potencies (less current) and binding constants (displaced label) stand side by side here, each
under its own kind: compare only like with like. Numbers are looked up by the id of an evidence row.
"""

from dataclasses import dataclass
from typing import Literal

from ketlessons.evidence import fact, value
from ketlessons.models import checks

#: By what a potency was measured.
Kind = Literal["functional", "binding"]

# Label, kind, then the evidence ids of potency, Hill slope, electrical distance and voltage.
_COMPOUNDS: dict[str, tuple[str, Kind, str, str | None, str | None, str | None]] = {
    "ketamine": (
        "ketamine (racemate)",
        "functional",
        "ketamine_ic50_human",
        "ketamine_hill_human",
        "ketamine_delta_human",
        "ketamine_voltage_human",
    ),
    "s_ketamine": ("(S)-ketamine", "binding", "s_ketamine_ki_rat", None, None, None),
    "r_ketamine": ("(R)-ketamine", "binding", "r_ketamine_ki_rat", None, None, None),
    "s_norketamine": ("(S)-norketamine", "binding", "s_norketamine_ki_rat", None, None, None),
    "r_norketamine": ("(R)-norketamine", "binding", "r_norketamine_ki_rat", None, None, None),
    # From the same study and cells as ketamine, so the two may be compared; read only in a report of it.
    "memantine": (
        "memantine",
        "functional",
        "memantine_ic50_human",
        None,
        "memantine_delta_human",
        "ketamine_voltage_human",
    ),
    "hnk_2r6r": ("(2R,6R)-hydroxynorketamine", "functional", "hnk_2r6r_ic50", None, None, None),
}


@dataclass(frozen=True)
class Compound:
    """What is needed to draw one concentration-block curve.

    Parameters
    ----------
    name, label : str
        The key, and how to print it.
    ic50_um : float
        IC50 (kind "functional") or Ki (kind "binding"), uM.
    low_um, high_um : float or None
        The printed spread, uM; None where none was read.
    hill : float
        Hill slope; 1, a single site, where none was read.
    hill_read : bool
        Whether the slope was read in a source.
    delta : float or None
        Electrical distance; None where none was read.
    reference_mv : float or None
        Voltage of the potency, mV; None where none was read, and for binding.
    kind : {"functional", "binding"}
        What was measured: less current, or displaced label. Only like may be compared with like.
    reported : bool
        Whether a number was read only in somebody else's report; a sentence must then say "reported".
    fact_ids : tuple of str
        The evidence rows behind it.
    """

    name: str
    label: str
    ic50_um: float
    low_um: float | None
    high_um: float | None
    hill: float
    hill_read: bool
    delta: float | None
    reference_mv: float | None
    kind: Kind
    reported: bool
    fact_ids: tuple[str, ...]


def compound(name: str) -> Compound:
    """Return the concentration-block curve of one compound.

    Parameters
    ----------
    name : str
        One of `compound_names`.

    Returns
    -------
    Compound
        Potency, spread, slope, and what they were measured by.

    Examples
    --------
    >>> compound("ketamine").ic50_um, compound("s_ketamine").kind
    (0.71, 'binding')
    """
    checks.checked_choice("name", name, compound_names())
    label, kind, potency, hill, delta, voltage = _COMPOUNDS[name]
    row = fact(potency)
    fact_ids = tuple(row_id for row_id in (potency, hill, delta, voltage) if row_id)
    return Compound(
        name=name,
        label=label,
        ic50_um=value(potency),
        low_um=row.low,
        high_um=row.high,
        hill=1.0 if hill is None else value(hill),
        hill_read=hill is not None,
        delta=None if delta is None else value(delta),
        reference_mv=None if voltage is None else value(voltage),
        kind=kind,
        reported=any(fact(row_id).reported for row_id in fact_ids),
        fact_ids=fact_ids,
    )


def compound_names() -> tuple[str, ...]:
    """Return the names that `compound` knows.

    Returns
    -------
    tuple of str
        In the order in which they are offered.

    Examples
    --------
    >>> compound_names()[:2]
    ('ketamine', 's_ketamine')
    """
    return tuple(_COMPOUNDS)
