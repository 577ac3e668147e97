"""The well-stirred liver against a body that is stepped through time, and against limits that need no formula."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from ketlessons.models.dose.compartments import Network
from ketlessons.models.dose.exposure import systemic_clearance
from ketlessons.models.dose.extraction import area_by_route, hepatic_extraction


def area_stepped(flow, intrinsic, swallowed, gut):
    """Area under 1 mg by an ODE: blood of 60 L, a liver of 1.5 L that clears, and a gut that empties into the liver."""
    blood_l, liver_l, ka = 60.0, 1.5, 1.2

    def slope(_, state):
        blood, liver, waiting, _ = state
        out = flow * liver / liver_l
        return [
            out - flow * blood / blood_l,
            flow * blood / blood_l - out - intrinsic * liver / liver_l + ka * gut * waiting,
            -ka * waiting,
            1000 * blood / blood_l,
        ]

    start = [1.0 - swallowed, 0.0, swallowed, 0.0]
    solved = solve_ivp(slope, (0, 400), start, method="LSODA", rtol=1e-10, atol=1e-14)
    return solved.y[3, -1]


@pytest.mark.parametrize("swallowed", [0.0, 0.6, 1.0])
@pytest.mark.parametrize(("flow", "intrinsic", "gut"), [(151, 392, 0.64), (90, 9, 1.0), (60, 600, 0.3)])
def test_areas_are_those_of_a_body_stepped_through_time(flow, intrinsic, gut, swallowed):
    assert area_by_route(flow, intrinsic, swallowed, gut) == pytest.approx(
        area_stepped(flow, intrinsic, swallowed, gut), rel=1e-6
    )


def test_into_a_vein_it_is_one_over_the_clearance_of_a_network_with_that_liver():
    network = Network([100.0, 50.0, 1.0], [(0, 1, 30.0), (0, 2, 151.0)], [0.0, 0.0, 392.0])
    assert 1000 / area_by_route(151.0, 392.0) == pytest.approx(systemic_clearance(network))
    assert 151.0 * hepatic_extraction(151.0, 392.0) == pytest.approx(systemic_clearance(network))


def test_a_weak_enzyme_is_felt_alike_by_both_routes_and_a_strong_one_by_the_mouth_alone():
    vein, mouth = (area_by_route(100.0, [0.01, 0.005, 1e5, 5e4], share) for share in (0.0, 1.0))
    assert vein[1] / vein[0] == pytest.approx(2.0, rel=1e-3)
    assert vein[3] / vein[2] == pytest.approx(1.0, rel=2e-3)
    assert mouth[1] / mouth[0] == pytest.approx(2.0) == mouth[3] / mouth[2]


def test_no_flow_shows_in_the_area_by_mouth():
    assert len({round(float(area), 12) for area in area_by_route([10.0, 100.0, 1000.0], 50.0, 1.0)}) == 1


def test_extraction_lies_between_nothing_and_all_and_rises_with_the_enzyme():
    found = hepatic_extraction(90.0, np.geomspace(1e-3, 1e5, 50))
    assert (np.diff(found) > 0).all()
    assert 0 < found[0] < 1e-4
    assert 0.999 < found[-1] < 1
    assert hepatic_extraction(90.0, 0.0) == 0.0
