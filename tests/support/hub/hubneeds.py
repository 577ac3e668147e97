"""Can a real hub be started here? It needs Linux, and root, who starts students' programs under their own accounts."""

from __future__ import annotations

import os
import pathlib
import shutil
import sys


def may() -> bool:
    """Return whether who runs this may start a hub, if all that it needs is there."""
    return sys.platform == "linux" and os.geteuid() == 0


def why_not() -> str:
    """Return why no hub can be started here; empty if one can."""
    if sys.platform != "linux":
        return "it needs Linux"
    if os.geteuid() != 0:
        return "it needs root, who starts each student's programs under an account of their own"
    missing = [name for name in ("useradd", "setpriv") if shutil.which(name) is None]
    return f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not there" if missing else ""


def false_clock() -> pathlib.Path | None:
    """Return the library that shows programs another time than the machine's; None if it is not there."""
    return next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


def why_no_false_clock() -> str:
    """Return why the clock of a hub cannot be set here; empty if it can."""
    return "" if false_clock() else "libfaketime is not there (Debian, Ubuntu: apt install libfaketime)"
