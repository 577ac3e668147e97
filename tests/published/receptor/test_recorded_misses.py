"""Where the model misses a published value, and by how much.

These tests hold the size of each miss. If one fails because the miss got smaller, that is news: say so in the
lessons, then change the numbers here.
"""

import pytest

from ketlessons.evidence import fact, value
from ketlessons.models import Scheme, fraction_blocked, ic50_at_voltage, magnesium_unblocked, steady_state
from ketlessons.published import blocker, compound, gating, magnesium
from ketlessons.published.receptor.parameters import four_gating

SATURATING = 1000.0


@pytest.fixture(params=["ten", "four"])
def ketamine(request):
    gate = gating() if request.param == "ten" else four_gating()
    return Scheme(gate, blocker("ketamine", scheme=request.param))


def steady_block(scheme, drug_um):
    control, treated = (steady_state(scheme, SATURATING, drug)[scheme.open_index] for drug in (0.0, drug_um))
    return 1 - treated / control


def test_miss_10_um_ketamine_blocks_more_than_in_neurons(ketamine):
    """Model 0.934; rat cortical neurons 0.80 (0.78 to 0.82): 13 points too much."""
    row, model = fact("ketamine_block_10um_rat"), steady_block(ketamine, 10.0)
    assert (row.value, row.low, row.high) == (0.80, 0.78, 0.82)
    assert model == pytest.approx(0.934, abs=0.001)
    assert model - row.value == pytest.approx(0.134, abs=0.002)
    assert model > row.high


def test_miss_the_published_hill_curve_also_blocks_more_than_neurons_at_10_um():
    """Hill slope 0.84 takes away a quarter of the miss: 0.902, still above 0.82."""
    drug = compound("ketamine")
    curve = fraction_blocked(10.0, drug.ic50_um, drug.hill)
    assert curve == pytest.approx(0.902, abs=0.001)
    assert curve > fact("ketamine_block_10um_rat").high


def test_miss_the_neurons_imply_a_weaker_drug_than_the_human_receptors():
    """80 % at 10 uM means an IC50 of 2.5 uM (Hill 1) or 1.9 uM (Hill 0.84), against 0.71 uM."""
    blocked = value("ketamine_block_10um_rat")
    for row, hill in (("ketamine_ic50_implied_rat_hill1", 1.0), ("ketamine_ic50_implied_rat_hill084", 0.84)):
        assert fraction_blocked(10.0, value(row), hill) == pytest.approx(blocked, abs=0.002)
        assert value(row) > 2.5 * value("ketamine_ic50_human")


def test_miss_10_um_memantine_blocks_more_than_in_neurons():
    """Model 0.858; rat cortical neurons 0.81: 5 points too much."""
    model = steady_block(Scheme(gating(), blocker("memantine")), 10.0)
    assert model == pytest.approx(0.858, abs=0.001)
    assert value("memantine_block_10um_rat") == 0.81
    assert model - value("memantine_block_10um_rat") == pytest.approx(0.048, abs=0.002)


@pytest.mark.parametrize(
    ("row", "seconds", "times"), [("ketamine_koff_human", 4.5, 1.46), ("ketamine_koff_mouse", 5.0, 1.33)]
)
def test_miss_ketamine_leaves_more_slowly_than_published(offset, row, seconds, times):
    """Model 6.63 s (ten states), 6.56 s (four); published 4.5 and 5 s: the price of holding the IC50."""
    ten = offset(Scheme(gating(), blocker("ketamine")))[0]
    four = offset(Scheme(four_gating(), blocker("ketamine", scheme="four")))[0]
    assert 1 / value(row) == pytest.approx(seconds, abs=0.05)
    assert ten == pytest.approx(6.63, abs=0.02)
    assert four == pytest.approx(6.56, abs=0.02)
    assert ten * value(row) == pytest.approx(times, abs=0.01)


def test_miss_the_studys_own_rates_mean_twice_its_ic50():
    """Not the model's fault: 0.22 / 0.15 = 1.47 uM where the same study measured 0.71 uM."""
    ratio = value("ketamine_koff_human") / value("ketamine_kon_human") / value("ketamine_ic50_human")
    assert ratio == pytest.approx(2.07, abs=0.01)


def test_miss_mk801_leaves_sooner_than_in_the_other_study(offset):
    """Model 334 s from one study's exit rate; another study, with another agonist, saw 90 min."""
    minutes = offset(Scheme(gating(), blocker("mk801")))[0] / 60
    assert minutes == pytest.approx(5.57, abs=0.02)
    assert value("mk801_recovery_hyperpolarised_rat") == 90
    assert value("mk801_recovery_hyperpolarised_rat") / minutes == pytest.approx(16.2, abs=0.2)


def test_miss_one_site_has_no_second_phase_of_memantine(offset):
    """Measured offset has two parts, 0.415 s and 5.1 s; the model has one near 2 s between them."""
    tau, response = offset(Scheme(gating(), blocker("memantine")), last_s=10.0)
    fast, slow = value("memantine_offset_fast_tau_human"), value("memantine_offset_slow_tau_human")
    assert fast < tau < slow
    assert response.blocked[-1] < 0.01


def test_miss_the_neurons_fast_part_of_trapping_needs_an_escape_the_other_study_did_not_see(remaining):
    """Human receptors: fully trapped. Rat neurons: 86 % left. The model without escape: 97 %."""
    left = remaining(Scheme(gating(), blocker("ketamine")))
    assert left == pytest.approx(0.965, abs=0.001)
    assert left > fact("ketamine_trapped_120s_rat").high


@pytest.mark.parametrize(
    ("row", "drug_um", "published", "model"),
    [
        ("orser_po_left_attached_01um", 0.1, 0.53, 0.877),
        ("orser_po_left_attached_1um", 1.0, 0.24, 0.415),
        ("orser_po_left_outsideout_1um", 1.0, 0.63, 0.415),
        ("orser_po_left_outsideout_10um", 10.0, 0.34, 0.066),
    ],
)
def test_miss_single_channel_patches_disagree_with_the_model_in_both_directions(row, drug_um, published, model):
    """Orser 1997: more block than the model cell-attached, less outside-out; they infer a second route."""
    scheme = Scheme(gating(), blocker("ketamine"))
    assert value(row) == published
    assert 1 - steady_block(scheme, drug_um) == pytest.approx(model, abs=1e-3)


@pytest.mark.parametrize(
    ("row", "voltage_mv", "mg_mm", "times"),
    [
        ("memantine_1mg_2c", -30, 1, 4.6),
        ("memantine_1mg_2d", -30, 1, 4.8),
        ("memantine_0mg_2b", -70, 0, 2.0),
        ("memantine_0mg_2c", -70, 0, 2.6),
        ("memantine_0mg_2d", -70, 0, 2.6),
    ],
)
def test_miss_memantine_blocks_other_subunits_more_than_the_model_and_most_in_magnesium(row, voltage_mv, mg_mm, times):
    """The drug's numbers are those of 2A, the Mg2+ formula fits 2A and 2B; 2A itself is met in both."""
    drug = compound("memantine")
    ic50_um = ic50_at_voltage(drug.ic50_um, voltage_mv, drug.delta, drug.reference_mv)
    half_um = ic50_um / magnesium_unblocked(voltage_mv, mg_mm, **magnesium())
    assert half_um / value(row) == pytest.approx(times, abs=0.05)
    assert half_um / value(row) > 1.5


def test_magnesium_makes_the_reported_block_by_memantine_depend_on_the_subunit():
    """2B and 2D are alike without Mg2+ and nearly sixfold apart in it; at other voltages, as the rows say."""
    assert value("memantine_0mg_2b") / value("memantine_0mg_2d") == pytest.approx(1.33, abs=0.01)
    assert value("memantine_1mg_2b") / value("memantine_1mg_2d") == pytest.approx(5.74, abs=0.01)
