"""How do I take my record along, hand it in, and bring another one in?"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable

from ketlessons import record
from ketlessons.my_record.showing import OFF, Told
from ketlessons.quiz import everything, memory
from ketlessons.record import disk, export, handin, lines, tables, telling
from ketlessons.record.entries import now
from ketlessons.record.lines import Entry

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
        return Told(OFF)
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
