"""What the models take from the evidence, and what they decline to make up."""

import pytest

from ketlessons.evidence import fact, value
from ketlessons.models import Scheme, magnesium_unblocked, respond
from ketlessons.models.receptor.block import THERMAL_VOLTAGE_MV
from ketlessons.models.receptor.gating import FourGating, Gating
from ketlessons.models.receptor.segments import Segment
from ketlessons.models.receptor.synapse import synaptic_transient
from ketlessons.published import blocker, blocker_names, compound, compound_names, gating, magnesium
from ketlessons.published.receptor.parameters import blocker_fact_ids, cleft_glutamate, four_gating


def test_the_receptors_hold_the_rows():
    assert gating() == Gating(5.0, 12.9, 8.4, 6.8, 46.5, 73.8)
    assert four_gating() == FourGating(20.8, 73.8)
    assert gating().open_probability == pytest.approx(value("gating_po_saturating"), abs=3e-4)


def test_the_default_thermal_voltage_is_the_row():
    assert value("model_thermal_voltage") == THERMAL_VOLTAGE_MV


def test_rt_over_f_near_21_6_celsius_is_the_row():
    assert value("model_thermal_voltage") == pytest.approx(8.314462618 * 294.75 / 96485.33212 * 1e3, abs=0.05)


@pytest.mark.parametrize("scheme", ["ten", "four"])
@pytest.mark.parametrize("name", blocker_names())
def test_rates_are_published_ones_over_the_open_probability(name, scheme):
    rows = {
        "ketamine": ("model_kon_apparent", "model_koff_apparent"),
        "memantine": ("memantine_kon_human", "memantine_koff_human"),
        "pcp": ("model_blocker_kon", "pcp_koff_mouse"),
        "mk801": ("model_blocker_kon", "mk801_koff_mouse"),
        "made_up_a": ("model_blocker_a_kon", "model_blocker_a_koff"),
        "made_up_b": ("model_blocker_b_kon", "model_koff_apparent"),
    }[name]
    drug, gate = blocker(name, scheme=scheme), gating() if scheme == "ten" else four_gating()
    assert drug.on_per_um_s * gate.open_probability == pytest.approx(value(rows[0]))
    assert drug.off_per_s * gate.open_probability == pytest.approx(value(rows[1]))
    assert drug.escape_per_s == 0.0
    assert drug.reference_mv == -70


def test_the_microscopic_rates_of_ketamine():
    drug = blocker("ketamine")
    assert drug.on_per_um_s == pytest.approx(0.982, abs=1e-3)
    assert drug.off_per_s == pytest.approx(0.697, abs=1e-3)


def test_apparent_ketamine_rates_split_the_disagreement_of_their_study_evenly():
    kon, koff = value("model_kon_apparent"), value("model_koff_apparent")
    assert koff / kon == pytest.approx(value("ketamine_ic50_human"), rel=0.005)
    raised, lowered = kon / value("ketamine_kon_human"), value("ketamine_koff_human") / koff
    assert raised == pytest.approx(lowered, rel=0.01)
    for row, printed in (("ketamine_kon_human", kon), ("ketamine_koff_human", koff)):
        error = fact(row).high - value(row)
        assert abs(printed - value(row)) / error == pytest.approx(1.3, abs=0.05)


def test_the_made_up_pair_differs_from_ketamine_in_one_thing_each():
    ketamine, slow, potent = (blocker(name) for name in ("ketamine", "made_up_a", "made_up_b"))

    def potency_um(drug):
        return drug.off_per_s / drug.on_per_um_s

    assert potency_um(slow) == pytest.approx(potency_um(ketamine))
    assert slow.off_per_s == pytest.approx(ketamine.off_per_s / 10)
    assert potent.off_per_s == pytest.approx(ketamine.off_per_s)
    assert potency_um(potent) == pytest.approx(potency_um(ketamine) / 10)


def test_the_four_drugs_cannot_tell_potency_from_exit_rate_for_both_run_in_one_order():
    """Why the made-up pair is there."""
    four = [blocker(name) for name in ("memantine", "ketamine", "pcp", "mk801")]
    exits = [drug.off_per_s for drug in four]
    potencies = [drug.off_per_s / drug.on_per_um_s for drug in four]
    assert exits == sorted(exits, reverse=True)
    assert potencies == sorted(potencies, reverse=True)
    assert exits[0] / exits[-1] == pytest.approx(177, abs=1)
    entries = [drug.on_per_um_s for drug in four]
    assert max(entries) / min(entries) == pytest.approx(3.2, abs=0.05)


def test_the_shared_entry_rate_lies_in_the_range_read():
    row = fact("blocker_kon_mouse")
    assert row.low < value("model_blocker_kon") < row.high
    assert value("model_blocker_kon") == pytest.approx((row.low * row.high) ** 0.5, rel=0.06)


def test_no_voltage_dependence_is_made_up():
    drug = blocker("pcp")
    assert drug.delta is None
    assert drug.off_at(-70) == drug.off_per_s
    with pytest.raises(ValueError, match="voltage_mv must be -70 mV for pcp"):
        respond(Scheme(gating(), drug), [Segment(1.0, 10.0, 1.0, voltage_mv=-40)])


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("ketamine", "ketamine_delta_human"),
        ("memantine", "memantine_delta_human"),
        ("mk801", "mk801_zdelta_rat"),
    ],
)
def test_voltage_dependence_is_the_row(name, row):
    assert blocker(name).delta == value(row)


@pytest.mark.parametrize(
    ("name", "scheme", "row"),
    [
        ("ketamine", "ten", "model_escape_ketamine_ten"),
        ("ketamine", "four", "model_escape_ketamine_four"),
        ("memantine", "ten", "model_escape_memantine_ten"),
    ],
)
def test_escape_is_the_row_when_asked_for(name, scheme, row):
    assert blocker(name, escape=True, scheme=scheme).escape_per_s == value(row) > 0


@pytest.mark.parametrize(("name", "scheme"), [("memantine", "four"), ("pcp", "ten"), ("mk801", "four")])
def test_an_escape_never_fitted_is_refused(name, scheme):
    with pytest.raises(ValueError, match=rf"escape must be False for {name} in {scheme}.*got True"):
        blocker(name, escape=True, scheme=scheme)


@pytest.mark.parametrize("bad", ["Ketamine", "", "esketamine", None, 3])
def test_unknown_names_list_what_is_known(bad):
    with pytest.raises(
        ValueError, match="name must be one of ketamine, memantine, pcp, mk801, made_up_a, made_up_b; got"
    ) as problem:
        blocker(bad)
    assert repr(bad) in str(problem.value)
    with pytest.raises(ValueError, match=r"name must be one of ketamine, s_ketamine, .*hnk_2r6r; got") as problem:
        compound(bad)
    assert repr(bad) in str(problem.value)


@pytest.mark.parametrize("name", blocker_names())
def test_the_rows_behind_a_drug_can_be_named(name):
    rows = blocker_fact_ids(name)
    assert all(fact(row).status != "unverified" for row in rows)
    held = {value(row) for row in rows}
    drug = blocker(name)
    assert drug.reference_mv in held
    assert drug.delta in held or drug.delta is None
    assert any(drug.off_per_s * gating().open_probability == pytest.approx(number) for number in held)
    with pytest.raises(ValueError, match="name must be one of"):
        blocker_fact_ids("unknown")


def test_unknown_scheme_lists_what_is_known():
    with pytest.raises(ValueError, match="scheme must be one of ten, four; got 'five'"):
        blocker("ketamine", scheme="five")


@pytest.mark.parametrize("name", compound_names())
def test_every_compound_has_its_rows(name):
    it = compound(name)
    assert it.name == name
    assert it.kind in ("functional", "binding")
    assert it.ic50_um == value(it.fact_ids[0])
    assert it.fact_ids[0].endswith("_ki_rat") == (it.kind == "binding")
    assert it.hill_read == any("hill" in row for row in it.fact_ids)
    assert it.hill_read or it.hill == 1.0
    assert (it.delta is None) == (not any("delta" in row for row in it.fact_ids))
    assert (it.reference_mv is None) == (not any("voltage" in row for row in it.fact_ids))
    if it.low_um is not None:
        assert it.low_um <= it.ic50_um <= it.high_um
    for row in it.fact_ids:
        assert fact(row).status != "unverified"


def test_concentrations_are_in_micromolar():
    for name in compound_names():
        assert fact(compound(name).fact_ids[0]).unit == "uM"
    assert fact("glutamate_peak_cleft").unit == "mM"
    assert fact("glutamate_decay_cleft").unit == "ms"


def test_magnesium_and_glutamate_pass_on_with_two_stars():
    assert 0 < magnesium_unblocked(-60, 1.0, **magnesium()) < 0.1
    assert synaptic_transient(**cleft_glutamate())[0].glutamate_um > 500
    assert cleft_glutamate() == pytest.approx({"peak_um": 1100.0, "decay_s": 0.0012})
