"""Bad input is answered with the argument's name, the value and the allowed range."""

import numpy as np
import pytest
from refusals import not_held

from ketlessons.models import (
    Dose,
    Scheme,
    Segment,
    Way,
    block_in_magnesium,
    dose,
    fraction_blocked,
    ic50_at_voltage,
    magnesium_unblocked,
    one_compartment,
    receptor,
    repeated,
    respond,
    steady_state,
    time_course,
)
from ketlessons.models.dose.absorption import nasal_amounts
from ketlessons.models.dose.accumulation import accumulation_ratio, one_compartment_accumulation
from ketlessons.models.dose.compartments import Network
from ketlessons.models.dose.disposition import Disposition
from ketlessons.models.dose.exposure import exposure, first_volume, plateau_conc, steady_volume, systemic_clearance
from ketlessons.models.dose.extraction import area_by_route, hepatic_extraction
from ketlessons.models.dose.occupancy import competitive_occupancy, nmda_occupancy, sert_occupancy
from ketlessons.models.dose.population import draw_deviations, log_variance
from ketlessons.models.receptor.blocker import Blocker
from ketlessons.models.receptor.channels import simulate_channels
from ketlessons.models.receptor.gating import FourGating, Gating
from ketlessons.models.receptor.magnesium import pore_shares
from ketlessons.models.receptor.protocol import mean_occupancy
from ketlessons.models.receptor.rates import four_state_rates, rate_matrix
from ketlessons.models.receptor.synapse import epsc_train, synaptic_transient

NAN, INF = float("nan"), float("inf")
GATE = {
    "rb_per_um_s": 5,
    "ru_per_s": 12.9,
    "rd_per_s": 8.4,
    "rr_per_s": 6.8,
    "ro_per_s": 46.5,
    "rc_per_s": 73.8,
}
DRUG = {"name": "drug", "on_per_um_s": 1.0, "off_per_s": 0.7, "reference_mv": -70, "delta": 0.79}
TEN = Scheme(Gating(**GATE), Blocker(**DRUG))
FOUR = Scheme(FourGating(20.8, 73.8), Blocker(**DRUG))
ONE = [Segment(1.0, 10.0)]
TRAIN = {"scheme": TEN, "stimuli": 2, "interval_s": 1.0, "peak_um": 1100.0, "decay_s": 0.0012}
CHANNELS = {"scheme": TEN, "protocol": ONE, "n_channels": 5, "step_s": 0.1, "seed": 1}

BLOCK = {"conc_um": 1.0, "ic50_um": 0.71, "hill": 1.0}
WOODHULL = {"ic50_um": 0.71, "voltage_mv": -60, "delta": 0.79, "reference_mv": -70}
JAHR = {"voltage_mv": -60, "mg_mm": 1.0, "half_block_mm": 3.57, "slope_per_mv": 0.062}
PORE = {"conc_um": 1.0, "ic50_um": 0.71, "unblocked_by_mg": 0.1}
SEGMENT = {"duration_s": 1.0}
RATES = {"blocker": None, "glutamate_um": 10.0, "voltage_mv": -70.0}
SETTLE = {"scheme": TEN, "glutamate_um": 10.0}

BODY = Disposition("one", Network([100.0], [], [50.0]), Network([90.0], [], [60.0]), [50.0])
NETWORK = {"volumes_l": [100.0, 50.0], "flows_l_h": [(0, 1, 20.0)], "clearances_l_h": [50.0, 0.0]}
FATE = {"name": "one", "ketamine": BODY.ketamine, "norketamine": BODY.norketamine, "formation_l_h": [50.0]}
WAY = {"ketamine_fraction": 0.5, "norketamine_fraction": 0.2, "ka_per_h": 1.0, "duration_h": 0.5}
DOSE = {"amount_mg": 35.0, "way": Way(1.0), "start_h": 0.0}
COURSE = {"disposition": BODY, "doses": [Dose(35.0, Way(1.0))], "time_h": [0.0, 1.0]}
AGAIN = {"doses": [Dose(35.0, Way(1.0))], "interval_h": 12.0, "times": 3}
BUILD_UP = {"disposition": BODY, "doses": [Dose(35.0, Way(1.0))], "interval_h": 12.0}
FOR_EVER = Network([100.0], [], [0.0])
SPRAY = {"device_mg": 28.0, "devices": 3, "fraction_first": 0.54, "factor_later": 0.62}
PEOPLE = {"covariance": [[0.1, 0.02], [0.02, 0.1]], "patients": 5, "seed": 1}
SITE = {
    "ketamine_um": 0.78,
    "norketamine_um": 0.2,
    "unbound_fraction": (0.5, 0.55, 0.9),
    "half_ketamine_um": (0.99, 1.42, 2.14),
    "half_norketamine_um": (5.87, 9.11, 13.7),
}
SERT = {"conc_ng_ml": 10.0, "half_ng_ml": 2.7, "most": 0.7}
LIVER = {"flow_l_h": 151.0, "intrinsic_l_h": 392.0}
LEFT_OVER = {"start_ng_ml": 100.0, "half_life_h": 3.0, "time_h": 6.0}

CONC = "from 0 to 1e+06 uM"
VOLT = "from -150 to 150 mV"
LEFT = "more than 0 and at most 1"

CASES = [
    (fraction_blocked, BLOCK, "conc_um", -1.0, "-1", CONC),
    (fraction_blocked, BLOCK, "conc_um", NAN, "nan", CONC),
    (fraction_blocked, BLOCK, "conc_um", INF, "inf", CONC),
    (fraction_blocked, BLOCK, "conc_um", 2e6, "2e+06", CONC),
    (fraction_blocked, BLOCK, "conc_um", [1.0, -3.0, NAN], "-3", CONC),
    (fraction_blocked, BLOCK, "conc_um", "1 uM", "'1 uM'", CONC),
    (fraction_blocked, BLOCK, "conc_um", None, "None", CONC),
    (fraction_blocked, BLOCK, "conc_um", 1 + 2j, "(1+2j)", CONC),
    (fraction_blocked, BLOCK, "conc_um", True, "True", CONC),
    (fraction_blocked, BLOCK, "conc_um", [[1.0], [1.0, 2.0]], "[[1.0], [1.0, 2.0]]", CONC),
    (fraction_blocked, BLOCK, "ic50_um", 0.0, "0", "from 1e-06 to 1e+06 uM"),
    (fraction_blocked, BLOCK, "hill", 0.0, "0", "from 0.1 to 10"),
    (fraction_blocked, BLOCK, "hill", -1.0, "-1", "from 0.1 to 10"),
    (ic50_at_voltage, WOODHULL, "ic50_um", -0.71, "-0.71", "from 1e-06 to 1e+06 uM"),
    (ic50_at_voltage, WOODHULL, "voltage_mv", INF, "inf", VOLT),
    (ic50_at_voltage, WOODHULL, "voltage_mv", -INF, "-inf", VOLT),
    (ic50_at_voltage, WOODHULL, "voltage_mv", 151.0, "151", VOLT),
    (ic50_at_voltage, WOODHULL, "delta", 1.1, "1.1", "from 0 to 1"),
    (ic50_at_voltage, WOODHULL, "reference_mv", NAN, "nan", VOLT),
    (ic50_at_voltage, WOODHULL, "valence", 0, "0", "from 1 to 3"),
    (ic50_at_voltage, WOODHULL, "thermal_voltage_mv", 0.0254, "0.0254", "from 20 to 30 mV"),
    (magnesium_unblocked, JAHR, "voltage_mv", NAN, "nan", VOLT),
    (magnesium_unblocked, JAHR, "mg_mm", -0.1, "-0.1", "from 0 to 100 mM"),
    (magnesium_unblocked, JAHR, "mg_mm", 1000.0, "1000", "from 0 to 100 mM"),
    (magnesium_unblocked, JAHR, "half_block_mm", 0.0, "0", "from 0.001 to 1000 mM"),
    (magnesium_unblocked, JAHR, "slope_per_mv", -0.062, "-0.062", "from 0 to 0.5 1/mV"),
    (pore_shares, PORE, "unblocked_by_mg", 0.0, "0", LEFT),
    (pore_shares, PORE, "conc_um", -1.0, "-1", CONC),
    (block_in_magnesium, PORE, "unblocked_by_mg", 1.5, "1.5", LEFT),
    (block_in_magnesium, PORE, "ic50_um", NAN, "nan", "from 1e-06 to 1e+06 uM"),
    (Gating, GATE, "rb_per_um_s", -5.0, "-5", "from 0 to 1e+06 1/uM/s"),
    (Gating, GATE, "ru_per_s", 0.0, "0", "more than 0 and at most 1e+06 1/s"),
    (Gating, GATE, "rd_per_s", NAN, "nan", "from 0 to 1e+06 1/s"),
    (Gating, GATE, "ro_per_s", [1.0, 2.0], "(2,)", "from 0 to 1e+06 1/s"),
    (
        FourGating,
        {"ro_per_s": 1.0, "rc_per_s": 1.0},
        "rc_per_s",
        0.0,
        "0",
        "more than 0 and at most 1e+06 1/s",
    ),
    (Blocker, DRUG, "on_per_um_s", -1.0, "-1", "from 0 to 1e+06 1/uM/s"),
    (Blocker, DRUG, "off_per_s", 0.0, "0", "more than 0 and at most 1e+06 1/s"),
    (Blocker, DRUG, "reference_mv", -700, "-700", VOLT),
    (Blocker, DRUG, "delta", -0.1, "-0.1", "from 0 to 1"),
    (Blocker, DRUG, "escape_per_s", INF, "inf", "from 0 to 1e+06 1/s"),
    (Segment, SEGMENT, "duration_s", 0.0, "0", "more than 0 and at most 1e+06 s"),
    (Segment, SEGMENT, "glutamate_um", -1.0, "-1", CONC),
    (Segment, SEGMENT, "blocker_um", NAN, "nan", CONC),
    (Segment, SEGMENT, "voltage_mv", INF, "inf", VOLT),
    (Segment, SEGMENT, "mg_unblocked", 0.0, "0", LEFT),
    (steady_state, SETTLE, "glutamate_um", -1.0, "-1", CONC),
    (steady_state, SETTLE, "blocker_um", -1.0, "-1", CONC),
    (steady_state, SETTLE, "voltage_mv", 200.0, "200", VOLT),
    (steady_state, SETTLE, "mg_unblocked", -0.5, "-0.5", LEFT),
    (respond, {"scheme": TEN, "protocol": ONE}, "protocol", [], "[]", "at least 1 Segment"),
    (respond, {"scheme": TEN, "protocol": ONE}, "protocol", [1.0], "[1.0]", "at least 1 Segment"),
    (respond, {"scheme": TEN, "protocol": ONE}, "step_s", 0.0, "0", "more than 0 and at most 1e+06 s"),
    (respond, {"scheme": TEN, "protocol": ONE}, "step_s", 1e-9, "1e-09", "at least 1e-06 s"),
    (respond, {"scheme": TEN, "protocol": ONE}, "points", 1, "1", "from 2 to 1000000"),
    (respond, {"scheme": TEN, "protocol": ONE}, "points", 10.5, "10.5", "from 2 to 1000000"),
    (
        respond,
        {"scheme": TEN, "protocol": ONE, "step_s": 0.1},
        "points",
        50,
        "50",
        "None when step_s is given",
    ),
    (respond, {"scheme": TEN, "protocol": ONE}, "start", [1.0, 0.0], "(2,)", "shape (10,)"),
    (respond, {"scheme": FOUR, "protocol": ONE}, "start", [0.5, 0.0, 0.0, 0.0], "0.5", "add up to 1"),
    (respond, {"scheme": FOUR, "protocol": ONE}, "start", [1.5, -0.5, 0.0, 0.0], "1.5", "from 0 to 1"),
    (mean_occupancy, {"scheme": TEN, "protocol": ONE}, "protocol", [], "[]", "at least 1 Segment"),
    (rate_matrix, RATES | {"gating": TEN.gating}, "voltage_mv", -151.0, "-151", VOLT),
    (four_state_rates, RATES | {"gating": FOUR.gating}, "glutamate_um", NAN, "nan", CONC),
    (TEN.blocker.off_at, {"voltage_mv": -60.0}, "voltage_mv", INF, "inf", VOLT),
    (synaptic_transient, {"peak_um": 1100.0, "decay_s": 0.001}, "peak_um", -1.0, "-1", CONC),
    (synaptic_transient, {"peak_um": 1100.0, "decay_s": 0.001}, "decay_s", 1.2, "1.2", "from 1e-05 to 0.1 s"),
    (epsc_train, TRAIN, "stimuli", 0, "0", "from 1 to 10000"),
    (epsc_train, TRAIN, "interval_s", 0.01, "0.01", "from 0.0149 to 1e+06 s"),
    (epsc_train, TRAIN, "scheme", FOUR, "FourGating", "Gating only"),
    (epsc_train, TRAIN, "wave_s", NAN, "nan", "from 1e-05 to 100 s"),
    (simulate_channels, CHANNELS, "n_channels", 0, "0", "from 1 to 100000"),
    (simulate_channels, CHANNELS, "n_channels", 2.5, "2.5", "from 1 to 100000"),
    (simulate_channels, CHANNELS, "seed", -1, "-1", "from 0 to 9223372036854775807"),
    (simulate_channels, CHANNELS, "seed", None, "None", "from 0 to 9223372036854775807"),
    (simulate_channels, CHANNELS | {"step_s": 1e-5}, "n_channels", 5000, "5000", "from 1 to 999"),
    (Network, NETWORK, "volumes_l", [100.0, 0.0], "0", "from 0.01 to 100000 L"),
    (Network, NETWORK, "volumes_l", [[[100.0]], 50.0], "(1, 1)", "numbers or one row of them"),
    (Network, NETWORK, "clearances_l_h", [50.0], "[50.0]", "2 entries"),
    (Network, NETWORK, "clearances_l_h", [-1.0, 0.0], "-1", "from 0 to 100000 L/h"),
    (Network, NETWORK, "flows_l_h", [(0, 2, 20.0)], "0, 2", "0 to 1"),
    (Network, NETWORK, "flows_l_h", [(0, 1, NAN)], "nan", "from 0 to 100000 L/h"),
    (Disposition, FATE, "formation_l_h", [50.0, 1.0], "[50.0, 1.0]", "1 entries"),
    (Disposition, FATE, "formation_l_h", [-5.0], "-5", "from 0 to 100000 L/h"),
    (Way, WAY, "ketamine_fraction", 1.5, "1.5", "from 0 to 1"),
    (Way, WAY, "ketamine_fraction", 50, "50", "from 0 to 1"),
    (Way, WAY, "norketamine_fraction", 0.6, "1.1", "at most 1 - ketamine_fraction"),
    (Way, WAY, "ka_per_h", 0.0, "0", "from 0.001 to 1000 1/h"),
    (Way, WAY, "duration_h", -1.0, "-1", "from 0 to 1000 h"),
    (Way, WAY, "into", -1, "-1", "from 0 to 9"),
    (Dose, DOSE, "amount_mg", -35.0, "-35", "from 0 to 100000 mg"),
    (Dose, DOSE, "amount_mg", NAN, "nan", "from 0 to 100000 mg"),
    (Dose, DOSE, "amount_mg", "35 mg", "'35 mg'", "from 0 to 100000 mg"),
    (Dose, DOSE, "start_h", -1.0, "-1", "from 0 to 100000 h"),
    (time_course, COURSE, "doses", [], "[]", "at least 1 Dose"),
    (time_course, COURSE, "doses", [35.0], "[35.0]", "at least 1 Dose"),
    (time_course, COURSE, "doses", Dose(35.0, Way(1.0)), "Dose(", "sequence of at least 1"),
    (time_course, COURSE, "time_h", [0.0, -1.0], "-1", "from 0 to 100000 h"),
    (time_course, COURSE, "time_h", [1.0, 0.5], "(2,)", "rising times"),
    (time_course, COURSE, "time_h", 3.0, "()", "rising times"),
    (time_course(**COURSE).at, {"time_h": [0.5, 1.5]}, "time_h", [1.5, 0.5], "(2,)", "rising times"),
    (repeated, AGAIN, "interval_h", 0.0, "0", "more than 0 and at most 10000 h"),
    (repeated, AGAIN, "times", 0, "0", "from 1 to 1000"),
    (nasal_amounts, SPRAY, "devices", 0, "0", "from 1 to 10"),
    (nasal_amounts, SPRAY, "fraction_first", 54, "54", "from 0 to 1"),
    (draw_deviations, PEOPLE, "patients", 0, "0", "from 1 to 100000"),
    (draw_deviations, PEOPLE, "seed", -1, "-1", "from 0 to 9223372036854775807"),
    (draw_deviations, PEOPLE, "covariance", [[0.1, 0.2], [0.2, 0.1]], "[[0.1, 0.2], [0.2, 0.1]]", "positive definite"),
    (draw_deviations, PEOPLE, "covariance", [[0.1, 0.2]], "[[0.1, 0.2]]", "shape (k, k)"),
    (log_variance, {"cv": 0.3}, "cv", -0.3, "-0.3", "from 0 to 10"),
    (competitive_occupancy, {"unbound_um": [1.0], "half_um": [1.0]}, "unbound_um", [-1.0], "-1", CONC),
    (competitive_occupancy, {"unbound_um": [1.0], "half_um": [1.0]}, "half_um", [1.0, 2.0], "(2,)", "one value a drug"),
    (competitive_occupancy, {"unbound_um": [1.0], "half_um": [1.0]}, "half_um", [0.0], "0", "from 1e-06 to 1e+06 uM"),
    (nmda_occupancy, SITE, "ketamine_um", -1.0, "-1", CONC),
    (nmda_occupancy, SITE, "unbound_fraction", (0.9, 0.5, 0.55), "[0.9, 0.5, 0.55]", "low, middle and high"),
    (nmda_occupancy, SITE, "unbound_fraction", (45, 55, 90), "45", "from 0 to 1"),
    (sert_occupancy, SERT, "conc_ng_ml", -1.0, "-1", "from 0 to 1e+07 ng/mL"),
    (sert_occupancy, SERT, "most", 80, "80", "from 0 to 1"),
    (first_volume, {"dose_mg": 20.0, "first_ng_ml": 200.0}, "first_ng_ml", 0.0, "0", "ng/mL"),
    (plateau_conc, {"rate_mg_h": 10.0, "clearance_l_h": 60.0}, "rate_mg_h", -1.0, "-1", "mg/h"),
    (exposure, {"dose_mg": 35.0, "fraction": 0.5, "clearance_l_h": 60.0}, "fraction", 50, "50", "from 0 to 1"),
    (one_compartment_accumulation, {"half_life_h": 3.0, "interval_h": 12.0}, "interval_h", 0.0, "0", "10000 h"),
    (accumulation_ratio, BUILD_UP, "interval_h", -12.0, "-12", "more than 0 and at most 10000 h"),
    (
        systemic_clearance,
        {"network": BODY.ketamine},
        "network",
        FOR_EVER,
        "rate of 0 1/h",
        "clear what each",
    ),
    (
        steady_volume,
        {"network": BODY.ketamine},
        "network",
        FOR_EVER,
        "rate of 0 1/h",
        "clear what each",
    ),
    (hepatic_extraction, LIVER, "flow_l_h", 0.0, "0", "more than 0 and at most 100000 L/h"),
    (hepatic_extraction, LIVER, "intrinsic_l_h", -392.0, "-392", "from 0 to 100000 L/h"),
    (area_by_route, LIVER, "intrinsic_l_h", 0.0, "0", "more than 0 and at most 100000 L/h"),
    (area_by_route, LIVER, "swallowed", 60, "60", "from 0 to 1"),
    (area_by_route, LIVER, "passes_gut", NAN, "nan", "from 0 to 1"),
    (one_compartment, LEFT_OVER, "half_life_h", 0.0, "0", "from 0.001 to 10000 h"),
    (one_compartment, LEFT_OVER, "time_h", -1.0, "-1", "from 0 to 100000 h"),
]


@pytest.mark.parametrize(
    ("function", "good", "name", "bad", "shown", "allowed"),
    CASES,
    ids=[f"{function.__name__}-{name}-{shown}" for function, _, name, _, shown, _ in CASES],
)
def test_the_message_names_argument_value_and_range(refuses, function, good, name, bad, shown, allowed):
    refuses(function, good, name, bad, shown, allowed)


@pytest.mark.parametrize("wing", [receptor, dose])
def test_everything_of_the_wing_that_takes_values_is_held_above(wing):
    # A course is made by `time_course`, which refuses; it is given nothing else.
    assert not_held(wing, CASES) == ({"Course"} if wing is dose else set())


def test_shapes_that_do_not_fit_are_named():
    with pytest.raises(ValueError, match=r"conc_um \(2,\), ic50_um \(3,\)"):
        fraction_blocked([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match=r"glutamate_um \(2,\), blocker_um \(3,\)"):
        steady_state(TEN, [1.0, 2.0], [1.0, 2.0, 3.0])


def test_drug_without_a_blocker_is_refused():
    with pytest.raises(ValueError, match=r"blocker_um must be 0 uM .* got 2"):
        respond(Scheme(Gating(**GATE)), [Segment(1.0, 10.0, blocker_um=2.0)])


def test_a_lone_segment_is_not_a_protocol():
    with pytest.raises(ValueError, match="protocol must be a sequence of at least 1 Segment"):
        respond(TEN, Segment(1.0))


@pytest.mark.parametrize("voltage", [-150, 150])
def test_the_limits_themselves_are_allowed(voltage):
    assert np.isfinite(ic50_at_voltage(0.71, voltage, 0.79, -70))
    assert 0 < magnesium_unblocked(voltage, 100.0, 3.57, 0.062) <= 1
    p = steady_state(TEN, [0.0, 1e6], 1e6, voltage)
    np.testing.assert_allclose(p.sum(axis=-1), 1.0)


def test_rates_and_schemes_cannot_be_changed_in_place():
    with pytest.raises(AttributeError):
        TEN.gating.ro_per_s = 1.0
    with pytest.raises(AttributeError):
        TEN.blocker = None
