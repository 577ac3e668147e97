"""What the table of harms says of each, against plain formulas on the counts of the papers, and a hundred people."""

import itertools
import re
from math import exp, log, sqrt

import pytest
from heard import briefly

from ketlessons.explorers import EXPLORERS

#: Given esketamine, in the control arm: as the tables of the papers print them.
NINE = {
    "dissociation": (321, 42),
    "dizziness": (357, 86),
    "nausea": (270, 81),
    "vomiting": (101, 22),
    "vertigo": (127, 9),
    "sleepiness": (165, 70),
    "headache": (179, 114),
    "raised blood pressure": (156, 40),
}
HOSPITAL = {"dissociation": (77, 13), "nausea": (61, 31), "headache": (46, 46)}
KEPT = {"dissociation": (35, 0), "nausea": (25, 1), "vertigo": (38, 8)}
#: What the judgements of the table come to.
LEVELS = {
    "dissociation": "moderate",
    "dizziness": "low",
    "nausea": "low",
    "vomiting": "moderate",
    "vertigo": "moderate",
    "sleepiness": "low",
    "headache": "very low",
    "raised blood pressure": "moderate",
    "systolic rise": "moderate",
    "systolic rise, older": "low",
}
AS_FOUND = {"outcome": "dissociation", "say": "numbers", "baseline": "own", "outside": False}


@pytest.fixture(scope="module")
def figure():
    return EXPLORERS["summary_of_findings"]().figure


@pytest.fixture(scope="module")
def settings(figure):
    grids = {control.name: control.sweep() for control in figure.panel.controls}
    return [dict(zip(grids, values, strict=True)) for values in itertools.product(*grids.values())]


def row(told, outcome):
    """The line of one harm, by its place in the menu."""
    return told.rows[list(LEVELS).index(outcome)]


def wilson(k, n):
    z = 1.959964
    middle, half = k / n + z * z / 2 / n, z * sqrt(k / n * (1 - k / n) / n + z * z / 4 / n / n)
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def ratio_of(a, n, c, m):
    value, se = (a / n) / (c / m), sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    return value, exp(log(value) - 1.959964 * se), exp(log(value) + 1.959964 * se)


@pytest.mark.parametrize("outcome", NINE)
def test_a_line_of_the_nine_trials_is_that_of_plain_formulas(figure, outcome):
    a, c = NINE[outcome]
    p, q = a / 983, c / 782
    (low, high), (under, over) = wilson(a, 983), wilson(c, 782)
    ends = p - sqrt((p - low) ** 2 + (over - q) ** 2), p + sqrt((high - p) ** 2 + (q - under) ** 2)
    _, without, with_drug, counted, ratio, level, _ = row(figure.update(**AS_FOUND), outcome)
    assert without.values == pytest.approx([1000 * q])
    assert with_drug.values == pytest.approx([1000 * p, 1000 * ends[0], 1000 * ends[1]], abs=1e-3)
    assert counted.values == pytest.approx([1000 * p])
    assert ratio.values == pytest.approx(ratio_of(a, 983, c, 782), rel=1e-5)
    assert level == LEVELS[outcome]


def test_the_label_counts_a_large_rise_of_pressure_in_29_against_1(figure):
    _, without, with_drug, *_ = row(figure.update(**AS_FOUND), "systolic rise")
    assert (without.value, with_drug.values[0]) == (1000 / 222, 1000 * 29 / 346)
    _, without, with_drug, *_ = row(figure.update(**AS_FOUND), "systolic rise, older")
    assert (without.value, with_drug.values[0]) == (1000 / 65, 1000 * 12 / 72)


@pytest.mark.parametrize(
    ("baseline", "counts", "n", "m"), [("hospital", HOSPITAL, 227, 225), ("kept on", KEPT, 152, 145)]
)
def test_with_another_baseline_the_ratio_is_kept_and_what_was_counted_stands_beside(figure, baseline, counts, n, m):
    told = figure.update(**{**AS_FOUND, "baseline": baseline})
    for outcome, (a, c) in counts.items():
        _, without, with_drug, counted, *_ = row(told, outcome)
        kept = [min(1.0, part * c / m) for part in ratio_of(NINE[outcome][0], 983, NINE[outcome][1], 782)]
        assert without.values == pytest.approx([1000 * c / m])
        assert with_drug.values == pytest.approx([1000 * part for part in kept], rel=1e-5)
        assert counted.values == pytest.approx([1000 * a / n])


def test_where_nobody_has_it_without_the_drug_the_ratio_says_nothing(figure):
    told = figure.update(**{**AS_FOUND, "baseline": "kept on"})
    assert told.case == "numbers, nobody"
    assert "of 145 without the drug nobody had dissociation" in told.sentence
    assert "Counted there with the drug: 230 of 1,000" in told.sentence


@pytest.mark.parametrize("say", ["numbers", "picture"])
def test_a_risk_that_no_table_prints_is_said_to_be_missing(figure, say):
    told = figure.update(outcome="vertigo", say=say, baseline="hospital", outside=False)
    assert "is not printed" in told.sentence
    assert row(told, "vertigo")[1:4] == ("not printed",) * 3
    assert len(figure.moving["without the event"].get_xdata()) == 0


def test_a_hundred_people_stand_in_the_field(figure):
    names = ("event anyway", "event because of the drug", "without the event")
    for outcome, (a, c) in NINE.items():
        told = figure.update(**{**AS_FOUND, "say": "picture", "outcome": outcome})
        drawn = [len(figure.moving[name].get_xdata()) for name in names]
        assert drawn == [round(100 * c / 782), round(100 * a / 983) - round(100 * c / 782), 100 - round(100 * a / 983)]
        places = {place for name in names for place in zip(*figure.moving[name].get_data(), strict=True)}
        assert len(places) == 100
        assert f"{drawn[0]} have" in told.sentence


def test_marks_and_words_of_certainty_agree(figure, settings):
    steps = {"very low": 1, "low": 2, "moderate": 3, "high": 4}
    for setting in settings:
        told = figure.update(**setting)
        assert len(figure.moving["marks kept"].get_xdata()) == sum(steps[line[5]] for line in told.rows)
        assert len(figure.moving["marks lost"].get_xdata()) == sum(4 - steps[line[5]] for line in told.rows)
        assert re.search(rf"Certainty {row(told, setting['outcome'])[5]}\b", told.sentence)
        verdict = figure.moving["in words"].get_text()
        level = row(told, setting["outcome"])[5]
        assert ("probably" in verdict, "may make" in verdict) == (level == "moderate", level in ("low", "very low"))
        assert f"certainty {level};" in figure.moving["what is left"].get_text()
        assert ("very uncertain" in told.sentence) == (level == "very low" and setting["say"] == "words")


def test_of_people_outside_trials_nothing_is_more_than_very_low(figure):
    told = figure.update(**{**AS_FOUND, "say": "words", "outside": True})
    assert {line[5] for line in told.rows} == {"very low"}
    assert "indirectness (two steps)" in told.sentence
    assert "asked of people outside trials" in told.sentence


def test_the_articles_leave_out_39_of_100(figure):
    figure.update(**AS_FOUND)
    said = figure.moving["steps down"].get_text().splitlines()
    assert "−1  selective reporting: articles leave out 39 of 100 events of the registry" in said
    figure.update(**{**AS_FOUND, "outcome": "systolic rise"})
    said = figure.moving["steps down"].get_text().splitlines()
    assert "0  selective reporting: counted by the label, not by an article" in said


def test_the_table_marks_the_chosen_line_and_how_it_is_said(figure):
    words = {"words": "said in words", "numbers": "said in numbers", "picture": "drawn as people"}
    for (place, outcome), say in itertools.product(enumerate(LEVELS), words):
        told = figure.update(**{**AS_FOUND, "outcome": outcome, "say": say})
        chosen = [at for at, line in enumerate(told.rows) if line[0].endswith(f" (chosen, {words[say]})")]
        assert chosen == [place]
        assert sum("chosen" in line[0] for line in told.rows) == 1


def test_the_frame_lies_around_what_is_said(figure):
    boxes = {}
    for say in ("words", "numbers", "picture"):
        figure.update(**{**AS_FOUND, "say": say})
        boxes[say] = [tuple(corner) for corner in figure.moving["said in the sentence"].get_xy()]
    x, y = figure.moving["in words"].get_position()
    inside = {say: min(box)[0] < x < max(box)[0] and min(b for _, b in box) < y < max(b for _, b in box)
              for say, box in boxes.items()}  # fmt: skip
    assert inside == {"words": True, "numbers": False, "picture": False}


def test_every_case_is_said_and_no_sentence_is_long(figure, settings):
    from ketlessons.figures.harms import summary_of_findings as module

    told = [figure.update(**setting) for setting in settings]
    assert {reading.case for reading in told} == set(module._SENTENCES)
    assert max(len(reading.sentence.split()) for reading in told) <= 70


@pytest.mark.parametrize(
    ("before", "now", "spoken"),
    [
        (
            {},
            {"outcome": "nausea"},
            "With the spray 275 of 1,000. Without 104 of 1,000. Certainty low.",  # another harm: nothing was it before
        ),
        ({}, {"outside": True}, "Certainty very low, was moderate."),
        (
            {},
            {"baseline": "kept on"},
            "Without 0 of 1,000. Counted there 230 of 1,000. Certainty low.",
        ),
        ({}, {"say": "picture"}, "Because of it 28 of 100. Anyway 5 of 100. Certainty unchanged, moderate."),
    ],
)
def test_what_is_heard(figure, before, now, spoken):
    told = [figure.update(**{**AS_FOUND, **values}) for values in (before, now)]
    assert briefly(*told) == spoken


def test_the_table_tells_what_the_picture_writes_beside_the_certainty(figure):
    told = figure.update(**{**AS_FOUND, "outcome": "headache"})
    assert row(told, "headache")[6] == (
        "risk of bias (one step), as who can tell their spray may report what they expect; imprecision (one step), as "
        "few events, or an interval from little to much; selective reporting (one step), as articles leave out 39 of "
        "100 events of the registry"
    )
    assert row(told, "systolic rise, older")[6] == "imprecision (two steps)"
    steps = {"high": 0, "moderate": 1, "low": 2, "very low": 3}
    for line in told.rows:
        taken = line[6].count("(one step)") + 2 * line[6].count("(two steps)")
        assert min(taken, 3) == steps[line[5]], line
