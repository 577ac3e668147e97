"""What does a p-value miss? A hundred trials of one true effect, the significant ones, and those in the drawer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

import numpy as np

from ketlessons.evidence import fact
from ketlessons.models.trials.drawer import in_the_drawer, mean_not_in_favour
from ketlessons.models.trials.selection import (
    estimates,
    mean_in_favour,
    mean_published,
    share_in_favour,
    smallest_significant,
)
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Panel, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, say
from ketlessons.stage.steady import steady
from ketlessons.stage.words import number, percent, signed

HOW_MANY = 100
_LOW, _HIGH, _TOP = -1.3, 2.4, 36.0
_WIDTH = 0.08


class Case(Enum):
    """What the published mean is, beside the truth."""

    NO_EFFECT = auto()
    EXAGGERATED = auto()
    ALL_PUBLISHED = auto()


_REAL = (
    "Thought experiment, {people} people an arm and a true effect of {smd:sds}: {share:percent} of trials come out "
    "significant in favour, with a mean of {won:number}; {rest} do not, although the effect is real. If {kept} of "
    "those are published, the published mean is {seen}"
)
_SENTENCES = {
    Case.NO_EFFECT: "Thought experiment, {people} people an arm and no true effect: {share:percent} of trials come out "
    "significant in favour by chance, with a mean of {won:number}; {rest} do not. If {kept} of those are published, "
    "the published mean is {seen}, with nothing behind it.",
    Case.EXAGGERATED: f"{_REAL}, {{times:number}} times the true effect.",
    Case.ALL_PUBLISHED: f"{_REAL}, the true effect.",
}
#: That the published mean stays where nothing is in the drawer is what the slider of people teaches.
_SEEN = (
    News("Trials significant in favour", "{share:percent}"),
    News("Their mean", "{won:number} SD"),
    News("Published mean", "{seen_sd}", steady=True),
)
_TIMES = News("Times the true effect", "{times:number}")
_BRIEF = {
    Case.NO_EFFECT: (*_SEEN, News("Behind it there is", "nothing")),
    Case.EXAGGERATED: (*_SEEN, _TIMES),
    Case.ALL_PUBLISHED: (*_SEEN, _TIMES),
}
#: How it ends, for the table.
_BESIDE = {
    Case.NO_EFFECT: "with nothing behind it",
    Case.EXAGGERATED: "{times:number} times the true effect",
    Case.ALL_PUBLISHED: "the true effect",
}
#: How many of the others are published, where it is no share.
_KEPT = {0: "none", 1: "all"}
#: What the marks mean, with their colours.
_KEY = {
    "squares: significant in favour": "blue",
    "circles: published all the same": "ink",
    "crosses: in the drawer": "soft-ink",
    "triangle: mean of the published": "orange",
    "line: true effect": "ink",
}
_OTHERS = "For comparison, 21 antidepressants"
_COMPARED = ("published", "unpublished", "all")


@lru_cache(maxsize=256)
def _hundred(smd: float, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the estimates of a hundred equally likely trials, and where each stands in its column."""
    found, edge = estimates(smd, n, HOW_MANY), float(smallest_significant(n))
    # The columns begin at the edge, so that none holds both kinds.
    columns = np.floor((found - edge) / _WIDTH).astype(int)
    heights = np.array([np.count_nonzero(columns[:i] == column) for i, column in enumerate(columns)]) + 0.6
    return found, edge + (columns + 0.5) * _WIDTH, heights * min(2.0, 0.88 * _TOP / heights.max())


@dataclass(frozen=True)
class _Literature:
    """What is done and what is seen at one setting; a thought experiment."""

    n: int
    smd: float
    published: float
    share: float
    won: float
    seen: float

    @classmethod
    def of(cls, n: int, smd: float, published: float) -> _Literature:
        seen = float(mean_published(smd, n, published))
        return cls(n, smd, published, float(share_in_favour(smd, n)), float(mean_in_favour(smd, n)), seen)

    @property
    def case(self) -> Case:
        if not self.smd:
            return Case.NO_EFFECT
        return Case.ALL_PUBLISHED if abs(self.seen - self.smd) < 1e-9 else Case.EXAGGERATED

    @property
    def times(self) -> float:
        """How many times the true effect the published mean is; 0 where there is none."""
        return self.seen / self.smd if self.smd else 0.0

    def reading(self) -> Reading:
        said = {
            "rest": _rest(self.share),
            "kept": _KEPT.get(self.published, percent(self.published)),
            "seen": _mean(self.seen),
            "times": self.times,
        }
        said["seen_sd"] = said["seen"] if np.isnan(self.seen) else f"{said['seen']} SD"
        slots = {"people": self.n, "smd": self.smd, "share": self.share, "won": self.won, **said}
        return Reading.of(_SENTENCES, self.case, slots, ("Quantity", "Value now"), self.rows(), _BRIEF)

    def rows(self) -> tuple[tuple[str, str], ...]:
        seen, unseen, every = (fact(f"trad_smd_{which}").value for which in _COMPARED)
        beside = say(_BESIDE[self.case], times=self.times)
        times = (self.times,) if self.case is Case.EXAGGERATED else ()
        return (
            ("People in each arm", printed("{:d}", self.n)),
            ("True effect, standard deviations", printed("{:g}", self.smd)),
            ("Smallest estimate that is significant", printed("{:number}", float(smallest_significant(self.n)))),
            ("Significant in favour", printed("{:percent}", self.share)),
            ("Not significant in favour", _rest(self.share)),
            ("Mean of those not significant in favour", _mean(float(mean_not_in_favour(self.smd, self.n)))),
            ("Mean of the significant ones", printed("{:number}", self.won)),
            ("Published of those not significant", printed("{:percent}", self.published)),
            ("Mean of all trials done", printed("{:g}", self.smd)),
            ("Mean of the published ones", Printed(f"{_mean(self.seen)}, {beside}", self.seen, *times)),
            (f"{_OTHERS}: published, unpublished, all", printed("{:.2f}, {:.2f}, {:.2f}", seen, unseen, every)),
        )


def _rest(share: float) -> Printed:
    """Say what is left of all, with the digit that the share itself was given."""
    said = percent(share).removesuffix(" %")
    return Printed(f"{100 - float(said):.{len(said.partition('.')[2])}f} %", 1 - share)


def _mean(value: float) -> Printed:
    if np.isnan(value):
        return Printed("hardly any are left")
    if abs(value) < 0.005:
        return Printed("0", value)
    return Printed(number(value) if value > 0 else signed(value, 2), value)


def _panel() -> Panel:
    shares = tuple(share / 100 for share in (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100))
    return Panel(
        (
            Range("people", "People in each arm", (12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200), 20, "people"),
            Range("smd", "True effect (standard deviations)", linear_grid(0, 1, 0.1), 0.3, "SD"),
            Range(
                "published",
                "Published of those not significant",
                shares,
                1,
                texts=tuple(f"{100 * share:.0f} %" for share in shares),
            ),
        ),
        hint="Make the trials larger until most are significant. Then go back and empty the drawer.",
    )


@steady()
def small_trials() -> LiveFigure:
    """Return the live figure; controls: people, smd, published."""
    figure = style.figure(9.0, 4.8)
    axes = figure.add_axes((0.03, 0.135, 0.635, 0.74))
    style.dress(axes, grid=False, xlabel="Estimate of one trial (standard deviations, benefit to the right)")
    axes.set_xlim(_LOW, _HIGH)
    axes.set_ylim(0, _TOP)
    marks.no_heights(axes)
    edge = marks.line(axes, "blue", 1.4, (5, 2))
    true = marks.line(axes, "ink", 1.8)
    won = marks.points(axes, "blue", "s", 5.5, rim=None, clip_on=False)
    rest = marks.points(axes, "paper", "o", 5.5, rim="ink", clip_on=False)
    drawer = marks.points(axes, "soft-ink", "x", 5.5, rim=None, markeredgewidth=1.1, clip_on=False)
    seen = marks.points(axes, "orange", "v", 13, zorder=6)
    head = marks.words(figure, 0.03, 0.945, size="text", bold=True)
    lines = []
    for place, (text, ink) in enumerate(_KEY.items()):
        y = 0.855 - 0.108 * place
        marks.words(figure, 0.685, y, text, ink)
        lines.append(marks.words(figure, 0.685, y - 0.043, "", ink, size="text", bold=True))
    out, hidden, every = (fact(f"trad_smd_{which}").value for which in _COMPARED)
    marks.words(figure, 0.685, 0.265, _OTHERS, "purple")
    marks.words(figure, 0.685, 0.215, f"published trials {out:.2f}", "purple")
    marks.words(figure, 0.685, 0.17, f"unpublished {hidden:.2f}", "purple")
    marks.words(figure, 0.685, 0.125, f"all {every:.2f}", "purple")

    def update(*, people: float, smd: float, published: float) -> Reading:
        now = _Literature.of(int(people), smd, published)
        limit = float(smallest_significant(now.n))
        found, x, y = _hundred(smd, now.n)
        significant, lost = found > limit, in_the_drawer(found, now.n, published)
        drawn = {won: significant, rest: ~significant & ~lost, drawer: lost}
        for artist, which in drawn.items():
            artist.set_data(x[which], y[which])
        edge.set_data([limit, limit], [0, _TOP])
        true.set_data([smd, smd], [0, _TOP])
        seen.set_data([now.seen], [_TOP - 1.2])
        counts = [f"{which.sum()} of {HOW_MANY}" for which in drawn.values()]
        counts[0] += f", mean {number(now.won)}"
        for artist, text in zip(lines, (*counts, _mean(now.seen), f"{smd:g}"), strict=True):
            artist.set_text(text)
        head.set_text(f"{HOW_MANY} imagined trials, {now.n} people an arm; dashed: significant from {number(limit)}")
        return now.reading()

    moving = {
        "edge of significance": edge,
        "true effect": true,
        "significant": won,
        "published all the same": rest,
        "in the drawer": drawer,
        "mean of the published": seen,
        "head": head,
        "key": lines,
    }
    return LiveFigure(figure, moving, update, "A hundred small trials", _panel())
