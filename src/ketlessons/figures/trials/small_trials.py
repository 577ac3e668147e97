"""What does a p-value miss? A hundred trials of one true effect, the significant ones, and those in the drawer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketlessons.evidence import fact
from ketlessons.models import mean_in_favour, mean_not_in_favour, mean_published, share_in_favour, smallest_significant
from ketlessons.models.trials.selection import estimates
from ketlessons.stage import style
from ketlessons.stage.controls import Panel, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import number, percent, signed

TRIALS = 100
_LOW, _HIGH, _TOP = -1.3, 2.4, 36.0
_WIDTH = 0.08


@lru_cache(maxsize=256)
def _hundred(smd: float, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the estimates of a hundred equally likely trials, and where each stands in its column."""
    found, edge = estimates(smd, n, TRIALS), float(smallest_significant(n))
    # The columns begin at the edge, so that none holds both kinds.
    columns = np.floor((found - edge) / _WIDTH).astype(int)
    heights = np.array([np.count_nonzero(columns[:i] == column) for i, column in enumerate(columns)]) + 0.6
    return found, edge + (columns + 0.5) * _WIDTH, heights * min(2.0, 0.88 * _TOP / heights.max())


@dataclass(frozen=True)
class _Literature:
    """What is done and what is seen at one setting; a thought experiment."""

    smd: float
    n: int
    published: float

    @property
    def share(self) -> float:
        """Share of trials significant in favour."""
        return float(share_in_favour(self.smd, self.n))

    @property
    def mean_seen(self) -> float:
        return float(mean_published(self.smd, self.n, self.published))

    @property
    def mean_significant(self) -> float:
        return float(mean_in_favour(self.smd, self.n))

    @property
    def in_the_drawer(self) -> np.ndarray:
        """Which of the hundred are not published: every so many of those that are not significant."""
        lost = ~self.significant
        turn = np.cumsum(lost) - 0.5
        kept = np.floor(turn * self.published + 0.5) > np.floor((turn - 1.0) * self.published + 0.5)
        return lost & ~kept

    @property
    def significant(self) -> np.ndarray:
        return _hundred(self.smd, self.n)[0] > smallest_significant(self.n)

    def exaggeration(self, mean: float) -> str:
        """Say how a mean stands to the truth."""
        if not self.smd:
            return "with nothing behind it"
        return "the true effect" if abs(mean - self.smd) < 1e-9 else f"{number(mean / self.smd)} times the true effect"

    def sentence(self) -> str:
        unit = "standard deviation" if self.smd == 1 else "standard deviations"
        truth = f"a true effect of {self.smd:g} {unit}" if self.smd else "no true effect"
        won = "" if self.smd else " by chance"
        although = ", although the effect is real" if self.smd else ""
        drawer = {0: "none", 1: "all"}.get(self.published, percent(self.published))
        return (
            f"Thought experiment, {self.n} people an arm and {truth}: {percent(self.share)} of trials come out "
            f"significant in favour{won}, with a mean of {number(self.mean_significant)}; {_rest(self.share)} do "
            f"not{although}. If {drawer} of those are published, the published mean is {_mean(self.mean_seen)}, "
            f"{self.exaggeration(self.mean_seen)}."
        )

    def rows(self) -> tuple[tuple[str, str], ...]:
        every, seen, unseen = (fact(f"trad_smd_{which}") for which in ("all", "published", "unpublished"))
        return (
            ("People in each arm", f"{self.n}"),
            ("True effect, standard deviations", f"{self.smd:g}"),
            ("Smallest estimate that is significant", number(float(smallest_significant(self.n)))),
            ("Significant in favour", percent(self.share)),
            ("Not significant in favour", _rest(self.share)),
            ("Mean of those not significant in favour", _mean(float(mean_not_in_favour(self.smd, self.n)))),
            ("Mean of the significant ones", number(self.mean_significant)),
            ("Published of those not significant", percent(self.published)),
            ("Mean of all trials done", f"{self.smd:g}"),
            ("Mean of the published ones", f"{_mean(self.mean_seen)}, {self.exaggeration(self.mean_seen)}"),
            ("For comparison, 21 antidepressants: published, unpublished, all",
             f"{seen.value:.2f}, {unseen.value:.2f}, {every.value:.2f}"),
        )  # fmt: skip


def _rest(share: float) -> str:
    """Say what is left of all, with the digit that the share itself was given."""
    said = percent(share).removesuffix(" %")
    return f"{100 - float(said):.{len(said.partition('.')[2])}f} %"


def _mean(value: float) -> str:
    if np.isnan(value):
        return "hardly any are left"
    if abs(value) < 0.005:
        return "0"
    return number(value) if value > 0 else signed(value, 2)


def _panel() -> Panel:
    shares = tuple(share / 100 for share in (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100))
    return Panel(
        (
            Range("people", "People in each arm", (12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200), 20),
            Range("smd", "True effect (standard deviations)", linear_grid(0, 1, 0.1), 0.3),
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
    axes = style.dress(figure.add_axes((0.03, 0.135, 0.635, 0.74)), grid=False,
                       xlabel="Estimate of one trial (standard deviations, benefit to the right)")  # fmt: skip
    axes.set_xlim(_LOW, _HIGH)
    axes.set_ylim(0, _TOP)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    look = {"clip_on": False, "markersize": 5.5}
    edge = axes.plot([], [], color=colour("blue"), linewidth=1.4, linestyle=(0, (5, 2)))[0]
    true = axes.plot([], [], color=colour("ink"), linewidth=1.8)[0]
    won = axes.plot([], [], "s", color=colour("blue"), **look)[0]
    rest = axes.plot([], [], "o", color=colour("paper"), markeredgecolor=colour("ink"), **look)[0]
    drawer = axes.plot([], [], "x", color=colour("soft-ink"), markeredgewidth=1.1, **look)[0]
    seen = axes.plot([], [], "v", color=colour("orange"), markersize=13, markeredgecolor=colour("paper"), zorder=6)[0]
    words = {"fontsize": style.SMALL_PT, "va": "center"}
    head = figure.text(0.03, 0.945, "", color=colour("ink"), fontsize=style.TEXT_PT, fontweight="bold", va="center")
    lines = []
    for place, (text, role) in enumerate((
        ("squares: significant in favour", "blue"), ("circles: published all the same", "ink"),
        ("crosses: in the drawer", "soft-ink"), ("triangle: mean of the published", "orange"),
        ("line: true effect", "ink"),
    )):  # fmt: skip
        y = 0.855 - 0.108 * place
        figure.text(0.685, y, text, color=colour(role), **words)
        lines.append(figure.text(0.685, y - 0.043, "", color=colour(role), fontsize=style.TEXT_PT, fontweight="bold",
                                 va="center"))  # fmt: skip
    every, out, hidden = (fact(f"trad_smd_{which}") for which in ("all", "published", "unpublished"))
    figure.text(0.685, 0.265, "For comparison, 21 antidepressants", color=colour("purple"), **words)
    figure.text(0.685, 0.215, f"published trials {out.value:.2f}", color=colour("purple"), **words)
    figure.text(0.685, 0.17, f"unpublished {hidden.value:.2f}", color=colour("purple"), **words)
    figure.text(0.685, 0.125, f"all {every.value:.2f}", color=colour("purple"), **words)

    def update(*, people: float, smd: float, published: float) -> Reading:
        now = _Literature(smd, int(people), published)
        _, x, y = _hundred(now.smd, now.n)
        won_here, lost = now.significant, now.in_the_drawer
        for artist, which in ((won, won_here), (rest, ~won_here & ~lost), (drawer, lost)):
            artist.set_data(x[which], y[which])
        limit = float(smallest_significant(now.n))
        edge.set_data([limit, limit], [0, _TOP])
        true.set_data([smd, smd], [0, _TOP])
        seen.set_data([now.mean_seen], [_TOP - 1.2])
        counts = (won_here.sum(), (~won_here & ~lost).sum(), lost.sum())
        texts = (f"{counts[0]} of 100, mean {number(now.mean_significant)}", f"{counts[1]} of 100",
                 f"{counts[2]} of 100", _mean(now.mean_seen), f"{smd:g}")  # fmt: skip
        for artist, text in zip(lines, texts, strict=True):
            artist.set_text(text)
        head.set_text(f"100 imagined trials, {now.n} people an arm; dashed: significant from {number(limit)}")
        return Reading(now.sentence(), ("Quantity", "Value now"), now.rows())

    moving = {
        "edge": edge,
        "true": true,
        "won": won,
        "rest": rest,
        "drawer": drawer,
        "seen": seen,
        "head": head,
        "lines": lines,
    }
    return LiveFigure(figure, moving, update, "A hundred small trials", _panel())
