"""Lesson 01: cards agree with the table of uses, sources are whole, and what is quoted is worked out another way."""

import re
from math import comb

import nbformat
import pytest
from told import ROOT

from ketlessons.evidence import all_rows, claims, fact, table, timeline, uses
from ketlessons.evidence.references import all_references
from ketlessons.evidence.topics.uses import all_uses
from ketlessons.published.identity.met import GROUPS, met_papers
from ketlessons.quiz import questions

LESSON = ROOT / "notebooks" / "01-meet-ketamine.ipynb"
#: Words that a student needs to read one paper.
TERMS = (
    "racemate",
    "esketamine",
    "dissociative anaesthetic",
    "GABA-A receptor",
    "phencyclidine",
    "denominator",
    "rule of three",
    "off-label",
    "Henderson-Hasselbalch equation",
)


@pytest.fixture(scope="module")
def prose():
    return "\n".join(cell.source for cell in nbformat.read(LESSON, 4).cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("term", TERMS)
def test_the_fields_own_word_stands_beside_the_plain_one(prose, term):
    assert re.search(rf"\*\*[^*]*{re.escape(term)}", prose, flags=re.I)


def places(card, region):
    """Where the table of uses puts a card in a region; a row for the world holds everywhere."""
    found = {one.sort_as for one in uses(card) if one.region in (region, "world")}
    assert len(found) == 1, (card, region, found)
    return found.pop()


def test_each_card_lies_where_the_table_of_uses_puts_it():
    asked = questions()["01-sort-uses"]
    for card in asked.cards:
        for case in asked.cases:
            assert card.place[case.id] == places(card.id, case.id), (card.id, case.id)
    for card in questions()["01-sort-more"].cards:
        assert card.place["always"] == places(card.id, "US"), card.id


def test_the_cards_that_move_are_the_lesson():
    asked = questions()["01-sort-uses"]
    assert [card.id for card in asked.moved("US", "UK")] == ["spray_alone", "horse"]
    assert [card.id for card in asked.moved("US", "Germany")] == ["emergency_pain", "spray_alone", "horse"]


def test_every_use_is_a_card_or_is_told_elsewhere():
    cards = {card.id for name in ("01-sort-uses", "01-sort-more") for card in questions()[name].cards}
    assert {one.card for one in all_uses()} - cards == {"caesarean_programme", "without_knowledge"}


def test_an_assault_is_no_card_to_sort():
    (row,) = [one for one in all_uses() if one.card == "without_knowledge"]
    assert row.sort_as == "crime"
    assert row not in uses()


def test_the_list_of_papers_holds_all_that_the_lesson_rests_on():
    rows = [*table("identity"), *table("molecules"), *uses(), *timeline(), *claims("01"), fact("ketamine_pka")]
    assert set(met_papers()) == {key for row in rows for key in row.sources}
    assert list(met_papers()) == sorted(set(met_papers()))
    assert set(met_papers()) <= set(all_references())


def test_what_is_shown_together_exists_and_is_usable():
    for group in GROUPS.values():
        for id in group:
            assert fact(id).table == "identity"


def fisher(a, n, c, m):
    """Two-sided exact test of a of n against c of m, by counting tables as rare as this one, or rarer."""
    total = a + c

    def chance(k):
        return comb(n, k) * comb(m, total - k) / comb(n + m, total)

    seen = chance(a)
    among = range(max(0, total - m), min(n, total) + 1)
    return sum(chance(k) for k in among if chance(k) <= seen * (1 + 1e-9))


def test_what_is_said_of_three_groups_of_twenty():
    worse, same = fisher(7, 19, 1, 20), fisher(1, 20, 3, 20)
    told = {option.feedback for option in questions()["01-check-white"].options}
    assert any(f"p {worse:.2f}" in text for text in told)
    assert any(f"p {same:.2f}" in text for text in told)
    assert (round(worse, 2), round(same, 2)) == (0.02, 0.60)


def test_none_of_401_leaves_up_to_a_share_open(prose):
    exact = {people: 100 * (1 - 0.025 ** (1 / people)) for people in (401, 530)}
    limit = {people: 100 * (1 - 0.05 ** (1 / people)) for people in (401, 530)}
    assert f"the exact one-sided limit, which the rule comes near to, is {limit[401]:.2f} %" in prose
    assert f"its upper end is {exact[401]:.2f} %" in prose
    assert f"{3 / 4.01:.2f} %" in prose
    assert f"{3 / 5.3:.2f}, {limit[530]:.2f} and {exact[530]:.2f} %" in prose
    assert fact("burke_deaths").value == 0 == fact("masaki_deaths").value


def test_how_many_events_on_depression_are_reported(prose):
    found = [one for one in timeline() if one.kind == "event" and one.theme == "depression"]
    assert f"{sum(one.reported for one in found)} of {len(found)}" in prose


def test_the_key_is_the_longest_option_no_more_often_than_chance():
    own = [asked for name, asked in questions().items() if name.startswith("01") and asked.kind != "sort"]
    longest = [max(asked.options, key=lambda option: len(option.text)).key for asked in own]
    assert len(own) == 7
    assert sum(longest) <= len(own) / 3


def test_no_percentage_of_the_table_stands_without_people():
    for row in all_rows("identity"):
        if row.unit == "dimensionless" and row.value is not None and 0 < row.value < 1:
            assert re.search(r"\d", row.conditions) or "no denominator" in row.conditions, row.id
