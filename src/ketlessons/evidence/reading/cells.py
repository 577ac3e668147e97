"""Does a cell hold what its column may hold, and if not, what should be typed instead?

The columns are those that ``datapackage.json`` describes; nothing about any one of them is written here. What the
description asks for and this module does not know is refused too, so that no constraint is taken for checked.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Any

from .files import DAMAGED
from .slips import TableError

_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_ERROR_VALUE = re.compile(r"#[^\W\d_]+(/[A-Z0])?[!?]?")
_MONTH = "jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez"

#: What people and programs write where a number belongs: patterns, what it is, and the cure.
_NO_NUMBERS = (
    (r"nan|na|n/a|n\.a\.|[+-]?inf(inity)?|null|none|[-?.]+", "is no number", "leave it empty if no number was read"),
    ("true|false|wahr|falsch|vrai|faux", "is no number", "type the number, or leave it empty"),
    (r"[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{1,4}( .*)?", "is a date", "format the column as text, and type it again"),
    (rf"([0-9]+[-. ]+)?({_MONTH})[a-zä]*([-. ]+[0-9]+)?", "is a date", "format the column as text, and type it again"),
    (".*%", "is a percentage", "write it in the unit of the row, without the sign"),
    ("[+-]?[0-9]{1,3}([ '’][0-9]{3})+.*", "has its thousands set apart", "write the digits together"),
    ("[+-]?[0-9.]*,[0-9.,]*(e[+-]?[0-9]+)?", "has a comma", "write a point before decimals, and thousands unbroken"),
)


def _number(text: str) -> float:
    """Read a number as the standard of the tables writes it, and refuse whatever else Python would take for one."""
    if _NUMBER.fullmatch(text):
        if math.isfinite(number := float(text)):
            return number
        raise TableError(f"{text!r} is too large", "check the exponent")
    dashes = re.sub("[−–‒‐‑]", "-", text)
    if dashes != text:
        raise TableError(f"{text!r} has a printed minus", f"write {dashes} with the hyphen of the keyboard")
    for pattern, problem, cure in _NO_NUMBERS:
        if re.fullmatch(pattern, text, re.IGNORECASE):
            raise TableError(f"{text!r} {problem}", cure)
    raise TableError(
        f"{text!r} is not one number", "write digits with a decimal point, such as 0.71, or leave it empty"
    )


def _integer(text: str) -> int:
    """Read a whole number."""
    if _WHOLE.fullmatch(text):
        return int(text)
    number = _number(text)
    cure = f"write {number:.0f}" if number.is_integer() else "write it without decimals"
    raise TableError(f"{text!r} is not written as a whole number", cure)


def _text_of_date(pattern: str, rest: str, said: str) -> Callable[[str], str]:
    """Return what checks a date and leaves it text; `rest` completes it to a day."""

    def read(text: str) -> str:
        try:
            if re.fullmatch(pattern, text):
                date.fromisoformat(text + rest)
                return text
        except ValueError:
            pass
        raise TableError(f"{text!r} is not {said}", "format the column as text, and type it again")

    return read


_TYPES: dict[str, Callable[[str], Any]] = {
    "string": str,
    "number": _number,
    "integer": _integer,
    "date": _text_of_date("[0-9]{4}-[0-9]{2}-[0-9]{2}", "", "a date as year-month-day"),
    "yearmonth": _text_of_date("[0-9]{4}-[0-9]{2}", "-01", "a month as year-month"),
}
#: The constraints on one value: whether it keeps to the limit, and how the limit is said.
_LIMITS: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "minimum": (lambda value, limit: value >= limit, "at least {}"),
    "maximum": (lambda value, limit: value <= limit, "at most {}"),
    "exclusiveMinimum": (lambda value, limit: value > limit, "more than {}"),
    "exclusiveMaximum": (lambda value, limit: value < limit, "less than {}"),
    "maxLength": (lambda value, limit: len(value) <= limit, "at most {} characters"),
    "pattern": (lambda value, limit: limit.fullmatch(value) is not None, "written as {.pattern}"),
}
#: Something of each type that is no text, to try whether a limit can be compared with it.
_SAMPLES = {"number": 0.0, "integer": 0}


class Column:
    """One column as ``datapackage.json`` describes it.

    Parameters
    ----------
    field : dict
        Its description.
    missing : collection of str
        What an empty cell may hold.

    Raises
    ------
    TableError
        If the description is not whole, or asks for what is not known here.
    """

    def __init__(self, field: dict[str, Any], missing: tuple[str, ...] = ("",)):
        limits = dict(field.get("constraints", {}))
        self.name, self.type, self.missing = field["name"], field["type"], missing
        self.required = limits.pop("required", False)
        self.unique = limits.pop("unique", False)
        self.known = tuple(limits.pop("enum", ()))
        if self.type not in _TYPES:
            raise TableError(f"type {self.type!r} is not known", f"use one of {', '.join(_TYPES)}")
        self.read_as, self.empty = _TYPES[self.type], None if self.type in _SAMPLES else ""
        self.limits = []
        for name, limit in limits.items():
            try:
                keeps, said = _LIMITS[name]
                limit = re.compile(limit) if name == "pattern" else limit
                keeps(_SAMPLES.get(self.type, ""), limit)
            except (KeyError, TypeError, re.error):
                cure = f"use required, unique, enum, {', '.join(_LIMITS)}, each with a limit that fits the type"
                raise TableError(f"the constraint {name} {limit!r} cannot be checked", cure) from None
            self.limits.append((keeps, said, limit))

    def read(self, text: str) -> Any:
        """Return what a cell holds: text, a number, or None for an empty cell of numbers.

        Raises
        ------
        TableError
            Without a place, which the caller knows: the column may not hold this.
        """
        if not text.isprintable() or text != text.strip() or "#" in text or not text.isascii():
            _refuse_marks(text)
        if text in self.missing:
            if self.required:
                cure = f"write one of {', '.join(self.known)}" if self.known else "fill it in, or delete the whole row"
                raise TableError("is empty", cure)
            return self.empty
        value = text if self.read_as is str else self.read_as(text)
        if self.known and text not in self.known:
            near = get_close_matches(text.casefold(), self.known, n=1, cutoff=0.8)
            cure = f"write {near[0]}" if near else f"write one of {', '.join(map(repr, self.known))}"
            raise TableError(f"{text!r} is not one of the known words", cure)
        for keeps, said, limit in self.limits:
            if not keeps(value, limit):
                raise TableError(f"{text[:60]!r} must be {said.format(limit)}", "write it so")
        return value


def _refuse_marks(text: str) -> None:
    """Refuse what cannot be seen or was not meant: spaces at the ends, line breaks, damaged letters, #N/A."""
    for mark in text:
        if mark == DAMAGED:
            raise TableError(
                f"{text[:60]!r} holds a character that is not UTF-8", "type it again, and save as CSV UTF-8"
            )
        if mark in "\n\v\f\u2028\u2029":
            cure = "write the cell on one line, and see that the quotation marks before it are closed"
            raise TableError(f"{text[:40]!r} has a line break", cure)
        if not mark.isprintable():
            kind = unicodedata.name(mark, f"U+{ord(mark):04X}").lower()
            cure = "type a plain space" if unicodedata.category(mark) == "Zs" else "delete it"
            raise TableError(f"{text[:60]!r} holds a {kind}", cure)
    if text != text.strip():
        raise TableError(f"{text[:60]!r} has a space at an end", "delete the space")
    if _ERROR_VALUE.fullmatch(text):
        raise TableError(f"{text!r} is an error of the spreadsheet", "type what belongs here, or leave it empty")
    if not text.isascii() and (meant := _misread(text)):
        raise TableError(f"{text[:60]!r} was read in another encoding", f"write {meant[:60]!r}, and save as CSV UTF-8")


def _misread(text: str) -> str:
    """Return what was UTF-8 before a program took it for letters of Windows ("Âµ" for "µ"); empty if none did."""
    try:
        meant = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    return meant if meant != text else ""
