"""What the figure of the controls says and draws, against the rows of each arm."""

import pytest

from ketlessons.evidence import effect_points, time_point, value

ROWS = {
    "saline": (
        "wilkinson2019_ketamine_against_saline_response_24h",
        "wilkinson2019_saline_response_24h",
        "point_wilkinson2019_saline_24h",
    ),
    "midazolam": (
        "wilkinson2019_ketamine_against_midazolam_response_24h",
        "wilkinson2019_midazolam_response_24h",
        "point_wilkinson2019_midazolam_24h",
    ),
    "murrough": ("murrough2013_ketamine_response_24h", "murrough2013_midazolam_response_24h", "point_murrough2013_24h"),
    "cochrane": (
        "cochrane2021_ketamine_response_24h",
        "cochrane2021_midazolam_response_24h",
        "point_cochrane2021_24h",
    ),
    "karma": ("karma_ketamine_response_4wk", "karma_midazolam_response_4wk", "point_karma_4wk"),
    "lii": ("lii2023_ketamine_response_1d", "lii2023_saline_response_1d", "point_lii2023_1d"),
}


def test_arms_are_those_of_the_rows_and_reported_where_they_are(figure, cell):
    points = {point.id: point for point in effect_points()}
    for name, (drug, control, point) in ROWS.items():
        told = figure.update(comparison=name, show="all")
        one, two, smd = time_point(drug), time_point(control), points[point]
        assert (one.arm, two.arm) == ("treatment", "control")
        assert one.trial == two.trial
        assert cell(told, "^In the sentence", 1).values[0] == one.value
        assert cell(told, "^In the sentence", 2).values[0] == two.value
        assert cell(told, "^In the sentence", 3).values[:3] == (smd.smd, smd.low, smd.high)
        assert cell(told, "^In the sentence", 1) in told.sentence
        assert cell(told, "^In the sentence", 2) in told.sentence
        assert [told.numbers[end] for end in ("lead", "low", "high")] == [smd.smd, smd.low, smd.high]
        assert f"{smd.smd:.2f}" in told.sentence
        assert told.sentence.startswith("As reported") == one.reported
        assert ("reported" in cell(told, "^In the sentence", 0)) == one.reported
        assert ("by raw ratings" in told.sentence) == ("not adjusted for the baselines" in smd.note)
    assert cell(told, "^From the least") == "45 to 64 %"
    assert cell(told, "^From the least").values == pytest.approx((45, 64), abs=0.5)
    assert cell(told, "^From the least", 2) == "1 to 50 %"
    assert f"{100 * value('masking_lii_right'):.1f} % guessed" in told.sentence


def test_what_is_hidden_is_neither_drawn_nor_told(figure):
    told = figure.update(comparison="saline", show="drug")
    assert "1 %" not in told.sentence
    assert "1.80" not in told.sentence
    assert {row[2] for row in told.rows} == {"hidden"}
    for name in ("control", "control worked out", "control intervals", "difference", "difference of raw ratings"):
        assert len(figure.moving[name].get_xdata()) == 0, name
    assert len(figure.moving["ketamine"].get_xdata()) + len(figure.moving["ketamine worked out"].get_xdata()) == 6


def test_what_was_worked_out_or_is_raw_is_drawn_hollow(figure, cell):
    told = figure.update(comparison="cochrane", show="all")
    hollow = {
        name: list(artist.get_xdata())
        for name, artist in figure.moving.items()
        if hasattr(artist, "get_markerfacecolor") and artist.get_markerfacecolor() == "#ffffff"
    }
    assert hollow == {
        "ketamine worked out": [time_point("cochrane2021_ketamine_response_24h").value],
        "control worked out": [time_point("cochrane2021_midazolam_response_24h").value],
        "difference of raw ratings": [0.42],
    }
    assert "would respond, by its odds ratio" in told.sentence
    told = figure.update(comparison="lii", show="all")
    assert "by raw ratings" in told.sentence
    smd = cell(told, "Lii 2023", 3)
    assert "of unequal arms; its own model: 5.8 points (−1.6 to 13.3)" in smd
    value, low, high = time_point("lii2023_ketamine_lead_days_1_to_3").benefit
    assert smd.values[3:] == (value, low, high)


def test_the_arms_of_all_comparisons_are_counted_and_spanned(figure, cell):
    told = figure.update(comparison="saline", show="control")
    assert told.numbers["count"] == len(ROWS)
    assert told.sentence.endswith("The six: 1 to 50 %.")
    assert cell(told, "^From the least", 2).values == (
        min(time_point(control).value for _, control, _ in ROWS.values()),
        max(time_point(control).value for _, control, _ in ROWS.values()),
    )
