"""The courses against numbers that other code, written on its own, printed for the same parameters.

That code steps a matrix exponential through half a minute at a time. Where its choices differ from the library's, they
are written out here: 0.17 and 3 per hour for the racemate by mouth, one averaged share for all nasal devices at time
zero, 0.178 of a swallowed dose of esketamine, 0.145 under the tongue, and a film. Its areas are trapezoids of 1/20 min
and half of that, extrapolated to none.
"""

import itertools

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from ketlessons import published
from ketlessons.evidence import regimen, value
from ketlessons.models import Dose, Way, time_course
from ketlessons.models.dose.compartments import Network
from ketlessons.models.dose.disposition import Disposition
from ketlessons.published import doses_of, trace

GRID = np.arange(24 * 120 + 1) / 120
#: The other code rounds its clock to 1e-10 h: 2e-9 of the minute in which a bolus enters. Nothing else differs.
CLOSE = 3e-9
SIX_HOURS = GRID[:721]
SETS = {"venous": ((133.0, 98.8, 187.0), (157.0, 23.2)), "arterial": ((25.0, 56.0, 157.0), (161.0, 79.0))}
CLEARANCE = {"racemate": 84.0, "s_ketamine": 95.2}

#: The regimens that the library and the other code see alike.
NAMED = {
    "infusion": "iv_infusion",
    "bolus": "iv_bolus_label",
    "muscle 6": "im_label",
    "muscle half": "im_half",
    "s infusion": "iv_s_infusion",
}


def nasal(devices):
    share = 0.54 * (1 + (devices - 1) * 0.62) / devices
    swallowed = Way((1 - share) * 0.178, (1 - share) * 0.462, ka_per_h=1.45, duration_h=0.53)
    return [Dose(28.0 * devices, Way(share, ka_per_h=2.93)), Dose(28.0 * devices, swallowed)]


#: Drug and doses with that code's own constants.
OWN = {
    "infusion": ("racemate", [Dose(35.0, Way(1.0, duration_h=40 / 60))]),
    "bolus": ("racemate", [Dose(140.0, Way(1.0, duration_h=1 / 60))]),
    "muscle 6": ("racemate", [Dose(420.0, Way(0.93, ka_per_h=8.0))]),
    "muscle half": ("racemate", [Dose(35.0, Way(0.93, ka_per_h=8.0))]),
    "s infusion": ("s_ketamine", [Dose(20.0, Way(1.0, duration_h=20 / 60))]),
    "oral racemate": ("racemate", [Dose(35.0, Way(0.17, 0.47, ka_per_h=3.0))]),
    "nasal 28": ("s_ketamine", nasal(1)),
    "nasal 56": ("s_ketamine", nasal(2)),
    "nasal 84": ("s_ketamine", nasal(3)),
    "oral esketamine": ("s_ketamine", [Dose(84.0, Way(0.178, 0.462, ka_per_h=0.97, duration_h=0.32))]),
    "sublingual": (
        "racemate",
        [
            Dose(25.0 * 0.145, Way(1.0, ka_per_h=2.0, duration_h=1 / 3)),
            Dose(25.0 * 0.855, Way(0.17, 0.47, ka_per_h=2.0, duration_h=1 / 3)),
        ],
    ),
    "film": (
        "s_ketamine",
        [
            Dose(50.0, Way(0.263, ka_per_h=2.4, duration_h=13.1 / 60)),
            Dose(50.0, Way(0.0, 1.16 * 0.8, ka_per_h=2.94, duration_h=0.5)),
        ],
    ),
}

#: Cmax in ng/mL, Tmax in min, area over a day (film: 6 h) in ng h/mL; then the same for norketamine.
PEAKS = {
    ("infusion", "venous"): (161.60422301, 40.0, 400.3919915, 68.746730434, 92.5, 552.188244),
    ("bolus", "venous"): (1035.4875213, 1.0, 1603.467265, 276.93737677, 70.5, 2215.300639),
    ("muscle 6", "venous"): (1901.1971178, 15.0, 4471.787807, 769.65156838, 79.0, 6174.189746),
    ("muscle half", "venous"): (158.43309315, 15.0, 372.6489839, 64.137630698, 79.0, 514.5158121),
    ("oral racemate", "venous"): (21.392923094, 29.0, 68.06576295, 103.0873492, 36.0, 372.6052959),
    ("nasal 28", "venous"): (56.298813909, 32.5, 177.0569872, 59.8185405, 82.5, 378.3165542),
    ("nasal 56", "venous"): (94.566725055, 34.5, 306.0566276, 120.85125568, 80.5, 726.0515815),
    ("nasal 84", "venous"): (132.93736092, 35.0, 435.0562679, 181.91621115, 80.0, 1073.786609),
    ("oral esketamine", "venous"): (32.246491414, 72.0, 151.6365551, 162.33494742, 81.5, 892.3014673),
    ("sublingual", "venous"): (22.145700617, 49.5, 82.93156304, 59.399927564, 61.0, 284.1928776),
    ("s infusion", "venous"): (111.95711654, 20.0, 203.5318457, 43.013702365, 76.5, 319.6715979),
    ("film", "venous"): (42.233709863, 39.5, 107.5073715, 281.66000222, 53.0, 701.7016963),
    ("infusion", "arterial"): (253.05183473, 40.0, 415.4689049, 90.192060975, 56.5, 580.8808422),
    ("bolus", "arterial"): (5041.1246691, 1.0, 1662.219606, 366.15851498, 32.5, 2327.946981),
    ("muscle 6", "arterial"): (4607.8749853, 6.5, 4637.25553, 1008.7074692, 44.0, 6490.597209),
    ("muscle half", "arterial"): (383.98958211, 6.5, 386.4379608, 84.05895577, 44.0, 540.8831007),
    ("oral racemate", "arterial"): (38.599328804, 11.0, 70.62929615, 108.43091726, 36.0, 377.4831611),
    ("nasal 28", "arterial"): (95.823916498, 11.5, 182.568894, 69.465555919, 70.0, 390.56948),
    ("nasal 56", "arterial"): (157.02699836, 12.0, 315.6135862, 137.87252616, 71.0, 747.2778641),
    ("nasal 84", "arterial"): (218.29486166, 12.0, 448.6582785, 206.28602918, 71.0, 1103.986248),
    ("oral esketamine", "arterial"): (42.717811236, 40.0, 156.6986871, 170.33633343, 80.0, 903.3240296),
    ("sublingual", "arterial"): (34.635321833, 28.0, 86.14414593, 64.785192165, 59.5, 290.2572287),
    ("s infusion", "arterial"): (218.74669452, 20.0, 209.7227441, 56.428417147, 40.5, 333.5241898),
    ("film", "arterial"): (69.505016451, 20.5, 117.1687384, 292.63768974, 52.5, 715.5342669),
}

#: Ketamine, then norketamine, in ng/mL at 0.25, 1, 2 and 6 h.
VALUES = {
    ("infusion", "venous"): (
        (79.172216992, 108.69557745, 60.429592703, 16.11383772),
        (8.3031151149, 61.969101645, 66.758615083, 34.714471988),
    ),
    ("bolus", "venous"): (
        (689.01933774, 331.98980018, 211.71028018, 58.951564184),
        (153.94541121, 275.06599799, 256.35880142, 132.1862613),
    ),
    ("muscle 6", "venous"): (
        (1901.1971178, 1009.384544, 618.94445703, 169.79067398),
        (271.16914193, 749.79936584, 726.66300519, 375.33252059),
    ),
    ("muscle half", "venous"): (
        (158.43309315, 84.115378669, 51.578704753, 14.149222832),
        (22.597428495, 62.483280487, 60.555250432, 31.277710049),
    ),
    ("oral racemate", "venous"): (
        (18.429843089, 17.300046586, 10.453094494, 2.7516423609),
        (78.796645873, 91.440956276, 51.391904974, 16.156745513),
    ),
    ("nasal 28", "venous"): (
        (46.737328113, 47.875149165, 29.055569759, 6.7575596274),
        (10.485808986, 56.001970884, 54.903811628, 21.787151479),
    ),
    ("nasal 56", "venous"): (
        (76.636253913, 82.410471164, 50.918647888, 11.835711136),
        (20.543367181, 114.00824946, 109.06487301, 40.899848843),
    ),
    ("nasal 84", "venous"): (
        (106.53517971, 116.94579316, 72.781726017, 16.913862645),
        (30.600925375, 172.01452805, 163.22593439, 60.012546207),
    ),
    ("oral esketamine", "venous"): (
        (8.3876777661, 31.764615288, 28.703842885, 7.9249745561),
        (32.333140743, 153.96477099, 148.00812053, 48.065634151),
    ),
    ("sublingual", "venous"): (
        (7.4624258801, 21.653514904, 14.73948372, 3.7209479965),
        (15.478253536, 59.394584993, 44.06098956, 14.271991888),
    ),
    ("s infusion", "venous"): (
        (89.613566814, 49.914945913, 29.154958546, 7.0889888936),
        (10.683827058, 42.054477933, 40.009511523, 19.245141693),
    ),
    ("film", "venous"): (
        (23.317369987, 38.447015434, 23.286281761, 5.2471785764),
        (64.880974095, 277.86069275, 163.39238954, 43.629691414),
    ),
    ("infusion", "arterial"): (
        (179.79847258, 95.859956401, 49.906190851, 15.967401394),
        (23.60253428, 90.055128918, 73.319625135, 34.932745023),
    ),
    ("bolus", "arterial"): (
        (686.39685636, 292.08799611, 171.38056152, 59.24445709),
        (343.07722426, 346.53370741, 268.5619843, 133.9958383),
    ),
    ("muscle 6", "arterial"): (
        (3226.0835945, 897.08599887, 503.8977095, 169.82007003),
        (708.08056159, 984.6255896, 773.32689442, 379.49428012),
    ),
    ("muscle half", "arterial"): (
        (268.84029954, 74.757166573, 41.991475792, 14.151672502),
        (59.006713466, 82.052132467, 64.443907868, 31.624523344),
    ),
    ("oral racemate", "arterial"): (
        (37.509821897, 17.561470169, 8.7826208867, 2.7207920431),
        (82.634642326, 95.661618314, 52.583943983, 16.191955085),
    ),
    ("nasal 28", "arterial"): (
        (93.919101956, 49.047240862, 24.277217682, 6.6269294713),
        (21.184222563, 68.45926784, 58.289116592, 21.683473955),
    ),
    ("nasal 56", "arterial"): (
        (154.7139471, 85.735258356, 43.021922101, 11.572853842),
        (38.036639693, 135.47735655, 115.28594496, 40.694454728),
    ),
    ("nasal 84", "arterial"): (
        (215.50879224, 122.42327585, 61.76662652, 16.518778213),
        (54.889056823, 202.49544526, 172.28277333, 59.705435502),
    ),
    ("oral esketamine", "arterial"): (
        (23.467110069, 40.94008502, 29.092031773, 7.3698231257),
        (33.79702401, 162.3222683, 153.60756661, 47.823745627),
    ),
    ("sublingual", "arterial"): (
        (20.984202091, 25.78047075, 13.418120073, 3.6036448663),
        (16.663291316, 64.782715508, 46.448914663, 14.259174064),
    ),
    ("s infusion", "arterial"): (
        (199.18801955, 42.530294493, 22.892817862, 7.0865735153),
        (29.878966126, 54.516795751, 41.737801472, 19.26705128),
    ),
    ("film", "arterial"): (
        (63.173888047, 41.539857832, 19.663830546, 5.1219621603),
        (69.093253103, 288.14079505, 166.58118006, 43.511088792),
    ),
}


def body(model, drug):
    """The same compartments, from numbers and not from the tables."""
    volumes, flows = SETS[model]
    clearance = CLEARANCE[drug]
    ketamine = Network(volumes, [(0, 1, flows[0]), (0, 2, flows[1])], [clearance, 0.0, 0.0])
    norketamine = Network([98.6, 160.0], [(0, 1, 42.8)], [57.7, 0.0])
    return Disposition(model, ketamine, norketamine, [clearance, 0.0, 0.0])


def course(name, model):
    drug, doses = OWN[name]
    return time_course(body(model, drug), doses, SIX_HOURS if name == "film" else GRID)


def check(found, name, model):
    cmax, tmax_min, area, more, more_tmax_min, more_area = PEAKS[name, model]
    assert found.cmax_ng_ml == pytest.approx(cmax, rel=CLOSE)
    assert found.norketamine_cmax_ng_ml == pytest.approx(more, rel=CLOSE)
    assert found.tmax_h * 60 == pytest.approx(tmax_min, abs=1e-9)
    assert found.norketamine_tmax_h * 60 == pytest.approx(more_tmax_min, abs=1e-9)
    assert found.auc_ng_h_ml == pytest.approx(area, rel=1e-8)
    assert found.norketamine_auc_ng_h_ml == pytest.approx(more_area, rel=1e-8)
    for index, both in enumerate(zip(*VALUES[name, model], strict=True)):
        at = (30, 120, 240, 720)[index]
        assert (found.ketamine_ng_ml[at], found.norketamine_ng_ml[at]) == pytest.approx(both, rel=CLOSE)


@pytest.mark.parametrize(("name", "model"), PEAKS)
def test_peaks_areas_and_values(name, model):
    check(course(name, model), name, model)


@pytest.mark.parametrize("model", SETS)
@pytest.mark.parametrize("name", NAMED)
def test_named_regimens_where_the_two_do_not_differ(name, model):
    check(trace(NAMED[name], model, GRID), name, model)


@pytest.mark.parametrize("model", SETS)
@pytest.mark.parametrize("name", OWN)
def test_the_tables_hold_the_same_dispositions(name, model):
    drug, doses = OWN[name]
    time_h = SIX_HOURS if name == "film" else GRID
    check(time_course(published.disposition(model, drug), doses, time_h), name, model)


@pytest.mark.parametrize(
    ("model", "at_minutes", "last_above_min"),
    [
        ("venous", (911.87959452, 787.36936973, 689.01933774, 497.68821149), 17.5),
        ("arterial", (2281.8318141, 1073.9839858, 686.39685636, 435.2171097), 16.0),
    ],
)
def test_after_2_mg_per_kg_in_one_minute(model, at_minutes, last_above_min):
    """At 5, 10, 15 and 30 min, and the last half minute above 642 ng/mL."""
    found = trace("iv_bolus_label", model, GRID)
    np.testing.assert_allclose(found.ketamine_ng_ml[[10, 20, 30, 60]], at_minutes, rtol=CLOSE)
    assert found.time_h[found.ketamine_ng_ml > 642.0][-1] * 60 == pytest.approx(last_above_min)
    crossed = 60 * brentq(lambda hour: found.at(hour)[0] - 642.0, 0.2, 0.5)
    assert last_above_min < crossed < last_above_min + 0.5


@pytest.mark.parametrize(("model", "ng_ml"), [("venous", 1901.1971178), ("arterial", 3226.0835945)])
def test_15_minutes_after_6_mg_per_kg_into_a_muscle(model, ng_ml):
    assert trace("im_label", model).at(0.25)[0] == pytest.approx(ng_ml, rel=CLOSE)


@pytest.mark.parametrize(("model", "ng_ml"), [("venous", 21.381082317), ("arterial", 28.962554896)])
def test_30_minutes_after_a_racemate_by_mouth(model, ng_ml):
    assert course("oral racemate", model).at(0.5)[0] == pytest.approx(ng_ml, rel=CLOSE)


@pytest.mark.parametrize(
    ("model", "at_minutes", "metabolite_max", "minutes_to_642"),
    [
        ("venous", (934.69394474, 965.72710736, 1013.8680699), 603.11495457, 37.0),
        ("arterial", (1183.1032699, 1217.9076206, 1256.8361007), 770.86707207, 22.5),
    ],
)
def test_loading_dose_and_infusion(model, at_minutes, metabolite_max, minutes_to_642):
    """2 mg/kg in a minute together with 41 ug/kg/min for an hour; at 30, 45 and 60 min."""
    doses = [Dose(140.0, Way(1.0, duration_h=1 / 60)), Dose(41e-3 * 70 * 60, Way(1.0, duration_h=1.0))]
    found = time_course(body(model, "racemate"), doses, GRID)
    np.testing.assert_allclose(found.ketamine_ng_ml[[60, 90, 120]], at_minutes, rtol=CLOSE)
    assert found.norketamine_cmax_ng_ml == pytest.approx(metabolite_max, rel=CLOSE)
    after = found.time_h[120:][found.ketamine_ng_ml[120:] < 642.0][0]
    assert (after - 1.0) * 60 == pytest.approx(minutes_to_642)


def test_a_thousand_virtual_patients_are_the_same_thousand():
    """The other code draws them one by one and solves each alone, every 2 min for 8 h."""
    people = trace("iv_infusion", time_h=np.arange(241) / 30, patients=1000, seed=1)
    percentiles = (5, 50, 95)
    ketamine, norketamine = people.cmax_ng_ml, people.norketamine_cmax_ng_ml
    np.testing.assert_allclose(ketamine[:3], [148.7702798, 134.9416142, 150.1533208], rtol=CLOSE)
    np.testing.assert_allclose(norketamine[:3], [76.61495435, 71.00199162, 66.00954499], rtol=CLOSE)
    np.testing.assert_allclose(np.percentile(ketamine, percentiles), [116.706872, 161.2376011, 210.6456016], rtol=1e-8)
    np.testing.assert_allclose(
        np.percentile(norketamine, percentiles), [48.61378795, 69.04189983, 93.88955585], rtol=1e-8
    )


# The population model of the nasal spray, solved again


@pytest.mark.parametrize(
    ("id", "cmax", "area", "metabolite_cmax"),
    [("nasal_28", 43.93, 146.87, None), ("nasal_56", 73.03, 253.83, None), ("nasal_84", 102.24, 360.80, 180.75)],
)
def test_the_nasal_model_with_all_devices_at_once(id, cmax, area, metabolite_cmax):
    doses = doses_of(regimen(id), "nasal", together=True)
    assert {dose.start_h for dose in doses} == {0.0}
    found = time_course(published.disposition("nasal", "s_ketamine"), doses, GRID)
    assert found.cmax_ng_ml == pytest.approx(cmax, abs=0.005)
    assert found.auc_ng_h_ml == pytest.approx(area, abs=0.005)
    if metabolite_cmax is not None:
        assert found.norketamine_cmax_ng_ml == pytest.approx(metabolite_cmax, abs=0.005)


def stepped(devices, interval_h, times):
    """The nasal model as rates of change, from the rows and stepped by LSODA.

    States: ketamine in blood, two peripheral compartments and liver; norketamine in blood and periphery; then, for each
    device, what lies in the nose and what lies in the gut.
    """
    vc, vp1, vp2, vh = (value(f"nasal_{name}") for name in ("vc", "vp1", "vp2", "vh"))
    q1, q2, qh = value("nasal_q1"), value("nasal_q2"), value("nasal_qh")
    kel, kmet = value("nasal_kel"), value("nasal_kmet")
    vn, vnp, cln, qn = (value(f"nasal_norketamine_{name}") for name in ("v1", "v2", "cl", "q"))
    ka_nose, ka_gut = value("nasal_ka"), value("swallowed_ka")
    lasts, passes, device = value("swallowed_duration"), value("gut_fraction"), value("device_dose")
    shares = [value("nasal_fraction_first") * (value("nasal_fraction_later") if n else 1.0) for n in range(devices)]
    begins = [n * interval_h for n in range(devices)]
    stops = sorted({0.0, times[-1], *begins, *(begin + lasts for begin in begins)})

    def change(middle):
        entering = [
            device * (1 - share) / lasts if begin <= middle < begin + lasts else 0.0
            for share, begin in zip(shares, begins, strict=True)
        ]

        def rate(t, y):
            blood, one, two, liver, more, deep = y[:6]
            nose, gut = y[6 : 6 + devices], y[6 + devices :]
            out, back = q1 * (blood / vc - one / vp1), q2 * (blood / vc - two / vp2)
            through = qh * (blood / vc - liver / vh)
            exchanged = qn * (more / vn - deep / vnp)
            return [
                ka_nose * nose.sum() - out - back - through,
                out,
                back,
                through + passes * ka_gut * gut.sum() - (kel + kmet) * liver,
                kmet * liver - cln * more / vn - exchanged,
                exchanged,
                *(-ka_nose * nose),
                *(entering - ka_gut * gut),
            ]

        return rate

    y, seen = np.zeros(6 + 2 * devices), np.zeros((2, times.size))
    for start, end in itertools.pairwise(stops):
        for number, begin in enumerate(begins):
            if begin == start:
                y[6 + number] += device * shares[number]
        inside = (times >= start) & (times <= end)
        run = solve_ivp(change((start + end) / 2), (start, end), y, "LSODA", dense_output=True, rtol=1e-11, atol=1e-12)
        states = run.sol(times[inside])
        seen[:, inside] = 1000 * states[0] / vc, 1000 * states[4] / vn
        y = run.y[:, -1]
    return seen


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("devices", [1, 2, 3])
def test_the_nasal_model_is_what_an_independent_solver_finds(devices, together):
    doses = doses_of(regimen(f"nasal_{28 * devices}"), "nasal", together=together)
    found = time_course(published.disposition("nasal", "s_ketamine"), doses, GRID)
    ketamine, norketamine = stepped(devices, 0.0 if together else value("device_interval") / 60, GRID)
    np.testing.assert_allclose(found.ketamine_ng_ml, ketamine, rtol=0, atol=1e-6 * ketamine.max())
    np.testing.assert_allclose(found.norketamine_ng_ml, norketamine, rtol=0, atol=1e-6 * norketamine.max())
