"""Virtual patients, against everybody's own courses and the second solution."""

from functools import cache

import numpy as np
import pytest
from drawn import grid, heights, points, reading
from second_solution import model_of, solved

from ketlessons import published
from ketlessons.evidence import value
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.dose import virtual_patients as crowd
from ketlessons.published.dose.patients import deviations

CROWDS = (20, 100, 1000)


@pytest.fixture(scope="module")
def explorer():
    return EXPLORERS["virtual_patients"]()


@cache
def everybody(id, patients):
    return published.trace(id, model_of(id), np.arange(0, 181) / 30, patients=patients, seed=crowd.SEED)


def steps_of(shares):
    """Where each step of the histogram begins, and how wide it is."""
    widths, levels = shares.get_xy().T
    found = {}
    for width, one, other in zip(widths[1:-1:2], levels[1:-1:2], levels[2:-1:2], strict=False):
        if other > one:
            found[one] = width
    return found


@pytest.mark.parametrize("patients", CROWDS)
@pytest.mark.parametrize("id", crowd.REGIMENS)
def test_the_band_holds_nine_in_ten_and_the_line_is_the_patient(explorer, cell, id, patients):
    moving, people = explorer.figure.moving, everybody(id, patients)
    peaks, made = people.ketamine_ng_ml.max(1), people.norketamine_cmax_ng_ml
    for minute, patient in ((5, 1), (10, 20), (30, 7), (40, 4), (90, 13), (210, 2), (360, 20)):
        told = reading(explorer, route=id, patients=patients, patient=patient, time_min=minute)
        now = published.trace(id, model_of(id), [minute / 60], patients=patients, seed=crowd.SEED).ketamine_ng_ml[:, 0]
        low, half, high = np.percentile(now, (5, 50, 95))
        own, rank = now[patient - 1], sum(now < now[patient - 1])
        assert np.mean((low <= now) & (now <= high)) == pytest.approx(0.9, abs=1e-9)
        # Said.
        assert cell(told, "^Virtual patients").value == patients
        assert cell(told, "^Middle patient").value == pytest.approx(half)
        assert cell(told, "^Nine in ten").values == pytest.approx((low, high))
        assert cell(told, "^Upper end").value == pytest.approx(high / low)
        assert cell(told, f"^Patient {patient} at").value == pytest.approx(own)
        assert cell(told, "^Others with less").value == rank
        for pattern in ("^Middle patient", "^Nine in ten", f"^Patient {patient} at"):
            assert cell(told, pattern) in told.sentence
        assert f"{cell(told, '^Upper end')} times the lower" in told.sentence
        assert f", {f'more than {rank} of' if rank else 'less than all'} the others;" in told.sentence
        assert told.case == ("more than some" if rank else "least")
        assert told.numbers["own_peak"] == pytest.approx(peaks[patient - 1], rel=1e-4)
        assert cell(told, "^Peaks: ").values == pytest.approx(tuple(np.percentile(peaks, (50, 5, 95))), rel=1e-4)
        assert cell(told, "^Peaks of nor").values == pytest.approx(tuple(np.percentile(made, (50, 5, 95))), rel=1e-3)
        # Drawn.
        edge = moving["nine in ten"].get_xy()[: 2 * people.time_h.size]
        below, above = edge[: people.time_h.size, 1], edge[people.time_h.size :, 1][::-1]
        np.testing.assert_allclose(edge[: people.time_h.size, 0], people.time_h)
        np.testing.assert_allclose([below, above], np.percentile(people.ketamine_ng_ml, (5, 95), axis=0))
        within = ((below <= people.ketamine_ng_ml) & (people.ketamine_ng_ml <= above)).mean(0)
        assert within[1:] == pytest.approx(0.9, abs=1e-9)
        np.testing.assert_allclose(heights(moving["middle patient"]), np.median(people.ketamine_ng_ml, axis=0))
        np.testing.assert_allclose(heights(moving["patient"]), people.ketamine_ng_ml[patient - 1])
        assert points(moving["patient now"]) == [pytest.approx((minute / 60, own))]
        assert heights(moving["patient among the shares"]) == [pytest.approx(own)] * 2
        steps = steps_of(moving["shares of patients"])
        assert sum(steps.values()) == pytest.approx(100), (minute, patients)
        for start, width in steps.items():
            assert width == pytest.approx(100 * np.mean((start <= now) & (now < start + 10))), start


@pytest.mark.parametrize("id", crowd.REGIMENS)
def test_nobody_and_no_bar_of_the_crowd_leaves_the_axes(explorer, id):
    shares, band = (explorer.figure.moving[name] for name in ("shares of patients", "nine in ten"))
    for patients in map(int, grid(explorer, "patients")):
        people = everybody(id, patients)
        assert np.percentile(people.ketamine_ng_ml, 95, axis=0).max() < band.axes.get_ylim()[1]
        for minute in grid(explorer, "time_min"):
            reading(explorer, route=id, patients=patients, patient=1, time_min=minute)
            assert shares.get_xy()[:, 0].max() <= shares.axes.get_xlim()[1]
            assert sum(np.diff(shares.get_xy()[:, 1]) * shares.get_xy()[:-1, 0]) == pytest.approx(1000)
    assert people.ketamine_ng_ml[:20].max() < band.axes.get_ylim()[1]
    at_slider = published.trace(
        id, model_of(id), [m / 60 for m in grid(explorer, "time_min")], patients=1000, seed=crowd.SEED
    ).ketamine_ng_ml
    assert at_slider.max() < shares.axes.get_ylim()[1]


def test_a_patient_stays_the_same_person_in_a_larger_group(explorer, cell):
    for id in crowd.REGIMENS:
        said = set()
        for patients in grid(explorer, "patients"):
            told = reading(explorer, route=id, patients=patients, patient=7, time_min=30)
            said.add(cell(told, "^Patient 7 at").value)
        assert max(said) == pytest.approx(min(said), rel=1e-12), id


@pytest.mark.parametrize("id", crowd.REGIMENS)
def test_a_virtual_patient_is_the_typical_one_with_other_numbers(id):
    """Patient 4, worked out alone by the second solution, from the deviations that the patient was drawn with."""
    drawn = {name: row[3] for name, row in deviations(model_of(id), 20, crowd.SEED).items()}
    changed = {name: np.exp(deviation) for name, deviation in drawn.items() if name != "nasal_fraction"}
    if "nasal_fraction" in drawn:
        first = value("nasal_fraction_first")
        odds = first / (1 - first) * np.exp(drawn["nasal_fraction"])
        changed["nasal_fraction"] = odds / (1 + odds)
    times = [0.25, 0.5, 1.0, 3.0, 6.0]
    both = solved(id, model_of(id), times, changed)
    course = published.trace(id, model_of(id), times, patients=20, seed=crowd.SEED)
    np.testing.assert_allclose(course.ketamine_ng_ml[3], both[0], rtol=1e-6)
    np.testing.assert_allclose(course.norketamine_ng_ml[3], both[1], rtol=1e-6)


def test_whoever_has_the_least_has_less_than_all_the_others_and_not_more_than_none(explorer):
    told = [reading(explorer, route="iv_infusion", patients=20, patient=patient) for patient in range(1, 21)]
    assert {one.case for one in told} == set(crowd._SENTENCES)
    (least,) = [one for one in told if one.case == "least"]
    assert least.numbers["own"] == min(one.numbers["own"] for one in told)
    assert "less than all the others" in least.sentence
    assert sorted(one.numbers["rank"] for one in told) == list(range(20))
    assert not any("none" in one.sentence for one in told)
