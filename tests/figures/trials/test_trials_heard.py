"""What is heard after a move of the figures of trials: the news that a task waits for, each thing said once."""

import re

import pytest
from heard import briefly

from ketlessons.explorers import EXPLORERS
from ketlessons.published.identity.dates import events
from ketlessons.stage.words import date


def heard(name, before, now):
    explorer = EXPLORERS[name]()
    told = [explorer.figure.update(**{**explorer.values, **values}) for values in (before, now)]
    return briefly(*told)


@pytest.mark.parametrize(
    ("name", "before", "now", "told"),
    [
        (
            "forest_plot",
            {"trials": 3},
            {"trials": 4},
            "Points ahead 3.8 (0.8 to 6.8), was 3.9 (−0.8 to 8.6). Further trial −0.2 to 7.9, was −10.0 to 17.8. "
            "TRANSFORM-3 is newest.",
        ),
        (
            "forest_plot",
            {},
            {"left_out": "most"},
            "Points ahead 2.7 (0.9 to 4.5), was 3.5 (1.7 to 5.3). Further trial 0.8 to 4.7, was 0.3 to 6.7. "
            "Janik 2025 is left out.",
        ),
        (
            "forest_plot",
            {"trials": 1},
            {"trials": 1, "left_out": "most"},
            "Canuso 2018 stays: none to spare. Points ahead unchanged, 4.5 (−1.7 to 10.7).",
        ),
        (
            "forest_plot",
            {},
            {"daly": True},
            "Daly 2018 without a rating then, was not in. Points ahead unchanged, 3.5 (1.7 to 5.3).",
        ),
        (
            "one_trial_many_numbers",
            {},
            {"measure": "odds_ratio"},
            "Odds ratio 4.5 (1.6 to 13). Printed in the paper 2.18, which does not fit. "
            "Drug arm unchanged, 64 %. Control arm unchanged, 28 %.",
        ),
        (
            "one_trial_many_numbers",
            {"measure": "needed", "control_percent": 2},
            {"measure": "needed", "control_percent": 5},
            "Number needed to treat 7.0 (2.8 to 37), was 15 (5.3 to 89). Drug arm 19 %, was 8.5 %. "
            "Odds ratio kept unchanged, 4.5.",
        ),
        (
            "one_trial_many_numbers",
            {"trial": "lii"},
            {"trial": "lii", "measure": "needed"},
            "Number needed to treat 10 to gain, interval through no difference. "
            "Drug arm unchanged, 60 %. Control arm unchanged, 50 %.",
        ),
        (
            "what_goes_with_the_control",
            {"comparison": "murrough", "out": "cochrane"},
            {"comparison": "murrough", "out": "wilkinson"},
            "Saline less midazolam 0.38 SD (−0.17 to 0.93), was 1.10 SD (0.63 to 1.57).",
        ),
        (
            "small_trials",
            {"people": 20},
            {"people": 25},
            "Trials significant in favour 18 %, was 15 %. Their mean 0.72 SD, was 0.80 SD. "
            "Published mean unchanged, 0.30 SD.",
        ),
        (
            "small_trials",
            {"published": 0.1},
            {"published": 0},
            "Published mean 0.80 SD, was 0.59 SD. Times the true effect 2.7, was 2.0.",
        ),
        (
            "timeline_walk",
            {"event": 8},
            {"event": 9},
            "9 of 20: FDA approves esketamine nasal spray, with an oral antidepressant, for treatment-resistant "
            "depression. Spray approved in the US, was no place.",
        ),
        (
            "timeline_walk",
            {},
            {"region": "UK"},
            "Spray in the UK licensed, but NICE does not recommend it. "
            "Ketamine for depression unchanged, approved nowhere, reported.",
        ),
    ],
)
def test_what_a_task_waits_for_is_heard(name, before, now, told):
    assert heard(name, before, now) == told


def test_each_event_is_heard_whole_and_its_date_is_left_to_the_slider():
    for place, event in enumerate(events(), 1):
        other = place % len(events()) + 1
        for region in ("all", "US", "EU", "UK"):
            told = heard("timeline_walk", {"event": other, "region": region}, {"event": place, "region": region})
            reported = ", reported" if event.reported else ""
            assert told.startswith(f"{place} of {len(events())}{reported}: {event.event}.")
            assert date(event.date) not in told
            assert ("Label: not shown to prevent suicide" in told) == (event.id == "event_fda_mdsi")


def test_a_prediction_is_not_spoiled_by_what_is_heard():
    figure = EXPLORERS["what_goes_with_the_control"]().figure
    for show, hidden in (("drug", "Control"), ("control", "Ketamine")):
        brief = figure.update(comparison="saline", show=show, out="none").brief
        assert not any(news.subject.startswith(hidden) or "SD" in news.said for news in brief)


def test_what_sliders_speak_has_a_unit():
    for name in ("small_trials", "forest_plot", "one_trial_many_numbers", "timeline_walk"):
        for control in EXPLORERS[name]().controls:
            assert all(re.search(r"[^\d.,\s\u2212-]", text) for text in getattr(control, "texts", ())), control.name
