"""Bad numbers of harms are answered with the argument's name, the value and what is allowed."""

import pytest

from ketlessons.models.harms.certainty import certainty
from ketlessons.models.harms.expected import expected_share
from ketlessons.models.quantities import Interval

NAN, INF = float("nan"), float("inf")
GOOD = {"baseline": 0.05, "ratio": Interval(2.0, 3.0, 4.0)}


@pytest.mark.parametrize("bad", [-0.01, 1.01, NAN, INF, "few", None, [0.1, 0.2]])
def test_a_share_lies_between_none_and_all(bad):
    with pytest.raises(ValueError, match="baseline must"):
        expected_share(**{**GOOD, "baseline": bad})


@pytest.mark.parametrize("bad", [(NAN, 3.0, 4.0), (-1.0, 3.0, 4.0), (2.0, INF, 4.0), (2.0, 3.0), (2.0, 3.0, 4.0, 5.0)])
def test_a_ratio_has_three_positive_numbers(bad):
    with pytest.raises(ValueError, match="ratio must"):
        expected_share(**{**GOOD, "ratio": bad})


@pytest.mark.parametrize("bad", [(3.0, 2.0, 4.0), (2.0, 5.0, 4.0)])
def test_a_ratio_lies_within_its_interval(bad):
    with pytest.raises(ValueError, match="ratio must be low, value and high"):
        expected_share(**{**GOOD, "ratio": bad})


@pytest.mark.parametrize("bad", ["grave", "", None, 1])
def test_a_concern_is_one_of_four_words(bad):
    with pytest.raises(ValueError, match="concerns must be one of none, unseen, serious, very serious"):
        certainty(["none", bad])
