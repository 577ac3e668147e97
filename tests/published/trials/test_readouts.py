"""Comparisons that show what goes with the control: both arms at one time, of one trial or one review."""

import pytest

from ketlessons.evidence import time_point
from ketlessons.published.trials.readouts import SOURCES, readouts, saline_less_midazolam


def test_both_arms_are_of_one_source_at_one_time():
    for one in readouts().values():
        assert one.drug_row.trial == one.control_row.trial
        assert one.drug_row.time_h == one.control_row.time_h
        assert (one.drug_row.arm, one.control_row.arm) == ("treatment", "control")
        assert one.smd.low < one.smd.value < one.smd.high


def test_only_arms_that_did_not_begin_alike_are_raw_and_have_a_model_of_their_own():
    raw = {name: one for name, one in readouts().items() if one.raw}
    assert list(raw) == ["lii"]
    assert all((one.own_model is not None) == one.raw for one in readouts().values())
    assert raw["lii"].own_model.value == -time_point("lii2023_ketamine_lead_days_1_to_3").value
    assert [name for name, one in readouts().items() if one.responders == "odds ratio"] == [
        "saline_cochrane",
        "cochrane",
    ]
    assert [name for name, one in readouts().items() if one.responders == "model"] == ["saline", "midazolam"]


def test_the_two_sources_hold_saline_and_midazolam_and_disagree_on_saline():
    for source, names in SOURCES.items():
        controls = [readouts()[name].control_row for name in names]
        assert [row.control_type for row in controls] == ["saline", "midazolam"]
        assert {row.trial.split()[0].lower() for row in controls} == {source}
        assert all(readouts()[name].source == source for name in names)
    assert [readouts()[names[0]].smd.value for names in SOURCES.values()] == [1.8, 0.87]
    # As a reader of both papers would work it out; zero lies inside one of the two.
    assert saline_less_midazolam("wilkinson") == pytest.approx((0.63, 1.10, 1.57), abs=0.005)
    assert saline_less_midazolam("cochrane") == pytest.approx((-0.17, 0.38, 0.93), abs=0.005)


def test_another_source_is_refused():
    with pytest.raises(ValueError, match="source must be one of wilkinson, cochrane; got 'kryst'"):
        saline_less_midazolam("kryst")
