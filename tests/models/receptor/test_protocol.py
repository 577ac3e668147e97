"""Responses against an independent solver, against stepping, and against themselves on other grids."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from ketlessons.models import Scheme, Segment, respond, steady_state
from ketlessons.models.receptor.protocol import mean_occupancy
from ketlessons.published import blocker, gating

CHANGES = [
    Segment(0.5, glutamate_um=1000.0),
    Segment(3.0, glutamate_um=1000.0, blocker_um=3.0),
    Segment(2.0, glutamate_um=100.0, blocker_um=3.0, voltage_mv=-40.0, mg_unblocked=0.23),
    Segment(5.0),
    Segment(1.0, glutamate_um=5.0, blocker_um=1.0, voltage_mv=40.0, mg_unblocked=0.98),
    Segment(4.0, glutamate_um=1000.0, voltage_mv=-60.0, mg_unblocked=0.08),
]


def conditions(segment):
    return segment.glutamate_um, segment.blocker_um, segment.voltage_mv, segment.mg_unblocked


def solved(scheme, protocol, times, method):
    """Occupancies by an adaptive solver, restarted at each switch."""
    out, begin, state = np.empty((len(times), len(scheme.states))), 0.0, scheme.rest()
    for segment in protocol:
        q, end = scheme.rates(*conditions(segment)), begin + segment.duration_s
        here = (times >= begin - 1e-12) & (times <= end + 1e-12)
        answer = solve_ivp(
            lambda _, p, q=q: p @ q,
            (begin, end),
            state,
            method=method,
            t_eval=np.clip(times[here], begin, end),
            rtol=1e-10,
            atol=1e-13,
            jac=(lambda _, p, q=q: q.T),
        )
        assert answer.success
        out[here], state = answer.y.T, answer.y[:, -1]
        begin = end
    return out


@pytest.mark.parametrize("escape", [0.0, 0.002])
@pytest.mark.parametrize("method", ["LSODA", "Radau"])
def test_agrees_with_an_adaptive_solver(scheme, build, method, escape):
    leaky = build(scheme.gating, escape=escape)
    response = respond(leaky, CHANGES, step_s=0.05)
    expected = solved(leaky, CHANGES, response.time_s, method)
    assert np.abs(response.occupancy - expected).max() < 1e-6


def test_agrees_with_one_matrix_exponential_per_step(scheme):
    response = respond(scheme, CHANGES, step_s=0.1)
    state, row = scheme.rest(), 0
    for segment in CHANGES:
        steps = round(segment.duration_s / 0.1)
        step = expm(scheme.rates(*conditions(segment)) * segment.duration_s / steps)
        for _ in range(steps):
            state, row = state @ step, row + 1
            np.testing.assert_allclose(response.occupancy[row], state, atol=1e-12)
    assert row == len(response.time_s) - 1


def test_agrees_with_small_steps_of_euler(four):
    """A solver too simple to be wrong; first order, so its error is about the step."""
    protocol, step = [Segment(0.2, 1000.0), Segment(1.0, 1000.0, 10.0)], 1e-5
    state = four.rest()
    for segment in protocol:
        once = np.eye(4) + step * four.rates(*conditions(segment))
        state = state @ np.linalg.matrix_power(once, round(segment.duration_s / step))
    np.testing.assert_allclose(respond(four, protocol).final, state, atol=1e-4)


@pytest.mark.parametrize("step_s", [0.5, 0.1, 0.037, 0.004])
def test_the_grid_does_not_change_the_answer(scheme, step_s):
    ends = np.cumsum([segment.duration_s for segment in CHANGES])
    coarse, fine = respond(scheme, CHANGES, step_s=step_s), respond(scheme, CHANGES, step_s=0.01)
    for end in ends:
        a, b = (np.argmin(np.abs(response.time_s - end)) for response in (coarse, fine))
        assert coarse.time_s[a] == pytest.approx(end, abs=1e-9)
        np.testing.assert_allclose(coarse.occupancy[a], fine.occupancy[b], atol=1e-11)


def test_cutting_a_segment_changes_nothing(scheme):
    whole = respond(scheme, [Segment(4.0, 100.0, 2.0)], step_s=0.1)
    cut = respond(scheme, [Segment(1.5, 100.0, 2.0), Segment(2.5, 100.0, 2.0)], step_s=0.1)
    np.testing.assert_allclose(whole.time_s, cut.time_s, atol=1e-12)
    np.testing.assert_allclose(whole.occupancy, cut.occupancy, atol=1e-12)


def test_a_response_goes_on_from_the_end_of_another(scheme):
    whole = respond(scheme, CHANGES, step_s=0.1)
    first = respond(scheme, CHANGES[:3], step_s=0.1)
    second = respond(scheme, CHANGES[3:], step_s=0.1, start=first.final)
    np.testing.assert_allclose(second.final, whole.final, atol=1e-12)


@pytest.mark.parametrize("step_s", [0.003, 0.05, 1.0])
def test_occupancies_are_fractions_that_add_up(scheme, step_s):
    response = respond(scheme, CHANGES, step_s=step_s)
    np.testing.assert_allclose(response.occupancy.sum(axis=1), 1.0, atol=1e-10)
    assert response.occupancy.min() >= 0.0
    assert response.occupancy.max() <= 1.0


def test_the_steady_state_does_not_move(scheme):
    start = steady_state(scheme, 10.0, 2.0, -50.0, 0.5)
    response = respond(scheme, [Segment(30.0, 10.0, 2.0, -50.0, 0.5)], start=start)
    np.testing.assert_allclose(response.occupancy, np.broadcast_to(start, response.occupancy.shape), atol=1e-11)


def test_parts_of_a_response_fit_together(scheme):
    response = respond(scheme, CHANGES, points=200)
    names = scheme.states
    held = [name for name in names if name.endswith("B")]
    assert len(held) == len(names) // 2
    column = {name: response.occupancy[:, names.index(name)] for name in names}
    np.testing.assert_array_equal(response.open_probability, column["O"])
    np.testing.assert_allclose(response.blocked, sum(column[name] for name in held), atol=1e-15)
    np.testing.assert_allclose(response.trapped, sum(column[name] for name in held if name != "OB"), atol=1e-15)
    np.testing.assert_allclose(response.conductance, column["O"] * response.mg_unblocked)
    assert response.blocked.max() > 0.5
    assert response.trapped.max() > 0.3


def test_times_rise_and_a_switch_belongs_to_what_follows(scheme):
    response = respond(scheme, CHANGES, step_s=0.25)
    assert response.time_s[0] == 0.0
    assert response.time_s[-1] == pytest.approx(15.5)
    assert (np.diff(response.time_s) > 0).all()
    switch = np.flatnonzero(np.isclose(response.time_s, 3.5))[0]
    assert response.segment[switch - 1 : switch + 1].tolist() == [1, 2]
    assert response.mg_unblocked[switch - 1 : switch + 1].tolist() == [1.0, 0.23]


def test_points_is_about_the_number_of_times(ten):
    for points in (2, 50, 600):
        count = len(respond(ten, CHANGES, points=points).time_s)
        assert points <= count <= points + len(CHANGES)
    assert len(respond(ten, CHANGES[:1], points=101).time_s) == 101


def test_half_a_million_steps_keep_the_sum(ten):
    response = respond(ten, [Segment(500.0, 10.0, 1.0)], step_s=0.001)
    assert abs(response.final.sum() - 1) < 1e-8
    np.testing.assert_allclose(response.final, steady_state(ten, 10.0, 1.0), atol=1e-8)


def test_channels_that_never_open_are_never_blocked(scheme):
    response = respond(scheme, [Segment(30.0, 0.0, 10.0)])
    assert response.blocked.max() == 0.0
    np.testing.assert_array_equal(response.final, scheme.rest())


def test_a_scheme_without_a_drug_runs(scheme):
    response = respond(Scheme(scheme.gating), [Segment(1.0, 100.0), Segment(1.0)])
    assert response.blocked.max() == 0.0
    assert response.open_probability.max() > 0.1


def test_mean_over_a_segment_is_the_integral_of_the_fine_response():
    scheme = Scheme(gating(), blocker("ketamine"))
    protocol = [Segment(0.5, 1000.0), Segment(3.0, 1000.0, 10.0), Segment(2.0), Segment(4.0, 1000.0)]
    response = respond(scheme, protocol, step_s=1e-4)
    means = mean_occupancy(scheme, protocol)
    for number in range(len(protocol)):
        inside = np.flatnonzero(response.segment == number)
        rows = np.append(inside, inside[-1] + 1)[: len(response.time_s) - inside[0]]
        time, part = response.time_s[rows], response.occupancy[rows]
        integral = np.trapezoid(part, time, axis=0) / (time[-1] - time[0])
        np.testing.assert_allclose(means[number], integral, atol=2e-5)
    np.testing.assert_allclose(means.sum(axis=1), 1.0, rtol=1e-12)


def test_mean_over_a_long_segment_is_the_steady_state():
    scheme = Scheme(gating(), blocker("ketamine"))
    mean = mean_occupancy(scheme, [Segment(1e5, 1000.0, 1.0)])[0]
    np.testing.assert_allclose(mean, steady_state(scheme, 1000.0, 1.0), atol=1e-4)
