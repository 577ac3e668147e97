"""Can somebody who hears the lesson, and sees nothing of it, do its tasks and answer its questions?

`data/by_ear` holds, for each numbered task and each quick check of a lesson, what a listener does and what must then be
heard. The listener of `tests/support/by_ear/ear.py` knows names, spoken values and spoken words alone. Each number of a
task's answer has to be among what was heard, rounded as the answer rounds it, or be worked out from numbers that were.
What an answer adds that the task did not ask for stands under `added`.
"""

from __future__ import annotations

import ast
import json
import operator
import re

import pytest
from ear import Ear
from sorting_ear import SortingEar

from ketlessons import evidence

#: One for each lesson.
FILES = [
    evidence.data_path() / "by_ear" / f"{path.stem}.json"
    for path in sorted((evidence.data_path().parent / "notebooks").glob("*.ipynb"))
]
TASKS = re.compile(r"#{3,4} Tasks: (.+)")
ITEM = re.compile(r"^(\d+)\. (.+)$", flags=re.M)
#: A number, with commas between its thousands or none.
NUMBER = re.compile(r"(?<![\w.,\u2212-])(\u2212?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?))(?![\d.]*\d)")
PLACE = re.compile(r"(?:Round|[Ll]essons?) \d+")
SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}

pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:2])


def notebook(path):
    cells = json.loads((evidence.data_path().parent / "notebooks" / f"{path.stem}.ipynb").read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def answers(path) -> dict[tuple[str, int], str]:
    """Return what "What you should have seen" says for each numbered task."""
    found = {}
    for body in notebook(path):
        named = TASKS.match(body)
        if named:
            told = body.partition("<details>")[2].partition("</details>")[0]
            found |= {(named[1], int(number)): text for number, text in ITEM.findall(told)}
    return found


def asked(path) -> set[tuple[str, int]]:
    """Return the numbered tasks of a lesson."""
    found = set()
    for body in notebook(path):
        named = TASKS.match(body)
        if named:
            found |= {(named[1], int(number)) for number, _ in ITEM.findall(body.partition("<details>")[0])}
    return found


def solutions(path):
    return json.loads(path.read_text("utf-8"))


def listen(entry, prose: str) -> Ear | SortingEar | None:
    """Do what an entry says; complain where something cannot be reached or is not heard."""
    ear = Ear(entry["explorer"]) if "explorer" in entry else SortingEar(entry["sort"]) if "sort" in entry else None
    for verb, *words in entry["steps"]:
        if verb == "lesson":
            assert words[0] in prose, f"the lesson does not say {words[0]!r}"
        elif verb == "hear":
            assert ear.heard(words[0]), f"{words[0]!r} is not heard, but: {ear.log[-12:]}"
        else:
            getattr(ear, {"move": "move", "press": "press", "put": "put", "read": "read"}[verb])(*words)
    return ear


def worked(expression: str, heard: set[float]) -> float:
    """Work out a sum of numbers that were heard."""

    def value(node):
        if isinstance(node, ast.Constant):
            assert float(node.value) in heard, f"{node.value} of {expression!r} was not heard"
            return float(node.value)
        return SIGNS[type(node.op)](value(node.left), value(node.right))

    return value(ast.parse(expression, mode="eval").body)


def told(text: str) -> list[str]:
    return [number.replace("\u2212", "-").replace(",", "") for number in NUMBER.findall(text)]


def rounds_to(value: float, number: str) -> bool:
    """Return whether a value rounds to a number as it is written."""
    digits = len(number.partition(".")[2])
    return abs(value - float(number)) <= 0.5 * 10**-digits + 1e-9


def test_every_task_and_check_has_a_way(path):
    listed = solutions(path)
    questions = json.loads((evidence.data_path() / "questions" / path.name).read_text("utf-8"))
    checks = {question["id"] for question in questions if question["kind"] in ("check", "sort")}
    assert {entry["question"] for entry in listed if "question" in entry} == checks
    tasks = asked(path)
    assert {(entry["tasks"], entry["number"]) for entry in listed if "tasks" in entry} == tasks
    # Whoever gives answers to the tasks of a figure gives one to each.
    answered = set(answers(path))
    assert answered == {(title, number) for title, number in tasks if title in {title for title, _ in answered}}


def test_every_task_and_check_is_solved_by_ear(path):
    prose, answer = "\n".join(notebook(path)), answers(path)
    faults = []
    for entry in solutions(path):
        where = entry.get("question") or f"{entry['tasks']}, {entry['number']}"
        try:
            ear = listen(entry, prose)
        except AssertionError as error:
            faults.append(f"{where}: {error}")
            continue
        if "tasks" not in entry:
            continue
        log = ear.log if ear else []
        heard = {float(number) for line in log for number in told(line)}
        sums = {number: worked(expression, heard) for number, expression in entry.get("worked_out", {}).items()}
        text = PLACE.sub("", answer.get((entry["tasks"], entry["number"]), ""))
        for number in told(text):
            ours = [value for written, value in sums.items() if told(written) == [number]]
            added = number in entry.get("added", ())
            if not added and not any(rounds_to(value, number) for value in (*heard, *ours)):
                faults.append(f"{where}: {number} of the answer is not heard: {text}")
    assert not faults, "\n".join(faults)
