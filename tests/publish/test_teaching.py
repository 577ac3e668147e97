"""Does the page for teachers hold what the tables hold: every lesson, objective and concept, and plans that add up?"""

import itertools
import re
import subprocess
import sys

import pytest
from repository import ROOT, read

from ketlessons.evidence.course.curricula import items, taught
from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.course.planning import parts, plans, tasks
from ketlessons.evidence.course.teaching import core_concepts, misconceptions, objectives, pairs
from ketlessons.publish.teaching import blocks
from ketlessons.publish.teaching.mapped import NONE_READ, PROFESSIONS
from ketlessons.quiz.questions import everything, further

PAGE = read("docs/teaching.md")


def block(name):
    start, end = blocks.markers(name)
    return PAGE.split(start)[1].split(end)[0]


def rows(text):
    """Return the cells of the tables in a text, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rules = {number for number, line in enumerate(lines) if set(line) <= set("| -")}
    kept = [line for number, line in enumerate(lines) if number not in rules and number + 1 not in rules]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in kept]


def test_the_page_is_what_the_command_writes(tmp_path):
    copy = tmp_path / "teaching.md"
    emptied = PAGE
    for name in blocks.BLOCKS:
        start, end = blocks.markers(name)
        emptied = re.sub(f"{start}.*?{end}", f"{start}\n{end}", emptied, flags=re.S)
    copy.write_text(emptied, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ketlessons.publish", "teaching", str(copy)], check=True, cwd=ROOT)
    assert copy.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("spoil", [lambda text: text.replace("<!-- term:end -->", ""), lambda text: text + text])
def test_a_page_without_its_markers_is_refused(spoil):
    with pytest.raises(ValueError, match="must both be there, once"):
        blocks.with_tables(spoil(PAGE))


def test_every_lesson_objective_question_and_task_appears():
    told = block("lessons")
    for lesson in lessons():
        assert f"\n### {lesson.number} {lesson.title}\n" in told
    for aim in objectives().values():
        assert f"- `{aim.id}` {aim.text} (" in told
    assert set(everything()) <= set(re.findall(r"`(\d\d-[a-z0-9-]+)`", told))
    counted = sum(len(re.findall(r"\b\d \(\d", row[2])) for row in rows(told))
    assert counted == len(tasks())


def test_every_concept_is_taught_and_asked_or_the_page_says_that_it_is_not():
    found = {row[0]: row[1:] for row in rows(block("concepts"))}
    assert list(found) == [one.label for one in core_concepts().values()]
    for one in core_concepts().values():
        shown, asked, left_out = found[one.label]
        mine = [name for name, question in everything().items() if question.concept == one.id]
        assert set(re.findall(r"`([^`]+)`", asked)) == set(mine)
        assert ("not asked" in asked) == (not mine)
        held = [row for row in taught() if row.concept == one.id]
        assert {row.objective for row in held} == set(re.findall(r"`([^`]+)`", shown))
        assert len(left_out.split()) >= 6, "a reason, not a word"
    assert len({cells[-1] for cells in found.values()}) == 24, "each has a reason of its own"


def test_every_misconception_has_a_question_that_meets_it():
    found = {row[0]: row[2] for row in rows(block("misconceptions"))}
    assert set(found) == {one.believed for one in misconceptions().values()}
    for believed, where in found.items():
        assert re.search(r"`\d\d-[a-z0-9-]+`", where), believed


def test_a_round_that_meets_a_misconception_is_named_with_its_lesson():
    found = {row[0]: row[2] for row in rows(block("misconceptions"))}
    assert "02 Round 3: `02-check-trap`" in found["A reversible blocker is gone once the fluid is clean."]
    assert found["If each dose is gone by half, nothing builds up."] == "further: `04-number-build-up`"


def minutes_of(text):
    """Return the first and last minute of each row, as the page prints them."""
    return [tuple(map(int, row[0].split(" to "))) for row in rows(text)]


@pytest.mark.parametrize(("name", "whole"), [("hour", 60), ("three hours", 180)])
def test_the_minutes_of_a_plan_follow_one_another_and_add_up(name, whole):
    found = minutes_of(block(name))
    assert found[0][0] == 0
    assert found[-1][1] == whole
    assert all(before[1] == after[0] < after[1] for before, after in itertools.pairwise(found))


def test_the_weeks_of_the_term_are_twelve_hours():
    weeks = {}
    for week, minutes, *_ in rows(block("term")):
        weeks[int(week)] = weeks.get(int(week), 0) + int(minutes)
    assert weeks == dict.fromkeys(range(1, 13), 60)


def test_the_term_takes_every_lesson_whole_and_asks_every_pair():
    held = [one for step in plans()["term"] for one in step.parts]
    assert len(held) == len(set(held)), "nothing is taught twice"
    assert {one.id for one in parts().values() if one.place == "class"} <= set(held)
    asked = {name for step in plans()["term"] for name in step.questions}
    assert {pair.after for pair in pairs().values()} == asked


@pytest.mark.parametrize("name", ["hour", "three_hours", "term"])
def test_no_plan_takes_a_lesson_before_those_that_it_needs(name):
    needs = {one.number: set(one.needs) for one in lessons()}
    done = set()
    for step in sorted(plans()[name], key=lambda step: step.place != "before"):
        if step.place != "after":
            for one in step.parts:
                lesson = parts()[one].lesson
                # What is done at home before a class begins with Start here all the same.
                assert needs[lesson] - {"00"} <= done | {lesson}, step.id
                done.add(lesson)


def test_a_plan_keeps_the_order_that_parts_have_in_their_lesson():
    order = list(parts())
    for steps in plans().values():
        held = [one for step in steps if step.place == "class" for one in step.parts]
        for lesson in {parts()[one].lesson for one in held}:
            own = [order.index(one) for one in held if parts()[one].lesson == lesson]
            assert own == sorted(own), lesson


def test_what_a_plan_asks_besides_is_asked_by_no_lesson_and_kept():
    for step in (step for steps in plans().values() for step in steps):
        for name in step.questions:
            assert further()[name].kept, name
            assert further()[name].lesson != "08"


def test_lesson_08_is_followed_by_no_question_and_never_shortened_at_its_end():
    (week,) = {step.session for step in plans()["term"] if "part_08_open" in step.parts}
    assert not [name for step in plans()["term"] if step.session == week for name in step.questions]
    for never in ("answers, code, pictures or minutes of lesson 08", "`right_of_positive`", "who did the other task"):
        assert never in PAGE


def test_a_cell_of_a_curriculum_holds_its_items_or_says_that_none_was_read():
    told = rows(block("curricula"))
    found = {row[0]: dict(zip(PROFESSIONS, row[1:], strict=True)) for row in told[:24]}
    assert list(found) == [one.label for one in core_concepts().values()]
    for one in core_concepts().values():
        for name in PROFESSIONS:
            mine = [row for row in items() if (row.concept, row.profession) == (one.id, name)]
            cell = found[one.label][name]
            assert (cell == NONE_READ) == (not mine)
            assert all(f"“{row.item}”" in cell and f"`{row.objective}`" in cell for row in mine)
            assert cell.count("*reported*") == sum(row.status == "secondary" for row in mine)
    beside = [row for row in items() if not row.concept]
    assert all(any(f"“{row.item}”" in cells[2] for cells in told[24:]) for row in beside)


def test_an_item_is_met_by_an_objective_that_teaches_its_concept():
    """Unless the concept stands in no objective of its own, an item and what is taught agree."""
    pairs_taught = {(row.concept, row.objective) for row in taught()}
    for row in items():
        assert not row.concept or (row.concept, row.objective) in pairs_taught, row.id


def test_the_page_is_linked_from_where_teachers_look():
    for document, target in (("README.md", "docs/teaching.md"), ("docs/for-teachers.md", "teaching.md")):
        assert f"]({target})" in read(document)
