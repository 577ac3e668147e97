"""Do clearance, volumes, plateau and build-up agree with a solver that steps, and with the limits? No tables here."""

import itertools

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from ketlessons.models import (
    Dose,
    Way,
    accumulation_ratio,
    exposure,
    first_volume,
    one_compartment_accumulation,
    plateau_conc,
    repeated,
    steady_volume,
    systemic_clearance,
    time_course,
)
from ketlessons.models.dose.compartments import Network
from ketlessons.models.dose.disposition import Disposition

METABOLITE = Network([98.6, 160.0], [(0, 1, 42.8)], [57.7, 0.0])
BODIES = {
    "one": Network([100.0], [], [50.0]),
    "vein": Network([133.0, 98.8, 187.0], [(0, 1, 157.0), (0, 2, 23.2)], [84.0, 0.0, 0.0]),
    "artery": Network([25.0, 56.0, 157.0], [(0, 1, 161.0), (0, 2, 79.0)], [84.0, 0.0, 0.0]),
    "liver": Network(
        [192.0, 143.0, 417.0, 101.0],
        [(0, 1, 84.3), (0, 2, 37.6), (0, 3, 151.0)],
        [0.0, 0.0, 0.0, 3.88 * 101.0],
    ),
}
WAYS = {
    "at once": Way(1.0),
    "in 40 min": Way(1.0, duration_h=40 / 60),
    "swallowed": Way(0.3, 0.3, ka_per_h=1.5, duration_h=0.5),
}
INTERVALS = (6.0, 24.0, 84.0)


def joined(network):
    return Disposition("test", network, METABOLITE, [0.0] * len(network.volumes_l))


def stepped(network, way, interval, times):
    """Follow amounts visit by visit; return concentrations just before each visit, and the area of each interval."""
    volumes, cleared = np.array(network.volumes_l), np.array(network.clearances_l_h)
    count = len(volumes)

    def change(entering):
        def rate(_, y):
            conc = y[:count] / volumes
            dy = np.zeros(count + 2)
            dy[:count] = -cleared * conc
            for i, j, flow in network.flows_l_h:
                dy[i] -= flow * (conc[i] - conc[j])
                dy[j] += flow * (conc[i] - conc[j])
            leaving = entering if way.ka_per_h is None else way.ka_per_h * y[count]
            dy[count] = 0.0 if way.ka_per_h is None else entering - leaving
            dy[0] += way.ketamine_fraction * leaving
            dy[-1] = 1000.0 * conc[0]
            return dy

        return rate

    y, before, areas = np.zeros(count + 2), [], []
    for _ in range(times):
        before.append(1000.0 * y[0] / volumes[0])
        y[-1] = 0.0
        if way.duration_h == 0.0:
            y[0] += 10.0 * way.ketamine_fraction
            spans = [(0.0, interval, 0.0)]
        else:
            spans = [(0.0, way.duration_h, 10.0 / way.duration_h), (way.duration_h, interval, 0.0)]
        for start, end, entering in spans:
            y = solve_ivp(change(entering), (start, end), y, "LSODA", rtol=1e-10, atol=1e-13).y[:, -1]
        areas.append(y[-1])
    return np.array(before), np.array(areas)


@pytest.mark.parametrize(("name", "way", "interval"), itertools.product(BODIES, WAYS, INTERVALS))
def test_repeated_visits_are_what_a_solver_finds_and_build_up_as_the_ratio_says(name, way, interval):
    body, way, times = joined(BODIES[name]), WAYS[way], 12
    before, areas = stepped(BODIES[name], way, interval, times)
    course = time_course(body, repeated([Dose(10.0, way)], interval, times), np.arange(1, times) * interval - 1e-9)
    np.testing.assert_allclose(course.ketamine_ng_ml, before[1:], rtol=1e-6, atol=1e-8)
    ratio = accumulation_ratio(body, [Dose(10.0, way)], interval)
    # After n visits all but the slowest part's nth power is there.
    missing = np.exp(-BODIES[name].rates_per_h[0] * interval * times)
    assert areas[-1] / areas[0] == pytest.approx(ratio, rel=1e-7 + 2 * missing)
    assert (np.diff(areas) >= -1e-6 * areas[0]).all()
    assert areas[-1] <= ratio * areas[0] * (1 + 1e-7)


@pytest.mark.parametrize(("name", "way"), itertools.product(BODIES, WAYS))
def test_one_interval_of_the_steady_state_has_the_whole_area_of_one_dose(name, way):
    """And its mean is rate over clearance."""
    network, visit = BODIES[name], [Dose(10.0, WAYS[way])]
    many = repeated(visit, 12.0, 60)
    one = time_course(joined(network), visit, [0.0])
    ends = [time_course(joined(network), many, [0.0, 12.0 * n]).auc_ng_h_ml for n in (59, 60)]
    last = float(ends[1] - ends[0])
    assert last == pytest.approx(float(one.auc_inf_ng_h_ml), rel=1e-8)
    share = WAYS[way].ketamine_fraction
    clearance = systemic_clearance(network)
    assert last == pytest.approx(exposure(10.0, share, clearance), rel=1e-8)
    assert last / 12.0 == pytest.approx(plateau_conc(10.0 * share / 12.0, clearance), rel=1e-8)


@pytest.mark.parametrize("name", BODIES)
def test_a_long_infusion_ends_at_its_plateau_and_the_body_holds_the_volume_of_it(name):
    network = BODIES[name]
    volumes, cleared = np.array(network.volumes_l), np.diag(np.array(network.clearances_l_h, float))
    for i, j, flow in network.flows_l_h:
        cleared[i, i] += flow
        cleared[j, j] += flow
        cleared[i, j] -= flow
        cleared[j, i] -= flow
    conc = np.linalg.solve(cleared, np.eye(len(volumes))[0])
    assert systemic_clearance(network) == pytest.approx(1 / conc[0], rel=1e-10)
    assert steady_volume(network) == pytest.approx((volumes * conc).sum() / conc[0], rel=1e-10)
    course = time_course(joined(network), [Dose(42.0 * 500, Way(1.0, duration_h=500.0))], [499.0])
    assert float(course.ketamine_ng_ml[0]) == pytest.approx(plateau_conc(42.0, 1 / conc[0]), rel=1e-9)


def test_a_liver_clears_no_faster_than_blood_flows_through_it():
    cleared = [systemic_clearance(Network([100.0, 1.0], [(0, 1, 90.0)], [0.0, own])) for own in (10.0, 1e3, 1e5)]
    assert cleared == pytest.approx([90 * own / (90 + own) for own in (10.0, 1e3, 1e5)], rel=1e-9)
    assert max(cleared) < 90.0


def test_the_first_sample_shows_the_sampled_volume_and_later_ones_more():
    course = time_course(joined(BODIES["vein"]), [Dose(35.0, Way(1.0))], [0.0, 0.1, 0.5, 2.0, 8.0])
    seen = first_volume(35.0, course.ketamine_ng_ml)
    assert seen[0] == pytest.approx(133.0)
    assert (np.diff(seen) > 0).all()


def test_limits_of_the_build_up():
    """Nothing where the next dose finds nothing; as an infusion where doses come one upon the other."""
    body, dose = joined(BODIES["one"]), [Dose(10.0, Way(1.0))]
    assert accumulation_ratio(body, dose, 1000.0) == pytest.approx(1.0, abs=1e-12)
    assert accumulation_ratio(body, dose, 0.001) == pytest.approx(1 / (0.5 * 0.001), rel=1e-3)
    half_life = np.log(2) / 0.5
    for interval in (0.1, half_life, 24.0):
        assert accumulation_ratio(body, dose, interval) == pytest.approx(
            one_compartment_accumulation(half_life, interval), rel=1e-9
        )
    assert one_compartment_accumulation([24.0, 12.0], 24.0) == pytest.approx([2.0, 4 / 3])


def test_the_last_half_life_of_a_bent_curve_overstates_the_build_up():
    body = joined(BODIES["vein"])
    terminal = np.log(2) / BODIES["vein"].rates_per_h[0]
    exact = accumulation_ratio(body, [Dose(10.0, Way(1.0))], 12.0)
    assert 1.0 < exact < one_compartment_accumulation(terminal, 12.0)


def test_patients_in_one_call_are_the_patients_one_by_one():
    cleared = np.array([42.0, 84.0, 168.0])
    together = Network([133.0, 98.8], [(0, 1, 157.0)], [cleared, 0.0])
    alone = [Network([133.0, 98.8], [(0, 1, 157.0)], [one, 0.0]) for one in cleared]
    np.testing.assert_allclose(systemic_clearance(together), cleared, rtol=1e-10)
    np.testing.assert_allclose(steady_volume(together), [steady_volume(one) for one in alone], rtol=1e-10)
    visit = [Dose(10.0, Way(1.0))]
    np.testing.assert_allclose(
        accumulation_ratio(joined(together), visit, 6.0),
        [accumulation_ratio(joined(one), visit, 6.0) for one in alone],
        rtol=1e-10,
    )


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (lambda: plateau_conc(42.0, 0.0), r"clearance_l_h must be more than 0 and at most 100000 L/h, got 0"),
        (lambda: plateau_conc(-1.0, 84.0), r"rate_mg_h must be from 0 to 100000 mg/h, got -1"),
        (lambda: exposure(84.0, 1.2, 84.0), r"fraction must be from 0 to 1, got 1.2"),
        (lambda: exposure(84.0, 0.5, np.nan), r"clearance_l_h must be more than 0 .*, got nan"),
        (lambda: first_volume(35.0, 0.0), r"first_ng_ml must be from 1e-06 to 1e\+07 ng/mL, got 0"),
        (lambda: one_compartment_accumulation(24.0, 0.0), r"interval_h must be more than 0 .* h, got 0"),
        (lambda: one_compartment_accumulation(0.0, 24.0), r"half_life_h must be from 0.001 to 10000 h, got 0"),
        (lambda: systemic_clearance(Network([9.0], [], [0.0])), r"network must clear .* slowest rate of 0 1/h"),
        (lambda: steady_volume(Network([9.0, 9.0], [(0, 1, 5.0)], [0.0, 0.0])), r"network must clear"),
        (
            lambda: accumulation_ratio(joined(BODIES["one"]), [Dose(10.0, Way(1.0), 9.0)], 6.0),
            r"doses must reach the blood within interval_h, got none within 6 h",
        ),
        (lambda: accumulation_ratio(joined(BODIES["one"]), [], 6.0), r"doses must be a sequence of at least 1 Dose"),
        (lambda: accumulation_ratio(joined(BODIES["one"]), [Dose(1.0, Way(1.0))], 0.0), r"interval_h must be more"),
    ],
)
def test_nonsense_is_refused(work, words):
    with pytest.raises(ValueError, match=words):
        work()
