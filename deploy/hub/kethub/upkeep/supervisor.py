"""What keeps hub and proxy running? This process: it starts both, starts again what ends, and stops both when told to.

Students' servers are nobody's children here that matter: they go on when the hub, the proxy or this process stops, and
are found again. After a new proxy the hub is asked to tell it all routes.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
import subprocess
import time
import urllib.error
import urllib.request

from kethub import names, settings
from kethub.places import VARIABLE, Places
from kethub.servers import accounts
from kethub.upkeep import keys, logs, releases

QUICK_S, LONGEST_WAIT_S = 10.0, 30.0


def hub_command(release: pathlib.Path) -> list[str]:
    """Return how the hub is started."""
    return [str(release / "env/bin/python"), "-m", "jupyterhub", f"--config={release / 'kethub/config.py'}"]


def proxy_command(release: pathlib.Path, node: str, account: str, web: dict, held: pathlib.Path | None) -> list[str]:
    """Return how the proxy is started: not as root; for ports below 1024 with the one right it needs for that."""
    inner = web["inner_ports"]
    rights = ["--inh-caps=-all,+net_bind_service", "--ambient-caps=-all,+net_bind_service"]
    low = rights if min(web["port"], inner + 1) < 1024 else []
    return [
        "setpriv", f"--reuid={account}", f"--regid={account}", "--clear-groups", "--no-new-privs", *low, node,
        str(release / "proxy/node_modules/configurable-http-proxy/bin/configurable-http-proxy"),
        f"--ip={web['address']}", f"--port={web['port']}", "--api-ip=127.0.0.1", f"--api-port={inner + 1}",
        f"--default-target=http://127.0.0.1:{inner}", f"--error-target=http://127.0.0.1:{inner}/hub/error",
        *([f"--ssl-key={held / 'key'}", f"--ssl-cert={held / 'certificate'}"] if held else []),
        *(["--host-routing"] if web["subdomains_of"] else []),
    ]  # fmt: skip


class Supervisor:
    """Hub and proxy of one folder."""

    def __init__(self, places: Places, tell=print):
        self.places, self.tell = places, tell
        self.web: dict = {}
        self.children: dict[str, subprocess.Popen] = {}
        self.began: dict[str, float] = {}
        self.wait_s: dict[str, float] = {"hub": 0.0, "proxy": 0.0}
        self.asked: set[str] = set()
        self.routes = False
        self.laid: tuple[int, ...] = ()  # when the key and the certificate were written that the proxy was given

    def start(self, what: str) -> None:
        """Start the hub or the proxy, from the release that is current."""
        release = self.places.current.resolve(strict=True)
        school = settings.read(self.places.settings)
        self.web = school["web"]
        # JupyterHub calls alembic by its name when a newer hub finds an older database.
        path = f"{release}/env/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        env = {"PATH": path, "LANG": "C.UTF-8", VARIABLE: str(self.places.root)}
        if what == "hub":
            command = hub_command(release)
        else:
            name = names.proxy_account(school["machine"]["account_prefix"])
            account = accounts.ensure(name, self.places.run / "proxy")
            command = proxy_command(release, releases.node(release), name, self.web, self.certificate(account))
            env |= {"CONFIGPROXY_AUTH_TOKEN": keys.secret(self.places.secrets, "proxy"), "NODE_ENV": "production"}
            self.routes = True
        log = os.open(self.places.logs / f"{what}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.children[what] = subprocess.Popen(
            command, cwd=self.places.state if what == "hub" else "/", env=env, stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, start_new_session=True,
        )  # fmt: skip
        os.close(log)
        self.began[what] = time.monotonic()
        (self.places.run / f"{what}.pid").write_text(str(self.children[what].pid))

    def clear(self, what: str) -> None:
        """End a hub or a proxy that a supervisor left behind when it was killed."""
        try:
            pid = int((self.places.run / f"{what}.pid").read_text())
            words = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
            # As a release is started: the folder may be reached through a link, such as one to another disk.
            if f"{self.places.releases.resolve()}/".encode() not in words:
                return  # the number belongs to another program by now
            os.kill(pid, signal.SIGTERM)
            for _ in range(100):
                os.kill(pid, 0)
                time.sleep(0.1)
            os.kill(pid, signal.SIGKILL)
        except (OSError, ValueError):
            return

    def certificate(self, account) -> pathlib.Path | None:
        """Lay key and certificate where the proxy, which is not root, can read them; None without HTTPS."""
        if not self.web["key"]:
            return None
        self.laid = self.written()
        folder = accounts.own_folder(self.places.run / "proxy", account)
        for name in ("key", "certificate"):
            place = folder / name
            place.unlink(missing_ok=True)
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as file:
                file.write(pathlib.Path(self.web[name]).read_bytes())
            os.chown(place, account.pw_uid, account.pw_gid)
        return folder

    def written(self) -> tuple[int, ...]:
        """Return when key and certificate were written; nothing while one of them is not there."""
        try:
            return tuple(os.stat(self.web[name]).st_mtime_ns for name in ("key", "certificate"))
        except OSError:
            return ()

    def renewed(self) -> bool:
        """Return whether there are newer files than those that the proxy was given, and it was not told to end yet."""
        if "proxy" in self.asked or not self.web.get("key"):
            return False
        return self.written() not in ((), self.laid)

    def look(self) -> None:
        """Start what has ended, after quick ends after longer and longer waits; keep the logs short."""
        logs.keep_short(self.places.logs)
        if self.renewed():
            self.tell("The certificate was renewed: the proxy starts again with it.")
            self.asked.add("proxy")
            self.children["proxy"].terminate()
        for what, child in self.children.items():
            if child.poll() is None:
                continue
            if what in self.asked:
                self.asked.discard(what)
            else:
                lived = time.monotonic() - self.began[what]
                if lived >= self.wait_s[what] + QUICK_S:
                    self.wait_s[what] = 0.0
                if lived < self.wait_s[what]:
                    continue
                self.tell(
                    f"The {what} has ended ({child.returncode}) and is started again. See {self.places.logs}/{what}.log"
                )
                self.wait_s[what] = min(2 * self.wait_s[what] + 1, LONGEST_WAIT_S)
            try:
                self.start(what)
            except (OSError, ValueError) as error:  # a mistake in settings.toml: try again later
                self.tell(str(error))
                self.began[what] = time.monotonic()
        if self.routes and self.healthy():
            with contextlib.suppress(OSError):
                self.ask("POST", "proxy")
                self.routes = False

    def ask(self, method: str, what: str) -> bytes:
        """Ask the hub for something, in the supervisor's own name."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.web['inner_ports']}/hub/api/{what}", method=method,
            headers={"Authorization": f"token {keys.secret(self.places.secrets, 'supervisor')}"},
        )  # fmt: skip
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(asked, timeout=20) as answer:
            return answer.read()

    def healthy(self) -> bool:
        """Return whether the hub answers."""
        try:
            self.ask("GET", "")  # its version
        except OSError:
            return False
        return True

    def restart_hub(self, *_) -> None:
        """Start the hub anew, with the current release and settings. Students who work do not notice."""
        self.asked.add("hub")
        self.children["hub"].terminate()

    def run(self) -> None:
        """Run until told to stop."""
        stopping = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.append(True))
        for what in ("hub", "proxy"):
            self.clear(what)
        self.start("proxy")
        self.start("hub")
        signal.signal(signal.SIGHUP, self.restart_hub)
        (self.places.run / "supervisor.pid").write_text(str(os.getpid()))
        while not stopping:
            self.look()
            time.sleep(0.5)
        for child in self.children.values():
            child.terminate()
        for child in self.children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(20)
            child.kill()
        (self.places.run / "supervisor.pid").unlink(missing_ok=True)
