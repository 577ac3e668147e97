"""What is held against a trial at home: rows that may be shown, each in one group."""

import math

import pytest

from ketlessons.evidence import effect_point, fact, table, time_point
from ketlessons.published import weighed
from ketlessons.published.trials.weighed import GROUPS


def test_every_row_of_both_tables_stands_in_one_group():
    ids = [row.id for name in ("masking", "weighing") for row in table(name)]
    assert sorted(weighed()) == sorted(ids)
    assert len(set(weighed())) == len(weighed())
    assert all(fact(id).status != "unverified" for id in weighed())


def test_groups_come_in_the_order_asked_for():
    assert weighed("drawers", "change") == (*GROUPS["drawers"], *GROUPS["change"])
    with pytest.raises(ValueError, match=r"groups must be one of guesses, change, .*; got 'shelves'"):
        weighed("change", "shelves")


def test_poolings_of_ketamine_and_electroconvulsive_therapy_disagree():
    """One favours the therapy by two thirds of an SD, one finds nothing, one sees it gain faster with time."""
    names = ("rhee2022_smd", "menon2023_smd", "ma2025_smd", "time2026_per_day")
    rhee, menon, ma, slope = (fact(f"ect_{name}") for name in names)
    assert rhee.value == -0.69
    assert rhee.value < menon.value < ma.value
    assert menon.low < 0 < menon.high < 0.05
    assert ma.low < rhee.value + 0.2 < ma.value < ma.high
    assert slope.low > 0
    assert 28 * slope.value == pytest.approx(0.5, abs=0.02)


def test_completers_look_better_than_all_who_were_randomised():
    """TRANSFORM-2: 69.3 against 52.0 % of those still seen, a gap of 17; of all randomised a gap of 14."""
    one, two = (time_point(f"transform2_{arm}_response_all_day28") for arm in ("esketamine", "placebo"))
    assert one.value - two.value == pytest.approx(13.9, abs=0.05)
    assert one.sources == two.sources == ("katz2021", "citrome2020")


def test_a_number_of_a_trial_stands_in_one_table():
    """What `timecourse` holds as a percentage, `weighing` does not hold again as a fraction."""
    assert not [row.id for row in table("weighing") if row.id.startswith(("transform", "elektd"))]


def test_the_analysis_itself_is_less_sure_of_its_gap_than_a_subtraction():
    """1.10 (0.63 to 1.57) would be 4.6 standard errors; the paper prints p 0.02, so the lesson shows both."""
    saline, felt = (effect_point(f"point_wilkinson2019_{name}_24h") for name in ("saline", "midazolam"))
    half = ((saline.high - saline.low) ** 2 + (felt.high - felt.low) ** 2) ** 0.5 / 2
    z = 1.96 * (saline.smd - felt.smd) / half
    assert z > 4.5
    assert fact("wilkinson_gap_p").value == 0.02  # z of 2.3
    assert math.erfc(z / math.sqrt(2)) < 0.02 / 1000


def test_what_a_change_is_worth_differs_by_method():
    """Six points for a clinician, ten by another anchor, under two from how exactly the scale measures."""
    pills, review = fact("change_pills"), fact("change_review")
    assert pills.high < review.low < fact("change_meaningful").value < review.high < fact("change_other_anchor").value


def test_suicidal_ideas_of_people_with_depression_alone_have_two_answers():
    """KETIS: odds ratio 1.3 with depression, its interval holds 1; Grunebaum: 55 against 30 % over midazolam."""
    ketis, points = fact("ketis_odds_depression"), fact("grunebaum_points")
    assert ketis.low < 1 < ketis.high
    assert points.low > 0
    odds = [one / (1 - one) for one in (fact(f"grunebaum_{arm}").value for arm in ("ketamine", "midazolam"))]
    assert odds[0] / odds[1] == pytest.approx(2.85, abs=0.01)  # as printed


def test_a_third_pooling_asks_whether_the_kind_of_control_matters_of_more_people_than_the_two_that_disagree():
    """Price 2022: 720 people, 477 and 243; Wilkinson 367, Cochrane 231 and 297."""
    row, day, week = (fact(f"price2022_{name}") for name in ("control", "24h", "7d"))
    assert row.conditions.startswith("720 people with a score: 477 in ")
    assert "243 " in row.conditions
    assert 477 + 243 == 720 > max(367, 231 + 297)
    assert "is not one of them" in row.quantity
    assert 0 < week.low < week.value < day.low < day.value
    # It does not fit the poolings that the figures draw: its whole interval lies below both.
    drawn = (time_point(f"{id}_smd_24h").value for id in ("kishimoto2016_ketamine", "kryst2020_one_dose"))
    assert day.high < min(drawn)


def test_suicidal_ideas_against_midazolam_have_ten_trials_pooled_and_single_ones_that_disagree():
    item, beck = fact("shah2026_item"), fact("shah2026_beck")
    assert min(item.low, beck.low) > 0
    stopped = fact("keta_stopped")
    assert stopped.reported
    assert stopped.value == 52
    assert "of 100 planned" in stopped.quantity
    assert "did not differ significantly" in fact("tehran2025_none").quantity


def test_poolings_of_the_spray_disagree_on_suicidal_ideas_and_a_newer_one_finds_a_small_lead():
    early, none = fact("suicidal_spray_2_4h"), fact("fountoulakis2025_suicidal")
    assert early.low > 1
    assert none.quantity.startswith("no significant effect")
    small, drawn = fact("fountoulakis2025_smd"), effect_point("point_pooled2026_day28")
    assert (small.low, small.high) == (0.15, 0.23)
    assert drawn.smd == small.high  # four trials with a new pill; with others, and at other times, less


def test_two_analyses_of_the_spray_find_next_to_no_link_with_dissociation():
    one, other = fact("masking_dissociation_spray"), fact("masking_dissociation_transform2")
    assert -0.1 < one.value < one.high < 0
    assert "TRANSFORM-2 and SUSTAIN-1" in other.conditions
    believed = fact("masking_lii_believed")
    assert believed.reported
    assert believed.low == 0.6
