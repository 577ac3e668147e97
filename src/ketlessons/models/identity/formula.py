"""What does a molecule weigh, and how is it written? Counted atoms give both."""

from __future__ import annotations

from collections.abc import Mapping

from .. import checks

#: Abridged standard atomic weights, g/mol: T. Prohaska and others, Pure Appl. Chem. 2022;94:573-600.
ATOMIC_WEIGHTS_G_MOL = {"C": 12.011, "H": 1.008, "Cl": 35.45, "N": 14.007, "O": 15.999}


def molar_mass_g_mol(counts: Mapping[str, int]) -> float:
    r"""Molar mass of a molecule, from how many atoms it has of each element.

    .. math:: M = \sum_i n_i A_i

    Parameters
    ----------
    counts : mapping of str to int
        Atoms of each element, 0 to 1000: C, H, Cl, N, O.

    Returns
    -------
    float
        g/mol: the mean over the isotopes that nature mixes, not the mass of the lightest ones that a mass spectrometer
        shows.

    Examples
    --------
    >>> round(molar_mass_g_mol({"C": 13, "H": 16, "Cl": 1, "N": 1, "O": 1}), 2)
    237.73
    """
    return sum(ATOMIC_WEIGHTS_G_MOL[element] * many for element, many in _counted(counts).items())


def formula(counts: Mapping[str, int]) -> str:
    """Write how many atoms of each element there are: carbon, hydrogen, then the others by the alphabet (Hill's order).

    Parameters
    ----------
    counts : mapping of str to int
        As for `molar_mass_g_mol`.

    Returns
    -------
    str
        Without those of which there are none, and without the number where there is one.

    Examples
    --------
    >>> formula({"N": 1, "C": 13, "H": 16, "O": 1, "Cl": 1})
    'C13H16ClNO'
    """
    known = _counted(counts)
    first = [element for element in ("C", "H") if element in known] if "C" in known else []
    order = [*first, *sorted(set(known) - set(first))]
    return "".join(f"{element}{known[element] if known[element] > 1 else ''}" for element in order if known[element])


def _counted(counts: Mapping[str, int]) -> dict[str, int]:
    return {
        checks.checked_choice("counts", element, tuple(ATOMIC_WEIGHTS_G_MOL)): checks.checked_count(
            f"counts[{element}]", many, 0, 1000
        )
        for element, many in counts.items()
    }
