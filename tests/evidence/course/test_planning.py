"""Parts, tasks and plans: are the minutes those that the lessons print, and is every task and question in its place?"""

import json
import re
from pathlib import Path

import pytest

from ketlessons.evidence.course import planning
from ketlessons.evidence.course.curricula import taught
from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.course.planning import parts, plans, tasks
from ketlessons.evidence.course.teaching import objectives
from ketlessons.evidence.reading.slips import TableError
from ketlessons.quiz.questions import questions

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
LESSONS = [one.number for one in lessons() if one.written]
#: A clock of a heading that stands in the lesson: minutes, and from when to when.
CLOCK = re.compile(r"\*(\d+) minutes; minute (\d+) to (\d+)\.\*")


def cells(lesson):
    (path,) = NOTEBOOKS.glob(f"{lesson}-*.ipynb")
    return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]


def of(lesson, place=None):
    return [one for one in parts().values() if one.lesson == lesson and place in (None, one.place)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_is_done_in_class_takes_the_minutes_of_the_map(lesson):
    (whole,) = [one.minutes for one in lessons() if one.number == lesson]
    assert sum(one.minutes for one in of(lesson, "class")) == whole
    head = re.search(r"\*\*(\d+) minutes\*\*", cells(lesson)[0])
    assert int(head.group(1)) == whole


@pytest.mark.parametrize("lesson", [one for one in LESSONS if one != "00"])
def test_what_is_done_at_home_takes_the_minutes_of_the_lessons_head(lesson):
    head = re.search(r"(\d+) more (?:for|to)", cells(lesson)[0])
    assert sum(one.minutes for one in of(lesson, "home")) == int(head.group(1))


@pytest.mark.parametrize("lesson", [one for one in LESSONS if one != "00"])
def test_rounds_have_the_minutes_and_the_headings_of_the_lesson(lesson):
    printed = {}
    for source in cells(lesson):
        if source.startswith("##") and (clock := CLOCK.search(source)):
            title = source.splitlines()[0].lstrip("# ").split(": ", 1)[-1].strip("“”")
            printed[title] = tuple(map(int, clock.groups()))
    now, seen = 0, 0
    for part in of(lesson, "class"):
        start, now = now, now + part.minutes
        if part.kind in ("round", "last", "look_back", "build"):
            title = "Build it yourself" if part.kind == "build" else part.title.strip("“”")
            found = next(held for name, held in printed.items() if name.replace("”", "").replace("“", "") == title)
            assert found == (part.minutes, start, now), part.id
            assert part.basis == "lesson"
            seen += 1
    assert seen == len(printed)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_question_stands_in_the_part_that_asks_it(lesson):
    """Cell by cell: what lies under which heading; a heading of another kind ends what was before."""
    asked, here = {}, ""
    for source in cells(lesson):
        if head := re.match(r"#{2,3} (Predict|Round \d|At home: [^\n]+|One last question|Build|Set-up)", source):
            here = head.group(1)
        for name in re.findall(r'ask\("([^"]+)"\)', source):
            asked.setdefault(here, []).append(name)
    told = {}
    for part in of(lesson):
        if part.questions:
            head = {"open": "Predict", "last": "One last question"}.get(part.kind, f"At home: {part.title}")
            if part.kind == "round":
                head = f"Round {part.id[-1]}" if lesson != "00" else "Set-up"
            told[head.lower()] = list(part.questions)
    assert told == {head.lower(): names for head, names in asked.items()}


def test_every_question_of_the_lessons_is_in_one_part():
    named = [name for part in parts().values() for name in part.questions]
    assert sorted(named) == sorted(questions())


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_task_of_a_lesson_has_its_minutes_and_its_place(lesson):
    printed, folded = [], False
    for source in cells(lesson):
        if re.match(r"#{2,3} ", source) and not source.startswith("### Tasks"):
            folded = source.startswith("### At home")
        if re.match(r"#{3,4} Tasks", source):
            body = source.split("<details")[0]
            listed = re.findall(r"^(\d)\. (\(At home\))?", body, flags=re.M)
            spare = (
                set(re.findall(r"\d", m.group(0))) if (m := re.search(r"[\d and]+ if there is time", body)) else set()
            )
            printed.append([
                (int(n), "home" if home or folded else "spare" if n in spare else "class") for n, home in listed
            ])  # fmt: skip
    told = {}
    for one in tasks():
        if parts()[one.part].lesson == lesson:
            told.setdefault(one.figure, []).append((one.task, one.place))
    assert sorted(sorted(held) for held in told.values()) == sorted(printed)


def test_tasks_and_a_minute_for_each_question_fit_into_their_part():
    for part in parts().values():
        held = sum(one.minutes for one in tasks() if one.part == part.id and one.place != "spare")
        assert held + len(part.questions) <= part.minutes, part.id


def test_a_task_lies_where_it_is_done_and_is_counted_in_halves():
    for one in tasks():
        part = parts()[one.part]
        assert (part.place == "home") == (one.place == "home"), one.id
        assert (2 * one.minutes).is_integer()
        assert one.id.startswith(f"task_{part.lesson}_{one.figure}_{one.task}")


def test_whoever_teaches_a_part_in_class_is_told_what_is_done():
    for part in parts().values():
        for words in (part.teacher, part.students):
            assert bool(words) == (part.place == "class"), part.id
            assert len(words.split()) <= 24


def test_an_estimate_is_called_one():
    for part in parts().values():
        assert (part.basis == "estimate") == (part.place == "home" or part.lesson == "00"), part.id


def test_a_concept_is_taught_in_a_part_of_the_lesson_of_its_objective():
    for row in taught():
        assert parts()[row.part].lesson == objectives()[row.objective].lesson, row.id
        assert (row.how == "built") == (parts()[row.part].kind == "build"), row.id
        moved = any(one.part == row.part for one in tasks())
        assert moved or row.how != "moved", row.id


# What a plan refuses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("parts", "part_02_nowhere", "parts.csv has no row"),
        ("minutes", 13, "its parts take 12, not 13"),
        ("parts", "", "says what is done"),
    ],
)
def test_a_plan_that_does_not_hold_together_is_refused(monkeypatch, column, value, words):
    real = planning.read_rows

    def spoilt(name):
        found = real(name)
        if name == "plans.csv":
            next(row for row in found if row["id"] == "plan_hour_02_round_1")[column] = value
        return found

    monkeypatch.setattr(planning, "read_rows", spoilt)
    with pytest.raises(TableError, match=words):
        plans.__wrapped__()
