"""Two routes side by side, against the second solution."""

import numpy as np
import pytest
from drawn import points, reading
from second_solution import arriving, at, model_of, peak

from ketlessons.evidence import regimen, value
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.dose import route_race as race


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["route_race"]()


@pytest.mark.parametrize("substance", race.SUBSTANCES)
@pytest.mark.parametrize("number", range(len(race.REGIMENS)))
def test_the_race_says_and_draws_what_the_rows_give(explorer, cell, number, substance):
    pair = race.REGIMENS[number], race.REGIMENS[(number + 4) % len(race.REGIMENS)]
    moving = explorer.figure.moving
    for minute in (5, 15, 40, 75, 180, 360):
        told = reading(explorer, first=pair[0], second=pair[1], substance=substance, time_min=minute)
        for which, id in zip(("first", "second"), pair, strict=True):
            head = which.capitalize()
            now = at(id, model_of(id), minute / 60)[substance == "norketamine"]
            said = cell(told, f"{head}: {substance} at")
            assert said.value == pytest.approx(now, rel=1e-4)
            assert said in told.sentence
            # Where the curve is highest, to a minute.
            height, when = peak(id, model_of(id), substance)
            highest = cell(told, f"{head}: peak of {substance}")
            assert highest.values == (pytest.approx(height, rel=1e-3), pytest.approx(when, abs=1.01 / 60))
            assert f"(peak {highest})" in told.sentence
            share = cell(told, f"{head}: share")
            assert share.value == pytest.approx(arriving(id))
            amount = cell(told, f"{head}: amount")
            assert amount.value == pytest.approx(regimen(id).amount_mg(value("reference_weight")) * arriving(id))
            assert f"f the {which} {share}" in told.sentence
            names = ("now", "peak", "peak_h", "arrives")
            assert [told.numbers[f"{which}_{name}"] for name in names] == [said.value, *highest.values, share.value]
            # Drawn.
            assert moving[f"{which} share"].get_text() == f"{share} of the dose"
            assert list(moving[f"{which} arrives"].get_xdata()) == pytest.approx([0, 100 * arriving(id)])
            assert moving[f"{which} regimen"].get_text().endswith(regimen(id).label[1:])
            ((x, y),) = points(moving[f"{which} dot"])
            assert (x, y) == pytest.approx((minute / 60, now), rel=1e-4)
            # The dot is on its curve: half a ng/mL is less than a pixel.
            assert np.interp(x, *moving[f"{which} curve"].get_data()) == pytest.approx(y, abs=0.5)
            assert cell(told, f"{head}: drawn with") == race.MODEL_WORDS[model_of(id)]
        assert {x for x, _ in points(moving["time"])} == {minute / 60}


def test_no_regimen_of_the_race_leaves_the_axes(explorer):
    top = explorer.figure.moving["first curve"].axes.get_ylim()[1]
    for id in race.REGIMENS:
        for substance in race.SUBSTANCES:
            assert peak(id, model_of(id), substance)[0] < 0.97 * top, (id, substance)


def test_a_dose_per_kg_says_for_whom_it_is_drawn(explorer, cell):
    for id in race.REGIMENS:
        told = reading(explorer, first=id)
        assert ("drawn for 70 kg" in cell(told, "^First: regimen")) == (regimen(id).unit == "mg/kg")
