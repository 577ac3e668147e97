"""Onset: do the loaders refuse what is unchecked, and do the tables keep their rules?"""

import csv
import dataclasses
import re

import pytest

from ketlessons.evidence import (
    UnknownFact,
    UnverifiedFact,
    all_rows,
    effect_point,
    effect_points,
    event,
    time_point,
    timecourse,
    timeline,
    trial,
    trials,
    value,
)
from ketlessons.evidence.facts import STATUS_WORDS
from ketlessons.evidence.topics.onset import EffectPoint, Event, TimePoint, Trial, all_of

POINTS = all_of(TimePoint)
KINDS = {TimePoint: timecourse, Trial: trials, EffectPoint: effect_points, Event: timeline}
EVERY = [row for kind in KINDS for row in all_of(kind)]
COMPARES = ("mean_diff", "smd", "risk_ratio", "odds_ratio", "number_needed")
PERCENT = ("response_pct", "remission_pct", "no_relapse_pct", "relapse_pct")


@pytest.mark.parametrize("kind", KINDS)
def test_only_checked_rows_are_handed_out_and_once_built(kind):
    rows = KINDS[kind]()
    assert rows == tuple(row for row in all_of(kind) if row.status != "unverified")
    assert rows
    assert all_of(kind) is all_of(kind)
    assert all(given is kept for given, kept in zip(KINDS[kind](), rows, strict=True))
    with pytest.raises(dataclasses.FrozenInstanceError):
        rows[0].status = "primary"


def test_how_many_rows_there_are():
    assert [len(all_of(kind)) for kind in KINDS] == [254, 33, 25, 45]
    assert len(all_rows("traditional")) == 46
    assert [row.id for row in EVERY if row.status == "unverified"] == [
        *(
            "zarate2006_ketamine_smd_24h",
            "zarate2006_ketamine_smd_7d",
            "kads1_ketamine_remission_4wk",
            "kads1_midazolam_remission_4wk",
        ),
        "trial_singh2016b",
    ]


def test_one_vocabulary_of_statuses_and_a_source_for_each():
    for row in EVERY:
        assert row.status in STATUS_WORDS, row.id
        assert row.sources or row.status == "unverified", row.id
        assert row.note, row.id
        assert ("erify against" in row.note) == (row.status == "unverified"), row.id
        assert row.reported == (row.status in ("secondary", "derived_reported")), row.id
        assert ("reported" in row.status_text) == row.reported, row.id


def test_columns_are_the_agreed_ones(data_folder):
    heads = {
        "arms": "id,trial,kind,series,treatment,control,control_type,masking,guessed,masking_note,population,scale,"
        "n_arm,n_control,responders",
        "timecourse": "id,arms,measure,arm,time_h,time_label,time_aside,when,felt,start,value,sd,se,low,high,interval,"
        "n,events,counted,source,status,depth,note",
        "trials": "id,trial,registry,design,blinding,population,n_randomised,n_analysed,treatment,comparator,outcome,"
        "outcome_time,result,met,also,remark,source,status,depth,note",
        "effect_points": "id,label,group,time_point,time_h,time_label,felt,start,given,smd,low,high,n,control,"
        "control_type,masking,guessed,order,source,status,depth,note",
        "timeline": "id,date,event,region,kind,theme,use,decision,source,status,depth,note",
    }
    for name, head in heads.items():
        assert (data_folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0] == head


def test_filters():
    nasal = timecourse(series="esk_nasal_trd", measure="mean_diff", arm="difference")
    assert nasal
    assert {(row.series, row.measure, row.arm) for row in nasal} == {("esk_nasal_trd", "mean_diff", "difference")}
    assert timecourse(trial="Murrough 2013", arm="control")[0].value == -8.8
    assert timecourse(trial="Berman 2000", measure="smd") == ()
    with pytest.raises(UnknownFact, match="mean_diff"):
        timecourse(measure="difference")
    with pytest.raises(UnknownFact, match="no column"):
        timecourse(value="0.5")
    with pytest.raises(UnknownFact, match="KADS cohort 2"):
        timecourse(trial="KADS cohort 1")


def hours(label):
    """What a label says in hours of elapsed time; a visit day counts the day of the first dose as day 1."""
    if found := re.fullmatch(r"day (\d+)", label):
        return 24 * (int(found[1]) - 1)
    label = {"1 to 3 days": "2 days", "2 to 3 weeks": "2.5 weeks", "2 to 4 h": "3 h"}.get(label, label)
    found = re.search(r"([\d.]+) (min|h|day|week)s?\b", label)
    return float(found[1]) * {"min": 1 / 60, "h": 1, "day": 24, "week": 168}[found[2]]


def test_times_are_written_as_they_are_read_aloud_and_say_no_more_than_a_time():
    for row in (*POINTS, *all_of(EffectPoint)):
        assert not re.search(r"\b(d|wk|mo)\b|,", row.time_label), row.id
        assert not re.search(r"(?<![\d.])1 (days|weeks)|(?<![\d.])([2-9]|\d\d+) (day|week)\b", row.time_label), row.id


def test_times_are_positive_and_what_the_labels_say():
    for row in (*POINTS, *all_of(EffectPoint)):
        if row.time_h is None:
            assert row.time_label in ("before the infusion", "during repeated dosing", "over the whole phase"), row.id
        else:
            assert row.time_h > 0, row.id
            assert row.time_h == pytest.approx(hours(row.time_label), abs=1e-3), row.id
    assert {row.time_h for row in POINTS if row.time_label == "day 28"} == {648}


def test_who_ever_responded_is_no_point_in_time():
    ever = {row.id for row in POINTS if not row.at_one_time}
    assert ever == {
        *(
            "diazgranados2010_ketamine_response_by_14d",
            "diazgranados2010_saline_response_by_14d",
            "zarate2012_ketamine_response_by_14d",
            "zarate2012_saline_response_by_14d",
            "aspire_esketamine_remission_by_25d",
            "aspire_placebo_remission_by_25d",
        ),
        *("lii2023_ketamine_score_before", "lii2023_saline_score_before", "nikolin2023_ketamine_repeated_smd_repeated"),
        *("sustain1_kept_on_relapse", "sustain1_switched_relapse", "sustain1_kept_on_number_needed"),
    }
    for row in POINTS:
        assert (row.when == "ever") == row.time_label.startswith(("any time", "by ", "over the whole")), row.id
        assert (row.when == "over") == (row.time_aside == "one model"), row.id
        assert (row.time_h is None) == (row.when in ("before", "unstated") or "whole" in row.time_label), row.id
    assert not any(row.time_h == 24 and "some point" in row.note for row in POINTS)


def test_intervals_hold_their_values_and_say_what_they_are():
    for row in POINTS:
        assert row.low is None or row.low <= row.value, row.id
        assert row.high is None or row.value <= row.high, row.id
        assert bool(row.interval) == (row.low is not None or row.high is not None), row.id
        assert ("Wilson" in row.interval) == (row.events is not None), row.id
    for point in all_of(EffectPoint):
        assert (point.low is None) == (point.high is None), point.id
        assert point.low is None or point.low <= point.smd <= point.high, point.id


def test_percentages_run_from_0_to_100():
    for row in POINTS:
        if row.measure in PERCENT:
            assert all(0 <= number <= 100 for number in (row.value, row.low, row.high) if number is not None), row.id
        elif row.measure in ("risk_ratio", "odds_ratio"):
            assert row.low > 0, row.id


def test_signs():
    """Changes and differences of a scale keep the minus of improvement; an SMD is turned."""
    assert {row.id for row in POINTS if row.measure == "mean_diff" and row.value > 0} == {
        "takahashi2021_esketamine56_lead_day28",
        "lii2023_ketamine_lead_14d",
    }
    assert all(row.value <= 0 for row in POINTS if row.measure == "mean_change")
    assert {row.id for row in POINTS if row.measure == "smd" and row.value < 0} == {"lii2023_ketamine_smd_14d"}
    (drop,) = timecourse(trial="Murrough 2013", measure="mean_diff")
    assert drop.benefit == (7.95, 3.2, 12.71)
    first = timecourse(trial="Kishimoto 2016")[0]
    assert first.benefit == (first.value, first.low, first.high)
    assert timecourse(trial="Takahashi 2021", measure="mean_diff")[1].benefit == (-0.6, -5.17, 3.97)
    with pytest.raises(ValueError, match="response_pct"):
        _ = timecourse(measure="response_pct")[0].benefit


def test_difference_rows_and_only_they_compare():
    for row in POINTS:
        assert (row.arm == "difference") == (row.measure in COMPARES), row.id
        if row.arm == "control":
            assert row.treatment.split(",")[0].split(" ")[0] == row.control.split(",")[0].split(" ")[0], row.id


def test_kinds_of_control():
    begins = {
        "saline": "saline",
        "midazolam": "midazolam",
        "placebo spray": ("placebo spray", "switch to placebo spray"),
        "placebo pill": ("placebo pill", "placebo tablet"),
        "anaesthesia": "saline during",
        "none": "none",
    }
    for row in POINTS:
        if row.control_type in begins:
            assert row.control.startswith(begins[row.control_type]), row.id
        assert (row.control_type == "anaesthesia") == (row.trial == "Lii 2023"), row.id


def test_every_row_begins_with_the_name_of_its_trial():
    for row in POINTS:
        assert row.id.startswith(row.arms.split("_")[0]), row.id


def test_every_trial_of_the_time_course_has_a_row_or_is_a_pooling():
    known = {row.trial for row in all_of(Trial)}
    for row in POINTS:
        if row.kind == "trial":
            assert row.trial.split(" cohort")[0] in known, row.id
        else:
            assert row.trial not in known, row.id


def test_the_points_of_the_figure_are_numbered_and_stand_in_the_time_course():
    points = effect_points()
    assert [point.order for point in points] == list(range(1, 26))
    assert all(point.id.startswith("point_") for point in points)
    for point in points:
        row = time_point(point.time_point)
        assert row.id in point.note, point.id
        for name in ("control_type", "felt", "masking", "guessed"):
            assert getattr(row, name) == getattr(point, name), (point.id, name)
        assert point.start == ("unlike" if row.start or row.trial == "Lii 2023" else ""), point.id
        assert set(row.sources) <= set(point.sources), point.id
        assert row.time_h == point.time_h, point.id
        if row.measure == "smd":
            assert (row.value, row.low, row.high) == (point.smd, point.low, point.high), point.id
    assert [point.order for point in points if point.tentative] == [1, 2, 23]


def test_a_point_is_derived_if_its_number_or_its_interval_is():
    derived = {point.order for point in effect_points() if "derived" in point.status}
    assert derived == {8, *range(9, 15), *range(16, 24)}
    assert {point.order for point in effect_points() if point.reported} == {16, 17}


def test_numbers_that_stand_in_two_tables_agree():
    assert timecourse(measure="risk_ratio")[0].value == value("ssri_week1_rr")
    assert effect_point("point_pills_8wk").smd == value("trad_smd_all")


def test_one_point_says_its_value_and_interval_in_words():
    assert effect_point("point_wilkinson2019_midazolam_24h").text == "0.7 (0.4 to 0.9)"
    assert effect_point("point_lii2023_14d").text == "\u22120.06 (\u22120.70 to 0.57)"
    assert effect_point("point_ssri_1wk").text == "0.1"
    with pytest.raises(
        UnknownFact, match=r"no point 'point_lii2023_4d' in effect_points.csv; the nearest are point_lii2023"
    ):
        effect_point("point_lii2023_4d")


def test_a_row_is_asked_for_by_its_name():
    assert trial("trial_sustain1").trial == "SUSTAIN-1"
    assert event("event_fda_trd").decision == "approved"
    for ask, name in (
        (time_point, "zarate2006_ketamine_smd_24h"),
        (trial, "trial_singh2016b"),
    ):
        with pytest.raises(UnverifiedFact, match=name):
            ask(name)
        with pytest.raises(UnknownFact, match="no_such_row"):
            ask("no_such_row")


def test_timeline_is_in_order():
    dates = [one.date for one in all_of(Event) if one.kind == "event"]
    assert dates == sorted(dates)
    assert [one.date for one in all_of(Event) if one.kind == "state"] == ["2026"]


def test_what_was_decided_names_a_use():
    for one in all_of(Event):
        assert bool(one.use) == bool(one.decision), one.id
        assert one.decision != "approved" or "approv" in one.event or "authorises" in one.event or "adds" in one.event


def test_no_empty_or_padded_cell_of_words(data_folder):
    for name in ("arms", "timecourse", "trials", "effect_points", "timeline", "traditional"):
        with (data_folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                assert all(cell == cell.strip() and "  " not in cell for cell in row.values()), row["id"]
