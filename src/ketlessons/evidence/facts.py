"""What one fact is, and how it is said.

A fact is one row of a table: one quantity with its value, unit, spread, conditions, sources and status. This
module knows how a fact reads in a sentence and why some facts are refused; it reads no file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Protocol, TypeVar

#: The statuses a row may have, in the words that a reader meets.
STATUS_WORDS = {
    "primary": "read at the source",
    "transcribed": "read in a model file that copies the source",
    "secondary": "reported by others",
    "derived": "worked out from other rows",
    "derived_reported": "worked out from other rows, some of them reported",
    "unverified": "not verified",
}

#: How deep a source may have been read, from deep to shallow, in the words that a reader meets.
DEPTH_WORDS = {
    "full_text": "full text",
    "part": "part of the paper",
    "table": "table",
    "abstract": "abstract",
    "label": "label",
    "law": "law",
    "model_file": "model file",
    "registry": "trial register",
    "web_page": "web page",
    "account": "someone's account",
    "derived": "worked out from other rows",
}

_AT_THE_SOURCE = ("full_text", "part", "table", "abstract", "label", "law", "registry", "web_page")
#: Which depths go with a status that may be drawn or quoted. A model is copied in files and in pages about them.
DEPTHS_OF = {
    "primary": _AT_THE_SOURCE,
    "transcribed": ("model_file", "web_page"),
    "secondary": ("account",),
    "derived": ("derived",),
    "derived_reported": ("derived",),
}

#: What marks a cell that rests on the word of others, and the line under a table that explains the mark.
REPORTED_MARK = "*"
REPORTED_LEGEND = f"{REPORTED_MARK} as reported by others"

#: The statuses of rows that may be drawn or quoted. A row of any other, known or not, is never handed out.
USABLE = ("primary", "transcribed", "secondary", "derived", "derived_reported")

#: The statuses of rows that a sentence may use with the word "reported" only.
_REPORTED = ("secondary", "derived_reported")

#: How a unit of the tables is printed. Units that are not listed print as they are.
_PRETTY_UNITS = {
    "dimensionless": "",
    "uM": "µM",
    "ug/mL": "µg/mL",
    "1/s": "s⁻¹",
    "1/uM/s": "µM⁻¹ s⁻¹",
    "1/mM/s": "mM⁻¹ s⁻¹",
    "1/mV": "mV⁻¹",
    "hour": "h",
    "1/h": "h⁻¹",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years",
    "ng*hour/mL": "ng·h/mL",
    "ng*min/mL": "ng·min/mL",
}


class UnknownFact(LookupError):  # noqa: N818 - the name a lesson author reads, like KeyError's own family
    """No row, table, reference or topic has this name."""


class UnverifiedFact(ValueError):  # noqa: N818
    """The row exists, but nobody has checked it, so it may be neither drawn nor quoted."""


class Stated(Protocol):
    """Any row that says how it was checked."""

    @property
    def status(self) -> str:
        """One of `STATUS_WORDS`."""


class Noted(Stated, Protocol):
    """Any row that also says what was read."""

    @property
    def note(self) -> str:
        """How it was checked, in words."""


Row = TypeVar("Row", bound=Stated)


def usable(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that may be drawn or quoted: those whose `status` is one of `USABLE`."""
    return tuple(row for row in rows if row.status in USABLE)


def refuse_unusable(row: Noted, name: str) -> None:
    """Raise `UnverifiedFact` if a row may be neither drawn nor quoted; `name` is what the message calls it."""
    if row.status not in USABLE:
        raise UnverifiedFact(f"{name} is not verified, so it can be neither drawn nor quoted. {row.note}")


class Checked:
    """What every row with a status and a depth can say about how it was checked."""

    #: The columns that hold what was found; the others say where, and of what. Who reads one of these takes the row:
    #: see `taken`.
    tells: ClassVar[tuple[str, ...]] = ("value", "low", "high")

    status: str
    depth: str

    @property
    def reported(self) -> bool:
        """Whether a sentence that uses this row has to say "reported".

        True for secondary rows, and for rows worked out from one.
        """
        return self.status in _REPORTED

    @property
    def status_text(self) -> str:
        """The status in words, such as "read at the source"."""
        return STATUS_WORDS[self.status]

    @property
    def how_checked(self) -> str:
        """What the row rests on, such as "abstract", with `REPORTED_MARK` where it is the word of others.

        A row that nobody has checked rests on nothing, and says so: "not verified".
        """
        if not self.depth:
            return STATUS_WORDS["unverified"]
        return DEPTH_WORDS[self.depth] + (REPORTED_MARK if self.reported else "")


def legend_of(rows: Iterable[Checked]) -> str:
    """Return the line that explains the mark in a table of these rows; empty if none of them has it."""
    return REPORTED_LEGEND if any(row.reported for row in rows) else ""


@dataclass(frozen=True)
class Fact(Checked):
    """One row of an evidence table.

    Parameters
    ----------
    id : str
        Name of the row, unique over all tables.
    quantity : str
        What was measured. Where no number exists, this is the finding in words.
    value : float or None
        The number; None where only a range or only words exist.
    unit : str
        ASCII unit that ``pint`` parses, such as ``"uM"`` or ``"1/uM/s"``.
    low, high : float or None
        The printed spread or range, in the same unit; the note says of what kind.
    conditions : str
        Species, preparation, voltage and whatever else the number depends on.
    sources : tuple of str
        Keys of ``references.bib``.
    status : str
        One of `STATUS_WORDS`.
    depth : str
        One of `DEPTH_WORDS`; empty for a row that is not verified.
    note : str
        How the row was checked; for a derived row the arithmetic.
    table : str
        Name of the table that holds the row.
    """

    tells = ("quantity", "value", "low", "high")

    id: str
    quantity: str
    value: float | None
    unit: str
    low: float | None
    high: float | None
    conditions: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str
    table: str

    @property
    def pretty_unit(self) -> str:
        """The unit as it is printed, such as "µM"; empty for a plain number."""
        return _PRETTY_UNITS.get(self.unit, self.unit)

    @property
    def number(self) -> float:
        """The `value` of a fact that has one.

        Raises
        ------
        ValueError
            If the row holds only a range or only words.
        """
        if self.value is None:
            raise ValueError(f"{self.id} has no single value, only: {self.text()}")
        return self.value

    def text(self, digits: int | None = None) -> str:
        """Say the value with its unit and spread.

        Parameters
        ----------
        digits : int, optional
            Significant digits, 1 to 15. The numbers are printed as the table holds them when it is left out.

        Returns
        -------
        str
            For example ``"0.71 µM (0.68 to 0.74)"``, ``"0.03 to 0.3 µM⁻¹ s⁻¹"`` or ``"at most 0.47"``; the
            quantity itself where the row holds words only.

        Raises
        ------
        ValueError
            If `digits` is not a whole number from 1 to 15.

        Examples
        --------
        >>> from ketlessons.evidence import fact
        >>> fact("ketamine_ic50_human").text()
        '0.71 µM (0.68 to 0.74)'
        """
        unit = f" {self.pretty_unit}" if self.pretty_unit else ""
        spread = _spread(self.low, self.high, digits)
        if self.value is None:
            return f"{spread}{unit}" if spread else self.quantity
        number = f"{number_text(self.value, digits)}{unit}"
        return f"{number} ({spread})" if spread else number


def number_text(number: float, digits: int | None = None) -> str:
    """Print a number without an exponent, and with a true minus sign.

    Parameters
    ----------
    number : float
        A finite number.
    digits : int, optional
        Significant digits, 1 to 15; trailing zeros are kept, so that 0.30 stays 0.30. Left out, the shortest
        form that reads back as the same number is printed.

    Returns
    -------
    str
        For example ``"0.00097"`` or ``"−70"``.

    Raises
    ------
    ValueError
        If `digits` is not a whole number from 1 to 15.
    """
    if digits is None:
        exact = Decimal(repr(float(number)))
        text = f"{exact:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    elif isinstance(digits, int) and not isinstance(digits, bool) and 1 <= digits <= 15:
        text = f"{Decimal(f'{number:.{digits - 1}e}'):f}"
    else:
        raise ValueError(f"digits must be a whole number from 1 to 15, got {digits!r}")
    return text.replace("-", "−")


def _spread(low: float | None, high: float | None, digits: int | None) -> str:
    """Say a range that may be open at either end; empty if there is none."""
    if low is not None and high is not None:
        return f"{number_text(low, digits)} to {number_text(high, digits)}"
    if low is not None:
        return f"at least {number_text(low, digits)}"
    if high is not None:
        return f"at most {number_text(high, digits)}"
    return ""
