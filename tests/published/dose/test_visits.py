"""Named schedules: do their courses, plateaus, clearances and volumes fit each other, and what was published?

Most expected values were held out: no model was built with them. Where the models miss, see `test_recorded_misses`.
"""

import numpy as np
import pytest

from ketlessons.evidence import fact, regimen, schedule, schedules, value
from ketlessons.models import first_volume, one_compartment_accumulation, plateau_conc
from ketlessons.published import models_for, trace, visits

EVERY = [(row.id, model) for row in schedules() for model in models_for(row.regimen)]
LONG = ("infusion_96h", "sedation_3_days")
REPEATED = ("spray_twice_weekly", "infusion_thrice_weekly")


def ratio(found, row):
    return float(found) / value(row)


def inside(found, row):
    low, high = fact(row).low, fact(row).high
    return low <= float(found) <= high


# What fits together


@pytest.mark.parametrize(("id", "model"), EVERY)
def test_area_is_dose_and_share_over_clearance(id, model):
    """F x dose / CL is the area of the curve, and the plateau is that area over the time it is spread over."""
    found = visits(id, model)
    area = float(found.course.auc_inf_ng_h_ml) / found.schedule.times
    assert found.auc_ng_h_ml == pytest.approx(area, rel=1e-9)
    assert found.amount_mg == pytest.approx(sum(dose.amount_mg for dose in found.visit))
    lasts = found.schedule.interval_h or found.given_h
    if lasts:
        assert found.plateau_ng_ml == pytest.approx(found.auc_ng_h_ml / lasts, rel=1e-9)
    else:
        assert found.plateau_ng_ml is found.share_of_plateau(1.0) is None


@pytest.mark.parametrize(("id", "model"), EVERY)
def test_the_course_begins_as_one_visit_does_and_ends_after_four_weeks(id, model):
    found, row = visits(id, model), schedule(id)
    early = found.time_h < (row.interval_h or np.inf)
    alone = trace(row.regimen, model, found.time_h[early])
    np.testing.assert_allclose(found.course.ketamine_ng_ml[early], alone.ketamine_ng_ml, rtol=1e-9, atol=1e-9)
    assert found.time_h[0] == 0.0
    assert found.time_h[-1] == 28 * 24
    assert len(found.time_h) < 1500
    assert set(found.starts_h) <= set(found.time_h)
    assert found.course.ketamine_ng_ml[-1] < 0.01 * found.peak_ng_ml(1)


@pytest.mark.parametrize("model", ["venous", "arterial"])
def test_the_first_sample_after_an_injection_shows_the_sampled_volume(model):
    found = visits("injection_once", model)
    assert first_volume(found.amount_mg, found.course.at(0.0)[0]) == pytest.approx(found.sampled_volume_l)
    assert found.steady_volume_l == pytest.approx(value(f"vss_{model}_set"))


def test_equal_clearance_gives_one_plateau_whatever_the_volumes_and_volumes_only_delay_it():
    vein, artery = (visits("infusion_96h", model) for model in ("venous", "arterial"))
    assert vein.plateau_ng_ml == pytest.approx(artery.plateau_ng_ml)
    assert vein.steady_volume_l > artery.steady_volume_l
    assert 0.3 < vein.share_of_plateau(1.0) < artery.share_of_plateau(1.0) < 0.5
    for found in (vein, artery):
        assert found.share_of_plateau(96.0) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("id", REPEATED)
def test_each_interval_is_soon_like_the_one_before(id):
    found = visits(id)
    last = found.schedule.times
    assert found.before_ng_ml(1) == 0.0
    assert found.before_ng_ml(last) == pytest.approx(found.before_ng_ml(last - 1), rel=1e-6)
    assert found.peak_ng_ml(last) >= found.peak_ng_ml(1)
    # What is left from before is all that can be added.
    assert found.peak_ng_ml(last) - found.peak_ng_ml(1) <= found.before_ng_ml(last) * (1 + 1e-9)


def test_a_long_infusion_and_an_injection_have_no_ratio():
    for id in (*LONG, "injection_once"):
        assert visits(id).accumulation is None


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="model must be one of venous, arterial; got 'nasal'"):
        visits("injection_once", "nasal")
    with pytest.raises(ValueError, match="visit must be a whole number from 1 to 8, got 9"):
        visits("spray_twice_weekly").peak_ng_ml(9)
    with pytest.raises(ValueError, match="visit must be a whole number from 1 to 8, got 0"):
        visits("spray_twice_weekly").before_ng_ml(0)


# What was published


def test_the_spray_does_not_build_up_when_given_twice_a_week():
    """Label: without build-up in plasma. Each set says less than 1 in 100, and the last peak is the first one."""
    assert "without build-up in plasma" in fact("nasal_no_accumulation_label").quantity
    for model in models_for("nasal_84"):
        found = visits("spray_twice_weekly", model)
        assert 1.0 <= found.accumulation < 1.01
        assert found.peak_ng_ml(8) == pytest.approx(found.peak_ng_ml(1), rel=1e-3)
    found = visits("spray_twice_weekly")
    assert (found.model, round(found.accumulation, 3)) == ("nasal", 1.002)
    assert found.before_ng_ml(8) == pytest.approx(0.046, abs=0.001)


def test_one_number_tells_of_sertraline_what_its_label_does():
    """Label: half-life 22 to 36 h, twofold with a dose a day."""
    row = fact("sertraline_half_life")
    least, most = one_compartment_accumulation([row.low, row.high], 24.0)
    assert least < value("sertraline_accumulation") < most


def test_plateau_of_an_even_infusion_in_intensive_care():
    """Held out: 1.2 (0.9 to 1.5) ug/mL after 3 days of 1.1 to 1.3 mg/kg/h; norketamine 1.0 (0.4 to 1.6)."""
    found = visits("sedation_3_days")
    rate = fact("sedation_rate")
    assert rate.low < regimen("iv_sedation").dose < rate.high
    assert found.plateau_ng_ml == pytest.approx(1000.0)
    ketamine, norketamine = found.course.at(72.0)
    assert inside(ketamine / 1000, "sedation_plateau")
    assert ratio(ketamine / 1000, "sedation_plateau") == pytest.approx(0.833, abs=0.002)
    assert inside(norketamine / 1000, "sedation_norketamine_plateau")
    assert ratio(norketamine / 1000, "sedation_norketamine_plateau") == pytest.approx(1.454, abs=0.002)
    # The ends of the printed rate stay within the printed spread of the level.
    for end in (rate.low, rate.high):
        assert inside(plateau_conc(end * 70, found.clearance_l_h) / 1000, "sedation_plateau")


def test_clearance_read_off_a_plateau():
    """Held out: 70 (56 to 93) L/h from the plateau in intensive care; the models' 84 and 95 lie in it or near."""
    assert inside(visits("sedation_3_days").clearance_l_h, "cl_sedation_plateau")
    assert inside(value("cl_sedation_plateau"), "cl_racemate_meta")


def test_level_of_an_infusion_of_96_hours():
    """Held out: mean 424 ng/mL on the way to 0.6 mg/kg/h; 500 at the target, 450 at the rate a later study reached."""
    found = visits("infusion_96h")
    assert ratio(found.plateau_ng_ml, "infusion_96h_mean") == pytest.approx(1.179, abs=0.002)
    reached = fact("infusion_96h_final_rate")
    levels = [plateau_conc(rate * 70, found.clearance_l_h) for rate in (reached.low, reached.value, reached.high)]
    assert levels[0] < value("infusion_96h_mean") < levels[2]
    assert levels[1] / value("infusion_96h_mean") == pytest.approx(1.061, abs=0.002)


def test_peak_of_the_other_arm():
    """Held out: mean 156 ng/mL with 0.5 mg/kg over 40 min; venous set 162. The same people, so the same assay."""
    assert ratio(visits("infusion_thrice_weekly").peak_ng_ml(1), "infusion_40min_mean_lenze") == pytest.approx(
        1.036, abs=0.002
    )


def test_volume_from_the_first_sample():
    """Held out: 147 L from the sample at 5 min; venous set 133 L at once, and 156 at 5 min."""
    found = visits("injection_once")
    at_5 = first_volume(found.amount_mg, float(found.course.at(5 / 60)[0]))
    assert found.sampled_volume_l == 133.0
    assert ratio(at_5, "first_sample_volume") == pytest.approx(1.061, abs=0.002)


def test_volume_at_steady_state_of_the_nasal_set():
    """Label 709 L, its paper 752 L without the liver; 780 L with what the liver holds."""
    found = visits("spray_twice_weekly").steady_volume_l
    assert ratio(found, "vss_s_label") == pytest.approx(1.100, abs=0.002)
    assert ratio(found, "vss_s_popk") == pytest.approx(1.037, abs=0.002)


def test_volume_at_steady_state_of_the_arterial_set():
    """252 (200 to 304) L: a pooled value of the paper that the set is read from, so no test of it; 238 L."""
    assert inside(visits("infusion_96h", "arterial").steady_volume_l, "vss_racemate_meta")
