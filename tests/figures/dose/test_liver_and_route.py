"""Liver and route, against the well-stirred liver written out again and the rows of the studies."""

from itertools import pairwise

import pytest
from drawn import every_setting, points, reading

from ketlessons.evidence import value
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.dose import liver_and_route as here
from ketlessons.stage.words import number

#: Share that is swallowed, written out: of three devices the nose takes 0.54, then 0.62 times that, twice.
SWALLOWED = {"vein": 0.0, "spray": 1 - 0.54 * (1 + 2 * 0.62) / 3, "mouth": 1.0}
WORDS = {"vein": "into a vein", "spray": "by the spray", "mouth": "by mouth"}
PUBLISHED = {
    "vein": {"rifampicin": 0.86, "rifampicin, another study": 0.90},
    "spray": {"ticlopidine": 1.29},
    "mouth": {
        "rifampicin": 0.14,
        "St John's wort": 0.42,
        "ticlopidine": 2.4,
        "clarithromycin": 2.6,
        "grapefruit juice": 3.0,
    },
}


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["liver_and_route"]()


#: L/h: fitted; and 1497 (1085 to 1845) mL/min.
FLOW = {"fitted": 151.0, "most": 110.7, "measured": 89.82, "least": 65.1}


def liver(times, chosen="fitted"):
    flow, intrinsic = FLOW[chosen], times * (value("nasal_kel") + value("nasal_kmet")) * value("nasal_vh")
    return flow, intrinsic, intrinsic / (flow + intrinsic)


def area(route, times, chosen="fitted"):
    flow, _, taken = liver(times, chosen)
    arrives = 1 - SWALLOWED[route] + SWALLOWED[route] * value("gut_fraction") * (1 - taken)
    return arrives / (flow * taken), arrives


def test_each_setting_says_and_draws_f_over_clearance(explorer, cell):
    moving = explorer.figure.moving
    for setting in every_setting(explorer):
        told = reading(explorer, **setting)
        times, chosen, through = setting["times"], setting["route"], setting["flow"]
        flow, intrinsic, taken = liver(times, through)
        assert cell(told, "^Intrinsic clearance$").value == pytest.approx(intrinsic)
        assert cell(told, "^Blood flow").value == pytest.approx(flow)
        assert cell(told, "^Hepatic extraction$").value == pytest.approx(taken)
        assert cell(told, "^Clearance").value == pytest.approx(flow * taken)
        assert cell(told, "^Hepatic extraction before").value == pytest.approx(liver(1, through)[2])
        assert cell(told, "^Hepatic extraction as fitted").value == pytest.approx(liver(1)[2])
        assert cell(told, "^Hepatic extraction$") in told.sentence
        assert f"{flow:.0f}" in told.sentence
        assert told.case == "changed" or f"{intrinsic:.0f} over {flow:.0f} + {intrinsic:.0f} L/h" in told.sentence
        for route, words in WORDS.items():
            change = area(route, times, through)[0] / area(route, 1, through)[0]
            assert cell(told, f"^Area {words}").value == pytest.approx(change)
            assert cell(told, f"^Arrives as ketamine {words}").value == pytest.approx(area(route, times, through)[1])
            assert points(moving[f"{route} now"]) == [pytest.approx((times, change))]
            assert told.numbers[route] == pytest.approx(change)
            assert told.case != "changed" or number(told.numbers[route]) in told.sentence
        change = area(chosen, times, through)[0] / area(chosen, 1, through)[0]
        assert [y for _, y in points(moving["area by this route"])] == pytest.approx([change] * 2)


def test_what_was_published_by_the_route_stands_beside_it_and_nothing_else(explorer):
    for setting in every_setting(explorer):
        told = reading(explorer, **setting)
        expected = PUBLISHED[setting["route"]]
        assert [y for _, y in points(explorer.figure.moving["published"])] == pytest.approx(list(expected.values()))
        shown = [name.get_text() for name in explorer.figure.moving["published in words"] if name.get_text()]
        assert shown == [f"{name} {number(times)}" for name, times in expected.items()]
        said = [head.partition(": ")[2] for head, _ in told.rows if head.startswith("Published")]
        assert sorted(said) == sorted(expected)
        for name, times in expected.items():
            assert f"{name} {number(times)} times" in told.sentence
        assert "reported" not in told.sentence


def test_names_stand_at_their_points_and_do_not_touch(explorer):
    for route in PUBLISHED:
        reading(explorer, route=route)
        names = [name for name in explorer.figure.moving["published in words"] if name.get_text()]
        heights = [name.get_position()[1] for name in names]
        assert all(upper / lower >= 10**here._APART * (1 - 1e-9) for lower, upper in pairwise(heights))
        for height, (_, point) in zip(heights, points(explorer.figure.moving["published"]), strict=True):
            assert 1 - 1e-9 <= height / point < 1.3


def test_the_buttons_are_what_the_lesson_tells_of(explorer):
    told = {preset.label: reading(explorer, route="mouth", **preset.values) for preset in explorer.figure.panel.presets}
    blocker, inducer = told["A blocker: half of it"].numbers, told["An inducer: four times"].numbers
    assert (blocker["vein"], blocker["mouth"]) == (pytest.approx(1.278, abs=5e-4), pytest.approx(2.0))
    assert (inducer["vein"], inducer["mouth"]) == (pytest.approx(0.791, abs=5e-4), pytest.approx(0.25))
    assert told["As fitted"].case == "fitted"
    assert "72 %" in told["As fitted"].sentence


def test_a_measured_flow_gives_a_greater_extraction_and_meets_rifampicin_by_both_routes(explorer, cell):
    """By hand, at 90 L/h: E = 392 / 482 = 0.81; with 7 times the enzyme (90 + 2743) / (7 × 482) = 0.84 in a vein."""
    told = reading(explorer, times=1, route="mouth", flow="measured")
    assert told.case == "measured"
    assert "takes 81 % of the ketamine" in told.sentence
    assert "392 over 90 + 392 L/h" in told.sentence
    assert "clears 73 L/h" in told.sentence
    assert "12 % arrives by mouth" in told.sentence
    found = {flow: reading(explorer, times=7, route="vein", flow=flow).numbers for flow in FLOW}
    assert {flow: round(one["vein"], 2) for flow, one in found.items()} == {
        "fitted": 0.76, "most": 0.81, "measured": 0.84, "least": 0.88,
    }  # fmt: skip
    # What is swallowed feels the enzyme alone, whatever the flow.
    assert {round(one["mouth"], 9) for one in found.values()} == {round(1 / 7, 9)}


def test_lines_are_those_of_the_flow_that_is_chosen(explorer):
    for flow in FLOW:
        reading(explorer, flow=flow)
        for route in WORDS:
            line = points(explorer.figure.moving[f"{route}, all clearances"])
            assert len(line) == 61
            for times, change in line[::15]:
                assert change == pytest.approx(area(route, times, flow)[0] / area(route, 1, flow)[0])


def test_each_case_is_reached(explorer):
    assert {reading(explorer, **setting).case for setting in every_setting(explorer)} == set(here._SENTENCES)
