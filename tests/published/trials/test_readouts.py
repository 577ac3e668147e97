"""Comparisons that show what goes with the control: both arms at one time, of one trial or one review."""

from ketlessons.evidence import time_point
from ketlessons.published.trials.readouts import readouts


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
    assert [name for name, one in readouts().items() if one.worked_out] == ["cochrane"]
