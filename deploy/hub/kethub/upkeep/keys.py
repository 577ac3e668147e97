"""The hub's secrets: made once, kept in files that only root can read, and never shown."""

from __future__ import annotations

import os
import pathlib
import secrets

#: What each is for: cookies; the key between hub and proxy; the hub's own word with its supervisor.
NAMES = ("cookie", "proxy", "supervisor")


def secret(folder: pathlib.Path, name: str) -> str:
    """Return a secret of 256 bits as hexadecimal digits; make it if it is not there.

    Raises
    ------
    PermissionError
        If others than its owner may read the file: then somebody may know it already.
    """
    path = folder / name
    try:
        # The mode is set when the file comes into being: there is no moment in which others could read it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} can be read by others. Delete it and start again: then all log in anew.")
    return path.read_text().strip()
