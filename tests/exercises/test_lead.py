"""The check of a learner's own lead in SD: what it says besides right and wrong. For the answers see `test_answers`."""

import numpy as np
import pytest

from ketlessons import check, evidence
from ketlessons.exercises import lead as lead_module


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


def test_a_division_by_a_change_is_told_what_can_be_zero():
    """A control arm that does not change, and arms that change alike, are cases of the check."""
    words = repr(check.lead(lambda change, change_control, sd: sd / (change_control * 0)))
    assert "ZeroDivisionError" in words
    assert "a change can be 0, and so can the difference of two" in words
    assert "may be alike" not in words


def test_the_first_case_is_that_of_the_hint_and_its_spread_that_of_trials():
    """Four points ahead is about a third of a standard deviation, where people spread as in trials at four weeks."""
    change, control, spread = lead_module._CASES[0]
    assert (control - change) / spread == pytest.approx(1 / 3, abs=0.02)
    spreads = [row.sd for row in evidence.timecourse(trial="TRANSFORM-2", measure="mean_change") if row.sd]
    assert min(spreads) <= spread <= max(spreads)
