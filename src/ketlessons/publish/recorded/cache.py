"""When is a recorded figure still true? As long as nothing that draws it has changed: no line, no row, no version.

A pack is kept under a key made of all code of the floors that a picture stands on, all data, the versions of what
draws, and the settings that the page offers. So another key is another file, and a file that is there is right.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pathlib
import platform
import time
from functools import cache
from importlib import metadata

import ketlessons
from ketlessons.evidence import data_path
from ketlessons.publish.recorded import grid
from ketlessons.stage.live_figure import LiveFigure

#: Where packs are kept unless the environment variable KETLESSONS_RECORDED names another folder. Git ignores it.
FOLDER = pathlib.Path("build") / "recorded"
#: The floors of the library that a picture stands on, and what records it.
_FLOORS = ("evidence", "models", "published", "stage", "figures", "live", "explorers", "publish/recorded")
#: What no picture stands on, so that a question can be mended without drawing anything again (tested).
_NOT_DRAWN = ("questions", "tasks", "by_ear")
#: A pack that is younger may be another process's, which runs beside this one.
_YOUNG_S = 3600
#: What draws and reckons, besides the library.
_DRAWN_BY = ("matplotlib", "numpy", "scipy")


def folder() -> pathlib.Path:
    """Return the folder of the packs."""
    return pathlib.Path(os.environ.get("KETLESSONS_RECORDED") or FOLDER)


def digest(folder: pathlib.Path, suffixes: tuple[str, ...], without: tuple[str, ...] = ()) -> str:
    """Return one number for all files below a folder whose names end so: for their names in it, and what they hold."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and path.name.endswith(suffixes) and inside.parts[0] not in without:
            found.update(f"{inside.as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


@cache
def _ground() -> str:
    """Return what all pictures of this run stand on."""
    package = pathlib.Path(ketlessons.__file__).parent
    code = [f"{floor} {digest(package / floor, ('.py',))}" for floor in _FLOORS]
    rows = digest(pathlib.Path(str(data_path())), (".csv", ".json", ".bib"), _NOT_DRAWN)
    versions = [f"{name} {metadata.version(name)}" for name in _DRAWN_BY]
    return "\n".join([*code, rows, platform.python_version(), *versions])


def key(name: str, figure: LiveFigure) -> str:
    """Return the key of one explorer's pack: the same only where its pictures and its words are the same."""
    offered = [control.spec() for control in grid.on_pages(figure.panel).controls]
    told = json.dumps([name, _ground(), figure.title, offered], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:24]


def file_of(name: str, figure: LiveFigure) -> pathlib.Path:
    """Return where the pack of an explorer is, or will be."""
    return folder() / f"{name}-{key(name, figure)}.pack"


def keep(file: pathlib.Path, pack: bytes) -> None:
    """Write a pack whole or not at all, and remove what was kept of the same explorer before.

    What is younger than an hour stays: another process, with other code, may be about to read it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{os.getpid()}.half")
    half.write_bytes(pack)
    half.replace(file)
    name = file.name.rpartition("-")[0]
    for other in file.parent.glob(f"{name}-*.pack"):
        if other == file or other.name.rpartition("-")[0] != name:
            continue
        with contextlib.suppress(OSError):  # another process may have removed it
            if time.time() - other.stat().st_mtime > _YOUNG_S:
                other.unlink()
