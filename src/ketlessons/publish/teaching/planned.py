"""What is done minute by minute? The plans and the parts of each lesson as Markdown, from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.course.planning import Part, Step, Task, parts, plans, tasks
from ketlessons.evidence.course.teaching import objectives
from ketlessons.quiz.questions import everything, questions

_NAMES = {
    "open": "Set-up and prediction",
    "build": "Build it yourself",
    "tasks": "Tasks of the rounds",
    "last": "One last question",
}
_INSTEAD = " (instead of lesson 08)"
_WITHOUT = {"break": "Break", "close": "To end", "review": "Review"}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; a bar within a cell is written so that it ends none."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def number(minutes: float) -> str:
    """Return minutes without a nought behind the point."""
    return f"{minutes:g}"


def ids(names: Iterable[str]) -> str:
    """Return names of rows as code, one after another."""
    return ", ".join(f"`{name}`" for name in names)


def round_of(part: Part) -> str:
    """Return which part of its lesson it is, in one or two words."""
    if part.kind == "round" and part.lesson != "00":
        return f"Round {part.id.rsplit('_', 1)[1]}"
    return f"at home, {part.title}" if part.kind == "home" else _NAMES.get(part.kind, part.title)


def called(part: Part) -> str:
    """Return its lesson, its place there and its heading."""
    if part.kind == "round" and part.lesson != "00":
        return f"{part.lesson}, {round_of(part)}: {part.title}"
    return f"{part.lesson}, {part.title}"


def _tasks(held: Sequence[Task]) -> str:
    """Return the tasks of one part with their minutes, by figure."""
    told = []
    for figure in dict.fromkeys(one.figure for one in held):
        own = [one for one in held if one.figure == figure]
        listed = ", ".join(
            f"{one.task} ({number(one.minutes)}{' if there is time' if one.place == 'spare' else ''})" for one in own
        )
        told.append(f"`{figure.removesuffix('_again')}` {listed}")
    return "; ".join(told)


def _of(part: Part) -> list[Task]:
    return [one for one in tasks() if one.part == part.id]


def _done(part: Part) -> str:
    """Return the tasks and the questions of a part."""
    return "; ".join(filter(None, (_tasks(_of(part)), ids(part.questions))))


# The plans ------------------------------------------------------------------------------------------------------------


def hours(name: str) -> str:
    """Return a plan for one meeting, minute by minute."""
    rows, now = [], 0
    for step in plans()[name]:
        if step.place != "class":
            continue
        when, now = f"{now} to {now + step.minutes}", now + step.minutes
        if step.parts:
            (part,) = (parts()[one] for one in step.parts)
            rows.append((when, called(part), _done(part), part.teacher, part.students))
        else:
            rows.append((when, _WITHOUT[step.kind], ids(step.questions), step.teacher, step.students))
    heads = ("minute", "lesson and round", "tasks (minutes) and questions", "the teacher", "students")
    return "\n\n".join((table(heads, rows), *_at_home(plans()[name])))


def _at_home(steps: Iterable[Step]) -> list[str]:
    """Say what of a plan is done at home, and how long that is."""
    told = []
    for step in steps:
        if step.place != "class":
            when = "**Before, at home**" if step.place == "before" else "**After, at home**"
            told.append(f"{when} ({step.minutes} minutes, not counted): {_taken(step)}. {step.teacher}")
    return told


def term() -> str:
    """Return the plan of a term, week by week."""
    rows = []
    for step in plans()["term"]:
        what = _taken(step) or _WITHOUT[step.kind]
        asked = step.questions or tuple(q for one in step.parts for q in parts()[one].questions)
        rows.append((f"{step.session}", number(step.minutes), what, ids(asked), step.teacher, step.students))
    return table(("week", "minutes", "what", "questions", "the teacher", "students"), rows)


def _taken(step: Step) -> str:
    """Return which lessons, or which parts of them, a step takes."""
    held = [parts()[one] for one in step.parts]
    titles = {one.number: one.title for one in lessons()}
    told = []
    for lesson in dict.fromkeys(one.lesson for one in held):
        own = [one for one in held if one.lesson == lesson]
        whole = {one.id for one in parts().values() if (one.lesson, one.place) == (lesson, "class")}
        said = "whole" if {one.id for one in own} == whole else "; ".join(one.title for one in own)
        told.append(f"{lesson} {titles[lesson]}: {said}")
    return "; ".join(told)


# The lessons ----------------------------------------------------------------------------------------------------------


def by_lesson() -> str:
    """Return objectives, parts, tasks and questions of every lesson."""
    return "\n\n".join(_lesson(one.number, one.title, one.minutes or 0) for one in lessons() if one.written)


def _lesson(lesson: str, title: str, minutes: int) -> str:
    own = [one for one in parts().values() if one.lesson == lesson]
    home = [one for one in own if one.place == "home"]
    rows, now = [], 0
    for part in (one for one in own if one.place == "class"):
        when, now = f"{now} to {now + part.minutes}", now + part.minutes
        rest = part.minutes - sum(one.minutes for one in _of(part) if one.place == "class")
        name = f"{round_of(part)}: {part.title}" if part.kind == "round" and lesson != "00" else part.title
        rows.append((when, name, _tasks(_of(part)), number(rest), ids(part.questions), part.teacher, part.students))
    heads = ("minute", "part", "tasks (minutes)", "left for text and questions", "questions", "the teacher", "students")
    folded = [
        (
            number(one.minutes),
            f"{one.title}{_INSTEAD if one.kind == 'other' else ''}",
            _tasks(_of(one)),
            ids(one.questions),
        )
        for one in home
    ]
    counted = sum(one.minutes for one in home if one.kind != "other")
    return "\n\n".join((
        f"### {lesson} {title}",
        _aims(lesson),
        f"In class, {minutes} minutes:",
        table(heads, rows),
        f"At home, about {counted} minutes:",
        table(("minutes", "part", "tasks (minutes)", "questions"), folded),
    ))  # fmt: skip


def _aims(lesson: str) -> str:
    """Return the objectives of a lesson, each with the questions that ask for it."""
    told = []
    for aim in (one for one in objectives().values() if one.lesson == lesson):
        asked = [one.id for one in everything().values() if one.objective == aim.id]
        own, further = ([one for one in asked if (one in questions()) == there] for there in (True, False))
        said = "; ".join(f"{word} {ids(held)}" for word, held in (("asked by", own), ("further:", further)) if held)
        told.append(f"- `{aim.id}` {aim.text} ({said or 'done, and asked by no question'})")
    return "\n".join(told)
