"""The commands of who looks after the machine: start, stop, restart, status, upgrade, rollback, password, remove."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import pathlib
import pwd
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

from kethub import names, settings
from kethub.places import DEFAULT, VARIABLE, Places
from kethub.upkeep import releases
from kethub.upkeep.supervisor import Supervisor

CHECKOUT = releases.HUB.parent.parent


def direct(address: str, timeout_s: float = 10.0) -> bytes:
    """Return what a program on this machine answers; a school's proxy is not asked."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=timeout_s) as answer:
        return answer.read()


def address(web: dict) -> str:
    """Return where the hub is reached."""
    return web["subdomains_of"] or f"{'https' if web['key'] else 'http'}://{web['address']}:{web['port']}"


def number(places: Places, what: str = "supervisor") -> int | None:
    """Return the number of a process that runs, or None."""
    try:
        pid = int((places.run / f"{what}.pid").read_text())
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    return pid


def tell(*said: object) -> None:
    """Print at once."""
    print(*said, flush=True)


def ready(places: Places) -> None:
    """Make folders and settings; build the first release if there is none."""
    places.prepare()
    if not places.settings.exists():
        shutil.copy(releases.HUB / "settings.toml", places.settings)
    places.settings.chmod(0o600)
    settings.read(places.settings)
    if releases.in_use(places.current) is None:
        releases.use(places, releases.build(places, CHECKOUT, tell))


def start(places: Places, given: argparse.Namespace) -> int:
    """Start hub and proxy; install them first if they are not there."""
    ready(places)
    lock = os.open(places.run / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        tell("The hub runs already.")
        return 1
    web = settings.read(places.settings)["web"]
    if given.background:
        os.close(lock)
        log = os.open(places.logs / "supervisor.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        again = [sys.executable, "-I", str(releases.HUB / "hub"), f"--root={places.root}", "start"]
        began = subprocess.Popen(
            again, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/"
        )
    else:
        tell(f"Starting the hub at {address(web)}. Ctrl+C stops it.")
        Supervisor(places, tell).run()
        return 0
    while began.poll() is None and number(places) != began.pid:
        time.sleep(0.2)
    return _until_well(places, web, began)


def _until_well(places: Places, web: dict, began: subprocess.Popen | None = None) -> int:
    """Wait until this hub answers, and not another one at the same port; give up when what was begun has ended."""
    for _ in range(240):
        if began is not None and began.poll() is not None:
            last = (places.logs / "supervisor.log").read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
            tell("\n".join(["The hub did not start. The last lines of supervisor.log:", *last]))
            return 1
        with contextlib.suppress(OSError):
            direct(f"http://127.0.0.1:{web['inner_ports']}/hub/health")
            if number(places, "hub"):
                tell(f"The hub runs at {address(web)}")
                return 0
        time.sleep(0.5)
    tell(f"The hub does not answer. See {places.logs}")
    return 1


def stop(places: Places, given: argparse.Namespace) -> int:
    """Stop hub and proxy; students' servers too, if that is asked for."""
    pid = number(places)
    if given.servers and pid:
        web = settings.read(places.settings)["web"]
        supervisor = Supervisor(places)
        supervisor.web = web
        for user in json.loads(supervisor.ask("GET", "users?state=active")):
            with contextlib.suppress(OSError):
                supervisor.ask("DELETE", f"users/{user['name']}/server")
                tell(f"Stopped the server of {user['name']}.")
    if not pid:
        tell("The hub does not run.")
        return 1
    os.kill(pid, signal.SIGTERM)
    while number(places):
        time.sleep(0.2)
    tell("Stopped.")
    return 0


def restart(places: Places, given: argparse.Namespace) -> int:
    """Let the hub read settings.toml again. Students who are working do not notice."""
    settings.read(places.settings)
    pid, hub = number(places), number(places, "hub")
    if not pid:
        tell("The hub does not run.")
        return 1
    os.kill(pid, signal.SIGHUP)
    while number(places, "hub") == hub:
        time.sleep(0.2)
    return _until_well(places, settings.read(places.settings)["web"])


def status(places: Places, given: argparse.Namespace) -> int:
    """Tell whether all is well."""
    web = settings.read(places.settings)["web"]
    try:
        numbers = json.loads(direct(f"http://127.0.0.1:{web['inner_ports']}/hub/status"))
    except OSError as error:
        tell(f"The hub does not answer ({error}). See {places.logs}")
        return 1
    tell(json.dumps(numbers, indent=1))
    tell(
        f"releases: {', '.join(releases.whole(places))}; before this one: {releases.in_use(places.previous) or 'none'}"
    )
    return 0 if number(places, "proxy") else 1


def upgrade(places: Places, given: argparse.Namespace) -> int:
    """Make a release of this checkout, and use it."""
    ready(places)
    name = releases.build(places, CHECKOUT, tell)
    if releases.in_use(places.current) == name:
        tell(f"{name} is in use already.")
        return 0
    return _change(places, name)


def rollback(places: Places, given: argparse.Namespace) -> int:
    """Use the release before, or another one that is there."""
    name = given.release or releases.in_use(places.previous)
    if name is None:
        tell("There is no release before this one.")
        return 1
    return _change(places, name)


def _change(places: Places, name: str) -> int:
    before = releases.in_use(places.current)
    if places.database.exists():
        keep(places.database, places.state / f"hub-before-{name}.sqlite")
    releases.use(places, name)
    tell(f"In use: {name}; before: {before}. Running servers go on with {before} until they are started again.")
    return restart(places, argparse.Namespace()) if number(places) else 0


def keep(database: pathlib.Path, place: pathlib.Path) -> None:
    """Copy the hub's database while the hub runs."""
    os.close(os.open(place, os.O_WRONLY | os.O_CREAT, 0o600))
    with contextlib.closing(sqlite3.connect(database)) as one, contextlib.closing(sqlite3.connect(place)) as other:
        one.backup(other)


def password(places: Places, given: argparse.Namespace) -> int:
    """Give people accounts with new passwords, and print them."""
    whom = list(given.names)
    if given.list:
        whom += [line.strip() for line in given.list.read_text(encoding="utf-8").splitlines() if line.strip()]
    return _people(places, *whom)


def _people(places: Places, *words: str) -> int:
    """Do what needs the environment of the release; return its exit code."""
    release = places.current.resolve(strict=True)
    env = {**os.environ, VARIABLE: str(places.root), "PYTHONPATH": str(release)}
    return subprocess.call([release / "env/bin/python", "-m", "kethub.people", *words], env=env, cwd=release)


def remove(places: Places, given: argparse.Namespace) -> int:
    """Forget a student, and put the folder aside, so that nobody with the same name ever gets it."""
    supervisor = Supervisor(places)
    school = settings.read(places.settings)
    supervisor.web = school["web"]
    name = names.checked(given.name)
    known = [_gone(supervisor, f"users/{name}/server"), _gone(supervisor, f"users/{name}")]
    known += [_people(places, "--forget", name) == 0, (places.students / name).exists()]
    if not any(known):
        tell(f"There is nobody called {name}.")
        return 1
    account = names.account(name, school["machine"]["account_prefix"])
    aside = places.state / "removed"
    aside.mkdir(mode=0o700, exist_ok=True)
    if (places.students / name).exists():
        place = aside / f"{name}-{time.strftime('%Y%m%d-%H%M%S')}"
        (places.students / name).rename(place)
        os.chown(place, 0, 0)
        tell(f"The folder of {name} is in {place}.")
    with contextlib.suppress(KeyError):
        # The next account may get the same number: nothing of this one's may be left for it.
        shutil.rmtree(places.run / str(pwd.getpwnam(account).pw_uid), ignore_errors=True)
        subprocess.run(["userdel", account], check=True)
    tell(f"{name} has no account any more.")
    return 0


def _gone(supervisor: Supervisor, what: str) -> bool:
    """Let the hub take something away; return whether it was there. Who never logged in is not known to the hub."""
    try:
        supervisor.ask("DELETE", what)
    except urllib.error.HTTPError as error:
        if error.code not in (400, 404):
            raise
        return False
    return True


def main(arguments: list[str]) -> int:
    """Read the command line and do it; return the exit code."""
    parser = argparse.ArgumentParser(prog="hub", description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=DEFAULT, help=f"where everything lies: {DEFAULT}")
    commands = parser.add_subparsers(dest="command", required=True)
    for do in (start, stop, restart, status, upgrade, rollback, password, remove):
        one = commands.add_parser(do.__name__, help=do.__doc__)
        one.set_defaults(do=do)
        if do is start:
            one.add_argument("--background", action="store_true", help="return when the hub answers")
        elif do is stop:
            one.add_argument("--servers", action="store_true", help="stop the servers of all students too")
        elif do is rollback:
            one.add_argument("release", nargs="?", help="by default the one before")
        elif do is password:
            one.add_argument("names", nargs="*")
            one.add_argument("--list", type=pathlib.Path, help="a file with a name in each line")
        elif do is remove:
            one.add_argument("name")
    given = parser.parse_args(arguments)
    if os.geteuid() != 0:
        tell("The hub needs root: it starts each student's programs under an account of their own. Use sudo.")
        return 1
    try:
        return given.do(Places(pathlib.Path(os.path.abspath(given.root))), given)
    except (OSError, ValueError) as error:
        tell(error)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
