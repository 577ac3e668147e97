"""What the source article says, and how well it holds.

Every claim of the article has a row: the claim in our words, a verdict, the better statement, and the lesson and
heading that teach it. Claims whose verdict nobody has checked are not handed out.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..display import Folded, Table, typeset
from ..facts import USABLE, Checked, UnknownFact, UnverifiedFact, legend_of, usable
from ..reading.reader import read_records
from ..reading.slips import read_once
from ..references import reference

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
#: Up to how many claims one table holds.
_FEW = 8
#: The head of the file that `save_ledger` writes.
_COLUMNS = (
    *("number", "topic", "claim", "verdict", "better statement", "how checked"),
    *("sources", "lesson", "heading", "state of the lesson"),
)


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

    tells = ("claim", "better_statement")

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


def claims_table(topic: str | Iterable[Claim], caption: str = "What you may have read") -> Table | Folded:
    """Lay claims out as a table that a notebook shows; many of them in one table a verdict, each folded.

    Parameters
    ----------
    topic : str or iterable of Claim
        As for `claims`, or the claims themselves.
    caption : str
        What the table is about.

    Returns
    -------
    Table or Folded
        With the columns claim, verdict, better statement and how checked; marks as in `fact_table`. More than eight
        claims with more than one verdict are `Folded`, a table a verdict, from good to bad.

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
    found = {verdict: [one for one in chosen if one.verdict == verdict] for verdict in VERDICTS}
    groups = {verdict: those for verdict, those in found.items() if those}
    if len(chosen) <= _FEW or len(groups) == 1:
        cells = tuple((typeset(c.claim), c.verdict, typeset(c.better_statement), c.how_checked) for c in chosen)
        return Table(caption, ("The article says", "Verdict", "Better to say", "How checked"), cells, legend_of(chosen))
    heads = ("The article says", "Better to say", "How checked")
    parts = []
    for verdict, those in groups.items():
        cells_of = tuple((typeset(c.claim), typeset(c.better_statement), c.how_checked) for c in those)
        line = f"{verdict.capitalize()}: {len(those)} of {len(chosen)} claims"
        parts.append((line, Table(line, heads, cells_of, legend_of(those))))
    return Folded(caption, tuple(parts))


def save_ledger(path: str | Path, *, overwrite: bool = False) -> Path:
    """Write the checked claims to a file that spreadsheets open, and return where it is.

    Parameters
    ----------
    path : str or Path
        Where to, such as ``"claims.csv"``; the folder has to be there.
    overwrite : bool
        Whether a file of that name may be replaced.

    Returns
    -------
    Path
        The file. CSV in UTF-8 with a byte order mark, which spreadsheets look for. One row a claim: number, topic,
        claim, verdict, better statement, how checked, sources with their links, lesson, heading, state of the lesson.

    Raises
    ------
    FileExistsError
        If the file is there and `overwrite` was not said.
    FileNotFoundError
        If the folder is not there.
    """
    file = Path(path)
    if file.exists() and not overwrite:
        raise FileExistsError(f"{file} is there already: choose another name, or say overwrite=True to replace it")
    if not file.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {file.parent}: make it first, or choose another")
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        write = csv.writer(out)
        write.writerow(_COLUMNS)
        for one in usable(all_claims()):
            sources = " | ".join(f"{found.text()} {found.link}".strip() for found in map(reference, one.sources))
            number = int(one.id.removeprefix("claim_"))
            write.writerow(
                (
                    *(number, TOPICS[one.topic], one.claim, one.verdict, one.better_statement, one.how_checked),
                    *(sources, one.lesson, one.section, one.taught),
                )
            )
    return file
