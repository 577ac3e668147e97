"""Curves of onset: their shapes, their fits, and that a fit keeps silent where it has no data."""

from types import MappingProxyType

import numpy as np
import pytest
from scipy.optimize import curve_fit, minimize
from scipy.stats import chi2

from ketlessons.models import fit_curve, pool
from ketlessons.models.onset.curves import approach, constant, decay, rise_and_fall
from ketlessons.models.onset.fit import Fit
from ketlessons.models.onset.simple_fits import compare_constant, fit_log_decay, solve_approach

# One infusion of ketamine against mostly saline: SMD at 40 min, 24 h and 48 h, errors from the printed limits.
TIME = [0.667, 48.0, 0.667, 24.0, 24.0]
SMD = [0.52, 0.80, 0.89, 1.00, 0.89]
ERROR = np.array([0.48, 0.49, 0.55, 0.55, 0.71]) / 3.92


def bow(time, size, on, off):
    return size * (1 - np.exp(-time / on)) * np.exp(-time / off)


# Curves ---------------------------------------------------------------------------------------------


def test_curves_have_the_limits_their_names_promise():
    time = np.linspace(0.0, 500.0, 2001)
    curve = rise_and_fall(time, 1.2, 2.0, 90.0)
    assert curve[0] == 0
    # The top of the formula, where its slope is 0: tau_on ln(1 + tau_off / tau_on).
    assert time[curve.argmax()] == pytest.approx(2.0 * np.log(1 + 90.0 / 2.0), abs=0.25)
    np.testing.assert_allclose(rise_and_fall(time, 1.2, 2.0), rise_and_fall(time, 1.2, 2.0, 1e6), atol=1e-3)
    np.testing.assert_allclose(rise_and_fall(time[1:], 1.2, 1e-3, 90.0), decay(time[1:], 1.2, 90.0))
    assert approach(0.0, 50.0, 500.0) == 0
    assert approach(500.0, 50.0, 500.0) == 1
    np.testing.assert_allclose(approach(time, 1e6, 500.0), time / 500.0, atol=1e-3)
    np.testing.assert_allclose(decay([0.0, 60.0], 71.0, 60.0), [71.0, 71.0 / np.e])
    assert constant([[1.0, 2.0]], 3.0).shape == (1, 2)


def test_a_share_stops_at_its_end():
    with pytest.raises(ValueError, match="time_h must be from 0 to end_h 1008 h, got 1344"):
        approach([168.0, 1344.0], 489.0, 1008.0)


# Fits: numerical ------------------------------------------------------------------------------------


def test_a_constant_is_the_fixed_effect_mean_with_its_limits():
    fit, mean = fit_curve("constant", TIME, SMD, ERROR), pool(SMD, ERROR, "fixed")
    assert fit.parameters["size"] == pytest.approx(mean.value)
    assert fit.limits["size"] == pytest.approx((mean.interval.low, mean.interval.high))
    assert fit.chi2 == pytest.approx(mean.q)
    assert fit.degrees_of_freedom == 4


def test_exact_points_give_the_curve_back():
    time = np.array([0.5, 1.0, 3.0, 9.0, 40.0, 200.0])
    for name, function, truth in (
        ("rise_and_fall", rise_and_fall, {"size": 1.3, "tau_on_h": 2.5, "tau_off_h": 120.0}),
        ("rise", rise_and_fall, {"size": -0.7, "tau_on_h": 6.0}),
        ("decay", decay, {"size": 60.0, "tau_h": 80.0}),
    ):
        fit = fit_curve(name, time, function(time, **truth), np.full(6, 0.01))
        assert dict(fit.parameters) == pytest.approx(truth, rel=1e-5)
        assert fit.chi2 == pytest.approx(0, abs=1e-6)
        for parameter, (low, high) in fit.limits.items():
            assert low < truth[parameter] < high


def test_the_best_fit_is_that_of_scipys_curve_fit():
    theirs, _ = curve_fit(bow, TIME, SMD, p0=(1.0, 1.0, 100.0), sigma=ERROR, absolute_sigma=True)
    assert list(fit_curve("rise_and_fall", TIME, SMD, ERROR).parameters.values()) == pytest.approx(theirs, rel=1e-4)


@pytest.mark.parametrize("parameter", [0, 1, 2])
def test_each_limit_is_where_the_profile_has_risen_enough(parameter):
    fit = fit_curve("rise_and_fall", TIME, SMD, ERROR)
    best = np.array(list(fit.parameters.values()))
    others = [index for index in range(3) if index != parameter]

    def profile(value):
        def misfit(logs):
            row = best.copy()
            row[parameter], row[others] = value, np.exp(logs)
            return (((SMD - bow(np.array(TIME), *row)) / ERROR) ** 2).sum()

        starts = [np.log(best[others]) + shift for shift in ([0, 0], [1, 0], [0, 1], [-1, 1])]
        return min(
            minimize(misfit, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-10}).fun
            for start in starts
        )

    limits = list(fit.limits.values())[parameter]
    for end in limits:
        if end is not None:
            assert profile(end) == pytest.approx(fit.chi2 + chi2.ppf(0.95, 1), abs=2e-3)
    edges = (1e-3, 1e6)
    for end, edge in zip(limits, edges, strict=True):
        if end is None:
            assert profile(edge) < fit.chi2 + chi2.ppf(0.95, 1)


def test_limits_of_a_decay_hold_the_truth_as_often_as_they_say():
    draw = np.random.default_rng(5)
    time, held = np.array([24.0, 72.0, 168.0, 336.0]), 0
    for _ in range(40):
        fit = fit_curve("decay", time, draw.normal(decay(time, 60.0, 300.0), 3.0), np.full(4, 3.0))
        low, high = fit.limits["tau_h"]
        held += low <= 300.0 <= (np.inf if high is None else high)
    assert held / 40 == pytest.approx(0.95, abs=0.08)


# Fits: literature -----------------------------------------------------------------------------------


def test_single_infusion_as_in_the_notes():
    fit = fit_curve("rise_and_fall", TIME, SMD, ERROR)
    assert list(fit.parameters.values()) == pytest.approx([1.149, 0.738, 132.586], abs=6e-4)
    assert fit.chi2 == pytest.approx(4.18, abs=0.005)
    np.testing.assert_allclose(fit.residuals, [-0.16, 0.0, 0.21, 0.041, -0.069], atol=6e-4)
    np.testing.assert_allclose(fit.z, [-1.31, 0.0, 1.50, 0.29, -0.38], atol=0.006)
    # The notes took the outermost steps of a grid of 2.5 %; here the crossing itself is found.
    assert fit.limits["size"] == pytest.approx((0.751, 1.942), rel=0.026)
    assert fit.limits["tau_on_h"][0] is None
    assert fit.limits["tau_on_h"][1] == pytest.approx(1.685, rel=0.026)
    assert fit.limits["tau_off_h"] == (pytest.approx(40.945, rel=0.026), None)


def test_single_infusion_with_the_assumed_late_point():
    fit = fit_curve("rise_and_fall", [*TIME, 264.0], [*SMD, 0.2], [*ERROR, 0.8 / 3.92])
    assert list(fit.parameters.values()) == pytest.approx([1.120, 0.709, 148.087], abs=6e-4)
    expected = [(0.851, 1.801), (0.303, 1.539), (44.603, 543.377)]
    for limits, ends in zip(fit.limits.values(), expected, strict=True):
        assert limits == pytest.approx(ends, rel=0.026)


def test_oral_antidepressants_as_in_the_notes():
    week = 168.0
    found = [solve_approach(week, share, 6 * week) / week for share in (1 / 3, 0.40, 0.27)]
    assert found == pytest.approx([2.91, 2.12, 4.52], abs=0.005)
    shares = approach(np.array([1 / 7, 1, 2, 4, 6]) * week, found[0] * week, 6 * week)
    np.testing.assert_allclose(shares, [0.055, 0.333, 0.570, 0.856, 1.0], atol=6e-4)
    assert found[0] * np.log(2) == pytest.approx(2.02, abs=0.005)


def test_decay_of_response_as_in_the_notes():
    fit = fit_log_decay([24.0, 72.0, 168.0], [52.2, 47.9, 39.8])
    assert fit.parameters["tau_h"] / 24.0 == pytest.approx(22.0, abs=0.05)
    np.testing.assert_allclose(fit.residuals, [-0.10, 0.14, -0.04], atol=0.005)
    assert fit.degrees_of_freedom == 1
    other = fit_log_decay([24.0, 168.0], [71.0, 35.0])
    assert other.parameters["tau_h"] / 24.0 == pytest.approx(8.5, abs=0.05)
    np.testing.assert_allclose(other.residuals, 0.0, atol=1e-9)
    for one in (fit, other):
        assert one.limits == {"size": (None, None), "tau_h": (None, None)}
        assert one.se is one.z is one.chi2 is None


# What a fit keeps silent about ----------------------------------------------------------------------


def test_points_that_share_patients_set_no_limits():
    fit = fit_curve("rise_and_fall", TIME, SMD, ERROR, independent=False)
    assert set(fit.limits.values()) == {(None, None)}
    assert "share patients" in fit.limits_from


def test_nobody_reads_a_peak_off_a_gap():
    fit = fit_curve("rise_and_fall", TIME, SMD, ERROR, independent=False)
    assert fit.stretches == ((0.667, 0.667), (24.0, 48.0))
    assert fit.gaps == ((0.667, 24.0),)
    assert fit.span_h == (0.667, 48.0)
    assert not fit.supported(4.0)
    assert fit.supported([0.0, 0.667, 1.0, 24.0, 36.0, 48.0, 49.0]).tolist() == [False, True, False] + [True] * 3 + [
        False
    ]
    with pytest.raises(ValueError, match=r"time_h must lie where the data are \(0.667, 24 to 48 h\), got 4"):
        fit.at([24.0, 4.0])
    assert fit.at(24.0) == pytest.approx(0.959, abs=6e-4)
    # Drawn on across the gap the curve is there, but not before the first point or after the last.
    assert fit.at([4.0, 30.0], across_gaps=True).shape == (2,)
    for late in (0.5, 168.0):
        with pytest.raises(ValueError, match=rf"time_h must be from 0.667 to 48 h, where the data are, got {late:g}"):
            fit.at(late, across_gaps=True)
    assert not any("peak" in name for name in dir(fit))


def test_comparing_fits_nothing():
    fit = compare_constant([24.0, 48.0, 72.0], [0.42, 0.21, 0.02], [0.324, 0.321, 0.321])
    np.testing.assert_allclose(fit.z, [1.30, 0.65, 0.06], atol=0.006)
    assert fit.degrees_of_freedom == 3
    assert not fit.limits


def test_a_fit_cannot_be_changed_in_place():
    points = np.array([24.0, 48.0])
    fit = Fit(constant, {"size": 1.0}, {}, points, [1.0, 1.1])
    points[0] = 1.0
    assert fit.time_h[0] == 24.0
    with pytest.raises(ValueError, match="read-only"):
        fit.observed[0] = 5.0
    with pytest.raises(AttributeError):
        fit.curve = decay
    assert isinstance(fit.parameters, MappingProxyType)
