"""How much of the machine may one student have? Memory, processors and processes, by the kernel's control groups.

Linux has two kinds of control groups. Where neither can be written to, as in some containers, each single process is
limited instead (setrlimit), and nothing limits processors but a lower priority.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import pathlib
import resource

CGROUPS = pathlib.Path("/sys/fs/cgroup")
PERIOD_US = 100_000


@dataclasses.dataclass(frozen=True)
class Limits:
    """What one student may have at most."""

    memory_mb: int
    cpus: float
    processes: int
    file_mb: int

    @property
    def memory_b(self) -> int:
        """Return the memory in bytes."""
        return self.memory_mb * 2**20

    def version_2(self) -> dict[str, str]:
        """Return what is written into a group of the newer kind."""
        return {
            "memory.max": str(self.memory_b),
            "cpu.max": f"{round(self.cpus * PERIOD_US)} {PERIOD_US}",
            "pids.max": str(self.processes),
        }

    def version_1(self) -> dict[str, dict[str, str]]:
        """Return what is written into the groups of the older kind, one for each controller."""
        return {
            "memory": {"memory.limit_in_bytes": str(self.memory_b)},
            "cpu": {
                "cpu.cfs_period_us": str(PERIOD_US),
                "cpu.cfs_quota_us": str(round(self.cpus * PERIOD_US)),
            },
            "pids": {"pids.max": str(self.processes)},
        }


def groups(account: str, limits: Limits, base: pathlib.Path = CGROUPS) -> list[pathlib.Path]:
    """Make the control groups of a student and write the limits; return those that a process should be put into.

    The list is empty where control groups cannot be written to.
    """
    try:
        if (base / "cgroup.controllers").exists():
            return [_version_2(account, limits, base)]
        return [_write(base / controller / "ketlessons" / account, values)
                for controller, values in limits.version_1().items() if (base / controller).is_dir()]  # fmt: skip
    except OSError:
        return []


def _version_2(account: str, limits: Limits, base: pathlib.Path) -> pathlib.Path:
    above = base / "ketlessons"
    for folder in (base, above):
        folder.mkdir(exist_ok=True)
        (folder / "cgroup.subtree_control").write_text("+memory +cpu +pids")
    return _write(above / account, limits.version_2())


def _write(folder: pathlib.Path, values: dict[str, str]) -> pathlib.Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in values.items():
        (folder / name).write_text(value)
    return folder


def bounds_memory(folders: list[pathlib.Path]) -> bool:
    """Return whether one of a student's groups bounds memory."""
    return any((folder / name).exists() for folder in folders for name in ("memory.max", "memory.limit_in_bytes"))


def enter(folders: list[pathlib.Path], limits: Limits) -> None:
    """Put this process, which is still root's, under its limits. What it starts later is under them too."""
    for folder in folders:
        (folder / "cgroup.procs").write_text(str(os.getpid()))
    if not bounds_memory(folders):
        _limit(resource.RLIMIT_DATA, limits.memory_b)
    if not folders:
        os.nice(5)
    _limit(resource.RLIMIT_NPROC, limits.processes)
    _limit(resource.RLIMIT_FSIZE, limits.file_mb * 2**20)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, most: int) -> None:
    """Set a limit that the process cannot raise again."""
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def leave(folders: list[pathlib.Path]) -> None:
    """Take away the groups of a student whose programs have all ended."""
    for folder in folders:
        with contextlib.suppress(OSError):  # something still runs in it: it is used again at the next start
            folder.rmdir()
