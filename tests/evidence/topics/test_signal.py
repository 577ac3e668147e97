"""Ideas, places, arrows, other drugs: is each as certain as its evidence, and does no arrow cross to mood?"""

import csv

import pytest

from ketlessons.evidence import UnknownFact, hypotheses_table
from ketlessons.evidence.topics.signal import (
    CERTAINTIES,
    all_arrows,
    all_hypotheses,
    all_other_drugs,
    arrow,
    hypothesis,
    other_drug,
    places,
)

RODENTS = {"mice", "rats", "rodents"}
PLACES = {place.id: place for place in places()}


def test_ten_words_of_certainty_and_no_others():
    assert len(set(CERTAINTIES)) == 10
    assert {one.certainty for one in all_hypotheses()} == set(CERTAINTIES)


def test_no_arrow_leads_from_what_rodents_do_to_how_people_feel():
    assert not [one.id for one in all_arrows() if one.start == "place_behaviour"]


def test_no_arrow_seen_in_animals_alone_ends_where_only_people_can_tell():
    wrong = [one.id for one in all_arrows() if PLACES[one.end].whose == "people" and "people" not in one.kinds]
    assert not wrong


def test_behaviour_of_rodents_is_seen_in_rodents():
    at = [one for one in all_arrows() if one.end == "place_behaviour"]
    assert len(at) == 18
    assert all(set(one.kinds) <= RODENTS for one in at)


def test_whatever_is_needed_for_mood_was_tested_in_people():
    needed = [one for one in all_arrows() if one.end == "place_mood" and one.sign in ("needed", "not needed")]
    assert {(one.start, one.sign) for one in needed} == {("place_mtor", "not needed")}
    assert all(one.kinds == ("people",) for one in needed)


def test_every_arrow_belongs_to_ideas_on_the_map_and_every_idea_on_the_map_has_one():
    about = {one.id for one in all_hypotheses() if one.about == "ketamine"}
    belongs = {idea for one in all_arrows() for idea in one.belongs_to}
    assert belongs == about


def test_two_arrows_of_one_pair_and_sign_differ_in_whom_or_how():
    said = [(one.start, one.end, one.sign, one.species, one.condition) for one in all_arrows()]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("id", "certainty", "in_people"),
    [
        ("hyp_pore", "settled", "indirect"),
        ("hyp_mtor", "supported in animals, not borne out by the human test so far", "against"),
        ("hyp_opioid_needed", "modulates the effect in people, role unclear", "weakened it"),
        ("hyp_transporter", "not supported at medical concentrations", "against"),
        ("hyp_ampa", "supported in animals, untested in people", "none"),
        ("hyp_t_deficit", "not supported", "against"),
    ],
)
def test_words_of_the_dossier(id, certainty, in_people):
    assert (hypothesis(id).certainty, hypothesis(id).in_people) == (certainty, in_people)


def test_who_says_untested_has_no_test_and_who_was_not_borne_out_has_one():
    for one in all_hypotheses():
        if "untested" in one.certainty:
            assert one.in_people == "none", one.id
        if "not borne out" in one.certainty:
            assert one.in_people == "against", one.id


def test_reported_items_are_named_as_such_where_a_row_rests_on_them():
    for one in all_hypotheses():
        text = f"{one.evidence_for} {one.evidence_against} {one.human_test}"
        if one.reported and one.id not in ("hyp_bdnf", "hyp_surge"):
            assert "reported" in text, one.id
        if not one.reported:
            assert "reported" not in text, one.id


def test_a_statement_is_a_clause_for_the_middle_of_a_sentence():
    for one in all_hypotheses():
        assert one.statement[-1] not in ".;,", one.id
        assert len(one.statement.split()) <= 22, one.id
        assert all(len(text.split()) <= 40 for text in (one.evidence_for, one.evidence_against, one.falsifier)), one.id


def test_numbers_of_other_drugs_are_those_that_were_read(data_folder):
    with (data_folder / "other_drugs.csv").open(encoding="utf-8", newline="") as stream:
        people = {row["id"]: int(row["people"]) for row in csv.DictReader(stream)}
    assert people == {
        "drug_memantine": 32, "drug_lanicemine": 302, "drug_cp101606": 30, "drug_mk0657": 5, "drug_cerc301": 115,
        "drug_esmethadone": 227, "drug_rapastinel": 872 + 638, "drug_axs05": 327, "drug_n2o": 44,
        "drug_arketamine": 102, "drug_onfasprodil": 72,
    }  # fmt: skip
    in_favour = {"drug_cp101606", "drug_onfasprodil", "drug_axs05"}
    assert {one.id for one in all_other_drugs() if one.better == "yes"} == in_favour
    assert [one.id for one in all_other_drugs() if one.licensed == "reported"] == ["drug_axs05"]


def test_what_is_known_from_news_or_a_company_is_reported():
    assert {one.id for one in all_other_drugs() if one.reported} == {
        "drug_cerc301", "drug_rapastinel", "drug_arketamine",
    }  # fmt: skip


@pytest.mark.parametrize("ask", [hypothesis, arrow, other_drug])
def test_an_unknown_name_is_refused(ask):
    with pytest.raises(UnknownFact, match="nothing_at_all"):
        ask("nothing_at_all")


def test_an_unknown_name_names_the_nearest():
    with pytest.raises(UnknownFact, match="hyp_mtor"):
        hypothesis("hyp_mtorc")


def test_the_table_of_ideas_says_all_that_a_row_says_and_marks_what_is_reported():
    folded = hypotheses_table(["hyp_mtor", "hyp_hnk"], "Two ideas")
    (line, mtor), (_, hnk) = folded.parts
    assert line == mtor.caption == "mTORC1: supported in animals, not borne out by the human test so far"
    assert [len(table.rows) for table in (mtor, hnk)] == [7, 7]
    assert dict(mtor.rows)["How checked"] == "abstract"
    assert dict(hnk.rows)["How checked"].endswith("*")
    assert "as reported by others" in hnk.legend
    assert "as reported by others" not in mtor.legend
    assert dict(mtor.rows)["Would count against it"] == hypothesis("hyp_mtor").falsifier


def test_a_table_of_an_idea_has_two_columns_so_that_paper_holds_it():
    every = [one.id for one in all_hypotheses() if one.status != "unverified"]
    for line, table in hypotheses_table(every, "All").parts:
        assert table.headers == ("What", "Said of it"), line
        assert len(line) < 120
