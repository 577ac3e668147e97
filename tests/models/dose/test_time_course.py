"""Is the mathematics of the courses right? Against independent solvers, limits and conserved amounts, no tables."""

import itertools

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from ketlessons.models import Dose, Way, one_compartment, repeated, time_course
from ketlessons.models.dose.compartments import Network
from ketlessons.models.dose.disposition import Disposition

VENOUS = {"v": (133.0, 98.8, 187.0), "q": (157.0, 23.2), "cl": 84.0}
ARTERIAL = {"v": (25.0, 56.0, 157.0), "q": (161.0, 79.0), "cl": 84.0}
METABOLITE = {"v": (98.6, 160.0), "q": 42.8, "cl": 57.7}


def body(core=VENOUS, metabolite=METABOLITE):
    v, q, cl = core["v"], core["q"], core["cl"]
    ketamine = Network(v, [(0, 1, q[0]), (0, 2, q[1])], [cl, 0.0, 0.0])
    norketamine = Network(metabolite["v"], [(0, 1, metabolite["q"])], [metabolite["cl"], 0.0])
    return Disposition("test", ketamine, norketamine, [cl, 0.0, 0.0])


def liver_body():
    """A liver that clears, and turns part of what it clears into the metabolite."""
    flows = [(0, 1, 84.3), (0, 2, 37.6), (0, 3, 151.0)]
    ketamine = Network([192.0, 143.0, 417.0, 101.0], flows, [0.0, 0.0, 0.0, 3.88 * 101.0])
    norketamine = Network([70.0, 115.0], [(0, 1, 26.1)], [38.0, 0.0])
    return Disposition("liver", ketamine, norketamine, [0.0, 0.0, 0.0, 2.77 * 101.0])


def solved(disposition, doses, times):
    """The same system, written out anew as rates of change of amounts and stepped by LSODA."""
    parent, child = disposition.ketamine, disposition.norketamine
    volumes, more = np.array(parent.volumes_l, float), np.array(child.volumes_l, float)
    cleared, child_cleared = np.array(parent.clearances_l_h, float), np.array(child.clearances_l_h, float)
    formed, count = np.array(disposition.formation_l_h, float), len(parent.volumes_l)
    first_depot = count + len(more)

    def change(t, y):
        conc, child_conc = y[:count] / volumes, y[count:first_depot] / more
        dy = np.zeros_like(y)
        dy[:count] -= cleared * conc
        dy[count:first_depot] -= child_cleared * child_conc
        dy[count] += (formed * conc).sum()
        for network, c, at in ((parent, conc, 0), (child, child_conc, count)):
            for i, j, q in network.flows_l_h:
                dy[at + i] -= q * (c[i] - c[j])
                dy[at + j] += q * (c[i] - c[j])
        for number, dose in enumerate(doses):
            way, depot = dose.way, first_depot + number
            entering = 0.0
            if way.duration_h and dose.start_h <= t < dose.start_h + way.duration_h:
                entering = dose.amount_mg / way.duration_h
            if way.ka_per_h is None:
                leaving = entering
            else:
                leaving = way.ka_per_h * y[depot]
                dy[depot] += entering - leaving
            dy[way.into] += way.ketamine_fraction * leaving
            dy[count] += way.norketamine_fraction * leaving
        return dy

    stops = sorted({0.0, times[-1], *(d.start_h for d in doses), *(d.start_h + d.way.duration_h for d in doses)})
    y, out = np.zeros(first_depot + len(doses)), np.zeros((2, len(times)))
    for start, end in itertools.pairwise(stops):
        for number, dose in enumerate(doses):
            if dose.start_h == start and dose.way.duration_h == 0:
                if dose.way.ka_per_h is None:
                    y[dose.way.into] += dose.way.ketamine_fraction * dose.amount_mg
                    y[count] += dose.way.norketamine_fraction * dose.amount_mg
                else:
                    y[first_depot + number] += dose.amount_mg
        inside = (times >= start) & (times <= end)
        # Just below the end, so that no infusion is switched a step too early.
        run = solve_ivp(change, (start, end), y, "LSODA", dense_output=True, rtol=1e-10, atol=1e-12,
                        max_step=(end - start) / 20, first_step=(end - start) / 1e6)  # fmt: skip
        states = run.sol(times[inside])
        out[:, inside] = 1000 * states[0] / volumes[0], 1000 * states[count] / more[0]
        y = run.y[:, -1]
    return out


CASES = {
    "bolus": (body(), [Dose(140.0, Way(1.0))]),
    "infusion": (body(), [Dose(35.0, Way(1.0, duration_h=40 / 60))]),
    "arterial infusion": (body(ARTERIAL), [Dose(35.0, Way(1.0, duration_h=40 / 60))]),
    "muscle": (body(), [Dose(420.0, Way(0.93, ka_per_h=8.0))]),
    "swallowed": (body(), [Dose(84.0, Way(0.178, 0.462, ka_per_h=0.97, duration_h=0.32))]),
    "liver first": (liver_body(), [Dose(84.0, Way(0.64, ka_per_h=0.97, duration_h=0.32, into=3))]),
    "liver infusion": (liver_body(), [Dose(28.0, Way(1.0, duration_h=40 / 60))]),
    "two ways, three times": (
        liver_body(),
        [
            Dose(amount, way, start)
            for start in (0.0, 0.1, 0.2)
            for amount, way in (
                (11.0, Way(1.0, ka_per_h=2.93)),
                (17.0, Way(0.64, ka_per_h=1.45, duration_h=0.53, into=3)),
            )
        ],
    ),
    "loading and infusion": (body(), [Dose(140.0, Way(1.0, duration_h=1 / 60)), Dose(172.0, Way(1.0, duration_h=1.0))]),
}
TIMES = np.arange(0, 24 * 20 + 1) / 20


@pytest.mark.parametrize("name", CASES)
def test_the_closed_form_is_what_an_independent_solver_finds(name):
    disposition, doses = CASES[name]
    course, stepped = time_course(disposition, doses, TIMES), solved(disposition, doses, TIMES)
    for ours, theirs in zip((course.ketamine_ng_ml, course.norketamine_ng_ml), stepped, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6 * theirs.max())


def test_a_bolus_is_the_matrix_exponential():
    v, q, cl = VENOUS["v"], VENOUS["q"], VENOUS["cl"]
    k = np.array([[-(cl + sum(q)) / v[0], q[0] / v[1], q[1] / v[2]],
                  [q[0] / v[0], -q[0] / v[1], 0.0], [q[1] / v[0], 0.0, -q[1] / v[2]]])  # fmt: skip
    course = time_course(body(), [Dose(10.0, Way(1.0))], TIMES)
    exact = [1000 * (expm(k * t) @ [10.0, 0.0, 0.0])[0] / v[0] for t in TIMES]
    np.testing.assert_allclose(course.ketamine_ng_ml, exact, rtol=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_what_arrives_is_cleared(name):
    """CL x AUC = F x dose, and what turns into norketamine is cleared as norketamine."""
    disposition, doses = CASES[name]
    course = time_course(disposition, doses)
    if "liver" in name or "ways" in name:
        flow, intrinsic, made = 151.0, 3.88 * 101.0, 2.77 / 3.88
        clearance, child_clearance = flow * intrinsic / (flow + intrinsic), 38.0
        passes = flow / (flow + intrinsic)
        arrived = sum(d.amount_mg * d.way.ketamine_fraction * (passes if d.way.into else 1.0) for d in doses)
        turned = made * sum(d.amount_mg * d.way.ketamine_fraction for d in doses)
    else:
        clearance, child_clearance = 84.0, 57.7
        arrived = sum(d.amount_mg * d.way.ketamine_fraction for d in doses)
        turned = arrived + sum(d.amount_mg * d.way.norketamine_fraction for d in doses)
    assert clearance * float(course.auc_inf_ng_h_ml) / 1000 == pytest.approx(arrived, rel=1e-9)
    assert child_clearance * float(course.norketamine_auc_inf_ng_h_ml) / 1000 == pytest.approx(turned, rel=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_areas_are_those_of_the_curves(name):
    disposition, doses = CASES[name]
    fine = np.linspace(0, 24, 240_001)
    course = time_course(disposition, doses, fine)
    # Fine enough that the jump of a bolus on the grid does not show.
    assert float(course.auc_ng_h_ml) == pytest.approx(np.trapezoid(course.ketamine_ng_ml, fine), rel=2e-6)
    assert float(course.norketamine_auc_ng_h_ml) == pytest.approx(
        np.trapezoid(course.norketamine_ng_ml, fine), rel=2e-6
    )
    long = time_course(disposition, doses, np.linspace(0, 400, 101))
    assert float(long.auc_ng_h_ml) == pytest.approx(float(course.auc_inf_ng_h_ml), rel=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_any_times_give_what_an_even_grid_gives(name):
    """The short cut for even grids, against plain exponentials at the same times."""
    disposition, doses = CASES[name]
    course = time_course(disposition, doses)
    uneven = np.sort(np.concatenate([course.time_h, [0.0123, 7.7771]]))
    other = time_course(disposition, doses, uneven)
    kept = np.isin(uneven, course.time_h)
    np.testing.assert_allclose(other.ketamine_ng_ml[kept], course.ketamine_ng_ml, rtol=1e-9, atol=1e-9)
    ketamine, norketamine = course.at(7.7771)
    assert ketamine == pytest.approx(other.ketamine_ng_ml[uneven == 7.7771][0], rel=1e-12)
    assert norketamine == pytest.approx(other.norketamine_ng_ml[uneven == 7.7771][0], rel=1e-12)


def test_doses_add_up_and_scale():
    way = Way(0.3, 0.3, ka_per_h=2.0, duration_h=0.5)
    one, two, both, triple = (
        time_course(body(), doses)
        for doses in (
            [Dose(10.0, way)],
            [Dose(20.0, way, 3.0)],
            [Dose(10.0, way), Dose(20.0, way, 3.0)],
            [Dose(30.0, way)],
        )
    )
    np.testing.assert_allclose(both.ketamine_ng_ml, one.ketamine_ng_ml + two.ketamine_ng_ml, atol=1e-11)
    np.testing.assert_allclose(both.norketamine_ng_ml, one.norketamine_ng_ml + two.norketamine_ng_ml, atol=1e-11)
    np.testing.assert_allclose(triple.ketamine_ng_ml, 3 * one.ketamine_ng_ml, rtol=1e-12, atol=1e-12)


def test_a_later_dose_is_the_same_course_later():
    way = Way(1.0, duration_h=40 / 60)
    early = time_course(body(), [Dose(35.0, way)], TIMES)
    late = time_course(body(), [Dose(35.0, way, 5.0)], TIMES + 5.0)
    np.testing.assert_allclose(late.ketamine_ng_ml, early.ketamine_ng_ml, rtol=1e-9, atol=1e-12)
    assert time_course(body(), [Dose(35.0, way, 5.0)], [0.0, 4.999]).ketamine_ng_ml.max() == 0.0


def test_repeated_doses_build_up_as_the_slowest_rate_says():
    """With one compartment, the trough before dose n + 1 is a geometric sum."""
    one = Disposition("one", Network([100.0], [], [20.0]), Network([90.0], [], [60.0]), [20.0])
    doses = repeated([Dose(10.0, Way(1.0))], interval_h=12.0, times=5)
    before = time_course(one, doses, np.array([12.0, 24.0, 36.0, 48.0]) - 1e-9).ketamine_ng_ml
    left = np.exp(-0.2 * 12.0)
    expected = [100.0 * sum(left**k for k in range(1, n + 1)) for n in range(1, 5)]
    np.testing.assert_allclose(before, expected, rtol=1e-7)


def test_a_long_infusion_settles_at_rate_over_clearance():
    course = time_course(body(), [Dose(84.0 * 400, Way(1.0, duration_h=400.0))], [399.0])
    assert float(course.ketamine_ng_ml[0]) == pytest.approx(1000.0, rel=1e-6)
    assert float(course.norketamine_ng_ml[0]) == pytest.approx(84 / 57.7 * 1000, rel=1e-6)


def test_a_short_infusion_becomes_a_bolus():
    short, bolus = (time_course(body(), [Dose(35.0, Way(1.0, duration_h=d))], [0.5, 2.0]) for d in (1e-6, 0.0))
    np.testing.assert_allclose(short.ketamine_ng_ml, bolus.ketamine_ng_ml, rtol=1e-5)


def test_many_patients_in_one_call_are_the_same_patients_one_by_one():
    rng = np.random.default_rng(7)
    v1, cl, vn, cln, ka, amount = (np.exp(0.3 * rng.standard_normal(6)) for _ in range(6))

    def person(i=slice(None)):
        ketamine = Network([133 * v1[i], 98.8, 187.0], [(0, 1, 157.0), (0, 2, 23.2)], [84 * cl[i], 0.0, 0.0])
        norketamine = Network([98.6 * vn[i], 160.0], [(0, 1, 42.8)], [57.7 * cln[i], 0.0])
        way, slow = Way(0.5, 0.2, ka_per_h=3 * ka[i], duration_h=0.5), Way(1.0, duration_h=0.7)
        return Disposition("p", ketamine, norketamine, [84 * cl[i], 0, 0]), [Dose(9 * amount[i], way), Dose(5.0, slow)]

    together = time_course(*person())
    assert together.ketamine_ng_ml.shape == (6, 1441)
    for i in range(6):
        alone = time_course(*person(i))
        np.testing.assert_allclose(together.ketamine_ng_ml[i], alone.ketamine_ng_ml, rtol=1e-9, atol=1e-10)
        np.testing.assert_allclose(together.norketamine_ng_ml[i], alone.norketamine_ng_ml, rtol=1e-9, atol=1e-10)
        for name in ("cmax_ng_ml", "tmax_h", "auc_inf_ng_h_ml", "auc_ng_h_ml", "half_life_h", "norketamine_half_life_h",
                     "norketamine_cmax_ng_ml", "norketamine_tmax_h", "norketamine_auc_inf_ng_h_ml"):  # fmt: skip
            assert getattr(together, name)[i] == pytest.approx(getattr(alone, name), rel=1e-9), name


def test_both_units_say_the_same_amount():
    course = time_course(body(), [Dose(35.0, Way(1.0))])
    np.testing.assert_allclose(course.ketamine_um * 237.73, course.ketamine_ng_ml)
    np.testing.assert_allclose(course.norketamine_um * 223.70, course.norketamine_ng_ml)
    # 100 ng/mL of ketamine base is 0.42 uM.
    assert 100 / course.ketamine_ng_ml[0] * course.ketamine_um[0] == pytest.approx(0.4207, abs=1e-4)


@pytest.mark.parametrize("core", [VENOUS, ARTERIAL])
def test_terminal_half_lives_are_the_slopes_at_the_end(core):
    late = np.array([60.0, 61.0])
    course = time_course(body(core), [Dose(35.0, Way(1.0))], late)
    for half_life, conc in ((course.half_life_h, course.ketamine_ng_ml),
                            (course.norketamine_half_life_h, course.norketamine_ng_ml)):  # fmt: skip
        assert np.log(2) / np.log(conc[0] / conc[1]) == pytest.approx(float(half_life), rel=0.02)


def test_one_compartment_halves_and_halves():
    np.testing.assert_allclose(one_compartment(100.0, 2.5, [0, 2.5, 5, 10]), [100, 50, 25, 6.25])
    single = Disposition("one", Network([100.0], [], [20.0]), Network([90.0], [], [60.0]), [20.0])
    course = time_course(single, [Dose(10.0, Way(1.0))], TIMES)
    np.testing.assert_allclose(course.ketamine_ng_ml, one_compartment(100.0, np.log(2) / 0.2, TIMES), rtol=1e-9)
    assert float(course.half_life_h) == pytest.approx(np.log(2) / 0.2)
