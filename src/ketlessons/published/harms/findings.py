"""Which counts of which trials fill a table of harms, and what follows for people with another risk to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ketlessons.evidence.topics.findings import Finding, finding
from ketlessons.models import checks
from ketlessons.models.harms.certainty import LEVELS, certainty
from ketlessons.models.harms.expected import expected_share
from ketlessons.models.quantities import Interval
from ketlessons.models.trials.effects import proportion, risk_difference, risk_ratio

#: For each kind of event the row that gives the ratio. Eight are of the nine trials, two are of the label.
_RATIOS = {
    "dissociation": "nine_dissociation",
    "dizziness": "nine_dizziness",
    "nausea": "nine_nausea",
    "vomiting": "nine_vomiting",
    "vertigo": "nine_vertigo",
    "sleepiness": "nine_somnolence",
    "headache": "nine_headache",
    "raised blood pressure": "nine_pressure",
    "systolic rise": "label_systolic_under65",
    "systolic rise, older": "label_systolic_over65",
}
#: The same kinds of event in two other groups of people, where a table prints them.
_OTHERS = {
    "hospital": {
        "dissociation": "aspire_dissociation",
        "dizziness": "aspire_dizziness",
        "nausea": "aspire_nausea",
        "vomiting": "aspire_vomiting",
        "sleepiness": "aspire_somnolence",
        "headache": "aspire_headache",
        "raised blood pressure": "aspire_pressure",
    },
    "kept on": {
        "dissociation": "sustain1_kept_dissociation",
        "dizziness": "sustain1_kept_dizziness",
        "nausea": "sustain1_kept_nausea",
        "vomiting": "sustain1_kept_vomiting",
        "vertigo": "sustain1_kept_vertigo",
        "sleepiness": "sustain1_kept_somnolence",
        "headache": "sustain1_kept_headache",
        "raised blood pressure": "sustain1_kept_pressure",
    },
}
OUTCOMES = tuple(_RATIOS)
#: Whose risk without the drug is taken: that of the same trials, or of another group.
BASELINES = ("own", *_OTHERS)
#: Where the people differ from those who gave the ratio: they had been on the spray for 16 weeks.
_INDIRECT = {"kept on": "serious"}
DOMAINS = ("bias", "inconsistency", "indirectness", "imprecision", "reporting")


@dataclass(frozen=True)
class Found:
    """One line of a summary of findings.

    Parameters
    ----------
    outcome : str
        The kind of event.
    row : Finding
        The counts that give the ratio.
    beside : Finding or None
        The counts of the group whose baseline is taken; None where its table does not print this event.
    ratio : Interval
        Risk ratio, esketamine against control.
    concerns : mapping of str to str
        For each of `DOMAINS` how serious it is.
    """

    outcome: str
    row: Finding
    beside: Finding | None
    ratio: Interval
    concerns: Mapping[str, str]

    @property
    def baseline(self) -> float | None:
        """Share with the event without the drug; None where the group's table does not print it."""
        return None if self.beside is None else self.beside.events_control / self.beside.total_control

    @property
    def expected(self) -> Interval | None:
        """Share with the event with the drug: of the same trials as counted, of another group by the ratio."""
        if self.baseline is None:
            return None
        if self.own:
            return Interval(*(self.baseline + part for part in self.difference))
        return expected_share(self.baseline, self.ratio)

    @property
    def counted(self) -> float | None:
        """Share with the event that was counted with the drug in the group whose baseline is taken."""
        return None if self.beside is None else self.beside.events / self.beside.total

    @property
    def own(self) -> bool:
        """Whether the baseline is that of the trials that gave the ratio."""
        return self.beside is self.row

    @property
    def difference(self) -> Interval:
        """Difference of the shares in the trials that gave the ratio, with Newcombe's interval."""
        return risk_difference(*self.row.counts)

    @property
    def control_share(self) -> Interval:
        """Share of the control arm of those trials, with Wilson's interval."""
        return proportion(self.row.events_control, self.row.total_control)

    @property
    def certainty(self) -> str:
        """What is left after the steps down: one of `LEVELS`."""
        return certainty(self.concerns.values())

    @property
    def level(self) -> int:
        """The same as a number of marks, 1 to 4."""
        return LEVELS.index(self.certainty) + 1


@cache
def found(outcome: str, baseline: str = "own", outside: bool = False) -> Found:
    """Return one line of the table.

    Parameters
    ----------
    outcome : str
        One of `OUTCOMES`.
    baseline : {"own", "hospital", "kept on"}
        Whose risk without the drug is taken.
    outside : bool, optional
        Whether the question is about people outside such trials, which is what indirectness weighs.

    Returns
    -------
    Found
        The ratio, the people, and the steps down.

    Examples
    --------
    >>> line = found("dissociation")
    >>> round(1000 * line.baseline), round(1000 * line.expected.value), line.certainty
    (54, 327, 'moderate')
    """
    row = finding(_RATIOS[checks.checked_choice("outcome", outcome, OUTCOMES)])
    beside: Finding | None = row
    if checks.checked_choice("baseline", baseline, BASELINES) != "own":
        other = _OTHERS[baseline].get(outcome)
        beside = finding(other) if other else None
    concerns = {domain: getattr(row, domain) for domain in DOMAINS}
    concerns["indirectness"] = "very serious" if outside else _INDIRECT.get(baseline, row.indirectness)
    return Found(outcome, row, beside, risk_ratio(*row.counts), MappingProxyType(concerns))
