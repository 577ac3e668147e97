"""What the fields of people say and draw: against the rows, counted square by square."""

import itertools

import pytest

from ketlessons.evidence import harm
from ketlessons.explorers import EXPLORERS
from ketlessons.published.harms.asked import QUESTIONS

FIGURE = EXPLORERS["icon_array"]().figure
PLACES = ("left", "middle", "right")
FIELDS = {"100": 100, "1000": 1000, "10000": 10_000}


def area(polygon):
    x, y = polygon.get_xy()[:, 0], polygon.get_xy()[:, 1]
    return abs(sum(a * d - b * c for (a, b), (c, d) in itertools.pairwise(zip(x, y, strict=True)))) / 2


@pytest.mark.parametrize("out_of", FIELDS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_as_many_squares_are_filled_as_are_said(question, out_of):
    told = FIGURE.update(question=question, out_of=out_of, read="left")
    for place, id, row in zip(PLACES, QUESTIONS[question], told.rows[1:], strict=True):
        many = int(harm(id).share * FIELDS[out_of] + 0.5)
        assert area(FIGURE.moving[f"{place}, people"]) * FIELDS[out_of] == pytest.approx(many, abs=1e-6)
        said = f"{many:,}" if many else "fewer than one"
        assert row[1].startswith(f"{said} of ")
        assert FIGURE.moving[f"{place}, head"].get_text().startswith(said)


@pytest.mark.parametrize("read", PLACES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_of_whom_stands_under_each_field_and_in_the_sentence(question, read):
    told = FIGURE.update(question=question, out_of="100", read=read)
    for place, id in zip(PLACES, QUESTIONS[question], strict=True):
        words = " ".join(FIGURE.moving[f"{place}, whom"].get_text().split())
        assert words.startswith("Of whom? ")
        assert harm(id).whom[1:] in words
        assert harm(id).counted in words
    now = harm(QUESTIONS[question][PLACES.index(read)])
    assert now.whom in told.sentence
    assert f"recruited: {now.recruited}" in told.sentence
    assert now.text() in told.sentence
    assert told.sentence.count("Beside it") == 1
    assert len(told.sentence.split()) <= 60


def test_the_headline_number_never_stands_alone():
    told = FIGURE.update(question="recruited", out_of="100", read="middle")
    assert "26.6 % (340 of 1,285)" in told.sentence
    assert "chose to answer" in told.sentence
    assert "Beside it: fewer than one and 92 of 100" in told.sentence


def test_two_kinds_of_case_are_met_and_no_other():
    cases = {
        FIGURE.update(question=question, out_of=out_of, read=read).case
        for question, out_of, read in itertools.product(QUESTIONS, FIELDS, PLACES)
    }
    assert cases == {"some", "none"}
