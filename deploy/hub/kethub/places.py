"""Where does everything of a hub lie? One folder, by default /srv/ketlessons, which holds all of it.

settings.toml    what the school decides; root's
releases/NAME/   one release: environment, proxy, lessons, and this program; nobody but root may write
current          a link to the release that is in use; previous: to the one before
state/           the hub's database, its secrets and its logs; nobody but root may look
students/NAME/   a student's folder; nobody but the student (and root) may look
run/             numbers of processes, and a folder for each student's kernels
"""

from __future__ import annotations

import dataclasses
import os
import pathlib

DEFAULT = pathlib.Path("/srv/ketlessons")
#: The variable that names the folder to the hub's configuration.
VARIABLE = "KETLESSONS_HUB"
#: A kernel's socket lies in run/, and the path of a socket has at most 107 characters.
LONGEST_ROOT = 40


@dataclasses.dataclass(frozen=True)
class Places:
    """The folders and files of one hub."""

    root: pathlib.Path

    def __post_init__(self):
        """Refuse a folder in which sockets could not be made."""
        if len(str(self.root)) > LONGEST_ROOT or not self.root.is_absolute():
            raise ValueError(f"{self.root}: name an absolute folder of at most {LONGEST_ROOT} characters")

    @classmethod
    def here(cls) -> Places:
        """Return the places of the hub that this process belongs to."""
        return cls(pathlib.Path(os.environ[VARIABLE]))

    settings = property(lambda self: self.root / "settings.toml")
    releases = property(lambda self: self.root / "releases")
    current = property(lambda self: self.root / "current")
    previous = property(lambda self: self.root / "previous")
    state = property(lambda self: self.root / "state")
    secrets = property(lambda self: self.state / "secrets")
    database = property(lambda self: self.state / "hub.sqlite")
    logs = property(lambda self: self.state / "logs")
    students = property(lambda self: self.root / "students")
    run = property(lambda self: self.root / "run")

    def prepare(self) -> None:
        """Make what is missing, and set who may look, also where a folder was there already."""
        for folder, mode in (
            (self.root, 0o755), (self.releases, 0o755), (self.students, 0o711), (self.run, 0o711),
            (self.state, 0o700), (self.secrets, 0o700), (self.logs, 0o700),
        ):  # fmt: skip
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(mode)
        if self.database.exists():
            self.database.chmod(0o600)
