"""What have I answered and built, and how do I take it along or remove it? The learner's side of the record.

`from ketlessons import my_record`, then `my_record.show()`. The record is one file on this machine; nothing is sent
anywhere. The variable KETLESSONS_RECORD=off, or `my_record.stop()`, ends it.
"""

from __future__ import annotations

import os
import pathlib
from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import Any

from ketlessons import record
from ketlessons.evidence.display import Table, forms
from ketlessons.live import Announced
from ketlessons.quiz import everything, memory, questions
from ketlessons.record import disk, export, handin, lines, results, tables, telling
from ketlessons.record.journal import now
from ketlessons.record.lines import Entry
from ketlessons.record.results import Answered, Built

_OFF = "No record is kept here: it is switched off, as it is where no learner is."
_STOPPED = "Nothing new goes into your record: you stopped it. my_record.start() goes on with it."


class Told(Announced):
    """What became of a wish: words that are seen and heard, and perhaps tables under them."""

    def __init__(self, words: str, *parts: Table):
        self.words, self.parts = words, parts

    def __repr__(self) -> str:
        return "\n\n".join([self.words, *map(str, self.parts)])

    def _heard(self) -> str:
        return self.words

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        return forms("\n".join([f"<p>{escape(self.words)}</p>", *(part.html for part in self.parts)]), repr(self))


def show() -> Told:
    """Return what the record holds: a sentence, a table by lesson, and every question with its answer."""
    if record.journal().place is None:
        return Told(_OFF)
    entries = record.journal().entries()
    words = [tables.in_a_line(entries), record.news(), _STOPPED if record.journal().stopped else ""]
    asked = Counter(one.lesson for one in questions().values() if one.kept and one.lesson)
    return Told(" ".join(filter(None, words)), tables.by_lesson(entries, asked), tables.answered(entries))


def where() -> str:
    """Return the path of the file; empty where no record is kept."""
    place = record.journal().place
    return str(place) if place else ""


def answers() -> tuple[Answered, ...]:
    """Return every question that was answered, with its newest answer and how it fared."""
    return results.answers(record.journal().entries())


def built() -> tuple[Built, ...]:
    """Return what was built for each check: the newest code that passed, or the newest of all."""
    return results.built(record.journal().entries())


# Adding ---------------------------------------------------------------------------------------------------------------


def reflect(words: str, asked: str = "", lesson: str = "", of: str = "reflection") -> Told:
    """Put a thought into the record.

    Parameters
    ----------
    words : str
        The thought. Of dots alone nothing is kept.
    asked : str
        What it answers.
    lesson : str
        The number of the lesson it belongs to.
    of : str
        By which name it is found again: a later thought of the same name takes its place on a page to hand in.

    Raises
    ------
    ValueError
        If there are no words.
    """
    if not isinstance(words, str) or not words.strip():
        raise ValueError("words: there are none to keep; write some between the quotation marks")
    if not words.strip(" .…\t\r\n"):  # as a lesson hands it out; whoever runs all cells has not said anything yet
        return Told("Nothing is kept: write your words in place of the dots, and run this cell again.")
    return _added("reflection", lesson, of=of, asked=asked, said=words)


def keep_picture(shown: Any, said: str = "", lesson: str = "") -> Told:
    """Put the picture of a figure into the record, as it stands now.

    Parameters
    ----------
    shown
        An explorer, such as `explore.block_curve()` gave, or a still figure.
    said : str
        What you see in it; by default the sentence under it.
    lesson : str
        The number of the lesson it belongs to.

    Raises
    ------
    ValueError
        If it has no picture.
    """
    bundle = getattr(shown, "_still", getattr(shown, "_repr_mimebundle_", dict))()
    png = bundle.get("image/png", "")
    if not png:
        raise ValueError(f"shown: {type(shown).__name__} has no picture; give an explorer or a still figure")
    title = getattr(getattr(shown, "figure", shown), "title", type(shown).__name__)
    return _added("picture", lesson, of=title, title=title, said=said or bundle.get("text/plain", ""), png=png)


def _added(what: str, lesson: str, **fields: Any) -> Told:
    if lesson in record.KEEPS_NOTHING:
        return Told(f"Nothing of lesson {lesson} is kept.")
    if record.journal().place is None:
        return Told(_OFF)
    if record.journal().stopped:
        return Told(_STOPPED)
    unsaved = record.add(what, lesson, **fields)
    return Told(" ".join(filter(None, (unsaved or "It is in your record.", record.news()))))


# Taking along ---------------------------------------------------------------------------------------------------------

_FORMS = {
    "csv": export.as_csv,
    "json": export.as_json,
    "xapi": export.as_xapi,
    "jsonl": export.as_lines,
}


def save(file: str | os.PathLike[str], form: str = "", overwrite: bool = False) -> Told:
    """Write the record to another file.

    Parameters
    ----------
    file : path
        Where to. Its ending says in which form, unless `form` does.
    form : {"csv", "json", "xapi", "jsonl"}
        A table; a list of JSON; a statement of xAPI a line; or a record that `bring` takes in on another machine.
    overwrite : bool
        Whether a file that is there may be replaced.

    Raises
    ------
    ValueError
        If the form is not known, or the file is there.
    """
    target = pathlib.Path(file)
    chosen = form or target.suffix.lstrip(".").lower()
    if chosen not in _FORMS:
        raise ValueError(f"form: {chosen!r} is none of {', '.join(_FORMS)}")
    entries = record.journal().entries()
    many = len(export.kept(entries))
    return _written(target, _FORMS[chosen](entries), overwrite, f"{telling.entries(many)} of your record")


def hand_in(
    file: str | os.PathLike[str] = "hand-in.html", name: str = "", only: Iterable[str] = (), overwrite: bool = False
) -> Told:
    """Write one page with answers, code, thoughts and pictures, that a teacher can open anywhere.

    Parameters
    ----------
    file : path
        Where to.
    name : str
        What you want to be called on it; may be empty.
    only : iterable of str
        The numbers of the lessons to hand in, such as ``["02", "04"]``; all if empty.
    overwrite : bool
        Whether a file that is there may be replaced.

    Raises
    ------
    ValueError
        If the file is there.
    """
    entries = [one for one in record.journal().entries() if one.get("lesson") not in record.KEEPS_NOTHING]
    only = [only] if isinstance(only, str) else list(only)
    text = handin.page(entries, name, only, f"Made on {_today()}.")
    return _written(pathlib.Path(file), text, overwrite, "The page to hand in")


def _today() -> str:
    """Return today, in UTC."""
    return tables.day(now())


def _written(target: pathlib.Path, text: str, overwrite: bool, what: str) -> Told:
    if target.exists() and not overwrite:
        raise ValueError(f"file: {target.name} is there already; choose another name, or say overwrite=True")
    try:
        disk.replace(target, text.encode("utf-8", "replace"))
    except OSError as refused:
        return Told(f"{target.name} could not be written ({telling.why(refused)}). Your record is as it was.")
    return Told(f"{what} {'are' if what[0].isdigit() and not what.startswith('1 ') else 'is'} in {target.name}.")


def bring(file: str | os.PathLike[str]) -> Told:
    """Take in a record from another machine, or one that a page of this course has saved.

    What is in this record already is not taken twice.
    """
    if record.journal().place is None:
        return Told(_OFF)
    source = pathlib.Path(file)
    try:
        found = lines.read(disk.read(source) or b"")
    except OSError as refused:
        return Told(f"{source.name} cannot be read ({telling.why(refused)}).")
    judged = (_judged(one) for one in found.entries if one.get("lesson") not in record.KEEPS_NOTHING)
    mine = [one for one in judged if one]
    many, unsaved = record.journal().bring(mine)
    bad = f" {found.damaged} of its lines could not be read." if found.damaged else ""
    return Told(unsaved or f"{telling.entries(many)} came in from {source.name}.{bad}")


def _judged(entry: Entry) -> Entry | None:
    """Return an answer with what its question makes of it, which a page may not know; None if it is not to be kept."""
    asked = everything().get(str(entry.get("of"))) if entry["what"] == "answer" else None
    if asked is None:
        return entry
    if not asked.kept:
        return None
    try:
        same = entry.get("asked") == asked.prompt
        return (
            {**entry, **memory.written(asked, asked.checked(entry["answer"])), "lesson": asked.lesson}
            if same
            else entry
        )
    except (ValueError, TypeError, KeyError):
        return entry


# Ending it ------------------------------------------------------------------------------------------------------------


def erase(sure: bool = False, lesson: str | None = None) -> Told:
    """Remove what the record holds. Without `sure=True` it says what would go, and removes nothing.

    Parameters
    ----------
    sure : bool
        Whether it is to be done.
    lesson : str, optional
        The number of a lesson, to remove only what was done in it.
    """
    if record.journal().place is None:
        return Told(_OFF)
    entries = [one for one in export.kept(record.journal().entries()) if lesson in (None, one.get("lesson"))]
    held = _counted(entries)
    of = f" of lesson {lesson}" if lesson is not None else ""
    if not entries:
        return Told(f"Your record holds nothing{of} that could be removed.")
    if not sure:
        again = f"my_record.erase(sure=True{f', lesson={lesson!r}' if lesson is not None else ''})"
        return Told(
            f"Nothing is removed yet. This would go from your record{of}, for good: {held}. To do it, run {again}"
        )
    _, unsaved = record.journal().erase(lesson)
    if unsaved:
        return Told(unsaved)
    memory.forget()
    left = "Not removed: files you saved or handed in, and what stands in your notebooks."
    return Told(f"Removed from your record{of}: {held}. {left}")


def stop() -> Told:
    """Keep nothing more, in this kernel and in later ones, until `start`. What is there stays: see `erase`."""
    if record.journal().place is None:
        return Told(_OFF)
    unsaved = "" if record.journal().stopped else record.journal().add("stopped")
    return Told(
        unsaved or "From now on nothing goes into your record. What is in it stays; my_record.erase() removes it."
    )


def start() -> Told:
    """Go on with the record after `stop`."""
    if record.journal().place is None:
        return Told(_OFF)
    unsaved = record.journal().add("started") if record.journal().stopped else ""
    return Told(unsaved or "What you answer goes into your record, on this machine only.")


_NAMES = {
    "answer": ("answer", "answers"),
    "built": ("piece of code", "pieces of code"),
    "reflection": ("thought", "thoughts"),
    "picture": ("picture", "pictures"),
}


def _counted(entries: Iterable[Any]) -> str:
    counts = Counter(one["what"] for one in entries)
    return ", ".join(f"{counts[what]} {names[counts[what] > 1]}" for what, names in _NAMES.items() if counts[what])
