"""Under which accounts do programs run? One for each student, made when their server first starts; one for the proxy.

Accounts have no password and no shell: nobody logs in to the machine with one. A student's folder is theirs alone.
"""

from __future__ import annotations

import ctypes
import os
import pathlib
import pwd
import shutil
import subprocess
from collections.abc import Callable

#: What an account of ours says about itself. One that says something else was there before, and is never used.
MARK = "ketlessons hub"
PR_SET_NO_NEW_PRIVS = 38


def ensure(account: str, home: pathlib.Path) -> pwd.struct_passwd:
    """Return an account of ours; make it if it is missing.

    Raises
    ------
    PermissionError
        If an account with this name belongs to something else.
    OSError
        If it cannot be made.
    """
    try:
        found = pwd.getpwnam(account)
    except KeyError:
        done = subprocess.run(
            ["useradd", "--user-group", "--no-create-home", "--home-dir", str(home), "--shell",
             shutil.which("nologin") or "/usr/sbin/nologin", "--comment", MARK, account],
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode not in (0, 9):  # 9: somebody else has just made it
            raise OSError(f"The account {account} could not be made: {done.stderr.strip()}") from None
        found = pwd.getpwnam(account)
    if found.pw_gecos != MARK or found.pw_dir != str(home) or found.pw_uid == 0:
        raise PermissionError(f"The account {account} belongs to something else on this machine ({found.pw_dir}).")
    return found


def own_folder(path: pathlib.Path, account: pwd.struct_passwd) -> pathlib.Path:
    """Make a folder that belongs to one account, and in which nobody else may look.

    In one that was brought back from a backup, accounts may have had other numbers: all in it becomes the account's.
    """
    path.mkdir(exist_ok=True, mode=0o700)
    if path.is_symlink():
        raise PermissionError(f"{path} is a link, and should be a folder")
    if path.stat().st_uid != account.pw_uid:
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(os.path.join(folder, name), account.pw_uid, account.pw_gid, follow_symlinks=False)
    os.chown(path, account.pw_uid, account.pw_gid)
    path.chmod(0o700)
    return path


def become(
    account: pwd.struct_passwd, folder: pathlib.Path, first: Callable[[], None] = lambda: None, log: str | None = None
) -> Callable[[], None]:
    """Return what a new process does before it becomes another program: it becomes another user, for good.

    `first` is done while the process is still root's. What the program says goes into the file `log` in its folder, as
    the other user: nobody fills the hub's own log.
    """
    libc = ctypes.CDLL(None, use_errno=True)

    def do() -> None:
        first()
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        # No program that runs as its owner, such as sudo, gives anything back.
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        os.umask(0o077)
        os.chdir(folder)
        if log is not None:
            try:
                said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            except OSError:  # a full disk
                said = os.open(os.devnull, os.O_WRONLY)
            os.dup2(said, 1)
            os.dup2(said, 2)

    return do


def processes(uid: int) -> list[int]:
    """Return the processes that run under an account."""
    found = []
    for entry in os.scandir("/proc"):
        try:
            if entry.name.isdigit() and entry.stat().st_uid == uid:
                found.append(int(entry.name))
        except OSError:
            pass  # it has just ended
    return found
