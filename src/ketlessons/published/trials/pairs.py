"""Which two rows belong to one rating of a trial, and which holds its own model? The choices, trial by trial."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Pairs:
    """Which rows make a trial: drug and control for each time, and the row with the model's difference, if any.

    `spans` says what a model spans that is one of several ratings.
    """

    points: tuple[tuple[str, str, str | None], ...] = ()
    response: tuple[tuple[str, str], ...] = ()
    spans: str = ""


# The dose of each trial with more than one is the largest, 84 mg; Singh's schedule is twice a week.
PAIRS = MappingProxyType(
    {
        "transform2": Pairs(
            points=(
                (
                    "transform2_esketamine_change_day28",
                    "transform2_placebo_change_day28",
                    "transform2_esketamine_lead_day28",
                ),
            ),
            response=(
                ("transform2_esketamine_response_day28", "transform2_placebo_response_day28"),
                ("transform2_esketamine_response_all_day28", "transform2_placebo_response_all_day28"),
            ),
        ),
        "aspire2": Pairs(
            points=(("aspire2_esketamine_change_24h", "aspire2_placebo_change_24h", "aspire2_esketamine_lead_24h"),),
        ),
        "daly": Pairs(
            points=(
                ("daly2018_esketamine84_change_2h", "daly2018_placebo_change_2h", "daly2018_esketamine84_lead_2h"),
                ("daly2018_esketamine84_change_24h", "daly2018_placebo_change_24h", "daly2018_esketamine84_lead_24h"),
                (
                    "daly2018_esketamine84_change_day8",
                    "daly2018_placebo_change_day8",
                    "daly2018_esketamine84_lead_day8",
                ),
            ),
            response=(
                ("daly2018_esketamine84_response_2h", "daly2018_placebo_response_2h"),
                ("daly2018_esketamine84_response_24h", "daly2018_placebo_response_24h"),
                ("daly2018_esketamine84_response_day8", "daly2018_placebo_response_day8"),
            ),
        ),
        "chen": Pairs(
            points=(
                ("chen2023_esketamine_change_24h", "chen2023_placebo_change_24h", "chen2023_esketamine_lead_24h"),
                ("chen2023_esketamine_change_day28", "chen2023_placebo_change_day28", "chen2023_esketamine_lead_day28"),
            ),
        ),
        "takahashi": Pairs(
            points=(
                (
                    "takahashi2021_esketamine84_change_day28",
                    "takahashi2021_placebo_change_day28",
                    "takahashi2021_esketamine84_lead_day28",
                ),
            ),
        ),
        "singh": Pairs(
            points=(("singh2016_ketamine_twice_change_15d", "singh2016_saline_twice_change_15d", None),),
        ),
        "murrough": Pairs(
            points=(
                (
                    "murrough2013_ketamine_change_24h",
                    "murrough2013_midazolam_change_24h",
                    "murrough2013_ketamine_lead_24h",
                ),
            ),
            response=(("murrough2013_ketamine_response_24h", "murrough2013_midazolam_response_24h"),),
        ),
        "wilkinson_saline": Pairs(
            response=(("wilkinson2019_ketamine_against_saline_response_24h", "wilkinson2019_saline_response_24h"),),
        ),
        "wilkinson_midazolam": Pairs(
            response=(
                ("wilkinson2019_ketamine_against_midazolam_response_24h", "wilkinson2019_midazolam_response_24h"),
            ),
        ),
        "lii": Pairs(
            points=(
                ("lii2023_ketamine_score_1d", "lii2023_saline_score_1d", None),
                ("lii2023_ketamine_score_2d", "lii2023_saline_score_2d", None),
                ("lii2023_ketamine_score_3d", "lii2023_saline_score_3d", "lii2023_ketamine_lead_days_1_to_3"),
                ("lii2023_ketamine_score_5d", "lii2023_saline_score_5d", None),
                ("lii2023_ketamine_score_7d", "lii2023_saline_score_7d", None),
                ("lii2023_ketamine_score_14d", "lii2023_saline_score_14d", None),
            ),
            response=(
                ("lii2023_ketamine_response_1d", "lii2023_saline_response_1d"),
                ("lii2023_ketamine_response_2d", "lii2023_saline_response_2d"),
                ("lii2023_ketamine_response_3d", "lii2023_saline_response_3d"),
                ("lii2023_ketamine_response_5d", "lii2023_saline_response_5d"),
                ("lii2023_ketamine_response_7d", "lii2023_saline_response_7d"),
                ("lii2023_ketamine_response_14d", "lii2023_saline_response_14d"),
            ),
            spans="days 1 to 3 together",
        ),
    }
)
