"""What the nasal study's liver says of blockers and inducers, against its own whole model and against other studies."""

import numpy as np
import pytest
from scipy.linalg import solve
from second_solution import arriving, flows_between

from ketlessons.evidence import fact, value
from ketlessons.published.dose import liver

NASAL = {"vein": "iv_s_infusion_28", "spray": "nasal_84", "mouth": "oral_s_84"}


#: mL/min, as printed of 23 people, and the fitted flow; all in L/h.
FLOWS = {"fitted": 151.0, "most": 1845 * 0.06, "measured": 1497 * 0.06, "least": 1085 * 0.06}


def area_in_the_whole_model(route, times, flow="fitted"):
    """Area under 1 mg in the whole nasal model, its two rates in the liver changed, by a matrix and no formula."""
    changed = {} if flow == "fitted" else {"qh": FLOWS[flow] / FLOWS["fitted"]}
    rates, count, (sampled, _) = flows_between("nasal", "s_ketamine", changed)
    system = rates[:count, :count].copy()
    system[3, 3] -= (times - 1) * (value("nasal_kel") + value("nasal_kmet"))
    swallowed = {"vein": 0.0, "spray": liver.swallowed("spray"), "mouth": 1.0}[route]
    enters = np.zeros(count)
    enters[0], enters[3] = 1 - swallowed, swallowed * value("gut_fraction")
    return solve(-system, enters)[0] / sampled


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("times", [0.125, 0.5, 2.4, 4, 8])
@pytest.mark.parametrize("route", liver.ROUTES)
def test_the_change_of_area_is_that_of_the_whole_nasal_model(route, times, flow):
    expected = area_in_the_whole_model(route, times, flow) / area_in_the_whole_model(route, 1, flow)
    assert liver.area_times(route, times, flow) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("flow", FLOWS)
def test_clearance_and_what_arrives_are_those_of_the_whole_nasal_model_at_each_flow(flow):
    """Dose over area is the clearance, flow times extraction; the area by mouth over that by vein is what arrives."""
    vein, mouth = (area_in_the_whole_model(route, 1, flow) for route in ("vein", "mouth"))
    assert liver.flow_l_h(flow) == pytest.approx(FLOWS[flow])
    assert liver.flow_l_h(flow) * liver.extraction(1.0, flow) == pytest.approx(1 / vein)
    assert liver.arrives("mouth", 1.0, flow) == pytest.approx(mouth / vein)


def test_at_the_measured_flow_the_clearance_is_at_the_low_end_of_those_that_were_published():
    """At 90 L/h the liver takes 392 / (90 + 392) = 0.81 and clears 73 L/h; of (S)-ketamine 74 to 114 L/h were found."""
    cleared = {flow: liver.flow_l_h(flow) * liver.extraction(1.0, flow) for flow in liver.FLOWS}
    assert {flow: round(one) for flow, one in cleared.items()} == {
        "fitted": 109,
        "most": 86,
        "measured": 73,
        "least": 56,
    }
    published = [value(id) for id in ("cl_s_henthorn_l_h", "cl_s_simons_l_h", "cl_s_fanta", "cl_s_popk")]
    assert 0 < min(published) - cleared["measured"] < 1
    # Some clear more than that flow could bring, which the lesson says.
    assert max(published) > FLOWS["most"] > FLOWS["measured"]


@pytest.mark.parametrize("bad", ["", "Fitted", "mean"])
def test_an_unknown_flow_is_refused(bad):
    for ask in (liver.flow_l_h, lambda flow: liver.extraction(1.0, flow),
                lambda flow: liver.arrives("mouth", 1.0, flow),
                lambda flow: liver.area_times("vein", 2.0, flow)):  # fmt: skip
        with pytest.raises(ValueError, match=r"flow must be one of fitted, most, measured, least"):
            ask(bad)


def test_half_the_enzyme_and_four_times_as_much():
    """By hand: Q 151 and 391.88 L/h, so E 0.722; IV 1.28 and 0.79, by mouth 2.00 and 0.25."""
    assert liver.flow_l_h() == 151
    assert liver.intrinsic_l_h() == pytest.approx(391.88)
    assert liver.extraction() == pytest.approx(0.7219, abs=5e-5)
    assert liver.area_times("vein", [0.5, 4.0]) == pytest.approx([1.278, 0.791], abs=5e-4)
    assert liver.area_times("mouth", [0.5, 4.0]) == pytest.approx([2.0, 0.25])
    assert liver.area_times("spray", [0.5, 4.0]) == pytest.approx([1.429, 0.678], abs=5e-4)


@pytest.mark.parametrize("route", liver.ROUTES)
def test_what_arrives_is_what_the_routes_say(route):
    assert liver.arrives(route) == pytest.approx(arriving(NASAL[route]))


def test_each_found_change_is_its_row():
    """A row holds how many times as large the area became, or which part of it was lost."""
    expected = {
        "cyp_grapefruit": 3.0,
        "cyp_clarithromycin": 2.6,
        "cyp_ticlopidine": 2.4,
        "cyp_st_johns_wort": 0.42,
        "cyp_rifampicin_oral": 0.14,
        "cyp_rifampicin_iv": 0.86,
        "cyp_rifampicin_iv_noppers": 0.90,
        "cyp_ticlopidine_nasal": 1.29,
    }
    found = {one.row.id: one for route in liver.ROUTES for one in liver.found(route)}
    assert {id: one.times for id, one in found.items()} == pytest.approx(expected)
    for id, one in found.items():
        assert ("lowers" in one.row.quantity) == (one.times < 1), id
        assert one.name.partition(",")[0].lower() in one.row.quantity.lower(), id
        assert not one.row.reported


def test_miss_rifampicin_in_a_vein():
    """Same people: by mouth 0.14 of the area is left, which is 7 times the enzyme; then a vein has 0.76, found 0.86."""
    mouth, vein = 1 - value("cyp_rifampicin_oral"), 1 - value("cyp_rifampicin_iv")
    model = liver.area_times("vein", 1 / mouth)
    assert model == pytest.approx(0.761, abs=5e-4)
    assert model / vein == pytest.approx(0.885, abs=0.002)
    # It cannot fall below the extraction as fitted, however much enzyme there is.
    assert liver.area_times("vein", 100.0) > liver.extraction()


def test_at_the_measured_flow_rifampicin_in_a_vein_is_nearly_met():
    """With 7 times the enzyme 0.84 is left at 90 L/h, where 0.86 was found, and other people had 0.90."""
    times = 1 / (1 - value("cyp_rifampicin_oral"))
    found = {flow: liver.area_times("vein", times, flow) for flow in liver.FLOWS}
    assert found["measured"] == pytest.approx(0.840, abs=0.001)
    assert found["fitted"] < found["most"] < found["measured"] < 1 - value("cyp_rifampicin_iv") < found["least"]


def test_miss_ticlopidine_in_the_spray_is_smaller_at_the_flows_that_were_measured_and_remains():
    """1.60 times at the fitted flow, 1.43 at 90 L/h; a label says 1.29."""
    found = [liver.area_times("spray", 1 / value("cyp_ticlopidine"), flow) for flow in liver.FLOWS]
    assert found == pytest.approx([1.60, 1.50, 1.43, 1.34], abs=0.005)
    assert min(found) > value("cyp_ticlopidine_nasal")


def test_miss_ticlopidine_in_the_spray():
    """By mouth 2.4 times; then the spray's area would be 1.60 times as large, and the label says 1.29."""
    model = liver.area_times("spray", 1 / value("cyp_ticlopidine"))
    assert model == pytest.approx(1.60, abs=0.005)
    assert model / value("cyp_ticlopidine_nasal") == pytest.approx(1.24, abs=0.005)


def test_the_fitted_flow_is_above_the_measured_one_and_rifampicin_asks_for_a_greater_extraction():
    """Flow 1497 (1085 to 1845) mL/min is 90 (65 to 111) L/h, not 151; both areas of one study fit E = 0.84, not 0.72.

    With n times the enzyme the areas are 1/n by mouth and (1 - E + n E) / n in a vein.
    """
    row = fact("liver_blood_flow")
    assert [0.06 * one for one in (row.low, row.value, row.high)] == pytest.approx([65.1, 89.8, 110.7], abs=0.05)
    assert liver.flow_l_h() > 1.3 * 0.06 * row.high
    mouth, vein = 1 - value("cyp_rifampicin_oral"), 1 - value("cyp_rifampicin_iv")
    fits = (vein - mouth) / (1 - mouth)
    assert fits == pytest.approx(5 / 6, abs=0.01)
    assert fits > liver.extraction() + 0.1
    # By the other study, with the same change by mouth, it would be greater still.
    assert (1 - value("cyp_rifampicin_iv_noppers") - mouth) / (1 - mouth) > fits


def test_both_say_that_the_mouth_feels_it_most_and_the_vein_least():
    assert value("cyp_rifampicin_oral") > 5 * value("cyp_rifampicin_iv")
    assert value("cyp_ticlopidine") - 1 > 4 * (value("cyp_ticlopidine_nasal") - 1)
    for times in (0.5, 4.0):
        changes = [abs(np.log(liver.area_times(route, times))) for route in liver.ROUTES]
        assert changes == sorted(changes)


def test_blockers_of_both_enzymes_raise_what_is_swallowed():
    """CYP3A is no idle enzyme: clarithromycin, grapefruit juice, St John's wort, beside ticlopidine for CYP2B6."""
    assert "CYP3A" in fact("cyp_clarithromycin").quantity
    assert value("cyp_clarithromycin") > value("cyp_ticlopidine")
    assert fact("cyp_itraconazole").value is None


@pytest.mark.parametrize("bad", ["nose", "", "Vein"])
def test_an_unknown_route_is_refused(bad):
    for ask in (liver.swallowed, liver.found, liver.arrives):
        with pytest.raises(ValueError, match=r"route must be one of vein, spray, mouth"):
            ask(bad)
    with pytest.raises(ValueError, match=r"route must be one of vein, spray, mouth"):
        liver.area_times(bad, 1.0)


@pytest.mark.parametrize("bad", [0, -1, 1000, float("nan"), float("inf"), "half"])
def test_an_impossible_change_is_refused(bad):
    for ask in (liver.extraction, lambda times: liver.area_times("vein", times)):
        with pytest.raises(ValueError, match=r"times must be .*from 0.01 to 100"):
            ask(bad)
