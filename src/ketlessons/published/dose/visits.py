"""What becomes of a regimen that is given for days: build-up or none, a plateau, and what clearance and volume tell.

A `Visits` is a named schedule in one published set of parameters: its course, and the few numbers that need no curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from ketlessons.evidence import Regimen, Schedule, regimen, schedule, value
from ketlessons.models import checks
from ketlessons.models.dose.absorption import Dose, repeated
from ketlessons.models.dose.accumulation import accumulation_ratio
from ketlessons.models.dose.course import Course
from ketlessons.models.dose.disposition import Disposition
from ketlessons.models.dose.exposure import exposure, plateau_conc, steady_volume, systemic_clearance
from ketlessons.models.dose.time_course import time_course

from .routes import bioavailability, doses_of, models_for
from .sets import disposition

#: How long a course is followed: four weeks, the longest of the schedules.
END_H = 28 * 24.0
#: Hours after the start of a visit, and after the end of a long infusion, at which its course is worked out: every two
#: minutes of the first hour, in which the peaks are, then ever more rarely.
_SINCE_H = np.unique(np.concatenate([np.arange(31) / 30.0, np.geomspace(1.0, 84.0, 60)]))
#: And every six hours of the whole course, so that a long fall is not one straight stroke.
_ALL_H = np.arange(0.0, END_H + 1.0, 6.0)


def set_for(row: Regimen) -> str:
    """Return the set of parameters that a regimen is drawn with where none is asked for.

    The nasal set for what its study gave: spray and solution of esketamine. The venous set for all else: most levels
    that were published for long infusions and injections are taken to be those of a vein, though few abstracts say so.
    """
    return "nasal" if row.drug == "s_ketamine" and row.route in ("nasal", "oral") else "venous"


@dataclass(frozen=True, eq=False)
class Visits:
    """A schedule in one set of parameters.

    Parameters
    ----------
    schedule : Schedule
        What is given, how often.
    model : str
        The set of parameters.
    disposition : Disposition
        Where the drug goes in it.
    visit : tuple of Dose
        The doses of one visit.
    course : Course
        Concentrations in ng/mL over four weeks.
    """

    schedule: Schedule
    model: str
    disposition: Disposition
    visit: tuple[Dose, ...]
    course: Course

    @property
    def time_h(self) -> NDArray[np.float64]:
        """Times of the course, h, from 0 to four weeks, close together where the curve is steep."""
        return self.course.time_h

    @property
    def starts_h(self) -> NDArray[np.float64]:
        """When each visit begins, h, ``(visits,)``."""
        return np.arange(self.schedule.times, dtype=np.float64) * np.float64(self.schedule.interval_h or 0.0)

    @property
    def given_h(self) -> float:
        """How long drug goes on entering at one visit, h; 0 where all of it enters at once."""
        return max(dose.start_h + dose.way.duration_h for dose in self.visit)

    @cached_property
    def amount_mg(self) -> float:
        """Amount given at one visit, mg; doses per kg are for 70 kg."""
        return regimen(self.schedule.regimen).amount_mg(value("reference_weight"))

    @cached_property
    def clearance_l_h(self) -> float:
        """Clearance of ketamine, L/h."""
        return float(systemic_clearance(self.disposition.ketamine))

    @cached_property
    def sampled_volume_l(self) -> float:
        """Volume of the compartment that is sampled, L: what a sample at once after an injection would show."""
        return float(np.asarray(self.disposition.ketamine.volumes_l[0]))

    @cached_property
    def steady_volume_l(self) -> float:
        """Volume of distribution at steady state, L."""
        return float(steady_volume(self.disposition.ketamine))

    @cached_property
    def fraction(self) -> float:
        """Share F of the dose that reaches the blood as ketamine, 0 to 1."""
        return bioavailability(self.schedule.regimen, self.model)

    @cached_property
    def auc_ng_h_ml(self) -> float:
        """Area under ketamine that one visit leaves behind, F x dose / CL, ng h/mL."""
        return float(exposure(self.amount_mg, self.fraction, self.clearance_l_h))

    @cached_property
    def plateau_ng_ml(self) -> float | None:
        """Rate over clearance, ng/mL, None for a single injection.

        For an infusion without a pause, the level that it settles at; for visits at even intervals, the mean level
        once each interval is like the one before.
        """
        lasts = self.schedule.interval_h or self.given_h
        rate = self.amount_mg * self.fraction / lasts if lasts else None
        return None if rate is None else float(plateau_conc(rate, self.clearance_l_h))

    @cached_property
    def accumulation(self) -> float | None:
        """How many times the area of the first interval the area of a later one is; None where there is one visit."""
        interval = self.schedule.interval_h
        return None if interval is None else float(accumulation_ratio(self.disposition, self.visit, interval))

    def peak_ng_ml(self, visit: int) -> float:
        """Return the greatest concentration from a visit, counted from 1, until the next one."""
        checks.checked_count("visit", visit, 1, self.schedule.times)
        start = self.starts_h[visit - 1]
        end = start + (self.schedule.interval_h or END_H)
        inside = (self.time_h >= start) & (self.time_h < end)
        return float(self.course.ketamine_ng_ml[inside].max())

    def before_ng_ml(self, visit: int) -> float:
        """Return the concentration that is left when a visit begins, counted from 1."""
        checks.checked_count("visit", visit, 1, self.schedule.times)
        # A moment before: an injection at once would else be counted.
        return float(self.course.at(max(self.starts_h[visit - 1] - 1e-6, 0.0))[0]) if visit > 1 else 0.0

    def share_of_plateau(self, time_h: float) -> float | None:
        """Return the level at a time over rate over clearance; None where there is no such plateau."""
        return None if self.plateau_ng_ml is None else float(self.course.at(time_h)[0]) / self.plateau_ng_ml


@cache
def visits(schedule_id: str, model: str | None = None) -> Visits:
    """Follow a named schedule through the body of a typical adult.

    Parameters
    ----------
    schedule_id : str
        A schedule of the evidence table, such as "spray_twice_weekly"; doses per kg are for 70 kg.
    model : {"venous", "arterial", "nasal"}, optional
        The set of parameters; the one of `set_for` when left out.

    Returns
    -------
    Visits
        The course over four weeks and what goes with it. The same object each time: do not change its arrays.

    Raises
    ------
    ValueError
        If the set does not take the regimen.
    UnknownFact
        If there is no such schedule.

    Notes
    -----
    Visits are drawn at even intervals, and rates of long infusions as even from the start; the notes of the rows say
    what was done otherwise. Rates of the body are taken to stay the same for four weeks.

    Examples
    --------
    >>> spray = visits("spray_twice_weekly")
    >>> round(spray.accumulation, 3), round(spray.clearance_l_h)
    (1.002, 109)
    >>> round(visits("infusion_96h").plateau_ng_ml)
    500
    """
    row = schedule(schedule_id)
    given = regimen(row.regimen)
    name = set_for(given) if model is None else model
    checks.checked_choice("model", name, models_for(given.id))
    body = disposition(name, given.drug)
    visit = doses_of(given, name)
    doses = visit if row.interval_h is None else repeated(visit, row.interval_h, row.times)
    starts = [number * (row.interval_h or 0.0) for number in range(row.times)]
    ends = [(given.duration_min or 0.0) / 60.0] if row.interval_h is None else []
    times = np.unique(np.round(np.concatenate([start + _SINCE_H for start in [*starts, *ends]] + [_ALL_H]), 9))
    return Visits(row, name, body, visit, time_course(body, doses, times[times <= END_H]))
