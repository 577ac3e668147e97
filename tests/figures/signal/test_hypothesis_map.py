"""What the map of ideas says and draws, against the rows as their files hold them."""

import itertools
import math

import pytest
from heard import briefly

from ketlessons.figures.signal import map_ground as ground
from ketlessons.published.signal.ideas import WALK

KEPT = {"rodents": {"mice", "rats", "rodents"}, "monkeys": {"monkeys"}, "people": {"people"}}
SPECIES = ("all", *KEPT)


def left(rows, idea, species):
    whole = [row for row in rows if idea is None or idea in row["ideas"].split(";")]
    return [row for row in whole if species == "all" or KEPT[species] & set(row["species"].split(";"))]


def strokes(line):
    """Count the strokes of a line that has gaps."""
    return sum(math.isnan(x) for x in line.get_xdata())


@pytest.mark.parametrize("species", SPECIES)
def test_each_idea_keeps_the_arrows_of_its_rows(figure, cell, rows_of, species):
    rows = rows_of("arrows.csv")
    for number in range(len(WALK) + 1):
        wanted = left(rows, WALK[number - 1] if number else None, species)
        told = figure.update(idea=number, species=species, side="for")
        assert cell(told, "Arrows kept").values[0] == len(wanted), number
        drawn = [figure.moving[name] for name in figure.moving if name.startswith("arrows")]
        assert sum(map(strokes, drawn)) == len(wanted), number
        assert sum(row[0].startswith("Arrow ") for row in told.rows) == len(wanted)


@pytest.mark.parametrize("species", SPECIES)
def test_what_ends_in_mood_is_counted_and_comes_from_no_behaviour(figure, cell, rows_of, species):
    rows = rows_of("arrows.csv")
    for number in range(len(WALK) + 1):
        at = [row for row in left(rows, WALK[number - 1] if number else None, species) if row["end"] == "place_mood"]
        told = figure.update(idea=number, species=species, side="for")
        assert cell(told, "mood of people$").value == len(at) if number < 0 else True
        assert [c.value for head, c in told.rows if head == "Arrows that end in mood of people"] == [len(at)]
        assert cell(told, "^Arrows from behaviour") == "none"
        if species in ("rodents", "monkeys"):
            assert not at


def test_with_people_alone_most_arrows_vanish(figure, cell):
    whole = figure.update(idea=0, species="all", side="for")
    people = figure.update(idea=0, species="people", side="for")
    assert cell(whole, "Arrows kept").values == (76, 76)
    assert cell(people, "Arrows kept").values == (25, 76)
    assert "8 end in mood: 1 not needed, 2 no change, 5 unclear" in people.sentence
    assert "No arrow joins what rodents do to how people feel" in people.sentence


def test_every_idea_but_the_settled_one_is_said_as_an_idea(figure):
    for number in range(1, len(WALK) + 1):
        told = figure.update(idea=number, species="all", side="for").sentence
        assert ("one idea is that" in told) == (number != 1), told
        assert "Certainty: " in told


def test_the_certainty_is_told_by_words_and_by_a_dash_of_its_own(figure, rows_of):
    words = {row["id"]: row["certainty"] for row in rows_of("hypotheses.csv")}
    for number, id in enumerate(WALK, 1):
        figure.update(idea=number, species="all", side="for")
        assert figure.moving["certainty"].get_text() == words[id]
        drawn = [kind for kind in ground.LOOKS if strokes(figure.moving[f"arrows, {kind}"])]
        assert drawn == [ground.KIND_OF[words[id]]], id
    assert len({look for look in ground.LOOKS.values()}) == len(ground.LOOKS)


@pytest.mark.parametrize(
    ("side", "column"),
    [("for", "evidence_for"), ("against", "evidence_against"), ("test", "human_test"), ("refute", "falsifier")],
)
def test_what_is_read_out_is_the_cell_of_the_row(figure, rows_of, side, column):
    rows = {row["id"]: row for row in rows_of("hypotheses.csv")}
    for number, id in enumerate(WALK, 1):
        told = figure.update(idea=number, species="all", side=side).sentence
        plain = told.replace("µM", "uM").replace("Mg²⁺", "Mg2+").replace("−", "-")
        assert plain.endswith(rows[id][column]), id


def test_the_side_that_is_read_out_is_named_in_the_picture_and_comes_first_in_the_table(figure):
    names = {
        "for": "Evidence for it",
        "against": "Evidence against it",
        "test": "Test in people",
        "refute": "What would count against it",
    }
    for number, (side, name) in itertools.product((0, 1, 18), names.items()):
        told = figure.update(idea=number, species="all", side=side)
        assert figure.moving["read out"].get_text() == f"Read out: {name.lower()}"
        assert told.rows[1][0] == name
        assert told.sentence.endswith(told.rows[1][1])
        heads = [row[0] for row in told.rows if row[0] in names.values()]
        assert len(heads) == len(set(heads)) == (4 if number else 1)


def test_crosses_and_rings_stand_for_what_was_not_seen_and_for_what_is_unclear(figure, rows_of):
    rows = left(rows_of("arrows.csv"), None, "people")
    figure.update(idea=0, species="people", side="for")
    crosses = sum(row["sign"] in ("no change", "not needed") for row in rows)
    rings = sum(row["sign"] == "unclear" for row in rows)
    assert len(figure.moving["not seen"].get_xdata()) == crosses > 5
    assert len(figure.moving["unclear"].get_xdata()) == rings == 6


def test_no_arrow_crosses_the_wall(figure, rows_of):
    """In the lowest layer, where behaviour stands left of the wall and what people tell right of it."""
    figure.update(idea=0, species="all", side="for")
    (behaviour, low), (mood, _), (dissociation, _) = map(
        ground.at, ("place_behaviour", "place_mood", "place_dissociation")
    )
    assert behaviour < ground.WALL_X < dissociation < mood
    for row in rows_of("arrows.csv"):
        (x0, y0), (x1, y1) = ground.at(row["start"]), ground.at(row["end"])
        if y0 == y1 == low:
            assert (x0 < ground.WALL_X) == (x1 < ground.WALL_X), row["id"]


def test_names_are_large_enough_on_a_telephone():
    """At 360 pixels of width a name is at least as large as a page's small print, 9 pixels."""
    assert ground.LABEL_PT / 72 * 100 * 360 / ground.WIDTH >= 8.9


def test_what_is_heard_when_people_alone_are_kept(figure):
    before = figure.update(idea=18, species="all", side="for")
    now = figure.update(idea=18, species="people", side="for")
    assert briefly(before, now) == "Arrows lit 1 of 4. In mood end 1. Told now: unchanged, evidence for it."
    further = figure.update(idea=19, species="people", side="for")
    assert briefly(now, further).startswith("Idea dopamine. Certainty strong in animals, indirect in people.")


def test_paper_lies_behind_every_name_that_is_shown_and_behind_no_other(figure):
    for idea in (0, 5):
        figure.update(idea=idea, species="all", side="for")
        names = [name for name in figure.moving["names"] if name.get_text()]
        corners = figure.moving["paper behind the names"].get_path().vertices.reshape(len(names), -1, 2)
        for name, piece in zip(names, corners, strict=True):
            (x, y), (left, low), (right, high) = name.get_position(), piece.min(axis=0), piece.max(axis=0)
            box = name.get_window_extent()
            assert (left + right) / 2 == pytest.approx(x)
            assert (low + high) / 2 == pytest.approx(y)
            assert right - left >= box.width
            assert high - low >= box.height
