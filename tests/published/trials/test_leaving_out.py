"""What is left when a trial of the forest is left out, and a single one that cannot be."""

import pytest

from ketlessons.published.trials.forest import nasal_trials, pool_forest
from ketlessons.published.trials.leaving_out import forest


@pytest.mark.parametrize(("left_out", "place"), [("most", -1), ("least", 0)])
def test_the_one_left_out_is_the_largest_or_the_smallest_of_those_that_came_first(left_out, place):
    for trials in range(2, 8):
        found = forest("day 25 to 28", trials, left_out, "fixed")
        first = nasal_trials("day 25 to 28")[:trials]
        assert found.without.effect.value == sorted(one.effect.value for one in first)[place]
        assert set(found.shown) == set(first) - {found.without}
        assert found.pooled.value == pool_forest(found.shown, "fixed").value
        assert sum(found.weights.values()) == pytest.approx(1)


def test_a_single_trial_stays_and_more_than_there_are_is_all():
    alone = forest("24 h", 1, "most", "fixed")
    assert alone.none_to_spare
    assert alone.without is None
    assert len(alone.shown) == 1
    assert forest("4 h", 7, "none", "fixed").shown == nasal_trials("4 h")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (("1 h", 1, "none", "fixed"), "when must be one of 4 h, 24 h, day 25 to 28; got '1 h'"),
        (("24 h", 0, "none", "fixed"), "trials must be a whole number from 1 to 100, got 0"),
        (("24 h", 2, "both", "fixed"), "left_out must be one of none, most, least; got 'both'"),
        (("24 h", 2, "none", "reml"), "method must be one of fixed, paule_mandel; got 'reml'"),
    ],
)
def test_a_bad_word_or_number_is_named(bad, message):
    with pytest.raises(ValueError, match=message):
        forest(*bad)
