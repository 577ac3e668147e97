"""What was known and allowed, when, and where? A walk through dated events, with the state of approval at each."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from ketlessons.evidence import Event
from ketlessons.published.trials.approvals import PLACES, Approvals, events, years
from ketlessons.stage import style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

_LANES = ("US", "EU", "UK", "Ireland")
REGIONS = {"all": "All", "US": "US", "EU": "EU", "UK": "UK"}
USES = {
    "anaesthetic": "Ketamine, as an anaesthetic",
    "with an antidepressant": "Esketamine spray with an antidepressant, TRD",
    "acute crisis": "Esketamine spray, depression in an acute crisis",
    "alone": "Esketamine spray alone, TRD",
    "itself": "Ketamine itself, for depression",
}
#: How a sentence says what a place approved.
_APPROVED = {
    ("anaesthetic", "US"): "ketamine as an anaesthetic",
    ("with an antidepressant", "US"): "esketamine spray with an oral antidepressant",
    ("with an antidepressant", "EU"): "esketamine spray with an SSRI or SNRI",
    ("acute crisis", "US"): "the spray in depression with acute suicidal thoughts",
    ("acute crisis", "EU"): "the spray for a short time in a psychiatric emergency",
    ("alone", "US"): "the spray alone",
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def spoken(date: str) -> str:
    """Say a date as far as it is known.

    >>> spoken("1962"), spoken("2006-08"), spoken("2019-03-05")
    ('1962', 'August 2006', '5 March 2019')
    """
    year, *rest = date.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} " if rest else ""
    return f"{f'{int(rest[1])} ' if len(rest) > 1 else ''}{month}{year}"


@dataclass(frozen=True)
class _Moment:
    """One event, and what had been decided by then, in words."""

    event: Event
    region: str

    @property
    def then(self) -> Approvals:
        return Approvals(self.event)

    def approved(self, use: str, place: str) -> Event | None:
        """Return the event that approved a use here by now."""
        return self.then.settled(use, place) if (use, place) in _APPROVED else None

    def cell(self, use: str, place: str) -> str:
        """Return what the table of approvals says here."""
        if use == "itself":
            return "not approved *"
        found = self.then.settled(use, place)
        if not found:
            return "not read" if place == "UK" or not self.then.read(use, place) else "not yet"
        if place == "UK":
            return f"licensed; Scotland yes{', NICE no' if self.then.refused else ''}"
        return f"approved {found.date[:4]}{' *' if found.reported else ''}"

    def _approved_here(self) -> str:
        """Say the uses approved here by now, with "reported" where that is all that was read."""
        found = (
            (words, self.approved(use, place)) for (use, place), words in _APPROVED.items() if place == self.region
        )
        said = [f"{words}{' (reported)' if event.reported else ''}" for words, event in found if event]
        return ", ".join(said) if said else "nothing in the tables"

    def _state(self) -> str:
        itself = "ketamine itself is approved for depression nowhere that was read (reported)"
        then = self.then
        if self.region == "all":
            where = " and, as reported, ".join(f"the {place}" for place in then.places)
            if not where:
                return "By then no form of ketamine is approved for depression (reported)."
            uk = ", and licensed in the UK" if then.settled("with an antidepressant", "UK") else ""
            return f"By then: the spray approved for depression in {where}{uk}; ketamine itself nowhere (reported)."
        if self.region == "UK":
            if not then.settled("with an antidepressant", "UK"):
                return f"By then, in the UK: no decision on depression in the tables; {itself}."
            nice = "; NICE does not recommend it for England" if then.refused else ""
            return (
                f"By then, in the UK: esketamine spray is licensed; the health service in Scotland accepts it{nice}. "
                "Ketamine itself is not approved for depression (reported)."
            )
        listed = self._approved_here()
        return f"By then approved in the {self.region}: {listed}; not ketamine itself for depression (reported)."

    def sentence(self) -> str:
        """Say the event, and what was approved by then."""
        how = ", as reported" if self.event.reported else ""
        told = " The label is reported to say that it was not shown to prevent suicide."
        label = told if self.event.id == "event_fda_mdsi" else ""
        return f"{spoken(self.event.date)}, {self.event.region}{how}: {self.event.event}.{label} {self._state()}"

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return the event, and the state of each use in each place."""
        when = f"{spoken(self.event.date)}, {self.event.region}, {self.event.status_text}"
        return (
            ("Event", f"{when}: {self.event.event}"),
            ("Region in the sentence", REGIONS[self.region]),
            *(
                (f"{place}: {words}", self.cell(use, place).replace(" *", ", reported"))
                for use, words in USES.items()
                for place in PLACES
            ),
        )


def _panel() -> Panel:
    every = events()
    places = tuple(range(1, len(every) + 1))
    texts = tuple(f"{spoken(event.date)}, {event.region}" for event in every)
    return Panel(
        (
            Range("event", "Event", places, places[-1], texts=texts),
            Choice("region", "Approved where", tuple(REGIONS.items()), "all"),
        ),
        hint="Walk back from the last event to the first approval for depression. Then choose one region.",
    )


@steady()
def timeline_walk() -> LiveFigure:
    """Return the live figure; controls: event, region."""
    figure = style.figure(9.0, 4.9)
    old = style.dress(figure.add_axes((0.075, 0.535, 0.30, 0.225)), grid=False)
    new = style.dress(figure.add_axes((0.40, 0.535, 0.585, 0.225)), grid=False)
    for axes, first, last, ticks in (
        (old, 1960, 2011.5, range(1960, 2011, 10)),
        (new, 2013, 2027, range(2014, 2027, 2)),
    ):
        axes.set_xlim(first, last)
        axes.set_ylim(-0.6, len(_LANES) - 0.4)
        axes.set_xticks(ticks, [str(tick) for tick in ticks])
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.hlines(range(len(_LANES)), first, last, color=colour("grid"), linewidth=1.0, zorder=0)
    levels = {lane: float(len(_LANES) - 1 - place) for place, lane in enumerate(_LANES)}
    look = {"fontsize": style.SMALL_PT, "va": "center"}
    for lane, level in levels.items():
        y = 0.535 + 0.225 * (level + 0.6) / (len(_LANES) + 0.2)
        figure.text(0.012, y, lane, color=colour("ink"), **look)
    parts = []
    for axes in (old, new):
        parts.append({
            "later": axes.plot([], [], "o", color=colour("paper"), markeredgecolor=colour("soft-ink"), markersize=6)[0],
            "other": axes.plot([], [], "x", color=colour("soft-ink"), markersize=6)[0],
            "past": axes.plot([], [], "s", color=colour("blue"), markersize=7.5, markeredgecolor=colour("paper"))[0],
            "now": axes.plot([], [], "D", color=colour("orange"), markersize=11, zorder=5)[0],
            "line": axes.plot([], [], color=colour("orange"), linewidth=1.3, linestyle=(0, (2, 2)))[0],
        })  # fmt: skip
    head = figure.text(0.012, 0.955, "", color=colour("orange"), fontsize=12, fontweight="bold", va="center")
    what = figure.text(0.012, 0.915, "", color=colour("ink"), fontsize=style.TEXT_PT, va="top", linespacing=1.3)
    figure.text(0.012, 0.79, "diamond: now; squares: before; rings: later; crosses: before, elsewhere",
                color=colour("soft-ink"), **look)  # fmt: skip
    columns = dict(zip(PLACES, (0.435, 0.595, 0.755), strict=True))
    top, step = 0.405, 0.062
    board = figure.add_axes((0, 0, 1, 1), zorder=-1)
    board.set_axis_off()
    board.set_xlim(0, 1)
    board.set_ylim(0, 1)
    band = board.fill([], [], facecolor="none", edgecolor=colour("gold"), linewidth=2.5)[0]
    figure.text(0.012, top, "State by then (TRD: treatment-resistant depression)", color=colour("soft-ink"), **look)
    cells = {}
    for place, x in columns.items():
        figure.text(x, top, place, color=colour("ink"), fontsize=style.SMALL_PT, va="center", fontweight="bold")
        for row, (use, words) in enumerate(USES.items(), 1):
            y = top - step * row
            if place == "US":
                figure.text(0.012, y, words, color=colour("ink"), **look)
            cells[use, place] = figure.text(x, y, "", color=colour("ink"), **look)
    last = events()[-1]
    figure.text(0.012, 0.03, f"* reported. The tables end on {spoken(last.date)}: look again before you rely on them.",
                color=colour("soft-ink"), **look)  # fmt: skip

    def update(*, event: float, region: str) -> Reading:
        now = _Moment(events()[int(event) - 1], region)
        for axes, drawn in zip((old, new), parts, strict=True):
            low, high = axes.get_xlim()
            here = [one for one in events() if low <= years(one) <= high]
            groups = {name: [] for name in ("later", "other", "past", "now")}
            for one in here:
                if one is now.event:
                    groups["now"].append(one)
                elif events().index(one) > events().index(now.event):
                    groups["later"].append(one)
                else:
                    groups["past" if region in ("all", one.region) else "other"].append(one)
            for name, group in groups.items():
                drawn[name].set_data([years(one) for one in group], [levels[one.region] for one in group])
            at = [years(now.event)] * 2 if now.event in here else []
            drawn["line"].set_data(at, [-0.6, len(_LANES) - 0.4] if at else [])
        head.set_text(f"{spoken(now.event.date)}, {now.event.region}{', as reported' if now.event.reported else ''}")
        what.set_text(textwrap.fill(now.event.event, 98))
        for (use, place), cell in cells.items():
            cell.set_text(now.cell(use, place))
            cell.set_fontweight("bold" if now.approved(use, place) else "normal")
        x, wide = columns.get(region), 0.235 if region == "UK" else 0.145
        corners = (
            [] if x is None else [(x - 0.012, 0.06), (x + wide, 0.06), (x + wide, top + 0.03), (x - 0.012, top + 0.03)]
        )
        band.set_xy(corners or [(0, 0)])
        return Reading(now.sentence(), ("What", "State by then"), now.rows())

    moving = {
        "band": band,
        **{
            f"{name} {place}": artist
            for place, part in zip(("before", "after"), parts, strict=True)
            for name, artist in part.items()
        },
        "head": head,
        "what": what,
        "cells": list(cells.values()),
    }
    return LiveFigure(figure, moving, update, "A walk through the dates", _panel())


__all__ = ["REGIONS", "events", "spoken", "timeline_walk"]
