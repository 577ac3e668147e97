"""Trials of nasal esketamine, pooled at each time: the means of the notes behind lesson 05."""

import pytest

from ketlessons.published import pooled_nasal
from ketlessons.published.trials import nasal


@pytest.mark.parametrize(
    ("when", "low", "value", "high", "trials", "q", "tau2"),
    [
        ("4 h", 2.49, 4.45, 6.40, 2, 0.2, 0.00),
        ("24 h", 2.60, 3.74, 4.88, 5, 1.7, 0.00),
        ("day 15", -0.98, 2.00, 4.98, 1, 0.0, 0.00),
        ("day 25 to 28", 2.08, 3.52, 4.97, 7, 8.2, 1.02),
    ],
)
def test_means_by_time_as_in_the_notes(when, low, value, high, trials, q, tau2):
    found = pooled_nasal(when, "dersimonian_laird")
    assert list(found.interval) == pytest.approx([low, value, high], abs=0.0055)
    assert found.trials == trials
    assert found.q == pytest.approx(q, abs=0.05)
    assert found.tau2 == pytest.approx(tau2, abs=0.0055)


def test_paule_and_mandel_find_less_spread_at_day_28_and_nearly_the_same_mean():
    one, two = (pooled_nasal("day 25 to 28", method) for method in ("dersimonian_laird", "paule_mandel"))
    assert two.tau2 == pytest.approx(0.75, abs=0.005)
    assert two.value == pytest.approx(one.value, abs=0.02)


@pytest.mark.parametrize("correlation", [0.3, 0.5, 0.9])
def test_another_correlation_between_times_would_move_the_mean_little(monkeypatch, correlation):
    printed = pooled_nasal()
    monkeypatch.setattr(nasal, "SHARED_BY_TIMES", correlation)
    other = pooled_nasal()
    assert other.value == pytest.approx(printed.value, abs=0.06)
    assert list(other.interval) == pytest.approx(list(printed.interval), abs=0.16)


def test_words_that_are_not_listed_are_refused():
    with pytest.raises(
        ValueError, match=f"when must be one of {nasal.EACH_ONCE}, 4 h, 24 h, day 15, day 25 to 28; got '2 h'"
    ):
        pooled_nasal("2 h")
    with pytest.raises(ValueError, match="method must be one of"):
        pooled_nasal(next(iter(nasal.WINDOWS)), method="reml")
