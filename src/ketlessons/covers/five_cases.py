"""The cover of "Put it together": five cases on five cards, each with the question it asks."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ketlessons import published
from ketlessons.evidence import fact, harm
from ketlessons.models.trials.number_needed import number_needed
from ketlessons.published.trials.counted import counted
from ketlessons.stage import marks
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

from .card import WORDS_PT, Cover, board, card

#: The survey of the headline: recent users, and those who never used it.
USED, NEVER = "pal2013_recent", "pal2013_never"
#: One mass of one drug by two ways.
WAYS = ("nasal_84", "oral_s_84")
TRIAL = "murrough"
HELD = "sert_first_dose_4h"
_ALT = (
    "Five cards in a row, each a case with its question. Of whom: two bars, {used} of 100 recent users with a urinary "
    "symptom and {never} of 100 who never used it. Which way: two bars, {spray:.0f} % of a spray arrives as ketamine "
    "and {mouth:.0f} % of the same mass swallowed. How sure: a dot with its interval, {needed:.1f} ({few:.1f} to "
    "{many:.1f}) treated for one more. Call, stay: a cross. And then: a full bar, {low:.0f} to {high:.0f} % of "
    "serotonin transporters held hours after a first tablet, beside an empty one, for which nothing is rated yet."
)


def _bar(axes: Axes, x: float, share: float, ink: str, words: str) -> None:
    axes.add_patch(Rectangle((x, 0), 0.3, share, facecolor=colour(ink), edgecolor=colour("ink"), linewidth=1.5))
    marks.words(axes, x + 0.15, share + 0.05, words, size=WORDS_PT, ha="center", bold=True)


def _two(axes: Axes, left: float, right: float, most: float, percent: str = "") -> None:
    _bar(axes, 0.14, left / most, "orange", f"{left:.0f}{percent}")
    _bar(axes, 0.56, right / most, "paper", f"{right:.0f}{percent}")


@steady()
def five_cases() -> Cover:
    """Return the cover."""
    used, never = (round(100 * harm(id).share) for id in (USED, NEVER))
    spray, mouth = (100 * published.bioavailability(way, "nasal") for way in WAYS)
    trial = counted(TRIAL)
    needed = number_needed(*trial.counts)
    few, many = needed.benefit or (needed.value, needed.value)
    held = fact(HELD)
    low, high = 100 * (held.low or 0), 100 * (held.high or 0)
    figure = card()
    cards = []
    for place, words in enumerate(("of whom?", "which way?", "how sure?", "call, stay", "and then?")):
        axes = board(figure, 0.022 + 0.193 * place, 0.07, 0.182, 0.86)
        axes.set_xlim(0, 1)
        axes.set_ylim(-0.3, 1.35)
        rim = Rectangle((0.01, -0.29), 0.98, 1.62, facecolor=colour("paper"), edgecolor=colour("protein-edge"))
        axes.add_patch(rim)
        marks.words(axes, 0.5, -0.17, words, size=WORDS_PT, ha="center", bold=True)
        cards.append(axes)
    _two(cards[0], used, never, 36)
    _two(cards[1], spray, mouth, 60, " %")
    marks.line(cards[2], "ink", 4, None, [0.5, 0.5], [few / 10, many / 10])
    marks.points(cards[2], "orange", size=20, x=[0.5], y=[needed.value / 10])
    for value, x in ((few, 0.72), (needed.value, 0.24), (many, 0.72)):
        marks.words(cards[2], x, value / 10 - 0.03, f"{value:.1f}", size=WORDS_PT, ha="center", bold=x < 0.5)
    for x, y in (([0.5, 0.5], [0.15, 0.95]), ([0.2, 0.8], [0.55, 0.55])):
        marks.line(cards[3], "green", 20, None, x, y)
    _bar(cards[4], 0.14, high / 100, "orange", "")
    marks.words(cards[4], 0.5, high / 100 + 0.12, f"{low:.0f}–{high:.0f} %", size=WORDS_PT, ha="center", bold=True)
    _bar(cards[4], 0.56, 0.02, "paper", "?")
    slots = {"used": used, "never": never, "spray": spray, "mouth": mouth, "low": low, "high": high}
    alt = say(_ALT, **slots, needed=needed.value, few=few, many=many)
    return Cover(figure, alt)
