"""The cover of "Compare hours with weeks": two lines, and what of them is solid."""

from __future__ import annotations

import numpy as np

from ketlessons import published
from ketlessons.evidence import EffectPoint, effect_point, fact
from ketlessons.models.onset.curves import approach
from ketlessons.stage import marks
from ketlessons.stage.saying import say
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.trial_words import decimals

from .card import WORDS_PT, Cover, board, card

DAY_H, WEEK_H = 24.0, 168.0
#: One infusion in order of time: its ratings while it can be felt, the pooled lead on day 1, and the last one drawn.
FELT = ("point_diazgranados2010_40min", "point_zarate2012_40min")
PEAK, LAST = "point_kishimoto2016_24h", "point_diazgranados2010_2d"
#: The lead on day 1 against each control, by the two poolings that disagree, and the lead of pills.
SALINE = "point_cochrane2021_saline_24h", "point_wilkinson2019_saline_24h"
MIDAZOLAM = "point_cochrane2021_24h", "point_wilkinson2019_midazolam_24h"
PILLS = "point_pills_8wk"
#: The last day on which all sources tell the arms of one infusion apart, and the day by which the last has lost it.
ALL_TELL, LOST = "ketamine_effect_3d_diazgranados", "ketamine_effect_lost"
_UNCERTAIN = (2.2, 1.6)
_ALT = (
    "Two lines from hours to weeks after the first dose, each as a share of its own largest lead over control. One "
    "infusion of ketamine leads within {first:.0f} min and most on day 1, by {peak:.2f} SD against saline or "
    "midazolam; two poolings give {saline[0]} and {saline[1]} against saline alone, and {midazolam[0]} "
    "and {midazolam[1]} against midazolam. Its line is solid to day {told:.0f}, while all "
    "sources tell the arms apart, then dashed: those that looked on lose the difference by day {gone:.0f}. "
    "Older antidepressants have about {share:.0f} % of their lead after 1 week and all of it, {pills:.2f} SD against "
    "placebo pills, after 6 to 8 weeks; before week 1 the line is dashed. Solid is measured, dashed is uncertain."
)


@steady()
def hours_and_weeks() -> Cover:
    """Return the cover."""
    pills, all_tell_d, gone_d = published.fit("oral_antidepressants"), fact(ALL_TELL).value, fact(LOST).high
    felt, peak, last, eight = ([effect_point(id) for id in FELT], *map(effect_point, (PEAK, LAST, PILLS)))
    saline, midazolam = ([_told(effect_point(id)) for id in pair] for pair in (SALINE, MIDAZOLAM))
    first_h = felt[0].time_h
    rated_h = (first_h, peak.time_h, last.time_h)
    rated = [lead / peak.smd for lead in (sum(point.smd for point in felt) / len(felt), peak.smd, last.smd)]
    figure = card()
    axes = board(figure, 0.075, 0.17, 0.90, 0.76)
    axes.set_xscale("log")
    axes.set_xlim(first_h * 0.7, eight.time_h * 1.35)
    axes.set_ylim(-0.04, 1.5)
    arrow = {"arrowstyle": "-|>", "color": colour("ink"), "linewidth": 2.2}
    for end in ((1, 0), (0, 1)):
        axes.annotate("", end, (0, 0), xycoords="axes fraction", textcoords="axes fraction", arrowprops=arrow)
    # After the last rating that is drawn nothing is known but the days: a straight way down to none.
    way = np.geomspace(first_h, gone_d * DAY_H, 400)
    before = np.interp(np.log(way), np.log(rated_h), rated)
    height = np.where(way < rated_h[-1], before, np.interp(way, (rated_h[-1], gone_d * DAY_H), (rated[-1], 0)))
    told = way <= all_tell_d * DAY_H
    marks.line(axes, "blue", 6, None, way[told], height[told])
    marks.line(axes, "blue", 4.5, _UNCERTAIN, way[~told], height[~told])
    marks.points(axes, "blue", "o", 15, "panel", x=rated_h, y=rated)
    early, late = np.geomspace(first_h, WEEK_H, 60), np.geomspace(WEEK_H, pills.span_h[1], 40)
    marks.line(axes, "orange", 4.5, _UNCERTAIN, early, approach(early, **pills.parameters))
    late, share = np.append(late, eight.time_h), np.append(pills.at(late, across_gaps=True), 1.0)
    marks.line(axes, "orange", 6, None, late, share)
    marks.points(axes, "orange", "D", 13, "panel", x=[WEEK_H, eight.time_h], y=[share[0], share[-1]])
    bold = {"size": WORDS_PT, "bold": True}
    marks.words(axes, 9, 1.17, "ketamine, once", "blue", ha="center", **bold)
    marks.words(axes, eight.time_h, 1.17, "older antidepressants", "orange", ha="right", **bold)
    for x, word in ((4, "hours"), (700, "weeks")):
        marks.words(axes, x, -0.16, word, size=WORDS_PT, ha="center")
    marks.words(figure, 0.035, 0.53, "share of its lead", size=WORDS_PT, ha="center", rotation=90)
    for y, word, dash in ((0.49, "measured", None), (0.35, "uncertain", _UNCERTAIN)):
        sample = board(figure, 0.25, y - 0.05, 0.08, 0.1)
        marks.line(sample, "ink", 5 if dash is None else 4, dash, [0, 1], [0, 0])
        marks.words(figure, 0.345, y, word, size=WORDS_PT)
    alt = say(
        _ALT, first=60 * first_h, peak=peak.smd, saline=saline, midazolam=midazolam, told=all_tell_d,
        gone=gone_d, share=100 * share[0], pills=eight.smd,
    )  # fmt: skip
    return Cover(figure, alt)


def _told(point: EffectPoint) -> str:
    return f"{point.smd:.{decimals(point.smd, point.low, point.high)}f}"
