"""Trials of nasal esketamine, pooled at each time, and how far two doses of one trial go together."""

import numpy as np
import pytest

from ketlessons.evidence import time_point, timecourse
from ketlessons.published import pooled_nasal
from ketlessons.published.trials import nasal
from ketlessons.published.trials.doses import doses_together


@pytest.mark.parametrize(
    ("when", "low", "value", "high", "trials", "q", "tau2"),
    [
        ("4 h", 2.49, 4.45, 6.40, 2, 0.2, 0.00),
        ("24 h", 2.61, 3.73, 4.86, 5, 1.7, 0.00),
        ("day 15", -0.98, 2.00, 4.98, 1, 0.0, 0.00),
        ("day 25 to 28", 1.98, 3.49, 5.00, 7, 9.3, 1.44),
    ],
)
def test_means_by_time_as_in_the_notes(when, low, value, high, trials, q, tau2):
    found = pooled_nasal(when, "dersimonian_laird")
    assert list(found.interval) == pytest.approx([low, value, high], abs=0.0055)
    assert found.trials == trials
    assert found.q == pytest.approx(q, abs=0.05)
    assert found.tau2 == pytest.approx(tau2, abs=0.0055)


@pytest.mark.parametrize(
    ("trial", "time_h", "correlation"),
    [
        ("TRANSFORM-1", 648, 0.50),
        ("Takahashi 2021", 648, 0.33),
        ("Janik 2025", 648, 0.31),
        ("Janik 2025", 24, 0.31),
        ("Daly 2018", 24, 0.25),
    ],
)
def test_doses_go_together_as_the_sizes_of_the_arms_say(trial, time_h, correlation):
    rows = [row for row in timecourse(trial=trial, measure="mean_diff") if row.time_h == time_h]
    found = doses_together(rows, [trial] * len(rows))
    assert len(rows) > 1
    assert found[np.triu_indices(len(rows), 1)] == pytest.approx(correlation, abs=0.012)
    assert np.diag(found).tolist() == [1.0] * len(rows)


def test_doses_of_different_ratings_are_apart_and_arms_without_sizes_are_refused():
    rows = [time_point(f"janik2025_esketamine{dose}_lead_{when}") for dose in (56, 84) for when in ("24h", "day28")]
    found = doses_together(rows, ["a", "b", "a", "b"])
    assert found[0, 1] == found[2, 3] == found[0, 3] == 0.0
    assert found[0, 2] == found[1, 3] > 0.3
    alone = [time_point("transform2_esketamine_lead_day28"), time_point("chen2023_esketamine_lead_day28")]
    assert doses_together(alone, ["a", "b"]).tolist() == [[1.0, 0.0], [0.0, 1.0]]
    with pytest.raises(ValueError, match="transform2_esketamine_lead_day28 is one dose of several"):
        doses_together(alone, ["a", "a"])
    two = [rows[1], time_point("transform1_esketamine56_lead_day28")]
    with pytest.raises(ValueError, match="must share one control group"):
        doses_together(two, ["a", "a"])


def test_paule_and_mandel_find_less_spread_at_day_28_and_nearly_the_same_mean():
    one, two = (pooled_nasal("day 25 to 28", method) for method in ("dersimonian_laird", "paule_mandel"))
    assert two.tau2 == pytest.approx(1.01, abs=0.006)
    assert two.value == pytest.approx(one.value, abs=0.03)


@pytest.mark.parametrize("correlation", [0.3, 0.5, 0.9])
def test_another_correlation_between_times_would_move_the_mean_little(monkeypatch, correlation):
    printed = pooled_nasal()
    monkeypatch.setattr(nasal, "SHARED_BY_TIMES", correlation)
    other = pooled_nasal()
    assert other.value == pytest.approx(printed.value, abs=0.065)
    assert list(other.interval) == pytest.approx(list(printed.interval), abs=0.16)


def test_words_that_are_not_listed_are_refused():
    with pytest.raises(
        ValueError, match=f"when must be one of {nasal.EACH_ONCE}, 4 h, 24 h, day 15, day 25 to 28; got '2 h'"
    ):
        pooled_nasal("2 h")
    with pytest.raises(ValueError, match="method must be one of"):
        pooled_nasal(next(iter(nasal.WINDOWS)), method="huber")
