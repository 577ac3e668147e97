"""How differently do people handle the same dose? A virtual population with its band, and one patient in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from ketlessons.evidence import Regimen, regimen
from ketlessons.figures.dose.regimens import MODEL_WORDS, menu, minutes
from ketlessons.models.dose.course import Course
from ketlessons.published.dose.sets import trace
from ketlessons.published.dose.visits import set_for
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, printed_span, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.words import clock, lower

#: Regimens whose model comes with published variances for all that varies.
REGIMENS = ("iv_infusion", "iv_s_infusion_28", "nasal_28", "nasal_56", "nasal_84", "oral_s_84")
END_H = 6.0
_TOP = 280.0
_TIMES = np.arange(0, int(END_H * 60) + 1, 2) / 60.0
_BINS = np.arange(0.0, _TOP + 1, 10.0)
#: The people are always the same: those of this seed.
SEED = 1
#: How many there are in the largest crowd.
MOST = 1000

#: How the patient stands among the others, by case.
_AMONG = {"least": "less than all the others", "more than some": "more than {rank} of the others"}
_SENTENCES = {
    case: "{time_h:clock} after the start of {regimen}, the middle one of {people} virtual patients has {middle:ng_ml} "
    "ketamine in plasma; nine in ten have {nine_in_ten}, so the upper end is {ratio:number} times the lower. Patient "
    "{patient} has {own:ng_ml}, " + among + "; peak {own_peak:ng_ml}."
    for case, among in _AMONG.items()
}
_BRIEF_AMONG = {"least": "less than all others", "more than some": "more than {rank:counted.other}"}
_BRIEF = {
    case: told_of(
        "{regimen}",
        News("Nine in ten", "{nine_in_ten}"),
        News("Upper over lower end", "{ratio:number} times"),
        News("This patient", "{own:ng_ml}, " + among, of="{regimen}, {patient}"),
        News("Middle patient", "{middle:ng_ml}"),
    )
    for case, among in _BRIEF_AMONG.items()
}


@cache
def _everybody(regimen_id: str) -> Course:
    """Return the course of the largest crowd: a smaller one is its first people, so nobody is worked out again."""
    return trace(regimen_id, set_for(regimen(regimen_id)), _TIMES, patients=MOST, seed=SEED)


@lru_cache(maxsize=64)
def _bands(regimen_id: str, patients: int) -> np.ndarray:
    """Return the 5th, 50th and 95th percentile of the first people at each time."""
    return np.percentile(_everybody(regimen_id).ketamine_ng_ml[:patients], (5, 50, 95), axis=0)


@dataclass(frozen=True)
class _Crowd:
    """A crowd at one time; `course` is that of everybody."""

    row: Regimen
    course: Course
    bands: np.ndarray
    patient: int
    time_h: float
    now: np.ndarray

    @classmethod
    def of(cls, regimen_id: str, patients: int, patient: int, time_min: float) -> _Crowd:
        course, time_h = _everybody(regimen_id), time_min / 60.0
        now = course.at(time_h)[0][:patients]
        return cls(regimen(regimen_id), course, _bands(regimen_id, patients), patient, time_h, now)

    @property
    def percentiles(self) -> tuple[float, float, float]:
        low, middle, high = np.percentile(self.now, (5, 50, 95))
        return float(low), float(middle), float(high)

    @property
    def own(self) -> float:
        return float(self.now[self.patient - 1])

    @property
    def own_peak(self) -> float:
        return float(self.course.cmax_ng_ml[self.patient - 1])

    @property
    def rank(self) -> int:
        """How many of the others have less now."""
        return int((self.now < self.own).sum())

    @property
    def case(self) -> str:
        return "more than some" if self.rank else "least"

    def slots(self) -> dict[str, object]:
        low, middle, high = self.percentiles
        return {
            "time_h": self.time_h,
            "regimen": self.row.phrase,
            "people": len(self.now),
            "middle": middle,
            "nine_in_ten": printed_span("ng_ml", low, high),
            "ratio": high / low,
            "patient": self.patient,
            "own": self.own,
            "rank": self.rank,
            "own_peak": self.own_peak,
        }

    def rows(self) -> tuple[tuple[str, str], ...]:
        low, middle, high = self.percentiles
        at, people = clock(self.time_h), len(self.now)
        return (
            ("Regimen", self.row.phrase),
            ("Virtual patients", printed("{:d}", people)),
            (f"Middle patient at {at}", printed("{:ng_ml}", middle)),
            (f"Nine in ten at {at}", printed_span("ng_ml", low, high)),
            ("Upper end over lower end", printed("{:number}", high / low)),
            (f"Patient {self.patient} at {at}", printed("{:ng_ml}", self.own)),
            (f"Others with less than patient {self.patient}", printed("{:d}", self.rank)),
            ("Peaks: middle, and nine in ten", _spread(self.course.cmax_ng_ml[:people])),
            ("Peaks of norketamine: middle, and nine in ten", _spread(self.course.norketamine_cmax_ng_ml[:people])),
            ("Drawn with", MODEL_WORDS[self.course.name]),
        )


def _spread(conc_ng_ml: np.ndarray) -> Printed:
    """Say the middle and nine in ten of everybody's concentrations."""
    low, middle, high = (float(end) for end in np.percentile(conc_ng_ml, (5, 50, 95)))
    cell = printed("{:ng_ml}", middle)
    return Printed(f"{cell}, {printed_span('ng_ml', low, high)}", middle, low, high)


def _panel() -> Panel:
    people, patients = tuple(range(1, 21)), (20, 30, 50, 100, 200, 300, 500, 700, 1000)
    return Panel(
        (
            Choice("route", "Regimen", menu(REGIMENS), "iv_infusion"),
            Range(
                "patients",
                "Number of patients",
                patients,
                1000,
                texts=tuple(f"{n} patients" for n in patients),
                pages=(20, 100, 300, 1000),
            ),
            Range("patient", "Follow patient", people, 4, texts=tuple(f"patient {one}" for one in people), same=False),
            minutes(40),
        ),
        hint="Follow one patient after another. Then ask whether a larger group makes the band narrower.",
    )


@steady()
def virtual_patients() -> LiveFigure:
    """Return the live figure; controls: route, patients, patient, time_min."""
    figure = style.figure(9.0, 4.6)
    axes = figure.add_axes((0.075, 0.13, 0.60, 0.73))
    style.dress(axes, xlabel="Time after the start (h)", ylabel="Ketamine in plasma (ng/mL)")
    axes.set_xlim(0, END_H)
    axes.set_ylim(0, _TOP)
    side = figure.add_axes((0.715, 0.13, 0.27, 0.73))
    style.dress(side, xlabel="Share of patients now (%)", grid=False)
    # All of a small group may stand on one step.
    side.set_xlim(0, 105)
    side.set_ylim(0, _TOP)
    side.set_yticks([])
    band, middle = marks.band(axes, "blue"), marks.line(axes, "blue", 2.6)
    own, now = marks.line(axes, "orange", 2.2, marks.DASHED), marks.cursor(axes)
    dot = marks.points(axes, "orange", "D", clip_on=False)
    shares, level = marks.band(side, "blue", 1.2), marks.line(side, "orange", 2.2, marks.DASHED)
    corner = {"ha": "right", "va": "top"}
    marks.words(axes, END_H - 0.05, _TOP - 4, "shaded: nine in ten patients", "blue", **corner)
    marks.words(axes, END_H - 0.05, _TOP - 20, "solid: the middle one at each time", "blue", **corner)
    name = marks.words(axes, END_H - 0.05, _TOP - 36, "", "orange", **corner)
    head = marks.words(figure, 0.075, 0.93, size="text", bold=True)
    count = marks.words(side, 103, _TOP - 4, **corner)

    # Everybody is met while the figure is built, so that no move of a control has to wait for them.
    for regimen_id in REGIMENS:
        _everybody(regimen_id)

    def update(*, route: str, patients: float, patient: float, time_min: float) -> Reading:
        crowd = _Crowd.of(route, int(patients), int(patient), time_min)
        low, mid, high = crowd.bands
        band.set_xy(np.column_stack([np.append(_TIMES, _TIMES[::-1]), np.append(low, high[::-1])]))
        middle.set_data(_TIMES, mid)
        own.set_data(_TIMES, crowd.course.ketamine_ng_ml[crowd.patient - 1])
        # Late, the line ends below the words in the corner.
        now.set_data([crowd.time_h] * 2, [0, _TOP if time_min < 200 else _TOP - 54])
        dot.set_data([crowd.time_h], [crowd.own])
        heights = 100 * np.histogram(crowd.now, _BINS)[0] / len(crowd.now)
        edges = np.repeat(_BINS, 2)
        steps = np.concatenate([[0.0], np.repeat(heights, 2), [0.0]])
        shares.set_xy(np.column_stack([steps, edges]))
        level.set_data([0, 105], [crowd.own, crowd.own])
        name.set_text(f"dashed: patient {crowd.patient}")
        head.set_text(f"{clock(crowd.time_h)} after the start: {lower(crowd.row.label)}")
        count.set_text(f"{len(crowd.now)} patients, steps of 10 ng/mL")
        return Reading.of(_SENTENCES, crowd.case, crowd.slots(), ("Quantity", "Value now"), crowd.rows(), _BRIEF)

    moving = {
        "nine in ten": band,
        "middle patient": middle,
        "time": now,
        "patient": own,
        "patient now": dot,
        "shares of patients": shares,
        "patient among the shares": level,
        "patient in words": name,
        "title": head,
        "number of patients": count,
    }
    return LiveFigure(figure, moving, update, "Virtual patients", _panel())
