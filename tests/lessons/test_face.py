"""What `models`, `published` and `evidence` offer is what a lesson uses or a page for teachers explains."""

import importlib
import json
import re
from pathlib import Path

import pytest

from ketlessons import evidence, models, published

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "for-teachers.md").read_text(encoding="utf-8")
FACES = {"models": models, "published": published, "evidence": evidence}


def lines_of_lessons():
    """Return what learners run, read in a question, or are told by a check: code cells, questions, exercises."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "questions").glob("*.json"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/ketlessons/exercises").glob("*.py"))]
    for path in [*sorted((ROOT / "notebooks").glob("*.ipynb")), ROOT / "docs" / "lesson-template.ipynb"]:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return "\n".join(texts)


def used_by_lessons(face):
    modules = {name for name in vars(FACES[face]) if not name.startswith("_")} - set(FACES[face].__all__)
    used = set(re.findall(rf"(?<![\w.-]){face}\.([A-Za-z]\w*)", lines_of_lessons()))
    return used - modules  # `evidence.display` is a module, and is imported from as one


def explained_to_teachers(face):
    (section,) = re.findall(rf"^## {face}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    firsts = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    return [name for first in firsts for name in re.findall(r"`(\w+)`", first)]


@pytest.mark.parametrize("face", FACES)
def test_the_face_is_what_lessons_use_and_what_the_page_for_teachers_explains(face):
    assert len(used_by_lessons(face)) > 8
    assert set(FACES[face].__all__) == used_by_lessons(face) | set(explained_to_teachers(face))


@pytest.mark.parametrize("face", FACES)
def test_the_page_explains_a_name_once_and_none_that_is_not_there(face):
    names = explained_to_teachers(face)
    assert len(names) == len(set(names)) > 4
    assert all(hasattr(FACES[face], name) for name in names)


@pytest.mark.parametrize(
    ("face", "name"),
    [(face, name) for face in ("models", "published") for names in FACES[face]._LEFT.values() for name in names],
)
def test_a_name_that_left_the_face_says_where_it_lives(face, name):
    with pytest.raises(AttributeError, match=f"has no attribute '{name}'; write from ") as told:
        getattr(FACES[face], name)
    home, again = re.search(r"write from (\S+) import (\w+)$", str(told.value)).groups()
    assert again == name
    assert hasattr(importlib.import_module(home), name)


def test_the_example_on_the_page_runs_and_says_something(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "for-teachers.md", "exec"), {})
    assert re.fullmatch(r"Blocked after half a minute: \d\d % of the channels\n", capsys.readouterr().out)
