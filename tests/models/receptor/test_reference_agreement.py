"""The models against numbers that other code, written on its own, printed for the same rates."""

import numpy as np
import pytest

from ketlessons.models import Segment, respond, steady_state
from ketlessons.models.receptor.gating import Gating
from ketlessons.models.receptor.synapse import epsc_train

SATURATING = 1000.0
PULSE = {"peak_um": 1100.0, "decay_s": 0.0012}


def steady_block(scheme, drug_um, voltage_mv=-70.0):
    control, treated = (
        steady_state(scheme, SATURATING, drug, voltage_mv)[scheme.open_index] for drug in (0.0, drug_um)
    )
    return 1 - treated / control


@pytest.mark.parametrize(
    ("glutamate", "open_probability"), [(1e6, 0.2199), (1000.0, 0.2197), (100.0, 0.2179), (1.0, 0.0521)]
)
def test_steady_open_probability(ten, glutamate, open_probability):
    assert steady_state(ten, glutamate)[ten.open_index] == pytest.approx(open_probability, abs=5e-5)


@pytest.mark.parametrize(
    ("rates", "open_probability", "entry", "leaving"),
    [
        ((5.0, 12.9, 8.4, 6.8, 46.5, 73.8), 0.2199, 0.982, 0.697),
        ((5.0, 6.7, 15.2, 9.4, 83.8, 83.8), 0.2765, 0.781, 0.555),
        ((5.0, 4.7, 8.4, 1.8, 46.5, 91.6), 0.0822, 2.63, 1.865),
    ],
)
def test_three_sets_of_gating_rates(build, rates, open_probability, entry, leaving):
    scheme = build(Gating(*rates))
    assert scheme.gating.open_probability == pytest.approx(open_probability, abs=5e-5)
    assert scheme.blocker.on_per_um_s == pytest.approx(entry, rel=2e-3)
    assert scheme.blocker.off_per_s == pytest.approx(leaving, rel=2e-3)
    assert steady_block(scheme, 0.71) == pytest.approx(0.5, abs=1e-12)


@pytest.mark.parametrize(
    ("voltage", "ic50"), [(-80, 0.5202), (-70, 0.71), (-60, 0.969), (-40, 1.805), (0, 6.263), (40, 21.73)]
)
def test_half_block_at_six_voltages(scheme, voltage, ic50):
    assert steady_block(scheme, ic50, voltage) == pytest.approx(0.5, abs=2e-4)


@pytest.mark.parametrize(
    ("drug", "voltage", "block"),
    [
        (0.1, -70, 0.1235),
        (0.3, -70, 0.2970),
        (1.0, -70, 0.5848),
        (3.0, -70, 0.8086),
        (10.0, -70, 0.9337),
        (1.0, -60, 0.5079),
        (10.0, -60, 0.9117),
    ],
)
def test_steady_block(scheme, drug, voltage, block):
    assert steady_block(scheme, drug, voltage) == pytest.approx(block, abs=1e-4)


@pytest.mark.parametrize(("kind", "taus"), [("ten", (2.813, 1.354, 0.540)), ("four", (2.745, 1.286, 0.470))])
def test_onset(request, onset_tau, kind, taus):
    scheme = request.getfixturevalue(kind)
    for drug, tau in zip((1.0, 3.0, 10.0), taus, strict=True):
        assert onset_tau(scheme, drug) == pytest.approx(tau, abs=0.003)


@pytest.mark.parametrize(
    ("kind", "taus"), [("ten", (6.628, 4.884, 0.846, 0.322)), ("four", (6.558, 4.815, 0.777, 0.252))]
)
def test_offset_at_four_voltages(request, offset, kind, taus):
    scheme = request.getfixturevalue(kind)
    for voltage, tau in zip((-70, -60, 0, 40), taus, strict=True):
        assert offset(scheme, voltage)[0] == pytest.approx(tau, rel=0.01)


def test_recovered_in_50_s(scheme):
    start = steady_state(scheme, SATURATING, 10.0)
    response = respond(scheme, [Segment(50.0, SATURATING)], start=start)
    assert 1 - response.blocked[-1] / response.blocked[0] == pytest.approx(0.9995, abs=1e-4)


@pytest.mark.parametrize(
    ("kind", "escape", "left"),
    [("ten", 0.0, 0.9654), ("ten", 9.66e-4, 0.8600), ("four", 0.0, 0.9979), ("four", 1.24e-3, 0.8600)],
)
def test_left_after_120_s_wash(request, build, remaining, kind, escape, left):
    gate = request.getfixturevalue(kind).gating
    assert remaining(build(gate, escape=escape)) == pytest.approx(left, abs=1e-4)


@pytest.mark.parametrize(("kind", "peak"), [("ten", 0.894), ("four", 0.855)])
def test_first_response_after_resting_in_drug_is_nearly_full_then_fades(request, kind, peak):
    scheme = request.getfixturevalue(kind)
    test = respond(scheme, [Segment(30.0, 0.0, 10.0), Segment(10.0, SATURATING, 10.0)], step_s=0.0025)
    control = respond(scheme, [Segment(30.0), Segment(10.0, SATURATING)], step_s=0.0025)
    ratio = test.open_probability.max() / control.open_probability.max()
    assert ratio == pytest.approx(peak, abs=1e-3)
    assert test.open_probability[-1] / control.open_probability[-1] == pytest.approx(0.0663, abs=1e-4)


@pytest.mark.parametrize(
    ("glutamate", "tau"),
    [(0.1, 175.02), (0.3, 21.54), (1.0, 2.76), (3.0, 0.85), (10.0, 0.59), (1000.0, 0.54)],
)
def test_more_glutamate_lets_the_drug_in_sooner(ten, onset_tau, glutamate, tau):
    assert onset_tau(ten, 10.0, glutamate) == pytest.approx(tau, rel=0.01)


@pytest.mark.parametrize(
    ("drug", "stimuli", "peaks"),
    [
        (10.0, (1, 2, 5, 10, 20), (0.913, 0.646, 0.252, 0.094, 0.067)),
        (1.0, (1, 2, 5, 10, 20, 40), (0.990, 0.947, 0.835, 0.699, 0.544, 0.442)),
    ],
)
def test_synaptic_responses_at_0_1_hz_fade(ten, drug, stimuli, peaks):
    control = epsc_train(ten, 1, 10.0, **PULSE).peak[0]
    train = epsc_train(ten, max(stimuli), 10.0, **PULSE, blocker_um=drug)
    np.testing.assert_allclose(train.peak[np.array(stimuli) - 1] / control, peaks, atol=1.5e-3)


def test_synaptic_responses_recover_within_30_stimuli_to_one_over_e(ten):
    loaded = epsc_train(ten, 200, 10.0, **PULSE, blocker_um=10.0)
    control = epsc_train(ten, 1, 10.0, **PULSE).peak[0]
    washed = epsc_train(ten, 60, 10.0, **PULSE, start=loaded.final)
    missing = 1 - washed.peak / control
    reached = int(np.argmax(missing <= missing[0] / np.e))
    assert 28 <= reached <= 32


def test_step_to_1_mm_glutamate(ten):
    response = respond(ten, [Segment(0.3, SATURATING)], step_s=1e-4)
    assert response.open_probability.max() == pytest.approx(0.331, abs=5e-4)
    assert response.time_s[response.open_probability.argmax()] == pytest.approx(0.029, abs=5e-4)


def test_pulse_of_cleft_glutamate(ten):
    """Peak 0.288 at 21 ms; from the peak to 1/e of it 116 ms."""
    wave = epsc_train(ten, 1, 10.0, **PULSE)
    peak = wave.waves[0].argmax()
    fallen = peak + np.argmax(wave.waves[0][peak:] <= wave.peak[0] / np.e)
    assert wave.peak[0] == pytest.approx(0.288, abs=6e-4)
    assert wave.wave_time_s[peak] == pytest.approx(0.021, abs=6e-4)
    assert wave.wave_time_s[fallen] - wave.wave_time_s[peak] == pytest.approx(0.116, abs=1e-3)
