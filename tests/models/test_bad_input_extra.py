"""Bad numbers of extra cases and of the two curves are answered with the argument's name and what is allowed."""

import pytest

from ketlessons.models.harms.extra import extra_cases
from ketlessons.models.harms.margin import harmed_where_helped, place_of, reached

NAN, INF = float("nan"), float("inf")
EXTRA = {"with_percent": 30, "without_percent": 24, "users_percent": 5.8, "people": 1000}
CURVES = {"helped": 0.5, "apart": 1.0, "spread": 0.3}


@pytest.mark.parametrize("name", ["with_percent", "without_percent", "users_percent"])
@pytest.mark.parametrize("bad", [-0.01, 100.1, NAN, INF, "many", None, [1, 2]])
def test_a_percentage_lies_between_none_and_all(name, bad):
    with pytest.raises(ValueError, match=f"{name} must"):
        extra_cases(**{**EXTRA, name: bad})


@pytest.mark.parametrize("bad", [-1, 1e11, NAN, "all"])
def test_people_are_counted(bad):
    with pytest.raises(ValueError, match="people must"):
        extra_cases(**{**EXTRA, "people": bad})


@pytest.mark.parametrize(
    ("name", "bad"),
    [("helped", 0.0), ("helped", 1.0), ("apart", -0.1), ("apart", 11), ("spread", 0.0), ("spread", NAN)],
)
def test_two_curves_refuse_what_they_cannot_draw(name, bad):
    said = "share must" if name == "helped" else f"{name} must"
    with pytest.raises(ValueError, match=said):
        harmed_where_helped(**{**CURVES, name: bad})


@pytest.mark.parametrize("bad", [-21, 21, NAN])
def test_a_place_lies_on_the_scale(bad):
    with pytest.raises(ValueError, match="position must"):
        reached(bad, 0, 0.3)
    with pytest.raises(ValueError, match="middle must"):
        reached(0, bad, 0.3)
    with pytest.raises(ValueError, match="share must"):
        place_of(2, 0, 0.3)
