"""Which rows stand for a harm and for its use: each found by name, none that was corrected away, breaks where told."""

import pytest

from ketlessons.evidence import UnknownFact, fact
from ketlessons.evidence.topics.findings import all_findings, finding
from ketlessons.evidence.topics.surveys import all_survey_points, survey_point
from ketlessons.models.harms.certainty import STEPS
from ketlessons.published.harms.findings import BASELINES, DOMAINS, OUTCOMES, found
from ketlessons.published.harms.use import SERIES, series


def test_arms_of_each_group_have_one_size_each():
    sizes = {}
    for row in all_findings():
        sizes.setdefault(row.setting, set()).add((row.total, row.total_control))
    assert sizes == {
        "nine trials": {(983, 782)},
        "hospital": {(227, 225)},
        "kept on": {(152, 145)},
        "label, under 65": {(346, 222)},
        "label, 65 or older": {(72, 65)},
    }


@pytest.mark.parametrize(
    ("id", "percent", "percent_control"),
    [
        ("nine_dissociation", 32.7, 5.4),
        ("nine_dizziness", 36.3, 11.0),
        ("nine_nausea", 27.5, 10.4),
        ("nine_vomiting", 10.3, 2.8),
        ("nine_vertigo", 12.9, 1.2),
        ("nine_somnolence", 16.8, 9.0),
        ("nine_headache", 18.2, 14.6),
        ("nine_pressure", 15.9, 5.1),
        ("aspire_dissociation", 33.9, 5.8),
        ("aspire_headache", 20.3, 20.4),
        ("aspire_pressure", 11.5, 4.0),
        ("sustain1_kept_dissociation", 23.0, 0.0),
        ("sustain1_kept_nausea", 16.4, 0.7),
        ("sustain1_kept_vertigo", 25.0, 5.5),
        ("label_systolic_under65", 8.4, 0.5),
        ("label_systolic_over65", 16.7, 1.5),
    ],
)
def test_counts_give_the_percentages_that_the_tables_print_beside_them(id, percent, percent_control):
    a, n, c, m = finding(id).counts
    assert 100 * a / n == pytest.approx(percent, abs=0.05)
    assert 100 * c / m == pytest.approx(percent_control, abs=0.05)


def test_a_row_is_judged_where_it_gives_a_ratio_and_nowhere_else():
    judged = {row.id for row in all_findings() if any(getattr(row, name) for name in DOMAINS)}
    assert judged == {found(outcome).row.id for outcome in OUTCOMES}
    assert all(getattr(finding(id), name) in STEPS for id in judged for name in DOMAINS)


def test_what_is_felt_is_judged_open_to_expectation_only_where_it_could_be():
    serious = {outcome for outcome in OUTCOMES if found(outcome).concerns["bias"] == "serious"}
    assert serious == {"dizziness", "nausea", "sleepiness", "headache"}
    assert {outcome for outcome in OUTCOMES if found(outcome).concerns["imprecision"] == "serious"} == {
        "headache",
        "systolic rise",
    }
    assert found("systolic rise, older").concerns["imprecision"] == "very serious"
    assert found("headache").ratio.low < 1.05


def test_baselines_come_from_rows_of_their_group_alone():
    for baseline, setting in (("hospital", "hospital"), ("kept on", "kept on")):
        for outcome in OUTCOMES:
            line = found(outcome, baseline)
            assert line.beside is None or (line.beside.setting, line.beside.outcome) == (setting, outcome)
    rises = ["systolic rise", "systolic rise, older"]
    missing = [outcome for outcome in OUTCOMES if found(outcome, "hospital").beside is None]
    assert missing == ["vertigo", *rises]
    assert [outcome for outcome in OUTCOMES if found(outcome, "kept on").beside is None] == rises


def test_the_ratio_does_not_carry_over_to_people_who_had_been_on_the_spray():
    """Of eight events counted there, none lies within what the ratio of the nine trials would make."""
    inside = []
    for outcome in OUTCOMES:
        line = found(outcome, "kept on")
        if line.expected is not None and line.expected.low <= line.counted <= line.expected.high:
            inside.append(outcome)
    assert inside == []
    assert found("dissociation", "kept on").concerns["indirectness"] == "serious"
    assert found("dissociation", "hospital").concerns["indirectness"] == "none"


def test_outside_trials_the_question_is_another():
    assert {
        found(outcome, baseline, True).concerns["indirectness"] for outcome in OUTCOMES for baseline in BASELINES
    } == {"very serious"}


def test_every_series_holds_rows_of_its_own_in_the_order_of_years():
    drawn = [point.row for name in SERIES for point in series(name).points]
    assert all(row.series == name for name in SERIES for row in (point.row for point in series(name).points))
    for name in SERIES:
        years = [point.row.year for point in series(name).points]
        assert years == sorted(years)
    left = {row.id for row in all_survey_points()} - {row.id for row in drawn}
    assert left == {"australia_20s_2022"}


def test_the_rise_since_2013_gives_the_share_of_that_year():
    assert fact("letter_rise").value == 2.31
    assert pytest.approx(survey_point("young_ew_2012").percent, abs=0.005) == 2.9 / 3.31
    assert series("young_england_wales").points[1].percent == min(
        point.percent for point in series("young_england_wales").points
    )


def test_shares_that_were_worked_out_agree_with_those_that_were_printed():
    """Bulletins print 0.5 for 2014/15 and 0.3 for 2015/16, accounts 0.9 for 2022/23."""
    shares = {point.row.survey: point.percent for point in series("adults_england_wales").points}
    assert [round(shares[year], 1) for year in ("2014/15", "2015/16", "2022/23")] == [0.5, 0.3, 0.9]


def test_children_in_treatment_are_counted_of_all_in_treatment():
    for point in series("children_in_treatment").points:
        if point.row.total:
            assert 100 * point.row.count / point.row.total == pytest.approx(point.percent, abs=0.05)
    assert survey_point("treated_2021").total is None


@pytest.mark.parametrize(
    ("year", "survey"), [(2008, "2008/09"), (2009, "2012/13"), (2013, "2016/17"), (2019, "2022/23"), (2030, "2022/23")]
)
def test_the_survey_to_compare_with_is_the_first_since_a_year_and_never_the_last(year, survey):
    assert series("young_england_wales").since(year).row.survey == survey


def test_wastewater_stands_beside_the_survey_of_the_same_country_alone():
    assert {name for name in SERIES if series(name).wastewater is not None} == {
        "young_england_wales",
        "adults_england_wales",
    }
    assert fact("wastewater_ketamine").reported


@pytest.mark.parametrize(
    ("ask", "bad", "said"),
    [
        (found, ("hiccups",), "outcome must be one of dissociation"),
        (lambda name: found("nausea", name), ("prison",), "baseline must be one of own, hospital, kept on"),
        (series, ("moon",), "name must be one of young_england_wales"),
    ],
)
def test_unknown_names_are_refused(ask, bad, said):
    with pytest.raises(ValueError, match=said):
        ask(*bad)


def test_unknown_rows_name_the_nearest():
    with pytest.raises(UnknownFact, match="nine_dissociation"):
        finding("nine_dissociations")
    with pytest.raises(UnknownFact, match="young_ew_2023"):
        survey_point("young_ew_2024")
