"""Which questions are there? Those that lessons ask, and further ones in the bank: data, read and checked once."""

from __future__ import annotations

from typing import Any

from ketlessons import evidence
from ketlessons.evidence.course.teaching import core_concepts, misconceptions, objectives
from ketlessons.evidence.reading.files import line_of, parse_json, whole_text
from ketlessons.evidence.reading.slips import TableError, read_once
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.choices import choice_from
from ketlessons.quiz.kinds.numbers import number_from
from ketlessons.quiz.kinds.orders import order_from
from ketlessons.quiz.kinds.parts import BEYOND, Tags
from ketlessons.quiz.kinds.severals import several_from
from ketlessons.quiz.kinds.sorts import sort_from

#: Who reads which kind. Every other word is read as that of a question with one key, which says what is allowed.
_READERS = {"several": several_from, "number": number_from, "order": order_from, "sort": sort_from}


def _question(row: Any, tags: Tags, what: str) -> Question:
    """Build one question from what its file holds."""
    try:
        kind = row.get("kind") if isinstance(row, dict) else None
        return _READERS.get(kind if isinstance(kind, str) else "", choice_from)(row, tags, what)
    except TableError:
        raise
    except ValueError as slip:
        part, _, problem = str(slip).partition(": ")
        raise TableError(problem, "correct it", column=part) from None


def _read(folder_name: str) -> dict[str, Question]:
    """Return the questions of one folder by id."""
    tags = Tags(
        {one.id: one.lesson for one in objectives().values()},
        frozenset({*core_concepts(), BEYOND}),
        frozenset(misconceptions()),
    )
    found: dict[str, Question] = {}
    home: dict[str, str] = {}
    folder = evidence.data_path() / folder_name
    # A name that begins with a dot is what a system leaves beside a copied file, and no file of questions.
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".json")] if folder.is_dir() else []
    for entry in sorted((entry for entry in files if not entry.name.startswith(".")), key=lambda e: e.name):
        file = f"{folder_name}/{entry.name}"
        text = whole_text(entry, file)
        rows = parse_json(text, file)
        if not isinstance(rows, list):
            raise TableError("is not a list of questions", "put them all in one pair of square brackets", file, 1)
        for number, row in enumerate(rows, start=1):
            name = row.get("id") if isinstance(row, dict) else None
            try:
                one = _question(row, tags, f"question {name!r}" if name else f"question {number}")
                if one.id in found:
                    cure = "keep one, or give each question its own id"
                    raise TableError(f"{one.id!r} stands in {home[one.id]} too", cure, column="id")
            except TableError as slip:
                line = line_of(text, text.rfind(f'"{name}"')) if name else None
                raise TableError(slip.problem, slip.cure, file, line, slip.column) from None
            found[one.id], home[one.id] = one, file
    if not found:
        raise TableError("holds no questions", "restore the folder from the repository", folder_name)
    return found


@read_once
def questions() -> dict[str, Question]:
    """Return the questions that the lessons ask, by id.

    Raises
    ------
    TableError
        If a file is missing or no JSON, a question cannot work, a tag is not known, or an id stands twice. It is a
        ValueError.
    """
    return _read("questions")


@read_once
def further() -> dict[str, Question]:
    """Return the questions of the bank that no lesson asks by itself, by id.

    Raises
    ------
    TableError
        As `questions`; also if an id is that of a question of a lesson.
    """
    found = _read("bank")
    if both := sorted(set(found) & set(questions())):
        raise TableError(f"holds {both[0]!r}, which a lesson asks", "give each question its own id", "bank")
    return found


def everything() -> dict[str, Question]:
    """Return all questions by id: those of the lessons, then those of the bank.

    Raises
    ------
    TableError
        As `questions` and `further`.
    """
    return {**questions(), **further()}


def question(question_id: str) -> Question:
    """Return one question, of a lesson or of the bank.

    Raises
    ------
    ValueError
        If there is no question with this id.
    """
    found = questions()
    if question_id not in found:
        found = everything()
    try:
        return found[question_id]
    except KeyError:
        raise ValueError(f"question_id: {question_id!r} is not a question; allowed: {', '.join(found)}") from None
