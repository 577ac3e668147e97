"""Where courses miss a published value, and by how much.

These tests hold the size of each miss. If one fails because the miss got smaller, that is news: say so in the
lessons, then change the numbers here.
"""

import numpy as np
import pytest
from scipy.optimize import brentq

from ketlessons import published
from ketlessons.evidence import fact, regimen, value
from ketlessons.models import Dose, Way, time_course
from ketlessons.published import bioavailability, doses_of, trace
from ketlessons.published.dose.areas import area_ratio


def ratio(found, row):
    return float(found) / value(row)


def at(id, minute, model="venous"):
    return float(trace(id, model).at(minute / 60)[0])


def metabolite_ratio(found):
    return float(found.norketamine_auc_inf_ng_h_ml / found.auc_inf_ng_h_ml)


# Vein


def test_miss_five_minutes_after_2_mg_per_kg_in_the_venous_set():
    """Model 912 ng/mL; label 1800 to 2000: half."""
    row, model = fact("conc_bolus_5min_label"), at("iv_bolus_label", 5)
    assert (row.low, row.high) == (1800, 2000)
    assert model == pytest.approx(912, abs=1)
    assert model / ((row.low + row.high) / 2) == pytest.approx(0.480, abs=0.002)


def test_miss_the_two_sources_on_five_minutes_disagree_with_each_other():
    """Not the model's fault alone: four times the dose of the medians, but eight times their level.

    Model 912 and 224 ng/mL; published 1800 to 2000 after 2 mg/kg, 238 after 0.5 mg/kg. The venous set meets the second
    (0.94) and halves the first; a linear model cannot meet both.
    """
    row, median = fact("conc_bolus_5min_label"), value("iv_half_5min")
    doses = regimen("iv_bolus_label").dose / regimen("iv_half").dose
    assert doses == 4
    assert (row.low + row.high) / 2 / median == pytest.approx(7.98, abs=0.01)
    assert row.low / median > 1.8 * doses
    assert ratio(at("iv_half", 5), "iv_half_5min") == pytest.approx(0.943, abs=0.002)


def test_miss_a_quarter_of_an_hour_after_half_a_mg_per_kg():
    """Venous set 170 ng/mL; median 135, while 5, 10 and 30 min are met within 6 %."""
    assert value("iv_half_15min") == 135
    assert ratio(at("iv_half", 15), "iv_half_15min") == pytest.approx(1.260, abs=0.002)


@pytest.mark.parametrize(("minute", "times"), [(5, 2.19), (10, 1.34), (15, 1.23), (30, 0.915)])
def test_miss_the_arterial_set_after_half_a_mg_per_kg(minute, times):
    """Arterial set 521, 253, 166 and 108 ng/mL; medians 238, 189, 135 and 118."""
    assert ratio(at("iv_half", minute, "arterial"), f"iv_half_{minute}min") == pytest.approx(times, abs=0.005)


def test_miss_the_arterial_set_passes_the_antidepressant_range():
    """Arterial set 253 ng/mL at the end of 0.5 mg/kg over 40 min; published 185 (100 to 250)."""
    model = trace("iv_infusion", "arterial").cmax_ng_ml
    assert model > fact("antidepressant_total_ng_ml").high
    assert ratio(model, "antidepressant_total_ng_ml") == pytest.approx(1.368, abs=0.002)


@pytest.mark.parametrize(
    ("model", "peak", "after_50", "after_100"),
    [("venous", 112.0, 0.410, 0.431), ("arterial", 218.7, 0.801, 0.841), ("nasal", 84.6, 0.310, 0.325)],
)
def test_miss_an_artery_holds_more_than_any_set_says(model, peak, after_50, after_100):
    """Models 112, 219 and 85 ng/mL at the end of 20 mg in 20 min; arterial samples 273 and 260.

    The venous and nasal sets describe blood of a vein, so theirs is a gap more than a miss; the arterial set's is one.
    """
    found = trace("iv_s_infusion", model).cmax_ng_ml
    assert found == pytest.approx(peak, abs=0.1)
    assert ratio(found, "conc_s_arterial_after_50") == pytest.approx(after_50, abs=0.002)
    assert ratio(found, "conc_s_arterial_after_100") == pytest.approx(after_100, abs=0.002)
    assert found < fact("conc_s_arterial_after_100").low


@pytest.mark.parametrize(
    ("model", "at_1_h", "times", "metabolite_times"),
    [("venous", 1014, 0.459, 0.574), ("arterial", 1257, 0.568, 0.733)],
)
def test_miss_one_hour_into_anaesthesia(model, at_1_h, times, metabolite_times):
    """Models 1014 and 1257 ng/mL; patients 2211, norketamine at most 603 and 771 against 1051.

    2 mg/kg, then 41 ug/kg/min, the study's mean rate; it was higher at first, and laughing gas was given.
    """
    doses = [*doses_of(regimen("iv_bolus_label")), Dose(41e-3 * 60 * value("reference_weight"), Way(1.0, duration_h=1))]
    found = time_course(published.disposition(model), doses)
    level = float(found.at(1.0)[0])
    assert level == pytest.approx(at_1_h, abs=1)
    assert level < fact("idvall_anaesthesia_ng_ml").low
    assert ratio(level, "idvall_anaesthesia_ng_ml") == pytest.approx(times, abs=0.002)
    metabolite_um = found.norketamine_cmax_ng_ml / value("norketamine_molar_mass")
    assert ratio(metabolite_um, "norketamine_max_idvall") == pytest.approx(metabolite_times, abs=0.002)


@pytest.mark.parametrize(("model", "minutes"), [("venous", 17.9), ("arterial", 16.1)])
def test_miss_plasma_says_a_longer_anaesthesia_than_the_label(model, minutes):
    """Models 17.9 and 16.1 min above 642 ng/mL, the level of recovery; label, reported: 5 to 10 min."""
    found, row = trace("iv_bolus_label", model), fact("iv_anaesthesia_duration")
    level = value("idvall_recovery_ng_ml")
    above = 60 * brentq(lambda hour: float(found.at(hour)[0]) - level, float(found.tmax_h), 2.0)
    assert (row.low, row.high) == (5, 10)
    assert above == pytest.approx(minutes, abs=0.1)
    assert above > 1.5 * row.high


@pytest.mark.parametrize(("model", "minutes"), [("venous", 114), ("arterial", 91)])
def test_miss_plasma_says_a_far_longer_anaesthesia_from_a_muscle(model, minutes):
    """Models 114 and 91 min above 642 ng/mL after 6 mg/kg; label, reported: 12 to 25 min, and for more than that."""
    found, level = trace("im_label", model), value("idvall_recovery_ng_ml")
    above = 60 * brentq(lambda hour: float(found.at(hour)[0]) - level, float(found.tmax_h), 8.0)
    assert fact("im_anaesthesia_duration").high == 25
    assert above == pytest.approx(minutes, abs=1)


@pytest.mark.parametrize(("minute", "times"), [(5, 0.672), (30, 1.341)])
def test_miss_first_and_last_after_a_quarter_of_a_mg_per_kg(minute, times):
    """Venous set 112 and 62 ng/mL; medians 167 and 46: the people of this group fell faster than the other's."""
    assert ratio(at("iv_half", minute) / 2, f"iv_quarter_{minute}min") == pytest.approx(times, abs=0.002)


# Muscle


@pytest.mark.parametrize(("model", "times"), [("venous", 0.668), ("arterial", 1.134)])
def test_miss_a_quarter_of_an_hour_after_1_mg_per_kg_into_a_muscle(model, times):
    """Models 317 and 538 ng/mL; median 474. The same study's 147 for half the dose at 30 min is nearly met (0.90)."""
    assert value("im_one_15min") == 474
    assert ratio(2 * at("im_half", 15, model), "im_one_15min") == pytest.approx(times, abs=0.002)


def test_miss_the_arterial_set_after_a_muscle():
    """Arterial set 3226 ng/mL 15 min after 6 mg/kg; label 1700 to 2200. The rate of uptake is the venous set's."""
    row, model = fact("conc_im_15min_label"), at("im_label", 15, "arterial")
    assert model == pytest.approx(3226, abs=1)
    assert model / ((row.low + row.high) / 2) == pytest.approx(1.654, abs=0.002)


# Mouth


@pytest.mark.parametrize(
    ("model", "peak", "minutes", "times"), [("venous", 15.7, 75, 0.348), ("arterial", 20.9, 42, 0.465)]
)
def test_miss_half_a_mg_per_kg_by_mouth(model, peak, minutes, times):
    """Models 15.7 and 20.9 ng/mL; reported 45 (35 to 55).

    The source of that number was not read; six other patients had less, see `test_miss_25_mg_by_mouth`.
    """
    row, way = fact("oral_cmax_grant"), doses_of(regimen("oral_25"))[0].way
    found = time_course(published.disposition(model), [Dose(0.5 * value("reference_weight"), way)])
    assert found.cmax_ng_ml == pytest.approx(peak, abs=0.1)
    assert found.tmax_h * 60 == pytest.approx(minutes)
    assert found.cmax_ng_ml < row.low
    assert ratio(found.cmax_ng_ml, "oral_cmax_grant") == pytest.approx(times, abs=0.002)


def test_miss_only_uptake_within_minutes_would_give_the_reported_peak_by_mouth():
    """Reported 45 ng/mL. With 0.20 arriving at once the venous set has 53, with a peak at half an hour 25."""
    arrives, amount = value("oral_fraction_racemate"), 0.5 * value("reference_weight")
    once, fast = (time_course(published.disposition(), [Dose(amount, Way(arrives, ka_per_h=ka))]) for ka in (None, 3.0))
    assert once.cmax_ng_ml == pytest.approx(52.6, abs=0.1)
    assert once.at(5 / 60)[0] < value("oral_cmax_grant")
    assert 60 * fast.tmax_h == pytest.approx(29)
    assert ratio(fast.cmax_ng_ml, "oral_cmax_grant") == pytest.approx(0.559, abs=0.002)


@pytest.mark.parametrize(
    ("model", "times", "late", "metabolite"), [("venous", 0.491, 1.302, 0.566), ("arterial", 0.656, 0.729, 0.598)]
)
def test_miss_25_mg_by_mouth(model, times, late, metabolite):
    """Venous set 11.2 ng/mL at 75 min; six patients 22.8 at 0.96 h; norketamine 46 against 82 (48 to 116)."""
    found = trace("oral_25", model)
    assert ratio(found.cmax_ng_ml, "oral_cmax_chong") == pytest.approx(times, abs=0.002)
    assert ratio(found.tmax_h, "oral_tmax_chong") == pytest.approx(late, abs=0.002)
    assert ratio(found.norketamine_cmax_ng_ml, "norketamine_cmax_oral_chong") == pytest.approx(metabolite, abs=0.002)


def test_miss_norketamine_by_mouth_is_below_the_printed_spread():
    """Venous set 46.4 ng/mL; six patients 82, spread 48 to 116."""
    assert trace("oral_25").norketamine_cmax_ng_ml == pytest.approx(46.4, abs=0.1)
    assert trace("oral_25").norketamine_cmax_ng_ml < fact("norketamine_cmax_oral_chong").low


@pytest.mark.parametrize(("model", "times"), [("venous", 0.773), ("arterial", 1.210)])
def test_miss_25_mg_under_the_tongue(model, times):
    """Venous set 22.1 ng/mL, arterial 34.6; six patients 28.6 (22.0 to 35.2): a quarter low, a fifth high."""
    assert ratio(trace("sublingual_25", model).cmax_ng_ml, "sublingual_cmax_chong") == pytest.approx(times, abs=0.002)


def test_miss_norketamine_over_ketamine_under_the_tongue():
    """Model 2.96 over the first 8 h; six patients 2.1. They swallowed less, or took up more through the mucosa."""
    found = area_ratio("sublingual_25").model
    assert found == pytest.approx(2.96, abs=0.005)
    assert ratio(found, "norketamine_to_ketamine_auc_sublingual_chong") == pytest.approx(1.409, abs=0.003)


def test_miss_norketamine_over_ketamine_in_a_vein():
    """Model 1.04 over the first 8 h; people with cancer pain who took opioids 0.19, over hours that are not given."""
    found = area_ratio("iv_infusion").model
    assert ratio(found, "norketamine_to_ketamine_auc_iv_phar") == pytest.approx(5.48, abs=0.01)


@pytest.mark.parametrize(("mg", "times"), [(28, 1.414), (56, 1.448), (84, 1.463)])
def test_miss_norketamine_over_ketamine_after_the_spray(mg, times):
    """Model 2.6 to 3.1 over a day; the same paper's table 1.9 to 2.1."""
    found = area_ratio(f"nasal_{mg}")
    assert found.hours == 24
    assert found.model / found.published[0] == pytest.approx(times, abs=0.002)


def test_miss_norketamine_over_ketamine_of_oral_esketamine():
    """Model 5.93; another study's own model 16.5. With that study's 0.08 instead of 0.178 it would be 13.2."""
    assert ratio(metabolite_ratio(trace("oral_s_84")), "norketamine_ratio_oral_fanta") == pytest.approx(
        0.360, abs=0.002
    )
    arrives = value("f_oral_s_fanta")
    way = Way(arrives, value("gut_fraction") - arrives, ka_per_h=value("oral_s_ka"))
    other = time_course(published.disposition("venous", "s_ketamine"), [Dose(84.0, way)])
    assert metabolite_ratio(other) == pytest.approx(13.2, abs=0.05)


#: Uptake of the film as the study modelled it: share, rate, minutes; what is swallowed becomes norketamine only.
FILM = (
    Way(0.263, ka_per_h=2.4, duration_h=13.1 / 60),
    Way(0.0, 1.16 * 0.8, ka_per_h=2.94, duration_h=0.5),
)


@pytest.mark.parametrize(
    ("model", "mg", "peak", "area", "metabolite", "metabolite_area"),
    [
        ("venous", 50, 0.440, 0.771, 1.021, 1.094),
        ("arterial", 50, 0.724, 0.841, 1.060, 1.115),
        ("venous", 100, 0.587, 0.967, 1.322, 1.239),
        ("arterial", 100, 0.965, 1.053, 1.374, 1.263),
    ],
)
def test_miss_a_film_in_the_mouth(model, mg, peak, area, metabolite, metabolite_area):
    """Models 42 and 70 ng/mL after 50 mg; arterial samples 96. After 100 mg 84 and 139; samples 144."""
    found = time_course(
        published.disposition(model, "s_ketamine"), [Dose(float(mg), way) for way in FILM], np.arange(721) / 120
    )
    row = f"film_{mg}"
    assert ratio(found.cmax_ng_ml, f"{row}_cmax") == pytest.approx(peak, abs=0.002)
    assert ratio(60 * found.auc_ng_h_ml, f"{row}_auc6") == pytest.approx(area, abs=0.002)
    assert ratio(found.norketamine_cmax_ng_ml, f"{row}_nk_cmax") == pytest.approx(metabolite, abs=0.002)
    assert ratio(60 * found.norketamine_auc_ng_h_ml, f"{row}_nk_auc6") == pytest.approx(metabolite_area, abs=0.002)


@pytest.mark.parametrize(("model", "minutes", "times"), [("venous", 39.5, 2.10), ("arterial", 20.5, 1.09)])
def test_miss_the_film_peaks_later_in_a_vein(model, minutes, times):
    """Models 39.5 and 20.5 min; arterial samples 18.8 min."""
    found = time_course(
        published.disposition(model, "s_ketamine"), [Dose(50.0, way) for way in FILM], np.arange(721) / 120
    )
    assert 60 * found.tmax_h == pytest.approx(minutes)
    assert ratio(60 * found.tmax_h, "film_50_tmax") == pytest.approx(times, abs=0.005)


# Nose


@pytest.mark.parametrize(
    ("model", "mg", "peak", "area"),
    [
        ("venous", 28, 1.285, 1.202),
        ("venous", 56, 1.296, 1.202),
        ("venous", 84, 1.300, 1.201),
        ("arterial", 28, 2.187, 1.239),
        ("arterial", 56, 2.131, 1.239),
        ("arterial", 84, 2.083, 1.239),
    ],
)
def test_miss_the_nose_in_the_other_sets(model, mg, peak, area):
    """Venous set 56, 94 and 131 ng/mL, 30 % more than the nasal paper's 43.8, 72.5 and 101.0; areas 20 % more."""
    found = trace(f"nasal_{mg}", model)
    assert ratio(found.cmax_ng_ml, f"nasal_cmax_{mg}") == pytest.approx(peak, abs=0.002)
    assert ratio(found.auc_ng_h_ml, f"nasal_auc24_{mg}") == pytest.approx(area, abs=0.002)


@pytest.mark.parametrize(
    ("model", "times"),
    [("nasal", (1.410, 1.445, 1.457)), ("venous", (1.379, 1.406, 1.416)), ("arterial", (1.423, 1.447, 1.456))],
)
def test_miss_norketamine_over_a_day_after_the_nose(model, times):
    """Nasal set 387, 746 and 1104 ng h/mL; the same paper's table 274.4, 516.3 and 758.0, while peaks agree.

    The paper's own parameters do not give its own areas; the other sets are as far off.
    """
    found = [ratio(trace(f"nasal_{mg}", model).norketamine_auc_ng_h_ml, f"nasal_nk_auc24_{mg}") for mg in (28, 56, 84)]
    assert found == pytest.approx(times, abs=0.002)


def test_miss_the_arterial_set_peaks_too_soon_after_the_last_spray():
    """Arterial set 8 to 11 min; label 20 to 40 min."""
    last = value("device_interval")
    minutes = [60 * trace(f"nasal_{28 * n}", "arterial").tmax_h - (n - 1) * last for n in (1, 2, 3)]
    assert minutes == pytest.approx([11, 10, 8])
    assert max(minutes) < fact("tmax_nasal_label").low


@pytest.mark.parametrize(("mg", "minutes"), [(10, 23), (30, 14), (50, 16)])
def test_miss_racemate_from_other_sprays_peaks_earlier(mg, minutes):
    """Nasal set 36 min after one licensed device; racemate from another spray 14 to 23 min."""
    found = 60 * trace("nasal_28", "nasal").tmax_h
    assert value(f"tmax_nasal_racemate_{mg}") == minutes
    assert 1.5 < found / minutes < 2.6


def test_miss_the_label_says_less_of_84_mg_arrives():
    """Model 0.51, as in the population study; label 0.48."""
    assert ratio(bioavailability("nasal_84"), "f_nasal_label_84") == pytest.approx(1.061, abs=0.002)


# Half-lives


@pytest.mark.parametrize(
    ("model", "hours", "times"), [("venous", 7.37, 1.42), ("arterial", 2.84, 0.55), ("nasal", 11.03, 2.12)]
)
def test_miss_terminal_half_life_of_esketamine_from_a_vein(model, hours, times):
    """Models 7.4, 2.8 and 11.0 h; one study 5.2 h, the label 7 to 12 h: it grows with how long one samples."""
    found = trace("iv_s_infusion_28", model).half_life_h
    assert found == pytest.approx(hours, abs=0.01)
    assert ratio(found, "half_life_s_hasan") == pytest.approx(times, abs=0.01)
    assert (found < fact("half_life_esketamine_label").low) == (model == "arterial")


@pytest.mark.parametrize(("model", "times"), [("venous", 0.921), ("arterial", 0.637), ("nasal", 1.379)])
def test_miss_terminal_half_life_of_norketamine(model, times):
    """Models 7.4, 5.1 and 11.0 h; label, reported: about 8 h."""
    found = trace("nasal_84", model).norketamine_half_life_h
    assert ratio(found, "half_life_norketamine_label") == pytest.approx(times, abs=0.002)


def test_miss_the_arterial_set_spreads_faster_than_the_label_says():
    """Arterial set 2.8 min for the fastest part; label 10 to 15 min, at least 5.5."""
    fastest = 60 * np.log(2) / published.disposition("arterial").ketamine.rates_per_h.max()
    assert fastest == pytest.approx(2.84, abs=0.01)
    assert fastest < fact("half_life_distribution_label_wide").low


# Long infusions


@pytest.mark.parametrize(("model", "share"), [("venous", 0.725), ("arterial", 0.804), ("nasal", 0.667)])
def test_miss_a_long_infusion_is_said_to_be_stable_after_5_hours(model, share):
    """Models 0.73, 0.80 and 0.67 of the plateau; levels of 16 patients had become stable at 5 h.

    Their rate was raised at first, over a time that was not read, which should have made the wait longer.
    """
    found = published.visits("infusion_96h", model)
    assert value("infusion_steady_after_goldberg") == 5
    assert found.share_of_plateau(5.0) == pytest.approx(share, abs=0.001)


def test_miss_volume_of_the_venous_set():
    """Venous set 419 L; pooled over studies 252 (200 to 304): it was made from samples over a day."""
    found, row = published.visits("infusion_96h").steady_volume_l, fact("vss_racemate_meta")
    assert found > row.high
    assert ratio(found, "vss_racemate_meta") == pytest.approx(1.662, abs=0.002)


def test_miss_the_arterial_set_finds_a_small_volume_in_the_first_sample():
    """Arterial set 25 L at once and 67 L at 5 min; a median of injured people 147 L at 5 min, site not read."""
    found = published.visits("injection_once", "arterial")
    seen = 1000 * found.amount_mg / float(found.course.at(5 / 60)[0])
    assert found.sampled_volume_l == 25.0
    assert ratio(seen, "first_sample_volume") == pytest.approx(0.457, abs=0.002)
