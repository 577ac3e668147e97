"""How does a learner get copies of the lessons, and newer ones later, without losing what they wrote?

    python src/ketlessons/copies.py notebooks my-lessons      from a checkout: `make lab`
    python -m ketlessons lessons my-lessons                   from an installed wheel

JupyterLab saves an open lesson every two minutes; on the originals, the next `git pull` would refuse. So learners work
on copies, in a folder that git does not see. A copy in which nobody has changed a cell follows its original. One in
which somebody has, by writing or by running, is the learner's: it is never touched again, and a newer original is laid
beside it. A file of the learner's own is never looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pathlib
import sys

#: For each copy, the contents of the original from which it was made.
RECORD = ".copied.json"
#: What says nothing about work: in which order cells ran, and whether a heading was opened or closed.
NO_WORK = ("execution_count", "jp-MarkdownHeadingCollapsed")


def contents(raw: bytes) -> str:
    """Return what a notebook holds, as a hash: what was written and what came out, cell by cell.

    Opening a lesson is no work: JupyterLab then notes the kernel's version and writes the file anew, and that does not
    count. Nor do the numbers at the cells' left, which only say in which order cells ran, nor a heading that was opened
    to read what is under it. All else in a cell does.
    """
    try:
        cells = json.loads(raw)["cells"]
        held = json.dumps([_held(cell) for cell in cells], sort_keys=True).encode()
    except (ValueError, KeyError, TypeError, AttributeError):  # not a notebook, or not any more
        held = raw
    return hashlib.sha256(held).hexdigest()


def _held(part):
    """Return a part of a cell without what is no work, and with lines joined, as notebooks may hold them either way."""
    if isinstance(part, dict):
        return {key: _held(value) for key, value in part.items() if key not in NO_WORK}
    if isinstance(part, list):
        return "".join(part) if part and all(isinstance(line, str) for line in part) else [_held(one) for one in part]
    return part


def read_record(folder: pathlib.Path) -> dict[str, str]:
    """Return the record; empty if it is gone or damaged: then every copy that differs counts as the learner's."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: held for name, held in found.items() if isinstance(held, str)} if isinstance(found, dict) else {}


def write(path: pathlib.Path, raw: bytes) -> None:
    """Write a file in one step: whoever reads it meanwhile finds the old one or the new one, whole."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(raw)
        os.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def beside(path: pathlib.Path, new: str, record: dict[str, str]) -> pathlib.Path | None:
    """Return where a newer lesson may lie beside the learner's: a free name, or that of a newer one nobody touched.

    None if it lies there already.
    """
    for number in range(1, 1000):
        mark = "new" if number == 1 else f"new {number}"
        place = path.with_name(f"{path.stem} ({mark}){path.suffix}")
        if not os.path.lexists(place):
            return place
        if place.is_file():
            held = contents(place.read_bytes())
            if held == new:
                return None
            if held == record.get(place.name):
                return place
    raise OSError(f"too many files named like {path.name}")


def renew(original: pathlib.Path, mine: pathlib.Path, record: dict[str, str]) -> str | None:
    """Bring one copy up to date, or lay the newer lesson beside it; return what the learner should know, or None."""
    raw = original.read_bytes()
    new = contents(raw)
    if not os.path.lexists(mine):
        write(mine, raw)
        record[mine.name] = new
        return None
    saved = mine.read_bytes() if mine.is_file() else b""
    held = new if saved == raw else contents(saved)
    known = record.get(mine.name)
    if held == known and held != new:
        write(mine, raw)
    if held in (known, new) or known == new:
        record[mine.name] = new
        return None
    place = beside(mine, new, record)
    if place is not None:
        write(place, raw)
        record[place.name] = new
    record[mine.name] = new
    if place is None:
        return None
    came = "has a newer version" if known else "differs from the lesson as it is now"
    return f"{mine.name} {came}. Yours is kept as it is; the new one is beside it: {place.name}"


def update(originals: pathlib.Path, folder: pathlib.Path) -> list[str]:
    """Copy new and changed lessons from `originals` into `folder`; return sentences for the learner.

    Parameters
    ----------
    originals : pathlib.Path
        The folder of the lessons. It is only read.
    folder : pathlib.Path
        The learner's folder; it is made if it is missing.

    Raises
    ------
    OSError
        If the folder cannot be made, or the record cannot be written. A single file that cannot be written is told
        among the sentences, and the others go on.
    """
    told = (
        [] if folder.is_dir() else [f"Your own copies of the lessons are in {folder.name}. They are yours to change."]
    )
    folder.mkdir(parents=True, exist_ok=True)
    before = read_record(folder)
    record = dict(before)
    for original in sorted(originals.glob("[!._]*.ipynb")):
        try:
            sentence = renew(original, folder / original.name, record)
        except OSError as error:
            sentence = (
                f"{original.name} could not be brought up to date ({error.strerror or error}); yours is as it was."
            )
        told += [sentence] if sentence else []
    if record != before:
        write(folder / RECORD, json.dumps(record, indent=1, sort_keys=True).encode())
    return told


def main(arguments: list[str]) -> int:
    """Read the command line and do it; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("originals", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    given = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="replace")
    try:
        for sentence in update(given.originals, given.folder):
            print(sentence, flush=True)
    except OSError as error:
        print(f"Copies of the lessons cannot be saved in {given.folder} ({error.strerror or error}).")
        print("Copy the whole course to a place of your own; or only look, without saving: make lab ORIGINALS=yes")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
