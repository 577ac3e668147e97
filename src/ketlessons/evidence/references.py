"""Which paper, label or file a number comes from.

Reads ``data/references.bib`` once and shows its entries with a link that resolves: the DOI if there is one,
else the PubMed record, else the address the entry names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .display import Entry, NumberedList
from .facts import UnknownFact
from .reading.files import line_of
from .reading.package import bibliography, source_keys
from .reading.slips import TableError, read_once
from .rows import fact

if TYPE_CHECKING:
    from pybtex.database import Entry as BibEntry
    from pybtex.database import Person


@dataclass(frozen=True)
class Reference:
    """One source.

    Parameters
    ----------
    key : str
        Its key in ``references.bib``.
    authors : tuple of str
        Names as "Family Initials"; empty where none was read.
    title, journal, year, volume, pages, doi, pmid, url : str
        As in the entry; empty where it has none.
    note : str
        What a reader should know of the source: that it was corrected, or is a news item. What was read of it stands in
        the entry's ``annote``, for those who keep the file, and is not shown.
    """

    key: str
    authors: tuple[str, ...]
    title: str
    journal: str
    year: str
    volume: str
    pages: str
    doi: str
    pmid: str
    url: str
    note: str

    @property
    def link(self) -> str:
        """An https address that leads to the source; empty if the entry has none."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url

    @property
    def link_text(self) -> str:
        """What the link says."""
        if self.doi:
            return f"doi:{self.doi}"
        return f"PMID {self.pmid}" if self.pmid else self.url

    def text(self) -> str:
        """Return the citation in one line, without the link; what the entry does not have is left out."""
        shown = self.authors if len(self.authors) <= 6 else (*self.authors[:6], "et al.")
        year = f"({self.year})" if self.year else ""
        place = self.journal
        if self.pages:
            place += f" {self.volume}:{self.pages}" if self.volume else f", {self.pages}"
        elif self.volume:
            place += f" {self.volume}"
        # Without authors the title leads, and without both the journal, so that the line never opens with a year.
        first, *rest = [part for part in (", ".join(shown), self.title, place) if part] or [""]
        parts = (f"{first} {year}", *rest)
        stripped = (part.strip() for part in parts)
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in stripped if part)


def _name(person: Person) -> str:
    """Write a person as "Family AB", a body such as a company as it is, and "others" as "et al."."""
    if str(person) == "others":
        return "et al."
    family = " ".join((*person.prelast_names, *person.last_names, *person.lineage_names))
    # "D.-J." is read as one name and has two initials.
    initials = "".join(part[0] for name in (*person.first_names, *person.middle_names) for part in name.split("-"))
    return f"{family} {initials}".strip()


def _plain(text: str) -> str:
    """Drop the braces that guard capitals in BibTeX, and print its double hyphen as a dash."""
    return text.replace("{", "").replace("}", "").replace("--", "–").strip()


def _reference(key: str, entry: BibEntry) -> Reference:
    """Turn a parsed entry into a Reference."""

    def field(*names: str) -> str:
        return next((_plain(entry.fields[name]) for name in names if name in entry.fields), "")

    return Reference(
        key=key,
        authors=tuple(_plain(_name(person)) for person in entry.persons.get("author", ())),
        title=field("title"),
        journal=field("journal", "booktitle", "howpublished"),
        year=field("year"),
        volume=field("volume"),
        pages=field("pages"),
        doi=field("doi"),
        pmid=field("pmid"),
        url=entry.fields.get("url", "").strip(),  # an address may hold two hyphens
        note=field("note"),
    )


@read_once
def all_references() -> dict[str, Reference]:
    """Return every entry of ``references.bib`` by key, in the order of the file.

    Raises
    ------
    TableError
        If the file is not BibTeX throughout, or a key stands in it twice; the message names the line.
    """
    # The one thing that needs pybtex: loaded when the first source is asked for.
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError

    text = bibliography()
    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as slip:
        line = getattr(slip, "lineno", None)
        if found := re.search(r"(?:entry:|key) (\S+)", str(slip)):
            line = line_of(text, text.lower().rfind(f"{{{found[1].lower()},"))
        cure = "look there, and in the entry before, for a comma, brace or key too many or too few"
        problem = re.sub(r" in line \d+", "", str(slip))
        raise TableError(f"is not BibTeX ({problem})", cure, "references.bib", line) from None
    lost = sorted(source_keys().symmetric_difference(entries))
    if lost or not entries:
        problem = f"the entry {lost[0]!r} cannot be read" if entries else "holds no entries"
        raise TableError(problem, "let each begin with @article{its_key, on a line of its own", "references.bib")
    return {key: _reference(key, entry) for key, entry in entries.items()}


def reference(key: str) -> Reference:
    """Return one source.

    Parameters
    ----------
    key : str
        Its key in ``references.bib``, such as ``"gilling2009"``.

    Returns
    -------
    Reference
        The entry.

    Raises
    ------
    UnknownFact
        If there is no such entry.

    Examples
    --------
    >>> reference("mealing1999").year
    '1999'
    """
    entries = all_references()
    if key not in entries:
        raise UnknownFact(f"no reference {key!r} in references.bib")
    return entries[key]


def reference_list(ids_or_keys: Iterable[str]) -> NumberedList:
    """Show the sources of facts as a numbered list with links.

    Parameters
    ----------
    ids_or_keys : iterable of str
        Ids of facts, keys of references, or both. Repeats are shown once.

    Returns
    -------
    NumberedList
        Ordered by first author, year and key, whatever the order asked for.

    Raises
    ------
    UnknownFact
        If a name is neither a reference nor a fact.
    UnverifiedFact
        If it is a fact that nobody has checked.
    """
    keys: set[str] = set()
    for name in ids_or_keys:
        keys.update([name] if name in all_references() else fact(name).sources)
    chosen = sorted(
        (reference(key) for key in keys),
        key=lambda one: ((*one.authors, one.title or one.journal)[0].casefold(), one.year, one.key),
    )
    return NumberedList(tuple(Entry(one.text(), one.link, one.link_text, one.note) for one in chosen))
