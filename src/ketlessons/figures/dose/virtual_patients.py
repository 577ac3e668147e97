"""How differently do people handle the same dose? A virtual population with its band, and one patient in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from ketlessons.evidence import Regimen, regimen
from ketlessons.figures.dose.regimens import MODEL_WORDS, menu, minutes, model_of
from ketlessons.models import Course
from ketlessons.published import trace
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import clock, concentration, lower, number, span

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


@cache
def _everybody(regimen_id: str) -> Course:
    """Return the course of the largest crowd: a smaller one is its first people, so nobody is worked out again."""
    return trace(regimen_id, model_of(regimen(regimen_id)), _TIMES, patients=MOST, seed=SEED)


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

    def sentence(self) -> str:
        low, middle, high = self.percentiles
        people = len(self.now)
        return (
            f"{clock(self.time_h)} after the start of {self.row.phrase}, the middle one of {people} virtual patients "
            f"has {concentration(middle)} ketamine in plasma; nine in ten have "
            f"{span(concentration(low), concentration(high))}, so the upper end is {number(high / low)} times the "
            f"lower. Patient {self.patient} has {concentration(self.own)}, more than {self.rank or 'none'} of the "
            f"others; peak {concentration(self.own_peak)}."
        )

    def rows(self) -> tuple[tuple[str, str], ...]:
        low, middle, high = self.percentiles
        at, people = clock(self.time_h), len(self.now)
        peaks = [concentration(float(p)) for p in np.percentile(self.course.cmax_ng_ml[:people], (5, 50, 95))]
        made = [
            concentration(float(p)) for p in np.percentile(self.course.norketamine_cmax_ng_ml[:people], (5, 50, 95))
        ]
        return (
            ("Regimen", self.row.phrase),
            ("Virtual patients", f"{people}"),
            (f"Middle patient at {at}", concentration(middle)),
            (f"Nine in ten at {at}", span(concentration(low), concentration(high))),
            ("Upper end over lower end", number(high / low)),
            (f"Patient {self.patient} at {at}", concentration(self.own)),
            (f"Others with less than patient {self.patient}", f"{self.rank}"),
            ("Peaks: middle, and nine in ten", f"{peaks[1]}, {span(peaks[0], peaks[2])}"),
            ("Peaks of norketamine: middle, and nine in ten", f"{made[1]}, {span(made[0], made[2])}"),
            ("Drawn with", MODEL_WORDS[self.course.name]),
        )


def _panel() -> Panel:
    people, patients = tuple(range(1, 21)), (20, 30, 50, 100, 200, 300, 500, 700, 1000)
    return Panel(
        (
            Choice("route", "Regimen", menu(REGIMENS), "iv_infusion"),
            Range("patients", "Number of patients", patients, 1000),
            Range("patient", "Follow patient", people, 4),
            minutes(40),
        ),
        hint="Follow one patient after another. Then ask whether a larger group makes the band narrower.",
    )


@steady()
def virtual_patients() -> LiveFigure:
    """Return the live figure; controls: route, patients, patient, time_min."""
    figure = style.figure(9.0, 4.6)
    axes = style.dress(figure.add_axes((0.075, 0.13, 0.60, 0.73)), xlabel="Time after the start (h)",
                       ylabel="Ketamine in plasma (ng/mL)")  # fmt: skip
    axes.set_xlim(0, END_H)
    axes.set_ylim(0, _TOP)
    side = figure.add_axes((0.715, 0.13, 0.27, 0.73))
    style.dress(side, xlabel="Share of patients now (%)", grid=False)
    # All of a small group may stand on one step.
    side.set_xlim(0, 105)
    side.set_ylim(0, _TOP)
    side.set_yticks([])
    band = axes.fill([], [], facecolor=colour("blue-wash"), edgecolor=colour("blue"), linewidth=0.8)[0]
    middle = axes.plot([], [], color=colour("blue"), linewidth=2.6)[0]
    own = axes.plot([], [], color=colour("orange"), linewidth=2.2, linestyle=(0, (6, 2)))[0]
    now = axes.plot([], [], color=colour("soft-ink"), linewidth=1.1, linestyle=(0, (2, 2)))[0]
    dot = axes.plot([], [], "D", color=colour("orange"), markersize=8, markeredgecolor=colour("paper"),
                    clip_on=False)[0]  # fmt: skip
    shares = side.fill([], [], facecolor=colour("blue-wash"), edgecolor=colour("blue"), linewidth=1.2)[0]
    line = side.plot([], [], color=colour("orange"), linewidth=2.2, linestyle=(0, (6, 2)))[0]
    key = {"fontsize": style.SMALL_PT, "va": "top", "ha": "right"}
    axes.text(END_H - 0.05, _TOP - 4, "shaded: nine in ten patients", color=colour("blue"), **key)
    axes.text(END_H - 0.05, _TOP - 20, "solid: the middle one at each time", color=colour("blue"), **key)
    name = axes.text(END_H - 0.05, _TOP - 36, "", color=colour("orange"), **key)
    head = figure.text(0.075, 0.93, "", color=colour("ink"), fontsize=style.TEXT_PT, fontweight="bold", va="center")
    count = side.text(103, _TOP - 4, "", color=colour("ink"), **key)

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
        line.set_data([0, 105], [crowd.own, crowd.own])
        name.set_text(f"dashed: patient {crowd.patient}")
        head.set_text(f"{clock(crowd.time_h)} after the start: {lower(crowd.row.label)}")
        count.set_text(f"{len(crowd.now)} patients, steps of 10 ng/mL")
        return Reading(crowd.sentence(), ("Quantity", "Value now"), crowd.rows())

    moving = {
        "band": band,
        "middle": middle,
        "now": now,
        "own": own,
        "dot": dot,
        "shares": shares,
        "line": line,
        "name": name,
        "head": head,
        "count": count,
    }
    return LiveFigure(figure, moving, update, "Virtual patients", _panel())
