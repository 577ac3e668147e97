"""What is ketamine used for, where, and is it licensed there? One row for each use in each region."""

from dataclasses import dataclass

from ..facts import Checked, UnknownFact, usable
from ..reading.reader import read_records
from ..reading.slips import read_once


@dataclass(frozen=True)
class Use(Checked):
    """One use in one region.

    Parameters
    ----------
    id : str
        Name of the row.
    card : str
        Which use; the same in all regions.
    use : str
        The use, in words.
    substance : str
        What is given.
    region : str
        "US", "UK", "Germany", "Kenya" or "world". Germany stands for national licences of the EU.
    sort_as : str
        "licensed", "off-label", "unapproved", "research", "non-medical", "programme" or "crime".
    evidence : str
        The evidence, in a phrase.
    sources : tuple of str
        Keys of ``references.bib``.
    status : str
        How the row was checked; the statuses of the fact tables.
    depth : str
        How deep its sources were read; the depths of the fact tables.
    note : str
        What was read, and what is a judgement.
    """

    tells = ("sort_as", "evidence")

    id: str
    card: str
    use: str
    substance: str
    region: str
    sort_as: str
    evidence: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str


@read_once
def all_uses() -> tuple[Use, ...]:
    """Return every use, the unverified ones too; for audits and tests."""
    return read_records("uses.csv", Use)


def uses(card: str | None = None) -> tuple[Use, ...]:
    """Return the usable rows, in the order of the table.

    Parameters
    ----------
    card : str, optional
        One use, in all its regions; all uses when it is left out.

    Raises
    ------
    UnknownFact
        If there is no usable row of this use; the message lists those there are.

    Examples
    --------
    >>> [(one.region, one.sort_as) for one in uses("horse")]
    [('US', 'off-label'), ('UK', 'licensed'), ('Germany', 'licensed')]
    """
    rows = usable(all_uses())
    if card is None:
        return rows
    found = tuple(one for one in rows if one.card == card)
    if not found:
        raise UnknownFact(f"no use {card!r}; there are {', '.join(dict.fromkeys(one.card for one in rows))}")
    return found
