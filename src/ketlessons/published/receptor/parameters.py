"""Which published numbers the receptor, its blockers and its transmitter run on.

Every number is looked up by the id of an evidence row; what is written in this file are the choices between rows, and
the reasons.
"""

from typing import Literal

from ketlessons.evidence import value
from ketlessons.models import checks
from ketlessons.models.receptor.blocker import Blocker
from ketlessons.models.receptor.gating import FourGating, Gating

# Entry, exit, electrical distance and escape of each blocker, as evidence ids. The rates were measured on
# whole cells, so they are divided by the open probability of the receptor they are put into.
# - ketamine: the study's IC50 and the ratio of its rates differ twofold; the model rows hold the IC50 and
#   share the difference between the two rates.
# - memantine: rates and voltage from the study that gives ketamine's; its distance is known at second hand.
# - PCP: no electrical distance was read, so it is answered at one voltage only.
# - PCP, MK-801: only a range of entry rates was read for three blockers together; its middle is used. The
#   voltage of their exit rates was not read; they are taken as rates at the voltage of the ketamine study.
# - MK-801: its distance comes from another study, and assumes that voltage acts on the exit alone.
# - made_up_a, made_up_b: no such drugs. In the four above, potency and exit rate run in one order, so they cannot show
#   which of the two sets recovery. A has the IC50 of ketamine and leaves more slowly; B leaves as ketamine does and is
#   more potent.
_BLOCKERS: dict[str, tuple[str, str, str | None, dict[str, str]]] = {
    "ketamine": (
        "model_kon_apparent",
        "model_koff_apparent",
        "ketamine_delta_human",
        {"ten": "model_escape_ketamine_ten", "four": "model_escape_ketamine_four"},
    ),
    "memantine": (
        "memantine_kon_human",
        "memantine_koff_human",
        "memantine_delta_human",
        {"ten": "model_escape_memantine_ten"},
    ),
    "pcp": ("model_blocker_kon", "pcp_koff_mouse", None, {}),
    "mk801": ("model_blocker_kon", "mk801_koff_mouse", "mk801_zdelta_rat", {}),
    "made_up_a": ("model_blocker_a_kon", "model_blocker_a_koff", "ketamine_delta_human", {}),
    "made_up_b": ("model_blocker_b_kon", "model_koff_apparent", "ketamine_delta_human", {}),
}


def gating() -> Gating:
    """Return the five-state receptor with the rates of evidence rows `gating_rb` to `gating_rc`.

    Returns
    -------
    Gating
        Two steps of binding, desensitisation and opening.

    Examples
    --------
    >>> round(gating().open_probability, 2)
    0.22
    """
    names = ("gating_rb", "gating_ru", "gating_rd", "gating_rr", "gating_ro", "gating_rc")
    return Gating(*(value(name) for name in names))


def four_gating() -> FourGating:
    """Return the two-state receptor, its opening rate chosen to give the same open probability.

    Returns
    -------
    FourGating
        Shut and open, with glutamate as a switch.

    Examples
    --------
    >>> round(four_gating().open_probability, 2)
    0.22
    """
    return FourGating(value("model_ro_four"), value("gating_rc"))


def blocker(name: str, escape: bool = False, scheme: Literal["ten", "four"] = "ten") -> Blocker:
    """Return a drug with microscopic rates for one of the two receptors.

    Parameters
    ----------
    name : {"ketamine", "memantine", "pcp", "mk801", "made_up_a", "made_up_b"}
        Which drug. The last two exist in no bottle: see the comment above their rows.
    escape : bool, optional
        Whether shut channels leak drug in drug-free solution, at the rate fitted to neurons.
    scheme : {"ten", "four"}, optional
        Which receptor: its open probability divides the published rates.

    Returns
    -------
    Blocker
        Entry and exit per open channel, at the voltage of the ketamine study.

    Raises
    ------
    ValueError
        If no escape rate was fitted for the pair.

    Examples
    --------
    >>> drug = blocker("ketamine")
    >>> round(drug.off_per_s / drug.on_per_um_s, 2)
    0.71
    """
    checks.checked_choice("name", name, blocker_names())
    checks.checked_choice("scheme", scheme, ("ten", "four"))
    on, off, delta, escapes = _BLOCKERS[name]
    if escape and scheme not in escapes:
        fitted = ", ".join(f"{drug} in {kind}" for drug, row in _BLOCKERS.items() for kind in row[3])
        raise ValueError(f"escape must be False for {name} in {scheme} (allowed: {fitted}), got {escape!r}")
    open_probability = (gating() if scheme == "ten" else four_gating()).open_probability
    return Blocker(
        name=name,
        on_per_um_s=value(on) / open_probability,
        off_per_s=value(off) / open_probability,
        reference_mv=value("ketamine_voltage_human"),
        delta=None if delta is None else value(delta),
        escape_per_s=value(escapes[scheme]) if escape else 0.0,
        thermal_voltage_mv=value("model_thermal_voltage"),
    )


def blocker_fact_ids(name: str) -> tuple[str, ...]:
    """Return the evidence rows behind a drug's rates, escape included, for naming sources.

    Parameters
    ----------
    name : str
        One of `blocker_names`.

    Returns
    -------
    tuple of str
        Ids for `ketlessons.evidence.fact`.

    Examples
    --------
    >>> blocker_fact_ids("pcp")
    ('model_blocker_kon', 'pcp_koff_mouse', 'ketamine_voltage_human')
    """
    checks.checked_choice("name", name, blocker_names())
    on, off, delta, escapes = _BLOCKERS[name]
    return tuple(row for row in (on, off, delta, "ketamine_voltage_human", *escapes.values()) if row)


def blocker_names() -> tuple[str, ...]:
    """Return the names that `blocker` knows.

    Returns
    -------
    tuple of str
        In the order in which they are offered.

    Examples
    --------
    >>> blocker_names()
    ('ketamine', 'memantine', 'pcp', 'mk801', 'made_up_a', 'made_up_b')
    """
    return tuple(_BLOCKERS)


def magnesium() -> dict[str, float]:
    """Return the two constants of `magnesium_unblocked`, to be passed on with ``**``.

    Returns
    -------
    dict of str to float
        Concentration of half block at 0 mV, mM, and slope, 1/mV.

    Examples
    --------
    >>> sorted(magnesium())
    ['half_block_mm', 'slope_per_mv']
    """
    return {"half_block_mm": value("mg_half_block_0mv"), "slope_per_mv": value("mg_slope")}


def cleft_glutamate() -> dict[str, float]:
    """Return peak and decay of glutamate in the cleft, to be passed on with ``**``.

    Returns
    -------
    dict of str to float
        Peak, uM, and time constant of decay, s.

    Examples
    --------
    >>> sorted(cleft_glutamate())
    ['decay_s', 'peak_um']
    """
    # The rows are in mM and ms.
    return {"peak_um": 1e3 * value("glutamate_peak_cleft"), "decay_s": 1e-3 * value("glutamate_decay_cleft")}
