"""Where does a learner's record lie? In the learner's own folder of lessons, or else in the user's folder of data.

- `my-lessons/`, the folder that `make lab` makes for a learner: the record lies there, beside the lessons, and goes
  along when the folder is carried to another machine.
- Any other place (a hub, an installed library, lessons that cannot be written to, VS Code in some folder): the folder
  in which the system keeps what programs keep for a user.
- A kernel in the browser has no such folder. There it lies beside the lesson, which the browser keeps.

Nothing is kept where no learner is: in tests, in CI, and while `python -m ketlessons.publish execute` runs.
"""

from __future__ import annotations

import os
import pathlib
import sys
from collections.abc import Mapping

#: A path, or one of `OFF`: then nothing is written and nothing read.
VARIABLE = "KETLESSONS_RECORD"
OFF = ("off", "no", "none", "0", "false")
NAME = "my-record.jsonl"
#: What `tools/my_lessons.py` leaves in a folder that is a learner's own.
OWN_FOLDER = ".copied.json"


def place(environment: Mapping[str, str] | None = None, folder: pathlib.Path | None = None) -> pathlib.Path | None:
    """Return where the record lies or will lie; None where nothing is to be kept.

    Parameters
    ----------
    environment
        The variables to look at; by default those of this program.
    folder
        The folder the kernel works in; by default this program's.
    """
    given = os.environ if environment is None else environment
    named = given.get(VARIABLE, "").strip()
    if named:
        return None if named.lower() in OFF else pathlib.Path(named).expanduser().absolute()
    if "PYTEST_VERSION" in given or given.get("CI", "").lower() not in ("", "0", "false"):
        return None
    here = folder or _working_folder()
    if here is not None:
        for own in (here, *here.parents):
            if (own / OWN_FOLDER).is_file():
                return own / NAME
    if sys.platform == "emscripten":
        return here / NAME if here else None
    import platformdirs

    return pathlib.Path(platformdirs.user_data_dir("ketlessons", appauthor=False)) / NAME


def _working_folder() -> pathlib.Path | None:
    """Return the folder this program works in; None if somebody has removed it."""
    try:
        return pathlib.Path.cwd()
    except OSError:
        return None
