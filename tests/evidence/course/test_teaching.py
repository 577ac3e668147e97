"""Objectives, core concepts and misconceptions: are they what the lessons say, and all that there are?"""

import json
import re
from collections import Counter
from pathlib import Path

from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.course.teaching import core_concepts, misconceptions, objectives

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"


def promised(number):
    """Return what a lesson's own list says, without the marks of its verbs."""
    (path,) = NOTEBOOKS.glob(f"{number}-*.ipynb")
    cells = ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    (cell,) = [source for source in cells if source.startswith("## You will be able to")]
    return [
        line.replace("*", "").rstrip(";.") for line in re.findall(r"^- (.+)$", cell.split("## You need")[0], flags=re.M)
    ]


def test_the_objectives_are_those_at_the_beginning_of_each_lesson():
    for lesson in lessons():
        if lesson.written:
            assert [one.text for one in objectives().values() if one.lesson == lesson.number] == promised(lesson.number)
    assert all(one.id.startswith(one.lesson) for one in objectives().values())


def test_there_are_24_core_concepts_in_the_three_parts_of_the_list():
    """The list of 25 less "agonists and antagonists", which became part of another one: 10, 8 and 6."""
    assert len(core_concepts()) == 24
    assert Counter(one.part for one in core_concepts().values()) == {"kinetics": 10, "dynamics": 8, "both": 6}
    labels = [one.label for one in core_concepts().values()]
    assert "Drug-target interaction" in labels
    assert "Agonists and antagonists" not in labels
    assert len(set(labels)) == 24


def test_a_misconception_says_what_holds_instead_and_names_a_concept_if_it_is_one_of_pharmacology():
    for one in misconceptions().values():
        assert one.believed != one.holds
        assert one.believed.endswith("."), one.id
        assert one.holds.endswith("."), one.id
        assert len(f"{one.believed} {one.holds}".split()) <= 40, one.id
        assert (one.concept in core_concepts()) == (one.kind == "concept"), one.id
    assert len({one.believed for one in misconceptions().values()}) == len(misconceptions())
