"""Which published constants say at what free concentration a target is half held.

Several constants of one target stand side by side, because they disagree: each was measured in another way, tissue or
laboratory. No mean is taken of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from ketlessons.evidence import Fact, fact
from ketlessons.models import checks
from ketlessons.models.signal.held import fraction_held, free_for

#: What was measured: displaced label in a dish, or a current, an uptake or a response that grew less.
How = Literal["binding", "function"]

#: Targets in the order in which they are shown, with their names.
TARGETS = {
    "nmda": "NMDA channel",
    "d2": "dopamine D2 receptor",
    "hcn1": "HCN1 channel",
    "nicotinic": "nicotinic α3β4 receptor",
    "muscarinic": "muscarinic M1 receptor",
    "kappa": "kappa opioid receptor",
    "mu": "mu opioid receptor",
    "dat": "dopamine transporter",
    "net": "noradrenaline transporter",
    "sert": "serotonin transporter",
}

#: Which rows, by drug and target.
ROWS: dict[str, dict[str, dict[str, How]]] = {
    "ketamine": {
        "nmda": {
            "ketamine_ki_salat": "binding",
            "nmda_ki_kapur": "binding",
            "ketamine_ic50_human": "function",
            "ketamine_displacement_rat": "binding",
            "ketamine_ki_seeman": "binding",
        },
        # The third found none up to 10 uM: one receptor, three laboratories, and they do not agree.
        "d2": {"d2high_ki_seeman": "binding", "d2high_ki_kapur": "binding", "no_monoamine_affinity_10um": "binding"},
        "hcn1": {"hcn1_ec50_listed": "function", "hcn1_ic50_oocyte": "function"},
        "nicotinic": {"alpha3beta4_ic50": "function", "beta4_nicotinic_ic50_human": "function"},
        "muscarinic": {"m1_ic50": "function"},
        "kappa": {"kappa_opioid_ki": "binding"},
        "mu": {"mu_opioid_ki": "binding"},
        "dat": {
            "dat_ic50_synaptosome": "function",
            "dat_ki_nishimura": "function",
            "no_monoamine_affinity_10um": "binding",
        },
        "net": {"net_ki_nishimura": "function", "net_ic50_bovine": "function"},
        "sert": {"sert_ki_nishimura": "function"},
    },
    "norketamine": {
        "nmda": {"norketamine_ki_salat": "binding", "norketamine_displacement_rat": "binding"},
        "nicotinic": {"alpha3beta4_ic50_norketamine": "function"},
    },
    **{
        drug: {
            "muscarinic": dict.fromkeys((f"{drug}_m1_kd", *more), "binding"),
            **{transporter: {f"{drug}_{transporter}_kd": "binding"} for transporter in ("dat", "net", "sert")},
        }
        for drug, more in {
            "paroxetine": (),
            "venlafaxine": (),
            "amitriptyline": ("amitriptyline_muscarinic_kd",),
        }.items()
    },
}
_UM = {"uM": 1.0, "nM": 1e-3}


@dataclass(frozen=True)
class Estimate:
    """One published constant of one drug at one target."""

    row: Fact
    how: How
    #: The constant, or both ends of a range, uM.
    ends_um: tuple[float, ...]
    #: Whether the constant is only known to be greater than this.
    at_least: bool

    def held(self, free_um: float) -> tuple[float, ...]:
        """Return the share that a free concentration in uM holds: one, or one for each end; the most if `at_least`."""
        return tuple(float(fraction_held(free_um, end)) for end in self.ends_um)


@cache
def affinities(drug: str) -> dict[str, tuple[Estimate, ...]]:
    """Return the constants of a drug by target, each target's the tightest first.

    Parameters
    ----------
    drug : str
        ``"ketamine"``, ``"norketamine"``, ``"paroxetine"``, ``"venlafaxine"`` or ``"amitriptyline"``.

    Returns
    -------
    dict of str to tuple of Estimate
        Only targets for which a constant is among the rows.

    Examples
    --------
    >>> [one.ends_um for one in affinities("ketamine")["d2"]]
    [(0.055,), (0.5,), (10.0,)]
    """
    checks.checked_choice("drug", drug, tuple(ROWS))
    return {
        target: tuple(sorted((_estimate(id, how) for id, how in rows.items()), key=lambda one: one.ends_um))
        for target, rows in ROWS[drug].items()
    }


def free_to_hold(drug: str, share: float) -> float:
    """Return how much of a drug has to be free to hold a share of the serotonin transporters.

    Parameters
    ----------
    drug : str
        As for `affinities`, of those with a constant for that transporter.
    share : float
        Share, 0 to 0.999.

    Returns
    -------
    float
        Free concentration, uM, by the constant of the serotonin transporter.

    Examples
    --------
    >>> round(1000 * free_to_hold("paroxetine", 0.8), 2), round(free_to_hold("ketamine", 0.8))
    (0.52, 648)
    """
    known = tuple(name for name, rows in ROWS.items() if "sert" in rows)
    checks.checked_choice("drug", drug, known)
    (one,) = affinities(drug)["sert"]
    return float(free_for(share, one.ends_um[0]))


def _estimate(id: str, how: How) -> Estimate:
    row = fact(id)
    given = (row.value,) if row.value is not None else (row.low, row.high)
    ends = tuple(_UM[row.unit] * end for end in given if end is not None)
    # A value up to which no affinity was seen, or a constant printed as "more than".
    at_least = id == "no_monoamine_affinity_10um" or (row.value is None and row.high is None)
    return Estimate(row, how, ends, at_least)
