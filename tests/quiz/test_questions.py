"""The questions of the collection: each answerable, none given away, and mistakes in the data named."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from ketlessons.quiz import Choice, Option, question, questions

FILES = sorted((Path(__file__).parents[2] / "data" / "questions").glob("*.json"))
ROWS = [(path, row) for path in FILES for row in json.loads(path.read_text(encoding="utf-8"))]
IDS = [row["id"] for _, row in ROWS]
#: Questions with options; those that ask to sort cards have tests of their own, and those for an order come below.
CHOICES = [(path, row) for path, row in ROWS if row["kind"] not in ("sort", "order")]
ORDERS = [(path, row) for path, row in ROWS if row["kind"] == "order"]
CHOICE_IDS = [row["id"] for _, row in CHOICES]


def test_every_row_of_every_file_becomes_a_question():
    assert FILES
    assert list(questions()) == IDS
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize(("path", "row"), CHOICES, ids=CHOICE_IDS)
def test_a_question_is_complete(path, row):
    lesson = path.stem.split("-")[0]
    asked = question(row["id"])
    assert asked.id.startswith(f"{lesson}-{asked.kind}-")
    assert asked.prompt == asked.prompt.strip()
    assert asked.prompt.endswith("?")
    keys = sum(option.key for option in asked.options)
    assert 1 <= keys < len(asked.options) if row["kind"] == "several" else keys == 1
    assert len({option.text for option in asked.options}) == len(asked.options)
    assert len({option.feedback for option in asked.options}) == len(asked.options)
    for option in asked.options:
        assert 3 <= len(option.text) <= 200
        assert option.text.endswith((".", ".”"))
        assert option.feedback.endswith(".")
        assert len(option.feedback) >= 30, "feedback says why, not only whether"


@pytest.mark.parametrize(("path", "row"), CHOICES, ids=CHOICE_IDS)
def test_a_row_holds_nothing_that_is_not_read(path, row):
    must = {"id", "kind", "lesson", "objective", "concept", "prompt", "options"}
    assert must <= set(row) <= {*must, "kept"}
    assert row.get("kept", False) is False, "only what is not kept says so"
    for option in row["options"]:
        assert set(option) == {"text", "feedback", "key" if "key" in option else "misconception"}
        assert option.get("key", True) is True, "only the key says that it is the key"


@pytest.mark.parametrize(("path", "row"), ORDERS, ids=[row["id"] for _, row in ORDERS])
def test_an_order_is_complete(path, row):
    asked = question(row["id"])
    assert asked.id.startswith(f"{path.stem.split('-')[0]}-order-")
    assert asked.prompt.endswith("?")
    assert len({step.text for step in asked.steps}) == len({step.feedback for step in asked.steps}) == len(asked.steps)
    assert asked.swaps, "no typical slip is named"
    for words in (*(s.feedback for s in asked.steps), *(s.feedback for s in asked.swaps)):
        assert words.endswith((".", "?"))
        assert len(words) >= 30, "feedback says why, not only whether"
    assert row.get("kept", False) is False


@pytest.mark.parametrize(("path", "row"), CHOICES, ids=CHOICE_IDS)
def test_words_use_true_minus_signs_and_no_stray_spaces(path, row):
    for text in [row["prompt"], *(o[key] for o in row["options"] for key in ("text", "feedback"))]:
        assert "  " not in text
        assert not re.search(r"(?<![A-Za-z\d])-\d", text)


#: The questions of each lesson that offer options.
LESSONS = {
    path.stem: [question(row["id"]) for file, row in ROWS if file == path and "options" in row] for path in FILES
}


def place_of_the_key(asked):
    return next(index for index, option in enumerate(asked.options) if option.key)


@pytest.mark.parametrize("lesson", LESSONS)
def test_whoever_always_picks_the_longest_answer_is_right_in_a_third_of_a_lesson_at_most(lesson):
    """As long as another option counts as the longest: a learner cannot tell which of the two we meant."""
    longest = [
        asked.id
        for asked in LESSONS[lesson]
        if len(asked.options[place_of_the_key(asked)].text) == max(len(option.text) for option in asked.options)
    ]
    assert len(longest) <= len(LESSONS[lesson]) / 3, longest


@pytest.mark.parametrize("lesson", LESSONS)
def test_whoever_always_picks_the_same_place_is_right_in_half_of_a_lesson_at_most(lesson):
    places = Counter(map(place_of_the_key, LESSONS[lesson]))
    assert max(places.values()) <= max(1, len(LESSONS[lesson]) / 2), dict(places)


def test_over_all_lessons_the_first_three_places_hold_the_key_alike():
    places = Counter(place_of_the_key(asked) for lesson in LESSONS.values() for asked in lesson)
    assert set(places) >= {0, 1, 2}
    assert max(places.values()) <= places.total() * 0.45, dict(places)


# Mistakes in the data -----------------------------------------------------------------------------------------------


OPTIONS = (Option("This.", True, "Yes."), Option("That.", False, "No."))


def test_a_good_question_is_accepted():
    assert Choice("99-it", "check", "Which?", OPTIONS).options == OPTIONS


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("guess", OPTIONS),
        ("check", ()),
        ("check", OPTIONS[:1]),
        ("check", (OPTIONS[0], *[OPTIONS[1]] * 5)),
        ("check", (OPTIONS[1], OPTIONS[1])),
        ("check", (OPTIONS[0], OPTIONS[0])),
        ("predict", (OPTIONS[0], Option("That.", False, ""))),
        ("predict", (OPTIONS[0], Option("That.", False, "  "))),
    ],
)
def test_a_question_that_cannot_work_is_refused_by_its_id(kind, options):
    with pytest.raises(ValueError, match="99-it"):
        Choice("99-it", kind, "Which?", options)


def test_a_question_with_no_such_id_is_refused_and_the_known_ones_named():
    with pytest.raises(ValueError, match="99-nothing") as error:
        question("99-nothing")
    assert IDS[0] in str(error.value)


def test_a_good_file_is_read(data_with, row):
    data_with(first=[row], second=[{**row, "id": "98-other"}])
    assert list(questions()) == ["99-check-it", "98-other"]
    assert question("98-other").options[0].key


def test_an_id_that_stands_twice_is_refused(data_with, row):
    data_with(first=[row], second=[row])
    with pytest.raises(ValueError, match="99-check-it"):
        questions()


@pytest.mark.parametrize("missing", ["kind", "prompt", "options"])
def test_a_row_that_lacks_a_part_is_refused_by_its_id(data_with, row, missing):
    del row[missing]
    data_with(first=[row])
    with pytest.raises(ValueError, match="99-check-it"):
        questions()


@pytest.mark.parametrize("missing", ["text", "feedback"])
def test_an_option_that_lacks_a_part_is_refused_by_the_id_of_its_question(data_with, row, missing):
    del row["options"][1][missing]
    data_with(first=[row])
    with pytest.raises(ValueError, match="99-check-it"):
        questions()


@pytest.mark.parametrize("part", ["prompt", "text"])
def test_empty_words_are_refused(data_with, row, part):
    (row if part == "prompt" else row["options"][1])[part] = " "
    data_with(first=[row])
    with pytest.raises(ValueError, match="99-check-it"):
        questions()


def test_a_key_in_quotes_is_not_taken_for_true(data_with, row):
    """A "false" in quotes is a slip that would mark a wrong answer as right."""
    row["options"][0].pop("key")
    row["options"][1]["key"] = "false"
    data_with(first=[row])
    with pytest.raises(ValueError, match="99-check-it"):
        questions()
