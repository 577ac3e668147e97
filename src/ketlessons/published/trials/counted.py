"""Which trials print how many people responded in each arm? Their counts, and every measure of the difference."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketlessons.evidence import TimePoint, Trial, time_point, trial
from ketlessons.models import checks
from ketlessons.models.quantities import Interval
from ketlessons.models.trials.conversions import risk_from_odds_ratio
from ketlessons.models.trials.effects import odds_ratio, proportion, risk_difference, risk_ratio
from ketlessons.models.trials.number_needed import NumberNeeded

#: The trial, and the rows of its two arms, drug first.
_ROWS = {
    "murrough": ("trial_murrough2013", "murrough2013_ketamine_response_24h", "murrough2013_midazolam_response_24h"),
    "escape": ("trial_escape", "escape_esketamine_remission_8wk", "escape_quetiapine_remission_8wk"),
    "sustain": ("trial_sustain1", "sustain1_kept_on_relapse", "sustain1_switched_relapse"),
    "lii": ("trial_lii2023", "lii2023_ketamine_response_1d", "lii2023_saline_response_1d"),
    "daly": ("trial_daly2018", "daly2018_esketamine84_response_24h", "daly2018_placebo_response_24h"),
}
#: Rows of the ratios that the papers print themselves, where one was read.
_PRINTED_ODDS = {"murrough": "murrough2013_ketamine_odds_ratio_24h"}
_PRINTED_NEEDED = {"sustain": "sustain1_kept_on_number_needed"}
NAMES = tuple(_ROWS)
#: What nobody hopes for.
_UNWANTED = ("relapse_pct",)


@dataclass(frozen=True)
class Counted:
    """One trial: people with the event and in the arm, drug first.

    Parameters
    ----------
    trial : Trial
        The row of the trial.
    counts : tuple of int
        Events and people of the drug arm, then of the control arm.
    wanted : bool
        Whether the event is one to hope for.
    printed_odds, printed_needed : TimePoint or None
        Odds ratio and number needed to treat as the paper prints them; None where none was read.
    """

    trial: Trial
    counts: tuple[int, int, int, int]
    wanted: bool
    printed_odds: TimePoint | None
    printed_needed: TimePoint | None


@cache
def counted(name: str) -> Counted:
    """Return one trial with its counts.

    Parameters
    ----------
    name : str
        One of `NAMES`.

    Returns
    -------
    Counted
        Four counts, and what was printed of them.

    Examples
    --------
    >>> counted("sustain").counts
    (24, 90, 39, 86)
    """
    id, *arms = _ROWS[checks.checked_choice("name", name, NAMES)]
    drug, control = (time_point(arm) for arm in arms)
    odds, needed = (time_point(rows[name]) if name in rows else None for rows in (_PRINTED_ODDS, _PRINTED_NEEDED))
    counts = (*drug.counts, *control.counts)
    return Counted(trial(id), counts, drug.measure not in _UNWANTED, odds, needed)


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
            drug = Interval(*(float(risk_from_odds_ratio(part, control_risk)) for part in odds))
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
