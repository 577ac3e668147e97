"""The loader: does it hand out what is checked, refuse what is not, and say it well?"""

import dataclasses
import doctest

import pytest

import ketlessons.evidence as evidence
from ketlessons.evidence import (
    Fact,
    UnknownFact,
    UnverifiedFact,
    all_rows,
    claims,
    claims_table,
    data_path,
    fact,
    reference,
    table,
    tables,
    value,
)
from ketlessons.evidence import facts as facts_module
from ketlessons.evidence import references as references_module
from ketlessons.evidence import rows as rows_module
from ketlessons.evidence.facts import DEPTH_WORDS, DEPTHS_OF, REPORTED_MARK, STATUS_WORDS, USABLE, number_text, usable
from ketlessons.evidence.topics import onset as onset_module
from ketlessons.evidence.topics.findings import all_findings
from ketlessons.evidence.topics.ledger import all_claims
from ketlessons.evidence.topics.surveys import all_survey_points

ROWS = [row for name in tables() for row in all_rows(name)]
OTHERS = [row for kind in (onset_module.TimePoint, onset_module.Trial, onset_module.EffectPoint, onset_module.Event)
          for row in onset_module.all_of(kind)]  # fmt: skip
OTHERS += [*all_findings(), *all_survey_points()]

# Rows that the models, figures and lessons ask for by name.
_PROMISED = """
ketamine_ic50_human ketamine_hill_human ketamine_kon_human ketamine_koff_human ketamine_kd_from_rates_human
ketamine_delta_human ketamine_voltage_human ketamine_trapped_120s_rat memantine_trapped_120s_rat
arr15896_trapped_120s_rat ketamine_block_10um_rat memantine_block_10um_rat full_relief_rat
ketamine_ic50_implied_rat_hill1 ketamine_ic50_implied_rat_hill084 blocker_kon_mouse ketamine_koff_mouse
pcp_koff_mouse mk801_koff_mouse ketamine_pka s_ketamine_ki_rat r_ketamine_ki_rat s_norketamine_ki_rat
r_norketamine_ki_rat s_to_r_ratio_oye ketamine_ki_salat norketamine_ki_salat ketamine_ki_seeman pcp_ki_seeman
mk801_kd_seeman hnk_2r6r_ic50 memantine_kon_human memantine_koff_human memantine_onset_fast_tau_human
memantine_onset_fast_share_human memantine_onset_slow_tau_human memantine_offset_fast_tau_human
memantine_offset_fast_share_human memantine_offset_slow_tau_human
memantine_ic50_rat memantine_ic50_voltage_rat
amantadine_ic50_rat memantine_released_rat mk801_recovery_hyperpolarised_rat mk801_recovery_depolarised_rat
mk801_zdelta_rat mg_half_block_0mv mg_slope mg_delta orser_po_left_attached_01um orser_po_left_attached_1um
orser_po_left_outsideout_1um orser_po_left_outsideout_10um open_channel_ec50_abbott allosteric_ec50_abbott
ketamine_fast_reequilibration memantine_fast_reequilibration
glutamate_peak_cleft glutamate_decay_cleft gating_rb gating_ru gating_rd gating_rr gating_ro gating_rc
gating_po_saturating gating_po_peak_jahr gating_first_latency gating_alt_lester_ru gating_alt_edmonds_ro
gating_alt_clements_rc ketamine_molar_mass antidepressant_total_ng_ml anaesthetic_total_um recovery_total_um
unbound_fraction bound_fraction_dayton antidepressant_free_um anaesthetic_free_um model_kon_apparent
model_koff_apparent model_ro_four model_thermal_voltage model_blocker_kon model_escape_ketamine_ten
model_escape_ketamine_four model_escape_memantine_ten model_blocker_a_kon model_blocker_a_koff model_blocker_b_kon
ketamine_charged_share_blood memantine_0mg_2a memantine_0mg_2b memantine_0mg_2c memantine_0mg_2d memantine_1mg_2a
memantine_1mg_2b memantine_1mg_2c memantine_1mg_2d
reference_weight venous_v1 venous_v2 venous_q2 venous_v3 venous_q3 venous_cl_s norketamine_v1 norketamine_cl
norketamine_v2 norketamine_q arterial_v1 arterial_v2 arterial_q2 arterial_v3 arterial_q3 arterial_cl
model_cl_racemate cl_racemate_meta vss_racemate_meta var_v1 var_cl cov_v1_cl var_norketamine_v1
var_norketamine_cl cov_norketamine_v1_cl residual_sd residual_sd_norketamine nasal_vc nasal_vp1 nasal_vp2
nasal_q1 nasal_q2 nasal_qh nasal_vh nasal_kel nasal_kmet nasal_fraction_first nasal_fraction_later nasal_ka
swallowed_duration swallowed_ka oral_s_duration oral_s_ka gut_fraction nasal_norketamine_v1
nasal_norketamine_cl nasal_norketamine_v2 nasal_norketamine_q sd_logit_nasal_fraction cv_nasal_ka
cv_swallowed_ka cv_oral_s_ka cv_nasal_vc cv_nasal_vp1 cv_nasal_qh cv_nasal_vh cv_nasal_kel
cv_nasal_norketamine_v1 cv_nasal_norketamine_cl nasal_kmet_variability_missing device_interval device_dose
f_im_label f_im_children f_nasal_label_84 f_nasal_popk_56 f_nasal_popk_84 f_nasal_28
f_nasal_racemate_yanagihara f_nasal_racemate_10 f_nasal_racemate_30 f_nasal_racemate_50 f_nasal_children
f_sublingual_rolan f_sublingual_yanagihara f_sublingual_chong f_film_simons f_rectal_adults f_rectal_children
f_oral_yanagihara f_oral_chong f_oral_s_fanta f_oral_s_popk f_pr_tablet_s f_pr_tablet_r f_oral_children_burns
oral_fraction_racemate im_ka sublingual_mucosal_fraction sublingual_ka sublingual_duration
tmax_sublingual_rolan conc_bolus_5min_label conc_im_15min_label im_label_sampling_time
conc_s_arterial_after_50 conc_s_arterial_after_100 nasal_cmax_28 nasal_cmax_56 nasal_cmax_84 nasal_auc24_28
nasal_auc24_56 nasal_auc24_84 nasal_nk_cmax_28 nasal_nk_cmax_56 nasal_nk_cmax_84 nasal_nk_auc24_28
nasal_nk_auc24_56 nasal_nk_auc24_84 oral_cmax_grant oral_cmax_chong oral_tmax_chong sublingual_cmax_chong
sublingual_tmax_chong norketamine_cmax_oral_chong norketamine_cmax_sublingual_chong
norketamine_molar_mass hydroxynorketamine_molar_mass ketamine_displacement_rat norketamine_displacement_rat
norketamine_unbound_fraction occupancy_infusion occupancy_recovery occupancy_anaesthesia sert_first_dose_4h
sert_first_dose_48h sert_paroxetine_first_4h sert_paroxetine_first_48h sert_minimum_dose sert_paroxetine_4wk
sert_citalopram_4wk sert_plateau_paroxetine sert_plateau_paroxetine_conc sert_high_dose sert_prolonged_rises
ssri_week1_rr aspire_first_remission_esketamine aspire_first_remission_placebo trad_week1_share
trad_improvement_week2_drug trad_improvement_week2_placebo trad_or_amitriptyline trad_or_reboxetine trad_smd_all
trad_smd_published trad_smd_unpublished trad_stard_remission_hamd trad_stard_cumulative trad_stard_reanalysis
trad_stard_exclusions trad_stard_late
"""


@pytest.mark.parametrize("id", _PROMISED.split())
def test_promised_rows_are_handed_out(id):
    row = fact(id)
    assert row.id == id
    assert row.text()


def test_every_row_is_either_usable_or_refused():
    for row in ROWS:
        if row.status == "unverified":
            with pytest.raises(UnverifiedFact) as caught:
                fact(row.id)
            assert row.id in str(caught.value)
            assert "erify against" in str(caught.value)
            with pytest.raises(UnverifiedFact):
                value(row.id)
        else:
            assert fact(row.id) == row


@pytest.mark.parametrize(
    "id",
    [
        "kotermanski_ketamine_1mg_2a",
        "dravid_ketamine_enantiomer_2a",
        "sigma1_ki",
        "f_oral_grant",
        "im_half_dose_cmax",
        "iv_infusion_204",
        "venlafaxine_bioavailability",
    ],
)
def test_numbers_from_memory_are_refused(id):
    with pytest.raises(UnverifiedFact, match="not verified"):
        fact(id)
    assert id not in {row.id for name in tables() for row in table(name)}
    assert id in {row.id for row in ROWS}


def test_unknown_id_names_the_nearest():
    with pytest.raises(UnknownFact, match="ketamine_ic50_human"):
        fact("ketamine_ic50_humans")
    with pytest.raises(LookupError):
        value("no such row at all")
    with pytest.raises(UnknownFact, match="receptor"):
        table("receptors")


def test_error_families():
    assert issubclass(UnknownFact, LookupError)
    assert issubclass(UnverifiedFact, ValueError)


def test_values_of_the_central_rows():
    assert value("ketamine_ic50_human") == 0.71
    assert value("gating_rb") == 5
    assert value("mg_slope") == 0.062
    assert value("ketamine_voltage_human") == -70
    row = fact("ketamine_ic50_human")
    assert (row.low, row.high, row.unit, row.table) == (0.68, 0.74, "uM", "receptor")
    assert row.sources == ("gilling2009",)


def test_rows_without_one_number_refuse_value():
    assert fact("blocker_kon_mouse").value is None
    with pytest.raises(ValueError, match=r"0\.03 to 0\.3"):
        value("blocker_kon_mouse")
    with pytest.raises(ValueError, match="fully trapped"):
        value("ketamine_trapped_human")


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("ketamine_ic50_human", "0.71 µM (0.68 to 0.74)"),
        ("blocker_kon_mouse", "0.03 to 0.3 µM⁻¹ s⁻¹"),
        ("s_to_r_ratio_oye", "at least 4"),
        ("bound_fraction_dayton", "at most 0.47"),
        ("ketamine_voltage_human", "−70 mV"),
        ("model_escape_ketamine_ten", "0.000966 s⁻¹"),
        ("mg_slope", "0.062 mV⁻¹"),
        ("ketamine_trapped_human", "ketamine is fully trapped when the channel closes"),
        ("ketamine_molar_mass", "237.73 g/mol"),
    ],
)
def test_text(id, said):
    assert fact(id).text() == said


def test_text_with_digits():
    assert fact("ketamine_ic50_human").text(digits=1) == "0.7 µM (0.7 to 0.7)"
    assert fact("gating_po_peak_jahr").text(digits=2) == "0.30"
    assert fact("anaesthesia_total_ng_ml").text(digits=2) == "1200 to 2400 ng/mL"
    for wrong in (0, 16, 2.0, True, "2"):
        with pytest.raises(ValueError, match="digits"):
            fact("ketamine_ic50_human").text(digits=wrong)


@pytest.mark.parametrize(
    ("number", "digits", "said"),
    [
        (1e-7, None, "0.0000001"),
        (100.0, None, "100"),
        (1e20, None, "100000000000000000000"),
        (-0.5, None, "−0.5"),
        (0.000966, 2, "0.00097"),
        (1234.5, 2, "1200"),
        (9.96, 2, "10"),
        (0.0, 2, "0.0"),
    ],
)
def test_number_text(number, digits, said):
    assert number_text(number, digits) == said


def test_reported_marks_what_rests_on_the_word_of_others():
    for row in ROWS:
        assert row.reported or row.status != "secondary"
        assert not row.reported or row.status in ("secondary", "derived_reported")
        assert ("reported" in row.status_text) == row.reported
    assert fact("antidepressant_total_ng_ml").reported
    assert fact("antidepressant_free_um").reported
    assert fact("occupancy_infusion").reported
    assert not fact("occupancy_anaesthesia").reported
    assert not fact("anaesthetic_free_um").reported


def test_every_status_has_words():
    assert set(STATUS_WORDS) == {row.status for row in ROWS}


def test_what_a_row_rests_on_agrees_with_its_status():
    for row in [*ROWS, *OTHERS, *all_claims()]:
        assert (row.depth == "") == (row.status == "unverified"), row.id
        assert (row.depth == "derived") == row.status.startswith("derived"), row.id
        assert (row.depth == "account") == (row.status == "secondary"), row.id
        assert (row.depth != "model_file") or (row.status == "transcribed"), row.id
        assert row.how_checked.endswith(REPORTED_MARK) == row.reported, row.id
    assert set(DEPTHS_OF) == set(USABLE)
    assert {depth for row in DEPTHS_OF.values() for depth in row} == set(DEPTH_WORDS)


#: How a note begins that names what was read, and the only depth that it allows.
NAMED = {"Abstract read": "abstract", "One abstract read": "abstract", "Label text read": "label", "Table ": "table",
         "Extended data table": "table", "Part of the paper read": "part", "Page of the paper read": "part",
         "Model file read": "model_file"}  # fmt: skip


def test_no_row_claims_more_than_its_note():
    noted = [row for row in [*ROWS, *OTHERS] if row.status in ("primary", "transcribed")]
    said = [(row, depth) for row in noted for words, depth in NAMED.items() if row.note.startswith(words)]
    assert len(said) > 400
    for row, depth in said:
        assert row.depth == depth, row.id
    for row in noted:
        assert row.depth != "full_text" or "full text" in row.note.casefold() or "paper read" in row.note, row.id


def test_facts_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact("ketamine_ic50_human").value = 1.0
    assert isinstance(fact("ketamine_ic50_human"), Fact)


def test_tables_are_cached_and_in_order(data_folder):
    assert tables() == (
        "receptor",
        "molecules",
        "gating",
        "concentrations",
        "targets",
        "kinetics",
        "occupancy",
        "comparators",
        "traditional",
        "masking",
        "weighing",
        "assault",
        "identity",
        "safety",
        "signal",
        "model",
        "circuit",
    )
    assert all_rows("receptor") is all_rows("receptor")
    assert data_path() is data_path()
    assert data_path() == data_folder


def test_reference():
    ref = reference("gilling2009")
    assert ref.authors[0] == "Gilling KE"
    assert ref.link == "https://doi.org/10.1016/j.neuropharm.2009.01.012"
    assert reference("mealing1999").link == "https://pubmed.ncbi.nlm.nih.gov/9862772/"
    assert reference("macdonald1991").authors[-1] == "et al."
    assert reference("salat2015").authors[0] == "Sałat K"
    with pytest.raises(UnknownFact, match="nobody2000"):
        reference("nobody2000")


def test_claims_of_lesson_two():
    ids = [claim.id for claim in claims("02")]
    assert ids == ["claim_10", "claim_13", "claim_14", "claim_20"]
    assert {claim.topic for claim in claims("mechanism")} == {"mechanism"}
    with pytest.raises(UnknownFact, match="mechanism"):
        claims("99")


def test_unverified_claims_are_not_handed_out():
    """The data holds none today, so one is made."""
    unchecked = dataclasses.replace(claims("02")[0], status="unverified", depth="")
    assert usable((unchecked, *claims("02")[1:])) == claims("02")[1:]
    with pytest.raises(UnverifiedFact, match="claim_10"):
        claims_table([unchecked])


def test_claims_of_onset():
    assert [claim.id for claim in claims("05")] == ["claim_23", "claim_24"]
    assert {claim.topic for claim in claims("05")} == {"mechanism"}


def test_claim_of_the_routes():
    assert [claim.id for claim in claims("04")] == ["claim_07"]


def test_block_is_called_uncompetitive():
    binding = claims("02")[0].better_statement
    assert "uncompetitive" in binding
    assert "open-channel" in binding


def test_public_face_is_whole():
    assert sorted(evidence.__all__) == list(evidence.__all__)
    for name in evidence.__all__:
        assert getattr(evidence, name).__doc__, name


@pytest.mark.parametrize("module", [facts_module, onset_module, rows_module, references_module])
def test_examples_in_docstrings(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
