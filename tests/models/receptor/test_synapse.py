"""One synaptic event, and trains of them."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from ketlessons.models import Scheme, Segment, respond
from ketlessons.models.receptor.synapse import epsc_train, synaptic_transient

PULSE = {"peak_um": 1100.0, "decay_s": 0.0012}


@pytest.fixture(scope="module")
def smooth(ten):
    """Open probability for the uncut curve, by an implicit solver: times and values."""
    still = ten.rates(0.0)[:5, :5]
    per_um = ten.rates(1.0)[:5, :5] - still
    answer = solve_ivp(
        lambda t, p: p @ (still + 1100.0 * np.exp(-t / 0.0012) * per_um),
        (0.0, 0.4),
        [1.0, 0.0, 0.0, 0.0, 0.0],
        method="Radau",
        t_eval=np.linspace(0.0, 0.4, 4001),
        rtol=1e-9,
        atol=1e-12,
    )
    return answer.t, answer.y[4]


def test_the_pieces_carry_all_the_glutamate():
    pieces = synaptic_transient(**PULSE)
    assert sum(piece.glutamate_um * piece.duration_s for piece in pieces) == pytest.approx(
        1100.0 * 0.0012 * (1 - np.exp(-12)), rel=1e-12
    )
    assert sum(piece.duration_s for piece in pieces) == pytest.approx(12 * 0.0012)


def test_each_piece_holds_the_mean_of_its_stretch():
    pieces = synaptic_transient(100.0, 0.01)
    t = np.linspace(0.0, pieces[0].duration_s, 100_001)
    assert pieces[0].glutamate_um == pytest.approx(np.trapezoid(100 * np.exp(-t / 0.01), t) / t[-1], rel=1e-8)
    amounts = np.array([piece.glutamate_um for piece in pieces])
    np.testing.assert_allclose(amounts[1:] / amounts[:-1], np.exp(-12 / 32), rtol=1e-10)


def test_the_pieces_pass_the_other_conditions_on():
    piece = synaptic_transient(**PULSE, blocker_um=2.0, voltage_mv=-40.0, mg_unblocked=0.3)[7]
    assert (piece.blocker_um, piece.voltage_mv, piece.mg_unblocked) == (2.0, -40.0, 0.3)


def test_cut_and_smooth_glutamate_open_the_same(ten, smooth):
    time_s, expected = smooth
    response = respond(ten, [*synaptic_transient(**PULSE), Segment(0.4)], step_s=1e-4)
    got = np.interp(time_s, response.time_s, response.open_probability)
    error = np.abs(got - expected)
    assert error.max() < 1e-3
    assert error[time_s >= 12 * 0.0012].max() < 1e-4
    assert got.max() == pytest.approx(expected.max(), abs=2e-5)


def test_one_stimulus_of_a_train_is_the_transient(ten):
    train = epsc_train(ten, 1, 10.0, **PULSE)
    response = respond(ten, [*synaptic_transient(**PULSE), Segment(10.0)], step_s=1e-4)
    expected = np.interp(train.wave_time_s, response.time_s, response.open_probability)
    np.testing.assert_allclose(train.waves[0], expected, atol=1e-5)
    assert train.peak[0] == pytest.approx(response.open_probability.max(), rel=1e-4)


def test_a_train_is_its_events_one_after_another(ten):
    conditions = {"blocker_um": 10.0, "voltage_mv": -50.0, "mg_unblocked": 0.4}
    train = epsc_train(ten, 4, 1.0, **PULSE, **conditions)
    cycle = [*synaptic_transient(**PULSE, **conditions), Segment(1.0 - 12 * 0.0012, 0.0, 10.0, -50.0, 0.4)]
    start = ten.rest()
    for number in range(4):
        response = respond(ten, cycle, step_s=1e-4, start=start)
        assert train.blocked[number] == pytest.approx(start[5:].sum(), abs=1e-10)
        assert train.peak[number] == pytest.approx(response.conductance.max(), rel=2e-4)
        start = response.final
    np.testing.assert_allclose(train.final, start, atol=1e-9)
    np.testing.assert_allclose(train.time_s, [0.0, 1.0, 2.0, 3.0])


def test_the_waveform_grid_does_not_change_peaks_or_block(ten):
    coarse, fine = (epsc_train(ten, 6, 10.0, **PULSE, blocker_um=10.0, wave_step_s=s) for s in (1e-3, 1e-4))
    np.testing.assert_allclose(coarse.peak, fine.peak, rtol=5e-4)
    np.testing.assert_allclose(coarse.blocked, fine.blocked, atol=1e-10)


def test_a_train_goes_on_where_another_stopped(ten):
    whole = epsc_train(ten, 9, 10.0, **PULSE, blocker_um=1.0)
    first = epsc_train(ten, 4, 10.0, **PULSE, blocker_um=1.0)
    second = epsc_train(ten, 5, 10.0, **PULSE, blocker_um=1.0, start=first.final)
    np.testing.assert_allclose(np.append(first.peak, second.peak), whole.peak, rtol=1e-9)


def test_without_drug_all_events_are_alike_once_they_are_far_apart(ten):
    for scheme in (ten, Scheme(ten.gating)):
        train = epsc_train(scheme, 5, 10.0, **PULSE)
        np.testing.assert_allclose(train.peak, train.peak[0], rtol=1e-4)
        assert train.blocked.max() == 0.0


def test_drug_wears_the_response_down_and_waiting_without_agonist_keeps_it_so(ten):
    loaded = epsc_train(ten, 20, 10.0, **PULSE, blocker_um=10.0)
    assert (np.diff(loaded.peak) < 0).all()
    soon = epsc_train(ten, 1, 10.0, **PULSE, start=loaded.final)
    rested = respond(ten, [Segment(600.0)], start=loaded.final).final
    late = epsc_train(ten, 1, 10.0, **PULSE, start=rested)
    assert late.peak[0] == pytest.approx(soon.peak[0], rel=0.01)


def test_waves_end_with_the_interval(ten):
    train = epsc_train(ten, 2, 0.1, **PULSE)
    assert train.wave_time_s[-1] <= 0.1
    assert (np.diff(train.wave_time_s) > 0).all()
    assert train.waves.shape == (2, len(train.wave_time_s))
