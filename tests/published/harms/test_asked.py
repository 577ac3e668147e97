"""Which rows the pictures of harms take, and what chance leaves open: against the counts, written out."""

from math import sqrt

import pytest

from ketlessons.evidence import UnknownFact, UnverifiedFact, harm, harm_table
from ketlessons.evidence.topics.harms import Harm, all_effects, all_harms, effect, effects, harms
from ketlessons.published.harms.asked import EFFECTS, QUESTIONS, asked, mapped
from ketlessons.published.harms.told import GROUPS, harm_rows, harm_sources

ROWS = {row.id: row for row in all_harms()}
DRAWN = {id for ids in QUESTIONS.values() for id in ids}
#: What the third reading of the evidence would no longer see drawn: alone, or at all.
NEVER_DRAWN = [
    "pal2013_per_day",
    "tam2016_other",
    "tam2016_ketamine",
    "yee2015_returned",
    "vizgan2023_surgery",
    "chen2014_memory",
    "darke2021_accident",
    "darke2021_others",
    "bellolio2016_apnoea",
    "bellolio2016_apnoea_all",
    "taiwan2021_mortality",
]


def wilson(events, people, z=1.959964):
    share = events / people
    middle, reach = share + z * z / (2 * people), z * sqrt(share * (1 - share) / people + z * z / (4 * people**2))
    return (middle - reach) / (1 + z * z / people), (middle + reach) / (1 + z * z / people)


@pytest.mark.parametrize(
    ("question", "of_100"),
    [
        ("without", [19, 24, 30]),
        ("recruited", [0, 27, 92]),
        ("kidneys", [51, 17, 25]),
        ("stopping", [51, 84, 36]),
        ("dependence", [9, 17, 29]),
        ("psychosis", [3, 28, 76]),
        ("deaths", [0, 0, 0]),
    ],
)
def test_people_of_a_hundred_are_those_of_the_papers(question, of_100):
    assert [group.of(100) for group in asked(question)] == of_100


def test_four_ways_to_count_a_death_out_of_ten_thousand():
    assert [group.of(10_000) for group in asked("deaths")] == [40, 19, 1]


@pytest.mark.parametrize(
    ("question", "place", "events", "people"),
    [("kidneys", 0, 30, 59), ("kidneys", 1, 96, 572), ("kidneys", 2, 20, 81), ("psychosis", 0, 4, 115)],
)
def test_what_chance_leaves_open_is_wilsons_interval(question, place, events, people):
    low, _, high = asked(question)[place].interval
    assert (low, high) == pytest.approx(wilson(events, people), abs=1e-6)


def test_where_no_people_are_printed_there_is_no_interval():
    assert [group.interval is None for group in asked("without")] == [False, True, True]


def test_every_row_that_is_drawn_may_be_and_has_a_denominator_in_words():
    for id in DRAWN:
        assert ROWS[id].plot_ok == "yes", id
        assert ROWS[id].unit == "percent", id
        assert len(ROWS[id].whom) > 20, id
    assert not DRAWN & set(NEVER_DRAWN)
    assert all(ROWS[id].plot_ok == "no" for id in NEVER_DRAWN)


def test_groups_of_one_question_are_of_one_harm():
    for question, ids in QUESTIONS.items():
        assert len(ids) == 3
        assert len({ROWS[id].harm for id in ids}) == 1, question


def test_a_comparison_is_a_row_and_of_the_same_harm():
    compared = [row for row in all_harms() if row.compared_with]
    assert len(compared) > 5
    for row in compared:
        assert ROWS[row.compared_with].harm == row.harm, row.id
        assert not ROWS[row.compared_with].compared_with, "no chains"


def test_counts_fit_their_printed_share_or_the_note_says_why():
    for row in all_harms():
        if row.unit == "percent" and row.events is not None:
            if abs(100 * row.events / row.people - row.value) > 0.5:
                pytest.fail(row.id)
            if abs(row.share - row.value / 100) < 1e-9 and abs(row.events / row.people - row.share) > 0.001:
                assert "of" in row.note, row.id


def test_a_share_of_a_survey_with_missing_answers_is_the_printed_one():
    row = harm("winstock2012_urinary")
    assert row.share == 0.266
    assert row.events / row.people == pytest.approx(0.2646, abs=1e-4)
    assert "missing" in row.note


def test_ratios_and_counts_are_no_shares():
    for id in ("palamar2022_ghb", "muetzelfeldt2008_tolerance", "tang2019_people"):
        with pytest.raises(ValueError, match="is no share"):
            _ = ROWS[id].share


def test_a_row_says_its_value_with_counts_and_ends():
    assert harm("palamar2022_ghb").text() == "3.43 times (1.57 to 7.46)"
    assert harm("bellolio2016_adult_all").text() == "16.4 of 1,000 (9.7 to 23)"
    assert harm("bellolio2016_laryngospasm").text() == "33 of 34"
    assert harm("muetzelfeldt2008_tolerance").text() == "6 times (30 people)"
    assert harm("cdc2024_only").text() == "0.01 % (24 of 228,668)"


def test_the_map_shows_every_effect_once_short_ones_first():
    assert sorted(EFFECTS) == sorted(one.id for one in all_effects())
    terms = [one.effect.term for one in mapped()]
    assert terms == sorted(terms, reverse=True)
    article = {
        "short": (
            "visions",
            "confusion",
            "coordination",
            "heart",
            "vomiting",
            "breathing",
            "seizures",
            "unconscious",
            "injury",
        ),
        "long": ("bladder", "memory", "psychosis", "mood", "anxiety", "tolerance", "dependence"),
    }  # what the article lists
    for term, names in article.items():
        for name in names:
            assert effect(f"effect_{name}").term == term


def test_what_is_known_of_an_effect_holds_no_number():
    for one in all_effects():
        assert not any(sign.isdigit() for sign in one.known + one.why), one.id


def test_breathing_is_told_with_its_danger_first():
    known = effect("effect_breathing").known
    assert known.index("can happen") < known.index("often kept") < known.index("can kill")
    for word in ("alcohol", "opioids", "GHB", "benzodiazepines"):
        assert word in known


def test_every_group_of_the_tables_is_of_rows_and_every_source_is_listed():
    assert len(harm_rows()) == len(set(harm_rows()))
    assert set(harm_rows()) <= set(ROWS)
    assert {"pal2013", "tam2016", "castellani2020", "vivolokantor2024"} <= set(harm_sources())
    # Apnoea is never shown without laryngospasm.
    for ids in GROUPS.values():
        assert ("bellolio2016_apnoea" in ids) == ("bellolio2016_laryngospasm" in ids)
    table = str(harm_table(harm_rows("dependence"), "Dependence"))
    assert "8.55 % (of 4,477)" in table
    assert "web survey" in table


@pytest.mark.parametrize(("ask", "bad"), [(asked, "moon"), (asked, ""), (harm_rows, "moon"), (harm_rows, None)])
def test_unknown_words_are_refused(ask, bad):
    with pytest.raises(ValueError, match="must be one of"):
        ask(bad)


def test_unknown_and_unchecked_rows_are_refused(monkeypatch):
    with pytest.raises(UnknownFact, match="pal2013_recent"):
        harm("pal2013_recently")
    with pytest.raises(UnknownFact, match="effect_bladder"):
        effect("effect_bladders")
    from dataclasses import replace

    from ketlessons.evidence.topics import harms as module

    unchecked = replace(ROWS["pal2013_recent"], status="unverified", depth="")
    assert isinstance(unchecked, Harm)
    monkeypatch.setattr(module, "all_harms", lambda: (unchecked,))
    with pytest.raises(UnverifiedFact, match="not verified"):
        harm("pal2013_recent")
    assert harms() == ()
    assert len(effects()) == len(EFFECTS)
