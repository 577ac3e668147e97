"""Which rows lesson 08 shows: each once, each there, what disagrees together, and no refused or recalled one."""

import pytest

from ketlessons.evidence import fact, table
from ketlessons.evidence.topics.laws import law, laws
from ketlessons.published.assault.kits import KITS, SHARES, kit, supposed
from ketlessons.published.assault.series import found_in
from ketlessons.published.assault.shown import GROUPS, LAWS, laws_on, on_assault


def test_each_row_stands_in_one_group_and_exists():
    ids = on_assault()
    assert len(ids) == len(set(ids))
    assert {fact(id).table for id in ids} == {"assault"}
    assert ids == tuple(id for group in GROUPS for id in on_assault(group))


def test_every_law_of_the_table_is_shown_under_its_own_topic():
    assert laws_on() == tuple(id for topic in LAWS for id in laws_on(topic))
    assert set(laws_on()) == {one.id for one in laws()}
    assert all(law(id).topic == topic for topic in LAWS for id in laws_on(topic))


def test_what_disagrees_is_shown_together():
    assert {"bystander_pooled", "green_dot_third", "senn_programme", "senn_brochures"} <= set(on_assault("prevention"))
    unexpected = [one.share for one in found_in("unexpected")]
    assert min(unexpected) < 0.03 < 0.4 < max(unexpected), "rare in one series, nearly half in another"
    assert len(unexpected) == 3, "what the police took for support is not what somebody had not named"


@pytest.mark.parametrize(
    ("name", "sensitivity", "specificity"),
    [("detective", 0.69, 0.879), ("guard", 0.375, 0.766), ("coaster", 0, 1)],
)
def test_a_kit_does_as_well_as_its_abstract_says(name, sensitivity, specificity):
    found = kit(name)
    assert (found.sensitivity, found.specificity) == (sensitivity, specificity)
    assert name in KITS


def test_shares_to_suppose_are_round_and_none_is_a_published_share_of_people():
    shares = [supposed(name) for name in SHARES]
    assert shares == [0.02, 0.05, 0.15, 0.25, 0.5]
    assert not any(hasattr(share, "reported") for share in shares)


def test_no_kit_is_told_by_the_drug_that_it_misses():
    for name in KITS:
        assert "ketamine" not in kit(name).name + kit(name).spoken
        assert "GHB" not in kit(name).name + kit(name).spoken
    assert not [row.id for row in table("assault") if "ghb" in row.id]


def test_care_of_the_first_days_has_its_days():
    assert [fact(f"care_{name}").text() for name in ("hiv", "pregnancy", "hepatitis_b")] == [
        "3 days",
        "5 days",
        "7 days",
    ]


def test_no_place_alone_closes_the_door_to_a_vaccine_or_to_samples():
    """One centre in England gives it within 7 days, Scotland within 42; what is kept also differs by country."""
    england, scotland = fact("care_hepatitis_b"), fact("care_hepatitis_b_scotland")
    assert (england.number, scotland.number) == (7, 42)
    assert "other places give it for longer" in england.conditions
    assert (fact("scotland_self_referral").number, fact("centre_keeps_scotland").text()) == (16, "26 months")
    shown = on_assault("care")
    assert shown.index("care_hepatitis_b_scotland") == shown.index("care_hepatitis_b") + 1
    assert shown.index("centre_keeps_scotland") == shown.index("centre_keeps") + 1


def test_the_us_offence_of_giving_a_drug_is_without_the_knowledge_of_who_is_given_it():
    assert "without their knowledge" in law("law_us_violence").says


def test_what_only_others_report_is_marked():
    reported = {row.id for row in table("assault") if row.reported}
    assert {"police_supported", "police_tests", "ontario_alcohol_drunk", "window_blood_faculty"} <= reported
    assert [one.reported for one in found_in("unexpected")] == [False, False, False]


def test_recalled_windows_are_not_among_the_rows():
    """Neither 120 hours nor 14 days was found at a source that stands for it."""
    for row in table("assault"):
        if row.id.startswith("window_"):
            hours = row.number * {"hour": 1, "day": 24}[row.unit]
            assert hours in (12, 72, 120, 168), row.id
    assert fact("window_urine_faculty").reported, "five days are of an account, not of the faculty's own table"
