"""Onset from the tables: the means, curves and residuals of the notes behind lesson 05, and what they may not say."""

import numpy as np
import pytest

from ketlessons import published
from ketlessons.evidence import fact, timecourse
from ketlessons.models import fit_curve
from ketlessons.models.onset.simple_fits import solve_approach
from ketlessons.published import fit_rows, pooled_nasal
from ketlessons.published.onset.fits import THIRD, THIRD_SPAN

NAMES = ("nasal_esketamine", "single_infusion", "oral_antidepressants", "response_pooled", "response_zarate", "masked")


# Nasal esketamine -----------------------------------------------------------------------------------


def test_each_trial_counts_once_in_the_mean_that_is_printed():
    found = pooled_nasal()
    assert found.trials == 9
    assert list(found.interval) == pytest.approx([2.66, 3.56, 4.46], abs=0.0055)
    fit = published.fit("nasal_esketamine")
    assert fit.parameters["size"] == found.value
    assert fit.limits["size"] == (found.interval.low, found.interval.high)


def test_points_taken_for_independent_give_the_narrower_interval_of_the_first_reading():
    # 3.69 (2.96 to 4.41): not to be printed.
    fit = published.fit("nasal_esketamine")
    naive = fit_curve("constant", fit.time_h, fit.observed, fit.se)
    assert naive.parameters["size"] == pytest.approx(3.687, abs=0.005)
    assert naive.limits["size"] == pytest.approx((2.96, 4.41), abs=0.0055)
    assert (naive.chi2, naive.degrees_of_freedom) == (pytest.approx(13.06, abs=0.05), 14)
    rise = fit_curve("rise", fit.time_h, fit.observed, fit.se)
    assert rise.chi2 == pytest.approx(naive.chi2, abs=1e-3)
    assert rise.limits["tau_on_h"] == (None, pytest.approx(3.94, rel=0.017))  # a grid of 1.6 % in the notes


def test_nasal_points_and_residuals_as_in_the_notes():
    fit = published.fit("nasal_esketamine")
    observed = [5.3, 7.2, 4.5, 3.8, 4.2, 3.9, 4.0, 2.0, 3.65, 3.6, 3.3, 2.0, 0.433, 3.6, 5.95]
    errors = [2.102, 2.852, 3.138, 1.395, 1.133, 1.401, 1.702, 1.52, 1.605, 1.855, 1.02, 1.324, 1.704, 1.03, 1.137]
    residuals = [1.616, 3.516, 0.816, 0.116, 0.516, 0.216, 0.316, -1.684, -0.034, -0.084, -0.384, -1.684, -3.25,
                 -0.084, 2.266]  # fmt: skip
    np.testing.assert_allclose(fit.observed, observed, atol=6e-4)
    np.testing.assert_allclose(fit.se, errors, atol=6e-4)
    # The notes measure from 3.684, the mean of points; the lesson from the mean of trials.
    np.testing.assert_allclose(fit.observed - 3.684, residuals, atol=1.1e-3)
    np.testing.assert_allclose(fit.residuals, np.array(residuals) + 3.684 - 3.560, atol=1.5e-3)
    assert np.abs(fit.z).max() < 2.11


def test_nasal_points_have_gaps_between_the_visits():
    assert published.fit("nasal_esketamine").gaps == ((4.0, 24.0), (24.0, 336.0))


# One infusion ---------------------------------------------------------------------------------------


def test_single_infusion_as_in_the_notes_but_without_limits():
    fit = published.fit("single_infusion")
    assert list(fit.parameters.values()) == pytest.approx([1.149, 0.738, 132.586], abs=6e-4)
    assert fit.chi2 == pytest.approx(4.18, abs=0.005)
    np.testing.assert_allclose(fit.observed, [0.52, 0.80, 0.89, 1.00, 0.89])
    np.testing.assert_allclose(fit.se, [0.122, 0.125, 0.140, 0.140, 0.181], atol=6e-4)
    np.testing.assert_allclose(fit.residuals, [-0.16, 0.0, 0.21, 0.041, -0.069], atol=6e-4)
    np.testing.assert_allclose(fit.z, [-1.31, 0.0, 1.50, 0.29, -0.38], atol=0.006)
    assert set(fit.limits.values()) == {(None, None)}


def test_no_peak_at_four_hours_and_nothing_after_two_days():
    fit = published.fit("single_infusion")
    assert fit.gaps == ((0.667, 24.0),)
    assert not fit.supported([2.0, 3.8, 4.0, 168.0]).any()
    with pytest.raises(ValueError, match="where the data are"):
        fit.at(3.8)
    with pytest.raises(ValueError, match=r"from 0\.667 to 48 h"):
        fit.at(168.0, across_gaps=True)


def test_single_infusion_holds_no_value_from_memory():
    rows = {row.id: row for row in timecourse(measure="smd")}
    assert {rows[id].trial for id in fit_rows("single_infusion")} == {
        "Diazgranados 2010", "Zarate 2012", "Kishimoto 2016", "Kryst 2020"
    }  # fmt: skip
    assert all(rows[id].status == "primary" for id in fit_rows("single_infusion"))


# Oral antidepressants -------------------------------------------------------------------------------


def test_oral_antidepressants_as_in_the_notes_and_only_to_six_weeks():
    week, fit = 168.0, published.fit("oral_antidepressants")
    assert fit.parameters["tau_h"] / week == pytest.approx(2.91, abs=0.005)
    assert np.array(fit.limits["tau_h"]) / week == pytest.approx([2.12, 4.52], abs=0.005)
    shares = fit.at(np.array([1, 2, 4, 6]) * week, across_gaps=True)
    np.testing.assert_allclose(shares, [0.333, 0.570, 0.856, 1.0], atol=6e-4)
    assert fit.degrees_of_freedom == 0
    for outside in (1 / 7, 8):
        with pytest.raises(ValueError, match="from 168 to 1008 h"):
            fit.at(outside * week, across_gaps=True)


def test_a_third_is_the_row_of_the_table_and_its_span_rounds_to_it():
    assert round(THIRD, 2) == fact("trad_week1_share").value
    assert THIRD_SPAN[0] < THIRD < THIRD_SPAN[1]
    smds = [0.29 * share for share in published.fit("oral_antidepressants").at(np.array([168.0, 336.0, 672.0]), True)]
    np.testing.assert_allclose(smds, [0.097, 0.165, 0.248], atol=6e-4)
    assert solve_approach(168.0, 0.33, 1008.0) / 168.0 == pytest.approx(2.96, abs=0.01)


# Response and the masked trial ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "days", "residuals", "left"),
    [("response_pooled", 22.0, [-0.10, 0.14, -0.04], 1), ("response_zarate", 8.5, [0.0, 0.0], 0)],
)
def test_response_fades_as_in_the_notes(name, days, residuals, left):
    fit = published.fit(name)
    assert fit.parameters["tau_h"] / 24.0 == pytest.approx(days, abs=0.05)
    np.testing.assert_allclose(fit.residuals, residuals, atol=0.005)
    assert fit.degrees_of_freedom == left
    assert set(fit.limits.values()) == {(None, None)}


def test_the_response_read_in_a_report_says_so():
    rows = {row.id: row for row in timecourse(measure="response_pct")}
    assert all(rows[id].reported for id in fit_rows("response_zarate"))
    assert not any(rows[id].reported for id in fit_rows("response_pooled"))


def test_masked_trial_holds_both_no_effect_and_a_medium_one_at_every_visit():
    fit = published.fit("masked")
    np.testing.assert_allclose(fit.observed, [0.42, 0.21, 0.02, 0.0, 0.26, -0.06], atol=1e-9)
    assert fit.observed.mean() == pytest.approx(0.14, abs=0.005)
    np.testing.assert_allclose(fit.z, [1.30, 0.65, 0.06, 0.0, 0.78, -0.19], atol=0.006)
    reach = 1.96 * fit.se
    assert (fit.observed - reach < 0).all()
    assert (fit.observed + reach > 0.5).all()


# All ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_fit_answers_at_its_own_points_and_names_its_rows(name):
    fit = published.fit(name)
    np.testing.assert_allclose(fit.at(fit.time_h), fit.fitted)
    known = {row.id for row in timecourse()} | {"trad_week1_share"}
    assert set(fit_rows(name)) <= known
    assert published.fit(name) is fit


def test_words_that_are_not_listed_are_refused():
    for function in (published.fit, fit_rows):
        with pytest.raises(ValueError, match=r"name must be one of nasal_esketamine, .*; got 'peak'"):
            function("peak")
