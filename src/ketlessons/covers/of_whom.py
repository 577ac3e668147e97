"""The cover of "Recognise the harms": one harm, three clinics, three numbers. Of whom, the lesson asks."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from ketlessons.evidence import harm
from ketlessons.stage import marks
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

from .card import WORDS_PT, Cover, board, card

#: One harm, counted in three clinics.
CLINICS = ("chu2008_kidney", "yee2017_kidney", "sturgess2023_kidney")
_APART = 16.0
_ALT = (
    "Three fields of a hundred squares, each for people who use ketamine and were seen in a clinic for the bladder. "
    "Filled are those with swollen kidneys: {one} of 100 ({one_of}), {two} of 100 ({two_of}), {three} of 100 "
    "({three_of}). Below stands the question of the lesson: of whom?"
)


@steady()
def of_whom() -> Cover:
    """Return the cover."""
    figure = card()
    axes = board(figure, 0.02, 0.03, 0.96, 0.94)
    axes.set_xlim(-3, 2 * _APART + 13)
    axes.set_ylim(-3.4, 13.4)
    slots: dict[str, object] = {}
    for place, (name, id) in enumerate(zip(("one", "two", "three"), CLINICS, strict=True)):
        row = harm(id)
        many = round(100 * row.share)
        slots |= {name: many, f"{name}_of": f"{row.events} of {row.people}"}
        for person in range(100):
            x, y = place * _APART + person % 10, person // 10
            ink, rim = ("orange", "ink") if person < many else ("paper", "soft-ink")
            square = Rectangle((x, y), 0.84, 0.84, facecolor=colour(ink), edgecolor=colour(rim), linewidth=0.7)
            axes.add_patch(square)
        head = {"size": 24, "ha": "center", "bold": True}
        marks.words(axes, place * _APART + 4.9, 11.8, f"{many} of 100", "orange", **head)
    marks.words(axes, _APART + 4.9, -1.9, "one harm, three clinics: of whom?", "ink", WORDS_PT, ha="center", bold=True)
    return Cover(figure, say(_ALT, **slots))
