"""The check of a learner's own lead in SD: what it says besides right and wrong. For the answers see `test_answers`."""

import numpy as np

from ketlessons import check, evidence


def right(change, change_control, sd):
    return (change_control - change) / sd


def test_the_praise_holds_published_numbers():
    words = repr(check.lead(right))
    assert f"a reported {evidence.effect_point('point_pooled2026_24h').text}" in words
    rows = {row.id: row for row in evidence.timecourse()}
    squares = 122 * rows["chen2023_esketamine_change_24h"].sd ** 2 + 124 * rows["chen2023_placebo_change_24h"].sd ** 2
    raw = (rows["chen2023_placebo_change_24h"].value - rows["chen2023_esketamine_change_24h"].value) / np.sqrt(
        squares / 246
    )
    assert f"it gives {raw:.2f} SD" in words
    for one, two, lead in (
        ("chen2023_esketamine_change_24h", "chen2023_placebo_change_24h", 3.0),
        ("chen2023_esketamine_change_day28", "chen2023_placebo_change_day28", 3.0),
    ):
        drug, control = rows[one], rows[two]
        # The two arms are of nearly the same size, so the plain mean of variances is close to the weighted one.
        spread = np.sqrt((drug.sd**2 + control.sd**2) / 2)
        assert f"{lead / spread:.2f} SD" in words
    assert "reported" in words
