"""Drug and metabolite on a logarithmic scale, against the second solution."""

from functools import cache

import numpy as np
import pytest
from drawn import every_setting, grid, points, reading
from second_solution import at, model_of, peak

from ketlessons import published
from ketlessons.evidence import value
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.dose import parent_metabolite as both
from ketlessons.figures.dose.regimens import MODEL_WORDS, REGIMENS


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["parent_metabolite"]()


def spray(mg):
    return lambda: [value(f"nasal_nk_auc24_{mg}") / value(f"nasal_auc24_{mg}")]


#: Hours that the published areas count, and the ratio, written out again.
LIKE_FOR_LIKE = {
    "iv_infusion": (8, lambda: [0.96]),
    "sublingual_25": (8, lambda: [2.1, 2.5]),
    "oral_25": (8, lambda: [5.0, 3.9]),
    "oral_s_84": (1e9, lambda: [16.5]),
    **{f"nasal_{mg}": (24, spray(mg)) for mg in (28, 56, 84)},
}


@cache
def long_course(id):
    return published.trace(id, model_of(id), np.concatenate([np.arange(0, 1200) / 60, np.geomspace(20, 400, 2000)]))


@pytest.mark.parametrize("id", REGIMENS)
def test_drug_and_metabolite_are_those_of_the_rows_at_each_time(explorer, cell, id):
    moving, course = explorer.figure.moving, long_course(id)
    hours, published_ratio = LIKE_FOR_LIKE.get(id, (8, None))
    areas = [
        [np.trapezoid(curve[course.time_h <= end], course.time_h[course.time_h <= end]) for end in (hours, 1e9)]
        for curve in (course.ketamine_ng_ml, course.norketamine_ng_ml)
    ]
    late = published.trace(id, model_of(id), [100.0, 110.0]).ketamine_ng_ml
    for time_h in grid(explorer, "time_h"):
        told = reading(explorer, route=id, time_h=time_h)
        drug, made = at(id, model_of(id), time_h)
        for pattern, exact in (("^Ketamine at", drug), ("^Norketamine at", made), ("over ketamine now", made / drug)):
            assert cell(told, pattern).value == pytest.approx(exact, rel=1e-4)
            assert cell(told, pattern) in told.sentence
        area = cell(told, "^Area")
        assert area.values[-1] == pytest.approx(areas[1][0] / areas[0][0], rel=0.01)
        assert (area.values[0] if hours < 1000 else None) == (hours if hours < 1000 else None)
        assert f"is {area.rpartition(' ')[2]} times that under ketamine" in told.sentence
        assert cell(told, "whole course").value == pytest.approx(areas[1][1] / areas[0][1], rel=0.01)
        said = cell(told, "^The same, published")
        assert said.values == (() if published_ratio is None else pytest.approx(tuple(published_ratio())))
        assert ("published" in told.sentence) == (published_ratio is not None)
        assert published_ratio is None or f"published: {said}." in told.sentence
        terminal = cell(told, "^Terminal")
        assert terminal.value == pytest.approx(10 * np.log(2) / np.log(late[0] / late[1]), rel=1e-3)
        assert f"half-life of this model is {terminal}." in told.sentence
        assert points(moving["ketamine now"]) == [pytest.approx((time_h, drug), rel=1e-4)]
        assert points(moving["norketamine now"]) == [pytest.approx((time_h, made), rel=1e-4)]
        for name in ("ketamine", "norketamine"):
            height, when = peak(id, model_of(id), name)
            found = cell(told, f"^Peak of {name}").values
            assert found == (pytest.approx(height, rel=1e-3), pytest.approx(when, abs=1.01 / 60))
        assert cell(told, "^Drawn with") == MODEL_WORDS[model_of(id)]


@pytest.mark.parametrize("id", REGIMENS)
def test_ketamine_is_said_to_rise_when_it_rises_and_to_halve_as_fast_as_it_falls(explorer, cell, id):
    tangent = explorer.figure.moving["slope"]
    for time_h in grid(explorer, "time_h"):
        told = reading(explorer, route=id, time_h=time_h)
        before, after = (at(id, model_of(id), time_h + step)[0] for step in (-1e-3, 1e-3))
        fall_per_h = np.log(before / after) / 2e-3
        said = cell(told, "^Slope")
        assert said in told.sentence
        assert explorer.figure.moving["slope in words"].get_text().replace("\n", " ") == said
        if told.case[0] == "falls":
            assert said.value == told.numbers["halves_in_h"] == pytest.approx(np.log(2) / fall_per_h, rel=0.02)
            (x0, y0), (x1, y1) = points(tangent)
            assert np.log(y0 / y1) / (x1 - x0) == pytest.approx(fall_per_h, rel=0.03)
            assert np.exp(np.interp(time_h, [x0, x1], np.log([y0, y1]))) == pytest.approx(
                at(id, model_of(id), time_h)[0], rel=1e-4
            )
        else:
            assert points(tangent) == []
            assert said.values == ()
        if told.case[0] == "rises":
            assert fall_per_h < 0, (time_h, said, fall_per_h)
        # Faster than 6 % an hour, up or down, is not standing still.
        if abs(fall_per_h) > 0.06:
            assert told.case[0] == ("falls" if fall_per_h > 0 else "rises"), (time_h, said, fall_per_h)


@pytest.mark.parametrize("id", REGIMENS)
def test_drug_and_metabolite_stay_inside_the_axes_for_a_day(explorer, id):
    reading(explorer, route=id, time_h=23)
    for name in ("ketamine", "norketamine"):
        line = explorer.figure.moving[name]
        low, high = line.axes.get_ylim()
        time_h, height = line.get_data()
        assert height.max() < high
        assert height[time_h >= grid(explorer, "time_h")[0]].min() > low


def test_ketamine_rises_stands_and_falls_somewhere(explorer):
    assert {reading(explorer, **setting).case for setting in every_setting(explorer)} == set(both._SENTENCES)
