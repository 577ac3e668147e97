"""Can a real hub be started here? It needs Linux, and root, who starts students' programs under their own accounts."""

from __future__ import annotations

import os
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
