"""How often was a harm seen, in whom, and how were these people found?

Two tables. A row of ``harms.csv`` is one number of one group of people, never without its denominator or who they are;
a row of ``effects.csv`` is one effect, with the row that says how often, what stands beside it, and what is judged.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..display import Table, typeset
from ..facts import Checked, UnknownFact, legend_of, number_text, refuse_unusable, usable
from ..named import named
from ..reading.reader import read_records
from ..reading.slips import read_once

#: How a value is said, by its unit.
_SAID = {
    "percent": "{} %",
    "per_1000": "{} of 1,000",
    "people": "{} people",
    "odds_ratio": "odds ratio {}",
    "rate_ratio": "{} times",
    "fold": "{} times",
}
#: How many people a share is of, by its unit.
_WHOLE = {"percent": 100.0, "per_1000": 1000.0}
#: How far a share may lie from its printed value by rounding to a tenth of a percent.
_FITS = 0.0006


@dataclass(frozen=True)
class Harm(Checked):
    """One number of one group of people.

    Parameters
    ----------
    id, harm, counted : str
        Name of the row; which harm; what was counted, as it follows "of 100".
    events, people : int or None
        People with it, and people asked or seen; None where the source prints no count.
    value : float
        The printed number.
    unit : str
        "percent" or "per_1000" for shares of people, "people" for a count, else a ratio.
    low, high : float or None
        Ends that the source prints; `spread` says what they are.
    spread, group, whom, recruited, place, years : str
        What the ends are; which group; who these people are, and how, where and when they were found.
    compared_with : str
        Name of the row with the comparison group; empty where there is none.
    plot_ok : str
        "yes" where the share may be drawn.
    sources : tuple of str
        Keys of ``references.bib``.
    status, depth, note : str
        How the row was checked; as in a fact table.
    """

    tells = ("events", "people", "value", "low", "high")

    id: str
    harm: str
    counted: str
    events: int | None
    people: int | None
    value: float
    unit: str
    low: float | None
    high: float | None
    spread: str
    group: str
    whom: str
    recruited: str
    place: str
    years: str
    compared_with: str
    plot_ok: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str

    @property
    def share(self) -> float:
        """The share of people, 0 to 1: from the counts where these fit the printed share, else the printed one.

        Where the two disagree, as in a survey in which some answers are missing, the source's own share stands.

        Raises
        ------
        ValueError
            If the row is a ratio or a bare count.
        """
        if self.unit not in _WHOLE:
            raise ValueError(f"{self.id} is no share of people but {self.text()}")
        printed = self.value / _WHOLE[self.unit]
        if self.events is None or self.people is None or abs(self.events / self.people - printed) > _FITS:
            return printed
        return self.events / self.people

    def text(self) -> str:
        """Say the value as it was printed, with its ends and counts.

        Examples
        --------
        >>> harm("yee2017_kidney").text()
        '16.8 % (96 of 572)'
        """
        said = _SAID[self.unit].format(number_text(self.value))
        ends = f"{number_text(self.low)} to {number_text(self.high)}" if self.low is not None and self.high else ""
        if self.people is None:
            return f"{said} ({ends})" if ends else said
        counts = f"of {self.people:,}" if self.events is None else f"{self.events:,} of {self.people:,}"
        if self.unit not in _WHOLE:
            return counts if self.events is not None else f"{said} ({self.people:,} people)"
        return f"{said} ({counts}; {ends})" if ends else f"{said} ({counts})"


@dataclass(frozen=True)
class Effect(Checked):
    """One short- or long-term effect, and what is judged of it.

    Parameters
    ----------
    id, term, system, effect, known : str
        Name of the row; "short" or "long"; part of the body; the effect; what is known of it, without a number.
    row, beside : str
        Names of rows of ``harms.csv``: how often, and what stands beside that; empty where there is none.
    depends, recovers, certainty, why : str
        Does it depend on how often ketamine is used; does it recover; how sure that is, by GRADE; why no surer.
    sources : tuple of str
        Keys of ``references.bib``.
    status, depth, note : str
        How the row was checked; as in a fact table.
    """

    tells = ("known", "depends", "recovers", "certainty", "why")

    id: str
    term: str
    system: str
    effect: str
    known: str
    row: str
    beside: str
    depends: str
    recovers: str
    certainty: str
    why: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str


@read_once
def all_harms() -> tuple[Harm, ...]:
    """Return every row, the unverified ones too; for audits and tests."""
    return read_records("harms.csv", Harm)


@read_once
def all_effects() -> tuple[Effect, ...]:
    """Return every effect, the unverified ones too; for audits and tests."""
    return read_records("effects.csv", Effect)


def harms() -> tuple[Harm, ...]:
    """Return the usable rows, in the order of the table."""
    return usable(all_harms())


def effects() -> tuple[Effect, ...]:
    """Return the usable effects, in the order of the table."""
    return usable(all_effects())


def harm(id: str) -> Harm:
    """Return one row of the harms.

    Parameters
    ----------
    id : str
        Its name, such as ``"pal2013_recent"``.

    Returns
    -------
    Harm
        The row.

    Raises
    ------
    UnknownFact
        If there is no such row; the message names the nearest ones.
    UnverifiedFact
        If nobody has checked the row.

    Examples
    --------
    >>> harm("pal2013_recent").value, harm("pal2013_never").value
    (30.0, 24.0)
    """
    return named(all_harms(), "harm", id)


def effect(id: str) -> Effect:
    """Return one effect by its name, such as ``"effect_bladder"``.

    Raises
    ------
    UnknownFact
        If there is no such effect; the message lists them.
    UnverifiedFact
        If nobody has checked the row.
    """
    rows = {row.id: row for row in all_effects()}
    if id not in rows:
        raise UnknownFact(f"no effect {id!r}; there are {', '.join(rows)}")
    refuse_unusable(rows[id], id)
    return rows[id]


def harm_table(ids: Iterable[str], caption: str) -> Table:
    """Lay rows of the harms out as a table that a notebook shows.

    Parameters
    ----------
    ids : iterable of str
        The rows, in the order to show.
    caption : str
        What the table is about.

    Returns
    -------
    Table
        With the columns what was counted, how many, of whom, found by, and how checked; marks as in `fact_table`.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `harm`.
    """
    rows = [harm(id) for id in ids]
    heads = ("What was counted", "How many", "Of whom", "How they were found", "How checked")
    cells = (
        (
            row.counted,
            row.text(),
            f"{row.whom}, {row.place}, {row.years}",
            row.recruited,
            row.how_checked,
        )
        for row in rows
    )
    return Table(caption, heads, tuple(tuple(map(typeset, line)) for line in cells), legend_of(rows))
