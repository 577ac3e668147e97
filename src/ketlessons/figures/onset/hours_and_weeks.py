"""Is it really faster? Differences from control between forty minutes and eight weeks, on one axis of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketlessons import published
from ketlessons.figures.onset.time_axis import LOOKS, SCALES, STOPS, Look, Scale, Stop, around, placed, stop_at
from ketlessons.published.onset.found_by import estimated_by, found_by
from ketlessons.published.onset.rated_twice import TIMES, RatedTwice, lead_of_the_same, rated_twice
from ketlessons.published.trials.comparison import CONTROLS, Comparison
from ketlessons.published.trials.comparisons import comparisons, pills
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed, told_of
from ketlessons.stage.steady import steady
from ketlessons.stage.strokes import links, through, upright
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import lead, lead_alone, leads_between
from ketlessons.stage.words import in_words, signed, upper

ALL = "all"
#: What can be left out: in words, and which comparisons that is. Two poolings say how far ketamine leads saline, and
#: they disagree; so either can be taken away, to see the other alone.
WITHOUT: dict[str, tuple[str, Callable[[Comparison], bool]]] = {
    "nothing": ("Nothing", lambda one: False),
    "given away": ("Those in which most people could tell", lambda one: one.given_away),
    "wilkinson": ("Wilkinson's pooling", lambda one: "Wilkinson 2019" in found_by(one)),
    "cochrane": ("Cochrane's pooling", lambda one: "Cochrane 2021" in found_by(one)),
}
FIRST_H, LAST_H = 0.45, 2000.0
_TICKS = {2 / 3: "40 min", 2: "2 h", 4: "4 h", 8: "8 h", 24: "1 day", 72: "3 days", 168: "1 week"}
_TICKS |= {336: "2 weeks", 648: "4 weeks", 1344: "8 weeks"}
_STEPS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5)
_FLOOR, _TOP = -1.25, 2.22

#: One sentence a case: what stands at the stop, and if nothing does, where the marks lie that are drawn.
_SENTENCES = {
    "here": "{stop}, {here:counted.comparison}, lead over control in {scale}. Against {told}.",
    "rated twice": "{stop}, {here:counted.comparison}, lead over control in {scale}. Against {told}. {several} trials "
    "of the spray rated the lead both at {first_time} and at {later_time}. Their mean is {first_lead}, then "
    "{later_lead}: in {grew} of them the lead grew, in {shrank} it shrank.",
    "elsewhere": "{stop}: no rating is drawn here, so nothing is said. The {drawn} comparisons shown lie between "
    "{first} and {last}.",
    "at one other time": "{stop}: no rating is drawn here, so nothing is said. The {drawn} comparisons shown lie at "
    "{first}.",
    "one, elsewhere": "{stop}: no rating is drawn here, so nothing is said. The one comparison shown lies at {first}.",
    "none": "{stop}: with these settings none of the {all} comparisons is left.",
}
#: What is told when it moves, where there are no leads to tell; the slider has said the time.
_HERE = News("Comparisons here", "{here}")
_NONE_HERE = News("Comparisons here", "none")
_BRIEF = {
    "elsewhere": (_NONE_HERE, News("Drawn elsewhere", "{drawn}, between {first} and {last}")),
    "at one other time": (_NONE_HERE, News("Drawn elsewhere", "{drawn}, at {first}")),
    "one, elsewhere": (_NONE_HERE, News("Drawn elsewhere", "one, at {first}")),
    "none": (News("Comparisons left", "none of {all}"),),
}
#: Up to so many controls are told one by one; of more the largest lead and the smallest.
_MOST_TOLD = 2
_LARGEST, _SMALLEST = "Largest lead", "Smallest"
_NOTHING = ", not told apart from none"
_DISAGREE = ", whose intervals do not meet"
_ESTIMATED = {
    "model": "shares estimated by a model",
    "odds ratio": "by an odds ratio, from an assumed share",
}


def _lead(one: Comparison, scale: Scale) -> Printed:
    return lead(*_row(one), scale.unit, scale.digits)


def _row(one: Comparison) -> tuple[float, float | None, float | None]:
    return one.value, one.low, one.high


def _apart(one: Comparison, other: Comparison) -> bool:
    """Return whether two intervals have no value in common."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return max(one.low, other.low) > min(one.high, other.high)


@dataclass(frozen=True)
class _View:
    """What is drawn at these settings, and what stands at the stop."""

    control: str
    scale: Scale
    stop: Stop
    drawn: tuple[Comparison, ...]
    of: int

    @classmethod
    def at(cls, control: str, scale: str, without: str, time_h: float) -> _View:
        found, left_out = comparisons(scale), WITHOUT[without][1]
        drawn = tuple(one for one in found if control in (ALL, one.control) and not left_out(one))
        return cls(control, SCALES[scale], stop_at(time_h), drawn, len(found))

    @property
    def here(self) -> tuple[Comparison, ...]:
        return tuple(one for one in self.drawn if self.stop.holds(one))

    @property
    def twice(self) -> tuple[tuple[RatedTwice, tuple[Comparison, Comparison]], ...]:
        """What was rated at 24 h and again at 3 to 4 weeks, with the two comparisons that are drawn of it."""
        by_rows = {one.rows: one for one in self.drawn}
        pairs = ((one, tuple(by_rows.get(rows) for rows in one.rows)) for one in rated_twice())
        return tuple((one, (first, later)) for one, (first, later) in pairs if first and later)

    @property
    def other(self) -> dict[tuple[str, ...], tuple[str, Comparison]]:
        """Of what was rated twice: the other time, and what was found then, by the rows of this one."""
        found = {}
        for one, (first, later) in self.twice:
            found[one.rows[0]] = (TIMES[1], later)
            found[one.rows[1]] = (TIMES[0], first)
        return found

    def case(self) -> str:
        if self.here:
            return "rated twice" if any(one.rows in self.other for one in self.here) else "here"
        if len(self.drawn) < 2:
            return "one, elsewhere" if self.drawn else "none"
        return "elsewhere" if self.drawn[0].time_label != self.drawn[-1].time_label else "at one other time"

    def group(self, ones: list[Comparison], brief: bool) -> str:
        """Say what the comparisons with one control found here; in brief without intervals."""
        told = "reported " if any(one.reported for one in ones) else ""
        told += "raw scores " if ones[0].raw else ""
        nothing = _NOTHING if all(one.tells_nothing_apart for one in ones) else ""
        if len(ones) == 1 and not brief:
            return f"{told}{_lead(ones[0], self.scale)}{nothing}"
        if len(ones) == 2 and not brief:
            first, second = (_lead(one, self.scale) for one in sorted(ones, key=lambda one: one.value))
            return f"{told}{first} and {second}{nothing}{_DISAGREE if _apart(*ones) else ''}"
        return f"{told}{leads_between(map(_row, ones), self.scale.digits)}{nothing}"

    def _now(self, ones: list[Comparison], alone: bool = True) -> str:
        """Say what comparisons with one control found, in the fewest words; a single one with its interval."""
        told = "reported " if any(one.reported for one in ones) else ""
        told += "raw " if ones[0].raw else ""
        nothing = _NOTHING if all(one.tells_nothing_apart for one in ones) else ""
        least, *_, most = sorted(2 * ones, key=lambda one: one.value)
        if len(ones) == 2 and _apart(*ones):
            first, second = (lead_alone(_row(one), self.scale.digits) for one in (least, most))
            return f"{told}{first} and {second} {self.scale.unit}{_DISAGREE}"
        if len(ones) == 1 and alone and not nothing and least.low is not None:
            return f"{told}{_lead(least, self.scale)}"
        return f"{told}{leads_between(map(_row, ones), self.scale.digits)} {self.scale.unit}{nothing}"

    def brief(self) -> tuple[News, ...]:
        """Return what is told when the picture moves: the leads, then how many comparisons stand here."""
        counted = f"{self.scale.unit}, {self.control}"
        if not self.here:
            return told_of(counted, *_BRIEF[self.case()])
        groups = {control: [one for one in self.here if one.control == control] for control in CONTROLS}
        groups = {control: ones for control, ones in groups.items() if ones}
        if len(groups) <= _MOST_TOLD:
            leads = [
                News(f"Against {LOOKS[control].words}", self._now(ones), of=self.scale.unit)
                for control, ones in groups.items()
            ]
        else:
            smallest, *_, largest = sorted(self.here, key=lambda one: one.value)
            leads = [
                # Where the lead of another control is the largest, nothing has changed that could have a "was".
                News(subject, f"{self._now([one], alone=False)}, {words}", of=f"{self.scale.unit}, {words}")
                for subject, one in ((_LARGEST, largest), (_SMALLEST, smallest))
                for words in [LOOKS[one.control].words]
            ]
        return told_of(counted, *leads, _HERE)

    def slots(self) -> dict[str, object]:
        slots: dict[str, object] = {"stop": self.stop.words, "scale": self.scale.words}
        if not self.drawn:
            return {**slots, "all": self.of}
        if not self.here:
            first, last = (self.drawn[place].time_label for place in (0, -1))
            return {**slots, "drawn": len(self.drawn), "first": first, "last": last}
        groups = {control: [one for one in self.here if one.control == control] for control in CONTROLS}
        groups = {control: ones for control, ones in groups.items() if ones}
        # Many controls at once cannot be followed by ear with all their intervals: those stand in the table.
        brief = len(groups) > 2
        told = "; ".join(f"{LOOKS[control].words} {self.group(ones, brief)}" for control, ones in groups.items())
        for control, ones in groups.items():
            values = [one.value for one in ones]
            slots |= {f"least against {control}": min(values), f"most against {control}": max(values)}
        slots |= {"here": len(self.here), "told": told}
        return {**slots, **self.same_trials()} if self.case() == "rated twice" else slots

    def same_trials(self) -> dict[str, object]:
        """Return what the same trials found at both times: without the pooled analysis, which holds some of them."""
        single = [one for one, _ in self.twice if not one.pooling]
        leads = [lead_of_the_same(when).interval for when in TIMES]
        first, later = (lead(mean.value, mean.low, mean.high, self.scale.unit, self.scale.digits) for mean in leads)
        grew = sum(one.change > 0 for one in single)
        return {
            "several": upper(in_words(len(single))),
            "first_time": TIMES[0],
            "later_time": TIMES[1],
            "first_lead": first,
            "later_lead": later,
            "grew": in_words(grew),
            "shrank": in_words(len(single) - grew),
        }

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        if not self.here:
            elsewhere = printed("{:counted.comparison} at other times", len(self.drawn))
            return ((f"At {self.stop.words}", "no rating", elsewhere),)
        rows = []
        for one in self.here:
            cell = _lead(one, self.scale)
            told = Printed(f"reported: {cell}", *cell.values) if one.reported else cell
            aside = "; rated while the drug can be felt" if one.at_peak else ""
            aside += "; raw scores, arms began unlike" if one.raw else ""
            aside += "".join(f"; {_ESTIMATED[how]}" for how in estimated_by(one))
            if one.rows in self.other:
                when, then = self.other[one.rows]
                aside += f"; at {when} {lead_alone(_row(then), self.scale.digits)}"
            rows.append((f"{one.label}, {one.time_label}", told, f"{LOOKS[one.control].words}{aside}"))
        return tuple(rows)


def _curves(scale: str, shown: set[str]) -> dict[str, list[tuple[float, float]]]:
    """Return the curves that describe the points: a mean of trials where data lie, and a guess where none do."""
    mean, guess = [], []
    if scale == "points" and "placebo spray" in shown:
        fit = published.fit("nasal_esketamine")
        mean = [(time_h, fit.parameters["size"]) for time_h in fit.span_h]
    if scale == "smd" and "placebo pill" in shown:
        fit = published.fit("oral_antidepressants")
        times = np.geomspace(*fit.span_h, 40)
        guess = list(zip(times, pills().value * np.asarray(fit.at(times, across_gaps=True)), strict=True))
    return {"mean of trials": mean, "guess between": guess}


def _key(scale: str, shown: set[str]) -> str:
    """Say what the curves are."""
    lines = []
    if scale == "points" and "placebo spray" in shown:
        size = published.fit("nasal_esketamine")
        low, high = size.limits["size"]
        mean = f"{size.parameters['size']:.1f} points ({low:.1f} to {high:.1f})"
        lines.append(f"thick: mean of nine trials of the spray,\n{mean}, rated early or late")
        lines.append("thin: rated at 24 h and again weeks later;\ndashed: a pooling")
    if scale == "smd" and {"saline", "mixed"} <= shown:
        lines.append("no rating of one infusion is drawn\nbetween 40 min and 24 h")
    if scale == "smd" and "placebo pill" in shown:
        lines.append("dashes: pills, a third of their lead\nat 1 week, all at 6 weeks")
    return "\n".join(lines)


def _panel() -> Panel:
    controls = ((ALL, "All controls"), *((control, upper(look.words)) for control, look in LOOKS.items()))
    scales = (("smd", "Standard deviations"), ("points", "Points of the MADRS"), ("response", "Responders of 100"))
    shown = {"without": "nothing"}  # a button leaves nothing out that was left out before
    stops = tuple(stop.time_h for stop in STOPS)
    return Panel(
        (
            Range("time_h", "Time since the first dose", stops, 24, texts=tuple(stop.words for stop in STOPS)),
            Choice("control", "Control", controls, ALL),
            Choice("scale", "Scale", scales, "smd"),
            Choice(
                "without", "Leave out", tuple((id, words) for id, (words, _) in WITHOUT.items()), "nothing", same=True
            ),
        ),
        presets=(
            Preset("Saline alone", {**shown, "control": "saline", "scale": "smd", "time_h": 24.0}),
            Preset("The spray, in points", {**shown, "control": "placebo spray", "scale": "points", "time_h": 24.0}),
            Preset("Pills", {**shown, "control": "placebo pill", "scale": "smd", "time_h": 168.0}),
        ),
        hint="Begin with saline alone. Then add all controls, and see whether time or control moves the marks more.",
    )


@steady()
def hours_and_weeks() -> LiveFigure:
    """Return the live figure; controls: control, scale, without, time_h."""
    figure = style.figure(9.0, 4.9)
    axes = style.dress(figure.add_axes((0.085, 0.115, 0.90, 0.735)), xlabel="Time since the first dose, log scale")
    axes.set_xscale("log")
    axes.set_xlim(FIRST_H, LAST_H)
    axes.minorticks_off()
    axes.set_ylim(_FLOOR, _STEPS[-1])
    marks.ticks(axes, x=_TICKS, y=dict.fromkeys(_STEPS, ""))
    axes.axhline(0.0, color=colour("ink"), linewidth=1.3)
    for place, look in enumerate(LOOKS.values()):
        x, y = (0.09, 0.36, 0.70)[place % 3], 0.965 - 0.055 * (place // 3)
        figure.add_artist(_dot(figure, x, y, look))
        marks.words(figure, x + 0.014, y, f"against {look.words}", look.ink)
    note = "hollow: drug can be felt, raw scores of unlike arms, or no interval"
    marks.words(axes, LAST_H * 0.95, 2.40, note, "soft-ink", ha="right", va="top")
    moving = {
        # An outline and no wash: what moves is drawn over the stage, and would cover its words.
        "stop": marks.cursor(axes, "ink", 1.2),
        "mean of trials": marks.line(axes, "soft-ink", 2.2, zorder=1.5),
        "guess between": marks.line(axes, "soft-ink", 1.6, (7, 4), zorder=1.5),
        "trials rated twice": marks.line(axes, "purple", 1.2, zorder=1.6),
        "pooling rated twice": marks.line(axes, "purple", 1.2, (5, 3), zorder=1.6),
        "intervals": marks.bar(axes, "soft-ink", 1.4),
        **{name: marks.points(axes, look.ink, look.mark) for name, look in LOOKS.items()},
        **{f"{name}, tentative": marks.hollow(axes, look.ink, look.mark, 7.5, 1.6) for name, look in LOOKS.items()},
        "scale": [marks.words(axes, FIRST_H * 0.93, y, ha="right") for y in _STEPS],
        "axis": marks.words(figure, 0.014, 0.48, size="text", rotation=90),
        "title": marks.words(axes, FIRST_H * 1.06, 2.40, size="head", bold=True, va="top"),
        "key": marks.words(axes, FIRST_H * 1.06, _FLOOR + 0.06, ink="soft-ink", va="bottom", linespacing=1.25),
    }

    def update(*, control: str, scale: str, without: str, time_h: float) -> Reading:
        view = _View.at(control, scale, without, time_h)
        step, shown, at = view.scale.step, {one.control for one in view.drawn}, placed(view.drawn)
        upright(moving["intervals"], [(x, one.low / step, one.high / step) for x, one in at if one.low is not None])
        for name in CONTROLS:
            ones = [(x, one.value / step, one.tentative) for x, one in at if one.control == name]
            through(moving[name], [(x, y) for x, y, tentative in ones if not tentative])
            through(moving[f"{name}, tentative"], [(x, y) for x, y, tentative in ones if tentative])
        for name, curve in _curves(scale, shown).items():
            through(moving[name], [(x, y / step) for x, y in curve])
        x_of = {one.rows: x for x, one in at}
        for name, pooling in (("trials rated twice", False), ("pooling rated twice", True)):
            pairs = [ends for one, ends in view.twice if one.pooling is pooling]
            links(moving[name], [((x_of[a.rows], a.value / step), (x_of[b.rows], b.value / step)) for a, b in pairs])
        many = len(view.here)
        left, right = around(view.stop, many)
        through(moving["stop"], [(left, _FLOOR), (left, _TOP), (right, _TOP), (right, _FLOOR)])
        for text, y in zip(moving["scale"], _STEPS, strict=True):
            text.set_text(signed(y * step, 1 if scale == "smd" else 0))
        moving["axis"].set_text(view.scale.axis)
        moving["title"].set_text(f"{view.stop.words}: {many or 'no'} comparison{'' if many == 1 else 's'}")
        moving["key"].set_text(_key(scale, shown))
        columns = ("Comparison", "Better than control by", "Control")
        return Reading.of(_SENTENCES, view.case(), view.slots(), columns, view.rows(), view.brief())

    return LiveFigure(figure, moving, update, "Hours and weeks", _panel())


def _dot(figure: Figure, x: float, y: float, look: Look) -> Line2D:
    paint = {"color": colour(look.ink), "markersize": 8, "markeredgecolor": colour("paper")}
    return Line2D([x], [y], marker=look.mark, linestyle="none", transform=figure.transFigure, **paint)
