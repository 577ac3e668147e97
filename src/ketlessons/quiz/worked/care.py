"""Lessons 07 and 08: how many more people, and what a result of a kit for drinks means.

What is supposed (how common a harm is, how many drinks are spiked) comes from round numbers. How good a kit is was
measured.
"""

from __future__ import annotations

from ketlessons.models.assault.results import positive_predictive_value
from ketlessons.models.harms.expected import expected_share
from ketlessons.models.harms.extra import extra_cases
from ketlessons.models.quantities import Interval
from ketlessons.published.assault.kits import kit
from ketlessons.quiz.kinds.numbers import Worked


def _expected(of_1000: int, ratio: float) -> Worked:
    share = expected_share(of_1000 / 1000, Interval(ratio, ratio, ratio)).value
    return Worked(
        1000 * share - of_1000,
        {"all": 1000 * share, "of_100": 10 * ratio},
        {"with_it": 1000 * share},
    )


def _extra(with_percent: float, without_percent: float, users_percent: float) -> Worked:
    found = extra_cases(with_percent, without_percent, users_percent, 10_000)
    users = 10_000 * users_percent / 100
    return Worked(
        found,
        {
            "all": users * with_percent / 100,
            "everybody": 10_000 * (with_percent - without_percent) / 100,
            "points": with_percent - without_percent,
        },
        {"users": users},
    )


def _predictive(name: str, of_100: int) -> Worked:
    chosen, share = kit(name), of_100 / 100
    value = 100 * positive_predictive_value(chosen.sensitivity, chosen.specificity, share)
    found, alarms = 1000 * share * chosen.sensitivity, 1000 * (1 - share) * (1 - chosen.specificity)
    return Worked(
        value,
        {
            "sensitivity": 100 * chosen.sensitivity,
            "specificity": 100 * chosen.specificity,
            "found": found / 10,
            "rest": 100 - value,
        },
        {
            "spoken": chosen.spoken,
            "sensitivity": 100 * chosen.sensitivity,
            "specificity": 100 * chosen.specificity,
            "found": found,
            "alarms": alarms,
        },
    )


def _alarms(name: str, of_100: int) -> Worked:
    chosen, share = kit(name), of_100 / 100
    return Worked(
        1000 * (1 - share) * (1 - chosen.specificity),
        {
            "everything": 1000 * (1 - chosen.specificity),
            "clear": 1000 * (1 - share) * chosen.specificity,
            "missed": 1000 * share * (1 - chosen.sensitivity),
            "found": 1000 * share * chosen.sensitivity,
        },
        {"spoken": chosen.spoken, "specificity": 100 * chosen.specificity, "others": 1000 * (1 - share)},
    )


WORKED = {
    "07-number-expected": _expected,
    "07-number-extra": _extra,
    "08-number-predictive": _predictive,
    "08-number-alarms": _alarms,
}
