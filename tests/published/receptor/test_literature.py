"""The models against published values.

Each expected value is looked up among the evidence rows, or is a range that follows from them. Where the
models miss a published value, see `test_recorded_misses`.
"""

import numpy as np
import pytest
from scipy.optimize import brentq

from ketlessons.evidence import fact, value
from ketlessons.models import (
    Scheme,
    Segment,
    block_in_magnesium,
    fraction_blocked,
    ic50_at_voltage,
    magnesium_unblocked,
    respond,
    steady_state,
)
from ketlessons.models.receptor.synapse import epsc_train
from ketlessons.published import blocker, compound, gating, magnesium
from ketlessons.published.receptor.parameters import cleft_glutamate, four_gating

SATURATING = 1000.0


def published(name="ketamine", kind="ten", escape=False):
    return Scheme(gating() if kind == "ten" else four_gating(), blocker(name, escape=escape, scheme=kind))


@pytest.fixture(params=["ten", "four"])
def ketamine(request):
    return published(kind=request.param)


def steady_block(scheme, drug_um, voltage_mv=-70.0, mg_unblocked=1.0):
    control, treated = (
        steady_state(scheme, SATURATING, drug, voltage_mv, mg_unblocked)[scheme.open_index] for drug in (0.0, drug_um)
    )
    return 1 - treated / control


def half_block(scheme, voltage_mv, mg_unblocked=1.0):
    return 10 ** brentq(lambda log: steady_block(scheme, 10**log, voltage_mv, mg_unblocked) - 0.5, -3, 3)


# Ketamine potency and its voltage dependence


def test_ketamine_ic50_of_human_receptors(ketamine):
    """Gilling 2009: 0.71 (0.68 to 0.74) uM at -70 mV."""
    row, found = fact("ketamine_ic50_human"), half_block(ketamine, value("ketamine_voltage_human"))
    assert found == pytest.approx(row.value, rel=0.01)
    assert row.low <= found <= row.high


def test_ketamine_ic50_at_minus_60_mv(ketamine):
    assert half_block(ketamine, -60.0) == pytest.approx(0.969, rel=0.02)


@pytest.mark.parametrize("voltage", [-80, -60, -40, 0, 40])
def test_ketamine_ic50_bends_with_the_published_electrical_distance(ketamine, voltage):
    """Gilling 2009: delta 0.79 (0.75 to 0.83)."""
    row = fact("ketamine_delta_human")
    shift = np.log(half_block(ketamine, voltage) / half_block(ketamine, -70))
    distance = shift * value("model_thermal_voltage") / (voltage + 70)
    assert row.low <= distance <= row.high
    assert distance == pytest.approx(row.value, rel=1e-6)


def test_the_published_hill_curve_blocks_57_percent_at_1_and_90_percent_at_10_um():
    drug = compound("ketamine")
    np.testing.assert_allclose(fraction_blocked([1.0, 10.0], drug.ic50_um, drug.hill), [0.571, 0.902], atol=1e-3)


def test_block_at_1_um_agrees_with_the_published_hill_curve(ketamine):
    """One site against a slope of 0.84: close to the IC50 they agree, far from it they cannot."""
    drug = compound("ketamine")
    curve = fraction_blocked(1.0, drug.ic50_um, drug.hill)
    assert steady_block(ketamine, 1.0) == pytest.approx(curve, abs=0.02)


def test_block_at_1_um_and_minus_60_mv_is_about_half(ketamine):
    """About 50 % is what a later study reports from others for 1 uM, without a voltage."""
    assert steady_block(ketamine, 1.0, -60.0) == pytest.approx(value("ketamine_block_1um_quoted"), abs=0.02)


# Ketamine speed


@pytest.mark.parametrize("drug_um", [1.0, 3.0, 10.0])
def test_onset_lies_within_the_published_rates(ketamine, onset_tau, drug_um):
    """Gilling 2009: tau = 1 / (kon c + koff), kon 0.10 to 0.20 1/uM/s, koff 0.17 to 0.27 1/s."""
    on, off = fact("ketamine_kon_human"), fact("ketamine_koff_human")
    tau = onset_tau(ketamine, drug_um)
    assert 1 / (on.high * drug_um + off.high) <= tau <= 1 / (on.low * drug_um + off.low)


def test_onset_at_10_um(ketamine, onset_tau):
    assert 0.40 <= onset_tau(ketamine, 10.0) <= 0.62


def test_offset_is_seconds_not_minutes(ketamine, offset):
    """Two studies give 4.5 and about 5 s; the model is slower (a recorded miss), not by more than half."""
    tau, _ = offset(ketamine)
    assert 4.3 <= tau <= 7.0


def test_all_block_is_gone_after_the_published_time_in_agonist(ketamine):
    """Mealing 1999: full relief after 50 s of NMDA."""
    seconds = value("full_relief_rat")
    start = steady_state(ketamine, SATURATING, 10.0)
    response = respond(ketamine, [Segment(seconds, SATURATING)], start=start)
    assert seconds == 50
    assert 1 - response.blocked[-1] / response.blocked[0] > 0.99


# Trapping


def test_without_escape_ketamine_is_fully_trapped(ketamine, remaining):
    """Gilling 2009: ketamine fully trapped."""
    assert remaining(ketamine) >= 0.95


@pytest.mark.parametrize("kind", ["ten", "four"])
def test_with_escape_86_percent_of_ketamine_block_is_left_after_120_s(kind, remaining):
    """Mealing 1999: 0.86 (0.85 to 0.87). The escape was fitted to this."""
    row, left = fact("ketamine_trapped_120s_rat"), remaining(published(kind=kind, escape=True))
    assert row.low <= left <= row.high
    assert left == pytest.approx(row.value, abs=0.001)


def test_with_escape_71_percent_of_memantine_block_is_left_after_120_s(remaining):
    """Mealing 1999: 0.71 (0.67 to 0.75). The escape was fitted to this."""
    row, left = fact("memantine_trapped_120s_rat"), remaining(published("memantine", escape=True))
    assert row.low <= left <= row.high
    assert left == pytest.approx(row.value, abs=0.001)


def test_memantine_is_let_go_more_than_ketamine_even_without_escape(remaining):
    assert remaining(published("memantine")) < remaining(published())


@pytest.mark.parametrize("kind", ["ten", "four"])
@pytest.mark.parametrize("name", ["ketamine", "mk801"])
def test_no_agonist_no_block(name, kind):
    """Huettner and Bean 1988: MK-801 blocks only when applied with NMDA."""
    response = respond(published(name, kind), [Segment(30.0, 0.0, 10.0)])
    assert response.blocked.max() == 0.0


# Gating


def test_open_probability_when_glutamate_saturates():
    assert gating().open_probability == pytest.approx(value("gating_po_saturating"), abs=3e-4)
    assert four_gating().open_probability == pytest.approx(gating().open_probability, abs=1e-4)


def test_peak_open_probability_is_near_the_published_030():
    """Jahr 1992: about 0.30 of glutamate-bound channels open at the peak."""
    step = respond(published(), [Segment(0.2, SATURATING)], step_s=1e-4).open_probability.max()
    pulse = epsc_train(published(), 1, 10.0, **cleft_glutamate()).peak[0]
    assert step == pytest.approx(value("gating_po_peak_jahr"), abs=0.035)
    assert pulse == pytest.approx(value("gating_po_peak_jahr"), abs=0.015)


def test_the_synaptic_current_peaks_after_the_published_mean_first_latency():
    """Dzubay and Jahr 1996: channels first open after 10 ms on average, so the peak must come later."""
    train = epsc_train(published(), 1, 10.0, **cleft_glutamate())
    peak_ms = 1e3 * train.wave_time_s[train.waves[0].argmax()]
    assert fact("gating_first_latency").unit == "ms"
    assert value("gating_first_latency") < peak_ms < 3 * value("gating_first_latency")


# Mg2+


@pytest.mark.parametrize(
    ("voltage", "left"),
    [(-80, 0.0244), (-70, 0.0445), (-60, 0.0796), (-40, 0.230), (-20, 0.508), (0, 0.781), (40, 0.977)],
)
def test_jahr_and_stevens_1990_in_1_mm(voltage, left):
    assert magnesium_unblocked(voltage, 1.0, **magnesium()) == pytest.approx(left, abs=5e-4)


def test_magnesium_shift_of_the_ic50_at_minus_66_mv(ketamine):
    left = magnesium_unblocked(-66, 1.0, **magnesium())
    assert 1 / left == pytest.approx(17.77, abs=0.01)
    assert half_block(ketamine, -66, left) / half_block(ketamine, -66) == pytest.approx(17.8, abs=0.05)


def memantine_half_block(voltage_mv, mg_mm):
    drug = compound("memantine")
    ic50_um = ic50_at_voltage(drug.ic50_um, voltage_mv, drug.delta, drug.reference_mv)
    return ic50_um / magnesium_unblocked(voltage_mv, mg_mm, **magnesium())


@pytest.mark.parametrize(("subunit", "times"), [("2a", 0.89), ("2b", 0.84)])
def test_memantine_in_magnesium_at_2a_and_2b_is_met(subunit, times):
    """Oocytes, 1 mM Mg2+, -30 mV, reported: 10.3 and 10.9 uM; the model gives 9.1. At 2C and 2D: a recorded miss."""
    row = fact(f"memantine_1mg_{subunit}")
    assert row.reported
    assert "-30 mV" in row.conditions
    assert memantine_half_block(-30, 1) == pytest.approx(row.value, rel=0.2)
    assert memantine_half_block(-30, 1) / row.value == pytest.approx(times, abs=0.005)


@pytest.mark.parametrize(
    ("row", "in_magnesium", "without"),
    [("antidepressant_free_um", (0.03, 0.06), 0.37), ("anaesthetic_free_um", (0.29, 0.43), 0.87)],
)
def test_illustrated_block_at_two_free_concentrations(row, in_magnesium, without):
    """Extrapolation, not measurement: 1 mM Mg2+ between -60 and -20 mV, against none at -70 mV."""
    drug, conc = compound("ketamine"), value(row)
    voltage = np.linspace(-60, -20, 9)
    ic50 = ic50_at_voltage(drug.ic50_um, voltage, drug.delta, drug.reference_mv)
    block = block_in_magnesium(conc, ic50, magnesium_unblocked(voltage, 1.0, **magnesium()))
    assert block.min() == pytest.approx(in_magnesium[0], abs=0.01)
    assert block.max() == pytest.approx(in_magnesium[1], abs=0.01)
    assert fraction_blocked(conc, drug.ic50_um) == pytest.approx(without, abs=0.015)


# Comparators


@pytest.mark.parametrize(
    ("name", "tau", "row"),
    [
        ("memantine", 1.99, "memantine_koff_human"),
        ("pcp", 33.5, "pcp_koff_mouse"),
        ("mk801", 334, "mk801_koff_mouse"),
    ],
)
def test_comparators_leave_about_as_slowly_as_published(name, tau, row, offset):
    """Gilling 2009 and MacDonald 1991: 1/koff, plus the little that gating adds."""
    found, _ = offset(published(name))
    assert found == pytest.approx(tau, rel=0.005)
    assert found == pytest.approx(1 / value(row), rel=0.07)


def test_memantine_rates_and_potency_of_two_studies_agree_roughly():
    """Gilling 2009 rates give 1.66 uM; Blanpied 1997 measured 1.4 uM at nearly the same voltage."""
    found = half_block(published("memantine"), -70)
    assert found == pytest.approx(value("memantine_koff_human") / value("memantine_kon_human"), rel=1e-9)
    assert found == pytest.approx(1.66, abs=0.005)
    assert found == pytest.approx(value("memantine_ic50_rat"), rel=0.2)


def test_mk801_recovery_slows_with_hyperpolarisation_as_published():
    """Huettner and Bean 1988: 90 min at -70 to -80 mV against 2 min at +30 mV."""
    drug = blocker("mk801")
    ratio = value("mk801_recovery_hyperpolarised_rat") / value("mk801_recovery_depolarised_rat")
    assert drug.off_at(30) / drug.off_at(-75) == pytest.approx(ratio, rel=0.02)


def test_blockers_leave_in_the_published_order(offset):
    taus = [offset(published(name))[0] for name in ("memantine", "ketamine", "pcp", "mk801")]
    assert taus == sorted(taus)


def test_s_ketamine_binds_four_to_five_times_as_tightly_as_r():
    """Ebert 1997 for the two, about 5 and 8 in their words; Oye 1992 found a ratio of at least 4."""
    s, r = compound("s_ketamine"), compound("r_ketamine")
    assert fact("s_to_r_ratio_oye").low <= r.ic50_um / s.ic50_um < 5
    assert r.ic50_um / s.ic50_um == pytest.approx(value("s_to_r_ratio_ebert"), abs=0.05)
    assert compound("r_norketamine").ic50_um / compound("s_norketamine").ic50_um == pytest.approx(8, abs=0.5)


def test_hnk_is_some_sixty_times_weaker_than_ketamine():
    """Abbott and Popescu 2020 say about 100; their 46 uM against the 0.71 uM used here gives 65."""
    assert compound("hnk_2r6r").ic50_um / compound("ketamine").ic50_um == pytest.approx(65, abs=1)


def test_rates_as_printed_would_give_another_potency_but_a_better_offset(build, offset):
    """The same study, the other way round: its two rates together mean 1.47 uM and an offset of 4.65 s."""
    on, off = value("ketamine_kon_human"), value("ketamine_koff_human")
    printed = build(gating(), on, off)
    assert half_block(printed, -70) == pytest.approx(value("ketamine_kd_from_rates_human"), rel=0.01)
    assert offset(printed)[0] == pytest.approx(4.65, abs=0.02)
    assert offset(printed)[0] == pytest.approx(1 / off, rel=0.05)
