"""Does the book of answers hold every answer of the course, and are its solutions right?"""

import json
import re

import pytest
from bs4 import BeautifulSoup
from kept_back import found, reads, secrets

from ketlessons import check, evidence, explore, quiz
from ketlessons.publish.kit.book import book, exercise_of


@pytest.fixture(scope="module")
def whole(scripts):
    return book(scripts.values())


@pytest.fixture(scope="module")
def parts(whole):
    """Return the part of each lesson by its number."""
    sections = BeautifulSoup(whole, "html.parser").select("section.lesson")
    return {one.h2.get_text()[:2]: one for one in sections}


def test_it_has_every_lesson_in_order(parts, scripts):
    assert list(parts) == [name[:2] for name in scripts]


def test_every_question_of_the_course_is_there_with_all_that_is_said_of_its_answers(parts):
    texts = {number: " ".join(reads(str(part)).split()) for number, part in parts.items()}
    assert len(quiz.everything()) > 80
    for one in quiz.everything().values():
        assert texts[one.lesson].count(f" {one.id} ") == 1, one.id
    for one in quiz.questions().values():
        for option in one.options:
            assert found([option.feedback], texts[one.lesson]) == found([option.feedback], option.feedback), one.id


def test_notes_and_answers_of_tasks_are_there(path, parts, saved):
    kept_back, text = secrets(saved[path.stem]), reads(str(parts[path.stem[:2]]))
    for pieces in (kept_back.notes, kept_back.answers):
        assert found(pieces, text) == list(pieces)


def test_each_misconception_stands_with_the_option_that_stands_for_it(parts):
    from ketlessons.evidence.course.teaching import misconceptions

    text = " ".join(reads(str(parts["02"])).split())
    for option in quiz.questions()["02-check-magnesium"].options:
        if option.misconception:
            assert misconceptions()[option.misconception].believed in text


def test_figures_say_what_they_say_in_a_lesson(parts):
    """Three settings of one lesson, asked of the widget that learners move."""
    rows = {
        tuple(cell.get_text() for cell in row.find_all(["th", "td"])) for row in parts["02"].select("table.slips tr")
    }
    tasks = json.loads((evidence.data_path() / "tasks/02-block-the-nmda-receptor.json").read_text(encoding="utf-8"))
    for task in [one for one in tasks if one["explorer"] == "block_curve"][:3]:
        explorer = explore.EXPLORERS["block_curve"]().set(**task["settings"])
        assert any(row[-1] == explorer.sentence for row in rows)
    assert sum(row[0] == "Concentration and block" for row in rows) >= 3
    assert any("−70 mV" in row[1] for row in rows)


def test_every_slip_of_every_exercise_is_told(whole):
    text = " ".join(reads(whole).split())
    for name in check.__all__:
        if name not in ("Reply", "harder"):
            for exercise in (exercise_of(name), exercise_of(f"harder.{name}")):
                assert len(exercise.slips) > 3
                for slip in exercise.slips:
                    assert " ".join(slip.seen.split()) in text
                    assert " ".join(slip.next.split()) in text


def test_its_solutions_solve(parts):
    """The solution of each lesson, and of each harder step, as it stands in the book, given to its check."""
    solved = []
    for number, part in parts.items():
        answers = [one.get_text() for one in part.select(".answer pre")]
        names = re.findall(r"check\.((?:harder\.)?\w+)\(\w+\)", part.get_text())
        captions = [one.get_text() for one in part.select("table.slips caption code")]
        assert len(captions) == len(answers) == 2
        for source, name in zip(answers, captions, strict=True):
            held = {}
            exec("import math\nimport numpy as np\nfrom math import *\n" + source, held)
            function = [value for key, value in held.items() if callable(value) and key in source][-1]
            where = check.harder if ".harder." in name else check
            assert getattr(where, name.rpartition(".")[2])(function).solved, (number, name)
            solved.append(name)
        assert names
    assert len(solved) == 2 * len(parts)
