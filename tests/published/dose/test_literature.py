"""Courses and occupancy against published values.

Each expected value is looked up among the evidence rows. Most were held out: no model was built with them, and where
one was, its test says so. Where the models miss a published value, see `test_recorded_misses`.
"""

import numpy as np
import pytest
from scipy.optimize import brentq

from ketlessons import published
from ketlessons.evidence import fact, regimen, regimens, value
from ketlessons.models import time_course
from ketlessons.models.dose.occupancy import competitive_occupancy, nmda_occupancy, sert_occupancy
from ketlessons.models.dose.population import log_variance
from ketlessons.published import bioavailability, channel_occupancy, doses_of, models_for, trace
from ketlessons.published.dose.areas import area_ratio
from ketlessons.published.dose.patients import deviations

DEVICES = {28: 1, 56: 2, 84: 3}


def ratio(found, row):
    return float(found) / value(row)


def inside(found, row):
    """Whether a number lies in the printed range of a row."""
    low, high = fact(row).low, fact(row).high
    return low <= float(found) <= high


def at(id, minute, model="venous"):
    return float(trace(id, model).at(minute / 60)[0])


# Vein


@pytest.mark.parametrize(("model", "times"), [("venous", 0.874), ("nasal", 0.675)])
def test_peak_of_the_antidepressant_infusion(model, times):
    """Held out: 185 (100 to 250) ng/mL at the end of 0.5 mg/kg over 40 min; the arterial set passes the range."""
    found = trace("iv_infusion", model)
    assert inside(found.cmax_ng_ml, "antidepressant_total_ng_ml")
    assert ratio(found.cmax_ng_ml, "antidepressant_total_ng_ml") == pytest.approx(times, abs=0.002)
    assert found.tmax_h * 60 == pytest.approx(regimen("iv_infusion").duration_min)


def median_of_ten(id, minute):
    """Return the span of medians that ten virtual patients with one sample each would give, 95 in 100."""
    people = trace(id, time_h=[minute / 60], patients=10_000)
    noise = np.exp(value("residual_sd") * np.random.default_rng(1).standard_normal(10_000))
    medians = np.median((people.ketamine_ng_ml[:, 0] * noise).reshape(-1, 10), axis=1)
    return np.percentile(medians, [2.5, 97.5])


@pytest.mark.parametrize(("minute", "times"), [(5, 0.943), (10, 1.027), (30, 1.045)])
def test_medians_after_half_a_mg_per_kg_at_once(minute, times):
    """Held out: 238, 189 and 118 ng/mL at 5, 10 and 30 min, each met within 6 %. 15 min is a recorded miss.

    No spread was read, so the tolerance is 10 %: half of what the median of ten people (20 in two groups) strays by.
    """
    row = f"iv_half_{minute}min"
    found = at("iv_half", minute)
    assert ratio(found, row) == pytest.approx(times, abs=0.002)
    assert ratio(found, row) == pytest.approx(1.0, abs=0.10)
    low, high = median_of_ten("iv_half", minute)
    assert low < value(row) < high


@pytest.mark.parametrize(("minute", "times"), [(10, 1.055), (15, 1.030)])
def test_medians_after_a_quarter_of_a_mg_per_kg_at_once(minute, times):
    """Held out, the other group of the same people: 92 and 82.5 ng/mL. 5 and 30 min are recorded misses."""
    assert ratio(at("iv_half", minute) / 2, f"iv_quarter_{minute}min") == pytest.approx(times, abs=0.002)


def test_median_after_half_a_mg_per_kg_into_a_muscle():
    """Held out: 147 ng/mL at 30 min; model 132. A median of ten people strays by a fifth, so 15 % is allowed."""
    found = at("im_half", 30)
    assert ratio(found, "im_half_cmax") == pytest.approx(0.896, abs=0.002)
    assert ratio(found, "im_half_cmax") == pytest.approx(1.0, abs=0.15)
    low, high = median_of_ten("im_half", 30)
    assert low < value("im_half_cmax") < high


def test_arterial_set_after_2_mg_per_kg():
    """Held out: 1800 to 2000 ng/mL 5 min after. Counted from the end of the minute of injection, 1916."""
    assert inside(at("iv_bolus_label", 5 + regimen("iv_bolus_label").duration_min, "arterial"), "conc_bolus_5min_label")
    assert at("iv_bolus_label", 5 + 1, "arterial") == pytest.approx(1916, abs=1)


def test_arterial_set_after_2_mg_per_kg_counted_from_the_start():
    """Held out: 2282, which is 14 % above the range; injected at once it would be 2084, 4 % above."""
    high = fact("conc_bolus_5min_label").high
    assert at("iv_bolus_label", 5, "arterial") / high == pytest.approx(1.141, abs=0.002)
    assert 4 * at("iv_half", 5, "arterial") / high == pytest.approx(1.042, abs=0.002)


@pytest.mark.parametrize("row", ["conc_s_arterial_after_50", "conc_s_arterial_after_100"])
def test_arterial_peaks_are_nearest_to_the_arterial_set(row):
    """Held out: 273 and 260 ng/mL at the end of 20 mg of esketamine in 20 min; within 20 %, the others far off."""
    found = {model: ratio(trace("iv_s_infusion", model).cmax_ng_ml, row) for model in models_for("iv_s_infusion")}
    assert found["arterial"] == pytest.approx(1.0, abs=0.20)
    assert found["nasal"] < found["venous"] < 0.5 < found["arterial"]


def test_steady_state_of_an_anaesthetic_infusion():
    """Held out: 2211 (2021 to 2401) ng/mL with 41 ug/kg/min; rate over clearance is 2050, reached after hours only."""
    rate = 41e-3 * 60 * value("reference_weight")
    assert inside(1000 * rate / value("model_cl_racemate"), "idvall_anaesthesia_ng_ml")


# Muscle


def test_15_minutes_after_6_mg_per_kg_into_a_muscle():
    """Held out: 1700 to 2200 ng/mL; model 1901."""
    found = at("im_label", 15)
    assert inside(found, "conc_im_15min_label")
    assert found == pytest.approx(1901, abs=1)


def test_the_muscle_peaks_when_its_rate_was_chosen_for():
    """Used, so no test of the model: the rate of uptake was set to give 15 min."""
    assert trace("im_label").tmax_h * 60 == pytest.approx(value("im_label_sampling_time"), abs=1)


# Nose. The nasal set is from the same paper as table 4; the venous and arterial sets are not.


@pytest.mark.parametrize("mg", DEVICES)
@pytest.mark.parametrize("together", [True, False])
def test_nasal_set_gives_its_papers_table(mg, together):
    """Partly used: Cmax 43.8, 72.5, 101.0 ng/mL and AUC 147.3, 254.7, 362.2 ng h/mL within 1.5 %."""
    doses = doses_of(regimen(f"nasal_{mg}"), "nasal", together=together)
    found = time_course(published.disposition("nasal", "s_ketamine"), doses)
    assert ratio(found.cmax_ng_ml, f"nasal_cmax_{mg}") == pytest.approx(1.0, abs=0.015)
    assert ratio(found.auc_ng_h_ml, f"nasal_auc24_{mg}") == pytest.approx(1.0, abs=0.005)
    assert ratio(found.norketamine_cmax_ng_ml, f"nasal_nk_cmax_{mg}") == pytest.approx(1.0, abs=0.005)


@pytest.mark.parametrize("mg", DEVICES)
def test_norketamine_peak_after_the_nose_in_the_venous_set(mg):
    """59.1, 119.7 and 180.0 ng/mL; its norketamine comes from another study, after doses into a vein."""
    found = trace(f"nasal_{mg}").norketamine_cmax_ng_ml
    assert ratio(found, f"nasal_nk_cmax_{mg}") == pytest.approx(1.011, abs=0.003)


@pytest.mark.parametrize("model", ["venous", "nasal"])
@pytest.mark.parametrize("mg", DEVICES)
def test_the_peak_comes_20_to_40_minutes_after_the_last_spray(mg, model):
    """Label. The venous set has 30 to 33 min, the nasal one 34 to 36."""
    last = (DEVICES[mg] - 1) * value("device_interval")
    assert inside(trace(f"nasal_{mg}", model).tmax_h * 60 - last, "tmax_nasal_label")


def test_share_of_a_nasal_dose_that_arrives():
    """0.54 and 0.51 of the paper to its digits; 0.626 for 28 mg with a rounded first pass; 0.48 on the label for 84."""
    assert round(bioavailability("nasal_56"), 2) == value("f_nasal_popk_56")
    assert round(bioavailability("nasal_84"), 2) == value("f_nasal_popk_84")
    assert ratio(bioavailability("nasal_28"), "f_nasal_28") == pytest.approx(1.0, abs=0.01)
    assert ratio(bioavailability("nasal_84"), "f_nasal_label_84") == pytest.approx(1.06, abs=0.005)


def test_more_devices_bring_less_than_in_proportion():
    """Label: less than in proportion from 28 to 56 mg, in proportion from 56 to 84 mg; here 5 % less."""
    area = [float(trace(f"nasal_{mg}", "nasal").auc_inf_ng_h_ml) / mg for mg in DEVICES]
    assert area[1] / area[0] == pytest.approx(0.864, abs=0.002)
    assert area[2] / area[1] == pytest.approx(0.948, abs=0.002)


def test_clearance_and_volume_of_the_nasal_set():
    """109.0 L/h; the abstract of the same paper prints 114 L/h, and 752 L, which leaves out the liver."""
    clearance = 1000 * 28 / float(trace("iv_s_infusion_28", "nasal").auc_inf_ng_h_ml)
    assert clearance == pytest.approx(109.0, abs=0.05)
    assert ratio(clearance, "cl_s_popk") == pytest.approx(0.956, abs=0.002)
    assert sum(published.disposition("nasal").ketamine.volumes_l[:3]) == pytest.approx(value("vss_s_popk"))


def test_first_pass_of_swallowed_esketamine():
    """0.186 in the abstract, 0.178 from the typical values of the paper's table."""
    assert ratio(bioavailability("oral_s_84"), "f_oral_s_popk") == pytest.approx(0.957, abs=0.002)


# Half-lives


@pytest.mark.parametrize(("model", "hours"), [("venous", 7.37), ("nasal", 11.03)])
def test_terminal_half_life_of_esketamine(model, hours):
    """Label, reported: 7 to 12 h after the spray."""
    found = trace("nasal_84", model).half_life_h
    assert inside(found, "half_life_esketamine_label")
    assert found == pytest.approx(hours, abs=0.01)


def test_terminal_half_life_of_norketamine():
    """Label, reported: about 8 h; venous set 7.4 h, as long as ketamine's, since it cannot go before it is made."""
    found = trace("nasal_84")
    assert ratio(found.norketamine_half_life_h, "half_life_norketamine_label") == pytest.approx(0.921, abs=0.002)
    assert found.norketamine_half_life_h == pytest.approx(float(found.half_life_h))


def test_half_life_of_spreading_in_the_venous_set():
    """Label: 10 to 15 min, on the same page 5.5 to 18 min; the fastest part of the curve has 13.1 min."""
    fastest = 60 * np.log(2) / published.disposition("venous").ketamine.rates_per_h.max()
    assert fastest == pytest.approx(13.1, abs=0.05)
    assert inside(fastest, "half_life_distribution_label")


def test_clearance_of_the_racemate_is_in_the_pooled_range():
    """79 (69 to 90) L/h for 70 kg."""
    found = trace("iv_infusion")
    assert inside(1000 * 35 / float(found.auc_inf_ng_h_ml), "cl_racemate_meta")


# Mouth


@pytest.mark.parametrize("model", ["venous", "arterial"])
def test_under_the_tongue_time_and_share(model):
    """Used for the venous set: peak at 0.75 (0.25 to 1.0) h, and 0.29 (0.27 to 0.31) arrives."""
    assert inside(trace("sublingual_25", model).tmax_h, "tmax_sublingual_rolan")
    assert bioavailability("sublingual_25", model) == pytest.approx(value("f_sublingual_rolan"), rel=1e-9)


def test_under_the_tongue_in_six_patients():
    """Held out: 28.6 (22.0 to 35.2) at 0.76 h, norketamine 66 (37 to 95) ng/mL; model 22.1 at 0.82 h, and 58.0.

    Both lie in the printed spread, ketamine at its very edge.
    """
    found = trace("sublingual_25")
    assert inside(found.cmax_ng_ml, "sublingual_cmax_chong")
    assert inside(found.norketamine_cmax_ng_ml, "norketamine_cmax_sublingual_chong")
    assert ratio(found.norketamine_cmax_ng_ml, "norketamine_cmax_sublingual_chong") == pytest.approx(0.878, abs=0.003)
    assert ratio(found.tmax_h, "sublingual_tmax_chong") == pytest.approx(1.075, abs=0.003)
    assert inside(bioavailability("sublingual_25"), "f_sublingual_chong")


def test_under_the_tongue_is_not_surely_more_than_by_mouth():
    """One group twice, six patients each: 0.32 against 0.23, within one SD; then medians of 0.24 and 0.24."""
    assert value("f_sublingual_chong") <= fact("f_oral_chong").high + 1e-9
    assert value("f_sublingual_chong2009") == value("f_oral_chong2009") == 0.24


def test_by_mouth_in_six_patients():
    """Held out: 22.8 (10.0 to 35.6) ng/mL; the model's 11.2 is in the wide spread, though only half of the mean."""
    found = trace("oral_25")
    assert inside(found.cmax_ng_ml, "oral_cmax_chong")
    assert inside(bioavailability("oral_25"), "f_oral_chong")


@pytest.mark.parametrize(
    ("id", "row", "times"),
    [
        ("oral_25", "norketamine_to_ketamine_auc_oral_chong", 0.831),
        ("oral_25", "norketamine_to_ketamine_auc_oral_chong2006", 1.066),
        ("sublingual_25", "norketamine_to_ketamine_auc_sublingual_chong2006", 1.183),
        ("iv_infusion", "norketamine_to_ketamine_auc_iv_chong2006", 1.085),
    ],
)
def test_norketamine_over_ketamine_like_for_like(id, row, times):
    """Held out: 5 and 3.9 by mouth, 2.5 under the tongue, 0.96 into a vein, areas from 0 to 8 h; so are the model's.

    Two papers of one group, six patients each. Under the tongue the later one is a recorded miss.
    """
    assert "0 to 8 h" in fact(row).quantity
    assert ratio(over_eight_hours(id), row) == pytest.approx(times, abs=0.002)
    assert ratio(over_eight_hours(id), row) == pytest.approx(1.0, abs=0.2)


def over_eight_hours(id):
    found = trace(id, time_h=np.linspace(0, 8, 9601))
    areas = [np.trapezoid(curve, found.time_h) for curve in (found.norketamine_ng_ml, found.ketamine_ng_ml)]
    assert area_ratio(id).model == pytest.approx(areas[0] / areas[1], rel=1e-4)
    return areas[0] / areas[1]


def test_the_first_pass_shows_in_the_metabolite():
    """More norketamine for each ketamine by mouth than under the tongue, and least from a vein."""
    by_route = [trace(id) for id in ("oral_25", "sublingual_25", "iv_infusion")]
    found = [float(one.norketamine_auc_inf_ng_h_ml / one.auc_inf_ng_h_ml) for one in by_route]
    assert found == sorted(found, reverse=True)
    assert value("norketamine_to_ketamine_auc_oral_chong") > value("norketamine_to_ketamine_auc_sublingual_chong")


# Differences between people


def test_variances_mean_the_published_coefficients_of_variation():
    """Otto 2021: 29.6, 16.2, 20.3 and 33.0 %, correlations 0.483 and 0.690."""
    rows = ("var_v1", "var_cl", "var_norketamine_v1", "var_norketamine_cl")
    found = [100 * np.sqrt(np.expm1(value(row))) for row in rows]
    assert [round(percent, 1) for percent in found] == [29.6, 16.2, 20.3, 33.0]
    for covariance, pair, expected in (
        ("cov_v1_cl", rows[:2], 0.483),
        ("cov_norketamine_v1_cl", rows[2:], 0.690),
    ):
        correlation = value(covariance) / np.sqrt(value(pair[0]) * value(pair[1]))
        assert correlation == pytest.approx(expected, abs=5e-4)


def test_virtual_patients_have_the_variances_of_the_study():
    people = deviations("venous", 100_000)
    for name, row in (("v1", "var_v1"), ("cl", "var_cl"), ("norketamine_v1", "var_norketamine_v1"),
                      ("norketamine_cl", "var_norketamine_cl")):  # fmt: skip
        assert people[name].var() == pytest.approx(value(row), rel=0.02)
        assert people[name].mean() == pytest.approx(0.0, abs=0.005)
    together = np.cov(list(people.values()))
    names = list(people)
    for one, other, row in (("v1", "cl", "cov_v1_cl"), ("norketamine_v1", "norketamine_cl", "cov_norketamine_v1_cl")):
        assert together[names.index(one), names.index(other)] == pytest.approx(value(row), rel=0.03)
    assert np.corrcoef(people["v1"], people["norketamine_v1"])[0, 1] == pytest.approx(0.0, abs=0.015)


def test_virtual_patients_differ_in_what_the_body_is_made_of():
    """Volume and clearance of the bodies themselves, not only the numbers that were drawn."""
    body = published.disposition("venous", "racemate", deviations("venous", 20_000))
    volume, clearance = np.log(body.ketamine.volumes_l[0]), np.log(body.ketamine.clearances_l_h[0])
    assert volume.var() == pytest.approx(value("var_v1"), rel=0.03)
    assert clearance.var() == pytest.approx(value("var_cl"), rel=0.03)
    assert np.exp(np.median(volume)) == pytest.approx(value("venous_v1"), rel=0.01)
    assert np.log(body.norketamine.clearances_l_h[0]).var() == pytest.approx(value("var_norketamine_cl"), rel=0.03)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("vc", "cv_nasal_vc"),
        ("vp1", "cv_nasal_vp1"),
        ("qh", "cv_nasal_qh"),
        ("vh", "cv_nasal_vh"),
        ("kel", "cv_nasal_kel"),
        ("norketamine_v1", "cv_nasal_norketamine_v1"),
        ("norketamine_cl", "cv_nasal_norketamine_cl"),
        ("nasal_ka", "cv_nasal_ka"),
        ("swallowed_ka", "cv_swallowed_ka"),
        ("oral_s_ka", "cv_oral_s_ka"),
    ],
)
def test_virtual_patients_of_the_nasal_set_have_its_coefficients_of_variation(name, row):
    assert deviations("nasal", 100_000)[name].var() == pytest.approx(log_variance(value(row)), rel=0.02)


def test_the_share_of_the_nose_varies_on_the_logit_scale():
    assert deviations("nasal", 100_000)["nasal_fraction"].std() == pytest.approx(
        value("sd_logit_nasal_fraction"), rel=0.01
    )


def test_a_thousand_patients_after_the_antidepressant_infusion():
    """5 to 95 % of peaks, from another code with the same variances: 117 to 211, norketamine 49 to 94 ng/mL."""
    people = trace("iv_infusion", patients=1000, seed=1)
    np.testing.assert_allclose(np.percentile(people.cmax_ng_ml, [5, 95]), [117, 211], atol=0.5)
    np.testing.assert_allclose(np.percentile(people.norketamine_cmax_ng_ml, [5, 95]), [49, 94], atol=0.5)
    outside = [not inside(peak, "antidepressant_total_ng_ml") for peak in people.cmax_ng_ml]
    assert np.mean(outside) < 0.03


# Anaesthesia


def minutes_above(id, ng_ml, model="venous"):
    course = trace(id, model)
    return 60 * brentq(lambda hour: float(course.at(hour)[0]) - ng_ml, float(course.tmax_h), 12.0)


def test_a_plausible_time_of_anaesthesia_after_2_mg_per_kg():
    """US label, reported: 5 to 10 min. Plasma passes the upper end of recovery, 856 ng/mL, after 7 min.

    A check of plausibility: the mean, 642 ng/mL, is passed too late (a recorded miss), and the effect need not follow
    plasma.
    """
    recovery = fact("idvall_recovery_ng_ml")
    found = [minutes_above("iv_bolus_label", level) for level in (recovery.high, recovery.value, recovery.low)]
    assert found == pytest.approx([7.1, 17.9, 39.1], abs=0.1)
    assert inside(found[0], "iv_anaesthesia_duration")


# Occupancy of the channel


@pytest.mark.parametrize(
    ("conc", "row"),
    [
        ("antidepressant_total_ng_ml", "occupancy_infusion"),
        ("idvall_recovery_ng_ml", "occupancy_recovery"),
        ("idvall_anaesthesia_ng_ml", "occupancy_anaesthesia"),
    ],
)
def test_occupancy_rows(conc, row):
    """0.232 (0.154 to 0.414), 0.511 (0.387 to 0.711) and 0.783 (0.685 to 0.894), without norketamine."""
    expected = fact(row)
    assert channel_occupancy(value(conc)) == pytest.approx((expected.low, expected.value, expected.high), abs=5e-4)


def test_occupancy_at_185_ng_per_ml():
    """0.23; 0.235 with 0.56 unbound, 0.24 with the norketamine that is there at the time, 0.20 with 0.47 unbound."""
    conc = value("antidepressant_total_ng_ml")
    assert channel_occupancy(conc).value == pytest.approx(0.23, abs=0.005)
    assert channel_occupancy(conc, 0.0, 0.56).value == pytest.approx(0.235, abs=5e-4)
    for norketamine in (30.0, 50.0):
        assert channel_occupancy(conc, norketamine, 0.56).value == pytest.approx(0.24, abs=0.005)
    assert channel_occupancy(conc, 0.0, 0.47).value == pytest.approx(0.20, abs=0.006)


def test_the_span_holds_that_of_the_affinity_alone():
    """0.17 to 0.31 from the range of the affinity with 0.56 unbound; with 0.55 0.17 to 0.30."""
    conc = value("antidepressant_total_ng_ml")
    whole, alone = channel_occupancy(conc), channel_occupancy(conc, 0.0, 0.56)
    assert (round(alone.low, 2), round(alone.high, 2)) == (0.17, 0.31)
    assert whole.low < 0.17 < 0.31 < whole.high
    assert whole.low < alone.low < alone.high < whole.high


def test_occupancy_after_84_mg_through_the_nose():
    """Table 4's peaks, 101 with norketamine 180 ng/mL: 0.175, and 0.176 with 0.55 unbound for both."""
    ketamine, norketamine = value("nasal_cmax_84"), value("nasal_nk_cmax_84")
    assert channel_occupancy(ketamine, norketamine).value == pytest.approx(0.1757, abs=5e-4)
    other = competitive_occupancy(
        [ketamine / value("ketamine_molar_mass") * 0.56, norketamine / value("norketamine_molar_mass") * 0.5],
        [value("ketamine_displacement_rat"), value("norketamine_displacement_rat")],
    )
    assert other == pytest.approx(0.175, abs=5e-4)
    # The two peaks are not at the same time, so the true peak is lower.
    found = trace("nasal_84", "nasal")
    peak = channel_occupancy(found.ketamine_ng_ml, found.norketamine_ng_ml).value.max()
    assert 0.15 < peak < channel_occupancy(ketamine, norketamine).value
    assert peak == pytest.approx(0.162, abs=0.001)


def test_norketamine_adds_little_in_anaesthesia():
    """With 4.7 uM norketamine the occupancy of 0.783 becomes 0.80."""
    norketamine = value("norketamine_max_idvall") * value("norketamine_molar_mass")
    assert channel_occupancy(value("idvall_anaesthesia_ng_ml"), norketamine).value == pytest.approx(0.80, abs=0.005)


@pytest.mark.parametrize(("id", "model"), [(row.id, model) for row in regimens() for model in models_for(row.id)])
def test_no_regimen_holds_more_than_all_channels(id, model):
    found = trace(id, model)
    low, middle, high = channel_occupancy(found.ketamine_ng_ml, found.norketamine_ng_ml)
    assert low.min() >= 0
    assert high.max() < 1
    assert (low <= middle).all()
    assert (middle <= high).all()
    # Norketamine competes: together they hold more than ketamine alone.
    alone = channel_occupancy(found.ketamine_ng_ml).value
    assert (middle[1:] > alone[1:]).all()


def test_doses_for_depression_hold_a_minority_and_anaesthesia_most():
    for id, least, most in (("iv_infusion", 0.1, 0.5), ("nasal_84", 0.1, 0.5), ("im_label", 0.7, 1.0)):
        found = trace(id)
        assert least < channel_occupancy(found.ketamine_ng_ml, found.norketamine_ng_ml).value.max() < most


def test_the_models_and_the_rows_use_one_unbound_fraction():
    ketamine = value("antidepressant_total_um")
    rows = [fact(id) for id in ("unbound_fraction", "ketamine_displacement_rat", "norketamine_displacement_rat")]
    guess = nmda_occupancy(ketamine, 0.0, *((row.low, row.value, row.high) for row in rows))
    assert channel_occupancy(value("antidepressant_total_ng_ml")).value == pytest.approx(guess.value, abs=5e-4)
    free = guess.value / (1 - guess.value) * value("ketamine_displacement_rat")
    assert free == pytest.approx(value("antidepressant_free_um"), abs=1e-3)


# Occupancy of the serotonin transporter


def test_paroxetine_at_the_plateau_of_the_other_tracer():
    """The SPECT fit, 0.705 C / (2.7 + C), gives 0.643 at 28 ng/mL, where a PET study is on its plateau at 0.85.

    A disagreement of tracers and scanners, and no error of the curve: the PET plateau and the 0.83 after four weeks
    cannot be reached at any concentration, since 0.705 is the most that the SPECT fit can say.
    """
    half, most = value("sert_c50_paroxetine"), value("sert_most_paroxetine")
    found = sert_occupancy(fact("sert_plateau_paroxetine_conc").low, half, most)
    assert found == pytest.approx(0.643, abs=5e-4)
    assert ratio(found, "sert_plateau_paroxetine") == pytest.approx(0.756, abs=0.002)
    for row in ("sert_plateau_paroxetine", "sert_paroxetine_4wk"):
        assert most < value(row)
        assert sert_occupancy(1e6, half, most) < value(row)


def test_they_agree_that_28_ng_per_ml_is_on_the_plateau():
    """At 28 ng/mL the SPECT fit is at nine tenths of its own greatest value: the shapes agree, the heights do not."""
    half = value("sert_c50_paroxetine")
    assert sert_occupancy(fact("sert_plateau_paroxetine_conc").low, half) == pytest.approx(0.912, abs=0.001)
