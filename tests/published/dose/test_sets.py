"""The published sets behind one function: what they take, what they refuse, and that nothing is lost on the way."""

import inspect

import numpy as np
import pytest

from ketlessons import published
from ketlessons.evidence import UnknownFact, regimen, regimens, value
from ketlessons.models import repeated, time_course
from ketlessons.models.dose import course
from ketlessons.published import bioavailability, doses_of, models_for, trace
from ketlessons.published.dose.first_pass import first_pass
from ketlessons.published.dose.patients import deviations

MODELS = ("venous", "arterial", "nasal")
#: Which sets take which regimen.
TAKEN = {
    "iv_infusion": MODELS,
    "iv_s_infusion": MODELS,
    "iv_s_infusion_28": MODELS,
    "iv_half": MODELS[:2],
    "im_half": MODELS[:2],
    "nasal_28": MODELS,
    "nasal_56": MODELS,
    "nasal_84": MODELS,
    "sublingual_25": MODELS[:2],
    "oral_25": MODELS[:2],
    "oral_s_84": MODELS,
    "iv_bolus_label": MODELS[:2],
    "im_label": MODELS[:2],
    "iv_96h": MODELS,
    "iv_sedation": MODELS,
}
EVERY = [(id, model) for id, models in TAKEN.items() for model in models]


def in_mg(id):
    row = regimen(id)
    hours = row.duration_min / 60 if row.unit == "mg/kg/h" else 1.0
    return row.dose * (value("reference_weight") if row.unit != "mg" else 1.0) * hours


def hepatic():
    """Clearance through the liver of the nasal set, and what one pass leaves."""
    flow, cleared = value("nasal_qh"), (value("nasal_kel") + value("nasal_kmet")) * value("nasal_vh")
    return flow * cleared / (flow + cleared), flow / (flow + cleared)


# What is taken and what is refused


def test_each_regimen_is_taken_by_the_sets_that_were_made_for_it():
    assert {row.id: models_for(row.id) for row in regimens()} == TAKEN


@pytest.mark.parametrize(("id", "model"), EVERY)
def test_each_regimen_runs(id, model):
    found = trace(id, model)
    assert found.name == model
    assert np.isfinite(found.ketamine_ng_ml).all()
    assert found.ketamine_ng_ml.min() >= 0
    assert found.cmax_ng_ml > 1
    assert found.norketamine_cmax_ng_ml > 1


@pytest.mark.parametrize("id", [id for id, models in TAKEN.items() if "nasal" not in models])
@pytest.mark.parametrize("function", [trace, bioavailability])
def test_the_nasal_set_refuses_what_it_was_not_made_for(function, id):
    with pytest.raises(ValueError, match=r"^model must be one of venous, arterial; got 'nasal'$"):
        function(id, "nasal")


@pytest.mark.parametrize("bad", ["Venous", "", "kamp", None, 3])
def test_unknown_sets_list_what_is_known(bad):
    known = "^model must be one of venous, arterial, nasal; got "
    for call in (
        lambda: trace("iv_infusion", bad),
        lambda: bioavailability("iv_infusion", bad),
        lambda: published.disposition(bad),
        lambda: doses_of(regimen("iv_infusion"), bad),
    ):
        with pytest.raises(ValueError, match=known) as problem:
            call()
        assert str(problem.value).endswith(repr(bad))


@pytest.mark.parametrize("bad", ["S-ketamine", "", None, 1])
def test_unknown_drugs_list_what_is_known(bad):
    for call in (lambda: published.disposition("venous", bad), lambda: first_pass(bad)):
        with pytest.raises(ValueError, match=r"^drug must be one of racemate, s_ketamine; got ") as problem:
            call()
        assert str(problem.value).endswith(repr(bad))


@pytest.mark.parametrize("function", [trace, bioavailability, models_for])
@pytest.mark.parametrize("bad", ["iv", "IV_INFUSION", "", "70 mg"])
def test_there_are_named_regimens_only(function, bad):
    with pytest.raises(UnknownFact, match=r"no regimen .* there are iv_infusion, .*im_label") as problem:
        function(bad)
    assert repr(bad) in str(problem.value)


def test_the_arterial_set_has_no_patients_of_its_own():
    for call in (lambda: deviations("arterial", 3), lambda: trace("iv_infusion", "arterial", patients=3)):
        with pytest.raises(ValueError, match=r"^model must be one of venous, nasal; got 'arterial'$"):
            call()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"patients": 0}, "patients must be a whole number from 1 to 100000, got 0"),
        ({"patients": 1.5}, "patients must be a whole number from 1 to 100000, got 1.5"),
        ({"patients": 100_001}, "patients must be a whole number from 1 to 100000, got 100001"),
        ({"patients": 3, "seed": -1}, "seed must be a whole number from 0 to .*, got -1"),
        ({"time_h": [1.0, 0.5]}, "time_h must be one row of rising times"),
        (
            {"time_h": [-1.0, 0.5]},
            r"time_h must be from 0 to (100000|1e\+05) h, got -1",
        ),
    ],
)
def test_numbers_that_cannot_be(wrong, says):
    with pytest.raises(ValueError, match=says):
        trace("iv_infusion", **wrong)


# Doses and ways


@pytest.mark.parametrize(("id", "model"), EVERY)
def test_what_takes_the_ways_adds_up_to_the_dose(id, model):
    total = sum(dose.amount_mg for dose in doses_of(regimen(id), model))
    assert total == pytest.approx(in_mg(id), rel=1e-12)


def test_the_dose_of_a_70_kg_adult_in_mg():
    """Kept as numbers, so that a changed weight or table shows."""
    found = {id: sum(dose.amount_mg for dose in doses_of(regimen(id))) for id in TAKEN}
    assert found == pytest.approx(
        {
            "iv_infusion": 35.0,
            "iv_s_infusion": 20.0,
            "iv_s_infusion_28": 28.0,
            "iv_half": 35.0,
            "im_half": 35.0,
            "nasal_28": 28.0,
            "nasal_56": 56.0,
            "nasal_84": 84.0,
            "sublingual_25": 25.0,
            "oral_25": 25.0,
            "oral_s_84": 84.0,
            "iv_bolus_label": 140.0,
            "im_label": 420.0,
            "iv_96h": 4032.0,
            "iv_sedation": 6048.0,
        }
    )


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("devices", [1, 2, 3])
def test_devices_follow_each_other_at_five_minutes(devices, model):
    row = regimen(f"nasal_{28 * devices}")
    doses = doses_of(row, model)
    assert [round(60 * dose.start_h, 9) for dose in doses] == [5 * n for n in range(devices) for _ in range(2)]
    assert value("device_interval") == 5
    for nose, gut in zip(doses[::2], doses[1::2], strict=True):
        assert nose.amount_mg + gut.amount_mg == pytest.approx(value("device_dose"))
        assert nose.way.ka_per_h == value("nasal_ka")
        assert gut.way.into == (3 if model == "nasal" else 0)
    shares = [nose.amount_mg / value("device_dose") for nose in doses[::2]]
    assert shares == pytest.approx([0.54, 0.54 * 0.62, 0.54 * 0.62][:devices])
    assert {dose.start_h for dose in doses_of(row, model, together=True)} == {0.0}


def test_all_devices_at_once_or_in_turn_bring_the_same_in_all():
    for model in MODELS:
        fate = published.disposition(model, "s_ketamine")
        turns, once = (time_course(fate, doses_of(regimen("nasal_84"), model, together=flag)) for flag in (False, True))
        assert turns.auc_inf_ng_h_ml == pytest.approx(float(once.auc_inf_ng_h_ml), rel=1e-12)
        assert turns.cmax_ng_ml < once.cmax_ng_ml
        assert turns.tmax_h > once.tmax_h


def test_infusions_last_as_long_as_the_table_says():
    minutes = {"iv_infusion": 40, "iv_s_infusion": 20, "iv_s_infusion_28": 40, "iv_half": 0, "iv_bolus_label": 1}
    assert {id: 60 * doses_of(regimen(id))[0].way.duration_h for id in minutes} == pytest.approx(minutes)


# Mass


@pytest.mark.parametrize(("id", "model"), EVERY)
def test_what_arrives_is_cleared(id, model):
    """CL x AUC = F x dose; what turns into norketamine is cleared as norketamine."""
    found, doses = trace(id, model), doses_of(regimen(id), model)
    if model == "nasal":
        clearance, passes = hepatic()
        made = value("nasal_kmet") / (value("nasal_kel") + value("nasal_kmet"))
        arrived = sum(d.amount_mg * d.way.ketamine_fraction * (passes if d.way.into else 1.0) for d in doses)
        # Whatever comes past the gut wall leaves through the liver in the end.
        turned = made * sum(d.amount_mg * d.way.ketamine_fraction for d in doses)
        more = value("nasal_norketamine_cl")
    else:
        clearance = value("venous_cl_s") if regimen(id).drug == "s_ketamine" else value("model_cl_racemate")
        arrived = sum(d.amount_mg * d.way.ketamine_fraction for d in doses)
        turned = arrived + sum(d.amount_mg * d.way.norketamine_fraction for d in doses)
        more = value("norketamine_cl")
    assert clearance * float(found.auc_inf_ng_h_ml) / 1000 == pytest.approx(arrived, rel=1e-9)
    assert more * float(found.norketamine_auc_inf_ng_h_ml) / 1000 == pytest.approx(turned, rel=1e-9)
    assert arrived / in_mg(id) == pytest.approx(bioavailability(id, model), rel=1e-9)


def test_bioavailability_is_what_the_rows_say():
    swallowed = first_pass("s_ketamine").ketamine
    first, factor = value("nasal_fraction_first"), value("nasal_fraction_later")
    for devices in (1, 2, 3):
        nose = first * (1 + (devices - 1) * factor) / devices
        assert bioavailability(f"nasal_{28 * devices}") == pytest.approx(nose + (1 - nose) * swallowed, rel=1e-12)
    assert bioavailability("oral_25") == value("oral_fraction_racemate")
    assert bioavailability("oral_s_84") == pytest.approx(swallowed, rel=1e-12)
    for id in ("im_label", "im_half"):
        assert bioavailability(id) == pytest.approx(value("f_im_label"), rel=1e-12)
    assert {bioavailability(id) for id in TAKEN if id.startswith("iv_")} == {1.0}


def test_first_pass():
    """Gut wall 0.64; liver 151 / (151 + 3.88 x 101); tablets of racemate 0.20."""
    s, racemate = first_pass("s_ketamine"), first_pass("racemate")
    assert s == pytest.approx((0.1780135573, 0.4619864427), abs=1e-9)
    assert s.ketamine == pytest.approx(value("gut_fraction") * hepatic()[1], rel=1e-12)
    assert racemate == pytest.approx((0.20, 0.44))
    assert sum(s) == pytest.approx(value("gut_fraction"))
    assert sum(racemate) == pytest.approx(value("gut_fraction"))


def test_both_sets_clear_the_same_and_spread_it_otherwise():
    for drug, clearance in (("racemate", 84.0), ("s_ketamine", 95.2)):
        for model in ("venous", "arterial"):
            fate = published.disposition(model, drug)
            assert fate.ketamine.clearances_l_h[0] == clearance
            assert fate.formation_l_h[0] == clearance
    venous, arterial = (published.disposition(model).ketamine for model in ("venous", "arterial"))
    assert sum(venous.volumes_l) == pytest.approx(value("vss_venous_set"))
    assert sum(arterial.volumes_l) == pytest.approx(value("vss_arterial_set"))


def test_the_nasal_set_is_for_esketamine_whatever_is_asked():
    racemate, s = (published.disposition("nasal", drug) for drug in ("racemate", "s_ketamine"))
    np.testing.assert_array_equal(racemate.rates_per_h, s.rates_per_h)


# Patients


@pytest.mark.parametrize(("id", "model"), [(id, model) for id, model in EVERY if model != "arterial"])
def test_one_patient_is_the_first_of_many(id, model):
    hours = np.arange(49) / 2
    one, many = (trace(id, model, hours, patients=n) for n in (1, 1000))
    assert one.ketamine_ng_ml.shape == (1, 49)
    assert many.ketamine_ng_ml.shape == (1000, 49)
    np.testing.assert_allclose(one.ketamine_ng_ml[0], many.ketamine_ng_ml[0], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(one.norketamine_ng_ml[0], many.norketamine_ng_ml[0], rtol=1e-9, atol=1e-9)
    assert np.unique(many.auc_inf_ng_h_ml).size == 1000


@pytest.mark.parametrize(("id", "model"), [("iv_infusion", "venous"), ("nasal_84", "nasal")])
def test_the_same_seed_gives_the_same_people(id, model):
    first, again, other = (trace(id, model, [1.0], patients=50, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.ketamine_ng_ml, again.ketamine_ng_ml)
    assert not np.isclose(first.ketamine_ng_ml, other.ketamine_ng_ml).any()
    default = trace(id, model, [1.0], patients=50)
    np.testing.assert_array_equal(first.ketamine_ng_ml, default.ketamine_ng_ml)


def test_without_patients_it_is_the_typical_person():
    """Who is not the mean of many, and lies close to their median."""
    typical, many = trace("iv_infusion"), trace("iv_infusion", patients=1000)
    assert typical.ketamine_ng_ml.ndim == 1
    assert np.median(many.cmax_ng_ml) == pytest.approx(typical.cmax_ng_ml, rel=0.02)


def test_the_share_of_the_nose_stays_a_share():
    people = deviations("nasal", 1000)
    for dose in doses_of(regimen("nasal_84"), "nasal", people):
        amount = np.asarray(dose.amount_mg)
        assert amount.shape == (1000,)
        assert (amount > 0).all()
        assert (amount < value("device_dose")).all()


def test_patients_differ_only_where_a_variance_was_read():
    assert sorted(deviations("venous", 2)) == ["cl", "norketamine_cl", "norketamine_v1", "v1"]
    assert "kmet" not in deviations("nasal", 2)
    many = published.disposition("venous", "racemate", deviations("venous", 5)).ketamine
    assert np.shape(many.volumes_l[0]) == np.shape(many.clearances_l_h[0]) == (5,)
    assert many.volumes_l[1:] == [value("venous_v2"), value("venous_v3")]


# Units, grids, and doses again and again


def test_molar_masses_are_those_of_the_rows():
    assert value("ketamine_molar_mass") == course.KETAMINE_G_MOL
    assert value("norketamine_molar_mass") == course.NORKETAMINE_G_MOL


def test_the_default_grid_is_a_day_at_a_minute():
    hours = trace("iv_infusion").time_h
    assert hours.size == 24 * 60 + 1
    assert (hours[0], hours[-1]) == (0.0, 24.0)
    np.testing.assert_allclose(np.diff(hours), 1 / 60, rtol=1e-9)
    assert inspect.signature(trace).parameters["model"].default == "venous"
    assert trace("iv_infusion").name == "venous"


@pytest.mark.parametrize("model", MODELS)
def test_twice_a_week_leaves_a_trough_below_one_percent_of_the_peak(model):
    """Eight nasal doses of 84 mg, 84 h apart: neither ketamine nor norketamine builds up."""
    interval, times = 84.0, 8
    doses = repeated(doses_of(regimen("nasal_84"), model), interval, times)
    fate = published.disposition(model, "s_ketamine")
    found = time_course(fate, doses, np.arange(int(interval * times) * 12 + 1) / 12)
    before = interval * np.arange(1, times) - 1e-6
    for trough, peak in zip(found.at(before), (found.cmax_ng_ml, found.norketamine_cmax_ng_ml), strict=True):
        assert (trough > 0).all()
        assert trough.max() < 0.01 * peak
    # The last peak is the first peak, but for what the first days left.
    week = found.ketamine_ng_ml[found.time_h >= interval * (times - 1)].max()
    first = found.ketamine_ng_ml[found.time_h < interval].max()
    assert week == pytest.approx(first, rel=0.005)
