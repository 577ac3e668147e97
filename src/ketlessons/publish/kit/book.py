"""What holds all answers of the course in one place? The book of answers, for whoever teaches it.

For each lesson the notes for teachers, each question with its key, what is said of every answer and the misconception
it stands for, each task with what should be seen, the figures' own sentences at the settings that tasks ask for, the
exercise with its solution and the slips that its check knows, and the further questions that *review* asks.
"""

from __future__ import annotations

import importlib
import inspect
import textwrap
from collections.abc import Callable, Iterable, Sequence
from html import escape

from ketlessons.evidence.course.teaching import misconceptions
from ketlessons.exercises.slips import Exercise
from ketlessons.publish.kit.handouts import answered, other_answers
from ketlessons.publish.kit.pieces import Asked, Build, Folded, Notes, Script, Tasks
from ketlessons.publish.kit.questions import Told, told
from ketlessons.publish.kit.seen import sentences
from ketlessons.publish.kit.sheet import LICENCE, page
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.questions import further

TITLE = "Book of answers"


def book(scripts: Iterable[Script]) -> str:
    """Return the answers of all lessons as one self-contained page."""
    parts = "".join(_lesson(one) for one in scripts)
    body = (
        f'<main class="book">\n<h1>{TITLE}</h1>\n<p>For whoever teaches the course: what each question, task and '
        "exercise of a lesson asks for. It is generated from the lessons and from the tables that tests hold them "
        f"against. {LICENCE}</p>\n{parts}</main>"
    )
    return page(TITLE, body, style="handouts.css", running=TITLE)


def _lesson(script: Script) -> str:
    whats = [one.what for one in script.pieces]
    number = script.row.number if script.row else ""
    notes = "".join(one.html for one in whats if isinstance(one, Notes))
    asked = [one.question for one in whats if isinstance(one, Asked)]
    more = [one for one in further().values() if number and one.lesson == number]
    return "".join((
        f'<section class="lesson">\n<h2>{escape(script.numbered)}</h2>\n',
        f"<h3>Notes for teachers</h3>\n{notes}\n" if notes else "",
        _questions("Questions", asked),
        _tasks([one for one in whats if isinstance(one, Tasks)]),
        _sentences(script.name),
        _exercises(whats),
        _questions("Further questions, which review asks", more),
        "</section>\n",
    ))  # fmt: skip


def _questions(head: str, asked: Sequence[Question]) -> str:
    if not asked:
        return ""
    return f"<h3>{head}</h3>\n" + "".join(_question(told(one)) for one in asked)


def _question(found: Told) -> str:
    known = misconceptions()
    letters = [letter for letter, _, _ in found.whole]
    believed = "".join(
        f'<p class="mis">{letter or "A slip"}: {escape(known[name].believed)} <em>What holds:</em> '
        f"{escape(known[name].holds)}</p>"
        for letter, name in zip(letters, found.misconceptions, strict=False)
        if name in known
    )
    head = f"<p><strong>{found.head}.</strong> {escape(found.prompt)} " + (
        f'<span class="id">{escape(found.id)}</span></p>'
    )
    return f'<div class="question">{head}{answered(found)}{believed}</div>\n'


def _tasks(tasks: Sequence[Tasks]) -> str:
    if not tasks:
        return ""
    parts = []
    for one in tasks:
        items = "".join(
            f"<li>{task}{f'<div class=answer>{one.answers[place]}</div>' if one.paired else ''}</li>\n"
            for place, task in enumerate(one.tasks)
        )
        parts.append(f'<h4>{escape(one.name)}</h4>\n<ol class="tasks">\n{items}</ol>\n{other_answers(one)}')
    return f"<h3>Tasks</h3>\n{''.join(parts)}"


def _sentences(lesson: str) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(figure)}</th><td>{escape(setting)}</td><td>{escape(said)}</td></tr>\n'
        for figure, setting, said in sentences(lesson)
    )
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{one}</th>' for one in ("Figure", "Set to", "Its sentence"))
    return (
        "<h3>What the figures say at these settings</h3>\n"
        f'<table class="slips"><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>\n'
    )


def _exercises(whats: Sequence[object]) -> str:
    parts = []
    for place, what in enumerate(whats):
        if isinstance(what, Build):
            folds = []
            for after in whats[place + 1 :]:
                if not isinstance(after, Folded):
                    break
                folds.append(f"<p><strong>{escape(after.line)}</strong></p>{after.html}")
            exercise, harder = exercise_of(what.check), exercise_of(f"harder.{what.check}")
            code = f"<pre>{escape(what.code)}</pre>\n"
            parts.append(
                f'{code}<div class="answer">{"".join(folds)}</div>\n{_slips(exercise)}{_harder(exercise, harder)}'
            )
    return f"<h3>Build it yourself</h3>\n{''.join(parts)}" if parts else ""


def exercise_of(check: str) -> Exercise:
    """Return what a check asks for, with the slips it knows, by its name, such as ``"hill"`` or ``"harder.hill"``."""
    module = importlib.import_module(f"ketlessons.exercises.{check}")
    return next(one for one in vars(module).values() if isinstance(one, Exercise) and one.check == check)


def _slips(exercise: Exercise) -> str:
    # Several forms of one slip are told alike.
    pairs = dict.fromkeys((slip.seen, slip.next) for slip in exercise.slips)
    rows = "".join(f'<tr><th scope="row">{escape(seen)}</th><td>{escape(then)}</td></tr>\n' for seen, then in pairs)
    return (
        f'<table class="slips"><caption>Typical slips that <code>check.{exercise.check}</code> knows</caption><thead>'
        '<tr><th scope="col">What it says</th><th scope="col">What to do next</th></tr></thead>'
        f"<tbody>\n{rows}</tbody></table>\n"
    )


def _source(function: Callable[..., float]) -> str:
    """Return the code of a function, after that of the functions of ours that it calls."""
    called = (function.__globals__.get(name) for name in function.__code__.co_names)
    ours = [one for one in called if inspect.isfunction(one) and one.__module__.startswith("ketlessons.exercises.")]
    return "\n\n".join([*map(_source, ours), textwrap.dedent(inspect.getsource(function)).strip()])


def _harder(exercise: Exercise, harder: Exercise) -> str:
    if exercise.then is None:
        return ""
    values = ", ".join(f"<code>{name}</code>" for name in harder.names)
    solution = f"<pre>{escape(_source(harder.equation))}</pre>"
    return (
        f"<h4>A harder step, for those who are quick</h4>\n<p>{escape(exercise.then.words)}</p>\n"
        f"<pre>{escape(exercise.then.stub)}</pre>\n"
        f'<div class="answer"><p><strong>Solution, as the library has it</strong>, for {values}:</p>{solution}</div>\n'
        f"{_slips(harder)}"
    )
