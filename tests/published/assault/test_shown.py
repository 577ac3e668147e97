"""Which rows lesson 08 shows: each once, each there, what disagrees together, and no refused or recalled one."""

import pytest

from ketlessons.evidence import fact, table
from ketlessons.evidence.laws import law, laws
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


@pytest.mark.parametrize(
    ("name", "sensitivity", "specificity"),
    [("detective", 0.69, 0.879), ("guard", 0.375, 0.766), ("coaster_ketamine", 0, 1), ("coaster_ghb_low", 0.31, 1),
     ("coaster_ghb_high", 0.69, 1)],
)  # fmt: skip
def test_a_kit_does_as_well_as_its_abstract_says(name, sensitivity, specificity):
    found = kit(name)
    assert (found.sensitivity, found.specificity) == (sensitivity, specificity)
    assert name in KITS


@pytest.mark.parametrize(("name", "share"), zip(SHARES, (0.02, 0.03, 0.15, 0.22, 0.47), strict=True))
def test_a_supposed_share_is_as_large_as_a_published_one_in_whole_drinks_of_a_hundred(name, share):
    assert supposed(name).share == pytest.approx(share)


def test_what_only_others_report_is_marked():
    reported = {row.id for row in table("assault") if row.reported}
    assert {"police_supported", "police_tests", "ontario_alcohol_drunk", "window_blood_faculty"} <= reported
    assert supposed("police").reported
    assert [one.reported for one in found_in("unexpected")] == [False, True, False, False]


def test_recalled_windows_are_not_among_the_rows():
    """Neither 120 hours nor 14 days was found at a source that stands for it."""
    for row in table("assault"):
        if row.id.startswith("window_"):
            hours = row.number * {"hour": 1, "day": 24}[row.unit]
            assert hours in (12, 72, 120, 168), row.id
    assert fact("window_urine_faculty").reported, "five days are of an account, not of the faculty's own table"
