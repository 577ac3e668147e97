"""Does .venv belong to this folder as it is now? Called by tools/environment.sh; what to do about it: making.py.

An environment holds paths of its folder and programs of its system; a copy of it runs the original's code. The stamp
`.venv/ketlessons.json` therefore holds what the environment depends on: folder, system, Python, constraints.txt, what
pyproject.toml asks for, and the extras.
"""

from __future__ import annotations

import hashlib
import importlib.machinery
import json
import os
import pathlib
import subprocess
import sys
import tomllib

STAMP = "ketlessons.json"
ROOT = pathlib.Path(__file__).resolve().parent.parent


def about() -> dict[str, str]:
    """Return what compiled packages must fit. A patch release of Python changes nothing, a new minor one all."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    return {
        "python": getattr(sys, "_base_executable", None) or sys.executable,
        "version": "{}.{}".format(*sys.version_info[:2]),
        "system": f"{sys.platform} {machine}",
        "packages": importlib.machinery.EXTENSION_SUFFIXES[0],
    }


def asked_for(root: pathlib.Path) -> dict[str, str]:
    """Return what the checkout asks to be installed. A linter's new rule is no reason to install."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [project.get("build-system"), project["project"], project.get("tool", {}).get("hatch")]
    return {
        "constraints.txt": hashlib.sha256((root / "constraints.txt").read_bytes()).hexdigest(),
        "pyproject.toml": hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest(),
    }


def same_place(one: str, other: str | pathlib.Path) -> bool:
    """Return whether two paths lead to one thing, by whatever name."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def run(*command: str | pathlib.Path, cwd: pathlib.Path, **variables: str) -> tuple[int, str]:
    """Run a program; return its code and everything it said."""
    try:
        done = subprocess.run(
            command, cwd=cwd, env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout


class Environment:
    """The environment of one checkout, looked after by the Python that runs this."""

    def __init__(self, root: pathlib.Path):
        self.root, self.folder, self.before = root, root / ".venv", root / ".venv-before"
        self.own = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def stamp(self) -> dict:
        """Return what the environment was made for; empty if it is not whole, or not ours."""
        try:
            found = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        known = {"folder", "extras", "constraints.txt", "pyproject.toml", *about()}
        return found if isinstance(found, dict) and known <= set(found) else {}

    def about(self) -> dict[str, str]:
        """Return what the environment's own Python says about itself; empty if it does not start."""
        if same_place(sys.prefix, self.folder):
            return about()
        code, text = run(self.own, "-I", __file__, "--about", cwd=self.root)
        return json.loads(text) if code == 0 else {}

    def why_anew(self, named: bool) -> str | None:
        """Return why nothing that is there can be used, or None if it can."""
        if not os.path.lexists(self.folder):
            return ""
        stamp = self.stamp()
        if not stamp:
            return "The environment in .venv is not whole, or was not made by make."
        if not same_place(stamp["folder"], self.root):
            return f"The environment in .venv was made for {stamp['folder']}, and this is another folder."
        own = self.about()
        if stamp["system"] != (own or about())["system"]:
            return f"The environment in .venv was made on {stamp['system']}, and this is {(own or about())['system']}."
        if not own:
            return f"The Python {stamp['version']} of the environment in .venv is gone, or does not start."
        if stamp["packages"] != own["packages"]:
            return f"The environment in .venv was made with Python {stamp['version']}, which is now {own['version']}."
        if named and not same_place(stamp["python"], about()["python"]):
            return f"The environment in .venv was made with {stamp['python']}, and now another Python was named."
        return None

    def why_install(self, extras: set[str]) -> str | None:
        """Return why something has to be installed into an environment that can be used, or None."""
        stamp = self.stamp()
        if any(stamp[name] != value for name, value in asked_for(self.root).items()):
            return "What the lessons need has changed. Installing it ..."
        if not extras <= set(stamp["extras"]):
            return "Installing what the tests need (once) ..."
        return None

    def check(self, extras: set[str], named: bool = False) -> bool:
        """Return whether there is nothing to do."""
        whole = not os.path.lexists(self.before) and self.why_anew(named) is None
        return whole and self.why_install(extras) is None


if __name__ == "__main__":
    if sys.argv[1:] == ["--about"]:
        print(json.dumps(about()))
    else:
        sys.exit(not Environment(ROOT).check(set(sys.argv[1:])))
