"""The check of a learner's own lead in SD: what it says besides right and wrong. For the answers see `test_answers`."""

import numpy as np

from ketlessons import check, evidence


def right(change, change_control, sd):
    return (change_control - change) / sd


def test_the_praise_holds_published_numbers():
    words = repr(check.lead(right))
    assert f"a reported {evidence.effect_point('point_16').text}" in words
    rows = {row.id: row for row in evidence.timecourse()}
    squares = 122 * rows["tc_114"].sd ** 2 + 124 * rows["tc_115"].sd ** 2
    raw = (rows["tc_115"].value - rows["tc_114"].value) / np.sqrt(squares / 246)
    assert f"it gives {raw:.2f} SD" in words
    for one, two, lead in (("tc_114", "tc_115", 3.0), ("tc_116", "tc_117", 3.0)):
        drug, control = rows[one], rows[two]
        # The two arms are of nearly the same size, so the plain mean of variances is close to the weighted one.
        spread = np.sqrt((drug.sd**2 + control.sd**2) / 2)
        assert f"{lead / spread:.2f} SD" in words
    assert "reported" in words
