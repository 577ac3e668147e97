"""How many people, from a baseline and a ratio: by hand, at the ends, against statsmodels; and steps of certainty."""

import itertools

import pytest

from ketlessons.models import risk_difference, risk_ratio
from ketlessons.models.harms.certainty import LEVELS, STEPS, certainty
from ketlessons.models.harms.expected import expected_share
from ketlessons.models.quantities import Interval


def test_a_published_table_of_findings_is_worked_out_again():
    """Ketofol against a single drug (PMC7545911, table 2): of 1,000 without it, the printed ratio, of 1,000 with it."""
    for without, ratio, printed in (
        (72, (0.35, 0.72, 1.48), (25, 52, 107)),
        (30, (0.33, 0.90, 2.44), (10, 27, 74)),
        (94, (0.64, 1.11, 1.94), (60, 104, 182)),
        (104, (0.25, 0.63, 1.61), (26, 65, 167)),
        (457, (0.64, 2.86, 12.69), (293, 1000, 1000)),
    ):
        found = expected_share(without / 1000, Interval(*ratio))
        assert [1000 * part for part in found] == pytest.approx(printed, abs=1.0)


def test_the_arm_that_gave_the_ratio_is_given_back():
    for counts in ((321, 983, 42, 782), (29, 346, 1, 222)):
        a, n, c, m = counts
        assert expected_share(c / m, risk_ratio(*counts)).value == pytest.approx(a / n)


def test_nobody_times_anything_is_nobody_and_nothing_passes_everybody():
    assert expected_share(0.0, Interval(2.0, 6.0, 9.0)) == (0.0, 0.0, 0.0)
    assert expected_share(0.5, Interval(1.0, 1.9, 2.1)) == (0.5, 0.95, 1.0)
    assert expected_share(1.0, Interval(0.5, 1.0, 1.0)) == (0.5, 1.0, 1.0)


def test_intervals_of_the_pooled_counts_are_those_of_statsmodels():
    proportions = pytest.importorskip("statsmodels.stats.proportion", reason="statsmodels is in the extra `test`")
    for counts in ((321, 983, 42, 782), (179, 983, 114, 782), (29, 346, 1, 222)):
        low, high = proportions.confint_proportions_2indep(*counts, method="newcomb", compare="diff")
        found = risk_difference(*counts)
        assert (found.low, found.high) == pytest.approx((low, high))
        low, high = proportions.confint_proportions_2indep(*counts, method="log", compare="ratio")
        found = risk_ratio(*counts)
        assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6)


def test_each_concern_takes_its_steps_down_from_high():
    assert certainty([]) == "high"
    assert [certainty([one]) for one in STEPS] == ["high", "high", "moderate", "low"]
    assert certainty(["serious"] * 3) == "very low"
    assert certainty(["serious", "very serious"]) == "very low"


def test_evidence_that_is_not_randomised_starts_low():
    assert certainty(["none"], randomised=False) == "low"
    assert certainty(["serious"], randomised=False) == "very low"


def test_the_level_never_leaves_the_ladder_and_order_does_not_matter():
    for concerns in itertools.product(STEPS, repeat=3):
        level = certainty(concerns)
        assert level in LEVELS
        assert level == certainty(reversed(concerns))
        assert LEVELS.index(certainty([*concerns, "serious"])) <= LEVELS.index(level)
