"""What is a margin of safety? Two curves of people, helped and harmed, of no drug and without a unit."""

from __future__ import annotations

import numpy as np

from ketlessons.models.harms.margin import harmed_where_helped, place_of, reached
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

#: How far the middle of the harms lies from that of the help, and how unlike people are; the scale has no unit.
APART = {"near": 1.5, "far": 3.0}
SPREAD = {"alike": 0.3, "unlike": 0.7}
#: How far a second substance that does the same moves the curve of harms.
ADDED = 1.2
_LOW, _HIGH = -3.0, 6.0
_GRID = np.linspace(_LOW, _HIGH, 91)

_SENTENCES = {
    "alone": "An idea, of no drug: the curves lie {apart}, and people are {spread}. Where {helped} of 100 are helped, "
    "{harmed} of 100 are harmed.",
    "added": "An idea, of no drug: the curves lie {apart}, and people are {spread}. Where {helped} of 100 are helped, "
    "{harmed} of 100 are harmed once a second substance adds up, and {before} without it.",
}
_WORDS = {"near": "near each other", "far": "far apart", "alike": "much alike", "unlike": "unlike"}


def _of_100(share: float) -> int:
    return round(100 * share)


def _many(share: float) -> str:
    """Say people of 100; fewer than one where there are some."""
    return f"{_of_100(share)}" if share >= 0.005 else "fewer than one"


def _panel() -> Panel:
    helped = (10, 25, 50, 75, 90, 95)
    texts = tuple(f"{many} of 100" for many in helped)
    return Panel(
        (
            Range("helped", "Helped", helped, 75, texts=texts),
            Choice("apart", "The curves lie", (("near", _WORDS["near"]), ("far", _WORDS["far"])), "far", same=True),
            Choice(
                "spread", "People are", (("alike", _WORDS["alike"]), ("unlike", _WORDS["unlike"])), "unlike", same=True
            ),
            Switch("added", "A second substance adds up", False),
        ),
        hint="Let people be unlike, then let a second substance add up. The distance of the middles tells neither.",
    )


@steady()
def two_curves() -> LiveFigure:
    """Return the live figure; controls: helped, apart, spread, added."""
    figure = style.figure(8.4, 4.3)
    axes = style.dress(figure.add_axes((0.09, 0.14, 0.89, 0.70)), xlabel="more \N{RIGHTWARDS ARROW} (no unit)")
    axes.set_ylabel("People, of 100", fontsize=style.TEXT_PT, color=colour("ink"))
    axes.set_xlim(_LOW, _HIGH)
    axes.set_ylim(0, 104)
    axes.set_xticks([])
    helped_line = marks.line(axes, "blue", 2.6, label="helped")
    harmed_line = marks.line(axes, "orange", 2.6, marks.DASHED, label="harmed")
    first = marks.line(axes, "orange", 1.4, marks.DOTTED, label="harmed, before a second substance")
    cursor = marks.cursor(axes)
    dots = [marks.points(axes, "blue", "o", 9), marks.points(axes, "orange", "D", 9)]
    marks.key(figure, [helped_line, harmed_line, first], 3, loc="upper left", bbox_to_anchor=(0.08, 0.93))
    title = marks.words(figure, 0.09, 0.955, size="text", bold=True)

    def update(*, helped: float, apart: str, spread: str, added: bool) -> Reading:
        lead, unlike, share = APART[apart], SPREAD[spread], helped / 100.0
        moved = lead - ADDED if added else lead
        helped_line.set_data(_GRID, [100 * reached(float(x), 0.0, unlike) for x in _GRID])
        harmed_line.set_data(_GRID, [100 * reached(float(x), moved, unlike) for x in _GRID])
        before = [100 * reached(float(x), lead, unlike) for x in _GRID] if added else []
        first.set_data(_GRID if added else [], before)
        harmed, alone = harmed_where_helped(share, moved, unlike), harmed_where_helped(share, lead, unlike)
        place = place_of(share, 0.0, unlike)
        cursor.set_data([place, place], [0, 104])
        dots[0].set_data([place], [helped])
        dots[1].set_data([place], [100 * harmed])
        title.set_text(f"Of 100: {helped:.0f} helped, {_many(harmed)} harmed")
        slots = {
            "helped": int(helped),
            "harmed": _many(harmed),
            "before": _many(alone),
            "apart": _WORDS[apart],
            "spread": _WORDS[spread],
        }
        rows = (
            ("Helped", Printed(f"{helped:.0f} of 100", helped)),
            ("Harmed", Printed(f"{_many(harmed)} of 100", 100 * harmed)),
            ("Harmed without a second substance", Printed(f"{_many(alone)} of 100", 100 * alone)),
            ("The curves lie", _WORDS[apart]),
            ("People are", _WORDS[spread]),
            ("A second substance", "adds up" if added else "none"),
        )
        brief = (
            News("Harmed", f"{_many(harmed)} of 100"),
            News("Without a second substance", f"{_many(alone)} of 100"),
        )
        return Reading.of(_SENTENCES, "added" if added else "alone", slots, ("What", "Now"), rows, brief)

    moving = {
        "helped": helped_line,
        "harmed": harmed_line,
        "harmed before": first,
        "cursor": cursor,
        "where helped": dots[0],
        "where harmed": dots[1],
        "title": title,
    }
    return LiveFigure(figure, moving, update, "Two curves of no drug", _panel())
