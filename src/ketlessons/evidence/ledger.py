"""What the source article says, and how well it holds.

Every claim of the article has a row: the claim in our words, a verdict, the better statement, and the lesson and
heading that teach it. Claims whose verdict nobody has checked are not handed out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .display import Table, typeset
from .facts import USABLE, Checked, UnknownFact, UnverifiedFact, legend_of, usable
from .reader import read_records
from .slips import read_once

#: The verdicts a claim may have, from good to bad.
VERDICTS = ("supported", "oversimplified", "outdated", "unsupported")
#: The parts of the article a claim may belong to, in its order, and what they are called.
TOPICS = {
    "identity": "What it is, and what for",
    "mechanism": "How it works",
    "short_term": "Short-term effects",
    "long_term": "Long-term effects",
    "assault": "Use in assaults",
    "consent": "Care and consent",
}


@dataclass(frozen=True)
class Claim(Checked):
    """One claim of the source article.

    Parameters
    ----------
    id : str
        Name of the row.
    claim : str
        What the article says, in our words.
    verdict : str
        One of `VERDICTS`.
    better_statement : str
        What to say instead, or in addition.
    sources : tuple of str
        Keys of ``references.bib``.
    status : str
        How the verdict was checked; the statuses of the fact tables.
    depth : str
        How deep its sources were read; the depths of the fact tables.
    lesson : str
        Number of the lesson that teaches it, such as ``"02"``.
    section : str
        The heading under which the lesson teaches it.
    topic : str
        One of `TOPICS`.
    taught : str
        ``"written"`` if the lesson is there, ``"planned"`` if it is not yet.
    """

    id: str
    claim: str
    verdict: str
    better_statement: str
    sources: tuple[str, ...]
    status: str
    depth: str
    lesson: str
    section: str
    topic: str
    taught: str


@read_once
def all_claims() -> tuple[Claim, ...]:
    """Return every claim, the unverified ones too; for audits and tests."""
    return read_records("claims.csv", Claim)


def claims(topic: str) -> tuple[Claim, ...]:
    """Return the checked claims of one lesson, or on one topic.

    Parameters
    ----------
    topic : str
        A lesson's number, such as ``"02"``, or one of `TOPICS`, such as ``"mechanism"``.

    Returns
    -------
    tuple of Claim
        In the order of the article.

    Raises
    ------
    UnknownFact
        If no claim belongs to the topic; the message lists the topics.
    """
    known = sorted({one.lesson for one in all_claims()} | {one.topic for one in all_claims()})
    if topic not in known:
        raise UnknownFact(f"no claims on {topic!r}; there are claims on {', '.join(known)}")
    return tuple(one for one in usable(all_claims()) if topic in (one.lesson, one.topic))


def claims_table(topic: str | Iterable[Claim], caption: str = "What you may have read") -> Table:
    """Lay claims out as a table that a notebook shows.

    Parameters
    ----------
    topic : str or iterable of Claim
        As for `claims`, or the claims themselves.
    caption : str
        What the table is about.

    Returns
    -------
    Table
        With the columns claim, verdict, better statement and how checked; marks as in `fact_table`.

    Raises
    ------
    UnknownFact
        As for `claims`.
    UnverifiedFact
        If nobody has checked the verdict of one of the claims.
    """
    chosen = claims(topic) if isinstance(topic, str) else tuple(topic)
    for one in chosen:
        if one.status not in USABLE:
            raise UnverifiedFact(f"{one.id} is not verified, so it cannot be shown")
    cells = tuple((typeset(one.claim), one.verdict, typeset(one.better_statement), one.how_checked) for one in chosen)
    return Table(caption, ("The article says", "Verdict", "Better to say", "How checked"), cells, legend_of(chosen))
