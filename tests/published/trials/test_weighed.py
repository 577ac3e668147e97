"""What is held against a trial at home: rows that may be shown, each in one group."""

import pytest

from ketlessons.evidence import fact, table
from ketlessons.published import weighed
from ketlessons.published.trials.weighed import GROUPS


def test_every_row_of_both_tables_stands_in_one_group():
    ids = [row.id for name in ("masking", "weighing") for row in table(name)]
    assert sorted(weighed()) == sorted(ids)
    assert len(set(weighed())) == len(weighed())
    assert all(fact(id).status != "unverified" for id in weighed())


def test_groups_come_in_the_order_asked_for():
    assert weighed("drawers", "change") == (*GROUPS["drawers"], *GROUPS["change"])
    with pytest.raises(ValueError, match=r"groups must be one of guesses, change, .*; got 'shelves'"):
        weighed("change", "shelves")


def test_poolings_of_ketamine_and_electroconvulsive_therapy_disagree():
    """One favours the therapy by two thirds of an SD, one finds nothing, one sees it gain faster with time."""
    rhee, ma, slope = (fact(f"ect_{name}") for name in ("rhee2022_smd", "ma2025_smd", "time2026_per_day"))
    assert rhee.value == -0.69
    assert ma.low < rhee.value + 0.2 < ma.value < ma.high
    assert slope.low > 0
    assert 28 * slope.value == pytest.approx(0.5, abs=0.02)


def test_completers_look_better_than_all_who_were_randomised():
    """TRANSFORM-2: 69.3 against 52.0 % of those still seen, a gap of 17; of all randomised a gap of 14."""
    one, two = (fact(f"transform2_response_all_{arm}").value for arm in ("esketamine", "placebo"))
    assert 100 * (one - two) == pytest.approx(13.9, abs=0.05)
