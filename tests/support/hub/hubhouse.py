"""The project's own hub, started from deploy/hub in a folder of its own, for tests that do harm to it.

Loopback only. `House` starts and stops it by its own commands, ends its programs with SIGKILL, and takes away
afterwards what it made outside its folder: accounts and control groups.
"""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from pupil import Pupil, wait

ROOT = pathlib.Path(__file__).resolve().parents[3]
COMMAND = ROOT / "deploy/hub/hub"
#: A folder of releases that were made before; without it each run makes one, in a minute or two.
RELEASES = "KETLESSONS_HUB_RELEASES"
PORT, INNER = 18200, 981
#: Of the accounts of the system that such a hub makes, and of the folders it may lie in; no other is ever taken away.
PREFIX, ACCOUNTS, PLACE = "klt-", "klt", f"{tempfile.gettempdir()}/klh-"
#: Of a second hub beside it.
OTHER_PORT, OTHER_INNER, OTHER_PREFIX = 18210, 983, "kltb-"
TEACHER = "teacher"
#: What stands in the command of each kernel: the name of its connection file.
KERNEL = "/kernel-"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class House:
    """One hub, and what lies in its folder.

    Parameters
    ----------
    root
        Its folder.
    first
        A hub that runs already, whose releases this one shares; then it has its own ports and its own accounts.
    release
        The release that it starts with, if it should not be the first one's.
    web, student
        Further lines of its settings.
    """

    def __init__(
        self, root: pathlib.Path, first: House | None = None, *, release: str = "", web: str = "", student: str = ""
    ):
        self.port, self.inner, self.prefix = (OTHER_PORT, OTHER_INNER, OTHER_PREFIX) if first else (PORT, INNER, PREFIX)
        self.first, self.release, self.more = first, release, {"web": web, "student": student}
        self.root, self.address = root, f"http://127.0.0.1:{self.port}"
        self.students, self.state, self.run = root / "students", root / "state", root / "run"
        self.later: list[pathlib.Path] = []  # releases to take away at the end, when no server runs from them

    # Its life -----------------------------------------------------------------------------------------------------

    def command(self, *words: str, timeout_s: float = 900) -> str:
        """Do one of the hub's commands; return what it says."""
        given = [sys.executable, "-I", str(COMMAND), f"--root={self.root}", *words]
        done = subprocess.run(given, capture_output=True, text=True, timeout=timeout_s, check=False)
        assert done.returncode == 0, f"hub {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Lay the settings, and start the hub as a school does; make its release first if there is none."""
        self.root.mkdir(mode=0o755, exist_ok=True)
        for port in (self.port, self.inner, self.inner + 1):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))  # fails if another hub is there
        if not self.first:
            _forget_accounts(PLACE)  # those of a run that was ended before it could take them away
        settings = self.root / "settings.toml"
        settings.write_text(
            f"[web]\nport = {self.port}\ninner_ports = {self.inner}\n{self.more['web']}\n"
            f"[class]\nteachers = ['{TEACHER}']\n[student]\n{self.more['student']}\n"
            f"[machine]\naccount_prefix = '{self.prefix}'\n"
        )
        settings.chmod(0o600)
        made = self.first.root / "releases" if self.first else os.environ.get(RELEASES)
        if made:
            pathlib.Path(made).mkdir(parents=True, exist_ok=True)
            (self.root / "releases").symlink_to(pathlib.Path(made).resolve())
        if self.release:
            (self.root / "current").symlink_to(pathlib.Path("releases", self.release))
        try:
            self.command("start", "--background")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.last_words()}") from None

    def last_words(self) -> str:
        """Return the ends of the logs."""
        logs = sorted((self.state / "logs").glob("*.log"))
        return "\n".join(f"{log.name}:\n{log.read_text(errors='replace')[-2500:]}" for log in logs)

    def stop(self) -> None:
        """Stop everything, whatever happened before, and take away accounts and groups."""
        with contextlib.suppress(Exception):
            self.command("stop", "--servers", timeout_s=60)
        for what in ("supervisor", "hub", "proxy"):
            with contextlib.suppress(OSError, ValueError):
                os.kill(self.pid(what), signal.SIGKILL)
        # Whatever else was started from here: a supervisor whose number was lost, a culler.
        for pid in self._of_this_house():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        _forget_accounts(f"{self.root}/")
        for release in self.later:
            shutil.rmtree(release, ignore_errors=True)
        if (self.root / "releases").is_symlink():
            (self.root / "releases").unlink()
        shutil.rmtree(self.root, ignore_errors=True)

    def copied_release(self, mark: str) -> pathlib.Path:
        """Copy the release in use, beside it, for a test to change; it is taken away at the end, with all others."""
        now = (self.root / "current").resolve()
        release = now.with_name(f"{now.name}-{mark}")
        shutil.rmtree(release, ignore_errors=True)
        subprocess.run(["cp", "-a", "--link", now, release], check=True)
        self.later.append(release)  # servers run from it until the end
        for script in (release / "env/bin").iterdir():
            if not script.is_symlink() and str(now).encode() in (held := script.read_bytes()):
                write_anew(script, held.replace(str(now).encode(), str(release).encode()))
        return release

    def _of_this_house(self) -> list[int]:
        """Return the processes of root that belong to this hub; never this one."""
        found = []
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words, held = ((entry / name).read_bytes().split(b"\0") for name in ("cmdline", "environ"))
                ours = f"--root={self.root}".encode() in words or f"KETLESSONS_HUB={self.root}".encode() in held
                if ours and int(entry.name) not in (os.getpid(), os.getppid()):
                    found.append(int(entry.name))
        return found

    # Its programs -------------------------------------------------------------------------------------------------

    def pid(self, what: str) -> int:
        """Return the number of `hub`, `proxy` or `supervisor`."""
        return int((self.run / f"{what}.pid").read_text())

    def children(self, what: str) -> list[int]:
        """Return the processes that `hub`, `proxy` or `supervisor` has started itself."""
        found = []
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == self.pid(what):
                    found.append(int(entry.name))
        return found

    def kill(self, what: str) -> int:
        """End one of them with SIGKILL; return its number."""
        pid = self.pid(what)
        os.kill(pid, signal.SIGKILL)
        return pid

    def came_back(self, what: str, before: int) -> float:
        """Wait until a program runs anew and answers; return how many seconds that took."""
        start = time.monotonic()

        def new() -> bool:
            with contextlib.suppress(OSError, ValueError):
                return self.pid(what) != before and alive(self.pid(what)) and self.well()
            return False

        wait(f"a new {what}", new)
        return time.monotonic() - start

    def well(self) -> bool:
        """Return whether the hub answers through the proxy."""
        with contextlib.suppress(OSError), DIRECT.open(f"{self.address}/hub/health", timeout=5) as answer:
            return answer.status == 200
        return False

    def api(self, method: str, path: str) -> object:
        """Ask the hub in the name of its own supervisor."""
        word = (self.state / "secrets/supervisor").read_text().strip()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.inner}/hub/api/{path}", method=method, headers={"Authorization": f"token {word}"}
        )
        with DIRECT.open(asked, timeout=20) as answer:
            return json.loads(answer.read() or b"null")

    def port_of(self, name: str) -> int:
        """Return the port on which a student's server listens."""
        word = (self.state / "secrets/proxy").read_text().strip()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.inner + 1}/api/routes", headers={"Authorization": f"token {word}"}
        )
        with DIRECT.open(asked, timeout=10) as answer:
            routes = json.loads(answer.read())
        (target,) = (one["target"] for route, one in routes.items() if route.rstrip("/").endswith(f"/user/{name}"))
        return int(target.rsplit(":", 1)[1].rstrip("/"))

    def account(self, name: str) -> pwd.struct_passwd:
        """Return a student's account."""
        return pwd.getpwnam(f"{self.prefix}{name}")

    @staticmethod
    def processes(uid: int, holding: str = "") -> list[int]:
        """Return the processes of an account whose command holds certain words."""
        found = []
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
                if entry.stat().st_uid == uid and words and holding in words:
                    found.append(int(entry.name))
        return sorted(found)

    # Its people ---------------------------------------------------------------------------------------------------

    def people(self, *names: str) -> dict[str, Pupil]:
        """Give each an account; return them, logged out."""
        said = self.command("password", *names)
        words = dict(line.split("\t") for line in said.splitlines() if "\t" in line)
        return {name: Pupil(self.address, name, words[name]) for name in names}

    def lessons(self, name: str) -> pathlib.Path:
        """Return the folder of a student's copies of the lessons."""
        return self.students / name / "my-lessons"


def _forget_accounts(home: str) -> None:
    """End what runs under the accounts whose folders begin so, and take the accounts and their groups away."""
    for account in [one for one in pwd.getpwall() if one.pw_dir.startswith(home) and one.pw_name.startswith(ACCOUNTS)]:
        for _ in range(50):
            left = House.processes(account.pw_uid)
            for pid in left:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            if not left:
                break
            time.sleep(0.1)
        subprocess.run(["userdel", account.pw_name], capture_output=True, check=False)
        for group in pathlib.Path("/sys/fs/cgroup").glob(f"*/ketlessons/{account.pw_name}"):
            with contextlib.suppress(OSError):
                group.rmdir()


def write_anew(path: pathlib.Path, raw: bytes, mode: int | None = None) -> None:
    """Write a file of a copied release anew: the one it was linked to stays as it was."""
    mode = path.stat().st_mode & 0o777 if mode is None else mode
    path.unlink()
    path.write_bytes(raw)
    path.chmod(mode)


def alive(pid: int) -> bool:
    """Return whether a process runs, and has not just ended."""
    with contextlib.suppress(OSError):
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
