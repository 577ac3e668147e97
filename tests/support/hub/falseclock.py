"""A hub whose programs see another time than the machine's, which a test sets while they run.

Nobody may set the real clock for a test. Debian's libfaketime stands before each program of a copied release: hub and
culler, proxy, and all that runs for students each read a file of their own whenever they ask what time it is. Clocks
that nobody can set (monotonic ones) are left alone, as when a real clock is set, and so are the times of files.
"""

from __future__ import annotations

import json
import os
import pathlib

import hubhouse

#: Python sleeps until a time of a clock that nobody sets, which the library takes for one that is.
_SLEEP = "import select, time; time.sleep = lambda seconds: select.select([], [], [], seconds) and None\n"
WHOSE = ("hub", "proxy", "students")
#: Stands in the place of a program, and runs it with the library before it.
_BEFORE = """#!/bin/bash
case " $* " in
  *configurable-http-proxy*) whose=proxy ;;
  *" -m jupyterhub "* | *" -m jupyterhub_idle_culler "*) whose=hub ;;
  *) whose=students ;;
esac
export LD_PRELOAD={library} FAKETIME_TIMESTAMP_FILE="{folder}/$whose" FAKETIME_NO_CACHE=1
export FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1
exec -a "$0" {program} "$@"
"""


class Clocks:
    """The clocks of a hub's programs: how far each is from the machine's."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        folder.mkdir(mode=0o755)
        self.set()

    def set(self, hours: float = 0, whose: tuple[str, ...] = WHOSE) -> None:
        """Set clocks so many hours ahead of the machine's; by default all, and to the machine's time."""
        for one in whose:
            fresh = self.folder / f".{one}"
            fresh.write_text(f"{hours:+g}h")
            fresh.chmod(0o644)
            os.replace(fresh, self.folder / one)


def release(house: hubhouse.House, library: pathlib.Path, folder: pathlib.Path) -> str:
    """Copy a hub's release, with the library before its Python and its Node.js; return the copy's name."""
    made = house.copied_release("clocks")
    python, stamp = made / "env/bin/python", made / "release.json"
    real = os.path.realpath(python)
    script = _BEFORE.format(library=library, folder=folder, program=real)
    hubhouse.write_anew(python, script.encode(), 0o755)
    next(made.glob("env/lib/python3*/site-packages")).joinpath("sleep.pth").write_text(_SLEEP)
    held = json.loads(stamp.read_text())
    node = made / "node"
    node.write_text(_BEFORE.format(library=library, folder=folder, program=held["node"]))
    node.chmod(0o755)
    hubhouse.write_anew(stamp, json.dumps({**held, "node": str(node)}).encode())
    return made.name
