"""What is heard after a move of the figures of onset: the news that a task waits for, and nothing of what is hidden."""

import itertools

import pytest
from drawn import every_setting
from heard import briefly

from ketlessons import published
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.onset import both_arms as pair
from ketlessons.figures.onset.time_axis import STOPS
from ketlessons.stage.words import signed


def heard(name, before, now):
    explorer = EXPLORERS[name]()
    told = [explorer.figure.update(**{**explorer.values, **values}) for values in (before, now)]
    return briefly(*told)


@pytest.mark.parametrize(
    ("name", "before", "now", "told"),
    [
        (
            "both_arms",
            {"trial": "transform2", "show": "drug"},
            {"trial": "transform2", "show": "both"},
            "Control arm's fall 17.0 points. Lead of the means 4.4 points. Modelled lead 4.0 (0.6 to 7.3).",
        ),
        (
            "both_arms",
            {"trial": "transform2"},
            {"trial": "transform2", "measure": "response"},
            "First responders 69 against 52, day 28, still seen. "
            "Last responders 63 against 50, day 28, all randomised.",
        ),
        (
            "hours_and_weeks",
            {},
            {"control": "saline"},
            "Against saline 0.87 and 1.8 SD, whose intervals do not meet. Comparisons here 2.",
        ),
        (
            "hours_and_weeks",
            {},
            {"without": "wilkinson"},
            "Largest lead 1.00 SD, saline or midazolam, pooled. Comparisons here 8, was 10.",
        ),
        (
            "target_and_effect",
            {"time_h": 4},
            {"time_h": 8},
            "Channel sites held 2.3 %, was 5.8 %. Transporters held no scan, was 45 to 78 %. "
            "Ketamine's lead unchanged, not rated now.",
        ),
        (
            "wearing_off",
            {"day": 7},
            {"day": 8},
            "Sources telling the arms apart 1 of 6, was 4 of 6. Pooled responders no number, was 40 %. "
            "Silent by now 3.",
        ),
    ],
)
def test_what_a_task_waits_for_is_heard(name, before, now, told):
    assert heard(name, before, now) == told


def test_an_arm_that_is_hidden_is_not_heard():
    explorer = EXPLORERS["both_arms"]()
    for trial, measure, show in itertools.product(pair.TRIALS, pair.MEASURES, pair.SHOWS):
        ratings = published.arms(trial, measure)
        brief = explorer.figure.update(trial=trial, measure=measure, show=show).brief
        numbers = " ".join(news.said for news in brief).replace(",", "").split()
        digits = pair._DIGITS[measure]
        for one in (ratings[:1] + ratings[-1:]) if ratings else ():
            assert show == "gap" or signed(one.drug, digits) in numbers
            if show == "both":
                assert signed(one.control, digits) in numbers
            assert show != "drug" or not any("against" in news.said or "lead" in news.subject for news in brief)
            assert show == "drug" or one.reported == ("reported" in numbers)
        hidden = [news.subject for news in brief if news.said == "hidden"]
        assert hidden == ([] if show == "both" or not ratings else [pair._HIDDEN_NOW[show].subject])


def test_the_time_is_left_to_the_slider_and_each_number_is_one_of_the_table():
    explorer = EXPLORERS["hours_and_weeks"]()
    stops = {stop.time_h: stop.words for stop in STOPS}
    for setting in every_setting(explorer):
        told = explorer.figure.update(**setting)
        if told.case != "here":
            continue
        here = stops[setting["time_h"]]
        assert not any(here in news.said or here in news.subject for news in told.brief)
        values = {news.subject: news.said for news in told.brief}
        assert values["Comparisons here"] == str(len(told.rows))
        cells = " ".join(row[1] for row in told.rows)
        first = told.brief[0].said.removeprefix("reported ").removeprefix("raw ").split()[0]
        assert first in cells.replace("(", " ").split()
