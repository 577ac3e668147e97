"""What may happen after the block: which ideas are there, what was seen, in whom, and how certain is each?

Four tables. An idea carries evidence for and against, its certainty and what would count against it; places and the
arrows between them are the map that the ideas share; other drugs at NMDA receptors are the row that tests one of them.
Single findings are facts of the table ``signal``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from ..display import Folded, Table, typeset
from ..facts import Checked, legend_of
from ..named import named
from ..reading.reader import read_records, read_rows
from ..reading.slips import read_once

#: How certain an idea is: these words and no others. The first is for what many laboratories and methods agree on.
CERTAINTIES = (
    "settled",
    "strong in animals, indirect in people",
    "supported in animals, untested in people",
    "supported in animals, not borne out by the human test so far",
    "disputed in animals",
    "modulates the effect in people, role unclear",
    "proposal, mainly from one group",
    "open",
    "not supported at medical concentrations",
    "not supported",
)


@dataclass(frozen=True)
class Place:
    """One place on the map: a target, a kind of cell, a messenger, or what is seen in the end.

    `whose` says in whom it is seen: "rodents" and "people" for what only they can show, otherwise "all". The columns of
    ``places.csv``, which ``datapackage.json`` describes.
    """

    id: str
    label: str
    short: str
    layer: str
    whose: str


@dataclass(frozen=True)
class Arrow(Checked):
    """What one place was seen to do to another, and in which species; the columns of ``arrows.csv``."""

    tells = ("sign",)

    id: str
    start: str
    end: str
    sign: str
    species: str
    condition: str
    ideas: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """The species in which it was seen, one by one."""
        return tuple(self.species.split(";"))

    @property
    def belongs_to(self) -> tuple[str, ...]:
        """The names of the ideas that it is a part of."""
        return tuple(self.ideas.split(";"))


@dataclass(frozen=True)
class Hypothesis(Checked):
    """One idea on the way from the block to mood; the columns of ``hypotheses.csv``.

    `statement` is a clause, to be said after "one idea is that"; `certainty` is one of `CERTAINTIES`, and `aside` what
    that word leaves out.
    """

    tells = ("statement", "evidence_for", "evidence_against", "human_test", "certainty", "falsifier")

    id: str
    label: str
    about: str
    layer: str
    statement: str
    evidence_for: str
    evidence_against: str
    human_test: str
    in_people: str
    certainty: str
    aside: str
    falsifier: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str

    @property
    def told(self) -> str:
        """The statement as it may be said: what is not settled is said to be an idea."""
        return self.statement if self.certainty == "settled" else f"one idea is that {self.statement}"


@dataclass(frozen=True)
class OtherDrug(Checked):
    """Another drug at NMDA receptors and its largest trial in depression; the columns of ``other_drugs.csv``."""

    tells = ("people", "result", "better", "licensed")

    id: str
    drug: str
    action: str
    acts: str
    people: int
    against: str
    when: str
    result: str
    better: str
    licensed: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str


@read_once
def places() -> tuple[Place, ...]:
    """Return the places of the map, in the order of the table."""
    names = [field.name for field in fields(Place)]
    return tuple(Place(**{name: row[name] for name in names}) for row in read_rows("places.csv"))


@read_once
def all_arrows() -> tuple[Arrow, ...]:
    """Return every arrow, the unverified ones too; for audits and tests."""
    return read_records("arrows.csv", Arrow)


@read_once
def all_hypotheses() -> tuple[Hypothesis, ...]:
    """Return every idea, the unverified ones too; for audits and tests."""
    return read_records("hypotheses.csv", Hypothesis)


@read_once
def all_other_drugs() -> tuple[OtherDrug, ...]:
    """Return every other drug, the unverified ones too; for audits and tests."""
    return read_records("other_drugs.csv", OtherDrug)


def arrow(id: str) -> Arrow:
    """Return one arrow by its name, such as ``"arrow_mtor_behaviour_li2010"``; raises as `hypothesis`."""
    return named(all_arrows(), "arrow", id)


def hypothesis(id: str) -> Hypothesis:
    """Return one idea.

    Parameters
    ----------
    id : str
        Its name, such as ``"hyp_mtor"``.

    Raises
    ------
    UnknownFact
        If no row has this name; the message gives the nearest ones.
    UnverifiedFact
        If nobody has checked the row.

    Examples
    --------
    >>> hypothesis("hyp_pore").certainty
    'settled'
    """
    return named(all_hypotheses(), "idea", id)


def other_drug(id: str) -> OtherDrug:
    """Return one other drug by its name, such as ``"drug_lanicemine"``; raises as `hypothesis`."""
    return named(all_other_drugs(), "drug", id)


def hypotheses_table(ids: Iterable[str], caption: str) -> Folded:
    """Lay ideas out for a notebook: each is a line with its certainty, and opens to a table of all that is said of it.

    What is said of an idea takes sentences, so that a column for each would be cut at the edge of a page.

    Parameters
    ----------
    ids : iterable of str
        Their names, in the order to show.
    caption : str
        What the ideas are about together.

    Returns
    -------
    Folded
        A table an idea, with the rows idea, evidence for it, evidence against it, test in people, certainty, what would
        count against it, and how checked; marks as in `fact_table`.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `hypothesis`.
    """
    parts = []
    for row in [hypothesis(id) for id in ids]:
        # "mTORC1" keeps its small letter.
        name = row.label[0].upper() + row.label[1:] if row.label.islower() else row.label
        line = f"{name}: {row.certainty}"
        cells = (
            ("Idea", row.told),
            ("For it", row.evidence_for),
            ("Against it", row.evidence_against),
            ("Test in people", row.human_test),
            ("Certainty", f"{row.certainty}{f': {row.aside}' if row.aside else ''}"),
            ("Would count against it", row.falsifier),
            ("How checked", row.how_checked),
        )
        told = tuple((what, typeset(text)) for what, text in cells)
        parts.append((line, Table(line, ("What", "Said of it"), told, legend_of([row]))))
    return Folded(caption, tuple(parts))
