"""How does a figure say a sentence? It knows which case it is in, and fills the slots of that case's template.

A slot names a number and how it is said: `{removed:percent}`, `{until:clock}`, `{lead:signed.2}`,
`{here:counted.comparison}`. So a template can be put into another language by somebody who cannot touch a number.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ketlessons.stage import words


class Printed(str):
    """A text that prints numbers, and carries them as they were before they were rounded.

    >>> cell = Printed("15 to 41 %", 0.151, 0.409)
    >>> str(cell), cell.values
    ('15 to 41 %', (0.151, 0.409))
    >>> Printed("57 %", 0.573).value
    0.573
    """

    values: tuple[float, ...]

    def __new__(cls, text: str, *values: float) -> Printed:
        """Return the text with its numbers."""
        made = super().__new__(cls, text)
        made.values = tuple(map(float, values))
        return made

    @property
    def value(self) -> float:
        """The number, where there is one alone; otherwise ValueError."""
        (value,) = self.values
        return value


class News(NamedTuple):
    """One thing that a picture can say on its own when it moves: what it is about, and what is said of it now.

    In the `brief` templates of a figure `said` and `of` have slots; in a `Reading` they are filled.

    >>> News("Trapped", "{trapped:percent}")
    News(subject='Trapped', said='{trapped:percent}', steady=False, of='')
    """

    subject: str
    said: str
    #: Whether it is also said when it has not changed, because that it stays is what the picture teaches.
    steady: bool = False
    #: Of what it is told, where a move can choose something else (another harm, other people). What was told of
    #: something else is no "was" of it.
    of: str = ""


def told_of(of: str, *news: News) -> tuple[News, ...]:
    """Return news as told of a thing; what says of which thing it is told keeps it.

    >>> told_of("memantine", News("Removes", "56 %"))[0].of
    'memantine'
    """
    return tuple(one if one.of else one._replace(of=of) for one in news)


def _counted(value: int, noun: str) -> str:
    return words.counted(value, noun)


def _signed(value: float, digits: str) -> str:
    return words.signed(value, int(digits))


def _mv(value: float, _: str) -> str:
    return f"{value:g} mV".replace("-", "\u2212")


def _micromolar(value: float, _: str) -> str:
    return f"{value:g} micromolar"


def _um(value: float, _: str) -> str:
    return f"{value:g} µM"


def _plain(say: Callable[[Any], str]) -> Callable[[Any, str], str]:
    return lambda value, _: say(value)


#: How a slot can be said: what stands after its colon. What follows a dot goes to the function: digits, or a noun.
SAID: Mapping[str, Callable[[Any, str], str]] = {
    "clock": _plain(words.clock),
    "counted": _counted,
    "date": _plain(words.date),
    "in_words": _plain(words.in_words),
    "lower": _plain(words.lower),
    "micromolar": _micromolar,
    "ng_ml": _plain(words.concentration),
    "mv": _mv,
    "number": _plain(words.number),
    "percent": _plain(words.percent),
    "sds": _plain(words.standard_deviations),
    "signed": _signed,
    "um": _um,
    "upper": _plain(words.upper),
    "whole_percent": _plain(words.whole_percent),
}


class _Saying(string.Formatter):
    def format_field(self, value: Any, spec: str) -> str:
        name, _, rest = spec.partition(".")
        return SAID[name](value, rest) if name in SAID else super().format_field(value, spec)


_SAYING = _Saying()


def say(template: str, **slots: Any) -> str:
    """Return a template with its slots filled, each number said as its slot asks.

    Parameters
    ----------
    template : str
        A sentence with slots, as of `str.format`; besides the standard format codes a slot can ask for a name of
        `SAID`.
    **slots
        Numbers, and words that are the same in every language or were said before.

    Raises
    ------
    KeyError
        For a slot without a value.

    Examples
    --------
    >>> say("{removed:percent} for {time:clock}, {lead:signed.1} points", removed=0.0512, time=1.5, lead=-1.64)
    '5.1 % for 90 min, −1.6 points'
    """
    return _SAYING.vformat(template, (), slots)


def printed(template: str, *values: float) -> Printed:
    """Return the text of a table's cell with the numbers that it prints.

    >>> cell = printed("{:percent} in all", 0.573)
    >>> str(cell), cell.value
    ('57 % in all', 0.573)
    """
    return Printed(_SAYING.vformat(template, values, {}), *values)


def printed_span(kind: str, low: float, high: float) -> Printed:
    """Return a range said in one kind of `SAID`, the unit once and equal ends once, with its two numbers.

    >>> cell = printed_span("percent", 0.151, 0.409)
    >>> str(cell), cell.values
    ('15 to 41 %', (0.151, 0.409))
    """
    return Printed(words.span(SAID[kind](low, ""), SAID[kind](high, "")), low, high)
