"""How are sixty years drawn so that the crowded ones have room? In two stretches of years, with a lane for each kind.

What the two walks through the dates share: the years that are far apart stand in one stretch, the crowded ones in the
other, and each event is drawn once, as what it is at the moment: later, before, before and elsewhere, or now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketlessons.evidence import Event
from ketlessons.published.identity.dates import years
from ketlessons.stage import marks, style
from ketlessons.stage.style import colour
from ketlessons.stage.words import date

#: What an event is at the moment.
GROUPS = ("later", "before, elsewhere", "before", "now")
_KEY = "diamond: now; squares: before; rings: later; crosses: before, elsewhere"


@dataclass(frozen=True)
class Stretch:
    """Some years: where they are drawn, and from which to which."""

    name: str
    axes: Axes
    levels: Mapping[str, float]
    signs: Mapping[str, Line2D]

    def show(self, groups: Mapping[str, Sequence[Event]], lane_of: Mapping[str, str], now: Event) -> None:
        """Draw each event of these years once, in its lane."""
        low, high = self.axes.get_xlim()
        for name, group in groups.items():
            here = [one for one in group if low <= years(one) <= high and lane_of[one.id] in self.levels]
            levels = [self.levels[lane_of[one.id]] for one in here]
            self.signs[name].set_data([years(one) for one in here], levels)
        within = low <= years(now) <= high and lane_of[now.id] in self.levels
        self.signs["date"].set_data([years(now)] * 2 if within else [], self.axes.get_ylim() if within else [])


def two_stretches(
    figure: Figure,
    lanes: Sequence[str],
    spans: Sequence[tuple[str, float, float, Iterable[int]]],
    lefts: Sequence[tuple[float, float]],
    heights: tuple[float, float],
) -> tuple[Stretch, ...]:
    """Draw the stretches that stand still: a name, first and last year, and years to write; where, and how wide."""
    bottom, height = heights
    levels = {lane: float(len(lanes) - 1 - place) for place, lane in enumerate(lanes)}
    made = []
    for (name, first, last, ticks), (left, width) in zip(spans, lefts, strict=True):
        axes = style.dress(figure.add_axes((left, bottom, width, height)), grid=False)
        axes.set_xlim(first, last)
        axes.set_ylim(-0.6, len(lanes) - 0.4)
        marks.ticks(axes, x={tick: str(tick) for tick in ticks})
        marks.no_heights(axes)
        axes.hlines(range(len(lanes)), first, last, color=colour("grid"), linewidth=1.0, zorder=0)
        made.append(Stretch(name, axes, levels, _signs(axes)))
    for lane, level in levels.items():
        marks.words(figure, 0.012, bottom + height * (level + 0.6) / (len(lanes) + 0.2), lane)
    return tuple(made)


def key_of_signs(figure: Figure, y: float, elsewhere: str = "elsewhere") -> None:
    """Write what the marks mean."""
    marks.words(figure, 0.012, y, _KEY.replace("elsewhere", elsewhere), "soft-ink")


def grouped(events: Sequence[Event], now: int, chosen: Iterable[str]) -> dict[str, list[Event]]:
    """Sort events by what they are at the moment; those before it that were not chosen are elsewhere."""
    ids, groups = set(chosen), {name: [] for name in GROUPS}
    for place, one in enumerate(events):
        past = "before" if one.id in ids else "before, elsewhere"
        groups["now" if place == now else "later" if place > now else past].append(one)
    return groups


def moving(stretches: Iterable[Stretch]) -> dict[str, Line2D]:
    """Return the marks by name."""
    return {f"{name}, {one.name}": artist for one in stretches for name, artist in one.signs.items()}


def head_of(event: Event) -> str:
    """Say when and where, and whether that is the word of others."""
    return f"{date(event.date)}, {event.region}{', as reported' if event.reported else ''}"


def _signs(axes: Axes) -> dict[str, Line2D]:
    return {
        "later": marks.points(axes, "paper", "o", 6, rim="soft-ink"),
        "before, elsewhere": marks.points(axes, "soft-ink", "x", 6, rim=None),
        "before": marks.points(axes, "blue", "s", 7.5),
        "now": marks.points(axes, "orange", "D", 11, rim=None, zorder=5),
        "date": marks.line(axes, "orange", 1.3, marks.DOTTED),
    }
