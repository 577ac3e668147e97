"""Which ideas and arrows are shown: all that the tables hold, named once, and a wrong word refused."""

import pytest

from ketlessons.evidence import reference, tables
from ketlessons.evidence.topics.signal import all_arrows, all_hypotheses, all_other_drugs, places
from ketlessons.published.signal import ideas
from ketlessons.published.signal.drugs import ROW, other_drugs
from ketlessons.published.signal.followed import GROUPS, followed


def test_every_idea_place_and_arrow_of_the_tables_is_named_once():
    assert sorted((*ideas.WALK, *ideas.OLDER)) == sorted(one.id for one in all_hypotheses())
    assert sorted(one.id for one in ideas.map_places()) == sorted(one.id for one in places())
    assert [one.id for one in ideas.map_arrows()] == [one.id for one in all_arrows()]
    assert sorted(one.id for one in other_drugs()) == sorted(one.id for one in all_other_drugs()) == sorted(ROW)


def test_the_walk_begins_at_the_pore_and_goes_down_the_map():
    order = ["target", "cell", "input", "relay", "expression"]
    first = {}
    for place, one in enumerate(ideas.walk()):
        first.setdefault(one.layer, place)
    assert ideas.walk()[0].id == "hyp_pore"
    assert first["target"] < first["cell"] < first["relay"] < first["expression"]
    assert set(first) == set(order)


@pytest.mark.parametrize(
    ("idea", "species", "left"),
    [
        ("all", "people", 25),
        ("all", "rodents", 45),
        ("all", "monkeys", 5),
        ("hyp_surge", "people", 7),
        ("hyp_adenosine", "people", 0),
    ],
)
def test_what_is_left_in_a_species(idea, species, left):
    assert len(ideas.lit(idea, species).arrows) == left


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        (lambda: ideas.lit("all", "mice"), "species"),
        (lambda: ideas.lit("hyp_t_sert", "all"), "idea"),
        (lambda: ideas.ideas("people"), "about"),
        (lambda: followed("sleep"), "groups"),
    ],
)
def test_a_wrong_word_is_refused_and_the_right_ones_named(ask, name):
    with pytest.raises(ValueError, match=f"^{name} must be one of "):
        ask()


def test_the_groups_hold_usable_rows_and_no_row_twice():
    from ketlessons.evidence import fact

    names = [id for group in GROUPS.values() for id in group]
    assert len(names) == len(set(names))
    assert {fact(id).table for id in names} <= set(tables())


def test_every_source_of_the_map_can_be_listed():
    assert len(ideas.map_sources()) > 100
    assert all(reference(key).text() for key in ideas.map_sources())
