"""Which trials print how many people got well in each arm? Their counts, and every measure of the difference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import Trial, timecourse
from ketlessons.evidence import trials as all_trials
from ketlessons.models import Interval, NumberNeeded, odds_ratio, proportion, risk_difference, risk_ratio
from ketlessons.models.trials.conversions import risk_from_odds_ratio

#: Rows of the two arms, drug first.
_ROWS = {
    "murrough": ("tc_018", "tc_019"),
    "escape": ("tc_197", "tc_199"),
    "lii": ("tc_136", "tc_154"),
    "daly": ("tc_065", "tc_038"),
}
_OF = re.compile(r"\((\d+) of (\d+)\)")
NAMES = ("murrough", "escape", "sustain", "lii", "daly")


@dataclass(frozen=True)
class Counted:
    """One trial: people with the event and in the arm, drug first; whether the event is one to hope for."""

    trial: Trial
    counts: tuple[int, int, int, int]
    wanted: bool = True
    printed_ratio: str = ""


@cache
def counted(name: str) -> Counted:
    """Return one trial with its counts, from the rows."""
    notes = {row.trial: row for row in all_trials()}
    if name == "sustain":
        (a, n), (c, m) = _OF.findall(notes["SUSTAIN-1"].result)
        return Counted(notes["SUSTAIN-1"], (int(a), int(n), int(c), int(m)), wanted=False)
    rows = {row.id: row for row in timecourse()}
    drug, control = (rows[id] for id in _ROWS[name])
    trial = notes[drug.trial]
    printed = re.search(r"odds ratio printed as ([\d.]+)", trial.also)
    counts = drug.events, drug.n, control.events, control.n
    return Counted(trial, counts, printed_ratio=printed[1] if printed else "")


@dataclass(frozen=True)
class Measures:
    """Every measure of one trial, as found or with another share in the control arm.

    Parameters
    ----------
    drug, control : Interval
        Shares with the event; without an interval where the share is supposed.
    difference, risk_ratio, odds_ratio : Interval
        Drug against control.
    needed : NumberNeeded
        For one more person who gains.
    """

    drug: Interval
    control: Interval
    difference: Interval
    risk_ratio: Interval
    odds_ratio: Interval
    needed: NumberNeeded

    @classmethod
    def of(cls, trial: Counted, control_risk: float = 0.0) -> Measures:
        """Work them out; a control risk above 0 keeps the odds ratio of the trial and replaces the share."""
        odds = odds_ratio(*trial.counts)
        if control_risk:
            control = Interval(control_risk, control_risk, control_risk)
            drug = Interval(*(risk_from_odds_ratio(part, control_risk) for part in odds))
            gap = Interval(*(part - control_risk for part in drug))
            ratio = Interval(*(part / control_risk for part in drug))
        else:
            drug, control = proportion(*trial.counts[:2]), proportion(*trial.counts[2:])
            gap, ratio = risk_difference(*trial.counts), risk_ratio(*trial.counts)
        gain = gap if trial.wanted else Interval(-gap.high, -gap.value, -gap.low)
        return cls(drug, control, gap, ratio, odds, NumberNeeded(gain))

    @property
    def gain(self) -> Interval:
        """The difference turned so that more is better."""
        return self.needed.difference
