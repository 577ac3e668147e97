"""What the map of harms says and marks, against the tables."""

import pytest
from heard import briefly

from ketlessons.evidence.topics.harms import all_effects, harm
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.harms.harm_map import MARKED, SITES
from ketlessons.published.harms.asked import EFFECTS

FIGURE = EXPLORERS["harm_map"]().figure
BY_ID = {one.id: one for one in all_effects()}


@pytest.mark.parametrize("place", range(1, len(EFFECTS) + 1))
def test_each_effect_says_how_often_of_whom_and_the_three_judgements(place):
    one = BY_ID[EFFECTS[place - 1]]
    told = FIGURE.update(effect=place, mark="certainty")
    assert told.sentence.startswith(f"{one.effect}, {one.term} term: {one.known}. ")
    for name in ("depends", "recovers", "certainty", "why"):
        assert getattr(one, name) in told.sentence
    if one.row:
        row = harm(one.row)
        assert row.group in told.sentence
        assert row.recruited in told.sentence
        assert row.text().split(" (")[0] in told.sentence
        assert ("reported" in told.sentence) or not row.reported
    else:
        assert "No reliable rate is known" in told.sentence
    if one.beside:
        assert harm(one.beside).group in told.sentence
    assert told.case == ("uncounted" if not one.row else "beside" if one.beside else "counted")
    x, y = FIGURE.moving["site"].get_data()
    assert (x[0], y[0]) == SITES[one.system]


@pytest.mark.parametrize("mark", MARKED)
def test_every_effect_is_marked_once_and_as_the_table_says(mark):
    told = FIGURE.update(effect=1, mark=mark)
    words = MARKED[mark][1]
    counted = [len(FIGURE.moving[f"mark {place + 1}"].get_xdata()) for place in range(len(words))]
    assert sum(counted) == len(EFFECTS)
    for place, word in enumerate(words):
        assert counted[place] == sum(getattr(one, mark) == word for one in all_effects())
    first = BY_ID[EFFECTS[0]]
    alike = sum(getattr(one, mark) == getattr(first, mark) for one in all_effects())
    named = {"certainty": "how sure", "recovers": "recovery", "depends": "more with more use"}[mark]
    assert told.sentence.endswith(f"Marked alike for {named}: {alike} of {len(EFFECTS)}.")
    listed = dict(told.rows)
    for one in all_effects():
        assert listed[f"{one.effect} ({one.system}, {one.term} term)"] == getattr(one, mark)


def test_the_vocabulary_of_the_marks_is_that_of_the_table():
    for mark, (_, words) in MARKED.items():
        assert {getattr(one, mark) for one in all_effects()} == set(words)


def test_every_part_of_the_body_is_drawn():
    assert {one.system for one in all_effects()} == set(SITES)


def test_the_default_is_the_bladder_with_its_comparison_group():
    explorer = EXPLORERS["harm_map"]()
    told = explorer.figure.update(**explorer.values)
    assert "30 %" in told.sentence
    assert "24 %" in told.sentence
    assert "never used ketamine" in told.sentence


def test_a_share_is_heard_with_how_its_people_were_found_and_without_a_was_of_another_effect():
    bladder, seizures = (
        FIGURE.update(effect=EFFECTS.index(name) + 1, mark="certainty")
        for name in ("effect_bladder", "effect_seizures")
    )
    assert briefly(bladder, seizures) == "How often not reliably known. How sure very low. Marked alike 8 of 23."
    assert briefly(seizures, bladder) == (
        "How often 30 %, recruited: web survey. How sure moderate. Marked alike 6 of 23."
    )
