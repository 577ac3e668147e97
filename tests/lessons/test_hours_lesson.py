"""Does lesson 05 say what its figures show, leave lesson 06 its question, and name ideas by the words of the field?"""

import re

import pytest

from ketlessons import evidence
from ketlessons.evidence import effect_point, fact
from ketlessons.published import pooled_kind, pooled_nasal
from ketlessons.quiz import questions

FILE = "05-compare-hours-with-weeks"


@pytest.fixture(scope="module")
def hours(lessons_by_name):
    return lessons_by_name[FILE]


#: The field's words, each beside a plain one.
STANDARD = (
    "regression to the mean",
    "intention to treat",
    "minimal important difference",
    "GRADE",
    "sponsor",
    "meta-analysis",
    "SMD",
    "confidence interval",
    "hazard ratio",
)


@pytest.mark.parametrize("word", STANDARD)
def test_the_words_of_the_field_stand_beside_the_plain_ones(hours, word):
    assert re.search(rf"\*\*{word}\*\*", hours.text), word


def test_a_crossover_is_explained_where_it_is_named(hours):
    assert re.search(r"[Cc]rossovers, in which each person gets both", hours.text)


def said_by(lesson):
    prose = re.sub(r"<details><summary>For teachers.*", "", lesson.text, flags=re.S)
    return f"{prose}\n{lesson.printed()}"


def test_it_does_not_give_away_what_lesson_06_asks_to_predict(hours):
    """It asks in which trials the arms differ more, and why: what the arms of the two poolings did stays there."""
    said = said_by(hours)
    rows = [row for trial in ("Wilkinson 2019", "Cochrane 2021") for row in evidence.timecourse(trial=trial)
            if row.measure == "response_pct"]  # fmt: skip
    assert len(rows) == 8
    for sentence in re.split(r"(?<=[.!?;:])\s|\n", said):
        if re.search(r"\bsaline\b|\bmidazolam\b|\bpool", sentence):
            for row in rows:
                share = re.escape(f"{row.value:g}")
                assert not re.search(rf"(?<![\d.]){share} (?:%|of 100)", sentence), (row.id, sentence)
    assert not re.search(r"answered alike|arms? (?:were|was|is|are) alike|goes? with the control", said)
    key = next(option for option in questions()["06-predict-control"].options if option.key)
    assert key.text.rstrip(".") not in said


def test_both_poolings_against_saline_stand_wherever_one_of_them_does(hours):
    one, other = (effect_point(f"point_{name}_saline_24h").smd for name in ("cochrane2021", "wilkinson2019"))
    assert (one, other) == (0.87, 1.8)
    seen = 0
    for cell in hours.prose:
        for paragraph in re.split(r"\n\s*\n|\n(?=\d\. |- )", cell.source):
            if re.search(r"(?<![\d.])1\.8(?!\d)", paragraph):
                seen += 1
                assert "0.87" in paragraph, paragraph
    assert seen >= 3
    assert "more than twice" not in hours.text


def test_the_mean_of_two_kinds_of_trial_is_said_to_be_one(hours):
    both = pooled_nasal("day 25 to 28")
    added, alone = (pooled_kind(kind, "day 25 to 28") for kind in ("with an antidepressant", "alone"))
    assert both.trials == added.trials + alone.trials
    assert added.interval.high < both.interval.high
    assert alone.interval.low > added.interval.value
    (cell,) = [cell for cell in hours.prose if "two kinds of trial. With" in cell.source]
    for pooled in (added, alone):
        assert f"{pooled.interval.value:.2f} points" in cell.source
    assert f'"{both.interval.value:.1f}" is a mean of two kinds' in cell.source
    assert "afterwards" in cell.source


def test_repeated_ketamine_against_midazolam_is_told_by_all_its_trials(hours):
    (cell,) = [cell for cell in hours.prose if "KARMA-Dep 2 could not tell" in cell.source]
    for words in ("second cohort of KADS", "the first, at a fixed dose, showed no difference", "Shiroma 2020"):
        assert words in cell.source
    planned = fact("karma_planned")
    assert f"{planned.value:.0f} {planned.quantity}" in hours.printed()


def test_those_with_the_least_dose_that_treats_are_not_all_who_were_scanned(hours):
    row = fact("sert_minimum_dose")
    assert "least therapeutic dose" in row.quantity
    assert "healthy people at doses too small to treat" in row.conditions
    assert "venlafaxine" in row.conditions
    assert "mostly patients" not in hours.text
    assert not re.search(r"77 people", hours.text)


def test_spread_of_the_example_is_that_of_the_trials(hours):
    """Nine to fifteen points over all trials of the spray at four weeks, and not those of two of them."""
    spreads = [row.sd for row in evidence.timecourse(measure="mean_change") if row.time_h == 648 and row.sd]
    assert len(spreads) == 13
    assert (round(min(spreads)), round(max(spreads))) == (9, 15)
    assert min(spreads) < 12.5 < max(spreads)
    assert "nine to fifteen" in hours.text
    assert "twelve and a half points" in hours.text
    assert "spread of eight" not in hours.text


def test_what_a_change_is_worth_is_told_by_more_than_one_method(hours):
    (cell,) = [cell for cell in hours.prose if "**minimal important difference**" in cell.source]
    for id in ("change_meaningful", "change_other_anchor", "change_pills"):
        assert f"{fact(id).text()} points" in cell.source, id
    assert "clinician" in cell.source  # whose anchor the six points are
    assert "disputed" in cell.source


def test_the_gap_between_the_controls_is_not_surer_than_its_own_source(hours):
    (cell,) = [cell for cell in hours.prose if "How sure is the gap" in cell.source]
    assert f"p {fact('wilkinson_gap_p').value}" in cell.source


def test_no_answer_makes_all_trials_of_one(hours):
    """Both arms were rated on both days in one trial; in another the lead grew."""
    options = questions()["05-predict-lead"].options
    assert "Chen 2023" in options[0].feedback
    assert "it grew" in options[0].feedback
    half = next(option for option in questions()["05-check-sentence"].options if "heals" in option.text)
    shares = [evidence.time_point(id).value for id in
              ("cochrane2021_ketamine_against_saline_response_24h", "murrough2013_ketamine_response_24h")]  # fmt: skip
    assert 25 < min(shares) < 100 / 3
    assert 60 < max(shares) < 70
    assert "a quarter to two thirds" in half.feedback


def test_newer_poolings_of_the_first_day_stand_beside_those_that_are_drawn(hours):
    """Those that are drawn are of 2016 and 2020, and larger than both that came later."""
    drawn = [evidence.time_point(f"{id}_smd_24h").value for id in ("kishimoto2016_ketamine", "kryst2020_one_dose")]
    later = evidence.time_point("nikolin2023_ketamine_higher_smd_24h").value, fact("price2022_24h").value
    assert max(later) < min(drawn)
    (cell,) = [cell for cell in hours.prose if "Poolings against mixed controls disagree" in cell.source]
    for value in (*drawn, *later):
        assert f"{value:.2f}" in cell.source
    assert f"still {fact('price2022_7d').value:.2f} about a week after" in cell.source
    (limits,) = [cell for cell in hours.prose if "How sure is the gap" in cell.source]
    assert "A third pooling" in limits.source


def test_whether_the_lead_of_the_spray_grows_is_left_open_in_every_answer():
    options = questions()["05-predict-lead"].options
    assert not any("no growth can be made out" in option.feedback for option in options)
    grows = next(option for option in options if "it grows" in option.text)
    assert "grew after that in one" in grows.feedback
