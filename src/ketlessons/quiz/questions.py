"""What does a lesson ask? Questions as data: a prompt, options or cards to sort, and feedback for every one."""

from __future__ import annotations

from typing import Any

from ketlessons import evidence
from ketlessons.evidence.files import line_of, parse_json, whole_text
from ketlessons.evidence.slips import TableError, read_once
from ketlessons.quiz.asked import Question
from ketlessons.quiz.choices import Choice
from ketlessons.quiz.parts import Option, listed, parts
from ketlessons.quiz.sorts import sort_from


def _question(row: Any, what: str) -> Question:
    """Build one question from what its file holds."""
    try:
        if isinstance(row, dict) and row.get("kind") == "sort":
            return sort_from(row, what)
        parts(row, {"id", "kind", "prompt", "options"}, {"kept"}, what, ("options",))
        for number, option in enumerate(listed(row["options"], "options", what), start=1):
            parts(option, {"text", "feedback"}, {"key"}, f"option {number} of {what}")
        options = tuple(Option(o["text"], o.get("key", False), o["feedback"]) for o in row["options"])
        return Choice(row["id"], row["kind"], row["prompt"], options, kept=row.get("kept", True))
    except TableError:
        raise
    except ValueError as slip:
        part, _, problem = str(slip).partition(": ")
        raise TableError(problem, "correct it", column=part) from None


@read_once
def questions() -> dict[str, Question]:
    """Return every question of the collection by id.

    Raises
    ------
    TableError
        If a file is missing or no JSON, a question cannot work, or an id stands twice. It is a ValueError.
    """
    found: dict[str, Question] = {}
    home: dict[str, str] = {}
    folder = evidence.data_path() / "questions"
    # A name that begins with a dot is what a system leaves beside a copied file, and no file of questions.
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".json")] if folder.is_dir() else []
    for entry in sorted((entry for entry in files if not entry.name.startswith(".")), key=lambda e: e.name):
        file = f"questions/{entry.name}"
        text = whole_text(entry, file)
        rows = parse_json(text, file)
        if not isinstance(rows, list):
            raise TableError("is not a list of questions", "put them all in one pair of square brackets", file, 1)
        for number, row in enumerate(rows, start=1):
            name = row.get("id") if isinstance(row, dict) else None
            try:
                one = _question(row, f"question {name!r}" if name else f"question {number}")
                if one.id in found:
                    cure = "keep one, or give each question its own id"
                    raise TableError(f"{one.id!r} stands in {home[one.id]} too", cure, column="id")
            except TableError as slip:
                line = line_of(text, text.rfind(f'"{name}"')) if name else None
                raise TableError(slip.problem, slip.cure, file, line, slip.column) from None
            found[one.id], home[one.id] = one, file
    if not found:
        raise TableError("holds no questions", "restore the folder from the repository", "questions")
    return found


def question(question_id: str) -> Question:
    """Return one question.

    Raises
    ------
    ValueError
        If there is no question with this id.
    """
    try:
        return questions()[question_id]
    except KeyError:
        raise ValueError(f"question_id: {question_id!r} is not a question; allowed: {', '.join(questions())}") from None
