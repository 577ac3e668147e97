"""What the thousand drinks say and show, against fields that are filled in by hand from the abstracts."""

import re

import pytest

#: Kit and supposed share: found, missed, false alarms, clear. 69.0 % and 87.9 %; 37.5 % and 76.6 %; 0 % and 100 %.
BY_HAND = {
    ("detective", "two"): (14, 6, 119, 861),
    ("detective", "fifty"): (345, 155, 61, 439),
    ("guard", "fifteen"): (56, 94, 199, 651),
    ("coaster", "twenty_five"): (0, 250, 0, 750),
}
#: Of the positive results how many of 100 are right, for 2, 5, 15, 25 and 50 of 100 spiked; worked out by a reader.
RIGHT = {"detective": (10, 23, 50, 66, 85), "guard": (3, 8, 22, 35, 62)}


@pytest.mark.parametrize("kit", RIGHT)
def test_the_rarer_it_is_the_fewer_of_the_positive_results_are_right(figure, cell, kit):
    shares = ("two", "five", "fifteen", "twenty_five", "fifty")
    told = [figure.update(kit=kit, share=share, look="positive") for share in shares]
    exact = [cell(one, "predictive value").value for one in told]
    assert tuple(round(100 * share) for share in exact) == RIGHT[kit]


@pytest.mark.parametrize(("kit", "share"), BY_HAND)
def test_the_four_fields_are_those_worked_out_by_hand(figure, cell, kit, share):
    told = figure.update(kit=kit, share=share, look="all")
    heads = ("Spiked and positive", "Spiked and negative", "Not spiked and positive", "Not spiked and negative")
    assert tuple(round(cell(told, f"^{head}").value) for head in heads) == BY_HAND[kit, share]
    found, missed, alarms, _ = BY_HAND[kit, share]
    assert re.search(
        rf"positive for {found} of them, misses {missed}, and turns positive for {alarms} of", told.sentence
    )


def test_every_drink_is_drawn_once_and_the_marks_are_as_many_as_the_counts(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting)
        drawn = [len(figure.moving[f"{a} and {b}"].get_xdata()) for a, b in
                 (("spiked", "positive"), ("spiked", "negative"), ("not spiked", "positive"))]  # fmt: skip
        heads = ("Spiked and positive", "Spiked and negative: missed", "Not spiked and positive: false alarm")
        rows = dict(told.rows)
        assert drawn == [round(rows[head].value) for head in heads], setting
        places = {
            place
            for name in ("spiked and positive", "spiked and negative", "not spiked and positive")
            for place in zip(*figure.moving[name].get_data(), strict=True)
        }
        assert len(places) == sum(drawn), setting


def test_a_share_of_the_right_and_the_sensitivity_are_told_apart(figure, cell):
    told = figure.update(kit="detective", share="five", look="positive")
    assert re.search(r"of the 1(?:49|50) positive results of Drink Detective 3[45] are right, 23 %", told.sentence)
    assert cell(told, "Sensitivity") == "69.0 %"
    assert cell(told, "predictive value").value == pytest.approx(0.0345 / (0.0345 + 0.95 * 0.121), rel=1e-9)


def test_where_nothing_turns_positive_no_share_is_told(figure, cell, whole_grid):
    for setting in whole_grid(figure):
        if setting["kit"] == "coaster":
            told = figure.update(**setting)
            assert cell(told, "predictive value") == "no positive result"
            if setting["look"] == "positive":
                assert "positive for none of 1,000" in told.sentence
                assert "%" not in told.sentence


def test_a_share_is_said_to_be_supposed_and_has_no_origin(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting)
        assert "Supposing" in told.sentence
        assert "nobody has measured it" in dict(told.rows)["Supposed"], setting
        assert not re.search(r"police|Ontario|Oslo|cases|patients|reported", told.sentence), setting


def test_of_a_blank_it_says_what_no_kit_looks_for(figure):
    assert "Of alcohol" in figure.update(kit="guard", share="two", look="negative").sentence


def test_it_speaks_of_drinks_and_never_of_people_who_report(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting)
        assert not re.search(r"victim|woman|women|complain|accus|lie|false report", told.sentence, re.I), setting
