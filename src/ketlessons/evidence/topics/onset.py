"""How fast and how large was the effect in trials, and who found it?

Four tables: numbers of trials over time, the trials, the points of the central figure, and dates. A row is asked for by
its name, and what nobody has checked is never handed out. Numbers of older antidepressants are facts of the table
``traditional``.
"""

from dataclasses import dataclass, fields
from typing import TypeVar

from ..facts import Checked, UnknownFact, usable
from ..named import named
from ..reading.reader import read_records
from ..reading.slips import read_once


@dataclass(frozen=True)
class _Row(Checked):
    """What the rows of all four tables have in common."""

    id: str
    sources: tuple[str, ...]
    status: str
    depth: str
    note: str


@dataclass(frozen=True)
class TimePoint(_Row):
    """One number of one trial, or of one pooled analysis, at one time.

    The columns of ``timecourse.csv``, and those of its row in ``arms.csv``; ``datapackage.json`` describes both.
    Signs: see `benefit`.
    """

    tells = ("value", "sd", "se", "low", "high", "n", "events")

    arms: str
    trial: str
    kind: str
    series: str
    treatment: str
    control: str
    control_type: str
    masking: str
    guessed: str
    population: str
    scale: str
    measure: str
    arm: str
    time_h: float | None
    time_label: str
    time_aside: str
    when: str
    felt: str
    start: str
    value: float
    sd: float | None
    se: float | None
    low: float | None
    high: float | None
    interval: str
    n: int | None
    events: int | None
    counted: str
    n_arm: int | None
    n_control: int | None
    responders: str

    @property
    def at_one_time(self) -> bool:
        """Whether the number belongs to `time_h` alone: it does not if it counts who ever got there by then."""
        return self.time_h is not None and self.when in ("at", "over")

    @property
    def benefit(self) -> tuple[float, float | None, float | None]:
        """Value, low and high of a difference, turned so that positive is benefit, as only an "smd" is in the table.

        Raises
        ------
        ValueError
            If the row is neither a difference of means nor an SMD.
        """
        if self.measure == "smd":
            return self.value, self.low, self.high
        if self.measure != "mean_diff":
            raise ValueError(f"measure of {self.id} must be 'mean_diff' or 'smd', got {self.measure!r}")
        return -self.value, None if self.high is None else -self.high, None if self.low is None else -self.low

    @property
    def limits(self) -> tuple[float, float]:
        """Both ends of the interval of a row that has them.

        Raises
        ------
        ValueError
            If an end was not read.
        """
        if self.low is None or self.high is None:
            raise ValueError(f"{self.id} has no interval with two ends")
        return self.low, self.high

    @property
    def counts(self) -> tuple[int, int]:
        """People with the event and people in the arm, of a row that has both.

        Raises
        ------
        ValueError
            If either was not read.
        """
        if self.events is None or self.n is None:
            raise ValueError(f"{self.id} does not count people with the event and people in the arm")
        return self.events, self.n

    @property
    def after_h(self) -> float:
        """The time since the first dose of a row that has one, h.

        Raises
        ------
        ValueError
            If the row has no time in hours.
        """
        if self.time_h is None:
            raise ValueError(f"{self.id} has no time in hours, only: {self.time_label}")
        return self.time_h


@dataclass(frozen=True)
class Trial(_Row):
    """One trial; None or empty where nothing was read. `met` says "yes", "no" or "mixed" of the primary outcome."""

    tells = ("n_randomised", "n_analysed", "outcome", "result", "met", "also", "remark")

    trial: str
    registry: str
    design: str
    blinding: str
    population: str
    n_randomised: int | None
    n_analysed: int | None
    treatment: str
    comparator: str
    outcome: str
    outcome_time: str
    result: str
    met: str
    also: str
    remark: str


@dataclass(frozen=True)
class EffectPoint(_Row):
    """One point of the central figure: an SMD, positive for benefit, with its 95 % interval if it has one."""

    tells = ("smd", "low", "high", "n")

    label: str
    group: str
    time_point: str
    time_h: float
    time_label: str
    felt: str
    start: str
    given: str
    smd: float
    low: float | None
    high: float | None
    n: int | None
    control: str
    control_type: str
    masking: str
    guessed: str
    order: int

    @property
    def text(self) -> str:
        """Value and interval in words, such as "0.81 (0.31 to 1.31)": one decimal or two, as its numbers need."""
        numbers = [one for one in (self.smd, self.low, self.high) if one is not None]
        digits = 1 if all(round(one, 1) == one for one in numbers) else 2
        value, *ends = (_minus(one, digits) for one in numbers)
        return f"{value} ({' to '.join(ends)})" if len(ends) == 2 else value

    @property
    def tentative(self) -> bool:
        """Whether to take it with reserve: rated at the peak of the acute effects, or without an interval."""
        return self.low is None or self.felt == "peak"


@dataclass(frozen=True)
class Event(_Row):
    """One date: a year, or with month and day as far as they are known.

    `kind` tells what happened then from what was so then; `theme` is what it is about: chemistry, medicine, law or
    depression; `use` and `decision` say what was decided on which use of the drug, and are empty where nothing was.
    """

    tells = ("event",)

    date: str
    event: str
    region: str
    kind: str
    theme: str
    use: str
    decision: str


Row = TypeVar("Row", bound=_Row)
_FILES = {TimePoint: "timecourse.csv", Trial: "trials.csv", EffectPoint: "effect_points.csv", Event: "timeline.csv"}


def _minus(value: float, digits: int) -> str:
    """Write a number, with a true minus, and no sign before what rounds to nothing."""
    return f"{value:z.{digits}f}".replace("-", "\u2212")


@read_once
def all_of(kind: type[Row]) -> tuple[Row, ...]:
    """Return every row of the table of this kind, the unverified ones too; for audits and tests."""
    return read_records(_FILES[kind], kind, join="arms" if kind is TimePoint else "")


@read_once
def _usable(kind: type[Row]) -> tuple[Row, ...]:
    """Return the rows that may be drawn or quoted."""
    return usable(all_of(kind))


def _named(kind: type[Row], what: str, id: str) -> Row:
    """Return the row of this name, if it may be drawn or quoted."""
    return named(all_of(kind), what, id, _FILES[kind])


def timecourse(**filters: str) -> tuple[TimePoint, ...]:
    """Return the usable numbers over time, in the order of the table.

    Parameters
    ----------
    **filters : str
        What columns of words must say: ``series``, ``trial``, ``measure``, ``arm``, ``control_type`` and so on.

    Returns
    -------
    tuple of TimePoint
        Those that meet all filters; empty if each fits some row, but none fits all.

    Raises
    ------
    UnknownFact
        If no usable row has this column or says this; the message lists what there is.

    Examples
    --------
    >>> [point.value for point in timecourse(trial="Murrough 2013", measure="response_pct")]
    [64.0, 28.0]
    """
    rows = _usable(TimePoint)
    for column, wanted in filters.items():
        if column not in {field.name for field in fields(TimePoint) if field.type is str}:
            raise UnknownFact(f"timecourse has no column of words {column!r}")
        known = sorted({getattr(row, column) for row in _usable(TimePoint)})
        if wanted not in known:
            raise UnknownFact(f"no row of timecourse has {column} {wanted!r}; there are {', '.join(known)}")
        rows = tuple(row for row in rows if getattr(row, column) == wanted)
    return rows


def time_point(id: str) -> TimePoint:
    """Return one number over time.

    Parameters
    ----------
    id : str
        Its name: trial, arm, what was measured and when, such as ``"murrough2013_ketamine_lead_24h"``.

    Raises
    ------
    UnknownFact
        If no row has this name; the message gives the nearest ones.
    UnverifiedFact
        If nobody has checked the row.

    Examples
    --------
    >>> time_point("murrough2013_ketamine_lead_24h").benefit
    (7.95, 3.2, 12.71)
    """
    return _named(TimePoint, "time point", id)


def trials() -> tuple[Trial, ...]:
    """Return the usable trials, in the order of the table."""
    return _usable(Trial)


def trial(id: str) -> Trial:
    """Return one trial.

    Parameters
    ----------
    id : str
        Its name, such as ``"trial_sustain1"``.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `time_point`.

    Examples
    --------
    >>> trial("trial_sustain1").n_analysed
    176
    """
    return _named(Trial, "trial", id)


def effect_points() -> tuple[EffectPoint, ...]:
    """Return the usable points of the central figure, in the order to draw and list them."""
    return _usable(EffectPoint)


def effect_point(id: str) -> EffectPoint:
    """Return one point of the central figure.

    Parameters
    ----------
    id : str
        Its name, such as ``"point_murrough2013_24h"``.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `time_point`.

    Examples
    --------
    >>> effect_point("point_murrough2013_24h").text
    '0.81 (0.31 to 1.31)'
    """
    return _named(EffectPoint, "point", id)


def timeline() -> tuple[Event, ...]:
    """Return the usable dates, in the order of the table."""
    return _usable(Event)


def event(id: str) -> Event:
    """Return one date.

    Parameters
    ----------
    id : str
        Its name, such as ``"event_fda_trd"``.

    Raises
    ------
    UnknownFact, UnverifiedFact
        As for `time_point`.

    Examples
    --------
    >>> event("event_fda_trd").date
    '2019-03-05'
    """
    return _named(Event, "event", id)
