"""What the figure of the controls says and draws, against the rows of each arm."""

import pytest

from ketlessons.evidence import effect_points, fact, time_point

ROWS = {
    "saline": (
        "wilkinson2019_ketamine_against_saline_response_24h",
        "wilkinson2019_saline_response_24h",
        "point_wilkinson2019_saline_24h",
    ),
    "saline_cochrane": (
        "cochrane2021_ketamine_against_saline_response_24h",
        "cochrane2021_saline_response_24h",
        "point_cochrane2021_saline_24h",
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
        told = figure.update(comparison=name, show="all", out="none")
        one, two, smd = time_point(drug), time_point(control), points[point]
        assert (one.arm, two.arm) == ("treatment", "control")
        assert one.trial == two.trial
        assert cell(told, "^In the sentence", 1).values[0] == one.value
        assert cell(told, "^In the sentence", 2).values[0] == two.value
        assert cell(told, "^In the sentence", 3).values[:3] == (smd.smd, smd.low, smd.high)
        assert cell(told, "^In the sentence", 1) in told.sentence
        assert cell(told, "^In the sentence", 2) in told.sentence
        digits = 1 if name in ("saline", "midazolam") else 2  # as printed
        assert f"{smd.smd:.{digits}f} standard deviations" in told.sentence
        assert ("by the analysis's model" in told.sentence) == (one.trial == "Wilkinson 2019")
        assert ("would respond, by its odds ratio" in told.sentence) == (one.trial == "Cochrane 2021")
        assert "two sources disagree: 0.87 to 1.8 standard deviations" in told.sentence
        assert told.sentence.startswith("As reported") == one.reported
        assert ("reported" in cell(told, "^In the sentence", 0)) == one.reported
        assert ("by raw ratings" in told.sentence) == ("not adjusted for the baselines" in smd.note)
    assert cell(told, "^From the least") == "27.4 to 64 %"
    assert cell(told, "^From the least").values == pytest.approx((27.4, 64), abs=0.5)
    assert cell(told, "^From the least", 2) == "1 to 50 %"
    assert "Both arms spread their guesses alike" in told.sentence
    assert "spread their guesses alike" in fact("masking_lii_alike").quantity


@pytest.mark.parametrize(
    ("out", "left", "gap", "drugs", "controls"),
    [
        ("wilkinson", "Cochrane 2021", (0.38, -0.17, 0.93), "27.4 to 64 %", "8.8 to 50 %"),
        ("cochrane", "Wilkinson 2019", (1.10, 0.63, 1.57), "45 to 64 %", "1 to 50 %"),
    ],
)
def test_one_source_can_be_left_out_and_what_is_left_says_how_much_saline_gives(
    figure, cell, out, left, gap, drugs, controls
):
    """The gap of two independent leads, from their printed limits."""
    told = figure.update(comparison="murrough", show="all", out=out)
    assert f"saline less midazolam is {gap[0]:.2f} ({gap[1]:.2f} to {gap[2]:.2f})".replace("-", "−") in told.sentence
    assert "disagree" not in told.sentence
    assert cell(told, f"^Saline less midazolam, {left}", 3).values == pytest.approx((gap[0], gap[1], gap[2]), abs=0.005)
    assert sum("Saline less midazolam" in row[0] for row in told.rows) == 1
    assert cell(told, "^From the least") == drugs
    assert cell(told, "^From the least", 2) == controls
    assert sum(row[1] == "left out" for row in told.rows) == 2
    gone = {"wilkinson": "Wilkinson", "cochrane": "Cochrane"}[out]
    assert all((row[1] == "left out") == (gone in row[0] and "less" not in row[0]) for row in told.rows)
    assert (
        len(figure.moving["difference"].get_xdata()) + len(figure.moving["difference of raw ratings"].get_xdata()) == 5
    )
    absent = {"wilkinson": "saline", "cochrane": "cochrane"}[out]
    told = figure.update(comparison=absent, show="all", out=out)
    assert told.case == "left out"
    assert f"in {gone}" in told.sentence
    assert "%" not in told.sentence


def test_both_sources_stand_side_by_side(figure, cell):
    told = figure.update(comparison="saline", show="difference", out="none")
    gaps = [cell(told, f"less midazolam, {name}", 3) for name in ("Wilkinson", "Cochrane")]
    assert gaps == ["1.10 (0.63 to 1.57)", "0.38 (−0.17 to 0.93)"]


def test_what_is_hidden_is_neither_drawn_nor_told(figure):
    told = figure.update(comparison="saline", show="drug", out="none")
    assert "1 %" not in told.sentence
    assert "1.8" not in told.sentence
    assert {row[2] for row in told.rows if "less" not in row[0]} == {"hidden"}
    assert {row[3] for row in told.rows} == {"hidden", "–"}
    for name in ("control", "control not counted", "control intervals", "difference", "difference of raw ratings"):
        assert len(figure.moving[name].get_xdata()) == 0, name
    assert len(figure.moving["ketamine"].get_xdata()) + len(figure.moving["ketamine not counted"].get_xdata()) == 7


def test_what_nobody_counted_or_is_raw_is_drawn_hollow(figure, cell):
    told = figure.update(comparison="cochrane", show="all", out="none")
    hollow = {
        name: list(artist.get_xdata())
        for name, artist in figure.moving.items()
        if hasattr(artist, "get_markerfacecolor") and artist.get_markerfacecolor() == "#ffffff"
    }
    sources = [name for name, rows in ROWS.items() if time_point(rows[0]).responders]
    assert sources == ["saline", "saline_cochrane", "midazolam", "cochrane"]
    assert hollow == {
        "ketamine not counted": [time_point(ROWS[name][0]).value for name in sources],
        "control not counted": [time_point(ROWS[name][1]).value for name in sources],
        "difference of raw ratings": [0.42],
    }
    assert "would respond, by its odds ratio" in told.sentence
    told = figure.update(comparison="lii", show="all", out="none")
    assert "by raw ratings" in told.sentence
    smd = cell(told, "Lii 2023", 3)
    assert "of unequal arms; its own model: 5.8 points (−1.6 to 13.3)" in smd
    value, low, high = time_point("lii2023_ketamine_lead_days_1_to_3").benefit
    assert smd.values[3:] == (value, low, high)


def test_the_arms_of_all_comparisons_are_counted_and_spanned(figure, cell):
    told = figure.update(comparison="saline", show="control", out="none")
    assert told.numbers["count"] == len(ROWS)
    assert told.sentence.endswith("The seven control arms: 1 to 50 %.")
    assert cell(told, "^From the least", 2).values == (
        min(time_point(control).value for _, control, _ in ROWS.values()),
        max(time_point(control).value for _, control, _ in ROWS.values()),
    )
