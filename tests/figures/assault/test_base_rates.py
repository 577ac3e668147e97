"""What the thousand drinks say and show, against fields that are filled in by hand from the abstracts."""

import re

import pytest

#: Kit and supposed share: found, missed, false alarms, clear. 69.0 % and 87.9 %; 37.5 % and 76.6 %; 0 % and 100 %.
BY_HAND = {
    ("detective", "police"): (21, 9, 117, 853),
    ("detective", "uk"): (14, 6, 119, 861),
    ("detective", "ontario"): (324, 146, 64, 466),
    ("guard", "oslo"): (56, 94, 199, 651),
    ("coaster_ketamine", "review"): (0, 220, 0, 780),
    ("coaster_ghb_low", "police"): (9, 21, 0, 970),
    ("coaster_ghb_high", "police"): (21, 9, 0, 970),
}


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
    told = figure.update(kit="detective", share="police", look="positive")
    assert "of the 138 positive results of Drink Detective 21 are right, 15 %" in told.sentence
    assert cell(told, "Sensitivity") == "69.0 %"
    assert cell(told, "predictive value").value == pytest.approx(0.0207 / (0.0207 + 0.97 * 0.121), rel=1e-9)


def test_where_nothing_turns_positive_no_share_is_told(figure, cell, whole_grid):
    for setting in whole_grid(figure):
        if setting["kit"] == "coaster_ketamine":
            told = figure.update(**setting)
            assert cell(told, "predictive value") == "no positive result"
            if setting["look"] == "positive":
                assert "positive for none of 1,000" in told.sentence
                assert "%" not in told.sentence


def test_a_share_that_is_only_reported_says_so(figure):
    for share, reported in (("police", True), ("uk", False), ("oslo", False), ("review", False), ("ontario", False)):
        assert ("(reported)" in figure.update(kit="guard", share=share, look="all").sentence) == reported


def test_it_speaks_of_drinks_and_never_of_people_who_report(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting)
        assert not re.search(r"victim|woman|women|complain|accus|lie|false report", told.sentence, re.I), setting
