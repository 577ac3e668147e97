"""Thirty slips that are often printed about what follows the block: lesson 03 and its tables repeat none of them."""

import re

import pytest

from ketlessons import evidence
from ketlessons.evidence.topics.signal import all_arrows, all_hypotheses, all_other_drugs, hypothesis, other_drug
from ketlessons.explorers import EXPLORERS
from ketlessons.quiz import everything

NAME = "03-follow-the-signal"
#: What must not be said, and why, by the number of the slip.
NEVER = {
    "s1": (
        r"rapamycin (?:was )?(?:injected|infused|by vein)|41 % (?:higher|more)",
        "it was swallowed; 41 and 13 % responded",
    ),
    "s2": (r"under anaesthesia .{0,40}(?:has|had|showed?) no effect\b", "no evidence of one; the interval is wide"),
    "s3": (
        r"95 % .{0,40}(?:CP-101|4\.5 to 12\.3)|(?:CP-101|4\.5 to 12\.3).{0,60}95 % (?:CI|interval|confidence)",
        "80 %",
    ),
    "s4": (r"F ?\(3, ?39\) ?= ?48", "a lost decimal"),
    "s5": (r"naloxone", "naltrexone"),
    "s8": (r"metabolite (?:is|was) (?:identified|the key)|likely holds the secret", "a news line, in mice"),
    "s10": (r"0\.56 nM|sigma-1 .{0,20}150 nM|D2 .{0,20}450 nM", "machine-made tables without a source"),
    "s11": (r"1\.56 (?:ug|µg)/mL|274 ng/mL", "the hydrochloride's mass"),
    "s12": (r"(?:62|180) %.{0,40}dopamine|dopamine.{0,40}(?:62 to )?180 %", "that is the number of active cells"),
    "s13": (r"the surge (?:is|was|of) (?:about )?38 %", "eight people, open, GABA rose as much"),
    "s14": (r"Rowland.{0,60}glutamate rose", "glutamine"),
    "s15": (
        r"lamotrigine (?:weakened|lowered|blocked|reduced) (?:the )?(?:lift|mood|benefit|antidepressant)",
        "it raised it",
    ),
    "s16": (r"\b50 (?:µM|uM)\b", "117 times what is free"),
    "s17": (r"citalopram .{0,30}50 %", "a figure of 1993"),
    "s18": (r"rapastinel,? (?:a|an|another|the) (?:\w+ )?blocker|blockers? .{0,30}such as rapastinel", "it modulates"),
    "s19": (r"[-−]0\.(?:79|89|98)\b", "a handful of people"),
    "s20": (r"not mediated by BDNF", "blood is not brain"),
    "s21": (r"US subgroup|p ?=? ?0\.03\b.{0,40}arketamine", "a subgroup of a missed trial"),
    "s22": (r"a third of (?:the )?(?:eight )?studies", "three of eight"),
    "s23": (
        r"(?:umbrella review|Moncrieff).{0,80}(?:SSRIs|antidepressants|drugs) (?:do not|don't) work",
        "not about drugs",
    ),
    "s24": (r"trapped for (?:24 h|a day) in (?:people|the brain)\b", "mouse habenula"),
    "s25": (
        r"(?:Homayoun|[Rr]ats: ketamine lowered interneurons).{0,10}ketamine lowered",
        "the abstract names no drug",
    ),
    "s26": (r"tau_?i .{0,20}NMDA|decay of NMDA.{0,20}interneurons", "it is the decay of GABA"),
    "s29": (r"16\.7 %", "within the ketamine group"),
    "s30": (r"Kegeles.{0,80}ketamine (?:released|raised) dopamine", "about amphetamine's release"),
}


@pytest.fixture(scope="module")
def said(lessons_by_name):
    """Return everything that is said: prose, prints, rows, questions without wrong options, explorers."""
    lesson = lessons_by_name[NAME]
    texts = [lesson.text, lesson.printed()]
    for asked in everything().values():
        if asked.id.startswith("03-"):
            texts += [asked.prompt, *(o.feedback for o in asked.options), *(o.text for o in asked.options if o.key)]
    for row in all_hypotheses():
        texts += [row.statement, row.evidence_for, row.evidence_against, row.human_test, row.falsifier, row.aside]
    texts += [f"{row.acts}. {row.result}" for row in all_other_drugs()]
    texts += [f"{row.quantity} {row.conditions} {row.text()}" for row in evidence.table("signal")]
    texts += [row.condition for row in all_arrows()]
    texts += [
        EXPLORERS[name]().sentence
        for name in ("hypothesis_map", "other_nmda_drugs", "held_at_target", "circuit_cartoon")
    ]
    texts += [one.better_statement for one in evidence.claims("03")]
    return "\n".join(texts)


@pytest.mark.parametrize("slip", NEVER)
def test_the_slip_is_not_repeated(said, slip):
    pattern, why = NEVER[slip]
    found = re.search(pattern, said, re.IGNORECASE)
    assert not found, f"{found.group()!r}: {why}"


def test_s1_rapamycin_was_swallowed_and_the_two_shares_stand_beside_each_other():
    text = hypothesis("hyp_mtor").evidence_against
    assert "swallowed" in text
    assert re.search(r"41 % responded, against 13 %", text)
    assert evidence.fact("sig_rapa_resp").value == 0.41
    assert evidence.fact("sig_rapa_resp_pbo").value == 0.13


def test_s2_the_interval_under_anaesthesia_is_printed_with_what_it_holds():
    row = evidence.fact("sig_lii_diff")
    assert (row.low, row.value, row.high) == (-13.3, -5.82, 1.64)
    assert "large benefit" in row.conditions


def test_s3_the_interval_is_80_percent_and_on_the_side_of_the_drug():
    assert "8.6 points better" in other_drug("drug_cp101606").result
    assert "80 % interval 4.5 to 12.3" in other_drug("drug_cp101606").result


def test_s5_twelve_completed_and_seven_of_them_count():
    assert evidence.value("sig_opi_williams_n") == 12
    assert evidence.value("sig_opi_williams_resp") == 7
    assert "naltrexone" in evidence.fact("sig_opi_williams_resp").quantity


def test_s6_the_share_from_the_press_is_reported(said):
    assert evidence.fact("sig_opi_jelen_size").reported
    assert "news" in evidence.fact("sig_opi_jelen_size").quantity


def test_s7_a_trial_whose_control_did_as_well_cannot_tell():
    assert "cannot tell" in evidence.fact("sig_opi_yoon2025").conditions


def test_s9_one_title_for_the_rebuttal():
    assert evidence.reference("suzuki2017").title == "Effects of a ketamine metabolite on synaptic NMDAR function"


def test_s12_the_rise_of_dopamine_is_in_standard_deviations():
    assert "standard deviations" in evidence.fact("sig_da_cortex").quantity
    assert "SD" in hypothesis("hyp_dopamine").evidence_for


def test_s13_the_largest_rise_comes_with_its_design_and_with_gaba():
    assert "open, no placebo" in evidence.fact("sig_mrs_milak_glx").conditions
    assert evidence.value("sig_mrs_milak_gaba") >= evidence.value("sig_mrs_milak_glx")


def test_s14_glutamine_is_called_glutamine():
    assert evidence.fact("sig_mrs_rowland").quantity.startswith("glutamine, not glutamate")


def test_s15_lamotrigine_made_the_lift_stronger(said):
    assert "stronger" in evidence.fact("sig_lamotrigine_symptoms").quantity
    assert re.search(r"lift of mood was stronger", said)


def test_s18_the_modulator_is_told_apart():
    assert other_drug("drug_rapastinel").action == "modulator"
    assert "does not block" in other_drug("drug_rapastinel").acts


@pytest.mark.parametrize("id", ["sig_bdnf_blood_no", "sig_bdnf_blood_yes"])
def test_s19_s20_blood_is_not_brain(id):
    assert "blood is not brain" in evidence.fact(id).conditions


def test_s22_three_of_eight():
    assert "Three of eight" in hypothesis("hyp_experience").evidence_against


def test_s23_whether_drugs_work_is_another_question(said):
    assert "another question" in hypothesis("hyp_t_deficit").human_test
    assert "says nothing on whether antidepressants work" in evidence.fact("sig_moncrieff_n").conditions


def test_s24_trapping_for_a_day_is_in_mice():
    assert hypothesis("hyp_trapping").aside == "in mice"
    assert {kind for row in all_arrows() if "hyp_trapping" in row.belongs_to for kind in row.kinds} <= {
        "mice",
        "rats",
        "rodents",
    }


def test_s25_the_drug_given_to_the_rats_is_not_named():
    row = evidence.fact("sig_interneuron_fall")
    assert "ketamine" not in f"{row.quantity} {row.conditions}"
    assert "a blocker" in hypothesis("hyp_disinhibition").evidence_for


def test_s26_the_decay_of_gaba_is_called_so():
    assert "GABA" in evidence.fact("sig_dmf_tau_i").quantity


def test_s27_the_hold_of_paroxetine_uses_what_is_free():
    assert evidence.fact("paroxetine_free_c50_nm").value < evidence.fact("paroxetine_total_c50_nm").value / 10


def test_s28_both_findings_on_mk801_stand():
    text = f"{hypothesis('hyp_nmda_again').evidence_for} {hypothesis('hyp_nmda_again').evidence_against}"
    assert "MK-801 given first took it away" in text
    assert "MK-801 itself acted for a short time" in text


def test_s29_the_scan_is_compared_with_placebo():
    assert "than with placebo" in evidence.fact("sig_5ht1b_human").quantity


def test_all_thirty_are_looked_for():
    import pathlib

    text = pathlib.Path(__file__).read_text(encoding="utf-8")
    named = {int(n) for n in re.findall(r"\bs(\d+)\b", text)} | {int(n) for n in re.findall(r"_s(\d+)(?=_)", text)}
    assert set(range(1, 31)) <= named


def test_the_patterns_would_see_their_slips():
    spoken = {
        "s3": "CP-101,606: -8.6 (95 % confidence interval 4.5 to 12.3)",
        "s5": "People got naloxone first.",
        "s15": "Lamotrigine weakened the benefit.",
        "s18": "Rapastinel, another blocker, failed.",
        "s20": "The effect is not mediated by BDNF.",
        "s22": "A third of the eight studies saw it.",
        "s24": "It stays trapped for 24 h in people.",
    }
    for slip, text in spoken.items():
        assert re.search(NEVER[slip][0], text, re.IGNORECASE), slip


def test_a_small_trial_in_favour_never_stands_without_the_larger_one_that_missed(lessons_by_name):
    row = other_drug("drug_axs05")
    assert "80 people" in row.result
    assert re.search(r"as reported, not clearly better at week 6 in 312", row.result)
    prose = lessons_by_name[NAME].text
    assert not re.search(r"80 people, so something is added", prose)
    assert re.search(r"80 people; in 312 .{0,80}not clear, as reported", prose)
    assert re.search(r"against bupropion in 312\b", hypothesis("hyp_block_is_effect").evidence_against)


def test_every_trial_in_favour_is_counted_where_the_row_is_spoken_of(lessons_by_name):
    from ketlessons.stage.words import in_words, upper

    drugs = all_other_drugs()
    yes, many = sum(one.better == "yes" for one in drugs), len(drugs)
    asked = everything()["03-predict-row"]
    assert f"these {in_words(many)} rows" in asked.prompt
    # One compound has two names, and so two rows.
    assert asked.prompt.startswith(f"{upper(in_words(many - 1))} other drugs")
    assert next(option.text for option in asked.options if option.key) == f"In {in_words(yes)}."
    prose = lessons_by_name[NAME].text
    assert f"{upper(in_words(many - 1))} other drugs that act at NMDA receptors" in prose
    assert f"the {in_words(yes)} squares" in prose
    read = [one for one in drugs if not one.reported]
    in_favour = sum(one.better == "yes" for one in read)
    assert f"{upper(in_words(len(read)))} rows. {upper(in_words(in_favour))} were in favour" in prose
    assert hypothesis("hyp_block_is_effect").human_test.startswith(f"{upper(in_words(many - 1))} other drugs")


def test_both_small_trials_of_glun2b_blockers_count_for_an_action_on_them():
    found = {one.drug: one.better for one in all_other_drugs() if one.action == "GluN2B"}
    assert [found[name] for name in ("CP-101,606", "Onfasprodil", "CERC-301")] == ["yes", "yes", "no"]
    assert "two small trials for" in hypothesis("hyp_direct").human_test
    assert "ended early" in other_drug("drug_onfasprodil").result


def test_a_trial_of_esmethadone_that_was_futile_is_told():
    assert re.search(r"a third was called futile midway, as reported", other_drug("drug_esmethadone").result)


def test_a_hold_of_mu_receptors_in_living_rats_is_told_beside_the_sum(lessons_by_name):
    assert "living brain (Levinstein 2023)" in hypothesis("hyp_opioid_direct").evidence_for
    assert re.search(r"living rats one dose .{0,60}this sum would not expect", lessons_by_name[NAME].text)


def test_pooled_scans_stand_among_what_speaks_for_a_lack_of_serotonin():
    row = evidence.fact("sig_sert_scans_pooled")
    assert (row.low, row.value, row.high) == (-0.84, -0.49, -0.14)
    assert "Gryglewski 2014" in hypothesis("hyp_t_deficit").evidence_for


def test_elation_under_ketamine_is_called_no_relief_of_depression(lessons_by_name):
    assert "no relief of depression" in evidence.fact("sig_lamotrigine_symptoms").conditions
    assert re.search(r"lift of mood was stronger with it; .{0,60}no relief of depression", lessons_by_name[NAME].text)
