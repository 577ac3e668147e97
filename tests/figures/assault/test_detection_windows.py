"""What the windows say and draw, against the advice written out here, and that care has no end."""

import re

import pytest
from heard import briefly

DAY = 24
#: By sample, in days: the reported advice of forensic doctors, and a police page.
ADVICE = {"urine": (5, 7), "blood": (3,), "hair": ()}


def test_a_sample_is_in_time_by_all_by_one_or_by_no_advice(figure, whole_grid):
    seen = set()
    for setting in whole_grid(figure):
        told, limits = figure.update(**setting).sentence, ADVICE[setting["sample"]]
        inside = sum(setting["after_h"] <= DAY * days for days in limits)
        if not limits:
            words = "no agreed limit"
        elif inside == len(limits):
            words = "in time by the advice"
        else:
            words = "past one advice" if inside else "past the advice"
        assert words in told, setting
        seen.add(words)
    assert len(seen) == 4


def test_neither_a_find_nor_a_blank_settles_it_at_any_time(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting).sentence
        if setting["result"] == "nothing":
            assert "does not rule it out" in told
        if setting["result"] == "found":
            assert "does not" in told
            assert "who gave it" in told
        assert "proves" not in told


def test_care_does_not_depend_on_it_at_any_setting(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting)
        assert told.sentence.endswith("Care and support do not depend on it, today or later."), setting
        assert told.rows[-1] == ("care and support", "at any time", "open")


def test_traces_of_daily_use_are_those_of_seven_people(figure, cell):
    told = figure.update(after_h=72, sample="urine", result="found")
    assert "in 7 people who had used it daily ketamine itself was found for up to 61 days" in told.sentence
    assert "what the body makes from it for up to 96 days" in told.sentence
    assert cell(told, "daily use").values == (22 * DAY, 96 * DAY)
    assert "96" not in figure.update(after_h=72, sample="blood", result="found").sentence, "that was urine"
    assert "17 weeks" in figure.update(after_h=72, sample="hair", result="found").sentence


@pytest.mark.parametrize(
    ("after_h", "over"),
    [(6, set()), (96, {"gone", "blood", "HIV"}), (240, {"gone", "blood", "urine", "exam", "HIV", "pregnancy"})],
)
def test_the_table_says_which_windows_are_over(figure, after_h, over):
    rows = figure.update(after_h=after_h, sample="urine", result="open").rows[2:-1]
    ended = [row[0] for row in rows if row[2] == "over"]
    words = {
        "gone": "some drugs",
        "blood": "blood",
        "urine": "urine,",
        "exam": "examination",
        "HIV": "HIV",
        "pregnancy": "pregnancy",
    }
    assert all(any(words[name] in row for name in over) for row in ended)
    assert all(any(words[name] in row for row in ended) for name in over)


def test_what_is_reported_is_said_to_be(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting).sentence
        assert len(re.findall(r"[(] ?[35] days", told)) == told.count("days, reported"), setting


def test_no_number_of_days_is_given_for_a_single_dose(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting)
        words = " ".join([told.sentence, *(cell for row in told.rows for cell in row)])
        assert "14 days" not in words or setting["after_h"] == 336
        assert "single dose" not in words


def test_hair_is_not_open_from_the_first_hour_and_has_no_end(figure, cell):
    for after_h in (6, 240, 2856):
        told = figure.update(after_h=after_h, sample="hair", result="open")
        assert "Hair has to grow first" in told.sentence
        assert cell(told, "hair after") == "still there at 17 weeks"
        assert cell(told, "hair after", 2) == "no limit known"
    assert "12 h" not in figure.update(after_h=6, sample="hair", result="nothing").sentence, "that is urine"


def test_past_the_advice_care_comes_first_and_nobody_is_called_late(figure, whole_grid):
    for setting in whole_grid(figure):
        told = figure.update(**setting).sentence
        assert not re.search(r"\b(?:too )?late(?:r than)?\b", told), setting
    told = figure.update(after_h=240, sample="urine", result="open").sentence
    assert told.startswith("Urine, 10 days after: care and support are open.")
    assert "the sooner" not in told


@pytest.mark.parametrize(
    ("before_h", "after_h", "heard"),
    [
        (6, 12, "Care unchanged, at any time."),
        (12, 24, "Ended at 12 h: traces of some drugs. Care unchanged, at any time."),
        (72, 96, "Ended at 3 days: blood advice, medicine against HIV. Care unchanged, at any time."),
        (
            120,
            144,
            "Urine in time by one advice of two, was in time. Ended at 5 days: urine advice, medicine against "
            "pregnancy. Care unchanged, at any time.",
        ),
    ],
)
def test_a_window_that_ends_on_the_way_is_heard(figure, before_h, after_h, heard):
    told = [figure.update(after_h=hours, sample="urine", result="open") for hours in (before_h, after_h)]
    assert briefly(*told) == heard
