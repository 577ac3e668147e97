"""Pooling against published worked values, closed forms and the tables behind the onset fits."""

from math import sqrt

import numpy as np
import pytest
from scipy import integrate, stats

from ketlessons.models import pool
from ketlessons.models.trials.clusters import by_trial, shared_control
from ketlessons.models.trials.pooling import METHODS

# BCG vaccine against tuberculosis, 13 trials: cases and others among vaccinated, cases and others among not
# vaccinated (Colditz and others, JAMA 1994; the worked example of most textbooks and programs).
BCG = np.array(
    [
        (4, 119, 11, 128),
        (6, 300, 29, 274),
        (3, 228, 11, 209),
        (62, 13536, 248, 12619),
        (33, 5036, 47, 5761),
        (180, 1361, 372, 1079),
        (8, 2537, 10, 619),
        (505, 87886, 499, 87892),
        (29, 7470, 45, 7232),
        (17, 1699, 65, 1600),
        (186, 50448, 141, 27197),
        (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ],
    float,
)


@pytest.fixture(scope="module")
def bcg():
    """Logarithms of the risk ratios, and their standard errors."""
    a, b, c, d = BCG.T
    return np.log(a / (a + b) / (c / (c + d))), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


# Nasal esketamine, benefit positive: trial, points of the MADRS and standard error by time.
AT_4_H = ([5.3, 4.2], [2.102, 1.133])
AT_24_H = ([7.2, 3.8, 3.9, 3.3, 3.6], [2.852, 1.395, 1.401, 1.020, 1.100])
AT_25_TO_28_D = ([4.5, 4.0, 3.65, 3.6, 2.0, 0.433, 5.95], [3.138, 1.702, 1.603, 1.855, 1.324, 1.862, 1.214])
TRIALS = ["Canuso", "ASPIRE II", "Canuso", "ASPIRE I", "ASPIRE II", "Chen", "Janik", "Canuso", "TRANSFORM-2",
          "TRANSFORM-1", "TRANSFORM-3", "Chen", "Takahashi", "Janik", "TRANSFORM-2"]  # fmt: skip
VALUES, ERRORS = ([*AT_4_H[k], *AT_24_H[k], *AT_25_TO_28_D[k], last] for k, last in ((0, 2.0), (1, 1.520)))


# Literature -----------------------------------------------------------------------------------------


def test_bcg_by_dersimonian_and_laird(bcg):
    # As printed by the program metafor for this example.
    found = pool(*bcg, method="dersimonian_laird")
    assert found.value == pytest.approx(-0.7141, abs=5e-5)
    assert found.se == pytest.approx(0.1787, abs=5e-5)
    assert found.tau2 == pytest.approx(0.3088, abs=5e-5)
    assert found.q == pytest.approx(152.233, abs=5e-4)
    assert 100 * found.i2 == pytest.approx(92.12, abs=5e-3)
    assert (found.interval.low, found.interval.high) == pytest.approx((-1.0644, -0.3638), abs=5e-5)


def test_bcg_by_restricted_maximum_likelihood_as_metafor_prints_it(bcg):
    """The worked example of metafor's own help: tau2 0.3132, estimate -0.7145 with a standard error of 0.1798."""
    found = pool(*bcg, method="reml")
    assert (found.tau2, found.value, found.se) == pytest.approx((0.3132, -0.7145, 0.1798), abs=5e-5)


def test_bcg_by_paule_and_mandel_and_fixed(bcg):
    assert pool(*bcg).tau2 == pytest.approx(0.3181, abs=5e-5)
    assert pool(*bcg, method="fixed").value == pytest.approx(-0.4303, abs=5e-5)


@pytest.mark.parametrize(
    ("points", "value", "low", "high", "q", "tau2"),
    [
        (AT_4_H, 4.45, 2.49, 6.40, 0.2, 0.00),
        (AT_24_H, 3.74, 2.60, 4.88, 1.7, 0.00),
        (AT_25_TO_28_D, 3.52, 2.08, 4.97, 8.2, 1.02),
        ((VALUES, ERRORS), 3.68, 2.94, 4.42, 12.0, 0.00),
    ],
)
def test_nasal_esketamine_as_in_the_notes(points, value, low, high, q, tau2):
    found = pool(*points, method="dersimonian_laird")
    assert list(found.interval) == pytest.approx([low, value, high], abs=0.0055)
    assert found.q == pytest.approx(q, abs=0.05)
    assert found.tau2 == pytest.approx(tau2, abs=0.0055)


def test_each_trial_once_gives_the_wider_interval_of_the_second_reading():
    names, value, se = by_trial(VALUES, ERRORS, TRIALS, correlation=0.7)
    assert len(names) == 9
    assert list(pool(value, se).interval) == pytest.approx([2.65, 3.57, 4.48], abs=0.0055)
    alone = pool(VALUES, ERRORS)
    assert pool(value, se).se > alone.se


# Numerical ------------------------------------------------------------------------------------------


def test_two_equal_trials_by_hand():
    # y = 0 and 2 with variance 1: Q = 2, tau2 = 1, mean 1, standard error sqrt((1 + 1) / 2) = 1.
    for method in ("paule_mandel", "dersimonian_laird"):
        found = pool([0.0, 2.0], [1.0, 1.0], method)
        assert (found.q, found.tau2, found.value, found.se) == pytest.approx((2, 1, 1, 1))
        assert found.i2 == pytest.approx(0.5)
        assert found.p_value == pytest.approx(stats.chi2.sf(2, 1))
        assert found.prediction is None


def test_equal_errors_give_the_plain_variance_and_students_interval():
    y = np.array([0.1, 0.9, 1.7, -0.4, 0.6])
    found = pool(y, np.full(5, 0.2), limits="hartung_knapp", confidence=0.9)
    assert found.tau2 == pytest.approx(y.var(ddof=1) - 0.04)
    student = stats.t.interval(0.9, 4, y.mean(), stats.sem(y))
    assert (found.interval.low, found.interval.high) == pytest.approx(student)
    far = stats.t.ppf(0.95, 3) * sqrt(found.tau2 + found.se**2)
    assert (found.prediction.low, found.prediction.high) == pytest.approx((y.mean() - far, y.mean() + far))


def test_paule_and_mandel_solve_their_equation(bcg):
    y, se = bcg
    found = pool(y, se)
    weight = 1 / (se**2 + found.tau2)
    assert (weight * (y - found.value) ** 2).sum() == pytest.approx(y.size - 1)
    np.testing.assert_allclose(found.weights, weight / weight.sum())


def test_restricted_likelihood_is_highest_at_its_tau_squared():
    """The likelihood written out, and its top found by a search that knows nothing of slopes."""
    draw = np.random.default_rng(17)
    for _ in range(60):
        se = draw.uniform(0.2, 1.5, draw.integers(2, 12))
        y = draw.normal(1.0, np.sqrt(se**2 + draw.choice([0.0, 0.3, 2.0])))

        def minus(tau2, y=y, se=se):
            weight = 1 / (se**2 + tau2)
            mean = weight @ y / weight.sum()
            return float(np.log(1 / weight).sum() + np.log(weight.sum()) + weight @ (y - mean) ** 2)

        found = pool(y, se, "reml")
        grid = np.linspace(0.0, 3 * y.var(ddof=1), 400)
        assert minus(found.tau2) <= min(map(minus, grid)) + 1e-9


def test_alike_trials_have_no_spread_between_them():
    y, se = [1.0, 1.1, 0.95], [0.5, 0.4, 0.6]
    fixed = pool(y, se, "fixed")
    for method in METHODS:
        found = pool(y, se, method)
        assert (found.tau2, found.i2) == (0.0, 0.0)
        assert found.interval == pytest.approx(fixed.interval)
    assert fixed.prediction is None
    plain, wider = (pool(y, se, limits=limits) for limits in ("hartung_knapp", "hartung_knapp_wider"))
    assert plain.se < wider.se == pytest.approx(fixed.se)


def test_one_trial_is_itself():
    found = pool([2.0], [1.52])
    assert found.interval == pytest.approx((2.0 - 1.96 * 1.52, 2.0, 2.0 + 1.96 * 1.52), abs=1e-3)
    assert (found.trials, found.q, found.i2, found.p_value, found.prediction) == (1, 0.0, 0.0, 1.0, None)


def test_moving_and_stretching_the_scale_moves_and_stretches_the_answer(bcg):
    y, se = bcg
    for method in METHODS:
        one, two = pool(y, se, method), pool(3 * y + 5, 3 * se, method)
        assert list(two.interval) == pytest.approx([3 * end + 5 for end in one.interval])
        assert two.tau2 == pytest.approx(9 * one.tau2)


def test_hartung_knapp_limits_cover_where_normal_ones_do_not():
    draw = np.random.default_rng(11)
    se = np.array([0.2, 0.3, 0.4, 0.25])
    held = {"normal": 0, "hartung_knapp": 0}
    for _ in range(400):
        y = draw.normal(1.0, np.sqrt(se**2 + 0.25))
        for limits in held:
            low, _, high = pool(y, se, limits=limits).interval
            held[limits] += low <= 1.0 <= high
    assert held["normal"] / 400 < 0.91
    assert held["hartung_knapp"] / 400 == pytest.approx(0.95, abs=0.025)


def test_a_prediction_holds_about_as_many_new_trials_as_it_says():
    draw = np.random.default_rng(3)
    se = np.full(12, 0.2)
    shares = []
    for _ in range(300):
        low, _, high = pool(draw.normal(0.0, sqrt(0.04 + 0.25), 12), se).prediction
        shares.append(integrate.quad(stats.norm(0, 0.5).pdf, low, high)[0])
    assert np.mean(shares) == pytest.approx(0.95, abs=0.02)


# Results of one trial -------------------------------------------------------------------------------


def test_the_error_of_an_average_is_that_of_its_covariance_matrix():
    s, rho = np.array([1.0, 2.0, 0.5]), 0.4
    cov = np.outer(s, s) * (rho + (1 - rho) * np.eye(3))
    _, value, se = by_trial([1.0, 2.0, 6.0], s, ["A"] * 3, rho)
    assert value[0] == pytest.approx(3.0)
    assert se[0] == pytest.approx(sqrt(cov.sum()) / 3)


def test_two_doses_with_one_placebo_group_have_the_error_of_simulated_trials():
    draw = np.random.default_rng(8)
    arms, placebo = np.array([30, 60]), 90
    gaps = draw.normal(0, 1 / np.sqrt(arms), (40_000, 2)) - draw.normal(0, 1 / sqrt(placebo), (40_000, 1))
    rho = shared_control(arms, placebo)
    assert rho[0, 1] == pytest.approx(np.corrcoef(gaps.T)[0, 1], abs=0.015)
    _, _, se = by_trial([0.0, 0.0, 1.0], [*np.sqrt(1 / arms + 1 / placebo), 0.4], ["A", "A", "B"], np.pad(rho, (0, 1)))
    assert se.tolist() == pytest.approx([gaps.mean(axis=1).std(), 0.4], rel=0.015)


def test_results_that_agree_wholly_add_nothing_and_independent_ones_do():
    assert by_trial([1.0, 1.0], [0.6, 0.6], ["A", "A"], 1.0).se[0] == pytest.approx(0.6)
    assert by_trial([1.0, 1.0], [0.6, 0.6], ["A", "A"], 0.0).se[0] == pytest.approx(0.6 / sqrt(2))


def test_trials_keep_the_order_they_come_in_and_single_ones_stay():
    found = by_trial([1.0, 5.0, 3.0], [0.1, 0.2, 0.3], ["B", "A", "B"], 0.5)
    assert found.trial == ("B", "A")
    assert (found.value[1], found.se[1]) == pytest.approx((5.0, 0.2))
