"""The check of a learner's own number needed to treat: what it says besides right and wrong, and of harm."""

import numpy as np

from ketlessons import check, evidence


def one_more(events, total, events_control, total_control):
    return 1 / (events / total - events_control / total_control)


def test_the_praise_holds_the_printed_number_and_an_interval_through_no_difference():
    words = repr(check.number_needed(one_more))
    row = next(row for row in evidence.trials() if row.trial == "SUSTAIN-1")
    assert "(24 of 90)" in row.result
    assert "(39 of 86)" in row.result
    assert "66 of 90" in words
    assert "47 of 86" in words
    assert f"You get {1 / (39 / 86 - 24 / 90):.1f}; the paper prints 6" in words
    assert "printed as 6 and 4" in row.also
    assert np.ceil(1 / (39 / 86 - 24 / 90)) == 6
    assert "through no difference" in words
