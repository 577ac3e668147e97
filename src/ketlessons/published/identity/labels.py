"""Which labels say how much salt holds how much base, and how acid the injections are.

The numbers are strengths printed on products, as examples of one factor; no amount for anyone.
"""

from __future__ import annotations

from dataclasses import dataclass

from ketlessons.evidence import fact, value
from ketlessons.models import checks

#: Row of the salt, and what a learner reads; the row of the base has the same name with an ending.
_LABELS = {
    "label_uk_50": "UK injection, 50 mg/mL",
    "label_spravato_28": "Nasal spray device, 28 mg",
    "label_esketamine_25": "UK esketamine injection, 25 mg/mL",
    "label_vet_100": "Injection for animals, 100 mg/mL",
}


@dataclass(frozen=True)
class Label:
    """What one label says.

    Parameters
    ----------
    name, words : str
        The key, and what a learner reads.
    base, salt : float
        What it counts, and the hydrochloride that holds it.
    unit : str
        Of both: mg, or mg/mL.
    sources : tuple of str
        Keys of ``references.bib``.
    """

    name: str
    words: str
    base: float
    salt: float
    unit: str
    sources: tuple[str, ...]

    @property
    def factor(self) -> float:
        """Salt over base, as the label has it."""
        return self.salt / self.base


def label_names() -> tuple[str, ...]:
    """Return the names that `label` knows.

    Returns
    -------
    tuple of str
        In the order in which they are offered.

    Examples
    --------
    >>> len(label_names())
    4
    """
    return tuple(_LABELS)


def label(name: str) -> Label:
    """Return what one label says of base and salt.

    Parameters
    ----------
    name : str
        One of `label_names`.

    Returns
    -------
    Label
        Base, salt and unit.

    Examples
    --------
    >>> round(label("label_uk_50").factor, 3)
    1.154
    """
    checks.checked_choice("name", name, label_names())
    salt = fact(name)
    return Label(name, _LABELS[name], value(f"{name}_base"), salt.number, salt.pretty_unit, salt.sources)


def vial_ph() -> tuple[float, float]:
    """Return how acid the ketamine injection is, from the least to the greatest pH that its label allows.

    Returns
    -------
    tuple of float
        Two pH values.

    Examples
    --------
    >>> vial_ph()
    (3.5, 5.5)
    """
    row = fact("injection_ph")
    if row.low is None or row.high is None:
        raise ValueError(f"injection_ph must have both ends of its range, got {row.text()}")
    return row.low, row.high
