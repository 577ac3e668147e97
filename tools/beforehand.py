"""What has to be so before .venv may be touched? The folder can be written to, and no other make is at work on it."""

from __future__ import annotations

import contextlib
import pathlib
import tempfile


class MakingError(Exception):
    """Why the environment cannot be made, in words for the terminal."""


def say(text: str) -> None:
    """Print a line at once: what follows may take minutes."""
    print(text, flush=True)


def refuse_read_only(*folders: pathlib.Path) -> None:
    """Raise a `MakingError` if one of the folders is there and cannot be written to."""
    for folder in folders:
        try:
            if folder.is_dir():
                tempfile.TemporaryFile(dir=folder).close()
        except OSError as error:
            raise MakingError(
                f"Nothing can be installed, because {folder} cannot be written to ({error.strerror}). "
                "Copy the whole folder to a place of your own and run make there."
            ) from error


@contextlib.contextmanager
def alone(root: pathlib.Path):
    """Wait while another make is at work on the same environment: two would undo each other's work."""
    with (root / ".venv-lock").open("a") as file:
        try:
            import fcntl
        except ImportError:  # Windows refuses to replace what another make is using
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is at work on .venv; waiting for it ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:  # a file system without locks
            pass
        yield
