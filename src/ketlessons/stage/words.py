"""How is a number said in a sentence, a table or a picture? Rounded once, in one place, with its unit."""

from __future__ import annotations

import re
from math import copysign


def percent(fraction: float) -> str:
    """Write a fraction as percent; small ones keep a digit, because 0 % would be untrue.

    >>> percent(0.0512), percent(0.57), percent(0.0004)
    ('5.1 %', '57 %', 'under 0.1 %')
    """
    value = 100 * fraction
    if 0 < value < 0.1:
        return "under 0.1 %"
    return f"{value:.1f} %" if 0 < value < 9.95 or 99 < value < 99.95 else f"{value:.0f} %"


def whole_percent(fraction: float) -> str:
    """Write a fraction in whole percents, for long lists; under 1 % it keeps a digit, because 0 % would be untrue.

    >>> whole_percent(0.0512), whole_percent(0.573), whole_percent(0.0076), whole_percent(0.0004)
    ('5 %', '57 %', '0.8 %', '0 %')
    """
    value = 100 * fraction
    return f"{value:.0f} %" if value >= 1 or value < 0.05 else f"{value:.1f} %"


def number(value: float) -> str:
    """Write a positive number with the digits that mean something.

    >>> number(161.6), number(9.64), number(0.437), number(0.004), number(0)
    ('162', '9.6', '0.44', 'under 0.01', '0')
    """
    if 0 < value < 0.01:
        return "under 0.01"
    if value == 0 or value >= 9.95:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 0.995 else f"{value:.2f}"


def concentration(ng_ml: float) -> str:
    """Write a mass concentration; nearly nothing is said to be that.

    >>> concentration(161.6), concentration(0.004)
    ('162 ng/mL', 'under 0.01 ng/mL')
    """
    return f"{number(ng_ml)} ng/mL"


def clock(time_h: float) -> str:
    """Write a time after the start in the unit a person would use.

    >>> clock(2 / 3), clock(1.5), clock(2.5), clock(72)
    ('40 min', '90 min', '2.5 h', '3 days')
    """
    if time_h <= 2.001:
        return f"{60 * time_h:.0f} min"
    value, unit = (time_h, "h") if time_h < 48 else (time_h / 24, "days")
    return f"{value:.2g} {unit}" if value < 99.5 else f"{value:.0f} {unit}"


def signed(value: float, digits: int) -> str:
    """Write a number that may be negative, with a true minus, and no sign before what rounds to nothing.

    >>> signed(-1.64, 1), signed(-0.02, 1), signed(5.95, 1)
    ('−1.6', '0.0', '6.0')
    """
    # Halves go away from zero, as a reader expects; the allowance undoes what the last bit of a mean does.
    text = f"{value + copysign(1e-9, value):.{digits}f}"
    return (text if float(text) else text.lstrip("-")).replace("-", "\u2212")


def date(iso: str) -> str:
    """Write a date as far as it is known.

    >>> date("1962"), date("2006-08"), date("2019-03-05")
    ('1962', 'August 2006', '5 March 2019')
    """
    year, *rest = iso.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} " if rest else ""
    return f"{f'{int(rest[1])} ' if len(rest) > 1 else ''}{month}{year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


_NO_NUMBER = re.compile(r"\b(nan|inf)\b", re.IGNORECASE)


def told_in_words(text: str) -> str:
    """Write what stands for no number in words: neither is ever heard in a lesson.

    >>> told_in_words("conc_um must be a number, got nan"), told_in_words("1.2 (−inf to 3.4)")
    ('conc_um must be a number, got not-a-number', '1.2 (−infinity to 3.4)')
    """
    return _NO_NUMBER.sub(lambda found: _NO_NUMBERS[found[0].lower()], text)


_NO_NUMBERS = {"nan": "not-a-number", "inf": "infinity"}


def span(low: str, high: str) -> str:
    """Say a range whose ends carry the same unit, the unit once.

    >>> span("15 %", "41 %"), span("5.1 %", "under 0.1 %")
    ('15 to 41 %', '5.1 % to under 0.1 %')
    """
    if low == high:
        return low
    first, _, unit = low.rpartition(" ")
    same = high.endswith(f" {unit}") and not low.startswith("under") and not high.startswith("under")
    return f"{first} to {high}" if same else f"{low} to {high}"


def counted(many: int, noun: str) -> str:
    """Say how many there are of something that takes an s in the plural.

    >>> counted(1, "comparison"), counted(3, "comparison"), counted(0, "comparison")
    ('one comparison', '3 comparisons', '0 comparisons')
    """
    return f"one {noun}" if many == 1 else f"{many} {noun}s"


def in_words(count: int) -> str:
    """Write a small count as a word.

    >>> in_words(0), in_words(7), in_words(14)
    ('no', 'seven', '14')
    """
    return _SMALL[count] if count < len(_SMALL) else f"{count}"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def standard_deviations(value: float) -> str:
    """Write a standardised difference with its unit; one alone is one.

    >>> standard_deviations(0.3), standard_deviations(1)
    ('0.3 standard deviations', '1 standard deviation')
    """
    return f"{value:g} standard deviation{'' if value == 1 else 's'}"


def upper(text: str) -> str:
    """Begin a sentence: the first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Put a label into the middle of a sentence: its first letter small."""
    return text[:1].lower() + text[1:]
