"""Courses at and near equal rates are right to nine digits: against an independent solver in sixty decimal digits.

The solver below knows volumes, flows and clearances and nothing else: no exponentials, no modes, no floats. Where a
curve has hardly begun, the nine digits are those of its peak, as for every sum of exponentials.
"""

import itertools
from decimal import Decimal, localcontext

import numpy as np
import pytest

from ketlessons.models import Dose, Way, time_course
from ketlessons.models.dose.compartments import Network
from ketlessons.models.dose.disposition import Disposition

TIMES = (0.0, 0.05, 0.5, 1.0, 2.0, 4.0, 8.0)
#: Relative distances of two rates: none, less than a float can say, and up to where sums of exponentials are used.
GAPS = (0.0, 1e-16, 1e-14, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 9e-6, 1.1e-5, 1e-4, 1e-3, 1e-2, 0.1)
K = 0.5


def followed(disposition, doses, times=TIMES, step=Decimal("0.25")):
    """Return both concentrations, ``(2, times)``, and both areas, ``(2, times)``: Taylor series in decimal numbers."""
    parent, child = disposition.ketamine, disposition.norketamine
    count, more = len(parent.volumes_l), len(child.volumes_l)
    # Amounts: ketamine, norketamine, one place of absorption for each dose; then the areas.
    size = count + more + len(doses) + 2
    with localcontext(prec=60):
        volumes = [Decimal(float(v)) for v in (*parent.volumes_l, *child.volumes_l)]
        system = [[Decimal(0)] * size for _ in range(size)]
        for at, network in ((0, parent), (count, child)):
            for i, cleared in enumerate(network.clearances_l_h):
                system[at + i][at + i] -= Decimal(float(cleared)) / volumes[at + i]
            for i, j, flow in network.flows_l_h:
                for one, other in ((at + i, at + j), (at + j, at + i)):
                    system[one][one] -= Decimal(float(flow)) / volumes[one]
                    system[other][one] += Decimal(float(flow)) / volumes[one]
        for i, flow in enumerate(disposition.formation_l_h):
            system[count][i] += Decimal(float(flow)) / volumes[i]
        system[-2][0], system[-1][count] = 1000 / volumes[0], 1000 / volumes[count]
        stops = {Decimal(t) for t in times}
        state, inflow, events = [Decimal(0)] * size, [Decimal(0)] * size, []
        for number, dose in enumerate(doses):
            way, depot = dose.way, count + more + number
            entered = [Decimal(0)] * size
            if way.ka_per_h is not None:
                entered[depot] = Decimal(1)
                ka = Decimal(float(way.ka_per_h))
                system[depot][depot] -= ka
                system[way.into][depot] += ka * Decimal(way.ketamine_fraction)
                system[count][depot] += ka * Decimal(way.norketamine_fraction)
            else:
                entered[way.into] += Decimal(way.ketamine_fraction)
                entered[count] += Decimal(way.norketamine_fraction)
            start, lasts = Decimal(dose.start_h), Decimal(way.duration_h)
            entered = [Decimal(dose.amount_mg) * e for e in entered]
            if lasts == 0:
                events.append((start, entered, None))
            else:
                # A float ends where the library's float ends.
                end = Decimal(dose.start_h + way.duration_h)
                rate = [e / lasts for e in entered]
                events += [(start, None, rate), (end, None, [-r for r in rate])]
        stops |= {when for when, *_ in events}
        kept, now = {}, Decimal(0)
        for stop in sorted(stops):
            while now < stop:
                length = min(step, stop - now)
                term, total = state, list(state)
                for n in range(1, 80):
                    term = [
                        (sum(a * x for a, x in zip(row, term, strict=True) if a) + (u if n == 1 else 0)) * length / n
                        for row, u in zip(system, inflow, strict=True)
                    ]
                    total = [a + b for a, b in zip(total, term, strict=True)]
                    if max(map(abs, term)) < Decimal("1e-45"):
                        break
                else:
                    raise AssertionError("the series has not ended")
                state, now = total, now + length
            for when, jump, change in events:
                if when == stop:
                    state = [a + b for a, b in zip(state, jump, strict=True)] if jump else state
                    inflow = [a + b for a, b in zip(inflow, change, strict=True)] if change else inflow
            kept[stop] = list(state)
        rows = [kept[Decimal(t)] for t in times]
        conc = [[float(1000 * row[at] / volumes[at]) for row in rows] for at in (0, count)]
        return np.array(conc), np.array([[float(row[at]) for row in rows] for at in (-2, -1)])


def single(child=K, volume=100.0):
    """One compartment each; the drug leaves at K, all of it as metabolite."""
    return Disposition(
        "one", Network([volume], [], [K * volume]), Network([volume], [], [child * volume]), [K * volume]
    )


def several():
    ketamine = Network([133.0, 98.8, 187.0], [(0, 1, 157.0), (0, 2, 23.2)], [84.0, 0.0, 0.0])
    return Disposition("body", ketamine, Network([98.6, 160.0], [(0, 1, 42.8)], [57.7, 0.0]), [84.0, 0.0, 0.0])


def agrees(disposition, doses, digits=9):
    """The course on given times, on an even grid, and its areas, against the solver; return the course."""
    exact, areas = followed(disposition, doses)
    course = time_course(disposition, doses, TIMES)
    # Every minute: another way to the same numbers.
    even = time_course(disposition, doses, np.arange(8 * 60 + 1) / 60)
    at = [round(60 * t) for t in TIMES]
    for row, found in enumerate(((course.ketamine_ng_ml, even.ketamine_ng_ml),
                                 (course.norketamine_ng_ml, even.norketamine_ng_ml))):  # fmt: skip
        close = {"rtol": 10.0**-digits, "atol": 10.0 ** (-digits - 1) * exact[row].max()}
        np.testing.assert_allclose(found[0], exact[row], **close)
        np.testing.assert_allclose(found[1][at], exact[row], **close)
    for area, expected in ((course.auc_ng_h_ml, areas[0, -1]), (course.norketamine_auc_ng_h_ml, areas[1, -1])):
        np.testing.assert_allclose(area, expected, rtol=10.0**-digits)
    return course


@pytest.mark.parametrize("duration_h", [0.0, 0.25])
@pytest.mark.parametrize("gap", GAPS)
def test_drug_and_place_of_absorption(gap, duration_h):
    agrees(single(child=0.3), [Dose(10.0, Way(0.7, 0.2, ka_per_h=K * (1 + gap), duration_h=duration_h))])


@pytest.mark.parametrize("duration_h", [0.0, 0.25])
@pytest.mark.parametrize("gap", GAPS)
def test_metabolite_and_place_of_absorption(gap, duration_h):
    agrees(single(child=0.3), [Dose(10.0, Way(0.7, 0.2, ka_per_h=0.3 * (1 + gap), duration_h=duration_h))])


@pytest.mark.parametrize("duration_h", [0.0, 0.25])
@pytest.mark.parametrize("gap", GAPS)
def test_drug_and_metabolite(gap, duration_h):
    agrees(single(child=K * (1 - gap)), [Dose(10.0, Way(1.0, duration_h=duration_h))])


@pytest.mark.parametrize(("gap", "other"), itertools.product(GAPS, repeat=2))
def test_all_three_of_them(gap, other):
    agrees(single(child=K * (1 - other)), [Dose(10.0, Way(0.8, 0.2, ka_per_h=K * (1 + gap)))])


@pytest.mark.parametrize("gap", [0.0, 1e-12, 1e-8, 1e-4, -1e-4])
@pytest.mark.parametrize("which", range(5))
def test_absorption_as_fast_as_a_mode_of_the_body(which, gap):
    disposition = several()
    ka = float(disposition.rates_per_h[which]) * (1 + gap)
    agrees(disposition, [Dose(35.0, Way(0.5, 0.2, ka_per_h=ka)), Dose(35.0, Way(0.5, 0.2, ka, 0.5), start_h=1.0)])


def test_several_doses_on_several_ways_of_equal_rates():
    swallowed, sprayed = Way(0.2, 0.5, ka_per_h=K), Way(0.9, ka_per_h=K * (1 + 1e-9), duration_h=0.5)
    doses = [Dose(84.0, swallowed), Dose(28.0, sprayed, 0.5), Dose(28.0, sprayed, 1.0), Dose(5.0, Way(1.0), 2.0),
             Dose(5.0, Way(1.0, duration_h=1.5), 2.0)]  # fmt: skip
    agrees(single(), doses)


def test_at_equality_the_limits_of_the_textbook():
    t = np.array(TIMES)
    course = time_course(single(), [Dose(10.0, Way(1.0, ka_per_h=K))], t)
    np.testing.assert_allclose(course.ketamine_ng_ml, 100 * K * t * np.exp(-K * t), rtol=1e-12)
    np.testing.assert_allclose(course.norketamine_ng_ml, 100 * (K * t) ** 2 / 2 * np.exp(-K * t), rtol=1e-12)
    bolus = time_course(single(), [Dose(10.0, Way(1.0))], t)
    np.testing.assert_allclose(bolus.norketamine_ng_ml, 100 * K * t * np.exp(-K * t), rtol=1e-12)


@pytest.mark.parametrize("gap", GAPS)
def test_what_is_read_off_a_course_at_equal_rates(gap):
    ka = K * (1 + gap)
    course = time_course(single(), [Dose(10.0, Way(1.0, ka_per_h=ka))])
    assert course.auc_inf_ng_h_ml == pytest.approx(200.0, rel=1e-9)
    assert course.norketamine_auc_inf_ng_h_ml == pytest.approx(200.0, rel=1e-9)
    assert course.half_life_h == pytest.approx(np.log(2) / K, rel=1e-12)
    assert course.norketamine_half_life_h == pytest.approx(np.log(2) / K, rel=1e-12)
    # A peak at 1/k: there the curve is flat, so the nearest minute has the same height.
    assert course.cmax_ng_ml == pytest.approx(100 / np.e, rel=1e-6 + gap)
    ketamine, norketamine = course.at(2.0)
    assert (ketamine, norketamine) == pytest.approx((course.ketamine_ng_ml[120], course.norketamine_ng_ml[120]))
    assert course.at(np.array([1.0, 2.0, 7.7]))[1][1] == pytest.approx(norketamine, rel=1e-12)


def test_before_the_first_dose_there_is_nothing():
    course = time_course(single(), [Dose(10.0, Way(1.0, ka_per_h=K), start_h=3.0)], [0.0, 2.0, 5.0])
    assert (course.ketamine_ng_ml[:2] == 0).all()
    assert course.ketamine_ng_ml[2] == pytest.approx(100 * K * 2 * np.exp(-K * 2), rel=1e-12)
    early = time_course(single(), [Dose(10.0, Way(1.0, ka_per_h=K), start_h=3.0)], [0.0, 2.0])
    assert (early.auc_ng_h_ml, early.norketamine_auc_ng_h_ml) == (0.0, 0.0)


def test_only_who_has_equal_rates_is_followed_otherwise():
    """Many patients, two of them with equal rates; everybody is as they are alone."""
    ka = np.array([0.9, K, 2.0, 0.3 * (1 + 1e-9), 0.31])
    doses = [Dose(np.arange(1.0, 6.0), Way(0.7, 0.2, ka_per_h=ka, duration_h=0.1)), Dose(5.0, Way(1.0), 1.0)]
    together = time_course(single(child=0.3), doses)
    assert set(together.chains) == {(1,), (3,)}
    for i in range(5):
        mine = [Dose(i + 1.0, Way(0.7, 0.2, ka_per_h=ka[i], duration_h=0.1)), Dose(5.0, Way(1.0), 1.0)]
        alone = agrees(single(child=0.3), mine)
        assert bool(alone.chains) == (i in (1, 3))
        alone = time_course(single(child=0.3), mine)
        np.testing.assert_allclose(together.ketamine_ng_ml[i], alone.ketamine_ng_ml, rtol=1e-12)
        np.testing.assert_allclose(together.norketamine_ng_ml[i], alone.norketamine_ng_ml, rtol=1e-12)
        assert together.norketamine_auc_inf_ng_h_ml[i] == pytest.approx(alone.norketamine_auc_inf_ng_h_ml, rel=1e-12)


@pytest.mark.parametrize("patients", [1, 3])
def test_rates_that_coincide_in_every_patient(patients):
    volumes = np.linspace(50.0, 150.0, patients)
    course = time_course(single(volume=volumes), [Dose(10.0, Way(1.0, ka_per_h=K))], TIMES)
    for i, volume in enumerate(volumes):
        alone = time_course(single(volume=float(volume)), [Dose(10.0, Way(1.0, ka_per_h=K))], TIMES)
        np.testing.assert_allclose(course.norketamine_ng_ml[i], alone.norketamine_ng_ml, rtol=1e-12)


# A rate of nothing is equal to that of an inflow that does not change ------------------------------------------------


@pytest.mark.parametrize("clearance", [0.0, 1e-13, 1e-9, 1e-6, 1e-3])
def test_what_hardly_leaves_or_never(clearance):
    body = Disposition("kept", Network([100.0], [], [clearance]), Network([90.0], [], [60.0]), [clearance])
    course = agrees(body, [Dose(10.0, Way(1.0, duration_h=0.5))])
    assert course.ketamine_ng_ml[-1] == pytest.approx(100.0, rel=1e-3)
    if clearance == 0:
        assert course.auc_inf_ng_h_ml == course.half_life_h == np.inf
        assert course.norketamine_auc_inf_ng_h_ml == 0.0
    else:
        assert course.auc_inf_ng_h_ml == pytest.approx(1e4 / clearance, rel=1e-9)


def test_a_bolus_that_never_leaves_stays():
    body = Disposition("kept", Network([100.0], [], [0.0]), Network([90.0], [], [0.0]), [0.0])
    course = time_course(body, [Dose(10.0, Way(0.9, 0.1))], TIMES)
    np.testing.assert_allclose(course.ketamine_ng_ml, 90.0, rtol=1e-12)
    np.testing.assert_allclose(course.norketamine_ng_ml, 1000 / 90, rtol=1e-12)
    assert course.auc_inf_ng_h_ml == course.norketamine_auc_inf_ng_h_ml == np.inf
    assert course.half_life_h == course.norketamine_half_life_h == np.inf


def test_a_very_short_infusion_is_a_bolus():
    """From 0.4 s down to nothing: the shorter, the nearer."""
    bolus, _ = followed(several(), [Dose(35.0, Way(1.0))])
    for duration_h in (1e-4, 1e-6, 1e-9, 1e-12):
        course = time_course(several(), [Dose(35.0, Way(1.0, duration_h=duration_h))], TIMES)
        np.testing.assert_allclose(course.ketamine_ng_ml[2:], bolus[0, 2:], rtol=3 * duration_h + 1e-9)
