"""Which trials and rows stand on each scale, beside the points of the central figure? The choices, scale by scale."""

from __future__ import annotations

# What stands on a scale is chosen here, so that a trial that somebody adds to the table enters no picture unasked. In
# points, Lii's raw ratings start from unlike baselines, and its own model of days 1 to 3 stands instead.
IN_POINTS = (
    "Murrough 2013",
    "Singh 2016",
    "Canuso 2018",
    "Daly 2018",
    "ASPIRE I",
    "ASPIRE II",
    "TRANSFORM-1",
    "TRANSFORM-2",
    "TRANSFORM-3",
    "Chen 2023",
    "Takahashi 2021",
    "Janik 2025",
    "Lii 2023",
    "KARMA-Dep 2",
    "KET01-02",
    "Pooled analysis 2026",
)
# Those with both arms against a placebo or midazolam at one time.
IN_RESPONDERS = (
    "Murrough 2013",
    "Daly 2018",
    "TRANSFORM-1",
    "TRANSFORM-2",
    "TRANSFORM-3",
    "Lii 2023",
    "KARMA-Dep 2",
    "Wilkinson 2019",
    "Cochrane 2021",
)
# On the scale of SMDs, beside the points chosen for the central figure: a day of the masked trial that was not, one
# more pooling of single infusions, and two of repeated ones. With each, whether the drug was given more than once.
BESIDE = {
    "lii2023_ketamine_smd_5d": ("Ketamine under anaesthesia (Lii)", False),
    "kryst2020_one_dose_smd_24h": ("One dose of ketamine, pooled trials (Kryst)", False),
    "kryst2020_repeated_one_regimen_smd_3wk": ("Repeated ketamine, pooled trials (Kryst, one regimen)", True),
    "kryst2020_repeated_another_regimen_smd_3wk": ("Repeated ketamine, pooled trials (Kryst, another regimen)", True),
}
# The lead of pills that is taken for all of it.
PILLS = "point_pills_8wk"
# Singh's two schedules have placebo groups of their own.
TWO_SCHEDULES = {"singh2016_ketamine_twice": "twice a week", "singh2016_ketamine_thrice": "three times a week"}
