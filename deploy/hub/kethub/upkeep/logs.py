"""How long do the logs get? A full one is put aside and begun anew; of those put aside, the newest few are kept.

Hub and proxy write into files that they were given when they started, and go on when the supervisor is killed. So a
file is copied and then emptied, as `logrotate` does with `copytruncate`: who writes at its end writes on at its
beginning. A line that comes between the two is lost.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil

NAMES = ("hub.log", "proxy.log", "supervisor.log")
LONGEST_B = 10 * 2**20
KEPT = 4


def keep_short(folder: pathlib.Path, longest_b: int = LONGEST_B, kept: int = KEPT) -> None:
    """Put aside each log that is longer than it may be: `hub.log` becomes `hub.log.1`, that `hub.log.2`, and so on."""
    for name in NAMES:
        with contextlib.suppress(OSError):  # it is not there
            if (folder / name).stat().st_size > longest_b:
                put_aside(folder / name, kept)


def put_aside(log: pathlib.Path, kept: int) -> None:
    """Copy a log and empty it. On a full disk it is emptied without a copy: a log never stops a class."""
    for number in range(kept, 1, -1):
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{log}.{number - 1}", f"{log}.{number}")
    copy = log.with_name(f"{log.name}.1")
    with log.open("r+b") as held:
        try:
            copy.unlink(missing_ok=True)
            # The mode is set when the file comes into being, as for the log itself.
            with os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as other:
                shutil.copyfileobj(held, other)
        except OSError:
            copy.unlink(missing_ok=True)
        held.truncate(0)
