"""The drug and the effect, against the second solution and the rows of the pooled trials."""

import numpy as np
import pytest
from drawn import every_setting, grid, points, reading
from second_solution import at, held, peak

from ketlessons.evidence import effect_point, fact
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.dose import after_a_day as bridge
from ketlessons.figures.dose.regimens import MODEL_WORDS


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["after_a_day"]()


@pytest.mark.parametrize("model", MODEL_WORDS)
def test_a_day_later_little_is_left_and_the_sentence_says_how_little(explorer, cell, model):
    moving = explorer.figure.moving
    best = effect_point("point_kishimoto2016_24h")
    (top, _), (most, _) = (peak(bridge.ROUTE, model, name) for name in ("ketamine", "norketamine"))
    for time_h in grid(explorer, "time_h"):
        told = reading(explorer, time_h=time_h, model=model)
        drug, made = at(bridge.ROUTE, model, time_h)
        low, half, high = held(drug, made)
        shown_drug, shown_made = cell(told, "^Ketamine at"), cell(told, "^Norketamine at")
        # The peak of norketamine is read off a coarser grid: half a thousandth may be missing.
        assert shown_drug.values == pytest.approx((drug, drug / top), rel=1e-4)
        assert shown_made.values == pytest.approx((made, made / most), rel=2e-3)
        assert shown_made.values[0] == pytest.approx(made, rel=1e-4)
        assert 100 * cell(told, "^Sites held, middle").value == pytest.approx(half, rel=1e-4)
        assert [100 * end for end in cell(told, "^Sites held, all").values] == pytest.approx([low, high], rel=1e-4)
        for text in (shown_drug, shown_made):
            for part in text.removesuffix(" of its peak").split(", "):
                assert part in told.sentence
        assert f"{cell(told, '^Sites held, middle')} of channel sites" in told.sentence
        assert f"{best.smd:.2f} ({best.low:.2f} to {best.high:.2f})" in told.sentence
        assert cell(told, "difference at 24 h").values == (best.smd, best.low, best.high)
        assert "reported" not in told.sentence
        assert points(*(moving[f"{name} now"] for name in ("ketamine", "norketamine", "sites held"))) == [
            pytest.approx((time_h, height), rel=2e-3) for height in (100 * drug / top, 100 * made / most, half)
        ]
        curves = [moving[name].get_ydata() for name in ("ketamine", "norketamine", "sites held")]
        for y in (*curves, moving["sites that the inputs allow"].get_xy()[:, 1]):
            assert 0 <= np.min(y) < np.max(y) <= 105
        for name in ("time", "time among the trials"):
            assert [x for x, _ in points(moving[name])] == [time_h] * 2


def test_the_strip_of_trials_stands_at_the_rows(explorer, cell):
    strip = explorer.figure.moving["time among the trials"].axes
    first, lost = fact("ketamine_effect_first"), fact("ketamine_effect_lost")
    still = [line for line in strip.lines if line not in explorer.figure.artists]
    starts = [x for x, _ in points(*still)]
    assert min(starts) == pytest.approx(first.value / 60)
    assert max(starts) == pytest.approx(24 * lost.high)
    assert any(x == pytest.approx(24 * lost.low) for x in starts)
    assert [24.0] in [[x for x, _ in points(line)] for line in still]
    assert not any(row.reported for row in (first, lost, effect_point("point_kishimoto2016_24h")))
    for time_h in grid(explorer, "time_h"):
        told = reading(explorer, time_h=time_h)
        assert cell(told, "^Pooled trials at this time") in told.sentence
        assert cell(told, "^Pooled trials: first").value == pytest.approx(first.value / 60)
        assert cell(told, "^Pooled trials: difference no longer shown").values == pytest.approx((lost.low, lost.high))
        # Never a difference before the first rating or after the days by which it is no longer seen.
        if time_h < first.value / 60 - 1e-9:
            assert told.case == "not rated"
        if time_h > 24 * lost.low:
            assert told.case == "gone", time_h
        if 24 <= time_h < 24 * lost.low:
            assert told.case == "there", time_h


def test_each_case_of_the_trials_is_reached(explorer):
    assert {reading(explorer, **setting).case for setting in every_setting(explorer)} == set(bridge._SENTENCES)
