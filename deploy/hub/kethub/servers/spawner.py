"""How does a student's server start? Under the student's own account, with limits, and with the newest lessons beside.

JupyterHub's own LocalProcessSpawner does all but that: it needs accounts that exist already under the very names of the
students, and it knows no limits. SystemdSpawner, the usual choice on one machine, needs systemd, which containers and
some schools' machines do not have.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import pathlib
import signal

from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.utils import utcnow
from traitlets import Instance, Unicode

from kethub import names
from kethub.places import Places
from kethub.servers import accounts, clock, limits

#: The folder of a student's copies, inside the student's folder.
LESSONS = "my-lessons"
#: What a student's server says, in the student's folder. JupyterLab does not show files that begin with a dot.
LOG = ".server.log"


def began(pid: int) -> str:
    """Return when a process began, in ticks since this start of the machine, with the start's own name.

    The numbers of processes are used again; this is not. Setting the clock does not change it.
    """
    stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    boot = pathlib.Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot} {stat.rpartition(')')[2].split()[19]}"


class StudentSpawner(LocalProcessSpawner):
    """Starts, watches and stops the server of one student."""

    account_prefix = Unicode("kl-", config=True, help="What an account's name begins with.")
    limits = Instance(limits.Limits, config=True, help="What one student may have.")
    began = Unicode("")

    def __init__(self, **given):
        super().__init__(**given)
        self.told: list[str] = []

    @property
    def account(self) -> str:
        """Return the name of the student's account."""
        return names.account(self.user.name, self.account_prefix)

    @property
    def home(self) -> pathlib.Path:
        """Return the student's folder."""
        return Places.here().students / names.checked(self.user.name)

    def prepare(self):
        """Make the account, the folders and the groups; return the account, and what a process does to enter them."""
        places = Places.here()
        account = accounts.ensure(self.account, self.home)
        accounts.own_folder(self.home, account)
        accounts.own_folder(places.run / str(account.pw_uid), account)
        groups = limits.groups(self.account, self.limits)

        def first():
            limits.enter(groups, self.limits)

        return account, functools.partial(accounts.become, account, self.home, first)

    def make_preexec_fn(self, name):
        """Return what the new process does first."""
        return self._become(LOG)

    def user_env(self, env):
        """Return the variables of the student's programs: nothing of root's."""
        run = str(Places.here().run / str(self._uid))
        env |= {
            "USER": self.account, "LOGNAME": self.account, "HOME": str(self.home), "SHELL": "/bin/sh",
            "JUPYTER_RUNTIME_DIR": run, "TMPDIR": run, "PYTHONNOUSERSITE": "1",
            "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "JUPYTER_PATH": str(self._release / "student"),
        }  # fmt: skip
        return env

    async def start(self):
        """Bring the lessons, and start the server. Its release is the one that is current now."""
        release = self._release = Places.here().current.resolve(strict=True)
        account, self._become = await asyncio.to_thread(self.prepare)
        self._uid = account.pw_uid
        python = str(release / "env/bin/python")
        await self.bring_lessons(python)
        # student/: a server and a kernel that leave out what they never use, and are smaller for it.
        self.cmd = [python, str(release / "student/server.py"), f"--config={release / 'kethub/server_config.py'}"]
        self.notebook_dir, self.default_url = str(self.home), f"/lab/tree/{LESSONS}/00-start-here.ipynb"
        address = await super().start()
        self.began = began(self.pid)
        return address

    async def bring_lessons(self, python: str) -> None:
        """Copy new and changed lessons, as the student. What a student has changed is never touched."""
        process = await asyncio.create_subprocess_exec(
            python, "-m", "ketlessons", "lessons", LESSONS, cwd="/", env=self.get_env(), preexec_fn=self._become(),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
        self.told = said.decode(errors="replace").splitlines()
        if process.returncode:  # a full disk: the server starts, so that the student can make room
            self.log.warning("Lessons of %s were not brought: %s", self.user.name, " ".join(self.told))

    async def progress(self):
        """Tell the student, who is waiting, about newer lessons beside their own."""
        told = 0
        while True:
            for sentence in self.told[told:]:
                yield {"progress": 50, "message": sentence}
            told = len(self.told)
            await asyncio.sleep(0.5)

    def get_state(self):
        """Return what a hub that starts anew has to know."""
        return super().get_state() | ({"began": self.began} if self.pid else {})

    def load_state(self, state):
        """Find the server again after the hub was started anew, unless its number belongs to another process by now."""
        super().load_state(state)
        try:
            if self.pid and began(self.pid) == state.get("began"):
                self.began = state["began"]
                return
        except OSError:
            pass
        self.pid = 0

    async def poll(self):
        """Return whether the server has ended. After the clock was set back, no activity is left in the future."""
        written = self.orm_spawner.last_activity
        if (last := clock.not_later(written, utcnow(with_tz=False))) != written:
            self.orm_spawner.last_activity = last
            self.db.commit()
        return await super().poll()

    async def stop(self, now=False):
        """Stop the server, and everything else that runs under the student's account."""
        await super().stop(now)
        account = await asyncio.to_thread(accounts.ensure, self.account, self.home)
        for pid in accounts.processes(account.pw_uid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        limits.leave(limits.groups(self.account, self.limits))
