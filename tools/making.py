"""How does .venv come to belong to this folder, and what is left if that is interrupted? Run by tools/environment.sh.

The stamp is taken away before anything is installed and written last, so that what was interrupted is not mistaken for
whole. Until a new environment is whole, the old one waits in `.venv-before`, and comes back if the new one fails.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pathlib
import shutil
import sys
import tempfile
import tomllib

from beforehand import MakingError, alone, refuse_read_only, say
from downloads import not_downloaded
from environment import ROOT, STAMP, Environment, about, asked_for, run

#: Finds the lessons' code wherever the checkout is called: Python reads these files in the encoding of the system, and
#: the path that pip writes stops Python before it starts if the folder has an umlaut and the system has ASCII.
PATH_LINE = "import os, sys; sys.path.append(os.path.join(os.path.dirname(sys.prefix), 'src'))\n"
FINDS = (
    "import importlib.util as u, os, sys; sys.exit(not os.path.samefile(u.find_spec('ketlessons').origin, sys.argv[1]))"
)


class Maker(Environment):
    """Makes the environment of one checkout with the Python that runs this."""

    def make(self, extras: set[str], named: bool = False) -> None:
        """Do what has to be done, and say why."""
        if os.path.lexists(self.before):  # a run was killed: before it was done, or while it cleared up
            if self.stamp():
                remove(self.before)
            else:
                remove(self.folder)
                self.before.rename(self.folder)
        why = self.why_anew(named)
        if why is not None:
            self._anew(why, extras)
            return
        why = self.why_install(extras)
        if why is not None:
            say(why)
            self._install(extras | set(self.stamp()["extras"]))

    def write_stamp(self, stamp: dict) -> None:
        """Write the stamp in one step."""
        fresh = self.folder / f"{STAMP}.new"
        fresh.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        fresh.replace(self.folder / STAMP)

    def _anew(self, why: str, extras: set[str]) -> None:
        if importlib.util.find_spec("ensurepip") is None:
            version = about()["version"]
            raise MakingError(
                f"Python {version} cannot make environments. On Debian or Ubuntu: apt install python{version}-venv"
            )
        say(f"{why} Making it anew with Python {about()['version']} ..." if why else
            f"Making the environment in .venv with Python {about()['version']} ...")  # fmt: skip
        ours = any(os.path.lexists(self.folder / name) for name in (STAMP, "made"))
        if os.path.lexists(self.folder):
            try:
                self.folder.rename(self.before)
            except OSError as error:
                raise MakingError(
                    f".venv cannot be replaced ({error.strerror}). Is JupyterLab still open? Stop it first."
                ) from error
        try:
            self.folder.mkdir()
            self.write_stamp({"unfinished": True})
            code, said = run(about()["python"], "-m", "venv", ".venv", cwd=self.root)
            if code:
                raise MakingError(f"Making the environment failed:\n{said}")
            say("Installing the lessons and JupyterLab (once, a few minutes) ...")
            self._install(extras)
        except BaseException:
            remove(self.folder)
            if os.path.lexists(self.before):
                self.before.rename(self.folder)
            raise
        if ours:
            remove(self.before)
        elif os.path.lexists(self.before):
            kept = next(path for n in range(1, 99) if not os.path.lexists(path := self.root / f".venv-kept-{n}"))
            self.before.rename(kept)
            say(f"The .venv that was here was not made by make. It is kept as {kept.name}.")

    def _packages(self) -> dict[str, int]:
        """Return what is installed, and since when."""
        places = [*self.folder.glob("lib/python*/site-packages"), *self.folder.glob("Lib/site-packages")]
        return {str(path): path.lstat().st_mtime_ns for place in places for path in place.iterdir()}

    def _install(self, extras: set[str]) -> None:
        old, before = self.stamp(), self._packages()
        self.write_stamp({"unfinished": True})
        try:
            self._pip(f".[{','.join(sorted(extras))}]" if extras else ".")
        except BaseException:
            if old and self._packages() == before:
                self.write_stamp(old)
            raise
        for path in map(pathlib.Path, self._packages()):
            if "ketlessons" in path.name and path.suffix == ".pth":
                path.write_text(PATH_LINE, encoding="ascii")
        code, said = run(self.own, "-I", "-c", FINDS, self.root / "src/ketlessons/__init__.py", cwd=self.root)
        if code:
            raise MakingError(f"The environment was made, but does not find the lessons' code in {self.root}:\n{said}")
        folder = {"folder": str(self.root), "extras": sorted(extras)}
        self.write_stamp(folder | self.about() | asked_for(self.root))

    def _pip(self, what: str) -> None:
        with tempfile.TemporaryDirectory() as place:
            log = pathlib.Path(place, "pip.log")
            # -I: packages that PYTHONPATH names elsewhere must not count as installed here.
            command = [
                self.own,
                "-I",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "-c",
                "constraints.txt",
                "-e",
                what,
            ]
            # The log, and not the terminal, holds what pip, or a pip that it starts, could not reach.
            code, said = run(*command, cwd=self.root, PIP_LOG=str(log), PIP_DISABLE_PIP_VERSION_CHECK="1")
            written = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        if code == 0:
            return
        if why := not_downloaded(said + written):
            raise MakingError(f"{why} Nothing was installed; when that is mended, run the same command again.")
        raise MakingError(f"Installing failed. pip said:\n{said}")


def remove(path: pathlib.Path) -> None:
    """Delete a folder, a file or a link."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def main(arguments: list[str], root: pathlib.Path) -> int:
    """Read the command line and do it; return the exit code."""
    parser = argparse.ArgumentParser(prog="making.py", description=__doc__.splitlines()[0])
    parser.add_argument("extras", nargs="*", help="extras of pyproject.toml that are needed")
    parser.add_argument("--named", action="store_true", help="the Python that runs this is the one to use")
    given = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="replace")
    environment, extras = Maker(root), set(given.extras)
    try:
        if environment.check(extras, given.named):
            return 0
        refuse_read_only(environment.root, environment.folder)
        with alone(root):
            environment.make(extras, given.named)
    except MakingError as error:
        say(str(error))
        return 1
    except tomllib.TOMLDecodeError as error:
        say(f"pyproject.toml cannot be read: {error}. Is a merge unfinished? `git status` tells.")
        return 1
    except KeyboardInterrupt:
        say("Interrupted. Run the same command again to go on.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT))
