"""Who guessed their arm: numbers only where one was read, and the same number wherever it stands."""

import re

import pytest

from ketlessons.evidence import fact, table, trials

TRIALS = {trial.trial: trial for trial in trials()}


def test_the_masked_trial_says_the_same_in_both_tables():
    assert f"{100 * fact('masking_lii_right').value:.1f} % guessed their arm" in TRIALS["Lii 2023"].also


def test_where_no_percentage_was_read_there_is_none():
    row = fact("masking_karma_right")
    assert (row.value, row.low, row.high) == (None, None, None)
    assert row.reported
    assert "most people and raters guessed the arm" in TRIALS["KARMA-Dep 2"].also


@pytest.mark.parametrize("id", ["masking_shiroma_midazolam_wrong", "masking_shiroma_ketamine_wrong"])
def test_what_a_review_quotes_is_reported_and_says_when_people_were_asked(id):
    row = fact(id)
    assert row.reported
    assert "last of six infusions" in row.conditions
    assert "dean2021" in row.sources


def test_agreement_of_raters_is_thirteen_of_fourteen():
    row = fact("masking_remote_raters")
    assert row.value == pytest.approx(13 / 14, abs=0.0005)
    assert "14 of the 67" in row.conditions
    assert TRIALS["Daly 2018"].n_randomised == 67


def test_each_row_says_who_was_asked():
    for row in table("masking"):
        assert re.search(r"\b(people|adults|outpatients|research|review)\b", row.conditions), row.id
