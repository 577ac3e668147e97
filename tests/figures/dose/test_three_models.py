"""One dose in three published sets, against the second solution and the rows that were published."""

import re

import numpy as np
import pytest
from drawn import every_setting, grid, heights, points, reading
from second_solution import at, peak

from ketlessons import published
from ketlessons.evidence import fact
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.dose import three_models as trio
from ketlessons.figures.dose.regimens import MODEL_WORDS
from ketlessons.published.dose.samples import samples


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["three_models"]()


def middle(row):
    return row.value if row.value is not None else (row.low + row.high) / 2


def printed_minute(id, row):
    """Minutes that the row itself prints; a nasal peak has none, it is drawn where the nasal set has its own."""
    found = re.search(r"(\d+) min\b", f"{row.quantity}; {row.conditions}")
    return float(found.group(1)) if found else 60 * peak(id, "nasal")[1]


@pytest.mark.parametrize("id", trio.SHOWN)
def test_three_models_say_and_draw_the_three_sets(explorer, cell, id):
    moving, taken = explorer.figure.moving, published.models_for(id)
    for minute in grid(explorer, "time_min"):
        told = reading(explorer, route=id, time_min=minute, published=False)
        now = {model: at(id, model, minute / 60)[0] for model in taken}
        for model, exact in now.items():
            said = cell(told, f"(?i)^{MODEL_WORDS[model]} at")
            assert said.value == pytest.approx(exact, rel=1e-4)
            assert f"the {MODEL_WORDS[model]} {said}" in told.sentence
            assert moving[f"{model} in words"].get_text() == said
            assert points(moving[f"{model} now"]) == [pytest.approx((minute, exact), rel=1e-4)]
            x, y = moving[model].get_data()
            assert np.interp(minute, x, y) == pytest.approx(exact, rel=1e-4)
        assert told.numbers["ratio"] == pytest.approx(max(now.values()) / min(now.values()), rel=1e-4)
        for model in set(MODEL_WORDS) - set(taken):
            assert points(moving[model], moving[f"{model} now"]) == []
        assert told.case == (len(taken), False)
        assert ("not made for this dose" in told.sentence) == ("nasal" not in taken)
        assert f"by {('two', 'three')[len(taken) - 2]} published" in told.sentence
        assert "hidden" in told.sentence
        assert points(moving["published"], moving["published ranges"]) == []


@pytest.mark.parametrize("id", trio.SHOWN)
def test_crosses_lie_at_the_rows_and_each_model_is_held_against_them(explorer, id):
    moving, taken = explorer.figure.moving, published.models_for(id)
    told = reading(explorer, route=id, time_min=20, published=True)
    rows = [fact(row_id) for row_id, *_ in samples(id)]
    crosses = points(moving["published"])
    assert [x for x, _ in crosses] == pytest.approx([printed_minute(id, row) for row in rows], abs=0.51)
    assert [y for _, y in crosses] == [middle(row) for row in rows]
    (left, right), (low, high) = moving["published"].axes.get_xlim(), moving["published"].axes.get_ylim()
    assert all(left < x < right and low < y < high for x, y in crosses)
    # A bar for each printed range, and no other.
    assert heights(moving["published ranges"]) == [end for row in rows if row.low is not None
                                                   for end in (row.low, row.high)]  # fmt: skip
    # What is said of each row, and how many times that each model gives.
    cells = [text for head, text in told.rows if re.match("Reported|Published", head)]
    assert len(cells) == len(rows)
    for text, row, (minute, _) in zip(cells, rows, crosses, strict=True):
        printed = [number for number in (row.value, row.low, row.high) if number is not None]
        ratios = [at(id, model, minute / 60)[0] / middle(row) for model in taken]
        assert text.values == (*printed, *(pytest.approx(ratio, rel=1e-4) for ratio in ratios))
        first, _, last = text.partition("; of that, models give: ")
        assert first in told.sentence
        for number in re.findall(r"\d+(?:\.\d+)?", last):
            assert re.search(rf"[ ,]{re.escape(number)}[,;.]", told.sentence.partition("models give")[2])
    assert told.case == (len(taken), True)


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("id", trio.SHOWN)
def test_what_somebody_else_reports_is_called_reported_and_nothing_else_is(explorer, id, published):
    told = reading(explorer, route=id, time_min=20, published=published)
    rests = published and any(fact(row_id).reported for row_id, *_ in samples(id))
    drawn = " ".join(text.get_text() for text in explorer.figure.figure.texts)
    assert ("reported" in told.sentence.lower()) == rests
    assert ("reported" in str(told.rows).lower()) == rests
    assert ("reported" in drawn) == rests


def test_a_reported_value_beside_a_published_one_is_told_apart_in_picture_sentence_and_briefly(explorer):
    """After the infusion a review's peak, 185 (100 to 250), stands beside the mean of ten people, 156."""
    told = reading(explorer, route="iv_infusion", published=True)
    assert [fact(one.row).reported for one in samples("iv_infusion")] == [True, False]
    key = explorer.figure.moving["key"].get_text()
    assert key == "crosses:\nreported at 40 min\n185 ng/mL\n(100 to 250)\npublished at 40 min\n156 ng/mL"
    assert "Reported at 40 min: 185 ng/mL" in told.sentence
    assert "; published at 40 min: 156 ng/mL" in told.sentence
    (brief,) = (news for news in told.brief if "40 min" in news.subject)
    assert brief.subject.startswith("Reported or published")


def test_no_model_of_the_three_leaves_the_axes(explorer):
    low, high = explorer.figure.moving["venous"].axes.get_ylim()
    for id in trio.SHOWN:
        for model in published.models_for(id):
            course = published.trace(id, model, np.arange(0, 241) / 120)
            assert course.ketamine_ng_ml.max() < high, (id, model)
            assert course.ketamine_ng_ml[course.time_h >= 5 / 60].min() > low, (id, model)


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("iv_infusion", "(peak and range from a review; site of sampling not given)"),
        ("iv_half", "(median of injured people; site of sampling not given in the abstract)"),
    ],
)
def test_where_blood_was_drawn_is_said_to_be_missing_once_for_all_rows_of_a_kind(explorer, id, said):
    told = reading(explorer, route=id, published=True).sentence
    assert told.count(said) == told.count("site of sampling") == 1


def test_two_models_or_three_take_a_dose_beside_what_was_published_or_alone(explorer):
    assert {reading(explorer, **setting).case for setting in every_setting(explorer)} == set(trio._SENTENCES)
